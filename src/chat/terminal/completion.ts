import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathOf } from '../agents.ts';
import type { Chat } from '../chat.ts';
import { slashCommands } from '../slash/index.ts';

/** What a word may become. */
export interface Completion {
  /** The word as it stands before the cursor. */
  word: string;
  /** Whole words that begin with it, in order. */
  choices: string[];
}

/** Completes slash commands and their words, `@file`, and the names and ids that the conversation has spoken of. */
export async function completionOf(before: string, chat: Chat): Promise<Completion> {
  const word = /\S*$/.exec(before)![0];
  if (before.startsWith('/')) return { word, choices: await slashChoices(before, word, chat) };
  if (word.startsWith('@')) return { word, choices: (await paths(word.slice(1), chat)).map((path) => `@${path}`) };
  return { word, choices: word === '' ? [] : starting(word, spokenOf(chat)) };
}

async function slashChoices(before: string, word: string, chat: Chat): Promise<string[]> {
  const [name = '', ...words] = before.slice(1).split(/\s+/);
  if (words.length === 0)
    return starting(
      word,
      slashCommands.map((c) => `/${c.name}`),
    );
  const command = slashCommands.find((c) => c.name === name || c.aliases?.includes(name));
  if (command === undefined) return [];
  const earlier = words.slice(0, -1);
  if (earlier.length === 0) return starting(word, command.words ?? []);
  const own = starting(word, (await command.complete?.(earlier, chat)) ?? []);
  const wantsPath = name === 'context' ? earlier[0] === 'add' : name === 'chat';
  return wantsPath ? await paths(word, chat) : own;
}

const starting = (word: string, from: Iterable<string>): string[] =>
  [...new Set(from)].filter((choice) => choice.toLowerCase().startsWith(word.toLowerCase())).sort();

/** Names and ids of resources in the answers so far. */
const spokenOf = (chat: Chat): string[] =>
  chat.session.turns.flatMap(({ told }) =>
    told.flatMap(({ resources }) => resources.flatMap(({ id, name }) => (name === undefined ? [id] : [name, id]))),
  );

/** Files and folders that a path may become, a folder with a slash at its end. */
async function paths(typed: string, chat: Chat): Promise<string[]> {
  const slash = Math.max(typed.lastIndexOf('/'), typed.lastIndexOf('\\'));
  const [folder, start] = [typed.slice(0, slash + 1), typed.slice(slash + 1)];
  const where = pathOf(join(folder === '' ? '.' : folder, 'x'), chat.places.directory, chat.places.home);
  const entries = await readdir(dirname(where), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.name.startsWith(start) && (start !== '' || !entry.name.startsWith('.')))
    .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`)
    .sort();
}
