import { AwsError } from '../../changes/world.ts';
import { jsonErrors } from './aws-json.ts';
import { cborFormat, parseCbor, writeCbor } from './cbor.ts';
import type { LabResponse } from './message.ts';
import { errorMembers, type Protocol } from './protocol.ts';
import { fromTree, toTree } from './tree.ts';

const path = /\/service\/([^/]+)\/operation\/([^/]+)\/?$/;

function respondCbor(status: number, tree: unknown, headers: Record<string, string>): LabResponse {
  return {
    status,
    headers: { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor', ...headers },
    body: writeCbor(tree),
  };
}

/** https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html */
export const rpcv2Cbor: Protocol = {
  match(service, request) {
    const name = path.exec(request.path)?.[2];
    if (name === undefined) throw rpcv2Cbor.errors.unknownOperation('');
    return { name, operation: service.operation(name) };
  },
  decode: (_service, { operation }, request) =>
    fromTree(operation.input, parseCbor(request.body), cborFormat) as Record<string, unknown>,
  encode: (_service, operation, output, requestId) =>
    respondCbor(200, toTree(operation.output, output, cborFormat), { 'x-amzn-requestid': requestId }),
  encodeError(service, error, requestId) {
    const members = errorMembers(error);
    const tree = error.schema === undefined ? members : (toTree(error.schema, members, cborFormat) as object);
    const headers: Record<string, string> = { 'x-amzn-requestid': requestId };
    if (service?.definition.queryCompatible) {
      headers['x-amzn-query-error'] = `${error.queryCode};${error.fault === 'client' ? 'Sender' : 'Receiver'}`;
    }
    const type = error.schema?.getName(true) ?? error.name;
    return respondCbor(error.status, { __type: type, ...tree, message: error.message }, headers);
  },
  errors: {
    ...jsonErrors,
    unknownOperation: () => new AwsError('UnknownOperationException', '', { status: 404 }),
  },
};
