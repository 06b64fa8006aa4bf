import type { RootContent } from 'mdast';
import type { Finding } from '../../findings/finding.ts';
import { fix as fixLabel, severityName, verifiedFix } from '../../messages/analyze.ts';
import * as text from '../../messages/security.ts';
import { code, codeBlock, heading, type Inline, link, list, paragraph, strong } from '../nodes.ts';
import type { SecurityReader } from './reader.ts';

const mark: Record<Finding['severity'], string> = { critical: '🔴', high: '🟠', medium: '🟡', low: '🔵', info: '⚪' };
/** Facts of one finding that are shown. */
const facts = 6;

/** Findings of one code: what it is once, then each with its proof and fix, the first few in full. */
export function inFull(reader: SecurityReader, same: readonly Finding[], most = 4): RootContent[] {
  const { say, assessment } = reader;
  const first = same[0]!;
  const check = assessment.checks.find((c) => c.check.code === first.code)?.check;
  return [
    heading(
      4,
      `${mark[first.severity]} ${say(first.title)}`,
      same.length > 1 ? ` ${say(text.others(same.length - 1))}` : '',
    ),
    paragraph(
      code(first.code),
      ` · ${say(severityName[first.severity])}`,
      check === undefined ? '' : ` · ${say(text.label.minutes)}: ${say(text.minutesOf(check.minutes))}`,
      ...standards(check?.frameworks),
    ),
    paragraph(say(first.impact)),
    ...same.slice(0, most).flatMap((f, i): RootContent[] => [
      ...(i > 0 ? [paragraph(strong(say(f.title)))] : []),
      list(f.evidence.slice(0, facts).map((e): Inline => [say(e.says), ' — ', code(e.id), ` (${e.from})`])),
      // What one call mends is written once.
      ...(i > 0 && same.slice(0, i).some((g) => isSameFix(f, g)) ? [paragraph(say(text.sameFix))] : fixOf(reader, f)),
    ]),
    ...(same.length > most
      ? [
          list(same.slice(most, most + 10).map((f): Inline => [say(f.title), ' — ', code(f.resource)])),
          ...(same.length > most + 10 ? [paragraph(say(text.others(same.length - most - 10)))] : []),
        ]
      : []),
    ...(check === undefined
      ? []
      : [
          ...asCode('CloudFormation', 'yaml', check.remedy.cloudFormation),
          ...asCode('Terraform', 'hcl', check.remedy.terraform),
          paragraph(check.references.map((r, i): Inline => [i > 0 ? ', ' : '', link(r)])),
        ]),
  ];
}

const isSameFix = ({ fixes: [a] }: Finding, { fixes: [b] }: Finding): boolean =>
  a !== undefined && a.calls.length > 0 && a.command === b?.command;

/** Lines of a command that are shown; a fix of hundreds of resources has a line for each. */
const lines = 20;

function firstLines(command: string, say: SecurityReader['say']): string {
  const all = command.split('\n');
  return all.length <= lines
    ? command
    : [...all.slice(0, lines), `# ${say(text.moreLines(all.length - lines))}`].join('\n');
}

const asCode = (tool: string, lang: string, snippet: string | undefined): RootContent[] =>
  snippet === undefined ? [] : [paragraph(strong(tool)), codeBlock(lang, snippet)];

function standards(
  frameworks: { cis?: readonly string[]; fsbp?: readonly string[]; ismsp?: readonly string[] } = {},
): Inline[] {
  const ids = [
    ...(frameworks.cis ?? []).map((id) => `CIS ${id}`),
    ...(frameworks.fsbp ?? []).map((id) => `FSBP ${id}`),
    ...(frameworks.ismsp ?? []).map((id) => `ISMS-P ${id}`),
  ];
  return ids.length === 0 ? [] : [` · ${ids.join(', ')}`];
}

function fixOf({ say, assessment }: SecurityReader, finding: Finding): RootContent[] {
  const breakage = assessment.breakages.find((b) => b.finding === finding.id);
  return finding.fixes
    .slice(0, 1)
    .flatMap((fix): RootContent[] => [
      paragraph(strong(say(fix.verified ? verifiedFix : fixLabel)), ': ', say(fix.says)),
      codeBlock('sh', firstLines(fix.command, say)),
      ...(breakage === undefined ? [] : [paragraph(strong(say(text.label.breaks)), ': ', say(breakage.says))]),
    ]);
}
