import { type Command, Option } from 'commander';
import { UserError } from '../errors/user-error.ts';
import type { Severity } from '../findings/finding.ts';
import { severities } from '../findings/finding.ts';
import { commonOptions as text } from '../messages/cli.ts';
import { badEndpoint } from '../messages/credentials.ts';
import type { Lang, Text } from '../messages/text.ts';

export type Format = 'text' | 'md' | 'html' | 'json';

/** The options that every command has. */
export interface CommonOptions {
  source: string;
  profile?: string;
  region: string[];
  roleArn: string[];
  endpointUrl?: string;
  lang: Lang;
  out?: string;
  format: Format;
  failOn?: Severity;
  quiet: boolean;
  color: boolean;
}

/** What a command's file is given to define itself with: the program and the reader's language. */
export interface Defining {
  program: Command;
  lang: Lang;
  /** A text in the reader's language. */
  say(text: Text): string;
  /** Aborted by Ctrl-C; whatever waits on AWS listens to it. */
  signal: AbortSignal;
}

const list = (value: string, before: string[]): string[] => [
  ...before,
  ...value
    .split(',')
    .map((v) => v.trim())
    .filter((v) => v !== ''),
];

/** Wrong whatever the source is, so it is said even where the source has an endpoint of its own. */
function endpointUrl(value: string): string {
  if (!/^https?:\/\/[^/]/.test(value) || !URL.canParse(value)) throw new UserError(badEndpoint(value), 2);
  return value;
}

/** Adds the common options to a command. */
export function withCommonOptions(command: Command, { say, lang }: Defining): Command {
  return command
    .addOption(new Option('--source <source>', say(text.source)).default('aws').env('NETOPS_SOURCE'))
    .addOption(new Option('--profile <name>', say(text.profile)))
    .addOption(new Option('--region <region>', say(text.region)).argParser(list).default([], ''))
    .addOption(new Option('--role-arn <arn>', say(text.roleArn)).argParser(list).default([], ''))
    .addOption(new Option('--endpoint-url <url>', say(text.endpointUrl)).argParser(endpointUrl))
    .addOption(new Option('--lang <lang>', say(text.lang)).choices(['ko', 'en']).default(lang))
    .addOption(new Option('--out <dir>', say(text.out)))
    .addOption(
      new Option('--format <format>', say(text.format)).choices(['text', 'md', 'html', 'json']).default('text'),
    )
    .addOption(new Option('--fail-on <severity>', say(text.failOn)).choices([...severities]))
    .addOption(new Option('--quiet', say(text.quiet)).default(false, ''))
    .addOption(new Option('--no-color', say(text.noColor)));
}

/** The reader's language before options are parsed, since `--help` is in it too: `--lang`, then NETOPS_LANG, else Korean. */
export function languageOf(argv: readonly string[], env: NodeJS.ProcessEnv): Lang {
  const at = argv.lastIndexOf('--lang');
  const given =
    argv.find((a) => a.startsWith('--lang='))?.slice('--lang='.length) ?? (at >= 0 ? argv[at + 1] : undefined);
  return (given ?? env.NETOPS_LANG) === 'en' ? 'en' : 'ko';
}
