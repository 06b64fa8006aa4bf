import { share } from '../../messages/chat-context.ts';
import * as text from '../../messages/chat-slash.ts';
import { paragraph, root, table } from '../../report/nodes.ts';
import type { SlashCommand } from './command.ts';

/** `/usage`: what the context window is used for. */
export const usage: SlashCommand = {
  name: 'usage',
  usage: ['/usage'],
  description: text.usage.description,
  async run(_, chat) {
    const used = await chat.usage();
    const t = text.usage;
    const row = (name: { ko: string; en: string }, tokens: number): string[] => [
      name[chat.lang],
      tokens.toLocaleString('en-US'),
      share(tokens, used.window),
    ];
    const rows = [
      row(t.instructions, used.instructions),
      row(t.context, used.context),
      row(t.prompts, used.prompts),
      row(t.answers, used.answers),
      row(t.total, used.total),
    ];
    const header = ['', t.tokens[chat.lang], t.share[chat.lang]];
    return {
      content: root(
        table(header, rows, ['left', 'right', 'right']),
        paragraph(t.window(used.window)[chat.lang]),
        chat.spent.input + chat.spent.output === 0
          ? undefined
          : paragraph(t.spent(chat.spent.input, chat.spent.output)[chat.lang]),
      ),
    };
  },
};
