import type { Root, RootContent } from 'mdast';
import { more } from '../../messages/exposure.ts';
import * as text from '../../messages/path-answer.ts';
import type { Lang, Text } from '../../messages/text.ts';
import type { Answer, Block } from '../../network/answer.ts';
import type { Difference } from '../../network/difference.ts';
import type { Hop } from '../../network/trace.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { shortZone } from '../analyze/fold.ts';
import { header } from '../analyze/header.ts';
import { code, codeBlock, heading, type Inline, list, paragraph, root, strong, table } from '../nodes.ts';

/** The question as it was asked, in words. */
export interface Asked {
  source: string;
  destination: string;
  protocol: number | 'all';
  /** Empty: all. */
  ports: string;
}

interface Told {
  snapshot: Snapshot;
  asked: Asked;
  answer: Answer;
  /** The answer after the changes of `--with`. */
  after: Answer | undefined;
  /** What those changes make of the rest of the network. */
  elsewhere: Difference | undefined;
}

const protocolNames: Record<string, string> = { 6: 'tcp', 17: 'udp', 1: 'icmp', 58: 'icmpv6', all: '-1' };

/** Verdict first; then the hops of one flow both ways, each with what let it pass; then what blocks and what opens it. */
export function pathReport(
  { snapshot, asked, answer, after, elsewhere }: Told,
  { lang, zone, now }: { lang: Lang; zone: string; now: Date },
): Root {
  const say = (t: Text): string => t[lang];
  const protocol = protocolNames[String(asked.protocol)] ?? String(asked.protocol);
  return root(
    ...header({ snapshot, findings: [], lang, zone, now, say }, text.title(asked.source, asked.destination)),
    paragraph(strong(say(verdictOf(answer)))),
    paragraph(say(text.asked([asked.source, '→', asked.destination, protocol, asked.ports].join(' ').trim()))),
    ...(after === undefined ? [] : compared(answer, after, say)),
    ...(elsewhere === undefined ? [] : widely(elsewhere, say)),
    ...told(after ?? answer, asked, say),
  );
}

export function verdictOf({ reachable, undecided, asymmetric, results }: Answer): Text {
  if (undecided) return text.verdict.undecided;
  if (reachable) return asymmetric ? text.verdict.asymmetric : text.verdict.reachable;
  return results.some((r) => r.reachable) ? text.verdict.partly : text.verdict.blocked;
}

function compared(before: Answer, after: Answer, say: (t: Text) => string): RootContent[] {
  const same = JSON.stringify(before.results) === JSON.stringify(after.results);
  return [
    heading(2, say(text.sections.change)),
    paragraph(say(same ? text.samePath : text.changeOpens(verdictOf(before), verdictOf(after)))),
  ];
}

/** Not more of a change's effects than a person reads; the document has all. */
const shownEffects = 12;

function widely({ says, exposure, reach }: Difference, say: (t: Text) => string): RootContent[] {
  const open = (openings: readonly { protocol: string; ports: string }[]): string =>
    openings.map((o) => `${o.protocol} ${o.ports}`).join(', ') || '-';
  const effects = [
    ...exposure.map((e): Inline[] => [
      'internet → ',
      e.name === undefined ? code(e.interface) : [e.name, ' ', code(e.interface)],
      `: ${open(e.before)} → ${open(e.after)}`,
    ]),
    ...(reach ?? []).map((r): Inline[] => [`${r.from} → ${r.to}: ${open(r.before)} → ${open(r.after)}`]),
  ];
  return [
    paragraph(say(says)),
    ...(effects.length === 0 ? [] : [list(effects.slice(0, shownEffects))]),
    ...(effects.length > shownEffects ? [paragraph(say(more(effects.length - shownEffects)))] : []),
  ];
}

function told(answer: Answer, asked: Asked, say: (t: Text) => string): RootContent[] {
  const client = asked.source === 'internet' ? answer.forward[0]?.src.replace(/:[^:]*$/, '') : undefined;
  // One address stands for the whole internet: which one says nothing.
  const end = (text: string): string => (client === undefined ? text : text.replace(client, 'internet'));
  return [
    ...slices(answer, say),
    ...answer.warnings.map((w) => paragraph('⚠️ ', say(w))),
    ...hops(text.sections.forward, answer.forward, end, say),
    ...hops(text.sections.return, answer.return, end, say),
    ...blocks(answer, say),
    ...fixes(answer, say),
    ...(answer.assumptions.length === 0
      ? []
      : [heading(2, say(text.sections.assumptions)), list(answer.assumptions.map((a) => say(a)))]),
  ];
}

/** Where some of what was asked passes and some does not, which. */
function slices({ results }: Answer, say: (t: Text) => string): RootContent[] {
  if (new Set(results.map((r) => r.reachable)).size < 2) return [];
  return [
    heading(2, say(text.sections.results)),
    table(
      [text.label.sources, text.label.destinations, text.label.protocol, text.label.ports, text.label.verdict].map(say),
      results.map((r) => [
        shortened(r.sources),
        shortened(r.destinations),
        r.protocol,
        r.sourcePorts === undefined ? r.ports : `${r.sourcePorts} → ${r.ports}`,
        say(r.reachable ? text.passes : text.stopped),
      ]),
    ),
  ];
}

const shortened = (blocks: readonly string[]): string =>
  blocks.length <= 3 ? blocks.join(', ') : `${blocks.slice(0, 3).join(', ')} … (${blocks.length})`;

function hops(
  title: Text,
  all: readonly Hop[],
  end: (text: string) => string,
  say: (t: Text) => string,
): RootContent[] {
  if (all.length === 0) return [];
  return [
    heading(2, say(title)),
    list(
      all.map((hop, i): Inline[] => {
        const before = all[i - 1];
        const moved = before === undefined || before.src !== hop.src || before.dst !== hop.dst;
        return [
          hop.verdict === 'allow' ? '✓ ' : '❌ ',
          say(text.componentName(hop.component)),
          ' ',
          hop.name === undefined || hop.name === hop.id ? code(hop.id) : [hop.name, ' ', code(hop.id)],
          hop.zone === undefined ? undefined : ` [${shortZone(hop.zone)}]`,
          hop.by === undefined ? undefined : [': ', withoutName(hop)],
          moved ? [' — ', end(hop.src), ' → ', end(hop.dst)] : undefined,
        ];
      }),
      true,
    ),
  ];
}

/** A security group's rule is told with its group, which the hop has named already. */
const withoutName = ({ id, name, by = '' }: Hop): string =>
  [`${id} (${name}): `, `${id}: `].reduce(
    (text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text),
    by,
  );

function blocks({ blocks: all }: Answer, say: (t: Text) => string): RootContent[] {
  if (all.length === 0) return [];
  return [
    heading(2, say(text.sections.blocks)),
    list(
      all.map((block): Inline[] => [
        strong(say(text.componentName(block.component))),
        ' ',
        block.name === undefined ? code(block.id) : [block.name, ' ', code(block.id)],
        direction(block, say),
        ': ',
        say(block.reason),
      ]),
    ),
  ];
}

const direction = (block: Block, say: (t: Text) => string): string =>
  block.direction === 'return' ? ` (${say(text.onReturn)})` : '';

function fixes({ reachable, undecided, blocks: all, fixes: found }: Answer, say: (t: Text) => string): RootContent[] {
  if (reachable || undecided || all.length === 0) return [];
  if (found.length === 0) return [heading(2, say(text.sections.fix)), paragraph(say(text.noFix))];
  return [
    heading(2, say(text.sections.fix)),
    ...found.flatMap((fix): RootContent[] => [
      paragraph(say(fix.verified ? text.verifiedFix(fix.calls.length) : text.unverifiedFix)),
      paragraph(say(fix.says)),
      codeBlock('sh', fix.command),
    ]),
  ];
}
