import * as text from '../../../messages/cost-savings.ts';
import { called } from '../../overview/facts/scopes.ts';
import { ec2, fixBy } from '../../overview/fix.ts';
import { processedBy } from '../services/nat-gateways.ts';
import { reachStays } from './reach-stays.ts';
import { type Billed, type Found, pricing, standingCost, wasteOf } from './saving.ts';

/**
 * NAT gateways that routes lead to and nothing passed in the window. Deleting one takes the way out of those subnets, so
 * the fix is verified only where they have another.
 */
export const idleNatGateways = (billed: Billed): Found[] => {
  const { inspected } = billed;
  return (inspected.overview.natGateways ?? [])
    .filter((n) => n.state === 'available' && n.usedBy.length > 0 && processedBy(inspected, n).quantity === 0)
    .map((n) =>
      wasteOf(
        {
          account: n.account,
          region: n.region,
          id: n.id,
          ...(n.name === undefined ? {} : { name: n.name }),
          code: 'COST_NAT_IDLE',
          title: text.natIdle.title(called(n)),
          affected: n.usedBy.map((u) => u.subnet),
          evidence: [{ says: text.natIdle.evidence, from: 'cloudwatch:GetMetricData', id: n.id }],
          fix: fixBy(
            inspected.snapshot,
            n,
            text.natIdle.fix(called(n)),
            [ec2('DeleteNatGateway', { NatGatewayId: n.id })],
            (after) => reachStays(inspected, after),
          ),
          references: pricing('vpc'),
        },
        standingCost(billed, [n.id]),
      ),
    );
};
