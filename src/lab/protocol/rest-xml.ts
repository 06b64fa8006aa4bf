import { XmlShapeDeserializer } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../../changes/world.ts';
import { awsQuery, bareError, xmlError } from './aws-query.ts';
import { type BodyCodec, decodeHttp, encodeHttp, matchRoute } from './http-binding.ts';
import { Malformed } from './malformed.ts';
import { respond } from './message.ts';
import type { Protocol } from './protocol.ts';
import { validationMessage } from './required.ts';
import type { Service } from './service.ts';
import { element, xmlMembers } from './xml-writer.ts';

const contentType = 'text/xml';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const xml = { exactTimestamps: false };

/** The SDK's own reader: a request's XML is named by the same schemas as an answer's. */
function read(schema: Parameters<XmlShapeDeserializer['read']>[0], body: Uint8Array): unknown {
  const reader = new XmlShapeDeserializer({
    timestampFormat: { useTrait: true, default: 5 },
    httpBindings: true,
    xmlNamespace: '',
    serviceNamespace: '',
  });
  try {
    return reader.read(schema, body) as unknown;
  } catch {
    throw new Malformed('syntax', 'The XML document you provided was not well-formed or did not validate.');
  }
}

const codecOf = ({ definition }: Service): BodyCodec => ({
  readMembers: (schema, body) => read(schema, body) as Record<string, unknown>,
  readPayload: (schema, body) => (schema.isBlobSchema() ? body : read(schema, body)),
  writeMembers: (schema, output) =>
    Buffer.from(
      declaration + element(rootName(schema), xmlMembers(schema, output, xml), ` xmlns="${definition.xmlNamespace}"`),
    ),
  writePayload(schema, value) {
    if (schema.isBlobSchema()) return value instanceof Uint8Array ? value : Buffer.from(String(value), 'base64');
    if (!schema.isStructSchema()) return Buffer.from(String(value));
    const name = rootName(schema);
    const members = xmlMembers(schema, value as Record<string, unknown>, xml);
    return Buffer.from(declaration + element(name, members, ` xmlns="${definition.xmlNamespace}"`));
  },
});

const rootName = (schema: NormalizedSchema): string => schema.getMergedTraits().xmlName ?? schema.getName() ?? 'Result';

/** https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html */
export const restXml: Protocol = {
  match: matchRoute,
  decode: (service, match, request) => decodeHttp(match, request, codecOf(service)),
  encode(service, operation, output, requestId) {
    const { headers, body, status } = encodeHttp(operation.output, output, codecOf(service));
    return {
      status: status ?? operation.http?.[2] ?? 200,
      headers: { 'content-type': contentType, 'x-amzn-requestid': requestId, ...headers },
      body,
    };
  },
  encodeError(service, error, requestId) {
    const namespace = service?.definition.xmlNamespace;
    if (service?.definition.bareErrors) {
      return respond(error.status, contentType, declaration + bareError(error, requestId), {
        'x-amz-request-id': requestId,
      });
    }
    const body = element(
      'ErrorResponse',
      xmlError(error) + element('RequestId', requestId),
      namespace === undefined ? '' : ` xmlns="${namespace}"`,
    );
    return respond(error.status, contentType, declaration + body, { 'x-amzn-requestid': requestId });
  },
  errors: {
    ...awsQuery.errors,
    unknownOperation: () => new AwsError('UnknownOperationException', 'Unknown operation', { status: 404 }),
    malformed: (malformed, { key }) =>
      new AwsError(
        malformed.kind === 'syntax' && key === 'cloudfront' ? 'MalformedXML' : 'InvalidInput',
        malformed.message,
      ),
    missing: (members, definition) =>
      new AwsError(definition.missingCode ?? 'InvalidInput', validationMessage(members)),
  },
};
