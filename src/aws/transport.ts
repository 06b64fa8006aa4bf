import { readFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import ipaddr from 'ipaddr.js';
import { UserError } from '../errors/user-error.ts';
import { caBundleUnreadable } from '../messages/credentials.ts';

/** How many sockets are open to one host at once. */
const maxSockets = 64;

/**
 * The HTTP agents that the SDK's clients use: through a proxy when HTTPS_PROXY or HTTP_PROXY says so and NO_PROXY does
 * not exempt the host, with the certificates of AWS_CA_BUNDLE. The SDK for JavaScript reads none of these itself.
 */
export async function httpOptions(endpoint: string | undefined, env = process.env): Promise<NodeHttpHandlerOptions> {
  const ca = caBundle(env);
  const base = { keepAlive: true, maxSockets, ...(ca === undefined ? {} : { ca }) };
  const options: NodeHttpHandlerOptions = {
    connectionTimeout: 5_000,
    requestTimeout: 30_000,
    throwOnRequestTimeout: true,
  };
  const proxyHttps = proxyFor('https', endpoint, env);
  const proxyHttp = proxyFor('http', endpoint, env);
  const { HttpProxyAgent, HttpsProxyAgent } =
    proxyHttps === undefined && proxyHttp === undefined
      ? { HttpProxyAgent: undefined, HttpsProxyAgent: undefined }
      : (await import('hpagent')).default;
  return {
    ...options,
    httpsAgent:
      proxyHttps === undefined
        ? new HttpsAgent(base)
        : (new HttpsProxyAgent!({ ...base, proxy: proxyHttps }) as HttpsAgent),
    httpAgent:
      proxyHttp === undefined
        ? new HttpAgent({ keepAlive: true, maxSockets })
        : (new HttpProxyAgent!({ keepAlive: true, maxSockets, proxy: proxyHttp }) as HttpAgent),
  };
}

function caBundle(env: NodeJS.ProcessEnv): string | undefined {
  const path = env.AWS_CA_BUNDLE;
  if (!path) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new UserError(caBundleUnreadable(path));
  }
}

/** The proxy's URL for requests of a scheme, or undefined to go straight. Lower-case names win, as in curl. */
export function proxyFor(
  scheme: 'http' | 'https',
  endpoint: string | undefined,
  env: NodeJS.ProcessEnv,
): string | undefined {
  const proxy = env[`${scheme}_proxy`] || env[`${scheme.toUpperCase()}_PROXY`] || undefined;
  if (proxy === undefined) return undefined;
  const host = endpoint === undefined ? 'amazonaws.com' : new URL(endpoint).hostname.replace(/^\[|\]$/g, '');
  return exempt(host, env.no_proxy || env.NO_PROXY || '')
    ? undefined
    : proxy.includes('://')
      ? proxy
      : `http://${proxy}`;
}

/** Whether NO_PROXY names a host: `*`, a domain (with or without a leading dot), an address, a CIDR block. */
export function exempt(host: string, noProxy: string): boolean {
  if (host === 'localhost' || host === '::1' || host.startsWith('127.')) return true;
  return noProxy
    .split(/[,\s]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      if (entry.includes('/') && ipaddr.isValid(host) && ipaddr.isValidCIDR(entry)) {
        const block = ipaddr.parseCIDR(entry);
        const address = ipaddr.process(host);
        return address.kind() === block[0].kind() && address.match(block as never);
      }
      const domain = entry
        .replace(/^\*?\./, '')
        .replace(/:\d+$/, '')
        .toLowerCase();
      return host.toLowerCase() === domain || host.toLowerCase().endsWith(`.${domain}`);
    });
}
