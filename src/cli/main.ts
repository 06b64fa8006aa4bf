#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { exit, UserError } from '../errors/user-error.ts';
import { unexpected } from '../messages/cli.ts';
import { program as text } from '../messages/program.ts';
import type { Lang, Text } from '../messages/text.ts';
import * as analyze from './analyze.ts';
import * as chat from './chat.ts';
import { type Defining, languageOf } from './common.ts';
import * as cost from './cost.ts';
import * as demo from './demo.ts';
import * as change from './do.ts';
import * as doctor from './doctor.ts';
import * as exposure from './exposure.ts';
import * as init from './init.ts';
import * as lab from './lab.ts';
import * as lb from './lb.ts';
import * as mcp from './mcp.ts';
import * as nat from './nat.ts';
import * as path from './path.ts';
import * as security from './security.ts';
import * as snapshot from './snapshot.ts';
import { usageText } from './usage.ts';

declare const NETOPS_VERSION: string;

/** Every command's file. Each only declares itself when imported; its work is imported when it runs. */
const commands: { define(defining: Defining): void }[] = [
  demo,
  analyze,
  path,
  exposure,
  lb,
  nat,
  cost,
  security,
  change,
  chat,
  init,
  snapshot,
  doctor,
  lab,
  mcp,
];

/** A reader that left (`netops … | head`) is no error: what it took is what it wanted. */
function leaveQuietlyWhenThePipeCloses(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? exit.done);
      throw error;
    });
  }
}

/** The first Ctrl-C asks the work to stop; the second one does not ask. */
function abortOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(exit.interrupted);
      process.exitCode = exit.interrupted;
      controller.abort();
      // Work that does not listen (a tight loop, a library's own wait) must not keep a person waiting.
      setTimeout(() => process.exit(exit.interrupted), 2_000).unref();
    });
  }
  return controller.signal;
}

function buildProgram(lang: Lang, signal: AbortSignal): Command {
  const say = (t: Text): string => t[lang];
  const program = new Command('netops')
    .description(say(text.description))
    .version(NETOPS_VERSION, '-V, --version', say(text.version))
    .helpOption('-h, --help', say(text.help))
    .helpCommand('help [command]', say(text.helpCommand))
    .addHelpText('after', `\n${say(text.after)}`)
    .showSuggestionAfterError(true)
    .configureHelp({ sortSubcommands: false, styleTitle: (title) => say(text.helpTitle(title)) })
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  for (const command of commands) command.define({ program, lang, say, signal });
  everyCommand(program, (command) => {
    command.exitOverride().configureOutput({ writeErr: () => {} });
    command.helpOption('-h, --help', say(text.help));
    command.configureHelp({ styleTitle: (title) => say(text.helpTitle(title)) });
  });
  return program;
}

function everyCommand(command: Command, visit: (command: Command) => void): void {
  for (const sub of command.commands) {
    visit(sub);
    everyCommand(sub, visit);
  }
}

function complain(sentence: string): void {
  process.stderr.write(`netops: ${sentence}\n`);
}

async function main(argv: string[]): Promise<number> {
  leaveQuietlyWhenThePipeCloses();
  const lang = languageOf(argv, process.env);
  const signal = abortOnInterrupt();
  const program = buildProgram(lang, signal);
  try {
    if (argv.length === 0) {
      program.outputHelp();
      return exit.done;
    }
    await program.parseAsync(argv, { from: 'user' });
    return signal.aborted ? exit.interrupted : Number(process.exitCode ?? exit.done);
  } catch (error) {
    if (signal.aborted) return exit.interrupted;
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exit.done;
      complain(usageText(error)[lang]);
      return exit.usage;
    }
    if (error instanceof UserError) {
      complain(error.text[lang]);
      return error.exitCode;
    }
    if (process.env.NETOPS_DEBUG) console.error(error);
    complain(unexpected(error instanceof Error ? error.message : String(error))[lang]);
    return exit.failed;
  }
}

const code = await main(process.argv.slice(2));
// Sockets that are kept alive and a lab inside this process would keep it running; output still on its way must arrive.
process.exitCode = code;
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
