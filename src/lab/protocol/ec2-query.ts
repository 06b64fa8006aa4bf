import { AwsError } from '../../changes/world.ts';
import { matchForm } from './aws-query.ts';
import { ec2Naming, inputFromForm } from './form.ts';
import { Malformed } from './malformed.ts';
import { respond } from './message.ts';
import { deniedMessage, type Protocol } from './protocol.ts';
import { element, escapeXml, xmlMembers } from './xml-writer.ts';

const contentType = 'text/xml;charset=UTF-8';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** EC2's protocol: Query parameters in, XML out. https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html */
export const ec2Query: Protocol = {
  match: matchForm,
  decode(_service, { operation, parameters }) {
    const { input, unknown } = inputFromForm(operation.input, parameters ?? [], ec2Naming);
    const [first] = unknown;
    if (first !== undefined)
      throw new Malformed('unknown-parameter', `The parameter ${first} is not recognized`, first);
    return input;
  },
  encode(service, operation, output, requestId) {
    const members = operation.output.isStructSchema()
      ? xmlMembers(operation.output, output, { exactTimestamps: true })
      : element('return', 'true');
    const body = element(
      `${operation.name}Response`,
      element('requestId', requestId) + members,
      ` xmlns="${service.definition.xmlNamespace}"`,
    );
    return respond(200, contentType, declaration + body, { 'x-amzn-requestid': requestId });
  },
  encodeError(_service, error, requestId) {
    const inner = element('Code', escapeXml(error.queryCode)) + element('Message', escapeXml(error.message));
    const body = element('Response', element('Errors', element('Error', inner)) + element('RequestID', requestId));
    return respond(error.status, contentType, declaration + body, { 'x-amzn-requestid': requestId });
  },
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
  errors: {
    missingCredentials: () => new AwsError('MissingParameter', 'The request must contain the parameter AWSAccessKeyId'),
    incompleteSignature: () =>
      new AwsError('AuthFailure', 'AWS was not able to validate the provided access credentials', { status: 401 }),
    expiredToken: () => new AwsError('RequestExpired', 'Request has expired.'),
    unknownOperation: (name) => new AwsError('InvalidAction', `The action ${name} is not valid for this web service.`),
    malformed(malformed) {
      if (malformed.kind === 'unknown-parameter') return new AwsError('UnknownParameter', malformed.message);
      if (malformed.kind === 'syntax') return new AwsError('MalformedQueryString', malformed.message);
      return new AwsError('InvalidParameterValue', malformed.message);
    },
    missing([first]) {
      let next = 0;
      const name = (first?.path ?? [])
        .map((part) => (typeof part === 'number' ? part : ec2Naming.member(first!.schemas[next++]!, part)))
        .join('.');
      return new AwsError('MissingParameter', `The request must contain the parameter ${name}`);
    },
    denied: (definition, operation, callerArn) =>
      new AwsError(
        'UnauthorizedOperation',
        `You are not authorized to perform this operation. ${deniedMessage(definition, operation, callerArn)}`,
        { status: 403 },
      ),
    throttled: () => new AwsError('RequestLimitExceeded', 'Request limit exceeded.', { status: 503 }),
    tooLarge: () => new AwsError('RequestEntityTooLarge', 'The request is too large.', { status: 413 }),
    internal: () => new AwsError('InternalError', 'An internal error has occurred', { status: 500 }),
  },
};
