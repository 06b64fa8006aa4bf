import type { Snapshot } from '../../snapshot/snapshot.ts';
import { nameOf } from '../../snapshot/snapshot.ts';
import type { PrefixList, RouteTable, Subnet, Vpc } from '../model.ts';
import { effectiveRoutes, type PrefixTable, prefixTable, type TableRoute } from '../routes.ts';
import { seenOnce } from './seen.ts';

/** Route tables by id; gives subnets, VPCs and gateways theirs (rules R1 and R6). */
export function buildRouteTables(
  snapshot: Snapshot,
  vpcs: Map<string, Vpc>,
  subnets: Map<string, Subnet>,
  prefixLists: Map<string, PrefixList>,
): Map<string, RouteTable> {
  const tables = new Map<string, RouteTable>();
  const seen = seenOnce(
    snapshot,
    (s) => s.ec2?.RouteTables,
    (t) => t.RouteTableId,
    (t) => t.OwnerId,
  );
  for (const [id, { raw, scope }] of seen) {
    const vpc = vpcs.get(raw.VpcId ?? '');
    let routes: TableRoute[] | undefined;
    let lookup: PrefixTable<TableRoute> | undefined;
    const unread: string[] = [];
    const table: RouteTable = {
      id,
      name: nameOf(raw),
      vpc,
      account: raw.OwnerId ?? scope.account,
      region: scope.region,
      raw,
      routes() {
        routes ??= effectiveRoutes(
          raw,
          vpc?.cidrs ?? [],
          (list) => prefixLists.get(list)?.cidrs,
          (list) => unread.push(list),
        );
        return routes;
      },
      lookup() {
        lookup ??= prefixTable(table.routes());
        return lookup;
      },
      unreadPrefixLists() {
        table.routes();
        return unread;
      },
    };
    tables.set(id, table);
    for (const association of raw.Associations ?? []) {
      const state = association.AssociationState?.State;
      if (state === 'disassociated' || state === 'failed') continue;
      if (association.Main === true && vpc !== undefined) vpc.mainTable = table;
      const subnet = subnets.get(association.SubnetId ?? '');
      if (subnet !== undefined) subnet.table = table;
      if (association.GatewayId !== undefined) vpc?.edgeTables.set(association.GatewayId, table);
    }
  }
  for (const subnet of subnets.values()) subnet.table ??= subnet.vpc.mainTable;
  return tables;
}
