import type { Family } from './cidr.ts';
import type { Network } from './model.ts';
import { protocolOf } from './security-groups.ts';

/** Stands for every protocol that no rule of the network names: IANA keeps 255 reserved. */
export const anyOther = 255;

const mentioned = new WeakMap<Network, number[]>();

/** Protocols besides TCP, UDP and ICMP that a rule of the network tells apart from others. */
function mentionedProtocols(network: Network): number[] {
  let found = mentioned.get(network);
  if (found === undefined) {
    const numbers = new Set<number>();
    for (const group of network.groups.values()) {
      for (const p of [...(group.raw.IpPermissions ?? []), ...(group.raw.IpPermissionsEgress ?? [])])
        numbers.add(protocolOf(p.IpProtocol) ?? -1);
    }
    for (const subnet of network.subnets.values())
      for (const entry of subnet.acl?.raw.Entries ?? []) numbers.add(Number(entry.Protocol ?? -1));
    for (const known of [-1, 1, 6, 17, 58]) numbers.delete(known);
    found = [...numbers].sort((a, b) => a - b);
    mentioned.set(network, found);
  }
  return found;
}

/** The protocols to ask about, one walk each. */
export function protocolsOf(network: Network, asked: number | 'all', family: Family): number[] {
  const icmp = family === 4 ? 1 : 58;
  if (asked === 'all') return [...new Set([6, 17, icmp, ...mentionedProtocols(network), anyOther])];
  return [asked === 1 || asked === 58 ? icmp : asked];
}
