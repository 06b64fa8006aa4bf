import { z } from 'zod';

/*
 * An agent as Kiro CLI writes it: one JSON file. https://kiro.dev/docs/cli/custom-agents/configuration-reference and
 * https://kiro.dev/docs/cli/hooks
 */

const hook = z.looseObject({
  command: z.string(),
  /** Which tools it is for; left out: all. */
  matcher: z.string().optional(),
  timeout_ms: z.number().int().positive().optional(),
  cache_ttl_seconds: z.number().nonnegative().optional(),
});

/** The moments at which an agent's commands run. */
export const hookMoments = ['agentSpawn', 'userPromptSubmit', 'preToolUse', 'postToolUse', 'stop'] as const;
export type HookMoment = (typeof hookMoments)[number];
export type Hook = z.infer<typeof hook>;

const hooks = z.looseObject(
  Object.fromEntries(hookMoments.map((moment) => [moment, z.array(hook).optional()])) as Record<
    HookMoment,
    z.ZodOptional<z.ZodArray<typeof hook>>
  >,
);

const mcpServer = z.looseObject({
  command: z.string().optional(),
  args: z.array(z.string()).optional(),
  env: z.record(z.string(), z.string()).optional(),
  url: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** Milliseconds a request may take; Kiro's default is 120,000. */
  timeout: z.number().positive().optional(),
  disabled: z.boolean().optional(),
});
export type McpServer = z.infer<typeof mcpServer>;
export const mcpServers = z.record(z.string(), mcpServer);

/** What an agent's file may say. Fields that netops does not know are kept. */
export const agentFile = z.looseObject({
  name: z.string().min(1).optional(),
  description: z.string().nullable().optional(),
  /** A text, or `file://` with a path relative to the agent's file. */
  prompt: z.string().nullable().optional(),
  mcpServers: mcpServers.optional(),
  tools: z.array(z.string()).optional(),
  toolAliases: z.record(z.string(), z.string()).optional(),
  allowedTools: z.array(z.string()).optional(),
  toolsSettings: z.record(z.string(), z.unknown()).optional(),
  /** `file://` and `skill://` globs; an object is a knowledge base, which netops leaves to Kiro. */
  resources: z.array(z.union([z.string(), z.looseObject({})])).optional(),
  hooks: hooks.optional(),
  includeMcpJson: z.boolean().optional(),
  useLegacyMcpJson: z.boolean().optional(),
  model: z.string().nullable().optional(),
  welcomeMessage: z.string().nullable().optional(),
});
export type AgentFile = z.infer<typeof agentFile>;

export interface Agent {
  name: string;
  place: 'built-in' | 'local' | 'global';
  /** Its file; a built-in agent has none. */
  path?: string;
  file: AgentFile;
}

/** What is context of each conversation unless an agent says otherwise. */
export const steering = ['file://.kiro/steering/**/*.md', 'file://~/.kiro/steering/**/*.md'];
export const usualResources = ['file://AGENTS.md', 'file://README.md'];

/** The agent that is there when no other is chosen: every tool, and the steering files as Kiro's own has them. */
export const builtIn: Agent = {
  name: 'default',
  place: 'built-in',
  file: { tools: ['*'], resources: [...usualResources, ...steering], includeMcpJson: true },
};
