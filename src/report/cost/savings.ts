import type { RootContent } from 'mdast';
import type { Saving } from '../../diagnose/cost/savings/index.ts';
import * as text from '../../messages/cost.ts';
import { code, codeBlock, type Inline, paragraph, strong, table } from '../nodes.ts';
import type { CostReader } from './reader.ts';

/** Savings by amount, with formula and risk. */
export function savingsTable(reader: CostReader, most = Number.POSITIVE_INFINITY): RootContent[] {
  const { say, diagnosis } = reader;
  const { savings } = diagnosis;
  if (savings.length === 0) return [paragraph(say(text.noSavings))];
  const { label } = text;
  const whole = most === Number.POSITIVE_INFINITY;
  return [
    ...(whole ? [paragraph(say(text.savingsIntro))] : []),
    table(
      [label.saves, label.saving, ...(whole ? [label.formula] : []), label.risk].map(say),
      savings
        .slice(0, most)
        .map((s): Inline[] => [
          say(text.saves(s.monthlyUsd, s.upTo, s.alternative)),
          [say(s.says), s.verified ? ` (${say(text.verified)})` : ''],
          ...(whole ? [s.formula] : []),
          say(s.risk),
        ]),
      ['right'],
    ),
    ...(savings.length > most ? [paragraph(say(text.rest(savings.length - most)))] : []),
  ];
}

/** The dearest savings with their commands. */
export function savingsList(reader: CostReader, most: number): RootContent[] {
  const { say, diagnosis } = reader;
  return diagnosis.savings
    .filter((s: Saving) => s.command !== '' && !s.alternative)
    .slice(0, most)
    .flatMap((s): RootContent[] => [
      paragraph(strong(say(s.says)), ' (', code(s.code), ')'),
      paragraph(`${say(text.saves(s.monthlyUsd, s.upTo, s.alternative))} = ${s.formula}`),
      ...(s.fix === null ? [] : [paragraph(say(s.fix))]),
      codeBlock('sh', s.command),
    ]);
}
