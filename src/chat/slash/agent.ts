import { UserError } from '../../errors/user-error.ts';
import { unknownAgent } from '../../messages/chat-agents.ts';
import * as text from '../../messages/chat-slash.ts';
import { root, table } from '../../report/nodes.ts';
import { createAgent } from '../agents.ts';
import type { Chat } from '../chat.ts';
import type { Reply, SlashCommand } from './command.ts';

/** `/agent list|create|swap`. */
export const agent: SlashCommand = {
  name: 'agent',
  usage: [
    '/agent list',
    '/agent create -n NAME [-D DESCRIPTION] [--from AGENT] [--directory workspace|global] [--manual]',
    '/agent swap NAME',
  ],
  description: text.agent.description,
  words: ['list', 'create', 'swap'],
  async complete(words, chat) {
    if (words[0] === 'swap' || words.at(-1) === '--from') return (await chat.agents()).agents.map((a) => a.name);
    return words[0] === 'create' ? ['-n', '--from', '--directory', '--manual'] : [];
  },
  async run([verb, ...words], chat) {
    switch (verb) {
      case undefined:
      case 'list':
        return await list(chat);
      case 'create':
        return await create(words, chat);
      case 'swap':
      case 'set':
        return await swap(words, chat);
      default:
        throw new UserError(text.wrongUse(`/agent ${verb}`, agent.usage), 2);
    }
  },
};

async function list(chat: Chat): Promise<Reply> {
  const { agents, problems } = await chat.agents();
  const say = (t: { ko: string; en: string }): string => t[chat.lang];
  const rows = agents.map((a) => [
    a.name === chat.agent.name ? '*' : '',
    a.name,
    say(text.agent.place[a.place]),
    a.file.description ?? '',
    a.path ?? '',
  ]);
  const header = ['', say(text.agent.name), say(text.agent.where), say(text.agent.about), say(text.agent.file)];
  return { content: root(table(header, rows)), says: problems };
}

async function create(words: string[], chat: Chat): Promise<Reply> {
  let name: string | undefined;
  let from: string | undefined;
  let description: string | undefined;
  let where = 'global';
  let manual = false;
  for (let i = 0; i < words.length; i++) {
    const [flag, inline] = words[i]!.startsWith('--') ? (words[i]!.split(/=(.*)/s) as [string, string?]) : [words[i]!];
    const value = (): string => {
      const given = inline ?? words[++i];
      if (given === undefined) throw new UserError(text.missingValue(flag), 2);
      return given;
    };
    if (flag === '-n' || flag === '--name') name = value();
    else if (flag === '-f' || flag === '--from') from = value();
    else if (flag === '-D' || flag === '--description') description = value();
    else if (flag === '-d' || flag === '--directory') where = value();
    else if (flag === '-m' || flag === '--manual') manual = true;
    else if (flag.startsWith('-') || name !== undefined) throw new UserError(text.wrongUse(words[i]!, agent.usage), 2);
    else name = flag;
  }
  if (name === undefined) throw new UserError(text.missingValue('-n'), 2);
  const places: Record<string, 'local' | 'global'> = { global: 'global', workspace: 'local', local: 'local' };
  const place = places[where];
  if (place === undefined) throw new UserError(text.wrongUse(`--directory ${where}`, agent.usage), 2);
  const { agents } = await chat.agents();
  const base = from === undefined ? undefined : agents.find((a) => a.name === from);
  if (from !== undefined && base === undefined)
    throw new UserError(
      unknownAgent(
        from,
        agents.map((a) => a.name),
      ),
    );
  const made = await createAgent(
    {
      name,
      place,
      ...(base === undefined ? {} : { from: base }),
      ...(description === undefined ? {} : { description }),
    },
    chat.places,
  );
  return { says: [text.agent.created(made.name, made.path!), ...(manual ? [text.agent.editIt(made.path!)] : [])] };
}

async function swap([name]: string[], chat: Chat): Promise<Reply> {
  if (name === undefined) throw new UserError(text.wrongUse('/agent swap', agent.usage), 2);
  const problems = await chat.swap(name);
  const welcome = chat.agent.file.welcomeMessage;
  return {
    says: [text.agent.swapped(name), ...(welcome ? [{ ko: welcome, en: welcome }] : []), ...problems],
  };
}
