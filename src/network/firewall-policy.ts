import type { FirewallPolicy, RuleGroup, StatelessRule } from '@aws-sdk/client-network-firewall';
import type { Saved } from '../snapshot/snapshot.ts';
import type { AddressSet } from './address-set.ts';
import * as addressSet from './address-set.ts';
import { type Address, type Cidr, type Family, parseCidr } from './cidr.ts';
import {
  type FirewallRule,
  firewallRules,
  nameMatches,
  type Payload,
  portsOf,
  type Variables,
} from './firewall-rules.ts';
import { type Header, intersectHeaders, type Region, subtractHeader, subtractRegion } from './header.ts';
import * as intervals from './intervals.ts';
import { allPorts, type PortSet } from './port-set.ts';

/** What the stateless engine does with packets (rule F1). */
export interface StatelessVerdict {
  header: Header;
  action: 'pass' | 'drop' | 'forward';
  /** `priority 10`, or the policy's default action. */
  by: string;
}

/** What the stateful engine does with a connection (rules F2–F4). */
export interface StatefulVerdict {
  header: Header;
  action: 'pass' | 'drop';
  by: string;
  /** Rules that look into the payload and that the verdict hangs on; empty: it holds whatever is in the packets. */
  restsOn: readonly FirewallRule[];
}

export interface CompiledFirewallPolicy {
  stateless(header: Header): StatelessVerdict[];
  /** @param name the destination's host name, when it is known: then domain lists decide */
  stateful(header: Header, name?: string): StatefulVerdict[];
  /** In the order in which they are asked; alert rules are among them. */
  rules: readonly FirewallRule[];
  /** Rules that an earlier terminating rule always covers, with that rule (rule F5). */
  shadowed(): { rule: FirewallRule; by: FirewallRule }[];
  /** Rule groups that were not read, managed ones for instance, and rules in a form that is not known. */
  notModelled: readonly string[];
  /** What the stateful engine does with what no rule decides. */
  defaultAction: 'pass' | 'drop';
}

interface StatelessEntry {
  by: string;
  protocols: readonly number[];
  src: AddressSet;
  dst: AddressSet;
  sport: PortSet;
  dport: PortSet;
  action: StatelessVerdict['action'];
}

/**
 * A firewall policy ready to be asked.
 *
 * @param groupOf a rule group by ARN; undefined: not read
 * @param home CIDRs of the firewall's VPC, which HOME_NET stands for by default
 */
export function compileFirewallPolicy(
  policy: Saved<FirewallPolicy>,
  groupOf: (arn: string) => Saved<RuleGroup> | undefined,
  home: readonly Cidr[],
  prefixListOf: (arn: string) => readonly Cidr[] | undefined,
): CompiledFirewallPolicy {
  const notModelled: string[] = [];
  const strict = policy.StatefulEngineOptions?.RuleOrder === 'STRICT_ORDER';
  const entries = statelessEntries(policy, groupOf, notModelled);
  const statelessDefault = actionOf(policy.StatelessDefaultActions ?? []);
  const rules = orderedRules(policy, groupOf, home, prefixListOf, strict, notModelled);
  const defaults = policy.StatefulDefaultActions ?? [];
  // Drop established lets the handshake through and nothing after it: a connection that can carry nothing is dropped.
  const defaultAction = strict && defaults.some((a) => a.startsWith('aws:drop_')) ? 'drop' : 'pass';
  const defaultText = strict && defaults.length > 0 ? defaults.join(', ') : 'default: pass';
  const terminating = rules.filter((r) => r.action !== 'alert');

  return {
    rules,
    notModelled,
    defaultAction,
    stateless(header) {
      const verdicts: StatelessVerdict[] = [];
      let rest: Region = [header];
      for (const entry of entries) {
        if (rest.length === 0) break;
        const matched = rest.flatMap((h) => meeting(entry, h));
        for (const h of matched) verdicts.push({ header: h, action: entry.action, by: entry.by });
        if (matched.length > 0) rest = subtractRegion(rest, matched);
      }
      const by = `default: ${(policy.StatelessDefaultActions ?? []).join(', ')}`;
      for (const h of rest) verdicts.push({ header: h, action: statelessDefault, by });
      return verdicts;
    },
    stateful(header, name) {
      return decide([header], terminating, name, { action: defaultAction, by: defaultText });
    },
    shadowed: () => shadowedRules(rules),
  };
}

function statelessEntries(
  policy: Saved<FirewallPolicy>,
  groupOf: (arn: string) => Saved<RuleGroup> | undefined,
  notModelled: string[],
): StatelessEntry[] {
  const references = [...(policy.StatelessRuleGroupReferences ?? [])].sort(
    (a, b) => (a.Priority ?? 0) - (b.Priority ?? 0),
  );
  return references.flatMap((reference) => {
    const arn = reference.ResourceArn ?? '';
    const group = groupOf(arn);
    if (group === undefined) {
      notModelled.push(arn);
      return [];
    }
    const rules = group.RulesSource?.StatelessRulesAndCustomActions?.StatelessRules ?? [];
    return [...rules]
      .sort((a, b) => (a.Priority ?? 0) - (b.Priority ?? 0))
      .flatMap((rule) => {
        const entry = statelessEntry(nameOfArn(arn), rule);
        if (rule.RuleDefinition?.MatchAttributes?.TCPFlags?.length) notModelled.push(`${entry.by}: TCP flags`);
        return [entry];
      });
  });
}

function statelessEntry(group: string, rule: Saved<StatelessRule>): StatelessEntry {
  const match = rule.RuleDefinition?.MatchAttributes;
  const addresses = (list: { AddressDefinition?: string }[] | undefined): AddressSet =>
    list === undefined || list.length === 0
      ? addressSet.allAddresses
      : addressSet.ofCidrs(list.flatMap((a) => parseCidr(a.AddressDefinition ?? '') ?? []));
  const ports = (list: { FromPort?: number; ToPort?: number }[] | undefined): PortSet =>
    list === undefined || list.length === 0
      ? allPorts
      : intervals.fromRanges(list.map((p): [number, number] => [p.FromPort ?? 0, p.ToPort ?? 65535]));
  const action = actionOf(rule.RuleDefinition?.Actions ?? []);
  return {
    by: `${group} priority ${rule.Priority}: ${action}`,
    protocols: match?.Protocols ?? [],
    src: addresses(match?.Sources),
    dst: addresses(match?.Destinations),
    sport: ports(match?.SourcePorts),
    dport: ports(match?.DestinationPorts),
    action,
  };
}

/** Custom actions only publish metrics: what decides is the standard action beside them. */
function actionOf(actions: readonly string[]): StatelessVerdict['action'] {
  if (actions.includes('aws:drop')) return 'drop';
  return actions.includes('aws:forward_to_sfe') ? 'forward' : 'pass';
}

interface Pattern {
  src: AddressSet;
  dst: AddressSet;
  sport: PortSet;
  dport: PortSet;
  protocols?: readonly number[];
  bothWays?: boolean;
}

/** The parts of a header that a rule's addresses and ports match. */
function meeting(rule: Pattern, header: Header): Header[] {
  const { protocols } = rule;
  if (protocols !== undefined && protocols.length > 0 && !protocols.includes(header.protocol)) return [];
  const one = (src: AddressSet, sport: PortSet, dst: AddressSet, dport: PortSet): Header | undefined =>
    intersectHeaders(header, {
      family: header.family,
      protocol: header.protocol,
      src: src[header.family],
      dst: dst[header.family],
      sport: hasPortDimension(header.protocol) ? sport : allPorts,
      dport: hasPortDimension(header.protocol) ? dport : allPorts,
    });
  const there = one(rule.src, rule.sport, rule.dst, rule.dport);
  if (!rule.bothWays) return there === undefined ? [] : [there];
  const back = one(rule.dst, rule.dport, rule.src, rule.sport);
  if (there === undefined) return back === undefined ? [] : [back];
  return back === undefined ? [there] : [there, ...subtractHeader(back, there)];
}

const hasPortDimension = (protocol: number): boolean => protocol === 6 || protocol === 17;

/** The stateful rules in the order in which they are asked: strict, or by action (rules F2 and F3). */
function orderedRules(
  policy: Saved<FirewallPolicy>,
  groupOf: (arn: string) => Saved<RuleGroup> | undefined,
  home: readonly Cidr[],
  prefixListOf: (arn: string) => readonly Cidr[] | undefined,
  strict: boolean,
  notModelled: string[],
): FirewallRule[] {
  const references = [...(policy.StatefulRuleGroupReferences ?? [])];
  if (strict) references.sort((a, b) => (a.Priority ?? 0) - (b.Priority ?? 0));
  const rules = references.flatMap((reference) => {
    const arn = reference.ResourceArn ?? '';
    const group = groupOf(arn);
    if (group === undefined) {
      notModelled.push(arn);
      return [];
    }
    const variables = variablesOf(policy, group, home, prefixListOf);
    const read = firewallRules(nameOfArn(arn), group, variables, (text) =>
      notModelled.push(`${nameOfArn(arn)}: ${text}`),
    );
    // A managed group can be set to alert only, to try it out.
    return reference.Override?.Action === 'DROP_TO_ALERT'
      ? read.map((r): FirewallRule => (r.action === 'drop' ? { ...r, action: 'alert' } : r))
      : read;
  });
  if (strict) return rules;
  const order = ['pass', 'drop', 'reject', 'alert'];
  return rules
    .map((rule, i) => ({ rule, i }))
    .sort((a, b) => order.indexOf(a.rule.action) - order.indexOf(b.rule.action) || a.i - b.i)
    .map(({ rule }) => rule);
}

function variablesOf(
  policy: Saved<FirewallPolicy>,
  group: Saved<RuleGroup>,
  home: readonly Cidr[],
  prefixListOf: (arn: string) => readonly Cidr[] | undefined,
): Variables {
  const sets = { ...policy.PolicyVariables?.RuleVariables, ...group.RuleVariables?.IPSets };
  const variables: Variables = {
    addresses(name) {
      const definition = sets[name]?.Definition;
      if (definition !== undefined) {
        const parts = definition.map((d) => d.trim());
        return addressSet.ofCidrs(parts.flatMap((d) => parseCidr(d) ?? []));
      }
      const reference = group.ReferenceSets?.IPSetReferences?.[name]?.ReferenceArn;
      if (reference !== undefined) {
        const entries = prefixListOf(reference);
        return entries && addressSet.ofCidrs(entries);
      }
      if (name === 'HOME_NET') return addressSet.ofCidrs(home);
      if (name === 'EXTERNAL_NET') {
        const inside = variables.addresses('HOME_NET');
        return inside && addressSet.subtract(addressSet.allAddresses, inside);
      }
      return undefined;
    },
    ports(name) {
      const definition = group.RuleVariables?.PortSets?.[name]?.Definition;
      return definition && portsOf(`[${definition.join(',')}]`, variables);
    },
  };
  return variables;
}

/**
 * First match over packets whose payload is not known. A rule that looks into the payload may match or not: both are
 * followed, and the verdict says on which rules it rests where they lead apart.
 */
function decide(
  region: Region,
  rules: readonly FirewallRule[],
  name: string | undefined,
  otherwise: { action: 'pass' | 'drop'; by: string },
): StatefulVerdict[] {
  const verdicts: StatefulVerdict[] = [];
  let open: { header: Header; doubtful: FirewallRule[] }[] = region.map((header) => ({ header, doubtful: [] }));
  for (const rule of rules) {
    if (open.length === 0) break;
    const effect = rule.payload === undefined ? 'yes' : matchesName(rule.payload, name);
    if (effect === 'no') continue;
    const next: typeof open = [];
    for (const { header, doubtful } of open) {
      const matched = meeting(rule, header);
      if (matched.length === 0) {
        next.push({ header, doubtful });
        continue;
      }
      for (const h of matched) {
        if (effect === 'maybe') next.push({ header: h, doubtful: [...doubtful, rule] });
        else verdicts.push(verdict(h, rule.action === 'pass' ? 'pass' : 'drop', rule.text, doubtful));
      }
      for (const h of subtractRegion([header], matched)) next.push({ header: h, doubtful });
    }
    open = next;
  }
  for (const { header, doubtful } of open) verdicts.push(verdict(header, otherwise.action, otherwise.by, doubtful));
  return verdicts;
}

/**
 * The verdict when rules about the payload might have decided before: if one of them would let pass what is dropped
 * without it, the connection is possible, and rests on that rule; a rule that would drop what passes is said too.
 */
function verdict(
  header: Header,
  action: 'pass' | 'drop',
  by: string,
  doubtful: readonly FirewallRule[],
): StatefulVerdict {
  const passes = doubtful.filter((r) => r.action === 'pass');
  const drops = doubtful.filter((r) => r.action === 'drop' || r.action === 'reject');
  if (action === 'drop') {
    const [first] = passes;
    if (first === undefined) return { header, action, by, restsOn: [] };
    return { header, action: 'pass', by: first.text, restsOn: passes };
  }
  return { header, action, by, restsOn: drops };
}

function matchesName(payload: Payload, name: string | undefined): 'yes' | 'no' | 'maybe' {
  if (payload.names === undefined || name === undefined) return 'maybe';
  const listed = payload.names.some((n) => nameMatches(name, n));
  return listed !== (payload.except ?? false) ? 'yes' : 'no';
}

/** The last part of a rule group's ARN: its name. */
const nameOfArn = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

function shadowedRules(rules: readonly FirewallRule[]): { rule: FirewallRule; by: FirewallRule }[] {
  const out: { rule: FirewallRule; by: FirewallRule }[] = [];
  rules.forEach((rule, i) => {
    const by = rules.slice(0, i).find((earlier) => {
      if (earlier.action === 'alert' || earlier.payload !== undefined) return false;
      return coversRule(earlier, rule);
    });
    if (by !== undefined) out.push({ rule, by });
  });
  return out;
}

/** True when every packet that `inner` can match is matched by `outer`. */
function coversRule(outer: FirewallRule, inner: FirewallRule): boolean {
  const { protocols } = outer;
  if (protocols !== undefined && !(inner.protocols?.every((p) => protocols.includes(p)) ?? false)) return false;
  const families: Family[] = [4, 6];
  const holds = (a: FirewallRule, flipped: boolean): boolean =>
    families.every((f) => {
      const [src, dst] = flipped ? [inner.dst, inner.src] : [inner.src, inner.dst];
      return intervals.covers(a.src[f], src[f]) && intervals.covers(a.dst[f], dst[f]);
    }) &&
    intervals.covers<Address>(a.sport, flipped ? inner.dport : inner.sport) &&
    intervals.covers<Address>(a.dport, flipped ? inner.sport : inner.dport);
  const forward = holds(outer, false) || (outer.bothWays && holds(outer, true));
  return forward && (!inner.bothWays || outer.bothWays || holds(outer, true));
}
