import { assumes, label, stops } from '../../messages/network.ts';
import * as intervals from '../intervals.ts';
import type { Endpoint, Subnet, Vpc } from '../model.ts';
import { type Context, hindered, named, nowhere, type Onward, type Packet, passed, stopped } from '../packet.ts';

/** To S3 or DynamoDB through a gateway endpoint: only from interfaces of its own VPC (rules R14 and G1). */
export function enterGatewayEndpoint(
  context: Context,
  packet: Packet,
  { endpoint, vpc, from }: { endpoint: Endpoint; vpc: Vpc; from?: Subnet },
): Onward {
  const resource = { component: 'gateway-endpoint' as const, ...named(endpoint), vpc };
  let current: Packet | undefined = packet;
  if (endpoint.state !== 'available')
    current = hindered(context, current, () => ({
      ...resource,
      reason: stops.endpointState(label(endpoint), endpoint.state),
    }));
  if (current === undefined) return nowhere;
  if (!intervals.covers(vpc.addresses[packet.header.family], packet.header.src))
    return stopped(context, current, () => ({
      ...resource,
      reason: stops.endpointForeign(label(endpoint), label(vpc)),
    }));
  if (!allowsEverything(endpoint.policy))
    context.assume(`policy ${endpoint.id}`, () => assumes.endpointPolicy(label(endpoint)));
  const sent = passed(context, current, () => ({ ...resource, by: endpoint.service }));
  return {
    parts: [
      {
        packet: sent,
        to: { at: 'edge', out: from, beyond: { at: 'end', end: { kind: 'service', endpoint, vpc } } },
      },
    ],
  };
}

/** True for the default policy, which allows everything. What another one denies depends on the request, not on packets. */
function allowsEverything(policy: string | undefined): boolean {
  if (policy === undefined) return true;
  try {
    const document: unknown = JSON.parse(policy);
    const statements = [(document as { Statement?: unknown }).Statement ?? []].flat() as Record<string, unknown>[];
    const isAll = (value: unknown): boolean => value === '*' || (Array.isArray(value) && value.includes('*'));
    return (
      statements.length > 0 &&
      statements.every((s) => s.Effect === 'Allow') &&
      statements.some((s) => isAll(s.Action) && isAll(s.Resource) && isAll(s.Principal) && s.Condition === undefined)
    );
  } catch {
    return false;
  }
}
