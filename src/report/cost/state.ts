import type { RootContent } from 'mdast';
import type { Bill } from '../../diagnose/cost/subtotals.ts';
import * as text from '../../messages/cost.ts';
import type { Text } from '../../messages/text.ts';
import { chart, heading, type Inline, paragraph, strong, table } from '../nodes.ts';
import type { CostReader } from './reader.ts';
import { dearest } from './resources.ts';

/** The first part: the bill by service, place and resource. */
export function statePart(reader: CostReader): RootContent[] {
  const { say, diagnosis } = reader;
  const { services, vpcs, regions, accounts } = diagnosis;
  const known = services.filter((s) => s.monthlyUsd > 0);
  return [
    ...summaryTable(reader),
    ...(known.length === 0
      ? []
      : [
          chart({
            title: say(text.headings.chart),
            kind: 'ranking',
            unit: say(text.perMonth),
            x: known.map((s) => say(text.serviceName[s.key])),
            series: [{ name: say(text.label.monthly), values: known.map((s) => Math.round(s.monthlyUsd * 100) / 100) }],
          }),
        ]),
    ...placeTable(
      reader,
      text.headings.byVpc,
      text.label.vpc,
      vpcs.map((v) => ({ ...v, name: v.key === null ? say(text.outsideVpcs) : (v.name ?? v.key) })),
    ),
    ...placeTable(reader, text.headings.byRegion, text.label.region, named(regions)),
    ...placeTable(reader, text.headings.byAccount, text.label.account, named(accounts)),
    ...dearest(reader),
  ];
}

const named = <T extends { key: string }>(rows: readonly T[]) => rows.map((r) => ({ ...r, name: r.key }));

/** The bill by service with its sum. */
export function summaryTable(reader: CostReader): RootContent[] {
  const { say, diagnosis } = reader;
  const { services, bill } = diagnosis;
  const { label } = text;
  return [
    table(
      [label.service, label.monthly, label.share, label.unknown].map(say),
      [
        ...services.map((s): Inline[] => [
          say(text.serviceName[s.key]),
          amount(reader, s),
          share(s, bill),
          s.unknown === 0 ? '-' : String(s.unknown),
        ]),
        [
          strong(say(label.total)),
          strong(text.sum(bill)),
          bill.monthlyUsd > 0 ? '100%' : '-',
          bill.unknown === 0 ? '-' : String(bill.unknown),
        ],
      ],
      ['left', 'right', 'right', 'right'],
    ),
    ...(bill.atMostUsd > 0 ? [paragraph(say(text.sumNote))] : []),
  ];
}

/** A table of sums by place; one place alone is no table. */
function placeTable(
  reader: CostReader,
  title: Text,
  label: Text,
  rows: readonly (Bill & { name: string })[],
): RootContent[] {
  const { say, diagnosis } = reader;
  if (rows.length < 2) return [];
  return [
    heading(3, say(title)),
    table(
      [label, text.label.monthly, text.label.share, text.label.unknown].map(say),
      rows.map((r) => [r.name, amount(reader, r), share(r, diagnosis.bill), r.unknown === 0 ? '-' : String(r.unknown)]),
      ['left', 'right', 'right', 'right'],
    ),
  ];
}

/** A sum; of what is all unknown no zero is said. */
const amount = ({ say }: CostReader, bill: Bill): string =>
  bill.unknown > 0 && bill.unknown === bill.items ? say(text.unknownAmount) : text.sum(bill);

function share({ monthlyUsd }: Bill, bill: Bill): string {
  if (monthlyUsd <= 0 || bill.monthlyUsd <= 0) return '-';
  const percent = (monthlyUsd / bill.monthlyUsd) * 100;
  return percent < 0.1 ? '<0.1%' : `${percent.toFixed(1)}%`;
}
