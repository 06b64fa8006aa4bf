import type { RootContent } from 'mdast';
import * as text from '../../messages/cost.ts';
import { heading, type Inline, paragraph, table } from '../nodes.ts';
import { formatInstant } from '../time.ts';
import { placeOf, quantityOf } from './figures.ts';
import type { CostReader } from './reader.ts';

/** The second part: what was measured, at a month's length, and what could not be. */
export function trafficPart(reader: CostReader): RootContent[] {
  const { say, diagnosis, zone } = reader;
  const { items, measured } = diagnosis;
  const counted = items.filter((i) => i.basis === 'measured' && !i.atMost);
  const bounded = items.filter((i) => i.atMost);
  const unknown = items.filter((i) => i.monthlyUsd === null);
  const { label } = text;
  return [
    paragraph(
      say(
        measured === null
          ? text.noMetrics
          : text.window(`${formatInstant(measured.from, zone)} – ${formatInstant(measured.to, zone)}`),
      ),
    ),
    ...(counted.length === 0
      ? measured === null
        ? []
        : [paragraph(say(text.noMeasured))]
      : [
          table(
            [label.item, label.region, label.quantity].map(say),
            counted.map((i) => [say(i.what), placeOf(reader, i), quantityOf(reader, i)]),
            ['left', 'left', 'right'],
          ),
        ]),
    ...(bounded.length === 0
      ? []
      : [
          heading(3, say(text.headings.atMost)),
          table(
            [label.item, label.region, label.quantity, label.why].map(say),
            bounded.map((i): Inline[] => [
              say(i.what),
              placeOf(reader, i),
              `≤ ${quantityOf(reader, i)}`,
              i.why === null ? '-' : say(i.why),
            ]),
            ['left', 'left', 'right', 'left'],
          ),
        ]),
    ...(unknown.length === 0
      ? []
      : [
          heading(3, say(text.headings.unknown)),
          table(
            [label.item, label.region, label.resource, label.why].map(say),
            unknown.map((i): Inline[] => [
              say(i.what),
              placeOf(reader, i),
              named(reader, i.resources),
              i.why === null ? '-' : say(i.why),
            ]),
          ),
        ]),
  ];
}

/** The first names of several, and how many more there are. */
function named({ say }: CostReader, resources: readonly { id: string; name: string | null }[]): string {
  const names = [...new Set(resources.map((r) => r.name ?? r.id))].sort();
  if (names.length === 0) return '-';
  return names.length <= 2 ? names.join(', ') : `${names[0]} ${say(text.others(names.length - 1))}`;
}
