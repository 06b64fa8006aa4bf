import type { RootContent } from 'mdast';
import type { Advice } from '../../diagnose/nat/advice.ts';
import { headroom, natLimits } from '../../diagnose/nat/measure.ts';
import { unknown } from '../../messages/analyze.ts';
import * as text from '../../messages/nat.ts';
import { alike } from '../analyze/fold.ts';
import { orUnknown } from '../analyze/reader.ts';
import { code, codeBlock, type Inline, link, list, paragraph, strong, table } from '../nodes.ts';
import { alarmsOf, asCli, asCloudFormation, asTerraform, watchedBy } from './alarms.ts';
import type { NatReader } from './report.ts';
import { subnetsTable } from './subnets.ts';

/** The first part: each gateway and what its figures prove. */
export function statePart(reader: NatReader, length: 'whole' | 'short'): RootContent[] {
  const { say } = reader;
  const gateways = reader.diagnosis.gateways ?? [];
  const { label } = text;
  return [
    table(
      [label.gateway, label.zone, label.state, label.addresses, label.used, label.verdict].map(say),
      gateways.map((g): Inline[] => [
        [g.name === undefined ? '' : `${g.name} `, code(g.id)],
        g.zone,
        g.state,
        g.publicIps.join(', ') || '-',
        String(g.usedBy.length),
        say(text.verdicts[g.verdict]!),
      ]),
    ),
    ...subnetsTable(reader, length),
    ...(gateways.some((g) => g.verdict === 'not-the-gateway') ? [paragraph(say(text.elsewhere))] : []),
  ];
}

export const securityPart = (reader: NatReader): RootContent[] => [
  paragraph(reader.say(text.securityBase(reader.diagnosis.gateways?.length ?? 0))),
];

const percent = (reader: NatReader, value: number | null, digits: number): string =>
  value === null ? reader.say(unknown) : `${value.toFixed(digits)}%`;

const figure = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 2 });

/** Figures against their targets and limits. */
export function performancePart(reader: NatReader): RootContent[] {
  const { say } = reader;
  const measured = (reader.diagnosis.gateways ?? []).flatMap((g) =>
    g.measured === null ? [] : [{ g, m: g.measured }],
  );
  if (measured.length === 0) return [paragraph(say(text.trafficNone)), paragraph(say(text.performanceTargets))];
  const { label } = text;
  const right = (count: number) => ['left' as const, ...Array<'right'>(count).fill('right')];
  return [
    paragraph(say(text.performanceTargets)),
    table(
      [label.gateway, label.usual, label.most, label.ofLimit, label.success, label.loss, label.errors, label.idle].map(
        say,
      ),
      measured.map(({ g, m }) => [
        g.name ?? g.id,
        m.connections === null ? say(unknown) : `${m.connections.low}–${m.connections.high}`,
        orUnknown(reader, m.connections?.peak),
        percent(
          reader,
          m.connections === null ? null : (m.connections.peak / (natLimits.connectionsAnAddress * g.addresses)) * 100,
          2,
        ),
        percent(reader, m.successPercent, 2),
        percent(reader, m.lossPercent, 3),
        orUnknown(reader, m.portAllocationErrors),
        orUnknown(reader, m.idleTimeouts),
      ]),
      right(7),
    ),
    table(
      [label.gateway, label.rate, label.room, label.packets, label.room].map(say),
      measured.map(({ g, m }) => [
        g.name ?? g.id,
        m.peakBitsPerSecond === null ? say(unknown) : `${figure(m.peakBitsPerSecond / 1e6)} Mbps`,
        percent(
          reader,
          m.peakBitsPerSecond === null ? null : ((m.peakBitsPerSecond * headroom) / natLimits.bitsPerSecond) * 100,
          2,
        ),
        orUnknown(reader, m.peakPacketsPerSecond),
        percent(
          reader,
          m.peakPacketsPerSecond === null
            ? null
            : ((m.peakPacketsPerSecond * headroom) / natLimits.packetsPerSecond) * 100,
          2,
        ),
      ]),
      right(4),
    ),
  ];
}

/** What each gateway costs, with the formula. */
function costLines({ say, diagnosis }: NatReader): RootContent {
  return list(
    (diagnosis.gateways ?? []).flatMap((g) => {
      const name = g.name ?? g.id;
      const { monthlyUsd, formula, monthlyGb } = g.cost;
      return [
        say(
          monthlyUsd === null ? text.costUnknown(name, formula) : text.costLine(name, monthlyUsd.toFixed(2), formula),
        ),
        ...(monthlyGb === null ? [say(text.costNoTraffic(name))] : []),
      ];
    }),
  );
}

/** Advice that a screen has room for. */
const mostAdvice = 3;

/** For the screen: what the gateways cost, and what saves most. VPCs behind the same gateways are one line. */
export function costGlance(reader: NatReader): RootContent[] {
  const { say, diagnosis } = reader;
  const saving = bySaving(diagnosis.advice.filter((a) => (a.monthlyUsd ?? 0) > 0));
  const kinds = alike(saving, (a) => `${a.code} ${a.formula}`);
  return [
    costLines(reader),
    ...waiver(reader),
    ...(saving.length === 0
      ? []
      : [
          paragraph(strong(say(text.label.advice))),
          list(
            kinds
              .slice(0, mostAdvice)
              .map(([first, ...others]) => [
                say(first!.says),
                ' ',
                strong(say(text.saves(first!.monthlyUsd, first!.upTo))),
                ` (${first!.formula})`,
                others.length === 0 ? '' : ` ${say(text.alikeFor(others.map((a) => nameOf(reader, a.resource))))}`,
              ]),
          ),
        ]),
  ];
}

const bySaving = (advice: readonly Advice[]): Advice[] =>
  [...advice].sort((a, b) => (b.monthlyUsd ?? 0) - (a.monthlyUsd ?? 0));

/** A VPC's or gateway's name as far as the subnets and gateways know it; else the id. */
const nameOf = ({ diagnosis }: NatReader, id: string): string =>
  diagnosis.gateways?.find((g) => g.id === id)?.name ??
  [...(diagnosis.subnets ?? []), ...(diagnosis.gateways ?? [])].find((x) => x.vpc === id)?.vpcName ??
  id;

/** Gateways that AWS does not bill since a firewall's endpoint is in the same way. */
function waiver({ say, diagnosis }: NatReader): RootContent[] {
  const waived = (diagnosis.gateways ?? []).filter((g) => g.cost.waivedBehind.length > 0);
  if (waived.length === 0) return [];
  const firewalls = [...new Set(waived.flatMap((g) => g.cost.waivedBehind))];
  const names = waived.map((g) => g.name ?? g.id);
  return [paragraph(say(text.costWaived(names, firewalls)), link(waived[0]!.cost.waiverSource))];
}

/** What the gateways cost in a month, and what would change it. */
export function costPart(reader: NatReader): RootContent[] {
  const { say } = reader;
  const gateways = reader.diagnosis.gateways ?? [];
  const { advice } = reader.diagnosis;
  const priced = gateways.find((g) => g.cost.source !== null && g.cost.asOf !== null);
  const { label } = text;
  return [
    costLines(reader),
    ...waiver(reader),
    ...(priced === undefined ? [] : [paragraph(say(text.costSource(priced.cost.asOf!)), link(priced.cost.source!))]),
    ...(advice.length === 0
      ? []
      : [
          table(
            [label.advice, label.monthly, label.formula].map(say),
            alike(bySaving(advice), (a) => `${a.code} ${a.formula}`).map(([a, ...others]) => [
              say(a!.says) +
                (others.length === 0 ? '' : ` ${say(text.alikeFor(others.map((o) => nameOf(reader, o.resource))))}`),
              // What loses even at its best saves nothing.
              say(text.saves(a!.upTo && a!.monthlyUsd !== null && a!.monthlyUsd < 0 ? 0 : a!.monthlyUsd, a!.upTo)),
              a!.formula || '-',
            ]),
          ),
          codeBlock(
            'sh',
            advice
              .map((a) => a.command)
              .filter((c) => c !== '')
              .join('\n'),
          ),
        ]),
  ];
}

/** More alarms than of so many gateways are for a template of one's own. */
const mostGateways = 4;

/** Alarms to create, three ways, and a daily look. */
export function automationPart(reader: NatReader): RootContent[] {
  const { say, snapshot } = reader;
  const wanted = (reader.diagnosis.gateways ?? [])
    .filter((g) => g.state === 'available')
    .slice(0, mostGateways)
    .flatMap((g) => alarmsOf(g).map((alarm) => ({ alarm, there: watchedBy(snapshot, g, alarm.metrics[0]) })));
  const alarms = wanted.filter((w) => w.there.length === 0).map((w) => w.alarm);
  const there = [...new Set(wanted.flatMap((w) => w.there))];
  const source = snapshot.source === 'lab' ? ' --source lab' : ` --region ${snapshot.regions[0] ?? ''}`;
  const unread = snapshot.gaps.some((g) => g.service === 'cloudwatch' && g.operation === 'DescribeAlarms');
  return [
    ...(unread ? [paragraph(say(text.alarmsNotRead))] : []),
    ...(there.length === 0 ? [] : [paragraph(say(text.alarmsThere(there, alarms.length)))]),
    ...(alarms.length === 0
      ? []
      : [
          paragraph(say(text.automationIntro)),
          codeBlock('sh', asCli(alarms)),
          codeBlock('yaml', asCloudFormation(alarms)),
          codeBlock('hcl', asTerraform(alarms)),
        ]),
    paragraph(say(text.automationDaily)),
    codeBlock('sh', `0 9 * * * netops nat${source} --fail-on high --quiet`),
  ];
}
