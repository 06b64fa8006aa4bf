import { outcomes } from '../../messages/findings/routing.ts';
import type { Text } from '../../messages/text.ts';
import type { Network } from '../../network/model.ts';
import { called } from './facts/scopes.ts';
import type { Way, WayEnd, WayHop } from './way.ts';

/** The name of whatever a way passes or ends at. */
export function nameIn(network: Network, id: string): string {
  const found =
    network.endpoints.get(id) ??
    network.natGateways.get(id) ??
    network.internetGateways.get(id) ??
    network.egressOnlyGateways.get(id) ??
    network.transitGateways.get(id) ??
    network.transitTables.get(id) ??
    network.peerings.get(id) ??
    network.vpnGateways.get(id) ??
    network.subnets.get(id) ??
    network.vpcs.get(id) ??
    network.routeTables.get(id) ??
    network.interfaces.get(id);
  if (found !== undefined) return called(found);
  for (const gateway of network.transitGateways.values()) {
    const attachment = gateway.attachments.get(id);
    if (attachment !== undefined) return called(attachment);
  }
  return id;
}

/** A firewall endpoint by its firewall and zone: `FWOUT-DMZVPC (ap-northeast-2a)`. */
export function endpointName(network: Network, id: string): string {
  const endpoint = network.endpoints.get(id);
  const zone = endpoint?.subnet?.zoneName;
  const name = endpoint?.firewall?.name ?? nameIn(network, id);
  return zone === undefined ? name : `${name} (${zone})`;
}

/** Hops for a sentence: `TGW → FWOUT-DMZVPC (…2a) → NATGW-A → DMZVPC-IGW`. */
export const hopsText = (network: Network, hops: readonly WayHop[]): string =>
  hops.map((h) => (h.kind === 'endpoint' ? endpointName(network, h.id) : nameIn(network, h.id))).join(' → ');

/** What becomes of packets on a way that does not lead where it should, to follow "answers" or "packets". */
export function outcomeOf(network: Network, way: Way): Text {
  const { end } = way;
  switch (end.kind) {
    case 'dropped':
      return end.why === 'private-destination'
        ? outcomes['private-destination'](nameIn(network, end.at))
        : outcomes[end.why]();
    case 'loop':
      return outcomes.loop();
    case 'internet':
      return outcomes.internet(nameIn(network, end.gateway));
    default:
      return outcomes.elsewhere(placeOf(network, end));
  }
}

function placeOf(network: Network, end: Exclude<WayEnd, { kind: 'dropped' | 'loop' | 'internet' }>): string {
  switch (end.kind) {
    case 'delivered':
      return called(end.subnet);
    case 'on-premises':
      return nameIn(network, end.via);
    case 'service':
      return nameIn(network, end.endpoint);
    case 'unknown':
      return nameIn(network, end.at);
  }
}
