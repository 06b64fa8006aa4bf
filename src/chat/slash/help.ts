import { help as text } from '../../messages/chat-slash.ts';
import { type Inline, list, paragraph, root, table } from '../../report/nodes.ts';
import type { SlashCommand } from './command.ts';

/** `/help`: every command, and the keys. */
export const helpOf = (commands: () => readonly SlashCommand[]): SlashCommand => ({
  name: 'help',
  aliases: ['?'],
  usage: ['/help'],
  description: text.description,
  async run(_, { lang }) {
    const rows = commands().map((command) => [
      command.usage.flatMap((form, i): Inline[] => (i === 0 ? [form] : [{ type: 'break' }, form])),
      command.description[lang],
    ]);
    return {
      content: root(
        table([text.command[lang], text.does[lang]], rows),
        paragraph(text.more[lang]),
        list(text.keys.map((key) => key[lang])),
      ),
    };
  },
});
