import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors/user-error.ts';
import type { ForeignServers, ForeignTool, ServerState } from '../mcp/client.ts';
import { wrongField } from '../messages/chat-agents.ts';
import type { Text } from '../messages/text.ts';
import { type Agent, type McpServer, mcpServers } from './agent.ts';
import { expectedIn, type Places, readJsonWithReason } from './agents.ts';
import { hasTool } from './tool-patterns.ts';

export interface ConfiguredServer {
  name: string;
  server: McpServer;
  /** The file that names it. */
  from: string;
}

/** Where Kiro keeps MCP servers that every agent may use. */
export const mcpFile = (folder: string): string => join(folder, '.kiro', 'settings', 'mcp.json');

/**
 * The MCP servers of an agent: its own, then those of the folder and of the person if it includes them. The first of a
 * name is taken.
 */
export async function serversOf(
  agent: Agent,
  places: Places,
): Promise<{ servers: ConfiguredServer[]; problems: Text[] }> {
  const problems: Text[] = [];
  const found = new Map<string, ConfiguredServer>();
  const add = (servers: Record<string, McpServer>, from: string): void => {
    for (const [name, server] of Object.entries(servers)) if (!found.has(name)) found.set(name, { name, server, from });
  };
  add(agent.file.mcpServers ?? {}, agent.path ?? agent.name);
  if (agent.file.includeMcpJson === true || agent.file.useLegacyMcpJson === true) {
    // A folder may be somebody else's: its servers are programs, run only for an agent that was chosen.
    const folders = agent.place === 'built-in' ? [places.home] : [places.directory, places.home];
    for (const path of new Set(folders.map(mcpFile))) {
      try {
        add(await serversIn(path), path);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        problems.push(error.text);
      }
    }
  }
  return { servers: [...found.values()].filter(({ server }) => server.disabled !== true), problems };
}

/** Our own server is what an agent's file needs in Kiro; here its tools are built in. */
export const ourServer = 'netops';

/** An agent's MCP servers, started when somebody first needs them. */
export interface AgentServers {
  /** Starts them if they are not, and waits until each has started or failed, but no longer than `waitMs`. */
  ready(waitMs: number): Promise<void>;
  /** What the ready ones offer, of what the agent has. */
  tools(): ForeignTool[];
  states(): ServerState[];
  /** What has gone wrong since this was last asked. */
  news(): Text[];
  close(): Promise<void>;
}

export function agentServers(agent: Agent, places: Places): AgentServers {
  let started: ForeignServers | undefined;
  let starting: Promise<void> | undefined;
  const problems: Text[] = [];
  const told = new Set<Text>();
  const start = async (): Promise<void> => {
    const found = await serversOf(agent, places);
    problems.push(...found.problems);
    const theirs = found.servers.filter(({ name }) => name !== ourServer);
    if (theirs.length === 0) return;
    const { startServers } = await import('../mcp/client.ts');
    started = startServers(Object.fromEntries(theirs.map(({ name, server }) => [name, server])));
  };
  const states = (): ServerState[] => started?.states() ?? [];
  return {
    async ready(waitMs) {
      starting ??= start();
      await starting;
      let timer: NodeJS.Timeout | undefined;
      const waited = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, waitMs);
      });
      await Promise.race([started?.settled, waited]);
      clearTimeout(timer);
    },
    tools: () => (started?.tools() ?? []).filter(({ name }) => hasTool(agent.file.tools, name)),
    states,
    news() {
      const all = [...problems, ...states().flatMap((state) => (state.problem === undefined ? [] : [state.problem]))];
      const fresh = all.filter((says) => !told.has(says));
      for (const says of fresh) told.add(says);
      return fresh;
    },
    close: async () => await started?.close(),
  };
}

async function serversIn(path: string): Promise<Record<string, McpServer>> {
  if ((await stat(path).catch(() => undefined)) === undefined) return {};
  const file = (await readJsonWithReason(path)) as { mcpServers?: unknown } | null;
  const parsed = mcpServers.safeParse(file?.mcpServers ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UserError(wrongField(path, ['mcpServers', ...(issue?.path ?? [])].join('.'), expectedIn(issue)));
}
