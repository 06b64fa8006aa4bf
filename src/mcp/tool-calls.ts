import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { CallToolResult, ProgressToken, ServerNotification } from '@modelcontextprotocol/sdk/types.js';
import type { z } from 'zod';
import type { Progress } from '../aws/collect.ts';
import { UserError } from '../errors/user-error.ts';
import { unexpected } from '../messages/cli.ts';
import * as text from '../messages/mcp.ts';
import { reportSays } from '../messages/tool-results.ts';
import { tools } from '../tools/index.ts';
import { readResult, readResultInput } from '../tools/read-result.ts';
import { isDocument, jsonBlock, type ResultPage, resultText, shortResult } from '../tools/result.ts';
import type { Results } from '../tools/results.ts';
import { type Approval, isReport, type Tool } from '../tools/tool.ts';
import type { RecentSnapshots } from './recent-snapshots.ts';
import type { ServiceOptions } from './service.ts';

/** One call as it came in. */
export interface Calling {
  signal: AbortSignal;
  progressToken: ProgressToken | undefined;
  notify(notification: ServerNotification): Promise<void>;
}

export interface Session {
  server: Server;
  results: Results;
  snapshots: RecentSnapshots;
  options: ServiceOptions;
}

/** A person reads the preview before they answer. */
const patienceMs = 10 * 60_000;

/**
 * Runs a tool. What a person or a model can mend is an answer of the tool, as MCP wants it, and not an error of the
 * protocol; nothing is answered to a call that was cancelled.
 */
export async function callTool(
  session: Session,
  name: string,
  given: Record<string, unknown>,
  calling: Calling,
): Promise<CallToolResult> {
  const { lang, log } = session.options;
  try {
    if (name === 'read_result') return pageAnswer(readResult(checked(readResultInput, given), session.results, lang));
    const tool = tools.find((t) => t.name === name);
    if (tool === undefined)
      throw new UserError(text.unknownTool(name, [...tools.map((t) => t.name), 'read_result']), 2);
    return await run(session, tool, checked(tool.input, given), calling);
  } catch (error) {
    calling.signal.throwIfAborted();
    if (error instanceof UserError) return failure(error.text[lang]);
    log(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return failure(unexpected(error instanceof Error ? error.message : String(error))[lang]);
  }
}

const failure = (sentence: string): CallToolResult => ({ isError: true, content: [{ type: 'text', text: sentence }] });

/** @throws UserError that names each wrong field */
function checked<Input extends z.ZodObject>(schema: Input, given: Record<string, unknown>): z.output<Input> {
  const parsed = schema.strict().safeParse(given);
  if (parsed.success) return parsed.data as z.output<Input>;
  const issues = parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  throw new UserError(text.badInput(issues), 2);
}

function pageAnswer(page: ResultPage): CallToolResult {
  return {
    structuredContent: page,
    content: [{ type: 'text', text: `${jsonBlock(page.value)}\n${page.next === null ? '' : `next: ${page.next}\n`}` }],
  };
}

async function run(session: Session, tool: Tool, input: z.output<z.ZodObject>, calling: Calling) {
  const { results, snapshots, options } = session;
  const { lang, source } = options;
  const { signal } = calling;
  const { openSnapshot } = await import('../capabilities/source.ts');
  const { readerZone } = await import('../report/time.ts');
  const onProgress = progressTeller(calling, lang);
  const read: Parameters<RecentSnapshots['open']>[0] = (needs, waiting = {}) =>
    openSnapshot(source, needs, waiting, { signal, ...(onProgress === undefined ? {} : { onProgress }) });
  let approved = false;
  const result = await tool
    .run(input, {
      lang,
      zone: readerZone(),
      now: new Date(),
      source,
      signal,
      // What a change is judged by, and what is kept, is read anew.
      open: tool.changes || tool.writes ? read : snapshots.open(read, JSON.stringify([tool.name, input])),
      approve: async (approval) => {
        approved = await asked(session, approval, signal);
        return approved;
      },
    })
    .finally(() => {
      if (approved) snapshots.forget();
    });
  signal.throwIfAborted();
  const report = isReport(result);
  const kept = results.keep({
    tool: tool.name,
    at: new Date(),
    // As a client gets it, so that a pointer finds in it what the client has seen.
    whole: JSON.parse(JSON.stringify(report ? result.document() : { data: result.data })),
    ...(report ? { answer: result } : {}),
  });
  let says = '';
  if (!report) says = result.says[lang];
  else if (result.says !== undefined) says = `${result.title[lang]}: ${result.says[lang]}`;
  else {
    const causes = result.findings.filter((f) => f.cause).length;
    const gaps = isDocument(kept.whole) ? kept.whole.gaps.length : 0;
    says = reportSays(result.title[lang], result.findings.length, causes, gaps)[lang];
  }
  const short = shortResult(kept, says, lang);
  return {
    structuredContent: short,
    content: [{ type: 'text' as const, text: await resultText(kept, short, lang) }],
  };
}

/** Asks the person at the client. */
async function asked({ server, options }: Session, approval: Approval & { again?: boolean }, signal: AbortSignal) {
  const { lang, allowChanges } = options;
  if (!allowChanges) throw new UserError(text.changesNotAllowed);
  if (server.getClientCapabilities()?.elicitation === undefined) throw new UserError(text.cannotAsk);
  const message = [
    ...(approval.again === true ? [text.approval.again[lang]] : []),
    ...(approval.destructive ? [text.approval.destructive[lang]] : []),
    approval.says[lang],
    approval.preview[lang],
  ].join('\n\n');
  const reply = await server.elicitInput(
    {
      message,
      requestedSchema: {
        type: 'object',
        properties: { approve: { type: 'boolean', title: text.approval.yes[lang], default: false } },
        required: ['approve'],
      },
    },
    { signal, timeout: patienceMs },
  );
  return reply.action === 'accept' && reply.content?.approve === true;
}

/** Tells how far a collection is, not more often than a person can see. */
function progressTeller({ progressToken, notify }: Calling, lang: ServiceOptions['lang']) {
  if (progressToken === undefined) return undefined;
  const services = new Map<string, Progress>();
  let told = 0;
  let last = -1;
  return (progress: Progress): void => {
    services.set([progress.connection, progress.region, progress.service].join(' '), progress);
    const all = [...services.values()];
    const done = all.reduce((n, s) => n + s.done, 0);
    const total = all.reduce((n, s) => n + s.total, 0);
    const now = performance.now();
    // MCP: each notification's progress is greater than the one before.
    if (done <= last || (now - told < 100 && done < total)) return;
    told = now;
    last = done;
    const message = text.progressSays(done, total, `${progress.region} ${progress.service}`)[lang];
    notify({
      method: 'notifications/progress',
      params: { progressToken, progress: done, total, message },
    }).catch(() => {});
  };
}
