import { quit as text } from '../../messages/chat-slash.ts';
import type { SlashCommand } from './command.ts';

/** `/quit`: leaves; the conversation is kept. */
export const quit: SlashCommand = {
  name: 'quit',
  aliases: ['exit', 'q'],
  usage: ['/quit'],
  description: text.description,
  run: async () => ({ leave: true }),
};
