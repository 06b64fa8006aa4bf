import { UserError } from '../../errors/user-error.ts';
import * as words from '../../messages/chat-context.ts';
import { wrongUse } from '../../messages/chat-slash.ts';
import { type Text, verbatim } from '../../messages/text.ts';
import type { Chat } from '../chat.ts';
import { type ContextEntry, filesIn, tokensIn } from '../context.ts';
import type { Reply, SlashCommand } from './command.ts';

/** `/context show|add|remove|clear`. */
export const context: SlashCommand = {
  name: 'context',
  usage: ['/context show', '/context add [--force] PATH…', '/context remove PATH…', '/context clear'],
  description: words.description,
  words: ['show', 'add', 'remove', 'clear'],
  complete: async ([verb], chat) => (verb === 'remove' || verb === 'rm' ? chat.session.context : []),
  async run([verb, ...paths], chat) {
    switch (verb) {
      case undefined:
      case 'show':
        return { says: show(chat) };
      case 'add':
        return await add(paths, chat);
      case 'remove':
      case 'rm':
        return await remove(paths, chat);
      case 'clear':
        return { says: [words.cleared(await chat.removeContext(chat.session.context))] };
      default:
        throw new UserError(wrongUse(`/context ${verb}`, context.usage), 2);
    }
  },
};

async function add(given: string[], chat: Chat): Promise<Reply> {
  const force = given.some((word) => word === '--force' || word === '-f');
  const paths = given.filter((word) => !word.startsWith('-'));
  if (paths.length === 0) throw new UserError(wrongUse('/context add', context.usage), 2);
  const fresh = paths.filter((path) => !chat.session.context.includes(path));
  const says: Text[] = paths.filter((path) => !fresh.includes(path)).map(words.already);
  const entries = await chat.addContext(fresh);
  const bare = entries.filter((entry) => entry.files.length === 0 && entry.problems.length === 0);
  const known = bare.filter((entry) => entry.known > 0);
  const empty = bare.filter((entry) => entry.known === 0);
  // A pattern that matches nothing is more often a slip than a plan.
  const unused = [...known, ...(force ? [] : empty)].map((entry) => entry.pattern);
  if (unused.length > 0) await chat.removeContext(unused);
  const added = entries.filter((entry) => chat.session.context.includes(entry.pattern)).length;
  if (added > 0) says.push(words.added(added));
  says.push(...known.map((entry) => words.already(entry.pattern)));
  if (!force) says.push(...empty.map((entry) => words.noMatch(entry.pattern)));
  says.push(...entries.flatMap((entry) => entry.problems));
  return { says };
}

async function remove(given: string[], chat: Chat): Promise<Reply> {
  if (given.length === 0) throw new UserError(wrongUse('/context remove', context.usage), 2);
  const unknown = given.filter((path) => !chat.session.context.includes(path));
  const count = await chat.removeContext(given);
  return { says: [...(count > 0 ? [words.removed(count)] : []), ...unknown.map(words.notInSession)] };
}

function show(chat: Chat): Text[] {
  const { show: t, share } = words;
  const { window } = chat.answering;
  const agent = chat.agentContext;
  const session = chat.sessionContext;
  const matches = ({ files }: ContextEntry): Text => (files.length === 0 ? t.noMatches : t.matches(files.length));
  const each = (form: (lang: 'ko' | 'en') => string): Text => ({ ko: form('ko'), en: form('en') });
  const files = [...filesIn(agent), ...filesIn(session)];
  const exact = (entry: ContextEntry): boolean => entry.files.length === 1 && entry.files[0]!.path === entry.pattern;
  return [
    t.agent(chat.agent.name),
    ...(agent.length === 0 ? [each((lang) => `  ${t.none[lang]}`)] : []),
    ...agent.map((entry) => each((lang) => `  - ${entry.pattern} ${matches(entry)[lang]}`)),
    verbatim(''),
    t.session,
    ...(session.length === 0 ? [each((lang) => `  ${t.none[lang]}`)] : []),
    // One file is its path; a pattern says how many it has.
    ...session.map((entry) =>
      entry.files.length === 1
        ? verbatim(`  ${entry.files[0]!.path}`)
        : each((lang) => `  ${entry.pattern}${exact(entry) ? '' : ` ${matches(entry)[lang]}`}`),
    ),
    verbatim(''),
    t.inUse(files.length),
    ...files.map((file) => each((lang) => `- ${t.file(file.path, share(file.tokens, window))[lang]}`)),
    verbatim(''),
    t.total(share(tokensIn([...agent, ...session]), window)),
  ];
}
