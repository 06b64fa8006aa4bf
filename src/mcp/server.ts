import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { UserError } from '../errors/user-error.ts';
import { instructions } from '../messages/mcp.ts';
import { resultsKept } from '../tools/results.ts';
import { recentSnapshots } from './recent-snapshots.ts';
import type { ServiceOptions } from './service.ts';
import { toolList } from './tool-list.ts';

declare const NETOPS_VERSION: string;

/** The code that MCP gives to a resource that is not there: https://modelcontextprotocol.io/specification/2025-11-25/server/resources */
const resourceNotFound = -32_002;

/**
 * One client's server. What answers a request is loaded when it is first asked for: a client that starts many servers
 * waits for each one's list of tools.
 */
export function mcpServer(options: ServiceOptions): Server {
  const { lang } = options;
  const version = typeof NETOPS_VERSION === 'string' ? NETOPS_VERSION : 'dev';
  const server = new Server(
    { name: 'netops', title: 'netops', version },
    { capabilities: { tools: {}, resources: {}, prompts: {} }, instructions: instructions[lang] },
  );
  const results = resultsKept();
  const session = { server, results, snapshots: recentSnapshots(), options };

  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: toolList(options) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const { callTool } = await import('./tool-calls.ts');
    return await callTool(session, params.name, params.arguments ?? {}, {
      signal: extra.signal,
      progressToken: extra._meta?.progressToken,
      notify: (notification) => extra.sendNotification(notification),
    });
  });

  server.setRequestHandler(ListResourcesRequestSchema, async () => {
    const { listResources } = await import('./resources.ts');
    return { resources: await listResources(results, lang) };
  });
  server.setRequestHandler(ListResourceTemplatesRequestSchema, async () => {
    const { resourceTemplates } = await import('./resources.ts');
    return { resourceTemplates: resourceTemplates(lang) };
  });
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params }) => {
    const { readResource } = await import('./resources.ts');
    try {
      return await readResource(params.uri, results);
    } catch (error) {
      if (error instanceof UserError) throw new McpError(resourceNotFound, error.text[lang], { uri: params.uri });
      throw error;
    }
  });

  server.setRequestHandler(ListPromptsRequestSchema, async () => {
    const { listPrompts } = await import('./prompts.ts');
    return { prompts: listPrompts(lang) };
  });
  server.setRequestHandler(GetPromptRequestSchema, async ({ params }) => {
    const { getPrompt } = await import('./prompts.ts');
    const found = getPrompt(params.name, params.arguments ?? {}, lang);
    if (found === undefined) throw new McpError(ErrorCode.InvalidParams, `there is no prompt ${params.name}`);
    if ('missing' in found) throw new McpError(ErrorCode.InvalidParams, `${params.name} needs ${found.missing}`);
    return found;
  });
  server.onerror = (error) => options.log(error.message);
  return server;
}
