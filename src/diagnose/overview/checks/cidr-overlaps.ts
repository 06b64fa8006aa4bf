import { type Finding, finding } from '../../../findings/finding.ts';
import { overlap as text } from '../../../messages/findings/vpcs.ts';
import type { Check, Inspected } from '../check.ts';
import { called, compare } from '../facts/scopes.ts';
import { about } from '../fix.ts';
import type { CidrOverlap, VpcFacts } from '../overview.ts';

const references = ['https://docs.aws.amazon.com/vpc/latest/peering/invalid-peering-configurations.html'];

/**
 * Blocks that overlap: of VPCs that a link joins, and of a VPC and on-premises, where addresses cannot be reached now;
 * of VPCs that nothing joins, which rules out that they ever are. Default VPCs all have one block: two are no finding.
 */
export const cidrOverlaps: Check = {
  codes: ['VPC_CIDR_OVERLAP', 'VPC_CIDR_OVERLAP_CONNECTED', 'VPC_CIDR_OVERLAP_ON_PREMISES'],
  find: (inspected) => {
    const vpcs = new Map((inspected.overview.vpcs ?? []).map((v) => [v.id, v]));
    const overlaps = (inspected.overview.overlaps ?? []).filter(
      (o) => vpcs.has(o.a) && !(vpcs.get(o.a)!.isDefault && vpcs.get(o.b)?.isDefault),
    );
    const between = overlaps.filter((o) => o.with === 'vpc' && vpcs.has(o.b));
    return [
      ...pairs(between.filter((o) => o.connectedBy.length > 0)).map((of) => connected(inspected, vpcs, of)),
      ...clusters(between.filter((o) => o.connectedBy.length === 0)).map((of) => apart(vpcs, of)),
      ...overlaps.filter((o) => o.with === 'on-premises').map((o) => onPremises(vpcs, o)),
    ];
  },
};

const evidenceOf = (vpcs: ReadonlyMap<string, VpcFacts>, overlaps: readonly CidrOverlap[]): Finding['evidence'] => {
  const blocks = new Map<string, { id: string; cidr: string }>();
  for (const { a, aCidr, b, bCidr } of overlaps) {
    blocks.set(`${a} ${aCidr}`, { id: a, cidr: aCidr });
    blocks.set(`${b} ${bCidr}`, { id: b, cidr: bCidr });
  }
  return [...blocks.values()].map(({ id, cidr }) => ({
    says: text.block(called(vpcs.get(id) ?? { id }), cidr),
    from: 'ec2:DescribeVpcs',
    id,
  }));
};

function pairs(overlaps: readonly CidrOverlap[]): CidrOverlap[][] {
  const found = new Map<string, CidrOverlap[]>();
  for (const o of overlaps) {
    const key = [o.a, o.b].sort(compare).join(' ');
    found.set(key, [...(found.get(key) ?? []), o]);
  }
  return [...found.values()];
}

function connected({ overview }: Inspected, vpcs: ReadonlyMap<string, VpcFacts>, overlaps: CidrOverlap[]): Finding {
  const [a, b] = [overlaps[0]!.a, overlaps[0]!.b].sort(compare).map((id) => vpcs.get(id)!) as [VpcFacts, VpcFacts];
  const link = overlaps[0]!.connectedBy[0]!;
  return finding({
    ...about(a),
    code: 'VPC_CIDR_OVERLAP_CONNECTED',
    key: b.id,
    severity: 'high',
    priority: 'P2',
    affected: [b.id, ...overlaps[0]!.connectedBy],
    title: text.connectedTitle(called(a), called(b), overview.names[link] ?? link),
    impact: text.connectedImpact(),
    evidence: evidenceOf(vpcs, overlaps),
    references,
  });
}

/** VPCs that overlap each other, directly or over a third, are one finding: five alike would be ten pairs. */
function clusters(overlaps: readonly CidrOverlap[]): CidrOverlap[][] {
  const clusterOf = new Map<string, CidrOverlap[]>();
  for (const o of overlaps) {
    const merged = [...new Set([...(clusterOf.get(o.a) ?? []), ...(clusterOf.get(o.b) ?? []), o])];
    for (const { a, b } of merged) {
      clusterOf.set(a, merged);
      clusterOf.set(b, merged);
    }
  }
  return [...new Set(clusterOf.values())];
}

function apart(vpcs: ReadonlyMap<string, VpcFacts>, overlaps: CidrOverlap[]): Finding {
  const ids = [...new Set(overlaps.flatMap((o) => [o.a, o.b]))].sort(compare);
  return finding({
    ...about(vpcs.get(ids[0]!)!),
    code: 'VPC_CIDR_OVERLAP',
    severity: 'medium',
    priority: 'P3',
    affected: ids.slice(1),
    title: text.title(ids.map((id) => called(vpcs.get(id)!))),
    impact: text.impact(),
    evidence: evidenceOf(vpcs, overlaps),
    references,
  });
}

function onPremises(vpcs: ReadonlyMap<string, VpcFacts>, overlap: CidrOverlap): Finding {
  const vpc = vpcs.get(overlap.a)!;
  return finding({
    ...about(vpc),
    code: 'VPC_CIDR_OVERLAP_ON_PREMISES',
    key: `${overlap.aCidr} ${overlap.bCidr}`,
    severity: 'high',
    priority: 'P2',
    affected: [overlap.b],
    title: text.onPremisesTitle(called(vpc), overlap.bCidr),
    impact: text.onPremisesImpact(),
    evidence: [{ says: text.block(called(vpc), overlap.aCidr), from: 'ec2:DescribeVpcs', id: vpc.id }],
    references,
  });
}
