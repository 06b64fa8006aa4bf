import { Option } from 'commander';
import { UserError } from '../errors/user-error.ts';
import { badMaxSteps, command as text } from '../messages/chat.ts';
import type { CommonOptions, Defining } from './common.ts';
import { withCommonOptions } from './common.ts';
import { screen } from './screen.ts';

export interface ChatOptions extends CommonOptions {
  agent?: string;
  resume: boolean;
  model?: string;
  plan: boolean;
  maxSteps: number;
  trustTools: boolean;
  interactive: boolean;
}

function maxSteps(value: string): number {
  const steps = Number(value);
  if (!Number.isInteger(steps) || steps < 1 || steps > 100) throw new UserError(badMaxSteps(value), 2);
  return steps;
}

/** `netops chat [PROMPT]`: a conversation; with a prompt, one answer and out. */
export function define(defining: Defining): void {
  const { program, say } = defining;
  const command = program
    .command('chat')
    .description(say(text.description))
    .argument('[prompt...]', say(text.prompt))
    .addOption(new Option('--agent <name>', say(text.agent)))
    .addOption(new Option('--resume', say(text.resume)).default(false, ''))
    .addOption(new Option('--model <model>', say(text.model)))
    .addOption(new Option('--plan', say(text.plan)).default(false, ''))
    .addOption(new Option('--max-steps <n>', say(text.maxSteps)).argParser(maxSteps).default(20))
    .addOption(new Option('--trust-tools', say(text.trustTools)).default(false, ''))
    .addOption(new Option('--no-interactive', say(text.noInteractive)));
  withCommonOptions(command, defining)
    .addHelpText('after', `\n${say(text.examples)}`)
    .action(async (words: string[], options: ChatOptions) => {
      const { startChat } = await import('../chat/start.ts');
      const prompt = words.length === 0 ? undefined : words.join(' ');
      await startChat({
        ...(prompt === undefined ? {} : { prompt }),
        options,
        screen: () => screen(options),
        signal: defining.signal,
      });
    });
}
