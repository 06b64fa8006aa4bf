import type { RootContent } from 'mdast';
import type { VpcFacts } from '../../../diagnose/overview/overview.ts';
import * as text from '../../../messages/analyze.ts';
import { code, heading, paragraph, table } from '../../nodes.ts';
import { alike, byName, namesOf, readable } from '../fold.ts';
import { called, count, orUnknown, type Reader } from '../reader.ts';

/** For a screen of 80 columns: the names, blocks and purposes; with many VPCs, how many of each purpose. */
export function vpcGlance(reader: Reader): RootContent {
  const { say, overview } = reader;
  const all = overview.vpcs ?? [];
  if (all.length > readable) return byPurpose(reader, all);
  return table(
    ['VPC', 'CIDR', say(text.label.purpose), 'EC2'],
    all.map((v) => [v.name ?? code(v.id), v.cidrs.join(', '), say(v.purpose.says), orUnknown(reader, v.instances)]),
    ['left', 'left', 'left', 'right'],
  );
}

export function vpcs(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const all = overview.vpcs ?? [];
  return [
    heading(3, say(text.sections.vpcs)),
    ...(all.length > readable ? [byPurpose(reader, all)] : []),
    vpcTable(reader, all),
    paragraph(
      say(
        text.addressing(
          all.every((v) => v.rfc1918),
          overview.overlaps?.length ?? 0,
        ),
      ),
    ),
    ...roomToGrow(reader, all),
  ];
}

function byPurpose(reader: Reader, all: readonly VpcFacts[]): RootContent {
  const { say } = reader;
  const sum = (of: readonly VpcFacts[]): number | null =>
    of.reduce<number | null>((total, v) => (total === null || v.instances === null ? null : total + v.instances), 0);
  return table(
    [say(text.label.purpose), say(text.label.count), 'VPC', 'EC2'],
    alike(all, (v) => say(v.purpose.says)).map((of) => [
      say(of[0]!.purpose.says),
      String(of.length),
      namesOf(
        reader,
        of.map((v) => v.id),
      ),
      orUnknown(reader, sum(of)),
    ]),
    ['left', 'right', 'left', 'right'],
  );
}

function vpcTable(reader: Reader, all: readonly VpcFacts[]): RootContent {
  const { say, overview } = reader;
  const zonesOf = new Map((overview.resilience ?? []).map((r) => [r.vpc, r]));
  const many = all.length > readable;
  return table(
    [
      say(text.label.name),
      'VPC',
      'CIDR',
      say(text.label.purpose),
      say(text.label.subnets),
      say(text.label.workloadZones),
      say(text.label.flowLogs),
    ],
    all.map((v) => [
      v.name ?? '-',
      code(v.id),
      v.cidrs.join(', '),
      many ? say(v.purpose.says) : [say(v.purpose.says), ` (${say(v.purpose.because)})`],
      orUnknown(reader, v.subnets),
      say(text.zonesOfThree(zonesOf.get(v.id)?.zones.length ?? null)),
      v.flowLogs === null ? say(text.unknown) : say(v.flowLogs ? text.on : text.off),
    ]),
    ['left', 'left', 'left', 'left', 'right', 'right', 'left'],
  );
}

/** With many VPCs, those with the least room: the others can wait. */
function roomToGrow(reader: Reader, all: readonly VpcFacts[]): RootContent[] {
  const { say } = reader;
  const rows = all.filter((v) => (v.interfaces ?? 0) > 0 && v.unallocatedAddresses !== null);
  if (rows.length === 0) return [];
  const many = rows.length > readable;
  const shown = many
    ? [...rows]
        .sort(
          (a, b) =>
            a.unallocatedAddresses! - b.unallocatedAddresses! || byName(called(reader, a.id), called(reader, b.id)),
        )
        .slice(0, 5)
    : rows;
  return [
    paragraph(
      say(many ? text.freeIntroLeast(shown.length) : text.freeIntro),
      ' ',
      shown
        .map(
          (v) =>
            `${v.name ?? v.id} ${count(v.unallocatedAddresses!)}${v.freeBlocks?.[0] === undefined ? '' : ` (${v.freeBlocks[0]})`}`,
        )
        .join(', '),
    ),
  ];
}
