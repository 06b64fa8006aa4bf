import { UserError } from '../../errors/user-error.ts';
import { expandHome } from '../../home.ts';
import { resumed } from '../../messages/chat.ts';
import * as text from '../../messages/chat-slash.ts';
import { formatInstant } from '../../report/time.ts';
import { loadSession, saveSession } from '../session.ts';
import type { SlashCommand } from './command.ts';

/** `/chat save|load|new`. */
export const chat: SlashCommand = {
  name: 'chat',
  usage: ['/chat save [--force] FILE', '/chat load FILE', '/chat new'],
  description: text.chat.description,
  words: ['save', 'load', 'new'],
  async run([verb, ...words], current) {
    const [file] = words.filter((word) => !word.startsWith('-'));
    if (verb === 'new') return { says: [...(await current.begin()), text.chat.begun] };
    if ((verb !== 'save' && verb !== 'load') || file === undefined)
      throw new UserError(text.wrongUse(['/chat', verb].join(' ').trim(), chat.usage), 2);
    const path = expandHome(/\.json$/.test(file) ? file : `${file}.json`);
    if (verb === 'save') {
      await saveSession(current.session, path, words.includes('--force') || words.includes('-f'));
      return { says: [text.chat.saved(path)] };
    }
    const session = await loadSession(path);
    const problems = await current.begin(session);
    return {
      says: [resumed(session.turns.length, formatInstant(session.startedAt, current.zone)), ...problems],
    };
  },
};
