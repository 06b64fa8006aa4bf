import { finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/vpcs.ts';
import type { Check } from '../check.ts';

/** VPCs with workloads in fewer than three zones. */
export const zonesFew: Check = {
  codes: ['VPC_ZONES_UNDER_THREE'],
  find: ({ overview }) =>
    (overview.vpcs ?? [])
      .filter((v) => (v.interfaces ?? 0) > 0)
      .flatMap((vpc) => {
        const used = [
          ...new Set(
            (overview.subnets ?? []).filter((s) => s.vpc === vpc.id && (s.interfaces ?? 0) > 0).map((s) => s.zone),
          ),
        ].sort();
        if (used.length === 0 || used.length >= 3) return [];
        return [
          finding({
            account: vpc.account,
            region: vpc.region,
            code: 'VPC_ZONES_UNDER_THREE',
            severity: used.length === 1 ? 'medium' : 'info',
            priority: 'P3',
            resource: vpc.id,
            ...(vpc.name === undefined ? {} : { resourceName: vpc.name }),
            title: text.fewZones(vpc.name ?? vpc.id, used),
            impact: text.fewZonesImpact(used.length),
            evidence: [
              { says: text.fewZones(vpc.name ?? vpc.id, used), from: 'ec2:DescribeNetworkInterfaces', id: vpc.id },
            ],
          }),
        ];
      }),
};
