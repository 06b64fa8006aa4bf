import { finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/routing.ts';
import type { Check } from '../check.ts';
import { fixedBy } from '../verified.ts';

/** Routes in state `blackhole` (rule R4), in VPC tables and transit gateway tables. */
export const routesBlackhole: Check = {
  codes: ['ROUTE_BLACKHOLE', 'TGW_ROUTE_BLACKHOLE'],
  find: ({ snapshot, overview }) => [
    ...(overview.routeTables ?? []).flatMap((table) =>
      table.routes
        .filter((r) => r.state === 'blackhole')
        .map((route) => {
          const where = { account: table.account, region: table.region };
          const family = route.destination.includes(':') ? 'DestinationIpv6CidrBlock' : 'DestinationCidrBlock';
          const option = route.destination.includes(':') ? '--destination-ipv6-cidr-block' : '--destination-cidr-block';
          const deletable = route.origin === 'CreateRoute' && !route.destination.startsWith('pl-');
          const calls = deletable
            ? [
                {
                  service: 'ec2',
                  operation: 'DeleteRoute',
                  input: { RouteTableId: table.id, [family]: route.destination },
                },
              ]
            : [];
          return finding({
            ...where,
            code: 'ROUTE_BLACKHOLE',
            key: route.destination,
            severity: table.subnets.length > 0 || table.main ? 'high' : 'low',
            priority: table.subnets.length > 0 || table.main ? 'P1' : 'P3',
            resource: table.id,
            ...(table.name === undefined ? {} : { resourceName: table.name }),
            affected: table.subnets,
            title: text.blackhole(table.name ?? table.id, route.destination, route.target),
            impact: text.blackholeImpact(route.destination, table.subnets.length),
            evidence: [
              {
                says: text.routeState(route.destination, route.target, route.state),
                from: 'ec2:DescribeRouteTables',
                id: table.id,
                rule: `${route.destination} → ${route.target}`,
              },
            ],
            fixes: deletable
              ? [
                  {
                    says: text.deleteRoute(route.destination),
                    command: `aws ec2 delete-route --route-table-id ${table.id} ${option} ${route.destination} --region ${table.region}`,
                    calls,
                    verified: fixedBy(
                      snapshot,
                      calls,
                      where,
                      (after) =>
                        after.routeTables
                          .get(table.id)
                          ?.raw.Routes?.some(
                            (r) =>
                              r.State === 'blackhole' &&
                              (r.DestinationCidrBlock ?? r.DestinationIpv6CidrBlock) === route.destination,
                          ) === false,
                    ),
                  },
                ]
              : [],
            references: ['https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html'],
          });
        }),
    ),
    ...(overview.transitGateways ?? []).flatMap((gateway) =>
      gateway.tables.flatMap((table) =>
        (table.routes ?? [])
          // A static blackhole is also a way to forbid a destination on purpose: a weakness to look at, not an alarm.
          .filter((r) => r.state === 'blackhole')
          .map((route) =>
            finding({
              account: gateway.account,
              region: gateway.region,
              code: 'TGW_ROUTE_BLACKHOLE',
              key: route.destination,
              severity: 'medium',
              priority: 'P2',
              resource: table.id,
              ...(table.name === undefined ? {} : { resourceName: table.name }),
              affected: [gateway.id],
              title: text.blackhole(table.name ?? table.id, route.destination, route.attachment || 'blackhole'),
              impact: text.blackholeImpact(route.destination, 0),
              evidence: [
                {
                  says: text.routeState(route.destination, route.attachment || '-', route.state),
                  from: 'ec2:SearchTransitGatewayRoutes',
                  id: table.id,
                  rule: route.destination,
                },
              ],
              references: ['https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html'],
            }),
          ),
      ),
    ),
  ],
};
