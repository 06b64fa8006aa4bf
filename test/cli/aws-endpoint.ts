import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { type LabServer, startServer } from '../../src/lab/server.ts';
import type { ApiFault } from '../../src/lab/state.ts';
import { freshHome } from '../netops.ts';

/** What the SDK needs to speak to the lab as to any AWS endpoint. */
export const credentials = { AWS_ACCESS_KEY_ID: 'NETOPSLAB', AWS_SECRET_ACCESS_KEY: 'netops-lab' };

export interface Endpoint {
  url: string;
  /** `ec2:DescribeVpcs`, in the order of the calls. */
  calls: string[];
  fault(fault: Omit<ApiFault, 'id'>): Promise<void>;
  close(): Promise<void>;
}

/** A fresh lab behind a socket: an AWS endpoint as far as a client can tell. */
export async function startEndpoint(): Promise<Endpoint> {
  const before = process.env.NETOPS_HOME;
  process.env.NETOPS_HOME = freshHome();
  const calls: string[] = [];
  const lab: LabServer = await startServer({ port: 0, log: (line) => calls.push(line.split(' ')[1] ?? line) });
  if (before === undefined) delete process.env.NETOPS_HOME;
  else process.env.NETOPS_HOME = before;
  return {
    url: lab.endpoint,
    calls,
    fault: async (fault) => {
      const answer = await fetch(`${lab.endpoint}/_netops/api-faults`, { method: 'POST', body: JSON.stringify(fault) });
      if (!answer.ok) throw new Error(await answer.text());
    },
    close: () => lab.close(),
  };
}

export interface Relay {
  port: number;
  /** What was asked of it, as `CONNECT aws.test:443` or `POST http://aws.test/`. */
  asked: string[];
  close(): Promise<void>;
}

const listening = async (server: ReturnType<typeof createHttpServer>): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};
const closing = (server: ReturnType<typeof createHttpServer>) => async (): Promise<void> => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
};

function forward(from: IncomingMessage, to: ServerResponse, target: URL): void {
  const onward = request(
    {
      host: target.hostname,
      port: target.port,
      method: from.method,
      path: from.url?.replace(/^http:\/\/[^/]+/, '') || '/',
      headers: from.headers,
    },
    (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    },
  );
  onward.on('error', () => to.destroy());
  from.pipe(onward);
}

/**
 * An HTTP proxy of a network without other ways out: `aws.test` is behind it, over plain HTTP at `plain` and over TLS
 * at port `tls` of this machine. With `password` it wants to be asked with it.
 */
export async function startProxy(behind: { plain: string; tls?: number; password?: string }): Promise<Relay> {
  const asked: string[] = [];
  const refuses = (headers: IncomingMessage['headers']): boolean =>
    behind.password !== undefined &&
    headers['proxy-authorization'] !== `Basic ${Buffer.from(behind.password).toString('base64')}`;
  const server = createHttpServer((from, to) => {
    asked.push(`${from.method} ${from.url}`);
    if (refuses(from.headers)) to.writeHead(407).end();
    else if (from.url?.startsWith('http://aws.test')) forward(from, to, new URL(behind.plain));
    else to.writeHead(502).end();
  });
  server.on('connect', (from: IncomingMessage, socket: import('node:net').Socket) => {
    asked.push(`CONNECT ${from.url}`);
    if (refuses(from.headers)) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const onward = connect(behind.tls ?? 9, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  return { port: await listening(server), asked, close: closing(server) };
}

export const caBundle = join(import.meta.dirname, 'tls', 'cert.pem');

/** The endpoint over TLS, with a certificate for `aws.test` that only `caBundle` vouches for. */
export async function startTls(plain: string): Promise<Relay> {
  const files = ['key.pem', 'cert.pem'].map((name) => readFileSync(join(import.meta.dirname, 'tls', name)));
  const server = createTlsServer({ key: files[0], cert: files[1] }, (from, to) => forward(from, to, new URL(plain)));
  return { port: await listening(server as never), asked: [], close: closing(server as never) };
}
