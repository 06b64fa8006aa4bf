import type { Intervals } from './intervals.ts';
import * as intervals from './intervals.ts';

/**
 * Ports, 0–65535, as intervals. For ICMP and ICMPv6 a "port" is a type and code: `type × 256 + code`, so that one set
 * type serves all protocols.
 */
export type PortSet = Intervals<number>;

export const allPorts: PortSet = [0, 65535];
export const noPorts: PortSet = intervals.none;

export const portRange = (from: number, to: number): PortSet => (from <= to ? [from, to] : noPorts);

/**
 * The types and codes of an ICMP rule of a security group or NACL, where −1 stands for all.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
export function icmpTypes(type: number | undefined, code: number | undefined): PortSet {
  if (type === undefined || type < 0) return allPorts;
  if (code === undefined || code < 0) return [type * 256, type * 256 + 255];
  return [type * 256 + code, type * 256 + code];
}

/** Where clients take their source ports from (rule N3 of the semantics). */
export const ephemeral = {
  linux: portRange(32768, 60999),
  windows: portRange(49152, 65535),
  /** NAT gateways, load balancers, Lambda; and clients that we know nothing of. */
  any: portRange(1024, 65535),
} as const;

/** `80`, `1024-65535`, `22,80,443`; `all` for every port. */
export function formatPorts(set: PortSet): string {
  if (set.length === 2 && set[0] === 0 && set[1] === 65535) return 'all';
  const parts: string[] = [];
  for (let i = 0; i < set.length; i += 2) parts.push(set[i] === set[i + 1] ? `${set[i]}` : `${set[i]}-${set[i + 1]}`);
  return parts.join(',');
}
