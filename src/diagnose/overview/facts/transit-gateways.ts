import { formatCidr } from '../../../network/cidr.ts';
import type { Network, TransitGateway } from '../../../network/model.ts';
import { nameOf, type Snapshot } from '../../../snapshot/snapshot.ts';
import type { PeeringFacts, TransitGatewayFacts } from '../overview.ts';
import { byPlace, compare, everywhere } from './scopes.ts';

export function transitGatewayFacts(snapshot: Snapshot, network: Network): TransitGatewayFacts[] {
  const raw =
    everywhere(
      snapshot,
      (s) => s.ec2?.TransitGateways,
      (t) => t.TransitGatewayId,
      (t) => t.OwnerId,
    ) ?? [];
  return raw
    .map(({ item, account, region }): TransitGatewayFacts => {
      const model = network.transitGateways.get(item.TransitGatewayId!);
      const attachments = [...(model?.attachments.values() ?? [])].sort((a, b) => compare(a.id, b.id));
      return {
        account,
        region,
        id: item.TransitGatewayId!,
        name: nameOf(item),
        asn: item.Options?.AmazonSideAsn ?? null,
        attachments: attachments.map((a) => ({
          id: a.id,
          ...(a.name === undefined ? {} : { name: a.name }),
          type: a.type,
          resource: a.resource,
          state: a.state,
          routeTable: a.table?.id ?? null,
          applianceMode: a.type === 'vpc' ? a.applianceMode : null,
          zones: [...new Set(a.subnets.map((s) => s.zoneName))].sort(compare),
        })),
        tables: (model?.tables ?? [])
          .map((t) => ({
            id: t.id,
            ...(t.name === undefined ? {} : { name: t.name }),
            routes:
              t.routes === undefined
                ? null
                : t.routes
                    .map((r) => ({
                      destination: formatCidr(r.destination),
                      attachment: r.attachments.join(', '),
                      type: r.origin,
                      state: r.blackhole ? 'blackhole' : 'active',
                    }))
                    .sort((a, b) => compare(a.destination, b.destination)),
          }))
          .sort((a, b) => compare(a.id, b.id)),
        reaches: model === undefined ? [] : reachesOf(model),
      };
    })
    .sort(byPlace((t) => t.id));
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

export const peeringFacts = (snapshot: Snapshot): PeeringFacts[] =>
  (
    everywhere(
      snapshot,
      (s) => s.ec2?.VpcPeeringConnections,
      (p) => p.VpcPeeringConnectionId,
    ) ?? []
  )
    .filter(({ item }) => !['deleted', 'rejected', 'expired', 'failed'].includes(item.Status?.Code ?? ''))
    .map(
      ({ item, account, region }): PeeringFacts => ({
        account,
        region,
        id: item.VpcPeeringConnectionId!,
        name: nameOf(item),
        state: item.Status?.Code ?? '',
        vpcs: [item.RequesterVpcInfo?.VpcId ?? '', item.AccepterVpcInfo?.VpcId ?? ''],
      }),
    )
    .sort(byPlace((p) => p.id));
