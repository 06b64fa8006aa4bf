import { finding } from '../../../findings/finding.ts';
import { shadowed, unusedTables } from '../../../messages/findings/routing.ts';
import type { Check } from '../check.ts';
import { called, compare, grouped } from '../facts/scopes.ts';
import { about, ec2, fixBy } from '../fix.ts';

/** Tables that nothing uses, one finding a VPC; and propagated routes that another route keeps from being used (R2, R3). */
export const routeTables: Check = {
  codes: ['ROUTE_TABLE_UNUSED', 'ROUTE_SHADOWED'],
  find: ({ snapshot, network, overview }) => {
    const tables = overview.routeTables ?? [];
    const unused = tables.filter((t) => !t.main && t.users === 0 && t.gateways.length === 0);
    return [
      ...[...grouped(unused, (t) => t.vpc).values()].map((own) => {
        const ids = own.map((t) => t.id).sort(compare);
        return finding({
          ...about(own[0]!),
          code: 'ROUTE_TABLE_UNUSED',
          severity: 'info',
          priority: 'P3',
          affected: ids,
          title: unusedTables.title(own.length, called(network.vpcs.get(own[0]!.vpc) ?? { id: own[0]!.vpc })),
          impact: unusedTables.impact(),
          evidence: own.map((t) => ({
            says: unusedTables.unused(called(t)),
            from: 'ec2:DescribeRouteTables',
            id: t.id,
          })),
          fixes: [
            fixBy(
              snapshot,
              own[0]!,
              unusedTables.fix(),
              ids.map((RouteTableId) => ec2('DeleteRouteTable', { RouteTableId })),
              (after) =>
                after.snapshot.scopes.every(
                  (s) => !s.ec2?.RouteTables?.some((t) => ids.includes(t.RouteTableId ?? '')),
                ),
            ),
          ],
          references: ['https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html'],
        });
      }),
      ...tables
        .filter((t) => t.users !== 0)
        .flatMap((table) =>
          table.routes
            .filter((r) => r.shadowedBy !== undefined && !r.shadowedBy.endsWith(` ${r.target}`))
            .map((route) => {
              const text = `${route.destination} → ${route.target}`;
              return finding({
                ...about(table),
                code: 'ROUTE_SHADOWED',
                key: text,
                severity: 'info',
                priority: 'P3',
                affected: table.subnets,
                title: shadowed.title(called(table), text),
                impact: shadowed.impact(route.shadowedBy!),
                evidence: [
                  { says: shadowed.by(route.shadowedBy!), from: 'ec2:DescribeRouteTables', id: table.id, rule: text },
                ],
                references: [
                  'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html#route-tables-priority',
                ],
              });
            }),
        ),
    ];
  },
};
