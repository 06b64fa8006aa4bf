import { type Finding, finding } from '../../../findings/finding.ts';
import {
  backupNotPropagated,
  defaultAdvertised,
  prefixNotAllowed,
  vpnMoreSpecific,
  vpnOverDirectConnect,
} from '../../../messages/findings/hybrid.ts';
import { containsCidr, formatCidr, overlap } from '../../../network/cidr.ts';
import type { Attachment, DirectConnectGateway, Network, TransitGateway } from '../../../network/model.ts';
import { describeRoute } from '../../../network/routes.ts';
import type { Check } from '../check.ts';
import { somewhere } from '../exits.ts';
import { called, compare } from '../facts/scopes.ts';
import { about, ec2, fixBy, fixByHand } from '../fix.ts';
import { waysFromAttachment, waysFromSubnet } from '../way.ts';

const failover = 'https://repost.aws/knowledge-center/direct-connect-configure-vpn-failover';
const evaluation =
  'https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview';

/**
 * Direct Connect and its backup VPN on one transit gateway: that the VPN can take over, that it does not take traffic
 * before, and what each advertises to on-premises (rules R11 and R17).
 */
export const hybridRoutes: Check = {
  codes: [
    'HYBRID_BACKUP_NOT_PROPAGATED',
    'VPN_STATIC_ROUTE_OVER_DX',
    'DX_PREFIX_NOT_ALLOWED',
    'VPN_MORE_SPECIFIC_THAN_DX',
    'VPN_DEFAULT_ROUTE_ADVERTISED',
  ],
  find: ({ snapshot, network }) =>
    [...network.transitGateways.values()].flatMap((gateway) => {
      const attachments = [...gateway.attachments.values()]
        .filter((a) => a.state === 'available')
        .sort((a, b) => compare(a.id, b.id));
      const vpns = attachments.filter((a) => a.type === 'vpn');
      const lines = attachments.filter((a) => a.type === 'direct-connect-gateway');
      return [
        ...lines.flatMap((line) => notAllowed(network, gateway, line)),
        ...lines.flatMap((line) => vpns.flatMap((vpn) => notPropagated(snapshot, gateway, line, vpn))),
        ...vpns.flatMap((vpn) => [
          ...overDirectConnect(snapshot, gateway, vpn, lines),
          ...moreSpecific(network, gateway, vpn, lines),
          ...advertisedDefault(network, gateway, vpn),
        ]),
      ];
    }),
};

type Tried = Parameters<typeof fixBy>[0];

function notPropagated(snapshot: Tried, gateway: TransitGateway, line: Attachment, vpn: Attachment): Finding[] {
  return gateway.tables
    .filter((t) => t.propagations.includes(line.id) && !t.propagations.includes(vpn.id))
    .filter((t) => !t.routes?.some((r) => r.attachments.includes(vpn.id)))
    .map((table) => {
      const calls = [
        ec2('EnableTransitGatewayRouteTablePropagation', {
          TransitGatewayRouteTableId: table.id,
          TransitGatewayAttachmentId: vpn.id,
        }),
      ];
      return finding({
        ...about(table),
        code: 'HYBRID_BACKUP_NOT_PROPAGATED',
        key: vpn.id,
        severity: 'high',
        priority: 'P2',
        affected: [vpn.id],
        title: backupNotPropagated.title(called(vpn), called(table)),
        impact: backupNotPropagated.impact(),
        evidence: [
          {
            says: backupNotPropagated.propagations(
              called(table),
              [...table.propagations]
                .sort(compare)
                .map((id) => called(gateway.attachments.get(id) ?? { id }))
                .join(', '),
            ),
            from: 'ec2:GetTransitGatewayRouteTablePropagations',
            id: table.id,
          },
        ],
        fixes: [
          fixBy(snapshot, table, backupNotPropagated.fix(called(table)), calls, (after) =>
            Boolean(after.network().transitTables.get(table.id)?.propagations.includes(vpn.id)),
          ),
        ],
        references: [failover],
      });
    });
}

function overDirectConnect(
  snapshot: Tried,
  gateway: TransitGateway,
  vpn: Attachment,
  lines: readonly Attachment[],
): Finding[] {
  if (lines.length === 0) return [];
  return gateway.tables.flatMap((table) =>
    table.propagations.some((id) => lines.some((l) => l.id === id))
      ? (table.routes ?? [])
          .filter((r) => r.origin === 'static' && !r.blackhole && r.attachments.includes(vpn.id))
          .filter((r) => r.destination.length > 0)
          .map((route) => {
            const cidr = formatCidr(route.destination);
            const calls = [
              ec2('DeleteTransitGatewayRoute', { TransitGatewayRouteTableId: table.id, DestinationCidrBlock: cidr }),
            ];
            return finding({
              ...about(table),
              code: 'VPN_STATIC_ROUTE_OVER_DX',
              key: cidr,
              severity: 'medium',
              priority: 'P2',
              affected: [vpn.id, ...lines.map((l) => l.id)],
              title: vpnOverDirectConnect.title(cidr, called(table)),
              impact: vpnOverDirectConnect.impact(),
              evidence: [
                {
                  says: vpnOverDirectConnect.route(describeRoute(route)),
                  from: 'ec2:SearchTransitGatewayRoutes',
                  id: table.id,
                  rule: describeRoute(route),
                },
              ],
              fixes: [
                fixBy(snapshot, table, vpnOverDirectConnect.fix(), calls, (after) =>
                  Boolean(
                    after
                      .network()
                      .transitTables.get(table.id)
                      ?.routes?.every((r) => r.origin !== 'static' || formatCidr(r.destination) !== cidr),
                  ),
                ),
              ],
              references: [evaluation],
            });
          })
      : [],
  );
}

/** The Direct Connect gateway of an attachment, with what it advertises for this transit gateway. */
function associationOf(
  network: Network,
  gateway: TransitGateway,
  line: Attachment,
): { dxGateway: DirectConnectGateway; allowed: DirectConnectGateway['associations'][number]['allowed'] } | undefined {
  const dxGateway = network.directConnectGateways.get(line.resource);
  const association = dxGateway?.associations.find((a) => a.gateway === gateway.id && a.state === 'associated');
  return dxGateway && association && { dxGateway, allowed: association.allowed };
}

/** Blocks of VPCs that traffic from Direct Connect gets to, and that are not advertised there. */
function notAllowed(network: Network, gateway: TransitGateway, line: Attachment): Finding[] {
  const found = associationOf(network, gateway, line);
  const { table } = line;
  if (found === undefined || table?.routes === undefined) return [];
  const { dxGateway, allowed } = found;
  const vpcs = [...gateway.attachments.values()].filter((a) => a.vpc !== undefined && a.state === 'available');
  return vpcs
    .sort((a, b) => compare(a.id, b.id))
    .flatMap((to) =>
      to
        .vpc!.cidrs.filter((c) => c.family === 4)
        // The table must lead there by a route of its own: what only a default route takes nobody meant to reach.
        .filter((c) => {
          const route = table.lookup().lookup(c.lo);
          return route !== undefined && route.destination.length > 0 && route.attachments.includes(to.id);
        })
        .filter((c) => !allowed.some((a) => containsCidr(a, c)))
        .map((c) => {
          const cidr = formatCidr(c);
          const prefixes = [...allowed.map(formatCidr), cidr];
          return finding({
            account: gateway.account,
            region: gateway.region,
            resource: dxGateway.id,
            ...(dxGateway.name === undefined ? {} : { resourceName: dxGateway.name }),
            code: 'DX_PREFIX_NOT_ALLOWED',
            key: cidr,
            severity: 'medium',
            priority: 'P2',
            affected: [to.vpc!.id],
            title: prefixNotAllowed.title(called(to.vpc!), cidr),
            impact: prefixNotAllowed.impact(),
            evidence: [
              {
                says: prefixNotAllowed.allowed(allowed.map(formatCidr).sort(compare).join(', ') || '-'),
                from: 'directconnect:DescribeDirectConnectGatewayAssociations',
                id: dxGateway.id,
              },
              {
                says: prefixNotAllowed.routed(called(table), cidr),
                from: 'ec2:SearchTransitGatewayRoutes',
                id: table.id,
                rule: describeRoute(table.lookup().lookup(c.lo)!),
              },
            ],
            fixes: [
              fixByHand(
                prefixNotAllowed.fix(cidr),
                `aws directconnect update-direct-connect-gateway-association --association-id ASSOCIATION_ID --add-allowed-prefixes-to-direct-connect-gateway cidr=${prefixes.at(-1)}`,
              ),
            ],
            references: ['https://docs.aws.amazon.com/directconnect/latest/UserGuide/allowed-to-prefixes.html'],
          });
        }),
    );
}

/** What a VPN advertises: the routes of the table that its attachment is associated with. */
const advertisedBy = (vpn: Attachment) =>
  (vpn.table?.routes ?? []).filter((r) => !r.blackhole && !r.attachments.includes(vpn.id));

function moreSpecific(
  network: Network,
  gateway: TransitGateway,
  vpn: Attachment,
  lines: readonly Attachment[],
): Finding[] {
  const connection = network.vpnConnections.get(vpn.resource);
  if (connection === undefined || connection.static) return [];
  return lines.flatMap((line) => {
    const found = associationOf(network, gateway, line);
    if (found === undefined) return [];
    const narrower = advertisedBy(vpn).flatMap((r) => {
      const wide = found.allowed.find((a) => overlap(a, r.destination) && r.destination.length > a.length);
      return wide === undefined || found.allowed.some((a) => formatCidr(a) === formatCidr(r.destination))
        ? []
        : [{ vpn: formatCidr(r.destination), dx: formatCidr(wide) }];
    });
    if (narrower.length === 0) return [];
    return [
      finding({
        ...about(connection),
        code: 'VPN_MORE_SPECIFIC_THAN_DX',
        key: line.id,
        severity: 'medium',
        priority: 'P2',
        affected: [line.id],
        title: vpnMoreSpecific.title(called(connection)),
        impact: vpnMoreSpecific.impact(),
        evidence: narrower
          .sort((a, b) => compare(a.vpn, b.vpn))
          .map((n) => ({
            says: vpnMoreSpecific.prefixes(n.vpn, n.dx),
            from: 'ec2:SearchTransitGatewayRoutes',
            id: vpn.table!.id,
            rule: n.vpn,
          })),
        references: [failover],
      }),
    ];
  });
}

/** A default route in the table of a BGP VPN is offered to on-premises; whether its use would work is asked of the routes. */
function advertisedDefault(network: Network, gateway: TransitGateway, vpn: Attachment): Finding[] {
  const connection = network.vpnConnections.get(vpn.resource);
  const route = advertisedBy(vpn).find((r) => r.destination.length === 0 && r.destination.family === 4);
  if (connection === undefined || connection.static || route === undefined) return [];
  const table = vpn.table!;
  return [
    finding({
      ...about(connection),
      code: 'VPN_DEFAULT_ROUTE_ADVERTISED',
      severity: 'low',
      priority: 'P3',
      affected: [gateway.id],
      title: defaultAdvertised.title(called(connection)),
      impact: defaultAdvertised.impact(internetReturns(network, gateway, vpn)),
      evidence: [
        {
          says: defaultAdvertised.route(called(table), describeRoute(route)),
          from: 'ec2:SearchTransitGatewayRoutes',
          id: table.id,
          rule: describeRoute(route),
        },
      ],
      references: [failover],
    }),
  ];
}

/** Whether answers from the internet get back to on-premises, from the NAT gateway that its packets would pass. */
function internetReturns(network: Network, gateway: TransitGateway, vpn: Attachment): boolean {
  const onPremises = vpn.table?.routes?.find(
    (r) => r.destination.length > 0 && r.attachments.some((id) => linksTo(gateway, id)),
  );
  if (onPremises === undefined) return true;
  return waysFromAttachment(network, gateway, vpn, somewhere[4]).every((way) => {
    const nat = way.hops.filter((h) => h.kind === 'nat-gateway').at(-1);
    const subnet = network.natGateways.get(nat?.id ?? '')?.subnet;
    if (way.end.kind !== 'internet' || subnet === undefined) return true;
    return waysFromSubnet(network, subnet, onPremises.destination.lo).every((w) => w.end.kind === 'on-premises');
  });
}

const linksTo = (gateway: TransitGateway, id: string): boolean =>
  ['vpn', 'direct-connect-gateway'].includes(gateway.attachments.get(id)?.type ?? '');
