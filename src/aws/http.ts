import { readFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { rootCertificates } from 'node:tls';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { HttpHandlerOptions, HttpRequest } from '@smithy/types';
import { UserError } from '../errors/user-error.ts';
import { caBundleUnreadable } from '../messages/credentials.ts';
import { proxyFor } from './proxy.ts';

/** What sends a client's requests: over sockets, or straight to a lab in this process. */
export interface RequestHandler {
  handle(request: never, options?: HttpHandlerOptions): Promise<{ response: never }>;
  destroy?(): void;
  metadata?: { handlerProtocol: string };
  updateHttpClientConfig(key: never, value: never): void;
  httpHandlerConfigs(): Record<string, never>;
}

/** Sockets to one host. A region's endpoints are hosts of their own, and HTTP/1.1 takes one call a socket. */
const maxSockets = 64;
const timeouts = {
  connectionTimeout: 5_000,
  requestTimeout: 30_000,
  throwOnRequestTimeout: true,
  // The clients' own limits decide how many calls wait; a warning on stderr would only alarm.
  socketAcquisitionWarningTimeout: 2 ** 30,
};

/**
 * Sends the SDK's requests the way the environment says: through HTTPS_PROXY or HTTP_PROXY unless NO_PROXY exempts the
 * host, trusting AWS_CA_BUNDLE besides Node's certificates. The SDK for JavaScript reads none of these itself.
 *
 * @throws UserError when AWS_CA_BUNDLE cannot be read
 */
export function httpHandler(env: NodeJS.ProcessEnv = process.env, caBundle = env.AWS_CA_BUNDLE): RequestHandler {
  const trusted = caBundle ? { ca: [...rootCertificates, readBundle(caBundle)] } : {};
  const agentOptions = { keepAlive: true, maxSockets };
  const direct = new NodeHttpHandler({
    ...timeouts,
    httpAgent: new HttpAgent(agentOptions),
    httpsAgent: new HttpsAgent({ ...agentOptions, ...trusted }),
  });
  const tunnels = new Map<string, Promise<NodeHttpHandler>>();
  const tunnel = (proxy: URL): Promise<NodeHttpHandler> => {
    let handler = tunnels.get(proxy.href);
    if (handler === undefined) {
      handler = import('hpagent').then(
        ({ HttpsProxyAgent }) =>
          new NodeHttpHandler({
            ...timeouts,
            httpsAgent: new HttpsProxyAgent({
              ...agentOptions,
              ...trusted,
              proxy,
              ...(caBundle ? { proxyRequestOptions: { ca: trusted.ca } } : {}),
            }),
          }),
      );
      tunnels.set(proxy.href, handler);
    }
    return handler;
  };

  const handle = async (request: HttpRequest, options?: HttpHandlerOptions) => {
    const proxy = proxyFor(request, env);
    if (proxy === undefined) return await direct.handle(request as never, options);
    if (request.protocol !== 'http:') return await (await tunnel(proxy)).handle(request as never, options);
    return await direct.handle(absolute(request, proxy) as never, options);
  };
  return {
    handle: handle as never,
    metadata: { handlerProtocol: 'http/1.1' },
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
    destroy() {
      direct.destroy();
      for (const handler of tunnels.values()) void handler.then((h) => h.destroy());
    },
  };
}

/** A plain request as an HTTP proxy takes it: the whole URL in place of the path (RFC 9112, 3.2.2). */
function absolute(request: HttpRequest, proxy: URL): HttpRequest {
  const { hostname, port, path } = request;
  const authority = port === undefined ? hostname : `${hostname}:${port}`;
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return {
    ...request,
    protocol: proxy.protocol,
    hostname: proxy.hostname,
    port: proxy.port === '' ? (proxy.protocol === 'https:' ? 443 : 80) : Number(proxy.port),
    path: `http://${authority}${path}`,
    headers: {
      ...request.headers,
      host: request.headers.host ?? authority,
      ...(credentials === ':' ? {} : { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` }),
    },
  };
}

function readBundle(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new UserError(caBundleUnreadable(path));
  }
}
