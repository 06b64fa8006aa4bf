import { formatCidr } from '../../../network/cidr.ts';
import type { Network, TransitGateway } from '../../../network/model.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import type { TransitGatewayFacts } from '../overview.ts';
import { byPlace, compare, everywhere } from './scopes.ts';

const named = (name: string | undefined): { name?: string } => (name === undefined ? {} : { name });

/** Transit gateways that an account read; one that only an attachment tells of (another account's) is there too. */
export function transitGatewayFacts(snapshot: Snapshot, network: Network): TransitGatewayFacts[] | null {
  const read = everywhere(
    snapshot,
    (s) => s.ec2?.TransitGateways,
    (t) => t.TransitGatewayId,
    (t) => t.OwnerId,
  );
  if (read === undefined && network.transitGateways.size === 0) return null;
  const asns = new Map(read?.map(({ item }) => [item.TransitGatewayId!, item.Options?.AmazonSideAsn ?? null]));
  const gone = new Set(read?.filter(({ item }) => item.State === 'deleted').map(({ item }) => item.TransitGatewayId!));
  return [...network.transitGateways.values()]
    .filter((t) => !gone.has(t.id))
    .map(
      (t): TransitGatewayFacts => ({
        account: t.account,
        region: t.region,
        id: t.id,
        ...named(t.name),
        asn: asns.get(t.id) ?? null,
        attachments: [...t.attachments.values()]
          .sort((a, b) => compare(a.name ?? '', b.name ?? '') || compare(a.id, b.id))
          .map((a) => ({
            id: a.id,
            ...named(a.name),
            type: a.type,
            resource: a.resource,
            state: a.state,
            routeTable: a.table?.id ?? null,
            applianceMode: a.type === 'vpc' && a.subnets.length > 0 ? a.applianceMode : null,
            zones: [...new Set(a.subnets.map((s) => s.zoneName))].sort(compare),
          })),
        tables: [...t.tables]
          .sort((a, b) => compare(a.name ?? '', b.name ?? '') || compare(a.id, b.id))
          .map((table) => ({
            id: table.id,
            ...named(table.name),
            associations: [...t.attachments.values()]
              .filter((a) => a.table === table)
              .map((a) => a.id)
              .sort(compare),
            propagations: [...table.propagations].sort(compare),
            routes:
              table.routes
                ?.map((r) => ({
                  destination: formatCidr(r.destination),
                  attachment: [...r.attachments].sort(compare).join(', '),
                  type: r.origin,
                  state: r.blackhole ? 'blackhole' : 'active',
                }))
                .sort((a, b) => compare(a.destination, b.destination) || compare(a.attachment, b.attachment)) ?? null,
          })),
        reaches: reachesOf(t),
      }),
    )
    .sort(byPlace((t) => `${t.name ?? ''} ${t.id}`));
}

/** Which attachments each attachment's table has a route to (rule R11). */
function reachesOf(gateway: TransitGateway): TransitGatewayFacts['reaches'] {
  return [...gateway.attachments.values()]
    .sort((a, b) => compare(a.id, b.id))
    .flatMap((from) => {
      const routes = from.table?.routes;
      if (routes === undefined) return [];
      const to = new Set(routes.filter((r) => !r.blackhole).flatMap((r) => r.attachments));
      to.delete(from.id);
      return [{ from: from.id, to: [...to].sort(compare) }];
    });
}
