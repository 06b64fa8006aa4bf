import type { Root, RootContent } from 'mdast';
import { z } from 'zod';
import type { Finding } from '../findings/finding.ts';
import { severities } from '../findings/finding.ts';
import type { Lang } from '../messages/text.ts';
import * as text from '../messages/tool-results.ts';
import type { Document, DocumentGap } from '../report/document.ts';
import type { Localized } from '../report/localize.ts';
import type { Kept } from './results.ts';
import { atPointer, bytesOf, type LeftOut, shorten } from './shorten.ts';

/*
 * What a program is given of a result: short, with a page of the findings and the way to the rest. As structure for
 * programs, as Markdown for a model or a person who reads the text alone. Both together stay within 20 kB.
 */

/** Bytes of a result's parts. */
const budget = { summary: 2_000, findings: 4_500, gaps: 1_000, data: 3_500, text: 8_000, page: 14_000 };

const leftOutSchema = z.object({
  pointer: z
    .string()
    .describe('JSON pointer of a part that is not whole here; a part without room is absent, not empty'),
  shown: z.number(),
  total: z.number(),
  next: z.string().describe('Cursor for read_result'),
});
type NamedLeftOut = z.output<typeof leftOutSchema>;

/** What every tool answers with. A tool that is no report leaves out findings, gaps and where they are from. */
export const resultSchema = z.object({
  result: z.string().describe('Names this result for read_result'),
  tool: z.string(),
  says: z.string().describe('The answer in a sentence'),
  accounts: z.array(z.string()).optional(),
  regions: z.array(z.string()).optional(),
  source: z.string().optional(),
  takenAt: z.string().optional().describe('When the data was read from AWS, ISO 8601'),
  ageSeconds: z.number().optional().describe('How old the data was when this was answered'),
  summary: z.record(z.string(), z.unknown()).optional(),
  findings: z
    .object({
      total: z.number(),
      items: z.array(
        z.object({
          id: z.string(),
          code: z.string(),
          severity: z.enum(severities),
          priority: z.enum(['P0', 'P1', 'P2', 'P3']),
          cause: z.boolean().describe('It explains a failure that is seen'),
          region: z.string(),
          resource: z.string().describe('What to change'),
          resourceName: z.string().optional(),
          title: z.string(),
          fix: z.string().optional().describe('A command that mends it'),
          fixVerified: z.boolean().optional().describe('The fix was tried on a copy and the fault was gone'),
        }),
      ),
      next: z.string().nullable().describe('Cursor for read_result; null: these are all'),
    })
    .optional(),
  gaps: z
    .object({
      total: z.number(),
      items: z.array(z.object({ region: z.string(), call: z.string(), code: z.string(), means: z.string() })),
    })
    .optional()
    .describe('What could not be read: the answer is without it'),
  data: z.unknown().optional().describe('Shortened; the whole of a part through read_result'),
  leftOut: z.array(leftOutSchema).describe('Parts that were left out, for read_result'),
  notice: z.string(),
});
export type ToolResult = z.output<typeof resultSchema>;

/** A part of a kept result, as `read_result` answers. */
export const pageSchema = z.object({
  result: z.string(),
  tool: z.string(),
  pointer: z.string(),
  value: z.unknown().describe('The part; of a list, one page of it'),
  offset: z.number().optional(),
  total: z.number().optional().describe('Items of the list'),
  next: z.string().nullable().describe('Cursor of the next page; null: no more'),
  leftOut: z.array(leftOutSchema),
  notice: z.string(),
});
export type ResultPage = z.output<typeof pageSchema>;

export const isDocument = (whole: Kept['whole']): whole is Document => 'kind' in whole;

/** The short form of a result. */
export function shortResult(kept: Kept, says: string, lang: Lang): ToolResult {
  const { id, tool, whole, at } = kept;
  const notice = text.dataNotice[lang];
  if (!isDocument(whole)) {
    const { value, leftOut } = shorten(whole.data, budget.summary + budget.findings + budget.data);
    return { result: id, tool, says, data: value, leftOut: within(id, '/data', leftOut), notice };
  }
  const summary = shorten(whole.summary, budget.summary);
  const data = shorten(whole.data, budget.data);
  return {
    result: id,
    tool,
    says,
    accounts: whole.accounts,
    regions: whole.regions,
    source: whole.source,
    takenAt: whole.takenAt,
    ageSeconds: Math.max(0, Math.round((at.getTime() - Date.parse(whole.takenAt)) / 1000)),
    summary: summary.value as Record<string, unknown>,
    findings: findingsOf(id, whole.findings),
    gaps: gapsOf(whole.gaps),
    data: data.value,
    leftOut: [...within(id, '/summary', summary.leftOut), ...within(id, '/data', data.leftOut)].slice(0, mostLeftOut),
    notice,
  };
}

/** A client asks for one or two of them; the list itself must stay short. */
const mostLeftOut = 10;

/** Largest first: what is missing most is asked for most. */
const within = (result: string, pointer: string, leftOut: readonly LeftOut[], first = 0): NamedLeftOut[] =>
  [...leftOut]
    .sort((a, b) => b.total - b.shown - (a.total - a.shown))
    .slice(0, mostLeftOut)
    .map((l) => ({
      ...l,
      pointer: `${pointer}${l.pointer}`,
      next: cursor(result, `${pointer}${l.pointer}`, first + l.shown),
    }));

function findingsOf(result: string, findings: readonly Localized<Finding>[]): NonNullable<ToolResult['findings']> {
  const items: NonNullable<ToolResult['findings']>['items'] = [];
  let room = budget.findings;
  for (const finding of findings) {
    const line = findingLine(finding);
    room -= bytesOf(line) + 1;
    if (room < 0 && items.length > 0) break;
    items.push(line);
  }
  const next = items.length < findings.length ? cursor(result, '/findings', items.length) : null;
  return { total: findings.length, items, next };
}

function findingLine({ id, code, severity, priority, cause, region, resource, ...rest }: Localized<Finding>) {
  const { resourceName, title, fixes } = rest;
  const fix = fixes.find((f) => f.verified) ?? fixes[0];
  return {
    ...{ id, code, severity, priority, cause, region, resource, title },
    ...(resourceName === undefined ? {} : { resourceName }),
    ...(fix === undefined || fix.command.length > 400 ? {} : { fix: fix.command, fixVerified: fix.verified }),
  };
}

function gapsOf(gaps: readonly DocumentGap[]): NonNullable<ToolResult['gaps']> {
  const items: NonNullable<ToolResult['gaps']>['items'] = [];
  let room = budget.gaps;
  for (const { region, service, operation, code, means } of gaps) {
    const line = { region, call: `${service}:${operation}`, code, means };
    room -= bytesOf(line) + 1;
    if (room < 0 && items.length > 0) break;
    items.push(line);
  }
  return { total: gaps.length, items };
}

const cursor = (result: string, pointer: string, offset: number): string => `${result}:${pointer}:${offset}`;

/** What a cursor leads to; undefined: it is none. */
export function parseCursor(given: string): { result: string; pointer: string; offset: number } | undefined {
  const match = /^(r\d+):((?:\/[^\n]*)?):(\d{1,9})$/.exec(given);
  return match === null ? undefined : { result: match[1]!, pointer: match[2]!, offset: Number(match[3]) };
}

/** Of a text: a Korean character is three bytes. */
const charactersAPage = Math.floor(budget.page / 3);

/**
 * One part of a result: a list by pages, anything else as a whole as far as it fits.
 *
 * @returns undefined when the pointer leads nowhere
 */
export function pageOf(kept: Kept, pointer: string, offset: number, lang: Lang): ResultPage | undefined {
  const { id, tool, whole } = kept;
  const part = atPointer(whole, pointer);
  if (part === undefined) return undefined;
  const common = { result: id, tool, pointer, notice: text.dataNotice[lang] };
  if (typeof part === 'string') {
    const characters = [...part];
    const value = characters.slice(offset, offset + charactersAPage).join('');
    const end = offset + charactersAPage;
    const next = end < characters.length ? cursor(id, pointer, end) : null;
    return { ...common, value, offset, total: characters.length, next, leftOut: [] };
  }
  if (!Array.isArray(part)) {
    const { value, leftOut } = shorten(part, budget.page);
    return { ...common, value: value ?? null, next: null, leftOut: within(id, pointer, leftOut) };
  }
  const items: unknown[] = [];
  const leftOut: NamedLeftOut[] = [];
  let room = budget.page;
  for (const [i, item] of part.entries()) {
    if (i < offset) continue;
    const whole = items.length === 0 ? shorten(item, budget.page) : { value: item, leftOut: [] };
    room -= bytesOf(whole.value ?? null) + 1;
    if (room < 0 && items.length > 0) break;
    items.push(whole.value);
    leftOut.push(...within(id, `${pointer}/${i}`, whole.leftOut));
  }
  const end = offset + items.length;
  const next = end < part.length ? cursor(id, pointer, end) : null;
  return { ...common, value: items, offset, total: part.length, next, leftOut };
}

/** The short form as Markdown: the report's screen as far as it fits, or the data, and where the rest is. */
export async function resultText(kept: Kept, short: ToolResult, lang: Lang): Promise<string> {
  const tail = [
    ...(short.findings?.next == null
      ? []
      : [text.moreFindings(short.findings.items.length, short.findings.total, short.findings.next)[lang]]),
    ...(kept.answer === undefined
      ? short.leftOut.slice(0, 3).map((l) => text.partLeftOut(l.pointer, l.shown, l.total, l.next)[lang])
      : [text.readMore(short.result)[lang]]),
    short.notice,
  ].join('\n');
  if (kept.answer === undefined) return `${short.says}\n\n${jsonBlock(short.data)}\n${tail}\n`;
  const { renderMarkdown } = await import('../report/markdown.ts');
  const { children } = kept.answer.screen();
  const room = budget.text - Buffer.byteLength(tail);
  const { shown, cut } = fitting(children, room, renderMarkdown);
  const { code, list } = await import('../report/nodes.ts');
  const { severityName } = await import('../messages/analyze.ts');
  // The screen may leave weaknesses to the report: who reads the text alone has the first page of them too.
  const others = (short.findings?.items ?? [])
    .filter((f) => !shown.includes(f.title))
    .map((f) => [
      `${f.priority} ${severityName[f.severity][lang]}: ${f.title} (`,
      code(f.code),
      ' ',
      code(f.resource),
      ')',
    ]);
  let listed = '';
  for (let count = others.length; count > 0 && listed === ''; count--)
    listed = fitting([list(others.slice(0, count))], room - Buffer.byteLength(shown), renderMarkdown).shown;
  return [
    shown,
    ...(cut ? [`${text.screenCut[lang]}\n`] : []),
    ...(listed === '' ? [] : [listed]),
    `---\n${tail}\n`,
  ].join('\n');
}

/** As many whole blocks as fit. */
function fitting(blocks: RootContent[], room: number, render: (root: Root) => string): { shown: string; cut: boolean } {
  let shown = '';
  for (let count = 1; count <= blocks.length; count++) {
    const longer = render({ type: 'root', children: blocks.slice(0, count) });
    if (Buffer.byteLength(longer) > room) return { shown, cut: true };
    shown = longer;
  }
  return { shown, cut: false };
}

/** A person reads a short one by lines. */
const mostIndented = 1_200;

/** A JSON string keeps its line breaks escaped: nothing in it can end the block. */
export const jsonBlock = (value: unknown): string => {
  const plain = JSON.stringify(value) ?? 'null';
  return `\`\`\`json\n${plain.length <= mostIndented ? JSON.stringify(value, null, 1) : plain}\n\`\`\``;
};
