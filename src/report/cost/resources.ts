import type { RootContent } from 'mdast';
import type { CostService } from '../../diagnose/cost/use.ts';
import * as text from '../../messages/cost.ts';
import { code, heading, type Inline, paragraph, table } from '../nodes.ts';
import { placeOf } from './figures.ts';
import { type CostReader, shortId } from './reader.ts';

/** How many resources are named where only the dearest are of interest, and at most; the JSON has all. */
const dearestShown = 10;
const mostShown = 80;

interface Sum {
  id: string;
  name: string | null;
  service: CostService;
  account: string;
  region: string;
  vpc: string | null;
  /** Of what is known for sure, and what may come to it. */
  usd: number;
  atMostUsd: number;
  /** Lines of it that are unknown. */
  unknown: number;
}

/** What each resource costs over all of its lines, dearest first. */
function sumsOf({ diagnosis }: CostReader): Sum[] {
  const sums = new Map<string, Sum>();
  for (const item of diagnosis.items) {
    for (const { id, name, vpc, monthlyUsd } of item.resources) {
      const { service, account, region } = item;
      const before = sums.get(id) ?? { id, name, service, account, region, vpc, usd: 0, atMostUsd: 0, unknown: 0 };
      const usd = monthlyUsd ?? 0;
      sums.set(id, {
        ...before,
        usd: before.usd + (item.atMost ? 0 : usd),
        atMostUsd: before.atMostUsd + (item.atMost ? usd : 0),
        // A zero quantity is known to cost nothing, though its share of nothing is not.
        unknown: before.unknown + (item.monthlyUsd === null ? 1 : 0),
      });
    }
  }
  return [...sums.values()].sort((a, b) => b.usd - a.usd || b.unknown - a.unknown || (a.id < b.id ? -1 : 1));
}

const named = ({ id, name }: Sum): Inline => [name === null || name === id ? '' : `${name} `, code(shortId(id))];

/** The dearest resources. */
export function dearest(reader: CostReader): RootContent[] {
  const { say } = reader;
  const all = sumsOf(reader).filter((s) => s.usd >= 0.005);
  if (all.length < 2) return [];
  const { label } = text;
  return [
    heading(3, say(text.headings.dearest)),
    table(
      [label.resource, label.service, label.region, label.monthly].map(say),
      all
        .slice(0, dearestShown)
        .map((s): Inline[] => [
          named(s),
          say(text.serviceName[s.service]),
          placeOf(reader, s),
          say(text.ofResource(s)),
        ]),
      ['left', 'left', 'left', 'right'],
    ),
  ];
}

/** Every resource on the bill by its id, as far as a person reads on. */
export function everyResource(reader: CostReader): RootContent[] {
  const { say, diagnosis } = reader;
  const all = sumsOf(reader);
  if (all.length === 0) return [];
  const names = new Map(diagnosis.vpcs.map((v) => [v.key, v.name]));
  const { label } = text;
  return [
    heading(3, say(text.headings.resources)),
    table(
      [label.resource, label.service, label.region, label.vpc, label.monthly].map(say),
      all
        .slice(0, mostShown)
        .map((s): Inline[] => [
          named(s),
          say(text.serviceName[s.service]),
          placeOf(reader, s),
          s.vpc === null ? '-' : (names.get(s.vpc) ?? s.vpc),
          say(text.ofResource(s)),
        ]),
      ['left', 'left', 'left', 'left', 'right'],
    ),
    ...(all.length > mostShown ? [paragraph(say(text.rest(all.length - mostShown)))] : []),
  ];
}
