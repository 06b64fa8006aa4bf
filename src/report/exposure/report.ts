import type { Root, RootContent } from 'mdast';
import * as text from '../../messages/exposure.ts';
import { listed } from '../../messages/plural.ts';
import type { Lang, Text } from '../../messages/text.ts';
import { formatAddress } from '../../network/cidr.ts';
import type { Exposed } from '../../network/exposure.ts';
import type { Cell, Matrix, Party } from '../../network/reach-matrix.ts';
import type { Hop } from '../../network/trace.ts';
import type { WayOut } from '../../network/ways-out.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { firstOf, shortZone } from '../analyze/fold.ts';
import { header } from '../analyze/header.ts';
import type { Reader } from '../analyze/reader.ts';
import { chart, code, heading, type Inline, list, paragraph, root, strong, table } from '../nodes.ts';

export interface Exposure {
  exposed: Exposed[];
  matrix: Matrix;
  /** Segments, where there are too many for the whole matrix. */
  tooMany?: number;
  ways: WayOut[];
}

interface Reading {
  lang: Lang;
  zone: string;
  now: Date;
}

/** What the internet reaches and by which path, who reaches whom, what leads out. */
export function exposureReport(
  snapshot: Snapshot,
  { exposed, matrix, tooMany, ways }: Exposure,
  reading: Reading,
): Root {
  const say = (t: Text): string => t[reading.lang];
  const told = { snapshot, findings: [], say, ...reading };
  const direct = exposed.filter((e) => e.through === undefined);
  const vpcs = new Set(exposed.map((e) => e.interface.vpc.id)).size;
  return root(
    ...header(told, text.title),
    paragraph(strong(say(text.headline(direct.length, vpcs, exposed.length - direct.length)))),
    ...reached(exposed, say, told as unknown as Reader),
    ...(tooMany === undefined
      ? reaches(matrix, say, reading.lang)
      : [heading(2, say(text.sections.matrix)), paragraph(say(text.matrixTooLarge(tooMany)))]),
    ...leads(ways, say, told as unknown as Reader),
  );
}

const nameOf = ({ interface: item }: Exposed): Inline => {
  const name = item.instance?.name ?? item.name ?? item.description;
  const id = code(item.instance?.id ?? item.id);
  return name === undefined ? id : [name, ' ', id];
};

const openText = (openings: readonly { protocol: string; ports: string }[]): string =>
  openings.map((o) => `${o.protocol} ${o.ports}`).join(', ');

function reached(exposed: readonly Exposed[], say: (t: Text) => string, reader: Reader): RootContent[] {
  if (exposed.length === 0) return [];
  const { shown, rest } = firstOf(reader, exposed);
  return [
    heading(2, say(text.sections.exposed)),
    table(
      [
        'VPC',
        say(text.label.target),
        say(text.label.address),
        say(text.label.open),
        say(text.label.from),
        say(text.label.through),
      ],
      shown.map((e) => [
        e.interface.vpc.name ?? code(e.interface.vpc.id),
        nameOf(e),
        formatAddress(e.address),
        openText(e.openings),
        shortened([...new Set(e.openings.flatMap((o) => o.sources))]),
        e.through === undefined ? say(text.itself) : `${e.through.balancer.name} ${e.through.listener}`,
      ]),
    ),
    ...rest,
    heading(2, say(text.sections.paths)),
    list(
      pathsOf(shown).map(({ way, to }): Inline[] => [
        way.join(' → '),
        ': ',
        to.flatMap((e, i) => [i > 0 ? ', ' : '', nameOf(e)]),
      ]),
    ),
  ];
}

const shortened = (blocks: readonly string[]): string =>
  blocks.length <= 2 ? blocks.join(', ') : `${blocks.slice(0, 2).join(', ')} … (${blocks.length})`;

/** What is on a path besides the filters, which every path has. */
const stations = new Set<Hop['component']>([
  'internet-gateway',
  'firewall',
  'gateway-load-balancer-endpoint',
  'load-balancer',
  'transit-gateway',
  'nat-gateway',
]);

/** Interfaces that are reached over the same stations, together. */
function pathsOf(exposed: readonly Exposed[]): { way: string[]; to: Exposed[] }[] {
  const found = new Map<string, { way: string[]; to: Exposed[] }>();
  for (const e of exposed) {
    const way = e
      .path()
      .filter((h) => stations.has(h.component))
      .map(
        (h) =>
          `${h.name ?? h.id}${h.component === 'firewall' && h.zone !== undefined ? ` [${shortZone(h.zone)}]` : ''}`,
      );
    const key = way.join(' ');
    const known = found.get(key);
    if (known === undefined) found.set(key, { way, to: [e] });
    else known.to.push(e);
  }
  return [...found.values()];
}

export function partyName(party: Party, say: (t: Text) => string): string {
  if (!('segment' in party)) return say(party.id === 'internet' ? text.internet : text.onPremises);
  const { vpc, kind } = party.segment;
  return `${vpc.name ?? vpc.id} ${say(text.segmentKind(kind))}`;
}

/** The picture is a square; the words are a line for each row, what it reaches with the same ports together. */
function reaches({ parties, cells }: Matrix, say: (t: Text) => string, lang: Lang): RootContent[] {
  if (cells.length === 0) return [];
  const byId = new Map(parties.map((p) => [p.id, p]));
  const rows = [...new Set(cells.map((c) => c.from))];
  const columns = parties.filter((p) => cells.some((c) => c.to === p.id));
  const at = new Map(cells.map((c) => [`${c.from}\n${c.to}`, c]));
  const value = (c: Cell | undefined): number | null =>
    c === undefined ? null : { none: 0, some: 1, all: 2 }[c.reach];
  return [
    heading(2, say(text.sections.matrix)),
    paragraph(say(text.matrixIntro)),
    ...(rows.length > 60
      ? []
      : [
          chart({
            title: say(text.matrixPicture),
            kind: 'heatmap',
            unit: '',
            x: columns.map((c) => partyName(c, say)),
            series: rows.map((from) => ({
              name: partyName(byId.get(from)!, say),
              values: columns.map((c) => value(at.get(`${from}\n${c.id}`))),
            })),
          }),
        ]),
    list(rowTexts(rows, cells, byId, say, lang)),
  ];
}

/** A line for each row; rows that reach the same, each other included, share one. */
function rowTexts(
  rows: readonly string[],
  cells: readonly Cell[],
  byId: ReadonlyMap<string, Party>,
  say: (t: Text) => string,
  lang: Lang,
): Inline[][] {
  const lines: { from: string[]; what: Map<string, string> }[] = [];
  for (const from of rows) {
    const what = new Map(
      cells
        .filter((c) => c.from === from && c.to !== from && c.reach !== 'none')
        .map((c) => [c.to, c.reach === 'all' ? say(text.everything) : openText(c.openings)]),
    );
    const like = lines.find((line) => isAlike(line.from[0]!, line.what, from, what));
    if (like === undefined) lines.push({ from: [from], what });
    else like.from.push(from);
  }
  const names = (ids: readonly string[], most: number): string =>
    listed(
      ids.map((id) => partyName(byId.get(id)!, say)),
      most,
    )[lang];
  return lines.map(({ from, what }): Inline[] => {
    const reached = new Map<string, string[]>();
    for (const [to, ports] of what) reached.set(ports, [...(reached.get(ports) ?? []), to]);
    const parts = [...reached].map(([ports, to]) => `${names(to, 4)} (${ports})`);
    const together = from.length > 1 && what.has(from[1]!) ? ` ${say(text.eachOther)}` : '';
    return [strong(names(from, 4)), together, ' → ', parts.length === 0 ? say(text.nothing) : parts.join('; ')];
  });
}

/** Two rows that reach the same of all others, and each other alike. */
function isAlike(a: string, ofA: ReadonlyMap<string, string>, b: string, ofB: ReadonlyMap<string, string>): boolean {
  if (ofA.get(b) !== ofB.get(a)) return false;
  const others = new Set([...ofA.keys(), ...ofB.keys()]);
  others.delete(a);
  others.delete(b);
  return [...others].every((to) => ofA.get(to) === ofB.get(to));
}

function leads(ways: readonly WayOut[], say: (t: Text) => string, reader: Reader): RootContent[] {
  if (ways.length === 0) return [];
  const { shown, rest } = firstOf(reader, ways);
  const vpcs = new Map(
    reader.snapshot.scopes.flatMap((s) => (s.ec2?.Vpcs ?? []).map((v) => [v.VpcId ?? '', v] as const)),
  );
  const vpcName = (id: string): string => vpcs.get(id)?.Tags?.find((t) => t.Key === 'Name')?.Value ?? id;
  return [
    heading(2, say(text.sections.out)),
    table(
      [say(text.label.kind), say(text.label.name), 'VPC', say(text.label.leads)],
      shown.map((w) => [
        say(text.wayOut(w.kind)),
        w.name === undefined ? code(w.id) : [w.name, ' ', code(w.id)],
        w.vpc === undefined ? '-' : vpcName(w.vpc),
        w.to === undefined
          ? '-'
          : w.to === 'internet'
            ? say(text.internet)
            : w.to === 'on-premises'
              ? say(text.onPremises)
              : w.to,
      ]),
    ),
    ...rest,
  ];
}
