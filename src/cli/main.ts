#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { exit, UserError } from '../errors/user-error.ts';
import { unexpected } from '../messages/cli.ts';
import { program as text } from '../messages/program.ts';
import type { Lang, Text } from '../messages/text.ts';
import { type Defining, languageOf } from './common.ts';
import { usageText } from './usage.ts';

declare const NETOPS_VERSION: string;

interface CommandFile {
  define(defining: Defining): void;
}

/**
 * The commands that can be meant. A client that starts many MCP servers waits for each one: that command comes alone, and
 * who asks for the version needs none.
 */
async function commandsFor([first]: readonly string[]): Promise<readonly CommandFile[]> {
  if (first === '--version' || first === '-V') return [];
  if (first === 'mcp') return [await import('./mcp.ts')];
  const { commands } = await import('./commands.ts');
  return commands;
}

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

async function buildProgram(argv: readonly string[], lang: Lang, signal: AbortSignal): Promise<Command> {
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
  for (const command of await commandsFor(argv)) command.define({ program, lang, say, signal });
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
  const program = await buildProgram(argv, lang, signal);
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
