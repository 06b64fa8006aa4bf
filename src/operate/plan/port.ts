import type { SecurityGroup } from '@aws-sdk/client-ec2';
import { keyOf, type Part, partsOf, permissionsOf } from '../../changes/ec2/permissions.ts';
import { UserError } from '../../errors/user-error.ts';
import * as text from '../../messages/do-plan.ts';
import type { Text } from '../../messages/text.ts';
import { type Cidr, containsCidr, formatCidr, parseCidr } from '../../network/cidr.ts';
import type { Saved, Scope, Snapshot } from '../../snapshot/snapshot.ts';
import type { Request } from '../request.ts';
import { type Kind, one } from './names.ts';
import { ec2, type Plan, place, shown } from './plan.ts';

const groups: Kind<Saved<SecurityGroup>> = {
  listOf: (scope) => scope.ec2?.SecurityGroups,
  idOf: (g) => g.GroupId,
  otherNames: (g) => [g.GroupName],
  tell: (g) => [g.GroupName, g.VpcId].filter((part) => part !== undefined).join(' '),
};

type Asked = Extract<Request, { group: string }>;

/** A rule that is asked about: who gets in, and on which ports. */
interface Wanted {
  protocol: string;
  /** Absent for all traffic. */
  from?: number;
  to?: number;
  list: Part['list'];
  peer: string;
}

/** Opens or closes a port in a group for one peer. Other rules that let it in are never passed over in silence. */
export function portPlan(snapshot: Snapshot, asked: Asked): Plan {
  const found = one(snapshot, asked.group, groups);
  const wanted: Wanted = {
    protocol: asked.protocol,
    ...(asked.port === undefined ? {} : { from: asked.port }),
    ...(asked.toPort === undefined ? {} : { to: asked.toPort }),
    ...peerOf(found.scope, asked.peer),
  };
  const name = shown(found.id, found.name ?? found.item.GroupName);
  const rules = partsOf(found.item.IpPermissions ?? []);
  const near = rules.filter((r) => sharesPorts(r, wanted));
  const base = {
    ...place(found),
    resources: [found.id],
    before: `${found.id} ${JSON.stringify(found.item.IpPermissions ?? [])}`,
    now: near.length === 0 ? text.letsNobodyIn(name, portsText(wanted)) : text.letsIn(name, near.map(ruleText)),
  };
  const covers = (r: Part): boolean => coversPorts(r, wanted) && coversPeer(found.scope, r, wanted);
  if (asked.action === 'open-port') {
    const open = rules.find(covers);
    return {
      ...base,
      calls: [authorize(found.id, [partOf(wanted)])],
      done: open !== undefined,
      notes: open !== undefined && !isSame(open, wanted) ? [text.openByWiderRule(ruleText(open))] : [],
    };
  }
  return { ...base, ...closing(found.scope, found.id, name, rules, wanted) };
}

/** What closes a port: the peer's own rules go, and come back without the port where they were wider. */
function closing(
  scope: Scope,
  group: string,
  name: string,
  rules: readonly Part[],
  wanted: Wanted,
): Pick<Plan, 'calls' | 'done' | 'notes'> {
  const own = rules.filter((r) => r.protocol === wanted.protocol && isPeer(r, wanted) && sharesPorts(r, wanted));
  // What still lets some of it in afterwards: other protocols' rules, and wider or narrower peers.
  const rest = rules.filter((r) => !own.includes(r) && sharesPorts(r, wanted));
  const wider = rest.filter((r) => coversPeer(scope, r, wanted));
  const narrower = rest.filter((r) => !wider.includes(r) && isWithin(scope, r, wanted));
  if (own.length === 0 && wider.length > 0 && wanted.protocol !== '-1')
    throw new UserError(text.openThroughOthers(name, portsText(wanted), wanted.peer, wider.map(ruleText)));
  const existing = new Set(rules.map(keyOf));
  // Two rules may leave the same rest.
  const left = new Map(own.flatMap((r) => withoutPorts(r, wanted)).map((r) => [keyOf(r), r]));
  const added = [...left.values()].filter((r) => !existing.has(keyOf(r)));
  const notes: Text[] = [
    ...own
      .filter((r) => !withinPorts(r, wanted))
      .map((r) => text.ruleIsSplit(ruleText(r), withoutPorts(r, wanted).map(ruleText))),
    ...(wider.length > 0 ? [text.staysOpen(wanted.peer, wider.map(ruleText))] : []),
    ...(narrower.length > 0 ? [text.staysOpenForSome(narrower.map(ruleText))] : []),
  ];
  return {
    // The new rules first: in between nobody is cut off whom the old one let in and the new ones do, too.
    calls: [...(added.length > 0 ? [authorize(group, added)] : []), ...(own.length > 0 ? [revoke(group, own)] : [])],
    done: own.length === 0,
    notes,
  };
}

const authorize = (GroupId: string, parts: readonly Part[]) =>
  ec2('AuthorizeSecurityGroupIngress', { GroupId, IpPermissions: bare(parts) });
const revoke = (GroupId: string, parts: readonly Part[]) =>
  ec2('RevokeSecurityGroupIngress', { GroupId, IpPermissions: bare(parts.map(({ description: _, ...r }) => r)) });

/** Permissions as a person would write them: without empty lists. */
const bare = (parts: readonly Part[]): object[] =>
  permissionsOf(parts).map((permission) =>
    Object.fromEntries(Object.entries(permission).filter(([, value]) => !Array.isArray(value) || value.length > 0)),
  );

const partOf = (wanted: Wanted): Part => wanted;

/** A block, an address, a prefix list or another group, by id or name. */
function peerOf(scope: Scope, given: string): Pick<Wanted, 'list' | 'peer'> {
  const block = parseCidr(given);
  if (block !== undefined) return { list: block.family === 6 ? 'Ipv6Ranges' : 'IpRanges', peer: formatCidr(block) };
  if (given.startsWith('pl-')) return { list: 'PrefixListIds', peer: given };
  return { list: 'UserIdGroupPairs', peer: one(scope, given, groups).id };
}

const isPeer = (r: Part, w: Wanted): boolean => r.list === w.list && r.peer === w.peer;

const isSame = (r: Part, w: Wanted): boolean =>
  r.protocol === w.protocol && r.from === w.from && r.to === w.to && isPeer(r, w);

const hasPorts = (protocol: string): boolean => protocol === 'tcp' || protocol === 'udp';

/** Ports of a rule; without a range it has all of them, as ICMP's -1 has all types. */
const spanOf = ({ protocol, from, to }: Pick<Part, 'protocol' | 'from' | 'to'>): [number, number] =>
  hasPorts(protocol) ? [from ?? 0, to ?? 65_535] : from === undefined || from === -1 ? [-1, 65_535] : [from, from];

/** Whether a rule is about any of the ports: all traffic is about all of them. */
function sharesPorts(r: Part, w: Wanted): boolean {
  if (r.protocol === '-1' || w.protocol === '-1') return true;
  const [[from, to], [lo, hi]] = [spanOf(r), spanOf(w)];
  return r.protocol === w.protocol && from <= hi && to >= lo;
}

function coversPorts(r: Part, w: Wanted): boolean {
  const [[from, to], [lo, hi]] = [spanOf(r), spanOf(w)];
  return r.protocol === '-1' || (r.protocol === w.protocol && from <= lo && to >= hi);
}

const withinPorts = (r: Part, w: Wanted): boolean => withoutPorts(r, w).length === 0;

/** What a rule lets in besides the ports. */
function withoutPorts(r: Part, w: Wanted): Part[] {
  if (!hasPorts(r.protocol)) return [];
  const [[from, to], [lo, hi]] = [spanOf(r), spanOf(w)];
  return [...(from < lo ? [{ ...r, from, to: lo - 1 }] : []), ...(to > hi ? [{ ...r, from: hi + 1, to }] : [])];
}

/** Blocks that a rule's or a wish's peer means; none for a group. */
function blocksOf(scope: Scope, { list, peer }: Pick<Part, 'list' | 'peer'>): Cidr[] {
  if (list === 'PrefixListIds')
    return (scope.ec2?.PrefixListEntries?.[peer] ?? []).flatMap((e) => parseCidr(e.Cidr ?? '') ?? []);
  return list === 'UserIdGroupPairs' ? [] : [parseCidr(peer)].filter((b) => b !== undefined);
}

const allIn = (inner: readonly Cidr[], outer: readonly Cidr[]): boolean =>
  inner.length > 0 && inner.every((i) => outer.some((o) => containsCidr(o, i)));

const coversPeer = (scope: Scope, r: Part, w: Wanted): boolean =>
  isPeer(r, w) || allIn(blocksOf(scope, w), blocksOf(scope, r));

const isWithin = (scope: Scope, r: Part, w: Wanted): boolean => allIn(blocksOf(scope, r), blocksOf(scope, w));

/** `tcp 8000-9000`, `icmp`, `all traffic`. */
function portsText(r: Pick<Part, 'protocol' | 'from' | 'to'>): string {
  if (r.protocol === '-1') return 'all traffic';
  const [from, to] = spanOf(r);
  if (!hasPorts(r.protocol)) return from === -1 ? r.protocol : `${r.protocol} type ${from}`;
  return `${r.protocol} ${from === 0 && to === 65_535 ? 'all ports' : from === to ? from : `${from}-${to}`}`;
}

/** `tcp 8000-9000 ← 10.0.0.0/8` */
const ruleText = (r: Part): string => `${portsText(r)} ← ${r.peer}`;
