import { format } from './address-set.ts';
import { formatAddress } from './cidr.ts';
import { type Header, hasPorts, isIcmp, protocolName } from './header.ts';
import type { Intervals } from './intervals.ts';
import * as intervals from './intervals.ts';
import { formatPorts } from './port-set.ts';
import { describeIcmp } from './security-groups.ts';

/** `tcp 80`, `icmp type 8 code 0`, `protocol 47`. */
export function describeFlow(header: Header): string {
  if (hasPorts(header.protocol)) return `${protocolName(header.protocol)} ${formatPorts(header.dport)}`;
  if (isIcmp(header.protocol)) return `${protocolName(header.protocol)} ${describeIcmp(header.dport)}`;
  return `protocol ${header.protocol}`;
}

/** Addresses for a sentence: one as it is, a set as blocks, a long set with only its first. */
export function describeAddresses(set: Intervals): string {
  const one = intervals.only(set);
  if (one !== undefined) return formatAddress(one);
  const blocks = format(set, 4);
  return blocks.length <= 4 ? blocks.join(', ') : `${blocks.slice(0, 3).join(', ')}, … (${blocks.length})`;
}

/** The other end as a group or NACL sees it: the source of what comes in, the destination of what goes out. */
export const describePeer = (header: Header, direction: 'ingress' | 'egress'): string =>
  describeAddresses(header[direction === 'ingress' ? 'src' : 'dst']);

/** `10.0.0.5:443`, `[2001:db8::1]:443`; without a port for protocols that have none. */
export function describeEnd(header: Header, side: 'src' | 'dst'): string {
  const addresses = describeAddresses(header[side]);
  if (!hasPorts(header.protocol)) return addresses;
  const ports = formatPorts(side === 'src' ? header.sport : header.dport);
  return `${header.family === 6 ? `[${addresses}]` : addresses}:${ports === 'all' ? '*' : ports}`;
}
