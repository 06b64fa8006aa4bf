import { finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/routing.ts';
import type { Check } from '../check.ts';
import type { RouteTableFacts } from '../overview.ts';

/** Route tables that no subnet and no gateway uses, the main ones apart: one finding a VPC. */
export const routeTablesUnused: Check = {
  codes: ['ROUTE_TABLE_UNUSED'],
  find: ({ overview }) => {
    const byVpc = new Map<string, RouteTableFacts[]>();
    for (const table of overview.routeTables ?? []) {
      if (table.main || table.subnets.length > 0 || table.gateways.length > 0) continue;
      byVpc.set(table.vpc, [...(byVpc.get(table.vpc) ?? []), table]);
    }
    return [...byVpc.values()].map((tables) =>
      finding({
        account: tables[0]!.account,
        region: tables[0]!.region,
        code: 'ROUTE_TABLE_UNUSED',
        severity: 'info',
        priority: 'P3',
        resource: tables[0]!.id,
        ...(tables[0]!.name === undefined ? {} : { resourceName: tables[0]!.name }),
        affected: tables.map((t) => t.id).sort(),
        title: text.unusedTables(tables.length),
        impact: text.unusedTablesImpact(),
        evidence: tables.map((t) => ({
          says: text.tableUnused(t.name ?? t.id),
          from: 'ec2:DescribeRouteTables',
          id: t.id,
        })),
      }),
    );
  },
};
