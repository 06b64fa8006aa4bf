import * as text from '../../messages/chat-slash.ts';
import { root, table } from '../../report/nodes.ts';
import { serversOf } from '../mcp-servers.ts';
import type { SlashCommand } from './command.ts';

/** `/mcp`: the MCP servers of the agent. */
export const mcp: SlashCommand = {
  name: 'mcp',
  usage: ['/mcp'],
  description: text.mcp.description,
  async run(_, chat) {
    const { servers, problems } = await serversOf(chat.agent, chat.places);
    if (servers.length === 0) return { says: [text.mcp.none(chat.agent.name), ...problems] };
    const say = (t: { ko: string; en: string }): string => t[chat.lang];
    return {
      content: root(
        table(
          [say(text.mcp.name), say(text.mcp.start), say(text.mcp.from)],
          servers.map(({ name, server, from }) => [
            `@${name}`,
            server.url ?? [server.command, ...(server.args ?? [])].join(' '),
            from,
          ]),
        ),
      ),
      says: problems,
    };
  },
};
