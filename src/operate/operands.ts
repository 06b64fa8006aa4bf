/* What stands in a request besides names: ports, targets, prefixes. */

/** What a rule of a group is about: ports of TCP or UDP, all of ICMP (-1), or all traffic (protocol `-1`, no ports). */
export interface Ports {
  protocol: string;
  port?: number;
  toPort?: number;
}

/** `443`, `tcp/443`, `udp/8000-8100`, `443/tcp`; `icmp`, `icmpv6`, `all`. */
export function portsOf(word: string): Ports | undefined {
  if (/^icmp(v6)?$/i.test(word)) return { protocol: word.toLowerCase(), port: -1, toPort: -1 };
  if (/^all$/i.test(word)) return { protocol: '-1' };
  const match =
    /^(?:(tcp|udp)\/)?(\d{1,5})(?:-(\d{1,5}))?$/i.exec(word) ?? /^()(\d{1,5})()\/(tcp|udp)$/i.exec(word) ?? undefined;
  if (match === undefined) return undefined;
  const port = Number(match[2]);
  const toPort = Number(match[3] || match[2]);
  if (toPort > 65_535 || port > toPort) return undefined;
  return { protocol: (match[1] || match[4] || 'tcp').toLowerCase(), port, toPort };
}

/** `i-…:80`, `10.0.0.1:80`; an IPv6 address has colons of its own and no port here. */
export function targetOf(word: string): { target: string; port?: number } {
  const match = /^([^:]+):(\d{1,5})$/.exec(word);
  return match === null ? { target: word } : { target: match[1]!, port: Number(match[2]) };
}

export const isCidr = (word: string): boolean => /^(\d{1,3}(\.\d{1,3}){3}|[\da-f:]*:[\da-f:]*)\/\d{1,3}$/i.test(word);
