import { z } from 'zod';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/chat-hooks.ts';
import type { Tool } from '../tools/tool.ts';
import type { Agent } from './agent.ts';

/*
 * `toolsSettings` of an agent, as far as netops has tools that Kiro's settings are about: which AWS services may be
 * called. https://kiro.dev/docs/cli/reference/built-in-tools
 */

/** Kiro's names for what is `call_aws` here, and ours as its server's tool. */
const awsTools = ['call_aws', '@netops/call_aws', 'aws', 'use_aws'];

const awsSettings = z.looseObject({
  allowedServices: z.array(z.string()).optional(),
  deniedServices: z.array(z.string()).optional(),
});

/** A tool as the agent's settings leave it; a service that they exclude is refused with a sentence. */
export function withSettings(tool: Tool, agent: Agent): Tool {
  if (tool.name !== 'call_aws') return tool;
  const named = awsTools.map((name) => agent.file.toolsSettings?.[name]).find((given) => given !== undefined);
  const settings = awsSettings.safeParse(named);
  if (!settings.success) return tool;
  const { allowedServices, deniedServices = [] } = settings.data;
  return {
    ...tool,
    async run(input, setting) {
      const service = String((input as { service?: unknown }).service).toLowerCase();
      const among = (services: readonly string[]): boolean => services.some((name) => name.toLowerCase() === service);
      if (among(deniedServices) || (allowedServices !== undefined && !among(allowedServices)))
        throw new UserError(text.serviceExcluded(agent.name, service));
      return await tool.run(input, setting);
    },
  };
}
