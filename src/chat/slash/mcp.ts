import * as text from '../../messages/chat-slash.ts';
import { root, table } from '../../report/nodes.ts';
import { serversOf } from '../mcp-servers.ts';
import type { SlashCommand } from './command.ts';

/** How long it waits for servers that are starting. */
const waitMs = 15_000;

/** `/mcp`: the MCP servers of the agent. */
export const mcp: SlashCommand = {
  name: 'mcp',
  usage: ['/mcp'],
  description: text.mcp.description,
  async run(_, chat) {
    const { servers, problems } = await serversOf(chat.agent, chat.places);
    if (servers.length === 0) return { says: [text.mcp.none(chat.agent.name), ...problems] };
    await chat.servers.ready(waitMs);
    const states = chat.servers.states();
    const stateOf = (name: string): string => {
      const state = states.find((s) => s.name === name);
      return (state === undefined ? text.mcp.builtIn : text.mcp.state(state.state, state.tools))[chat.lang];
    };
    const broken = states.flatMap((state) => (state.problem === undefined ? [] : [state.problem]));
    const say = (t: { ko: string; en: string }): string => t[chat.lang];
    return {
      content: root(
        table(
          [say(text.mcp.name), say(text.mcp.how), say(text.mcp.start), say(text.mcp.from)],
          servers.map(({ name, server, from }) => [
            `@${name}`,
            stateOf(name),
            server.url ?? [server.command, ...(server.args ?? [])].join(' '),
            from,
          ]),
        ),
      ),
      says: [...problems, ...broken],
    };
  },
};
