import * as text from '../../../messages/cost-savings.ts';
import { compare, grouped } from '../../overview/facts/scopes.ts';
import { ec2, fixBy } from '../../overview/fix.ts';
import { billedEndpoints } from '../services/endpoints.ts';
import { type Billed, type Found, pricing, standingCost, wasteOf } from './saving.ts';

/** Several interface endpoints to one service in one VPC; the one that the service's name leads to stays. */
export const duplicateEndpoints = (billed: Billed): Found[] => {
  const { snapshot, network } = billed.inspected;
  const groups = grouped(
    billedEndpoints(snapshot).filter(({ item }) => item.VpcEndpointType === 'Interface'),
    ({ item, account, region }) => JSON.stringify([account, region, item.VpcId, item.ServiceName]),
  );
  return [...groups.values()].flatMap((same): Found[] => {
    const [keep, ...rest] = [...same].sort(
      (a, b) =>
        Number(b.item.PrivateDnsEnabled === true) - Number(a.item.PrivateDnsEnabled === true) ||
        (b.item.SubnetIds?.length ?? 0) - (a.item.SubnetIds?.length ?? 0) ||
        compare(a.item.VpcEndpointId ?? '', b.item.VpcEndpointId ?? ''),
    );
    if (keep === undefined || rest.length === 0) return [];
    const { account, region, item } = keep;
    const ids = rest.map((e) => e.item.VpcEndpointId!);
    return [
      wasteOf(
        {
          account,
          region,
          id: ids[0]!,
          code: 'COST_ENDPOINT_DUPLICATE',
          title: text.endpointDuplicate.title(
            item.ServiceName ?? '',
            network.vpcs.get(item.VpcId ?? '')?.name ?? item.VpcId ?? '',
            same.length,
          ),
          affected: ids,
          evidence: same.map((e) => ({
            says: text.endpointDuplicate.evidence(e.item.PrivateDnsEnabled === true),
            from: 'ec2:DescribeVpcEndpoints',
            id: e.item.VpcEndpointId!,
          })),
          fix: fixBy(
            snapshot,
            { account, region },
            text.endpointDuplicate.fix(item.VpcEndpointId ?? ''),
            [ec2('DeleteVpcEndpoints', { VpcEndpointIds: ids })],
            // No route leads to an interface endpoint: what is reached by routes stays when it goes.
            (after) =>
              !after.snapshot.scopes.some((s) => s.ec2?.VpcEndpoints?.some((e) => ids.includes(e.VpcEndpointId ?? ''))),
          ),
          references: pricing('privatelink'),
        },
        standingCost(billed, ids),
        ids,
      ),
    ];
  });
};
