import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { UserError } from '../errors/user-error.ts';
import { http as text } from '../messages/mcp.ts';
import { mcpServer } from './server.ts';
import type { ServiceOptions } from './service.ts';
import { isAuthorized } from './token.ts';
import { toolList } from './tool-list.ts';

/** Clients at once; the one that has been silent the longest gives way. */
const mostSessions = 32;
/** A client that left without a word. */
const idleMs = 30 * 60_000;
/** A call's input is small. */
const mostBytes = 1_000_000;

interface Session {
  transport: StreamableHTTPServerTransport;
  /** When it was last asked, ms. */
  at: number;
  /** Requests that are being answered. */
  busy: number;
}

export interface Listening {
  url: string;
  close(): Promise<void>;
}

/**
 * Serves MCP's streamable HTTP on loopback, at `/mcp`. Every request carries the token; one that a web page sends (its
 * Origin), or that came by a name of somebody else's (its Host, DNS rebinding), is refused.
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#security-warning
 *
 * @param port 0: any that is free
 * @throws UserError when the port cannot be had
 */
export async function serveHttp(options: ServiceOptions, port: number, token: string): Promise<Listening> {
  const sessions = new Map<string, Session>();
  const tools = toolList(options);
  let own = port;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refusal = refusalOf(request, own, token);
    if (refusal !== undefined) return refuse(response, ...refusal);
    const id = request.headers['mcp-session-id'];
    const known = typeof id === 'string' ? sessions.get(id) : undefined;
    if (typeof id === 'string' && known === undefined) return refuse(response, 404, 'Session not found');
    const session = known ?? { transport: await opened(), at: 0, busy: 0 };
    session.at = Date.now();
    session.busy++;
    response.once('close', () => {
      session.busy--;
      session.at = Date.now();
    });
    await session.transport.handleRequest(request, response);
  };

  const opened = async (): Promise<StreamableHTTPServerTransport> => {
    const transport: StreamableHTTPServerTransport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => {
        makeRoom();
        sessions.set(id, { transport, at: Date.now(), busy: 0 });
      },
      onsessionclosed: (id) => void sessions.delete(id),
    });
    await mcpServer(options, tools).connect(transport as never);
    return transport;
  };

  const drop = (id: string): void => {
    const session = sessions.get(id);
    sessions.delete(id);
    session?.transport.close().catch((error: Error) => options.log(error.message));
  };
  const makeRoom = (): void => {
    const idle = [...sessions].filter(([, s]) => s.busy === 0).sort(([, a], [, b]) => a.at - b.at);
    for (const [id] of idle.slice(0, Math.max(0, sessions.size - mostSessions + 1))) drop(id);
  };
  const sweep = setInterval(() => {
    for (const [id, { at, busy }] of sessions) if (busy === 0 && Date.now() - at > idleMs) drop(id);
  }, 60_000);
  sweep.unref();

  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      options.log(error.stack ?? error.message);
      if (!response.headersSent) refuse(response, 500, 'Internal error');
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ code = 'unknown' }: NodeJS.ErrnoException) =>
      reject(new UserError(code === 'EADDRINUSE' ? text.portTaken(port) : text.cannotListen(port, code))),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  own = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${own}/mcp`,
    async close() {
      clearInterval(sweep);
      for (const id of [...sessions.keys()]) drop(id);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Why a request is not let in: status and reason. */
function refusalOf(request: IncomingMessage, port: number, token: string): [number, string] | undefined {
  const { host = '', origin, authorization } = request.headers;
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  if (!names.some((name) => host.toLowerCase() === `${name}:${port}`)) return [403, 'Host not allowed'];
  if (origin !== undefined && !isLoopback(origin)) return [403, 'Origin not allowed'];
  if (!isAuthorized(authorization, token)) return [401, 'Unauthorized'];
  if (new URL(request.url ?? '/', 'http://localhost').pathname !== '/mcp') return [404, 'Not found'];
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return [413, 'Request too large'];
  return undefined;
}

/** A page that this machine itself serves, such as an inspector's. */
const isLoopback = (origin: string): boolean =>
  URL.canParse(origin) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(origin).hostname);

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(status === 401 ? { 'www-authenticate': 'Bearer realm="netops"' } : {}),
  });
  response.end(JSON.stringify({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null }));
}
