import type { RootContent } from 'mdast';
import type { SubnetFacts } from '../../../diagnose/overview/overview.ts';
import * as text from '../../../messages/analyze.ts';
import { code, heading, paragraph, table } from '../../nodes.ts';
import { alike, byName, namesOf, shortZone } from '../fold.ts';
import { called, type Reader } from '../reader.ts';

/** Above this many subnets, VPCs that are laid out alike share a row. */
const readableSubnets = 60;

export function subnets(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const all = overview.subnets;
  if (all === null || all.length === 0) return [];
  if (all.length > readableSubnets)
    return [
      heading(3, say(text.sections.subnets)),
      paragraph(say(text.subnetsMany(all.length)), ' ', say(text.subnetsIntro)),
      layouts(reader, all),
    ];
  return [
    heading(3, say(text.sections.subnets)),
    paragraph(say(text.subnetsIntro)),
    table(
      [
        'VPC',
        say(text.label.name),
        'CIDR',
        say(text.label.zone),
        say(text.label.kind),
        say(text.label.wayOut),
        say(text.label.used),
      ],
      inOrder(reader, all).map((s) => [
        called(reader, s.vpc),
        s.name ?? code(s.id),
        s.cidr,
        shortZone(s.zone),
        say(text.subnetKind[s.kind] ?? text.unknown),
        s.defaultRoute === null || s.kind === 'isolated' ? '-' : called(reader, s.defaultRoute),
        s.usedPercent === null ? say(text.unknown) : `${s.usedPercent}%`,
      ]),
      ['left', 'left', 'left', 'left', 'left', 'left', 'right'],
    ),
  ];
}

/** By VPC and then by address, as a network plan lists them. */
const inOrder = (reader: Reader, all: readonly SubnetFacts[]): SubnetFacts[] =>
  [...all].sort((a, b) => byName(called(reader, a.vpc), called(reader, b.vpc)) || byName(a.cidr, b.cidr));

function layouts(reader: Reader, all: readonly SubnetFacts[]): RootContent {
  const { say } = reader;
  const kindsOf = (of: readonly SubnetFacts[]): string =>
    alike(of, (s) => s.kind)
      .map((same) => `${say(text.subnetKind[same[0]!.kind] ?? text.unknown)} ${same.length}`)
      .sort()
      .join(', ');
  const vpcs = alike(inOrder(reader, all), (s) => s.vpc).map((of) => ({
    of,
    kinds: kindsOf(of),
    zones: new Set(of.map((s) => s.zone)).size,
  }));
  return table(
    ['VPC', say(text.label.count), say(text.label.layout), say(text.label.zones), say(text.mostUsed)],
    alike(vpcs, (v) => `${v.kinds} ${v.zones}`).map((same) => {
      const used = same.flatMap((v) => v.of.flatMap((s) => (s.usedPercent === null ? [] : [s.usedPercent])));
      return [
        namesOf(
          reader,
          same.map((v) => v.of[0]!.vpc),
        ),
        String(same.length),
        same[0]!.kinds,
        String(same[0]!.zones),
        used.length === 0 ? say(text.unknown) : `${used.reduce((a, b) => Math.max(a, b))}%`,
      ];
    }),
    ['left', 'right', 'left', 'right', 'right'],
  );
}
