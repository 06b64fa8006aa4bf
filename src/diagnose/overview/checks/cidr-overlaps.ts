import { finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/vpcs.ts';
import type { Check } from '../check.ts';
import type { CidrOverlap, VpcFacts } from '../overview.ts';

/** VPCs whose CIDR blocks overlap. Default VPCs all have one block: two of them are no finding. */
export const cidrOverlaps: Check = {
  codes: ['VPC_CIDR_OVERLAP'],
  find: ({ overview }) => {
    const vpcs = new Map((overview.vpcs ?? []).map((v) => [v.id, v]));
    const pairs = new Map<string, CidrOverlap[]>();
    for (const overlap of overview.overlaps ?? []) {
      const [a, b] = [vpcs.get(overlap.a), vpcs.get(overlap.b)];
      if (a === undefined || b === undefined || (a.isDefault && b.isDefault)) continue;
      const key = [overlap.a, overlap.b].sort().join(' ');
      pairs.set(key, [...(pairs.get(key) ?? []), overlap]);
    }
    return [...pairs.values()].map((overlaps) => {
      const [first, second] = [overlaps[0]!.a, overlaps[0]!.b].sort().map((id) => vpcs.get(id)!) as [
        VpcFacts,
        VpcFacts,
      ];
      const called = (v: { id: string; name?: string }): string => v.name ?? v.id;
      return finding({
        account: first.account,
        region: first.region,
        code: 'VPC_CIDR_OVERLAP',
        key: second.id,
        severity: 'medium',
        priority: 'P3',
        resource: first.id,
        ...(first.name === undefined ? {} : { resourceName: first.name }),
        affected: [second.id],
        title: text.cidrOverlap(called(first), called(second)),
        impact: text.cidrOverlapImpact(),
        evidence: overlaps.flatMap((o) => [
          { says: text.hasCidr(called(vpcs.get(o.a)!), o.aCidr), from: 'ec2:DescribeVpcs', id: o.a },
          { says: text.hasCidr(called(vpcs.get(o.b)!), o.bCidr), from: 'ec2:DescribeVpcs', id: o.b },
        ]),
        references: ['https://docs.aws.amazon.com/vpc/latest/peering/invalid-peering-configurations.html'],
      });
    });
  },
};
