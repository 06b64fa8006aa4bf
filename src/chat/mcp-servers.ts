import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors/user-error.ts';
import { wrongField } from '../messages/chat-agents.ts';
import type { Text } from '../messages/text.ts';
import { type Agent, type McpServer, mcpServers } from './agent.ts';
import { type Places, readJsonWithReason } from './agents.ts';

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
    for (const path of new Set([mcpFile(places.directory), mcpFile(places.home)])) {
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

async function serversIn(path: string): Promise<Record<string, McpServer>> {
  if ((await stat(path).catch(() => undefined)) === undefined) return {};
  const file = (await readJsonWithReason(path)) as { mcpServers?: unknown } | null;
  const parsed = mcpServers.safeParse(file?.mcpServers ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UserError(wrongField(path, ['mcpServers', ...(issue?.path ?? [])].join('.'), issue?.message ?? ''));
}
