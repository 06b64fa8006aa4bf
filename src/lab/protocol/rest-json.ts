import { AwsError } from '../../changes/world.ts';
import { jsonErrors } from './aws-json.ts';
import { type BodyCodec, decodeHttp, encodeHttp, matchRoute } from './http-binding.ts';
import { jsonFormat, parseJson } from './json.ts';
import { respond } from './message.ts';
import { deniedMessage, errorMembers, type Protocol } from './protocol.ts';
import { fromTree, toTree } from './tree.ts';

const format = jsonFormat(true);
const write = (tree: unknown): Uint8Array => Buffer.from(JSON.stringify(tree));

const codec: BodyCodec = {
  readMembers: (schema, body) => fromTree(schema, parseJson(body), format) as Record<string, unknown>,
  readPayload: (schema, body) => (schema.isBlobSchema() ? body : fromTree(schema, parseJson(body), format)),
  writeMembers: (schema, output) => write(toTree(schema, output, format)),
  writePayload: (schema, value) => write(toTree(schema, value, format)),
};

/** https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
export const restJson: Protocol = {
  match: matchRoute,
  decode: (_service, match, request) => decodeHttp(match, request, codec),
  encode(_service, operation, output, requestId) {
    const { headers, body, status } = encodeHttp(operation.output, output, codec);
    return {
      status: status ?? operation.http?.[2] ?? 200,
      headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId, ...headers },
      body,
    };
  },
  encodeError(_service, error, requestId) {
    const members = errorMembers(error);
    const tree = error.schema === undefined ? members : (toTree(error.schema, members, format) as object);
    return respond(error.status, 'application/json', JSON.stringify({ ...tree, message: error.message }), {
      'x-amzn-requestid': requestId,
      'x-amzn-errortype': error.name,
    });
  },
  // Services of this protocol stand behind API Gateway, whose statuses differ from Coral's.
  errors: {
    ...jsonErrors,
    missingCredentials: () =>
      new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', { status: 403 }),
    incompleteSignature: (detail) => new AwsError('IncompleteSignatureException', detail, { status: 403 }),
    expiredToken: () =>
      new AwsError('ExpiredTokenException', 'The security token included in the request is expired', { status: 403 }),
    unknownOperation: (name) =>
      new AwsError(
        'UnknownOperationException',
        `Unable to determine service/operation name to be authorized: ${name}`,
        {
          status: 404,
        },
      ),
    denied: (definition, operation, callerArn) =>
      new AwsError('AccessDeniedException', deniedMessage(definition, operation, callerArn), { status: 403 }),
    throttled: () => new AwsError('TooManyRequestsException', 'Rate exceeded', { status: 429 }),
  },
};
