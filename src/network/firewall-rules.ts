import type { RuleGroup } from '@aws-sdk/client-network-firewall';
import type { Saved } from '../snapshot/snapshot.ts';
import type { AddressSet } from './address-set.ts';
import * as addressSet from './address-set.ts';
import { parseCidr } from './cidr.ts';
import * as intervals from './intervals.ts';
import { allPorts, type PortSet, portRange } from './port-set.ts';

export type FirewallAction = 'pass' | 'drop' | 'reject' | 'alert';

/** A stateful rule of a Network Firewall, whichever way it was written: a form, a Suricata line or a domain list. */
export interface FirewallRule {
  group: string;
  action: FirewallAction;
  /** IANA numbers; undefined: every protocol. */
  protocols?: readonly number[];
  src: AddressSet;
  dst: AddressSet;
  sport: PortSet;
  dport: PortSet;
  /** Matches in either direction (`<>`, `ANY`). */
  bothWays: boolean;
  /**
   * What of the payload it looks at besides addresses and ports (rule F4): application protocol, host name, content.
   * Undefined: it matches every packet of its header.
   */
  payload?: Payload;
  /** As a person finds it again: `sid 1001`, the rule's own text. */
  text: string;
}

export interface Payload {
  /** As the rule writes it: `http.host .amazon.com`, `tls`. */
  condition: string;
  /** Names that the rule matches; a leading dot stands for all below it. Undefined: not about names. */
  names?: readonly string[];
  /** True for a domain list's own last rule: it matches HTTP and TLS to all names but these. */
  except?: boolean;
}

/** What the rules of a group say about addresses and ports besides literals. */
export interface Variables {
  addresses(name: string): AddressSet | undefined;
  ports(name: string): PortSet | undefined;
}

const ipProtocols: Readonly<Record<string, readonly number[] | undefined>> = {
  ip: undefined,
  tcp: [6],
  'tcp-pkt': [6],
  'tcp-stream': [6],
  udp: [17],
  icmp: [1, 58],
  // Application protocols, by what carries them.
  dcerpc: [6],
  ftp: [6],
  http: [6],
  http1: [6],
  http2: [6],
  imap: [6],
  krb5: [6, 17],
  msn: [6],
  smb: [6],
  smtp: [6],
  ssh: [6],
  tls: [6],
  dns: [6, 17],
  dhcp: [17],
  ikev2: [17],
  ntp: [17],
  quic: [17],
  tftp: [17],
};

/** Protocols that are decided by the packet's header alone. */
const byHeader = new Set(['ip', 'tcp', 'tcp-pkt', 'udp', 'icmp']);

/** Options that name, count or log and do not change which packets a rule matches. */
const neutralOptions = new Set([
  'msg',
  'sid',
  'rev',
  'gid',
  'classtype',
  'metadata',
  'reference',
  'priority',
  'target',
  'noalert',
  'nfq_set_mark',
]);

/** The stateful rules of a rule group. Lines that cannot be read are given to `notModelled`. */
export function firewallRules(
  group: string,
  ruleGroup: Saved<RuleGroup>,
  variables: Variables,
  notModelled: (text: string) => void,
): FirewallRule[] {
  const source = ruleGroup.RulesSource;
  if (source?.RulesSourceList !== undefined) return domainListRules(group, source.RulesSourceList, variables);
  if (source?.StatefulRules !== undefined) {
    return source.StatefulRules.flatMap((rule) => {
      const { Action: action = '', Header: header, RuleOptions: options = [] } = rule;
      const text = [
        action,
        header?.Protocol,
        header?.Source,
        header?.SourcePort,
        header?.Direction === 'ANY' ? '<>' : '->',
        header?.Destination,
        header?.DestinationPort,
      ].join(' ');
      const parsed = headerOf(text.toLowerCase(), variables);
      if (parsed === undefined) {
        notModelled(text);
        return [];
      }
      const conditions = options.map((o) => [o.Keyword, ...(o.Settings ?? [])].join(':')).filter((o) => !isNeutral(o));
      const sid = options.find((o) => o.Keyword?.startsWith('sid'));
      const id = sid?.Settings?.[0] ?? sid?.Keyword?.split(':')[1];
      return [complete(group, parsed, conditions, id === undefined ? text : `${text} (sid ${id})`)];
    });
  }
  return suricataLines(source?.RulesString ?? '').flatMap((line) => {
    const open = line.indexOf('(');
    const parsed = headerOf(open < 0 ? line : line.slice(0, open), variables);
    if (parsed === undefined) {
      notModelled(line);
      return [];
    }
    const options = open < 0 ? [] : splitOptions(line.slice(open + 1, line.lastIndexOf(')')));
    const sid = options.find((o) => o.startsWith('sid:'))?.slice(4);
    const head = (open < 0 ? line : line.slice(0, open)).trim();
    return [
      complete(
        group,
        parsed,
        options.filter((o) => !isNeutral(o)),
        sid === undefined ? head : `${head} (sid ${sid})`,
      ),
    ];
  });
}

/** Lines of a rules file: comments and blank lines left out, lines that end in a backslash joined. */
const suricataLines = (text: string): string[] =>
  text
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .map((l) => l.trim())
    .filter((l) => l !== '' && !l.startsWith('#'));

/** Options are divided by `;`, but not inside quotes or after a backslash. */
const splitOptions = (text: string): string[] =>
  (text.match(/(?:"(?:\\.|[^"\\])*"|\\.|[^;])+/g) ?? []).map((o) => o.trim()).filter((o) => o !== '');

function isNeutral(option: string): boolean {
  const keyword = option.split(':')[0]?.trim().toLowerCase() ?? '';
  if (neutralOptions.has(keyword)) return true;
  // The engine asks about connections as a whole, so which packet of one a rule names changes nothing.
  if (keyword === 'flow') return !/stateless|only_frag/.test(option);
  return keyword === 'flowbits' && /set|noalert/.test(option);
}

interface ParsedHeader {
  action: FirewallAction;
  protocol: string;
  src: AddressSet;
  sport: PortSet;
  dst: AddressSet;
  dport: PortSet;
  bothWays: boolean;
}

/** `pass tcp $HOME_NET any -> !10.0.0.0/8 [80,443]`. Lists in brackets may hold spaces. */
function headerOf(text: string, variables: Variables): ParsedHeader | undefined {
  const words = text.trim().match(/!?\[[^\]]*(?:\[[^\]]*\][^\]]*)*\]|\S+/g) ?? [];
  const [action, protocol, src, sport, arrow, dst, dport, ...rest] = words;
  if (rest.length > 0 || dport === undefined || !['pass', 'drop', 'reject', 'alert'].includes(action ?? ''))
    return undefined;
  const kind = protocol?.toLowerCase() ?? '';
  if (!(kind in ipProtocols) || (arrow !== '->' && arrow !== '<>')) return undefined;
  const from = addressesOf(src!, variables);
  const to = addressesOf(dst!, variables);
  const fromPorts = portsOf(sport!, variables);
  const toPorts = portsOf(dport, variables);
  if (from === undefined || to === undefined || fromPorts === undefined || toPorts === undefined) return undefined;
  return {
    action: action as FirewallAction,
    protocol: kind,
    src: from,
    sport: fromPorts,
    dst: to,
    dport: toPorts,
    bothWays: arrow === '<>',
  };
}

function complete(group: string, header: ParsedHeader, conditions: string[], text: string): FirewallRule {
  const { protocol, action, src, sport, dst, dport, bothWays } = header;
  const seen = [...(byHeader.has(protocol) ? [] : [protocol]), ...conditions];
  const rule: FirewallRule = { group, action, src, dst, sport, dport, bothWays, text };
  const protocols = ipProtocols[protocol];
  if (protocols !== undefined) rule.protocols = protocols;
  if (seen.length > 0) rule.payload = { condition: seen.join('; '), ...namesOf(conditions) };
  return rule;
}

/** The host name that a rule's content option asks for, where it is one and the only one. */
function namesOf(conditions: string[]): { names: string[] } | undefined {
  const about = conditions.some((c) => /^(tls[._]sni|http[._]host)\b/.test(c));
  const contents = conditions.filter((c) => c.startsWith('content:'));
  const value = /^content:\s*"([^"|]+)"$/.exec(contents[0] ?? '')?.[1];
  if (!about || contents.length !== 1 || value === undefined || conditions.some((c) => c.startsWith('pcre')))
    return undefined;
  const ends = conditions.includes('endswith');
  const dotted = conditions.includes('dotprefix');
  if (!ends) return undefined;
  return { names: [dotted && value.startsWith('.') ? value : conditions.includes('startswith') ? value : `.${value}`] };
}

/** The parts of a bracketed list, without dividing lists inside it. */
function items(text: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let item = '';
  for (const c of text) {
    if (c === '[') depth++;
    if (c === ']') depth--;
    if (c === ',' && depth === 0) {
      out.push(item);
      item = '';
    } else item += c;
  }
  return [...out, item].map((i) => i.trim()).filter((i) => i !== '');
}

/** `any`, an address, a block, `$VAR`, `!…`, `[a, !b]`: in a list, what is negated is taken out of the rest. */
export function addressesOf(text: string, variables: Variables): AddressSet | undefined {
  const value = text.trim();
  if (value.toLowerCase() === 'any') return addressSet.allAddresses;
  if (value.startsWith('!')) {
    const set = addressesOf(value.slice(1), variables);
    return set && addressSet.subtract(addressSet.allAddresses, set);
  }
  if (value.startsWith('$') || value.startsWith('@')) return variables.addresses(value.slice(1).toUpperCase());
  if (value.startsWith('[') && value.endsWith(']')) {
    return listOf(items(value.slice(1, -1)), (i) => addressesOf(i, variables), addressSet.allAddresses, addressSet);
  }
  const block = parseCidr(value);
  return block && addressSet.ofCidr(block);
}

/** `any`, `80`, `1024:65535`, `8000:`, `$VAR`, `!80`, `[80, 443]`; as AWS's forms write it, `1024-65535` too. */
export function portsOf(text: string, variables: Variables): PortSet | undefined {
  const value = text.trim();
  if (value.toLowerCase() === 'any') return allPorts;
  if (value.startsWith('!')) {
    const set = portsOf(value.slice(1), variables);
    return set && intervals.subtract(allPorts, set);
  }
  if (value.startsWith('$')) return variables.ports(value.slice(1).toUpperCase());
  if (value.startsWith('[') && value.endsWith(']')) {
    return listOf(items(value.slice(1, -1)), (i) => portsOf(i, variables), allPorts, portOps);
  }
  const range = /^(\d{1,5})?\s*([:-])?\s*(\d{1,5})?$/.exec(value);
  if (range === null || value === '') return undefined;
  const [, from, through, to] = range;
  if (through === undefined) return portRange(Number(from), Number(from));
  return portRange(Number(from ?? 0), Number(to ?? 65535));
}

const portOps = { union: intervals.union<number>, subtract: intervals.subtract<number> };

function listOf<S>(
  parts: string[],
  read: (item: string) => S | undefined,
  all: S,
  ops: { union(a: S, b: S): S; subtract(a: S, b: S): S },
): S | undefined {
  let set: S | undefined;
  for (const part of parts.filter((p) => !p.startsWith('!'))) {
    const value = read(part);
    if (value === undefined) return undefined;
    set = set === undefined ? value : ops.union(set, value);
  }
  let result = set ?? all;
  for (const part of parts.filter((p) => p.startsWith('!'))) {
    const value = read(part.slice(1));
    if (value === undefined) return undefined;
    result = ops.subtract(result, value);
  }
  return result;
}

/**
 * The rules that Network Firewall generates from a domain list: one that matches the listed names, from HOME_NET to
 * outside it; and for an allow list one that drops the HTTP and TLS that it does not name.
 * https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-groups-domain-names.html
 */
function domainListRules(
  group: string,
  list: NonNullable<NonNullable<Saved<RuleGroup>['RulesSource']>['RulesSourceList']>,
  variables: Variables,
): FirewallRule[] {
  const home = variables.addresses('HOME_NET') ?? addressSet.noAddresses;
  const names = list.Targets ?? [];
  const kinds = (list.TargetTypes ?? []).join(', ');
  const actions: Record<string, FirewallAction> = {
    ALLOWLIST: 'pass',
    DENYLIST: 'drop',
    REJECTLIST: 'reject',
    ALERTLIST: 'alert',
  };
  const action = actions[list.GeneratedRulesType ?? ''] ?? 'alert';
  const shared = {
    group,
    protocols: [6],
    src: home,
    dst: variables.addresses('EXTERNAL_NET') ?? addressSet.subtract(addressSet.allAddresses, home),
    sport: allPorts,
    dport: allPorts,
    bothWays: false,
  };
  const listed: FirewallRule = {
    ...shared,
    action,
    payload: { condition: kinds, names },
    text: `${action} ${kinds} ${names.join(' ')}`,
  };
  if (action !== 'pass') return [listed];
  return [
    listed,
    {
      ...shared,
      action: 'drop',
      payload: { condition: kinds, names, except: true },
      text: `drop ${kinds} not in ${names.join(' ')}`,
    },
  ];
}

/** True when a name is in a domain list: `.example.com` holds itself and all below it. */
export const nameMatches = (name: string, listed: string): boolean => {
  const host = name.toLowerCase().replace(/\.$/, '');
  const entry = listed.toLowerCase();
  return entry.startsWith('.') ? host === entry.slice(1) || host.endsWith(entry) : host === entry;
};
