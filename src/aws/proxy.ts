import ipaddr from 'ipaddr.js';
import { UserError } from '../errors/user-error.ts';
import { badProxy } from '../messages/credentials.ts';

/** Where a request goes, as far as a proxy cares. */
export interface Destination {
  protocol: string;
  hostname: string;
  port?: number;
}

/**
 * The proxy for a request, or undefined to go straight: HTTPS_PROXY or HTTP_PROXY by scheme, else ALL_PROXY, unless
 * NO_PROXY or the loopback exempts the host. Lower-case names win, as in curl.
 *
 * @throws UserError for a proxy whose scheme is not http or https
 */
export function proxyFor({ protocol, hostname, port }: Destination, env: NodeJS.ProcessEnv): URL | undefined {
  const scheme = protocol === 'http:' ? 'http' : 'https';
  const named = [`${scheme}_proxy`, `${scheme.toUpperCase()}_PROXY`, 'all_proxy', 'ALL_PROXY'].find((n) => env[n]);
  if (named === undefined) return undefined;
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (isLoopback(host)) return undefined;
  const noProxy = env.no_proxy || env.NO_PROXY || '';
  if (isExempt(host, port ?? (scheme === 'http' ? 80 : 443), noProxy)) return undefined;
  const value = env[named]!;
  try {
    const url = new URL(value.includes('://') ? value : `http://${value}`);
    if (url.protocol === 'http:' || url.protocol === 'https:') return url;
  } catch {
    // Said below, with the name of the variable.
  }
  throw new UserError(badProxy(named, value.replace(/\/\/[^@/]*@/, '//***@')));
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d+){3}$/.test(host);

/**
 * Whether NO_PROXY names a host: `*`, a domain and what is below it (with or without a leading dot or `*.`), an
 * address, a CIDR block; each with a port to mean that port alone.
 */
export function isExempt(host: string, port: number, noProxy: string): boolean {
  return noProxy
    .split(/[,\s]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      if (ipaddr.isValidCIDR(entry)) return ipaddr.isValid(host) && inBlock(host, entry);
      const [, name = entry, onlyPort] = /^(\[[^\]]+\]|[^:]*):(\d+)$/.exec(entry) ?? [];
      if (onlyPort !== undefined && Number(onlyPort) !== port) return false;
      const bare = name.replace(/^\[|\]$/g, '').toLowerCase();
      if (ipaddr.isValid(bare)) return ipaddr.isValid(host) && sameAddress(bare, host);
      const domain = bare.replace(/^\*?\./, '');
      return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
    });
}

function inBlock(host: string, cidr: string): boolean {
  const [network, bits] = ipaddr.parseCIDR(cidr);
  const address = ipaddr.process(host);
  return address.kind() === network.kind() && address.match(network, bits);
}

const sameAddress = (a: string, b: string): boolean =>
  ipaddr.process(a).toNormalizedString() === ipaddr.process(b).toNormalizedString();
