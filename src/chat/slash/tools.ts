import { UserError } from '../../errors/user-error.ts';
import * as text from '../../messages/chat-slash.ts';
import { root, table } from '../../report/nodes.ts';
import type { Chat } from '../chat.ts';
import type { Reply, SlashCommand } from './command.ts';

/** `/tools [trust|untrust|trust-all|reset]`. */
export const tools: SlashCommand = {
  name: 'tools',
  usage: ['/tools', '/tools trust NAME…', '/tools untrust NAME…', '/tools trust-all', '/tools reset'],
  description: text.tools.description,
  words: ['trust', 'untrust', 'trust-all', 'reset'],
  complete: async ([verb], chat) =>
    verb === 'trust' || verb === 'untrust' ? [...chat.tools(), ...chat.servers.tools()].map((tool) => tool.name) : [],
  async run([verb, ...names], chat) {
    const { trust } = chat;
    switch (verb) {
      case undefined:
        return list(chat);
      case 'trust':
      case 'untrust': {
        if (names.length === 0) throw new UserError(text.wrongUse(`/tools ${verb}`, tools.usage), 2);
        const known = chat.tools();
        const unknown = names.filter((name) => !name.startsWith('@') && !known.some((tool) => tool.name === name));
        const meant = names.filter((name) => !unknown.includes(name));
        for (const name of meant) {
          const [to, from] = verb === 'trust' ? [trust.tools, trust.asking] : [trust.asking, trust.tools];
          to.add(name);
          from.delete(name);
        }
        // A change asks each time, whatever is trusted.
        const changing = meant.filter((name) => known.some((tool) => tool.name === name && tool.changes));
        const free = meant.filter((name) => verb === 'untrust' || !changing.includes(name));
        return {
          says: [
            ...(free.length > 0 ? [verb === 'trust' ? text.tools.trusted(free) : text.tools.untrusted(free)] : []),
            ...(verb === 'trust' && changing.length > 0 ? [text.tools.changesAskOf(changing)] : []),
            ...unknown.map(text.tools.unknown),
          ],
        };
      }
      case 'trust-all':
        trust.all = true;
        trust.asking.clear();
        return { says: [text.tools.trustedAll, text.tools.changesAsk] };
      case 'reset':
        trust.all = false;
        trust.tools.clear();
        trust.asking.clear();
        return { says: [text.tools.reset] };
      default:
        throw new UserError(text.wrongUse(`/tools ${verb}`, tools.usage), 2);
    }
  },
};

function list(chat: Chat): Reply {
  const t = text.tools;
  const known = chat.tools();
  const foreign = chat.servers.tools();
  if (known.length + foreign.length === 0) return { says: [t.none(chat.agent.name)] };
  const permission = (name: string, changes: boolean): string =>
    (changes ? t.asks : chat.isTrusted(name) ? t.free : t.askedOnce)[chat.lang];
  return {
    content: root(
      table(
        [t.name[chat.lang], t.permission[chat.lang], t.does[chat.lang]],
        [
          ...known.map((tool) => [tool.name, permission(tool.name, tool.changes), tool.title[chat.lang]]),
          ...foreign.map((tool) => [tool.name, permission(tool.name, false), firstLine(tool.description)]),
        ],
      ),
    ),
  };
}

/** What another server says of its tool may be pages long. */
const firstLine = (description: string): string => description.trim().split('\n')[0]!.slice(0, 100);
