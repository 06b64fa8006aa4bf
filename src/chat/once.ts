import { createInterface } from 'node:readline/promises';
import { exit } from '../errors/user-error.ts';
import type { Finding } from '../findings/finding.ts';
import * as text from '../messages/chat.ts';
import type { Text } from '../messages/text.ts';
import { documentGap, reaches, renderJson } from '../report/document.ts';
import { renderHtml } from '../report/html.ts';
import { localize } from '../report/localize.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { renderTerminal, type TerminalOptions } from '../report/terminal.ts';
import type { Gap, Snapshot } from '../snapshot/snapshot.ts';
import type { Approval } from '../tools/tool.ts';
import type { Chat } from './chat.ts';
import type { ChatEvent } from './conversation.ts';
import { parseMarkdown } from './markdown.ts';
import { type Display, display, inertLines } from './show.ts';
import type { StartOptions } from './start.ts';

export interface OnceOptions {
  options: StartOptions;
  screen(): TerminalOptions;
  signal: AbortSignal;
  /** Every snapshot that a tool has opened. */
  snapshots: readonly Snapshot[];
  onDisplay(display: Display | undefined): void;
  /** Whether somebody is there to approve a change. */
  canAsk: boolean;
}

/** One prompt, one answer, in the format asked for. What could not be done sets the exit code. */
export async function once(chat: Chat, prompt: string, given: OnceOptions): Promise<void> {
  const { options, screen, signal } = given;
  const { lang, format } = options;
  const { stdout, stderr } = process;
  const silent = { write() {} };
  const shown = display({
    lang,
    screen,
    out: format === 'text' ? stdout : silent,
    aside: stderr,
    quiet: options.quiet,
  });
  given.onDisplay(shown);
  const approve = async (approval: Approval): Promise<boolean> => {
    shown.pause();
    return await asked(approval, given);
  };
  const events: ChatEvent[] = [];
  try {
    for await (const event of chat.ask(prompt, { signal, approve })) {
      events.push(event);
      shown.event(event);
    }
  } finally {
    shown.end();
    given.onDisplay(undefined);
  }
  if (signal.aborted) return;
  const findings = uniqueFindings(events);
  if (format === 'json') stdout.write(renderJson(chatDocument(chat, prompt, events, findings, given)));
  else if (format !== 'text') {
    const answer = parseMarkdown(answerOf(chat));
    stdout.write(
      format === 'md' ? renderMarkdown(answer) : await renderHtml(answer, { title: text.title[lang], lang }),
    );
  }
  if (events.some((event) => event.kind === 'failed')) process.exitCode = exit.failed;
  else if (options.failOn !== undefined && reaches(findings, options.failOn)) process.exitCode = exit.failOn;
}

async function asked(
  { preview, destructive }: Approval,
  { options, screen, signal, canAsk }: OnceOptions,
): Promise<boolean> {
  const { lang } = options;
  const say = (says: Text): void => {
    process.stderr.write(`${inertLines(says[lang])}\n`);
  };
  process.stderr.write(renderTerminal(parseMarkdown(preview[lang]), screen()));
  if (!canAsk) {
    say(text.approval.cannotAsk);
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const question = destructive ? text.approval.destructive : text.approval.question;
    const reply = await terminal.question(question[lang], { signal });
    return /^(y|yes|예|네|응)$/i.test(reply.trim());
  } catch {
    // Ctrl-C, or the terminal is gone: no answer is no yes.
    return false;
  } finally {
    terminal.close();
  }
}

const answerOf = (chat: Chat): string => chat.session.turns.at(-1)?.answer ?? '';

const toldIn = (events: readonly ChatEvent[]) => events.flatMap((event) => (event.kind === 'told' ? [event.told] : []));

/** A finding that two tools have told is one. */
function uniqueFindings(events: readonly ChatEvent[]): Finding[] {
  const all = toldIn(events).flatMap((told) => told.findings);
  return [...new Map(all.map((finding) => [finding.id, finding])).values()];
}

function chatDocument(
  chat: Chat,
  prompt: string,
  events: readonly ChatEvent[],
  findings: Finding[],
  { options, snapshots }: OnceOptions,
) {
  const { lang } = options;
  const inputs = new Map<string, unknown>();
  for (const event of events) if (event.kind === 'tool-started') inputs.set(event.id, event.input);
  const question = events.find((event) => event.kind === 'question');
  const planned = events.find((event) => event.kind === 'planned');
  const used = events.findLast((event) => event.kind === 'usage');
  const gaps = new Map<string, Gap>();
  for (const gap of snapshots.flatMap((snapshot) => snapshot.gaps))
    gaps.set([gap.account, gap.region, gap.service, gap.operation, gap.code].join(' '), gap);
  const unique = (values: string[]): string[] => [...new Set(values)];
  return {
    schemaVersion: 1 as const,
    kind: 'chat',
    accounts: unique(snapshots.flatMap((snapshot) => snapshot.accounts.map((account) => account.id))),
    regions: unique(snapshots.flatMap((snapshot) => snapshot.regions)),
    source: snapshots.at(-1)?.source ?? options.source,
    takenAt: snapshots.at(-1)?.takenAt ?? new Date().toISOString(),
    summary: {
      prompt,
      answer: answerOf(chat),
      agent: chat.agent.name,
      model: chat.answering.model ?? null,
      ...(planned === undefined ? {} : { plan: planned.plan }),
      tools: events.flatMap((event) =>
        event.kind === 'tool-ended'
          ? [
              {
                tool: event.tool,
                input: inputs.get(event.id) ?? null,
                seconds: Math.round(event.seconds * 1000) / 1000,
                ...(event.error === undefined ? {} : { error: event.error[lang] }),
              },
            ]
          : [],
      ),
      files: unique(events.flatMap((event) => (event.kind === 'files' ? event.paths : []))),
      ...(question === undefined ? {} : { question: { says: question.says[lang], choices: question.choices } }),
      failed: events.flatMap((event) => (event.kind === 'failed' ? [event.says[lang]] : [])),
      removedFigures: events.flatMap((event) => (event.kind === 'note' ? [...(event.removed ?? [])] : [])),
      notes: events.flatMap((event) => (event.kind === 'note' ? [event.says[lang]] : [])),
      tokens: used === undefined ? null : { input: used.inputTokens, output: used.outputTokens },
    },
    findings: findings.map((finding) => localize(finding, lang)),
    data: {
      told: toldIn(events).map(({ tool, takenAt, resources }) => ({ tool, takenAt, resources })),
      context: [...chat.agentContext, ...chat.sessionContext].flatMap((entry) =>
        entry.files.map(({ path, tokens }) => ({ path, tokens })),
      ),
    },
    gaps: [...gaps.values()].map((gap) => documentGap(gap, lang)),
  };
}
