import { join } from 'node:path';
import * as text from '../../messages/init.ts';
import { steeringFile } from '../../messages/steering.ts';
import type { Lang } from '../../messages/text.ts';
import { tools } from '../../tools/index.ts';
import { steering, usualResources } from '../agent.ts';
import { agentFolder, type Places } from '../agents.ts';
import { mcpFile } from '../mcp-servers.ts';

/** Programs that netops can be set up for. */
export const programs = ['kiro', 'claude', 'vscode', 'cursor'] as const;
export type Program = (typeof programs)[number];

/** A file as it should be: a whole text, or members that a JSON file should have besides its own. */
export type Wanted =
  | { path: string; kind: 'text'; content: string }
  | { path: string; kind: 'json'; merge(existing: Record<string, unknown>): Record<string, unknown> };

/** How the MCP server is started. */
export interface ServerCommand {
  command: string;
  args: string[];
}

export interface TargetOptions {
  places: Places;
  global: boolean;
  lang: Lang;
  server: ServerCommand;
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
}

/** The files of a program, in the order in which they are shown. */
export function targets(program: Program, options: TargetOptions): Wanted[] {
  const { places, global, lang, server } = options;
  const base = global ? places.home : places.directory;
  const guide = steeringFile[lang];
  switch (program) {
    case 'kiro':
      return [
        { path: join(base, '.kiro', 'steering', 'netops.md'), kind: 'text', content: guide },
        {
          path: join(agentFolder(places, global ? 'global' : 'local'), 'netops.json'),
          kind: 'json',
          merge: agentIn(lang),
        },
        { path: mcpFile(base), kind: 'json', merge: serverIn('mcpServers', { ...server }) },
      ];
    case 'claude':
      return [
        // https://code.claude.com/docs/en/sub-agents, https://code.claude.com/docs/en/mcp
        {
          path: join(base, '.claude', 'agents', 'netops.md'),
          kind: 'text',
          content: `---\nname: netops\ndescription: ${text.agentDescription[lang]}\n---\n\n${guide}`,
        },
        {
          path: global ? join(base, '.claude.json') : join(base, '.mcp.json'),
          kind: 'json',
          merge: serverIn('mcpServers', { type: 'stdio', ...server }),
        },
      ];
    case 'vscode':
      return [
        // https://code.visualstudio.com/docs/copilot/customization/mcp-servers
        ...(global
          ? []
          : [
              {
                path: join(base, '.github', 'instructions', 'netops.instructions.md'),
                kind: 'text' as const,
                content: `---\ndescription: ${text.agentDescription[lang]}\n---\n\n${guide}`,
              },
            ]),
        {
          path: global ? join(vscodeUser(options), 'mcp.json') : join(base, '.vscode', 'mcp.json'),
          kind: 'json',
          merge: serverIn('servers', { type: 'stdio', ...server }),
        },
      ];
    case 'cursor':
      return [
        // https://docs.cursor.com/context/rules, https://docs.cursor.com/context/mcp
        ...(global
          ? []
          : [
              {
                path: join(base, '.cursor', 'rules', 'netops.mdc'),
                kind: 'text' as const,
                content: `---\ndescription: ${text.agentDescription[lang]}\nalwaysApply: false\n---\n\n${guide}`,
              },
            ]),
        { path: join(base, '.cursor', 'mcp.json'), kind: 'json', merge: serverIn('mcpServers', { ...server }) },
      ];
  }
}

/** Where VS Code keeps a person's own settings. */
function vscodeUser({ places, platform, env }: TargetOptions): string {
  if (platform === 'win32') return join(env.APPDATA ?? join(places.home, 'AppData', 'Roaming'), 'Code', 'User');
  if (platform === 'darwin') return join(places.home, 'Library', 'Application Support', 'Code', 'User');
  return join(env.XDG_CONFIG_HOME ?? join(places.home, '.config'), 'Code', 'User');
}

/** Adds our server under its name; other servers, and what somebody added to ours, stay. */
const serverIn =
  (key: string, entry: Record<string, unknown>) =>
  (existing: Record<string, unknown>): Record<string, unknown> => {
    const servers = (existing[key] ?? {}) as Record<string, unknown>;
    const ours = (servers.netops ?? {}) as Record<string, unknown>;
    return { ...existing, [key]: { ...servers, netops: { ...ours, ...entry } } };
  };

/** What an agent that exists says of itself stays; what it lacks to work with netops is added. */
const agentIn =
  (lang: Lang) =>
  (existing: Record<string, unknown>): Record<string, unknown> => {
    const both = (key: string, wanted: readonly string[]): unknown[] => {
      const there = Array.isArray(existing[key]) ? existing[key] : [];
      return [...there, ...wanted.filter((item) => !there.includes(item))];
    };
    return {
      name: 'netops',
      description: text.agentDescription[lang],
      prompt: text.agentPrompt[lang],
      ...existing,
      tools:
        Array.isArray(existing.tools) && existing.tools.includes('*')
          ? existing.tools
          : both('tools', ['read', '@netops']),
      // What only reads runs without asking; what changes AWS asks.
      allowedTools: both(
        'allowedTools',
        tools.filter((tool) => !tool.changes).map((tool) => `@netops/${tool.name}`),
      ),
      resources: both('resources', [...usualResources, ...steering]),
      includeMcpJson: existing.includeMcpJson ?? true,
      welcomeMessage: existing.welcomeMessage ?? text.agentWelcome[lang],
    };
  };
