import type { ReadStream, WriteStream } from 'node:tty';
import pc from 'picocolors';
import { UserError } from '../../errors/user-error.ts';
import * as text from '../../messages/chat.ts';
import type { Text } from '../../messages/text.ts';
import { renderTerminal, type TerminalOptions } from '../../report/terminal.ts';
import type { Approval } from '../../tools/tool.ts';
import type { Chat } from '../chat.ts';
import { readHistory, remember } from '../history.ts';
import { parseMarkdown } from '../markdown.ts';
import { asLines, type Display, display, inertLines } from '../show.ts';
import { runSlash } from '../slash/index.ts';
import { completionOf } from './completion.ts';
import { keyboard } from './input.ts';
import type { Pasted } from './line.ts';
import { readLine } from './reader.ts';
import { runShell } from './shell-command.ts';

export interface TerminalFace {
  stdin: ReadStream;
  stdout: WriteStream;
  screen(): TerminalOptions;
  quiet: boolean;
  /** The first prompt, when one was given on the command line. */
  first?: string;
  /** Ends the chat from outside: SIGTERM. */
  signal: AbortSignal;
  /** Told which display is shown, so that a collection's progress goes there. */
  onDisplay(display: Display | undefined): void;
}

/** The conversation in a terminal, until the person leaves. */
export async function runTerminal(chat: Chat, face: TerminalFace): Promise<void> {
  const { stdout, screen } = face;
  const write = (out: string): void => {
    stdout.write(out);
  };
  const keys = keyboard(face.stdin, write);
  const { lang } = chat;
  const label = ({ number, pasted }: Pasted): string =>
    text.pasted(number, pasted.split('\n').length, pasted.length)[lang];
  const say = (says: Text): void => write(`${asLines(says[lang], screen().width)}\n`);
  let history = await readHistory();

  /** One prompt answered. Ctrl-C stops it. */
  const answer = async (prompt: string): Promise<void> => {
    const stop = new AbortController();
    const shown = display({ lang, screen, out: stdout, aside: stdout, quiet: face.quiet });
    face.onDisplay(shown);
    const unwatch = (): (() => void) => keys.watch(() => stop.abort());
    let release = unwatch();
    const approve = async (approval: Approval): Promise<boolean> => {
      shown.pause();
      release();
      try {
        return await asked(approval);
      } finally {
        release = unwatch();
      }
    };
    try {
      const events = chat.ask(prompt, { signal: stop.signal, approve })[Symbol.asyncIterator]();
      const stopped = new Promise<'stopped'>((resolve) => {
        stop.signal.addEventListener('abort', () => resolve('stopped'), { once: true });
      });
      for (;;) {
        // A library that does not listen must not hold the person.
        const next = await Promise.race([events.next(), stopped]);
        if (next === 'stopped') {
          void events.return?.(undefined).catch(() => {});
          break;
        }
        if (next.done === true) break;
        shown.event(next.value);
      }
      shown.end();
      if (stop.signal.aborted) say(text.stopped);
    } catch (error) {
      shown.end();
      if (stop.signal.aborted) say(text.stopped);
      else if (error instanceof UserError) say(error.text);
      else throw error;
    } finally {
      release();
      face.onDisplay(undefined);
    }
  };

  const asked = async ({ preview, destructive }: Approval): Promise<boolean> => {
    write(`\n${renderTerminal(parseMarkdown(preview[lang]), screen())}\n`);
    // What was typed before the question was seen is no answer to it.
    keys.forget();
    const prompt = (destructive ? text.approval.destructive : text.approval.question)[lang];
    const entered = await readLine(keys, stdout, { prompt, history: [], label });
    const yes = entered.kind === 'line' && /^(y|yes|예|네|응)$/i.test(entered.text.trim());
    if (!yes) say(text.approval.declined);
    return yes;
  };

  const slash = async (line: string): Promise<boolean> => {
    try {
      const reply = await runSlash(line, chat);
      if (reply.clear === true) write('\u001b[2J\u001b[3J\u001b[H');
      write('\n');
      if (reply.content !== undefined) write(renderTerminal(reply.content, screen()));
      for (const says of reply.says ?? []) say(says);
      if (reply.leave === true) return false;
      write('\n');
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      write('\n');
      say(error.text);
      write('\n');
    }
    return true;
  };

  const prompt = async (): Promise<string> => {
    const { total, window } = await chat.usage();
    const colors = pc.createColors(screen().color);
    const percent = `${Math.round((total / window) * 100)}%`;
    return `${colors.magenta(`[${inertLines(chat.agent.name)}]`)} ${percent} ${colors.bold('>')} `;
  };

  /** @returns false to leave */
  const take = async (line: string): Promise<boolean> => {
    history = await remember(history, line);
    if (line.startsWith('/')) return await slash(line);
    if (line.startsWith('!')) {
      const code = await runShell(line.slice(1), keys, chat.places.directory);
      if (code !== 0) say(text.shellFailed(code));
      return true;
    }
    write('\n');
    await answer(line);
    write('\n');
    return true;
  };

  face.signal.addEventListener('abort', () => keys.close(), { once: true });
  try {
    if (face.first !== undefined && !(await take(face.first))) return;
    let warned = false;
    while (!face.signal.aborted) {
      const entered = await readLine(keys, stdout, {
        prompt: await prompt(),
        history,
        label,
        complete: async (before) => await completionOf(before, chat),
      });
      if (entered.kind === 'end') return;
      if (entered.kind === 'interrupt') {
        if (entered.empty && warned) return;
        if (entered.empty) say(text.againToLeave);
        warned = entered.empty;
        continue;
      }
      warned = false;
      const line = entered.text.trim();
      if (line !== '' && !(await take(line))) return;
    }
  } finally {
    keys.close();
  }
}
