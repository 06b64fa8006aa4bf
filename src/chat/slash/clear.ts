import { clear as text } from '../../messages/chat-slash.ts';
import type { SlashCommand } from './command.ts';

/** `/clear`: the screen and the conversation emptied; context and agent stay. */
export const clear: SlashCommand = {
  name: 'clear',
  usage: ['/clear'],
  description: text.description,
  async run(_, chat) {
    const { context } = chat.session;
    await chat.begin();
    await chat.addContext(context);
    return { clear: true, says: [text.done] };
  },
};
