import type { Network, Vpc } from '../../../network/model.ts';
import { nameOf, type Snapshot } from '../../../snapshot/snapshot.ts';
import type { PeeringFacts } from '../overview.ts';
import { byPlace, everywhere } from './scopes.ts';

/** States in which a peering is history. */
const over = ['deleted', 'rejected', 'expired', 'failed', 'deleting'];

export function peeringFacts(snapshot: Snapshot, network: Network): PeeringFacts[] | null {
  const peerings = everywhere(
    snapshot,
    (s) => s.ec2?.VpcPeeringConnections,
    (p) => p.VpcPeeringConnectionId,
    (p) => p.AccepterVpcInfo?.OwnerId,
  );
  if (peerings === undefined) return null;
  const routed = routedPeerings(network);
  const routesOf = (vpc: Vpc | undefined, id: string): boolean | null =>
    vpc === undefined || !network.isRead('ec2', 'RouteTables', vpc) ? null : routed.has(`${vpc.id} ${id}`);
  return peerings
    .filter(({ item }) => !over.includes(item.Status?.Code ?? ''))
    .map(({ item, account, region }): PeeringFacts => {
      const id = item.VpcPeeringConnectionId!;
      const name = nameOf(item);
      const [a, b] = [item.RequesterVpcInfo?.VpcId ?? '', item.AccepterVpcInfo?.VpcId ?? ''];
      return {
        account,
        region,
        id,
        ...(name === undefined ? {} : { name }),
        state: item.Status?.Code ?? '',
        vpcs: [a, b],
        routed: [routesOf(network.vpcs.get(a), id), routesOf(network.vpcs.get(b), id)],
      };
    })
    .sort(byPlace((p) => `${p.name ?? ''} ${p.id}`));
}

/** `vpc peering` for each peering that a table in use routes to. */
function routedPeerings(network: Network): Set<string> {
  const routed = new Set<string>();
  const tables = new Set([...network.subnets.values()].flatMap((s) => s.table ?? []));
  for (const table of tables)
    for (const route of table.routes())
      if (route.target.kind === 'peering' && !route.blackhole) routed.add(`${table.vpc?.id} ${route.target.id}`);
  return routed;
}
