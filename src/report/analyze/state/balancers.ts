import type { RootContent } from 'mdast';
import type { LoadBalancerFacts, TargetGroupFacts } from '../../../diagnose/overview/overview.ts';
import * as text from '../../../messages/analyze.ts';
import { code, heading, paragraph, table } from '../../nodes.ts';
import { firstOf, shortZone, shortZones } from '../fold.ts';
import type { Reader } from '../reader.ts';

/** Every target where they are few; where they are many, the ones that do not serve. */
const readableTargets = 24;

export function balancers(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const all = overview.loadBalancers ?? [];
  if (all.length === 0) return [];
  const { shown, rest } = firstOf(
    reader,
    [...all].sort((a, b) => Number(isServing(a)) - Number(isServing(b))),
  );
  const groups = all.flatMap((b) => b.targetGroups ?? []);
  const few = groups.reduce((sum, g) => sum + (g.targets?.length ?? 0), 0) <= readableTargets;
  return [
    heading(3, say(text.sections.balancers)),
    table(
      [
        say(text.label.name),
        say(text.label.type),
        say(text.label.scheme),
        say(text.label.state),
        say(text.label.zones),
        say(text.label.listeners),
        say(text.label.healthy),
      ],
      shown.map((b) => [
        b.name,
        b.type,
        b.scheme,
        b.state,
        shortZones(b.zones),
        b.listeners === null ? say(text.unknown) : b.listeners.map((l) => `${l.protocol} ${l.port}`).join(', ') || '-',
        (b.targetGroups ?? []).map((g) => say(text.available(g.healthy, g.total))).join(', ') || '-',
      ]),
    ),
    ...rest,
    ...groups.flatMap((g) => targets(reader, g, few)),
  ];
}

const isServing = (b: LoadBalancerFacts): boolean =>
  b.state === 'active' && (b.targetGroups ?? []).every((g) => g.healthy !== null && g.healthy === g.total);

function targets(reader: Reader, group: TargetGroupFacts, all: boolean): RootContent[] {
  const { say } = reader;
  const told = (group.targets ?? []).filter((t) => all || t.state !== 'healthy');
  if (told.length === 0) return [];
  const { shown, rest } = firstOf(reader, told);
  return [
    paragraph(say(text.targetsOf(group.name, group.healthCheck))),
    table(
      [say(text.label.target), say(text.label.zone), say(text.label.state), say(text.label.reason)],
      shown.map((t) => [
        [t.name === undefined ? '' : `${t.name} `, code(t.id)],
        t.zone === null ? '-' : shortZone(t.zone),
        t.state === 'healthy' ? '✅ healthy' : `❌ ${t.state}`,
        t.description ?? '-',
      ]),
    ),
    ...rest,
  ];
}
