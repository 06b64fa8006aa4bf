import type { RootContent } from 'mdast';
import type { SubnetEgress } from '../../diagnose/nat/subnets.ts';
import * as nat from '../../messages/nat.ts';
import * as text from '../../messages/nat-subnets.ts';
import { paragraph, strong, table } from '../nodes.ts';
import type { NatReader } from './report.ts';

/**
 * Why the way out is slow from each subnet; subnets with the same answer for the same reason share a row. In short, those
 * that no gateway slows are counted.
 */
export function subnetsTable({ say, diagnosis }: NatReader, length: 'whole' | 'short'): RootContent[] {
  const all = diagnosis.subnets ?? [];
  const subnets = length === 'whole' ? all : all.filter((s) => s.answer !== 'not-the-gateway');
  const fine = paragraph(say(text.fineElsewhere(all.length - subnets.length, subnets.length)));
  if (subnets.length === 0) return all.length === 0 ? [] : [fine];
  const called = new Map((diagnosis.gateways ?? []).map((g) => [g.id, g.name ?? g.id]));
  const rows = new Map<string, SubnetEgress[]>();
  for (const s of subnets) {
    const key = [s.answer, s.why.en, s.vpc].join('\n');
    rows.set(key, [...(rows.get(key) ?? []), s]);
  }
  return [
    paragraph(strong(say(text.heading))),
    table(
      [text.label.subnet, nat.label.zone, text.label.gateway, nat.label.verdict, text.label.why].map(say),
      [...rows.values()].map((own) => {
        const [first] = own as [SubnetEgress];
        const name = first.name ?? first.subnet;
        return [
          own.length === 1 ? name : say(text.others(name, own.length - 1)),
          [...new Set(own.map((s) => s.zone))].join(', '),
          [...new Set(own.flatMap((s) => s.gateways))].map((id) => called.get(id) ?? id).join(', '),
          say(first.answer === 'dns' ? text.dnsVerdict : nat.verdicts[first.answer]!),
          say(first.why),
        ];
      }),
    ),
    ...(subnets.length === all.length ? [] : [fine]),
  ];
}
