import * as text from '../../../messages/cost-savings.ts';
import { nameOf, scopeOf } from '../../../snapshot/snapshot.ts';
import { ec2, fixBy } from '../../overview/fix.ts';
import { monthlySum } from '../measured.ts';
import { billedEndpoints, bytesOfEndpoint } from '../services/endpoints.ts';
import { type Billed, type Found, pricing, standingCost, wasteOf } from './saving.ts';

/** Interface endpoints that nothing used in the window. */
export const idleEndpoints = (billed: Billed): Found[] => {
  const { inspected } = billed;
  const { snapshot } = inspected;
  return billedEndpoints(snapshot).flatMap(({ item, account, region }): Found[] => {
    const carried = monthlySum(scopeOf(snapshot, account, region), bytesOfEndpoint(item)).quantity;
    if (item.VpcEndpointType !== 'Interface' || carried !== 0) return [];
    const id = item.VpcEndpointId!;
    const name = nameOf(item) ?? item.ServiceName ?? id;
    return [
      wasteOf(
        {
          account,
          region,
          id,
          name,
          code: 'COST_ENDPOINT_IDLE',
          title: text.endpointIdle.title(name, inspected.network.vpcs.get(item.VpcId ?? '')?.name ?? item.VpcId ?? ''),
          affected: item.VpcId === undefined ? [] : [item.VpcId],
          evidence: [{ says: text.endpointIdle.evidence, from: 'cloudwatch:GetMetricData', id }],
          fix: fixBy(
            snapshot,
            { account, region },
            text.endpointIdle.fix,
            [ec2('DeleteVpcEndpoints', { VpcEndpointIds: [id] })],
            // No route leads to an interface endpoint: what is reached by routes stays when it goes.
            (after) => !after.snapshot.scopes.some((s) => s.ec2?.VpcEndpoints?.some((e) => e.VpcEndpointId === id)),
          ),
          references: pricing('privatelink'),
        },
        standingCost(billed, [id]),
      ),
    ];
  });
};
