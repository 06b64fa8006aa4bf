import type { SourceOptions } from '../capabilities/source.ts';
import { UserError } from '../errors/user-error.ts';
import type { Severity } from '../findings/finding.ts';
import * as text from '../messages/chat.ts';
import { type Lang, verbatim } from '../messages/text.ts';
import { renderTerminal, type TerminalOptions } from '../report/terminal.ts';
import { formatInstant, readerZone } from '../report/time.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { placesHere } from './agents.ts';
import { makeAnswering } from './answerer.ts';
import type { MakeAnswering } from './answering.ts';
import { openChat } from './chat.ts';
import { once } from './once.ts';
import { asLines, type Display, inertLines } from './show.ts';
import { runTerminal } from './terminal/run.ts';

export interface StartOptions extends SourceOptions {
  lang: Lang;
  format: 'text' | 'md' | 'html' | 'json';
  out?: string;
  failOn?: Severity;
  quiet: boolean;
  agent?: string;
  resume: boolean;
  model?: string;
  maxSteps: number;
  trustTools: boolean;
  /** Prints what would be done instead of doing it. */
  plan?: boolean;
  /** False: nothing is asked, whatever the terminal. */
  interactive: boolean;
}

/** How the command line starts the chat. */
export interface Start {
  prompt?: string;
  options: StartOptions;
  /** How the results are drawn, now: a window may be resized. */
  screen(): TerminalOptions;
  signal: AbortSignal;
  /** Who answers; another one in tests. */
  answering?: MakeAnswering;
}

/**
 * The conversation: with a prompt (given, or read from a standard input that is no terminal) one answer, else in the
 * terminal until the person leaves.
 *
 * @throws UserError when there is neither a prompt nor a terminal; for an agent or a model that cannot be used
 */
export async function startChat({ prompt, options, screen, signal, answering = makeAnswering }: Start): Promise<void> {
  const { stdin, stdout } = process;
  const { lang } = options;
  const terminal = stdin.isTTY === true && stdout.isTTY === true && options.interactive;
  const given = prompt ?? (stdin.isTTY === true ? undefined : await piped());
  const single = given !== undefined;
  if (!single && !terminal) throw new UserError(text.nothingAsked, 2);
  if (single && given.trim() === '') throw new UserError(text.nothingAsked, 2);
  if (!single && options.format !== 'text') throw new UserError(text.onlyTextOrJson(options.format), 2);

  if (options.plan === true) {
    if (given === undefined) throw new UserError(text.nothingAsked, 2);
    const { planOf, planScreen } = await import('./plan-only.ts');
    const plan = await planOf({ prompt: given, source: options, lang, zone: readerZone(), signal });
    stdout.write(
      options.format === 'json'
        ? `${JSON.stringify(plan, null, 2)}\n`
        : renderTerminal(planScreen(plan, lang), screen()),
    );
    return;
  }
  let shown: Display | undefined;
  const snapshots: Snapshot[] = [];
  const zone = readerZone();
  const { chat, notes, resumed } = await openChat({
    ...options,
    zone,
    places: placesHere(),
    source: options,
    makeAnswering: answering,
    onProgress: (progress) => shown?.progress(progress),
    onSnapshot: (snapshot) => snapshots.push(snapshot),
  });
  const onDisplay = (display: Display | undefined): void => {
    shown = display;
  };
  try {
    if (single) {
      for (const note of notes) process.stderr.write(`netops: ${inertLines(note[lang])}\n`);
      const canAsk = stdin.isTTY === true && options.interactive;
      await once(chat, given, { options, screen, signal, snapshots, onDisplay, canAsk });
      return;
    }
    const greeting = chat.agent.file.welcomeMessage;
    const welcome = [
      text.welcome(options.source),
      ...(greeting ? [verbatim(greeting)] : []),
      ...(resumed ? [text.resumed(chat.session.turns.length, formatInstant(chat.session.startedAt, zone))] : []),
      ...notes,
    ];
    if (!options.quiet) stdout.write(`${welcome.map((says) => asLines(says[lang], screen().width)).join('\n')}\n\n`);
    await runTerminal(chat, { stdin, stdout, screen, quiet: options.quiet, signal, onDisplay });
  } finally {
    await chat.close();
  }
}

/** What another program passes on standard input. */
async function piped(): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8').trim();
}
