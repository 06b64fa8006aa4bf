import { near } from '../../errors/near.ts';
import { UserError } from '../../errors/user-error.ts';
import * as text from '../../messages/chat-slash.ts';
import type { Chat } from '../chat.ts';
import { agent } from './agent.ts';
import { chat } from './chat.ts';
import { clear } from './clear.ts';
import type { Reply, SlashCommand } from './command.ts';
import { compact } from './compact.ts';
import { context } from './context.ts';
import { helpOf } from './help.ts';
import { mcp } from './mcp.ts';
import { model } from './model.ts';
import { quit } from './quit.ts';
import { tools } from './tools.ts';
import { usage } from './usage.ts';

const others: readonly SlashCommand[] = [agent, context, tools, model, mcp, usage, compact, chat, clear];

/** Every command of the chat, in the order of `/help`. */
export const slashCommands: readonly SlashCommand[] = [...others, helpOf(() => slashCommands), quit];

/**
 * Runs what a person wrote after `/`.
 *
 * @throws UserError for an unknown command, naming the nearest, and whatever the command throws
 */
export async function runSlash(line: string, chat: Chat): Promise<Reply> {
  const [name = '', ...words] = wordsOf(line.slice(1));
  const command = slashCommands.find((c) => c.name === name || c.aliases?.includes(name));
  if (command === undefined)
    throw new UserError(
      text.unknownCommand(
        name,
        near(
          name,
          slashCommands.flatMap((c) => [c.name, ...(c.aliases ?? [])]),
        ),
      ),
      2,
    );
  return await command.run(words, chat);
}

/** Words as a shell would split them: quotes keep spaces. A backslash stays, since Windows has it in paths. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((m) => m[1] ?? m[2] ?? m[3]!);
}
