import { services } from '../../language/lexicon/ports.ts';
import { portIn, protocolIn } from '../../language/ports.ts';
import type { Thing } from '../../language/things.ts';
import { conjunctionBetween, endPlaces } from './flow.ts';

/*
 * One flow is one step: "A에서 B로 22, C에서 D로 핑", "A에서 B랑 C로", "22랑 443 둘 다" are several. Each is written out
 * as a text of its own, that is read like any other.
 */

/** More than anybody asks for at once; what is beyond is left out. */
const most = 16;

/** A clause about paths, once for each flow that it asks about. */
export function flowTexts(text: string, all: readonly Thing[]): string[] {
  return segments(text, all)
    .flatMap((part) => overEnds(part, all))
    .flatMap((part) => overPorts(part))
    .flatMap((part) => bothWays(part, all))
    .slice(0, most);
}

/** "양방향": there and back. */
function bothWays(text: string, all: readonly Thing[]): string[] {
  const [a, b, ...more] = endPlaces(text, all);
  if (
    a === undefined ||
    b === undefined ||
    more.length > 0 ||
    !/양방향|양쪽\s?방향|both (?:ways|directions)/i.test(text)
  )
    return [text];
  const [first, last] = [text.slice(a.at, a.to), text.slice(b.at, b.to)];
  return [text, text.slice(0, a.at) + last + text.slice(a.to, b.at) + first + text.slice(b.to)];
}

/** Cut before every source but the first, where each part has both ends. */
function segments(text: string, all: readonly Thing[]): string[] {
  const sources = endPlaces(text, all).filter((e) => e.role === 'from');
  const cuts = sources.slice(1).map((e) => openingOf(text, e.at));
  const parts = [0, ...cuts].map((from, i) => text.slice(from, cuts[i] ?? text.length));
  if (parts.length < 2 || parts.some((part) => endPlaces(part, all).length < 2)) return [text];
  // What is said once of port and protocol holds for all.
  const said = parts.map((part) => ({ port: portIn(part, all, true), protocol: protocolIn(part, all) }));
  const common = said.find((s) => s.port !== undefined || s.protocol !== undefined);
  return parts.map((part, i) => {
    const own = said[i]!;
    if (common === undefined || own.port !== undefined || own.protocol !== undefined) return part;
    const port = common.port === undefined ? '' : ` ${common.port.port}번 포트`;
    return `${part}${port}${common.protocol === undefined ? '' : ` ${common.protocol}`}`;
  });
}

/** "… and from B": the preposition goes with its name. */
const openingOf = (text: string, at: number): number =>
  at - (/(?:(?:and|,)\s)?(?:from|between)\s(?:the\s)?$/i.exec(text.slice(0, at))?.[0].length ?? 0);

/** "B랑 C로": the same with each of a list of ends, as long as the other end is told. */
function overEnds(text: string, all: readonly Thing[]): string[] {
  const ends = endPlaces(text, all);
  if (ends.length < 3) return [text];
  const lists: (typeof ends)[] = [];
  for (const end of ends) {
    const last = lists.at(-1)?.at(-1);
    if (last !== undefined && conjunctionBetween.test(text.slice(last.to, end.at))) lists.at(-1)!.push(end);
    else lists.push([end]);
  }
  const list = lists.find((l) => l.length > 1);
  if (list === undefined || lists.length !== 2) return [text];
  const [start, end] = [list[0]!.at, list.at(-1)!.to];
  return list.map((one) => text.slice(0, start) + text.slice(one.at, one.to) + text.slice(end));
}

const oneOf = `(?:(?:tcp|udp)[\\s/]?)?(?:\\d{2,5}(?:번)?(?:\\s?포트)?|${Object.keys(services)
  .filter((name) => /^[a-z]+$/.test(name))
  .join('|')})`;
const portList = new RegExp(
  `(?<![\\w.:/-])(?:ports?\\s|포트\\s)?(${oneOf}(?:\\s?(?:,|와|과|이랑|랑|하고|및|나|이나|또는|/|\\+|&|and|or)\\s?(?:port\\s)?${oneOf})+)(?![\\w.])`,
  'i',
);

/** "22, 443 둘 다": the same with each port. */
function overPorts(text: string): string[] {
  const list = portList.exec(text);
  if (list === null) return [text];
  const ports = [...list[1]!.matchAll(new RegExp(oneOf, 'gi'))].map((m) => m[0]);
  const before = text.slice(0, list.index);
  const after = text.slice(list.index + list[0].length);
  return ports.map((port) => `${before}${/^\d+$/.test(port) ? `${port}번 포트` : port}${after}`);
}
