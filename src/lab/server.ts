import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/lab.ts';
import { control } from './control.ts';
import { type Answer, dispatch, maxBodyBytes } from './dispatch.ts';
import { labRegionOf } from './from-snapshot.ts';
import { type Lock, lockState } from './lock.ts';
import type { LabRequest } from './protocol/message.ts';
import { announce, runningLab, withdraw } from './running.ts';
import { seedState } from './seed/index.ts';
import type { LabState } from './state.ts';
import { loadState, saveState, setStateAside } from './store.ts';

export const defaultPort = 4599;

export interface LabServer {
  endpoint: string;
  /** The region that its clients ask first. */
  region: string;
  /** Settles when the server has stopped, by `close` or through the control API; rejects when its state could not be saved. */
  stopped: Promise<void>;
  close(): Promise<void>;
}

export interface ServerOptions {
  port: number;
  /** One line a call: `08:00:12.345 ec2:DescribeVpcs 200 3ms`. */
  log(line: string): void;
  /** Makes a first state instead of the saved one, which is set aside. */
  from?: (now: Date) => LabState;
}

/** Changes are on disk at the latest this long after the call. */
const saveDelayMs = 300;
const maxConnections = 1_024;

/**
 * Starts the lab's server on loopback. It owns the state while it runs.
 *
 * @throws UserError when a lab is running already, the port is taken or the state cannot be read or written
 */
export async function startServer({ port, log, from }: ServerOptions): Promise<LabServer> {
  const running = await runningLab();
  if (running !== undefined) throw new UserError(text.alreadyRunning(running.endpoint, running.pid));
  const lock = await lockState();
  try {
    if (from !== undefined) await setStateAside(new Date());
    const saved = await loadState();
    const state = saved ?? (from ?? seedState)(new Date());
    if (saved === undefined) await saveState(state);
    return await serve(state, lock, port, log);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function serve(first: LabState, lock: Lock, port: number, log: (line: string) => void): Promise<LabServer> {
  let state = first;
  let timer: NodeJS.Timeout | undefined;
  let saving: Promise<void> = Promise.resolve();
  let settle: { resolve(): void; reject(error: unknown): void };
  const stopped = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  stopped.catch(() => {});

  const save = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    saving = saving
      .catch(() => {})
      .then(async () => {
        if (!(await lock.held())) throw new UserError(text.lostState());
        await saveState(state);
      });
    return saving;
  };
  const saveSoon = (): void => {
    timer ??= setTimeout(() => {
      save().catch((error: unknown) => {
        log(error instanceof UserError ? error.text.en : String(error));
        // A full disk may have room again later; a lost lock does not come back.
        void lock.held().then((held) => (held ? saveSoon() : shut(error)));
      });
    }, saveDelayMs);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      log(`internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      response.destroy();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const { path, query } = targetOf(request);
    if (path.startsWith('/_netops/')) {
      await answerControl(request, response, path, body);
      return;
    }
    const started = performance.now();
    const received: LabRequest = {
      method: request.method ?? 'GET',
      path,
      query,
      headers: headersOf(request),
      body: body ?? new Uint8Array(),
      sourceIp: (request.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
    };
    if (body === undefined) {
      log(logLine('?', '?', 413, undefined, started));
      response.writeHead(413, { 'content-type': 'text/plain', connection: 'close' }).end('Request entity too large\n');
      return;
    }
    const outcome = await dispatch(state, received);
    if (outcome.changed) saveSoon();
    if (outcome.defect !== undefined) {
      const { defect } = outcome;
      log(defect instanceof Error ? (defect.stack ?? defect.message) : String(defect));
    }
    log(logLine(outcome.service, outcome.operation, outcome.response.status, outcome.code, started));
    send(response, outcome);
  }

  async function startOver(): Promise<string | undefined> {
    await save();
    const now = new Date();
    const aside = await setStateAside(now);
    state = seedState(now);
    await save();
    return aside;
  }

  async function answerControl(
    request: IncomingMessage,
    response: ServerResponse,
    target: string,
    body: Uint8Array | undefined,
  ): Promise<void> {
    const reply = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(value)}\n`);
    };
    const refusal = refusedControl(request);
    if (refusal !== undefined) {
      reply(403, { error: refusal });
      return;
    }
    let value: unknown;
    let path: string[];
    try {
      path = target.split('/').slice(2).map(decodeURIComponent);
      value = body === undefined || body.byteLength === 0 ? undefined : JSON.parse(Buffer.from(body).toString('utf8'));
    } catch {
      reply(400, { error: 'the body is not JSON, or the path is badly encoded' });
      return;
    }
    const outcome = control(state, request.method ?? 'GET', path, value);
    let result = outcome.body;
    try {
      if (outcome.serverMust === 'reset') result = { aside: (await startOver()) ?? null };
      // A caller of the control API goes on to read with another process: what it set must be on disk.
      else if (outcome.changed) await save();
    } catch (error) {
      reply(500, { error: error instanceof UserError ? error.text.en : String(error) });
      return;
    }
    if (path[0] === 'status' && outcome.status === 200) {
      result = { lab: 'netops', pid: process.pid, ...(outcome.body as object) };
    }
    reply(outcome.status, result);
    if (outcome.serverMust === 'stop') response.on('close', () => void close());
  }

  async function shut(error: unknown): Promise<void> {
    server.close();
    server.closeAllConnections();
    await withdraw();
    settle.reject(error);
  }

  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= (async () => {
      server.close();
      server.closeIdleConnections();
      // Calls under way may finish, but nobody waits long for one.
      setTimeout(() => server.closeAllConnections(), 500).unref();
      try {
        if (timer !== undefined) await save();
        await saving;
        await withdraw();
        await lock.release();
        settle.resolve();
      } catch (error) {
        await withdraw();
        settle.reject(error);
      }
    })();
    return closing;
  };

  server.maxConnections = maxConnections;
  server.headersTimeout = 10_000;
  server.requestTimeout = 60_000;
  server.keepAliveTimeout = 75_000;
  const endpoint = await listen(server, port);
  await announce({ pid: process.pid, endpoint });
  return { endpoint, region: labRegionOf(state), stopped, close };
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new UserError(
          error.code === 'EADDRINUSE' ? text.portInUse(port) : text.cannotListen(port, error.code ?? error.message),
        ),
      );
    });
    server.listen(port, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

/** Path and query as they were sent; a proxy's client sends the whole URL. */
function targetOf(request: IncomingMessage): { path: string; query: URLSearchParams } {
  const target = (request.url ?? '/').replace(/^https?:\/\/[^/?]*/i, '') || '/';
  const mark = target.indexOf('?');
  return mark < 0
    ? { path: target, query: new URLSearchParams() }
    : { path: target.slice(0, mark), query: new URLSearchParams(target.slice(mark + 1)) };
}

/** The body, or `undefined` when it is larger than the lab takes. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size <= maxBodyBytes) chunks.push(chunk);
    // Read on a little, so that a client that is still sending gets to see the answer.
    else if (size > maxBodyBytes * 4) break;
  }
  return size > maxBodyBytes ? undefined : Buffer.concat(chunks);
}

const headersOf = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );

/** Why a control call is refused: the API is for programs on this machine, not for web pages that a browser here shows. */
function refusedControl(request: IncomingMessage): string | undefined {
  const peer = request.socket.remoteAddress ?? '';
  if (!/^(::ffff:)?127\.|^::1$/.test(peer)) return 'loopback only';
  if (request.headers.origin !== undefined) return 'not for web pages';
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'none') return 'not for web pages';
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host) ? undefined : `not a loopback name: ${host}`;
}

function logLine(
  service: string,
  operation: string,
  status: number,
  code: string | undefined,
  started: number,
): string {
  const time = new Date().toISOString().slice(11, 23);
  const what = `${service}:${operation}`.replace(/[^\x20-\x7e]/g, '?').slice(0, 120);
  const ms = Math.round(performance.now() - started);
  return `${time} ${what} ${status}${code === undefined ? '' : ` ${code}`} ${ms}ms`;
}

function send(response: ServerResponse, { response: answer, connection }: Answer): void {
  if (connection === 'cut') {
    response.destroy();
    return;
  }
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...answer.headers, 'content-length': body.byteLength });
  if (connection === 'truncate') {
    response.write(body.subarray(0, Math.floor(body.byteLength / 2)), () => response.destroy());
    return;
  }
  response.end(body);
}
