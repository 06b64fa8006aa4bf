import { compacted } from '../../messages/chat.ts';
import { compact as text } from '../../messages/chat-slash.ts';
import type { SlashCommand } from './command.ts';

/** `/compact`: earlier turns summed up by the model, or their answers shortened, to make room. */
export const compact: SlashCommand = {
  name: 'compact',
  usage: ['/compact'],
  description: text.description,
  async run(_, chat) {
    const { before, after, notes } = await chat.compact();
    return { says: [...notes, after < before ? compacted(before, after) : text.nothing] };
  },
};
