import type { RootContent } from 'mdast';
import * as text from '../../../messages/analyze.ts';
import { heading, table } from '../../nodes.ts';
import { alike, namesOf } from '../fold.ts';
import type { Reader } from '../reader.ts';

export function endpoints(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const all = (overview.endpoints ?? []).filter((e) => e.type !== 'GatewayLoadBalancer');
  const missing = overview.missingEndpoints ?? [];
  if (all.length === 0 && missing.length === 0) return [];
  const short = (service: string): string => service.split('.').slice(3).join('.') || service;
  const byVpc = new Map<string, { there: Set<string>; missing: Set<string> }>();
  const at = (vpc: string) => {
    const found = byVpc.get(vpc) ?? { there: new Set<string>(), missing: new Set<string>() };
    byVpc.set(vpc, found);
    return found;
  };
  for (const e of all) at(e.vpc).there.add(short(e.service));
  for (const e of missing) at(e.vpc).missing.add(short(e.service));
  const rows = [...byVpc].map(([vpc, e]) => ({ vpc, there: [...e.there].sort(), missing: [...e.missing].sort() }));
  return [
    heading(3, say(text.sections.endpoints)),
    table(
      ['VPC', say(text.yes), say(text.no)],
      alike(rows, (r) => `${r.there} ${r.missing}`).map((same) => [
        namesOf(
          reader,
          same.map((r) => r.vpc),
        ),
        same[0]!.there.join(', ') || '-',
        same[0]!.missing.join(', ') || '-',
      ]),
    ),
  ];
}
