import { type Finding, finding } from '../../../findings/finding.ts';
import {
  applianceOff,
  applianceUnneeded,
  attachment as text,
  zoneMissing,
} from '../../../messages/findings/transit.ts';
import type { Attachment, Network, RouteTable, Subnet, TransitGateway, Vpc } from '../../../network/model.ts';
import { describeRoute, type TableRoute } from '../../../network/routes.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import type { Check } from '../check.ts';
import { hasHosts } from '../facts/hosts.ts';
import { called, compare } from '../facts/scopes.ts';
import { about, ec2, fixBy } from '../fix.ts';

const howItWorks = 'https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html';
const appliances = 'https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html';

/** Attachments of transit gateways: their state, their zones (rule R10), their table (R11) and appliance mode (R13). */
export const transitAttachments: Check = {
  codes: [
    'TGW_ATTACHMENT_STATE',
    'TGW_ATTACHMENT_NO_TABLE',
    'TGW_ATTACHMENT_ZONE_MISSING',
    'TGW_APPLIANCE_MODE_OFF',
    'TGW_APPLIANCE_MODE_UNNEEDED',
  ],
  find: ({ snapshot, network }) =>
    [...network.transitGateways.values()].flatMap((gateway) => {
      const all = [...gateway.attachments.values()].sort((a, b) => compare(a.id, b.id));
      return [
        ...all.flatMap((a) => badState(snapshot, gateway, a)),
        ...all.flatMap((a) => withoutTable(snapshot, network, gateway, a)),
        ...all.flatMap((a) => withoutZone(snapshot, gateway, a)),
        ...all.flatMap((a) => withoutApplianceMode(snapshot, gateway, a)),
        ...needlessApplianceMode(snapshot, network, gateway, all),
      ];
    }),
};

const place = (gateway: TransitGateway, a: Attachment) => ({
  account: gateway.account,
  region: gateway.region,
  id: a.id,
  name: a.name,
});

function badState(snapshot: Snapshot, gateway: TransitGateway, a: Attachment): Finding[] {
  const pending = a.state === 'pendingAcceptance';
  if (!pending && !['failed', 'failing', 'rejected', 'rejecting'].includes(a.state)) return [];
  const calls = [ec2('AcceptTransitGatewayVpcAttachment', { TransitGatewayAttachmentId: a.id })];
  return [
    finding({
      ...about(place(gateway, a)),
      code: 'TGW_ATTACHMENT_STATE',
      severity: 'medium',
      priority: 'P2',
      affected: a.resource === '' ? [] : [a.resource],
      title: pending ? text.pendingTitle(called(a)) : text.stateTitle(called(a), a.state),
      impact: text.stateImpact(),
      evidence: [{ says: text.state(a.state), from: 'ec2:DescribeTransitGatewayAttachments', id: a.id }],
      fixes:
        pending && a.type === 'vpc'
          ? [
              fixBy(
                snapshot,
                gateway,
                text.accept(),
                calls,
                (after) =>
                  after.network().transitGateways.get(gateway.id)?.attachments.get(a.id)?.state === 'available',
              ),
            ]
          : [],
      references: ['https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html'],
    }),
  ];
}

/** Routes of a VPC's tables to a transit gateway, from subnets that hold workloads. */
function usesOf(vpc: Vpc, gateway: TransitGateway): { subnet: Subnet; route: TableRoute }[] {
  return vpc.subnets
    .filter(hasHosts)
    .flatMap((subnet) => {
      const route = subnet.table
        ?.routes()
        .find((r) => r.target.kind === 'transit-gateway' && r.target.id === gateway.id && !r.blackhole);
      return route === undefined ? [] : [{ subnet, route }];
    })
    .sort((a, b) => compare(a.subnet.id, b.subnet.id));
}

function withoutTable(snapshot: Snapshot, network: Network, gateway: TransitGateway, a: Attachment): Finding[] {
  const read =
    gateway.tablesRead &&
    (network.isRead('ec2', 'TransitGatewayRouteTableAssociations') ||
      network.isRead('ec2', 'TransitGatewayAttachments'));
  if (!read || a.state !== 'available' || a.table !== undefined || a.policyTable !== undefined) return [];
  const used = a.vpc === undefined ? a.type !== 'vpc' : usesOf(a.vpc, gateway).length > 0;
  const only = gateway.tables.length === 1 ? gateway.tables[0] : undefined;
  return [
    finding({
      ...about(place(gateway, a)),
      code: 'TGW_ATTACHMENT_NO_TABLE',
      severity: used ? 'high' : 'medium',
      priority: used ? 'P1' : 'P2',
      cause: used,
      affected: a.resource === '' ? [] : [a.resource],
      title: text.noTableTitle(called(a)),
      impact: text.noTableImpact(),
      evidence: [{ says: text.noTable(), from: 'ec2:GetTransitGatewayRouteTableAssociations', id: a.id }],
      fixes:
        only === undefined
          ? []
          : [
              fixBy(
                snapshot,
                gateway,
                text.associate(called(only)),
                [
                  ec2('AssociateTransitGatewayRouteTable', {
                    TransitGatewayRouteTableId: only.id,
                    TransitGatewayAttachmentId: a.id,
                  }),
                ],
                (after) =>
                  after.network().transitGateways.get(gateway.id)?.attachments.get(a.id)?.table?.id === only.id,
              ),
            ],
      references: [howItWorks],
    }),
  ];
}

function withoutZone(snapshot: Snapshot, gateway: TransitGateway, a: Attachment): Finding[] {
  if (a.vpc === undefined || a.subnets.length === 0 || a.state !== 'available') return [];
  const zones = new Set(a.subnets.map((s) => s.zone));
  const cut = usesOf(a.vpc, gateway).filter(({ subnet }) => !zones.has(subnet.zone));
  if (cut.length === 0) return [];
  const missing = [...new Set(cut.map(({ subnet }) => subnet.zone))].sort(compare);
  const missingNames = [...new Set(cut.map(({ subnet }) => subnet.zoneName))].sort(compare);
  // Rather a subnet that holds nothing: the attachment's interface should have a table of its own.
  const added = missing.flatMap((zone) => {
    const inZone = a.vpc!.subnets.filter((s) => s.zone === zone);
    return inZone.sort((x, y) => x.interfaces.length - y.interfaces.length || compare(x.id, y.id))[0] ?? [];
  });
  const calls = [
    ec2('ModifyTransitGatewayVpcAttachment', {
      TransitGatewayAttachmentId: a.id,
      AddSubnetIds: added.map((s) => s.id),
    }),
  ];
  return [
    finding({
      ...about(place(gateway, a)),
      code: 'TGW_ATTACHMENT_ZONE_MISSING',
      severity: 'high',
      priority: 'P1',
      cause: true,
      affected: cut.map(({ subnet }) => subnet.id),
      title: zoneMissing.title(called(a.vpc), missingNames),
      impact: zoneMissing.impact(cut.length),
      evidence: [
        {
          says: zoneMissing.zones([...new Set(a.subnets.map((s) => s.zoneName))].sort(compare)),
          from: 'ec2:DescribeTransitGatewayVpcAttachments',
          id: a.id,
        },
        ...cut.map(({ subnet, route }) => ({
          says: zoneMissing.sends(called(subnet), subnet.zoneName, describeRoute(route)),
          from: 'ec2:DescribeRouteTables',
          id: subnet.table!.id,
          rule: describeRoute(route),
        })),
      ],
      fixes: [
        fixBy(snapshot, gateway, zoneMissing.fix(added.map(called).join(', ')), calls, (after) => {
          const changed = after.network().transitGateways.get(gateway.id)?.attachments.get(a.id);
          return missing.every((zone) => changed?.subnets.some((s) => s.zone === zone));
        }),
      ],
      references: [howItWorks],
    }),
  ];
}

/** Routes of an attachment's subnets that lead to a firewall or appliance: it brings traffic to be inspected. */
function inspectingRoutes(a: Attachment): { table: RouteTable; subnet: Subnet; route: TableRoute }[] {
  return a.subnets.flatMap((subnet) => {
    const { table } = subnet;
    const route = table?.routes().find((r) => r.target.kind === 'endpoint' && r.prefixList === undefined);
    const appliance = table?.routes().find((r) => r.target.kind === 'interface');
    const found = route ?? appliance;
    return table === undefined || found === undefined ? [] : [{ table, subnet, route: found }];
  });
}

function withoutApplianceMode(snapshot: Snapshot, gateway: TransitGateway, a: Attachment): Finding[] {
  if (a.type !== 'vpc' || a.vpc === undefined || a.applianceMode || a.state !== 'available') return [];
  const routes = inspectingRoutes(a);
  // In a single zone there is no other firewall to go to.
  if (new Set(routes.map((r) => r.subnet.zone)).size < 2) return [];
  return [
    finding({
      ...about(place(gateway, a)),
      code: 'TGW_APPLIANCE_MODE_OFF',
      severity: 'high',
      priority: 'P1',
      affected: [a.vpc.id],
      title: applianceOff.title(called(a.vpc)),
      impact: applianceOff.impact(),
      evidence: [
        { says: applianceOff.option('disable'), from: 'ec2:DescribeTransitGatewayVpcAttachments', id: a.id },
        ...routes.map((r) => ({
          says: applianceOff.inspects(called(r.subnet), describeRoute(r.route)),
          from: 'ec2:DescribeRouteTables',
          id: r.table.id,
          rule: describeRoute(r.route),
        })),
      ],
      fixes: [setApplianceMode(snapshot, gateway, [a], 'enable')],
      references: [appliances],
    }),
  ];
}

function setApplianceMode(
  snapshot: Snapshot,
  gateway: TransitGateway,
  all: readonly Attachment[],
  to: 'enable' | 'disable',
) {
  const calls = all.map((a) =>
    ec2('ModifyTransitGatewayVpcAttachment', {
      TransitGatewayAttachmentId: a.id,
      Options: { ApplianceModeSupport: to },
    }),
  );
  const says = to === 'enable' ? applianceOff.fix() : applianceUnneeded.fix();
  return fixBy(snapshot, gateway, says, calls, (after) => {
    const changed = after.network().transitGateways.get(gateway.id);
    return all.every((a) => changed?.attachments.get(a.id)?.applianceMode === (to === 'enable'));
  });
}

function needlessApplianceMode(
  snapshot: Snapshot,
  network: Network,
  gateway: TransitGateway,
  all: readonly Attachment[],
): Finding[] {
  const needless = all.filter(
    (a) =>
      a.type === 'vpc' &&
      a.vpc !== undefined &&
      a.applianceMode &&
      a.state === 'available' &&
      a.subnets.length > 1 &&
      a.subnets.every((s) => s.table !== undefined) &&
      network.isRead('ec2', 'VpcEndpoints', a.vpc) &&
      inspectingRoutes(a).length === 0 &&
      ![...network.endpoints.values()].some((e) => e.vpc === a.vpc && e.type === 'gateway-load-balancer'),
  );
  if (needless.length === 0) return [];
  return [
    finding({
      ...about(place(gateway, needless[0]!)),
      code: 'TGW_APPLIANCE_MODE_UNNEEDED',
      severity: 'info',
      priority: 'P3',
      affected: needless.map((a) => a.id),
      title: applianceUnneeded.title(needless.map((a) => called(a.vpc!)).sort(compare)),
      impact: applianceUnneeded.impact(),
      evidence: needless.map((a) => ({
        says: applianceOff.option('enable'),
        from: 'ec2:DescribeTransitGatewayVpcAttachments',
        id: a.id,
      })),
      fixes: [setApplianceMode(snapshot, gateway, needless, 'disable')],
      references: [appliances],
    }),
  ];
}
