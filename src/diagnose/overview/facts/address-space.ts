import * as addressSet from '../../../network/address-set.ts';
import { blocksOfRange, type Cidr, containsCidr, formatCidr, overlap, parseCidr } from '../../../network/cidr.ts';
import type { Network, Vpc } from '../../../network/model.ts';
import type { CidrOverlap, HybridFacts, VpcFacts } from '../overview.ts';
import { compare } from './scopes.ts';

/** Private address space by RFC 1918. */
const rfc1918 = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((text) => parseCidr(text)!);

export const isPrivate = (cidr: Cidr): boolean => rfc1918.some((block) => containsCidr(block, cidr));

/** A subnet is no smaller than /28: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const smallestSubnet = 28;

/** IPv4 blocks of a VPC that no subnet covers, the largest first. */
export function freeBlocks(vpc: Vpc): Cidr[] {
  const taken = addressSet.ofCidrs(vpc.subnets.flatMap((s) => s.cidrs));
  const free = addressSet.subtract(vpc.addresses, taken)[4];
  const blocks: Cidr[] = [];
  for (let i = 0; i < free.length; i += 2) blocks.push(...blocksOfRange(free[i]!, free[i + 1]!));
  return blocks.filter((b) => b.length <= smallestSubnet).sort((a, b) => a.length - b.length || (a.lo < b.lo ? -1 : 1));
}

/** How many IPv4 addresses of a VPC no subnet covers. */
export function unallocated(vpc: Vpc): number {
  const taken = addressSet.ofCidrs(vpc.subnets.flatMap((s) => s.cidrs));
  const free = addressSet.subtract(vpc.addresses, taken)[4] as readonly number[];
  let count = 0;
  for (let i = 0; i < free.length; i += 2) count += free[i + 1]! - free[i]! + 1;
  return count;
}

interface Block {
  owner: string;
  text: string;
  block: Cidr;
  /** Undefined: on-premises. */
  vpc?: VpcFacts;
}

/**
 * Blocks of VPCs that overlap blocks of another VPC or of on-premises, found in one pass over all blocks in order of
 * address. Default VPCs all have 172.31.0.0/16: two of them count only where something connects them.
 */
export function cidrOverlaps(
  network: Network,
  vpcs: VpcFacts[] | null,
  onPremises: HybridFacts['onPremises'],
): CidrOverlap[] | null {
  if (vpcs === null) return null;
  const read = (owner: string, text: string, vpc?: VpcFacts): Block[] => {
    const block = parseCidr(text);
    return block === undefined || block.family === 6 ? [] : [{ owner, text, block, vpc }];
  };
  const blocks = [
    ...vpcs.flatMap((v) => v.cidrs.flatMap((text) => read(v.id, text, v))),
    ...(onPremises ?? []).flatMap((o) => read(o.via[0] ?? '', o.cidr)),
  ].sort(
    (a, b) =>
      (a.block.lo < b.block.lo ? -1 : a.block.lo > b.block.lo ? 1 : 0) ||
      a.block.length - b.block.length ||
      compare(a.owner, b.owner) ||
      compare(a.text, b.text),
  );
  const links = linksByVpc(network);
  const found: CidrOverlap[] = [];
  let open: Block[] = [];
  for (const next of blocks) {
    open = open.filter((o) => o.block.hi >= next.block.lo);
    for (const other of open) {
      if (other.owner === next.owner || !overlap(other.block, next.block)) continue;
      // A VPC comes first; two blocks of on-premises are not for us to judge.
      const [a, b] = other.vpc === undefined ? [next, other] : [other, next];
      if (a.vpc === undefined) continue;
      const connectedBy = commonLinks(links, a, b);
      if (a.vpc.isDefault && b.vpc?.isDefault && connectedBy.length === 0) continue;
      const kind = b.vpc === undefined ? ('on-premises' as const) : ('vpc' as const);
      found.push({ a: a.owner, aCidr: a.text, b: b.owner, bCidr: b.text, with: kind, connectedBy });
    }
    open.push(next);
  }
  return found.sort((x, y) => compare(x.a, y.a) || compare(x.b, y.b) || compare(x.aCidr, y.aCidr));
}

/** Transit gateways and peerings by VPC. */
function linksByVpc(network: Network): Map<string, Set<string>> {
  return new Map(
    [...network.vpcs.values()].map((vpc) => [
      vpc.id,
      new Set([
        ...vpc.attachments.map((a) => a.transitGateway),
        ...vpc.peerings.filter((p) => p.state === 'active').map((p) => p.id),
        ...(vpc.vpnGateway === undefined ? [] : [vpc.vpnGateway.id]),
      ]),
    ]),
  );
}

function commonLinks(links: Map<string, Set<string>>, a: Block, b: Block): string[] {
  const own = links.get(a.owner) ?? new Set<string>();
  if (b.vpc === undefined) return [...own].filter((l) => !l.startsWith('pcx-')).sort(compare);
  return [...(links.get(b.owner) ?? [])].filter((l) => own.has(l)).sort(compare);
}

export const formatBlocks = (blocks: Cidr[], count: number): string[] => blocks.slice(0, count).map(formatCidr);
