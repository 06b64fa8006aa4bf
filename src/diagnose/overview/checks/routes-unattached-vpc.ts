import { finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/routing.ts';
import { containsCidr, formatCidr, parseCidr } from '../../../network/cidr.ts';
import type { Attachment } from '../../../network/model.ts';
import type { Check } from '../check.ts';

/**
 * Routes to a transit gateway that cover a VPC of the snapshot which has no attachment to it: `10.0.0.0/8 → TGW` with a
 * 10.254.0.0/16 that nobody attached. A default route is no such claim.
 */
export const routesUnattachedVpc: Check = {
  codes: ['TGW_ROUTE_TO_UNATTACHED_VPC'],
  find: ({ network }) => {
    const found = new Map<
      string,
      { tables: string[]; route: string; vpc: string; other: string; gateway: string; account: string; region: string }
    >();
    for (const table of network.routeTables.values()) {
      const vpc = table.vpc;
      if (vpc === undefined || !vpc.subnets.some((s) => s.table === table)) continue;
      for (const route of table.routes()) {
        if (route.target.kind !== 'transit-gateway' || route.blackhole || route.destination.length === 0) continue;
        const gateway = network.transitGateways.get(route.target.id);
        if (gateway === undefined || !gateway.tablesRead) continue;
        for (const other of network.vpcs.values()) {
          if (
            other === vpc ||
            other.region !== vpc.region ||
            !other.cidrs.some((c) => containsCidr(route.destination, c))
          )
            continue;
          if ([...gateway.attachments.values()].some((a) => a.vpc === other || a.resource === other.id)) continue;
          if (vpc.peerings.some((p) => p.state === 'active' && p.sides.some((s) => s.vpcId === other.id))) continue;
          // An attachment of another kind may lead there (peering, VPN): then its table has a route of its own.
          const destination = formatCidr(route.destination);
          const key = `${vpc.id} ${destination} ${gateway.id} ${other.id}`;
          const seen = found.get(key);
          if (seen === undefined)
            found.set(key, {
              tables: [table.id],
              route: destination,
              vpc: vpc.id,
              other: other.id,
              gateway: gateway.id,
              account: vpc.account,
              region: vpc.region,
            });
          else seen.tables.push(table.id);
        }
      }
    }
    return [...found.values()].flatMap((f) => {
      const vpc = network.vpcs.get(f.vpc)!;
      const other = network.vpcs.get(f.other)!;
      const gateway = network.transitGateways.get(f.gateway)!;
      const own = vpc.attachments.find((a) => a.transitGateway === gateway.id);
      const address = other.cidrs.find((c) => containsCidr(parseCidr(f.route)!, c))!;
      const taken = own?.table?.lookup().lookup(address.lo);
      if (taken !== undefined && taken.destination.length > 0) return [];
      const back: Attachment | undefined =
        taken === undefined ? undefined : gateway.attachments.get(taken.attachments[0] ?? '');
      const called = (r: { id: string; name?: string }): string => r.name ?? r.id;
      const tables = [...new Set(f.tables)].sort();
      return [
        finding({
          account: f.account,
          region: f.region,
          code: 'TGW_ROUTE_TO_UNATTACHED_VPC',
          key: `${f.route} ${f.other}`,
          severity: 'medium',
          priority: 'P2',
          resource: tables[0]!,
          ...(network.routeTables.get(tables[0]!)?.name === undefined
            ? {}
            : { resourceName: network.routeTables.get(tables[0]!)!.name! }),
          affected: [f.other, ...tables.slice(1)],
          title: text.tgwDetour(called(vpc), tables.length, f.route, called(other)),
          impact: text.tgwDetourImpact(called(other), back?.vpc === undefined ? undefined : called(back.vpc)),
          evidence: [
            {
              says: text.routeCovers(f.route, formatCidr(address)),
              from: 'ec2:DescribeRouteTables',
              id: tables[0]!,
              rule: `${f.route} → ${f.gateway}`,
            },
            {
              says: text.vpcNotAttached(called(other), formatCidr(address)),
              from: 'ec2:DescribeTransitGatewayAttachments',
              id: f.gateway,
            },
          ],
          references: ['https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html'],
        }),
      ];
    });
  },
};
