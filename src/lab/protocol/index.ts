import { awsJson1_0, awsJson1_1 } from './aws-json.ts';
import { awsQuery } from './aws-query.ts';
import { ec2Query } from './ec2-query.ts';
import type { LabRequest } from './message.ts';
import type { Protocol } from './protocol.ts';
import { restJson } from './rest-json.ts';
import { restXml } from './rest-xml.ts';
import { rpcv2Cbor } from './rpcv2-cbor.ts';
import { type ProtocolName, type ServiceDefinition, services } from './service.ts';

export const protocols: Record<ProtocolName, Protocol> = {
  ec2Query,
  awsQuery,
  awsJson1_0,
  awsJson1_1,
  restXml,
  restJson,
  rpcv2Cbor,
};

const cborPath = /\/service\/([^/]+)\/operation\/[^/]+\/?$/;

/**
 * The service that a request is for: by the name its signature is scoped to, else by target, path or API version.
 * `undefined` for one that the lab does not have.
 */
export function serviceOf(request: LabRequest, signingName: string | undefined): ServiceDefinition | undefined {
  if (signingName !== undefined) return services.find((service) => service.signingName === signingName);
  const target = request.headers['x-amz-target'] ?? cborPath.exec(request.path)?.[1];
  if (target !== undefined) {
    const name = target.includes('.') ? target.slice(0, target.lastIndexOf('.')) : target;
    return services.find((service) => name === service.target || name.endsWith(`.${service.target}`));
  }
  const version =
    request.query.get('Version') ?? new URLSearchParams(Buffer.from(request.body).toString('latin1')).get('Version');
  return services.find(
    (service) => request.path.startsWith(`/${service.apiVersion}/`) || service.apiVersion === version,
  );
}

/** The protocol that a request speaks: what it says, else the service's first. */
export function protocolOf(request: LabRequest, definition: ServiceDefinition | undefined): Protocol {
  const { headers } = request;
  const ask = headers['smithy-protocol']?.toLowerCase();
  const jsonVersion = /^application\/x-amz-json-(1\.[01])/.exec(headers['content-type'] ?? '')?.[1];
  const spoken = definition?.protocols;
  if (ask === 'rpc-v2-cbor' && isRpc(definition)) return rpcv2Cbor;
  if (headers['x-amz-target'] !== undefined && isRpc(definition)) {
    if (jsonVersion !== undefined) return jsonVersion === '1.0' ? awsJson1_0 : awsJson1_1;
    return spoken?.includes('awsJson1_0') ? awsJson1_0 : awsJson1_1;
  }
  if (spoken !== undefined) return protocols[spoken[0]];
  return /x-www-form-urlencoded/.test(headers['content-type'] ?? '') || request.query.has('Action')
    ? awsQuery
    : restXml;
}

/** JSON and CBOR services may be spoken to in either; REST and Query ones only in their own. */
const isRpc = (definition: ServiceDefinition | undefined): boolean =>
  definition === undefined || definition.protocols.some((name) => name.startsWith('awsJson') || name === 'rpcv2Cbor');
