import type { RootContent } from 'mdast';
import type { LbFacts, LbGroup, LbTarget } from '../../diagnose/loadbalancer/facts.ts';
import { label, off, on, unknown } from '../../messages/analyze.ts';
import * as text from '../../messages/lb.ts';
import { alike, firstOf, shortZone } from '../analyze/fold.ts';
import { orUnknown } from '../analyze/reader.ts';
import { code, heading, type Inline, list, paragraph, strong, table } from '../nodes.ts';
import type { LbReader } from './reader.ts';

/** Up to so many targets each has a row of its own; of more, those that do not serve, with their like in one row. */
const readableTargets = 24;

/** The first part: each balancer, its zones, listeners and target groups. */
export function statePart(reader: LbReader): RootContent[] {
  const { say, diagnosis } = reader;
  const unused = diagnosis.unusedGroups ?? [];
  return [
    ...(diagnosis.balancers ?? []).flatMap((b) => balancer(reader, b)),
    ...(unused.length === 0
      ? []
      : [
          heading(3, say(text.sections.unused)),
          ...unused.flatMap((g) =>
            g.targets?.some((t) => t.causes.length > 0)
              ? targetGroup(reader, g)
              : [list([say(text.unusedLine(g.name, g.total))])],
          ),
        ]),
  ];
}

/** A few lines for the screen: a balancer and what its groups have left. */
export function glance(reader: LbReader): RootContent {
  const { say, diagnosis } = reader;
  const { shown } = firstOf(reader, diagnosis.balancers ?? []);
  return table(
    [say(text.label.balancer), say(text.label.group), say(text.label.availability)],
    shown.flatMap((b): Inline[][] => {
      const groups = b.groups ?? [];
      if (groups.length === 0) return [[b.name, '-', '-']];
      return groups.map((g, i) => [i === 0 ? b.name : '', g.name, availability(reader, g)]);
    }),
  );
}

/** One balancer on the screen: what it is, and each of its groups with its targets. */
export function closeUp(reader: LbReader, b: LbFacts): RootContent[] {
  return [
    paragraph(
      strong(b.name),
      `: ${b.type}, ${b.scheme}, `,
      strong(b.state),
      b.vpc === null ? '' : `, ${b.vpc.name ?? b.vpc.id}`,
      `, ${b.dnsName}`,
    ),
    ...(b.groups ?? []).flatMap((g) => targetGroup(reader, g)),
  ];
}

function availability(reader: LbReader, { healthy, total, availabilityPercent }: LbGroup): string {
  if (healthy === null || total === null) return reader.say(unknown);
  return availabilityPercent === null ? '0/0' : `${healthy}/${total} (${availabilityPercent}%)`;
}

function balancer(reader: LbReader, b: LbFacts): RootContent[] {
  const { say } = reader;
  return [
    heading(3, b.name),
    list([
      [strong(say(text.label.dns)), ': ', code(b.dnsName)],
      [`${b.type}, ${b.scheme}, `, strong(b.state), b.vpc === null ? '' : `, ${b.vpc.name ?? b.vpc.id}`],
      [strong(say(text.label.crossZone)), ': ', say(b.crossZone ? on : off)],
      [strong('ARN'), ': ', code(b.arn)],
    ]),
    table(
      [say(label.zone), say(text.label.subnet), say(label.healthy)],
      b.zones.map((z) => [z.zone, z.subnet, `${z.healthy}/${z.targets}`]),
    ),
    ...listeners(reader, b),
    ...(b.groups ?? []).flatMap((g) => targetGroup(reader, g)),
  ];
}

function listeners(reader: LbReader, b: LbFacts): RootContent[] {
  const { say } = reader;
  if (b.listeners === null) return [paragraph(say(text.sections.listeners), ': ', say(unknown))];
  const rows = b.listeners.flatMap((l): Inline[][] => [
    ...(l.rules ?? []).map((r): Inline[] => [`${l.protocol} ${l.port}`, `${r.priority}: ${r.condition}`, r.action]),
    [`${l.protocol} ${l.port}`, 'default', l.defaultAction],
  ]);
  if (rows.length === 0) return [paragraph(say(text.sections.listeners), ': 0')];
  const { shown, rest } = firstOf(reader, rows);
  return [table([say(text.label.listener), say(text.label.rule), say(text.label.action)], shown), ...rest];
}

function targetGroup(reader: LbReader, g: LbGroup): RootContent[] {
  const { say } = reader;
  const { check } = g;
  const checked = check.enabled
    ? text.checkLine(
        `${check.protocol} :${check.port}${check.path ?? ''}`,
        check.intervalSeconds,
        check.timeoutSeconds,
        check.healthyThreshold,
        check.unhealthyThreshold,
        check.matcher,
      )
    : text.checkOff;
  return [
    heading(4, say(text.groupHeading(g.name, g.type, g.protocol, g.port))),
    list([
      g.total === null || g.healthy === null || g.availabilityPercent === null
        ? [strong(say(text.label.availability)), ': ', orUnknown(reader, g.total)]
        : strong(say(text.availabilityLine(g.healthy, g.total, g.availabilityPercent))),
      say(checked),
    ]),
    ...targets(reader, g.targets ?? []),
  ];
}

function targets(reader: LbReader, all: readonly LbTarget[]): RootContent[] {
  const { say } = reader;
  if (all.length === 0) return [];
  const many = all.length > readableTargets;
  const told = many ? all.filter((t) => t.state !== 'healthy') : all;
  const groups = many ? alike(told, keyOf) : told.map((t) => [t]);
  const { shown, rest } = firstOf(reader, groups);
  const healthy = all.length - told.length;
  return [
    ...(shown.length === 0
      ? []
      : [
          table(
            [say(label.target), say(label.zone), say(label.state), say(text.label.cause)],
            shown.map((same) => row(reader, same)),
          ),
        ]),
    ...rest,
    ...(healthy > 0 && many ? [paragraph(say(text.allHealthy(healthy)))] : []),
  ];
}

const keyOf = (t: LbTarget): string => [t.zone, t.state, t.reason, ...t.causes].join(' ');

function row(reader: LbReader, same: readonly LbTarget[]): Inline[] {
  const first = same[0]!;
  const mark = first.state === 'healthy' ? '✅' : first.state === 'initial' || first.state === 'draining' ? '⏳' : '❌';
  const id =
    same.length === 1
      ? [nameOf(first), first.name === null ? '' : [' ', code(first.id)], first.port === null ? '' : `:${first.port}`]
      : [reader.say(text.alike(same.length)), ` (${same.slice(0, 3).map(nameOf).join(', ')} …)`];
  const why = first.description ?? first.reason ?? '';
  return [
    id,
    first.zone === null ? '-' : first.zone === 'all' ? 'all' : shortZone(first.zone),
    `${mark} ${first.state}`,
    first.causes.length === 0
      ? why || '-'
      : [first.causes.map((c, i): Inline => [i > 0 ? ' ' : '', code(c)]), why === '' ? '' : ` ${why}`],
  ];
}

const nameOf = (t: LbTarget): string =>
  t.name === null ? t.id : t.address === null || t.name.includes(t.address) ? t.name : `${t.name} (${t.address})`;
