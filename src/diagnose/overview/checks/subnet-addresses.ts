import { finding } from '../../../findings/finding.ts';
import { addresses } from '../../../messages/findings/vpcs.ts';
import type { Check } from '../check.ts';
import { called } from '../facts/scopes.ts';
import { about, fixByHand } from '../fix.ts';

/** Percent of a subnet's addresses in use above which somebody should act. */
const limit = 80;
const urgent = 95;

export const subnetAddresses: Check = {
  codes: ['SUBNET_ADDRESSES_OVER_80'],
  find: ({ overview }) =>
    (overview.subnets ?? []).flatMap((s) => {
      if (s.usedPercent === null || s.available === null || s.usedPercent <= limit) return [];
      const free = overview.vpcs?.find((v) => v.id === s.vpc)?.freeBlocks?.[0];
      return [
        finding({
          ...about(s),
          code: 'SUBNET_ADDRESSES_OVER_80',
          severity: s.usedPercent >= urgent ? 'high' : 'medium',
          priority: s.usedPercent >= urgent ? 'P1' : 'P2',
          affected: [s.vpc],
          title: addresses.title(called(s), s.usedPercent),
          impact: addresses.impact(s.available),
          evidence: [{ says: addresses.available(s.cidr, s.available), from: 'ec2:DescribeSubnets', id: s.id }],
          fixes: [
            free === undefined
              ? fixByHand(
                  addresses.fixBlock(),
                  `aws ec2 associate-vpc-cidr-block --vpc-id ${s.vpc} --cidr-block NEW_CIDR --region ${s.region}`,
                )
              : fixByHand(
                  addresses.fixSubnet(free),
                  `aws ec2 create-subnet --vpc-id ${s.vpc} --cidr-block SUBNET_CIDR --availability-zone ${s.zone} --region ${s.region}`,
                ),
          ],
          references: ['https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html'],
        }),
      ];
    }),
};
