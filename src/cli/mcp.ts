import { Option } from 'commander';
import { exit, UserError } from '../errors/user-error.ts';
import { http, command as text } from '../messages/mcp.ts';
import type { CommonOptions, Defining } from './common.ts';
import { withCommonOptions } from './common.ts';

interface McpOptions extends CommonOptions {
  /** True: the usual port. */
  http?: number | true;
  allowChanges: boolean;
  tokenFile?: string;
}

const usualPort = 7330;

function port(given: string): number {
  if (!/^\d{1,5}$/.test(given) || Number(given) > 65_535) throw new UserError(http.badPort(given), exit.usage);
  return Number(given);
}

/** `netops mcp`: what netops can do, as tools for programs and language models. */
export function define(defining: Defining): void {
  const { program, say, signal } = defining;
  const command = program
    .command('mcp')
    .description(say(text.description))
    .addOption(new Option('--http [port]', say(text.http)).argParser(port))
    .addOption(new Option('--allow-changes', say(text.allowChanges)).default(false, ''))
    .option('--token-file <file>', say(text.tokenFile));
  withCommonOptions(command, defining)
    .addHelpText('after', `\n${say(text.examples)}`)
    .action(async (options: McpOptions) => {
      if (options.tokenFile !== undefined && options.http === undefined)
        throw new UserError(http.tokenWithoutHttp, exit.usage);
      const { parseSource } = await import('../capabilities/source.ts');
      // Said before a client waits for the first call to fail.
      parseSource(options.source);
      const { startMcp } = await import('../mcp/start.ts');
      const { lang, allowChanges, tokenFile } = options;
      const log = (line: string): void => void process.stderr.write(`netops: ${line}\n`);
      const served = options.http === true ? usualPort : options.http;
      await startMcp({ source: options, lang, allowChanges, log, port: served, tokenFile }, signal);
    });
}
