import type { RootContent } from 'mdast';
import type { CostService } from '../../diagnose/cost/use.ts';
import * as text from '../../messages/cost.ts';
import { code, heading, type Inline, paragraph, table } from '../nodes.ts';
import { type CostReader, shortId } from './reader.ts';

/** How many resources are shown; the JSON has all. */
const shown = 10;

interface Sum {
  id: string;
  name: string | null;
  service: CostService;
  region: string;
  usd: number;
}

/** What each resource costs over all of its lines, the dearest of them. */
export function dearest(reader: CostReader): RootContent[] {
  const { say, diagnosis } = reader;
  const sums = new Map<string, Sum>();
  for (const item of diagnosis.items) {
    if (item.atMost) continue;
    for (const { id, name, monthlyUsd } of item.resources) {
      const before = sums.get(id) ?? { id, name, service: item.service, region: item.region, usd: 0 };
      sums.set(id, { ...before, usd: before.usd + (monthlyUsd ?? 0) });
    }
  }
  const all = [...sums.values()].filter((s) => s.usd > 0.005).sort((a, b) => b.usd - a.usd || (a.id < b.id ? -1 : 1));
  if (all.length < 2) return [];
  const { label } = text;
  return [
    heading(3, say(text.headings.dearest)),
    table(
      [label.resource, label.service, label.region, label.monthly].map(say),
      all
        .slice(0, shown)
        .map((s): Inline[] => [
          [s.name === null || s.name === s.id ? '' : `${s.name} `, code(shortId(s.id))],
          say(text.serviceName[s.service]),
          s.region,
          text.money(s.usd),
        ]),
      ['left', 'left', 'left', 'right'],
    ),
    ...(all.length > shown ? [paragraph(say(text.rest(all.length - shown)))] : []),
  ];
}
