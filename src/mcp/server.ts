import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  GetPromptRequestSchema,
  type Tool as ListedTool,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import { instructions } from '../messages/mcp.ts';
import type { Requests } from './requests.ts';
import type { ServiceOptions } from './service.ts';

declare const NETOPS_VERSION: string;

/** The code that MCP gives to a resource that is not there: https://modelcontextprotocol.io/specification/2025-11-25/server/resources */
const resourceNotFound = -32_002;

/**
 * One client's server. What answers a request is loaded when the first is asked: a client that starts many servers waits
 * for each one's list of tools.
 *
 * @param tools the answer of `tools/list`
 */
export function mcpServer(options: ServiceOptions, tools: ListedTool[]): Server {
  const { lang } = options;
  const version = typeof NETOPS_VERSION === 'string' ? NETOPS_VERSION : 'dev';
  const server = new Server(
    { name: 'netops', title: 'netops', version },
    {
      capabilities: { tools: {}, resources: {}, prompts: {} },
      instructions: instructions[lang],
      // For a person's answer to a change alone; Ajv takes its time to begin.
      jsonSchemaValidator: { getValidator: (schema) => new AjvJsonSchemaValidator().getValidator(schema) },
    },
  );
  let session: Promise<Requests> | undefined;
  const requests = (): Promise<Requests> => {
    session ??= import('./requests.ts').then(({ openSession }) => openSession(server, options));
    return session;
  };

  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    return await (await requests()).callTool(params.name, params.arguments ?? {}, {
      signal: extra.signal,
      progressToken: extra._meta?.progressToken,
      notify: (notification) => extra.sendNotification(notification),
    });
  });
  server.setRequestHandler(ListResourcesRequestSchema, async () => ({
    resources: await (await requests()).listResources(),
  }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, async () => ({
    resourceTemplates: (await requests()).resourceTemplates(),
  }));
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params }) => {
    const read = await (await requests()).readResource(params.uri);
    if ('notFound' in read) throw new McpError(resourceNotFound, read.notFound, { uri: params.uri });
    return read.found;
  });
  server.setRequestHandler(ListPromptsRequestSchema, async () => ({ prompts: (await requests()).listPrompts() }));
  server.setRequestHandler(GetPromptRequestSchema, async ({ params }) => {
    const found = (await requests()).getPrompt(params.name, params.arguments ?? {});
    if (found === undefined) throw new McpError(ErrorCode.InvalidParams, `there is no prompt ${params.name}`);
    if ('missing' in found) throw new McpError(ErrorCode.InvalidParams, `${params.name} needs ${found.missing}`);
    return found;
  });
  server.onerror = (error) => options.log(error.message);
  return server;
}
