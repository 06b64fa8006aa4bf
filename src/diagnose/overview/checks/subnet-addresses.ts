import { finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/vpcs.ts';
import type { Check } from '../check.ts';

/** Percent of a subnet's addresses in use above which somebody should act. */
const limit = 80;

export const subnetAddresses: Check = {
  codes: ['SUBNET_ADDRESSES_OVER_80'],
  find: ({ overview }) =>
    (overview.subnets ?? [])
      .filter((s) => s.usedPercent !== null && s.usedPercent > limit)
      .map((s) =>
        finding({
          account: s.account,
          region: s.region,
          code: 'SUBNET_ADDRESSES_OVER_80',
          severity: s.usedPercent! >= 95 ? 'high' : 'medium',
          priority: s.usedPercent! >= 95 ? 'P1' : 'P2',
          resource: s.id,
          ...(s.name === undefined ? {} : { resourceName: s.name }),
          affected: [s.vpc],
          title: text.addressesOver80(s.name ?? s.id, s.usedPercent!),
          impact: text.addressesImpact(s.available ?? 0),
          evidence: [
            { says: text.availableAddresses(s.available ?? 0, s.cidr), from: 'ec2:DescribeSubnets', id: s.id },
          ],
          references: ['https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html'],
        }),
      ),
};
