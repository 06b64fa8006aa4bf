import { finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/vpcs.ts';
import type { Check } from '../check.ts';

/** Subnets without an interface in a VPC that has some: one finding a VPC. Default VPCs are AWS's own making. */
export const subnetsUnused: Check = {
  codes: ['SUBNET_UNUSED'],
  find: ({ overview }) =>
    (overview.vpcs ?? [])
      .filter((v) => !v.isDefault && (v.interfaces ?? 0) > 0)
      .flatMap((vpc) => {
        const empty = (overview.subnets ?? []).filter((s) => s.vpc === vpc.id && s.interfaces === 0);
        if (empty.length === 0) return [];
        return [
          finding({
            account: vpc.account,
            region: vpc.region,
            code: 'SUBNET_UNUSED',
            severity: 'info',
            priority: 'P3',
            resource: vpc.id,
            ...(vpc.name === undefined ? {} : { resourceName: vpc.name }),
            affected: empty.map((s) => s.id),
            title: text.unusedSubnets(empty.length),
            impact: text.unusedSubnetsImpact(),
            evidence: empty.map((s) => ({
              says: text.emptySubnet(s.name ?? s.id, s.cidr),
              from: 'ec2:DescribeNetworkInterfaces',
              id: s.id,
            })),
          }),
        ];
      }),
};
