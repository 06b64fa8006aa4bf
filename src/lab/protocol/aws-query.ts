import { AwsError } from '../../changes/world.ts';
import { inputFromForm, queryNaming } from './form.ts';
import { type LabRequest, respond, textOf } from './message.ts';
import { deniedMessage, type Match, type Protocol, type WireError } from './protocol.ts';
import { validationMessage } from './required.ts';
import type { Service } from './service.ts';
import { element, escapeXml, xmlMembers } from './xml-writer.ts';

const contentType = 'text/xml';

/** Parameters that belong to the protocol or the signature, not to the operation. */
const ofTheProtocol =
  /^(Action|Version|AWSAccessKeyId|Signature|SignatureMethod|SignatureVersion|SecurityToken|Timestamp|Expires|X-Amz-.*)$/i;

/** The operation and parameters of a Query request; they may be in the URL or in the body. */
export function matchForm(service: Service, request: LabRequest): Match {
  const form = new URLSearchParams(request.method === 'GET' ? '' : textOf(request.body));
  const all = [...request.query, ...form];
  const action = all.find(([name]) => name === 'Action')?.[1];
  if (action === undefined || action === '') {
    throw new AwsError('MissingAction', 'The request is missing an action or a required parameter.');
  }
  return {
    name: action,
    operation: service.operation(action),
    version: all.find(([name]) => name === 'Version')?.[1],
    parameters: all.filter(([name]) => !ofTheProtocol.test(name)),
  };
}

/** `<Error>` with the members of its shape, as awsQuery and restXml write it. */
export const xmlError = (error: WireError): string =>
  element('Error', element('Type', error.fault === 'client' ? 'Sender' : 'Receiver') + told(error));

/** S3's errors. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const bareError = (error: WireError, requestId: string): string =>
  element('Error', told(error) + element('RequestId', requestId) + element('HostId', requestId));

function told(error: WireError): string {
  const members =
    error.schema === undefined
      ? ''
      : xmlMembers(
          error.schema,
          { ...error.members, message: undefined, Message: undefined },
          { exactTimestamps: false },
        );
  return element('Code', escapeXml(error.queryCode)) + element('Message', escapeXml(error.message)) + members;
}

/** The Query protocol: form parameters in, XML out. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export const awsQuery: Protocol = {
  match(service, request) {
    const match = matchForm(service, request);
    // Another version of the API is another API: 2012-06-01 of elasticloadbalancing has the Classic balancers.
    if (match.version !== undefined && match.version !== service.definition.apiVersion) {
      throw new AwsError('InvalidAction', `Could not find operation ${match.name} for version ${match.version}`);
    }
    return match;
  },
  decode: (_service, { operation, parameters }) => inputFromForm(operation.input, parameters ?? [], queryNaming).input,
  encode(service, operation, output, requestId) {
    const result = operation.output.isStructSchema()
      ? element(`${operation.name}Result`, xmlMembers(operation.output, output, { exactTimestamps: false }))
      : '';
    const body = element(
      `${operation.name}Response`,
      result + element('ResponseMetadata', element('RequestId', requestId)),
      ` xmlns="${service.definition.xmlNamespace}"`,
    );
    return respond(200, contentType, body, { 'x-amzn-requestid': requestId });
  },
  encodeError(service, error, requestId) {
    const namespace = service?.definition.xmlNamespace;
    const body = element(
      'ErrorResponse',
      xmlError(error) + element('RequestId', requestId),
      namespace === undefined ? '' : ` xmlns="${namespace}"`,
    );
    return respond(error.status, contentType, body, { 'x-amzn-requestid': requestId });
  },
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/CommonErrors.html
  errors: {
    missingCredentials: () =>
      new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', { status: 403 }),
    incompleteSignature: (detail) => new AwsError('IncompleteSignature', detail),
    expiredToken: () =>
      new AwsError('ExpiredToken', 'The security token included in the request is expired', { status: 403 }),
    unknownOperation: (name, definition) =>
      new AwsError(
        'InvalidAction',
        `Could not find operation ${name}${definition === undefined ? '' : ` for version ${definition.apiVersion}`}`,
      ),
    malformed: (malformed) => new AwsError('MalformedInput', malformed.message),
    missing: (members) => new AwsError('ValidationError', validationMessage(members)),
    denied: (definition, operation, callerArn) =>
      new AwsError('AccessDenied', deniedMessage(definition, operation, callerArn), { status: 403 }),
    throttled: () => new AwsError('Throttling', 'Rate exceeded'),
    tooLarge: () => new AwsError('RequestEntityTooLarge', 'Request entity too large', { status: 413 }),
    internal: () => new AwsError('InternalFailure', 'An internal failure has occurred', { status: 500 }),
  },
};
