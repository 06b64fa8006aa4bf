import type { RootContent } from 'mdast';
import type { CostItem } from '../../diagnose/cost/items.ts';
import * as text from '../../messages/cost.ts';
import { bundledPrices } from '../../pricing/table.ts';
import { heading, type Inline, link, list, table } from '../nodes.ts';
import { amountOf, placeOf } from './figures.ts';
import { sourcesOf } from './prices.ts';
import type { CostReader } from './reader.ts';
import { everyResource } from './resources.ts';
import { savingsTable } from './savings.ts';

/** The sixth part: savings, then every item with its formula and where its price is from. */
export function costPart(reader: CostReader): RootContent[] {
  const { say, diagnosis } = reader;
  const sources = sourcesOf(diagnosis.items);
  return [
    heading(3, say(text.headings.savings)),
    ...savingsTable(reader),
    heading(3, say(text.headings.items)),
    statement(reader, diagnosis.items, sources),
    ...everyResource(reader),
    heading(3, say(text.headings.sources)),
    list(
      sources.map(({ source, asOf }): Inline => {
        const copied = copyOf(reader, source);
        return [
          /^https?:/.test(source) ? link(source) : source,
          asOf === null ? '' : ` (${asOf})`,
          copied === undefined ? '' : `, ${say(text.copyOf(copied))}`,
        ];
      }),
      true,
    ),
    heading(3, say(text.headings.basis)),
    list([...text.basis, text.tierNote].map(say)),
  ];
}

/** What a source says that it copies: a secondary source names AWS's own. */
const copyOf = ({ snapshot }: CostReader, source: string): string | undefined =>
  (snapshot.prices?.table ?? bundledPrices).find((p) => p.source === source)?.copyOf;

function statement(
  reader: CostReader,
  items: readonly CostItem[],
  sources: readonly { source: string }[],
): RootContent {
  const { say } = reader;
  const { label } = text;
  const mark = ({ source }: CostItem): string => {
    const at = sources.findIndex((s) => s.source === source);
    return at < 0 ? '-' : String(at + 1);
  };
  return table(
    [label.item, label.region, label.formula, label.monthly, label.price].map(say),
    items.map((i): Inline[] => [
      [say(i.what), i.resources.length > 1 ? ` ×${i.resources.length}` : ''],
      placeOf(reader, i),
      i.formula,
      amountOf(reader, i),
      mark(i),
    ]),
    ['left', 'left', 'left', 'right', 'right'],
  );
}
