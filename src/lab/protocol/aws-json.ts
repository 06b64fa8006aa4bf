import { AwsError } from '../../changes/world.ts';
import { jsonFormat, parseJson } from './json.ts';
import { type LabRequest, respond } from './message.ts';
import { type CommonErrors, deniedMessage, errorMembers, type Match, type Protocol } from './protocol.ts';
import { validationMessage } from './required.ts';
import type { Service } from './service.ts';
import { fromTree, toTree } from './tree.ts';

/** The errors of services with a Coral JSON front. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/CommonErrors.html */
export const jsonErrors: CommonErrors = {
  missingCredentials: () => new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token'),
  incompleteSignature: (detail) => new AwsError('IncompleteSignatureException', detail),
  expiredToken: () => new AwsError('ExpiredTokenException', 'The security token included in the request is expired'),
  unknownOperation: () => new AwsError('UnknownOperationException', ''),
  malformed: (malformed) => new AwsError('SerializationException', malformed.message),
  missing: (members, definition) =>
    new AwsError(definition.missingCode ?? 'ValidationException', validationMessage(members)),
  denied: (definition, operation, callerArn) =>
    new AwsError('AccessDeniedException', deniedMessage(definition, operation, callerArn)),
  throttled: () => new AwsError('ThrottlingException', 'Rate exceeded'),
  tooLarge: () => new AwsError('RequestEntityTooLargeException', 'Request entity too large', { status: 413 }),
  internal: () => new AwsError('InternalFailure', 'An internal failure has occurred', { status: 500 }),
};

/** The operation is the last part of the target: the AWS CLI and the SDKs put different names before it. */
function matchTarget(service: Service, request: LabRequest): Match {
  const target = request.headers['x-amz-target'];
  const name = target?.slice(target.lastIndexOf('.') + 1);
  if (name === undefined || name === '') throw jsonErrors.unknownOperation('');
  return { name, operation: service.operation(name) };
}

const format = jsonFormat(false);

const awsJson = (version: '1.0' | '1.1'): Protocol => ({
  match: matchTarget,
  decode: (_service, { operation }, request) =>
    fromTree(operation.input, parseJson(request.body), format) as Record<string, unknown>,
  encode(_service, operation, output, requestId) {
    const body = operation.output.isUnitSchema() ? '' : JSON.stringify(toTree(operation.output, output, format));
    return respond(200, `application/x-amz-json-${version}`, body, { 'x-amzn-requestid': requestId });
  },
  encodeError(service, error, requestId) {
    const namespace = error.schema?.getName(true)?.split('#')[0];
    const type = version === '1.0' && namespace !== undefined ? `${namespace}#${error.name}` : error.name;
    const members = errorMembers(error);
    const tree =
      error.schema === undefined
        ? members
        : { ...(toTree(error.schema, members, format) as object), message: error.message };
    const headers: Record<string, string> = { 'x-amzn-requestid': requestId, 'x-amzn-errortype': error.name };
    if (service?.definition.queryCompatible) {
      headers['x-amzn-query-error'] = `${error.queryCode};${error.fault === 'client' ? 'Sender' : 'Receiver'}`;
    }
    const body = JSON.stringify({ __type: type, ...tree });
    return respond(error.status, `application/x-amz-json-${version}`, body, headers);
  },
  errors: jsonErrors,
});

/** https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html */
export const awsJson1_0 = awsJson('1.0');
/** https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export const awsJson1_1 = awsJson('1.1');
