import { finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/routing.ts';
import type { Check } from '../check.ts';

/** NAT gateways that serve subnets of other zones. */
export const natSingleZone: Check = {
  codes: ['NAT_SERVES_OTHER_ZONES'],
  find: ({ overview, network }) =>
    (overview.natGateways ?? [])
      .filter((n) => n.crossZone.length > 0)
      .map((n) =>
        finding({
          account: n.account,
          region: n.region,
          code: 'NAT_SERVES_OTHER_ZONES',
          severity: 'medium',
          priority: 'P3',
          resource: n.id,
          ...(n.name === undefined ? {} : { resourceName: n.name }),
          affected: n.crossZone,
          title: text.natOneZone(n.name ?? n.id, n.zone, n.crossZone.length),
          impact: text.natOneZoneImpact(n.zone),
          evidence: n.usedBy
            .filter((u) => n.crossZone.includes(u.subnet))
            .map((u) => ({
              says: text.subnetIn(network.subnets.get(u.subnet)?.name ?? u.subnet, u.zone),
              from: 'ec2:DescribeRouteTables',
              id: u.subnet,
              rule: `0.0.0.0/0 → ${n.id}`,
            })),
          references: ['https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html'],
        }),
      ),
};
