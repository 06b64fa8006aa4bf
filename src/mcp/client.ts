import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  CallToolResultSchema,
  ErrorCode,
  ListToolsResultSchema,
  McpError,
  type Tool,
  type ToolAnnotations,
  ToolListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/mcp-client.ts';
import type { Text } from '../messages/text.ts';
import { expanded } from './variables.ts';

/*
 * Other people's MCP servers, as an agent's `mcpServers` name them. Each is started by itself: one that does not start,
 * dies, hangs or prints rubbish is reported, with its last words, and takes nobody down.
 */

/** A server as Kiro, Claude Code and VS Code write it. */
export interface ServerConfig {
  command?: string | undefined;
  args?: string[] | undefined;
  env?: Record<string, string> | undefined;
  url?: string | undefined;
  headers?: Record<string, string> | undefined;
  /** Milliseconds that a request may take. */
  timeout?: number | undefined;
  disabled?: boolean | undefined;
  /** Tools that are not offered, by their own names. */
  disabledTools?: string[] | undefined;
  /** Tools that need no asking, by their own names; `*` for all. */
  autoApprove?: string[] | undefined;
}

/** A tool of somebody else's. What it answers is data, whoever wrote it. */
export interface ForeignTool {
  /** `@server/tool`. */
  name: string;
  description: string;
  /** JSON Schema. */
  inputSchema: Record<string, unknown>;
  /** What the server says of it, which may not be true. */
  annotations: ToolAnnotations;
  /** The configuration lets it run without asking. */
  autoApproved: boolean;
  /**
   * @returns the structured content when there is some, else the text
   * @throws UserError when the server is gone, the call fails, or it takes too long
   */
  call(input: unknown, signal: AbortSignal): Promise<unknown>;
}

/** How a server is. */
export interface ServerState {
  name: string;
  state: 'disabled' | 'starting' | 'ready' | 'failed' | 'left';
  tools: number;
  /** Why it failed or left. */
  problem?: Text;
}

export interface ForeignServers {
  /** When each has started or failed. Never rejects. */
  settled: Promise<void>;
  /** Tools of the servers that are ready, in the order of their names. */
  tools(): ForeignTool[];
  states(): ServerState[];
  /** Ends the servers' processes and connections. */
  close(): Promise<void>;
}

/** Kiro's default for a request. */
const usualTimeoutMs = 120_000;
/** `uvx` and `npx` may have to install a server first. */
const usualStartMs = 60_000;
/** Last words that are worth repeating. */
const lastLines = 5;

interface Started {
  config: ServerConfig;
  state: ServerState;
  tools: Tool[];
  client?: Client;
  stderr: string;
  rubbish: number;
}

/**
 * Starts the servers side by side and answers at once.
 *
 * @param env  what `${VAR}` in the configuration stands for, and what a server's process inherits of
 */
export function startServers(
  configs: Readonly<Record<string, ServerConfig>>,
  env: NodeJS.ProcessEnv = process.env,
): ForeignServers {
  const servers = Object.entries(configs).map(([name, config]): Started => {
    const state = config.disabled === true ? 'disabled' : 'starting';
    return { config, state: { name, state, tools: 0 }, tools: [], stderr: '', rubbish: 0 };
  });
  const closing = new AbortController();
  const starts = servers
    .filter((s) => s.state.state === 'starting')
    .map(async (server) => {
      try {
        await start(server, env, closing.signal);
      } catch (error) {
        server.state.state = 'failed';
        server.state.problem =
          error instanceof UserError
            ? error.text
            : text.notStarted(server.state.name, messageOf(error), lastWords(server));
        await server.client?.close().catch(() => {});
      }
    });
  return {
    settled: Promise.all(starts).then(() => {}),
    tools: () =>
      servers
        .filter((s) => s.state.state === 'ready')
        .flatMap((s) => s.tools.map((tool) => foreignTool(s, tool)))
        .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    states: () => servers.map((s) => ({ ...s.state, tools: s.tools.length })),
    async close() {
      closing.abort();
      await Promise.all(servers.map((s) => s.client?.close().catch(() => {})));
      await Promise.all(starts);
    },
  };
}

async function start(server: Started, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const { name } = server.state;
  const timeout = server.config.timeout ?? usualStartMs;
  const transport = await transportOf(server, env);
  const client = new Client({ name: 'netops', version: '1' }, { capabilities: {} });
  server.client = client;
  client.onerror = (error) => {
    // A line that is no JSON: what a server prints beside the protocol.
    if (error instanceof SyntaxError || error.name === 'ZodError') server.rubbish++;
  };
  client.onclose = () => {
    if (server.state.state !== 'ready') return;
    server.state.state = 'left';
    server.state.problem = text.left(name, lastWords(server));
  };
  try {
    await client.connect(transport, { timeout, signal });
    await listTools(server, { timeout, signal });
  } catch (error) {
    throw startFailure(server, error, timeout);
  }
  client.setNotificationHandler(ToolListChangedNotificationSchema, async () => {
    await listTools(server, { timeout: server.config.timeout ?? usualTimeoutMs, signal }).catch(() => {});
  });
  server.state.state = 'ready';
}

/** Without the SDK's own checks of each tool's schemas: a strange schema is its maker's affair. */
async function listTools(server: Started, options: { timeout: number; signal: AbortSignal }): Promise<void> {
  const tools: Tool[] = [];
  const seen = new Set<string>();
  let cursor: string | undefined;
  do {
    const params = cursor === undefined ? {} : { cursor };
    const page = await server.client!.request({ method: 'tools/list', params }, ListToolsResultSchema, options);
    tools.push(...page.tools);
    cursor = page.nextCursor;
    if (cursor !== undefined && seen.has(cursor)) break;
    if (cursor !== undefined) seen.add(cursor);
  } while (cursor !== undefined);
  const disabled = new Set(server.config.disabledTools ?? []);
  server.tools = tools.filter((t) => !disabled.has(t.name));
}

async function transportOf(server: Started, env: NodeJS.ProcessEnv): Promise<Transport> {
  const { name } = server.state;
  const { config, unset } = expanded(server.config, env);
  if (unset.length > 0) throw new UserError(text.variableUnset(name, unset));
  if (config.command !== undefined && config.command !== '') {
    const { StdioClientTransport } = await import('@modelcontextprotocol/sdk/client/stdio.js');
    const transport = new StdioClientTransport({
      command: config.command,
      args: config.args ?? [],
      env: { ...inherited(env), ...config.env },
      stderr: 'pipe',
    });
    transport.stderr?.on('data', (chunk: Buffer) => {
      server.stderr = `${server.stderr}${chunk.toString('utf8')}`.slice(-8_000);
    });
    return transport;
  }
  if (config.url === undefined) throw new UserError(text.neitherCommandNorUrl(name), 2);
  if (!/^https?:\/\//.test(config.url) || !URL.canParse(config.url))
    throw new UserError(text.badUrl(name, config.url), 2);
  const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
  return new StreamableHTTPClientTransport(new URL(config.url), {
    requestInit: { headers: config.headers ?? {} },
  }) as Transport;
}

/** What a server needs to find its home, its tools and AWS; not the keys of language models, and not all the rest. */
const inherited = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined &&
        /^(HOME|USER|LOGNAME|SHELL|TERM|TZ|LANG|LC_\w+|PATH|TMPDIR|TEMP|TMP|XDG_\w+|AWS_\w+|(HTTPS?|NO|ALL)_PROXY|SSL_CERT_\w+|NODE_EXTRA_CA_CERTS|REQUESTS_CA_BUNDLE|UV_\w+|PIP_\w+|APPDATA|LOCALAPPDATA|USERPROFILE|SYSTEM(ROOT|DRIVE)|PATHEXT|COMSPEC)$/i.test(
          entry[0],
        ),
    ),
  );

function startFailure(server: Started, error: unknown, timeout: number): UserError {
  const { name } = server.state;
  const { code } = (error ?? {}) as { code?: unknown };
  if (error instanceof UserError) return error;
  if (code === 'ENOENT') return new UserError(text.notFound(name, server.config.command ?? ''));
  if (code === 401 || code === 403) return new UserError(text.unauthorized(name));
  if (error instanceof McpError && error.code === ErrorCode.RequestTimeout)
    return new UserError(text.startTimeout(name, Math.round(timeout / 1000), server.rubbish, lastWords(server)));
  const why = error instanceof McpError && error.code === ErrorCode.ConnectionClosed ? 'closed' : messageOf(error);
  return new UserError(
    why === 'closed' ? text.left(name, lastWords(server)) : text.notStarted(name, why, lastWords(server)),
  );
}

function foreignTool(server: Started, tool: Tool): ForeignTool {
  const { autoApprove = [], timeout = usualTimeoutMs } = server.config;
  const name = `@${server.state.name}/${tool.name}`;
  return {
    name,
    description: tool.description ?? tool.title ?? tool.name,
    inputSchema: tool.inputSchema,
    annotations: tool.annotations ?? {},
    autoApproved: autoApprove.includes('*') || autoApprove.includes(tool.name),
    async call(input, signal) {
      if (server.state.state !== 'ready' || server.client === undefined)
        throw new UserError(server.state.problem ?? text.left(server.state.name, lastWords(server)));
      const params = { name: tool.name, arguments: (input ?? {}) as Record<string, unknown> };
      try {
        const result = await server.client.request({ method: 'tools/call', params }, CallToolResultSchema, {
          signal,
          timeout,
          // A server that says how far it is has not hung.
          resetTimeoutOnProgress: true,
          onprogress: () => {},
        });
        const said = textOf(result.content);
        if (result.isError === true) throw new UserError(text.callFailed(name, plainLine(said)));
        return result.structuredContent ?? said;
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof UserError) throw error;
        if (error instanceof McpError && error.code === ErrorCode.RequestTimeout)
          throw new UserError(text.callTimeout(name, Math.round(timeout / 1000)));
        if (error instanceof McpError && error.code === ErrorCode.ConnectionClosed)
          throw new UserError(text.left(server.state.name, lastWords(server)));
        throw new UserError(text.callFailed(name, plainLine(messageOf(error))));
      }
    },
  };
}

/** The text of an answer; what is no text is named. */
function textOf(content: unknown): string {
  return (content as { type: string; text?: string; mimeType?: string; resource?: { text?: string; uri?: string } }[])
    .map((part) =>
      part.type === 'text'
        ? (part.text ?? '')
        : part.type === 'resource'
          ? (part.resource?.text ?? `[${part.resource?.uri ?? 'resource'}]`)
          : `[${part.type}${part.mimeType === undefined ? '' : ` ${part.mimeType}`}]`,
    )
    .join('\n');
}

const messageOf = (error: unknown): string => plainLine(error instanceof Error ? error.message : String(error));

/** One line of somebody else's, without what a terminal would obey. */
const plainLine = (line: string): string =>
  line
    .replace(/\u001b\[[0-9;]*[A-Za-z]/g, '')
    .replace(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ')
    .trim()
    .slice(0, 400);

const lastWords = ({ stderr }: Started): string[] =>
  stderr
    .split('\n')
    .map(plainLine)
    .filter((line) => line !== '')
    .slice(-lastLines);
