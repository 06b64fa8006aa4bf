import { applyCalls } from '../changes/what-if.ts';
import { awsCommand } from '../findings/aws-command.ts';
import type { Fix } from '../findings/finding.ts';
import { together } from '../messages/path.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { buildNetwork } from './build/network.ts';
import { type Change, changesFor } from './fixes.ts';
import { type Header, type Region, simplify } from './header.ts';
import * as intervals from './intervals.ts';
import type { Network } from './model.ts';
import { listed, type Packet } from './packet.ts';
import { allPass, type Course, coursesOf, judge, type PathQuestion } from './path.ts';
import type { Remedy } from './remedy.ts';
import { contextFor } from './walk/context.ts';
import { roundTrip } from './walk/round-trip.ts';

/** Asks the same question of another network: places are found anew, since they belong to the network they came from. */
export type Ask = (network: Network) => PathQuestion | undefined;

/** More networks than this are not tried: building one of a large account takes its time. */
const tries = 40;
/** Paths that need more changes than this are designed, not mended. */
const mostChanges = 8;

interface State {
  snapshot: Snapshot;
  network: Network;
  changes: Change[];
}

/** The same for a small and a large account: what is tried is bounded by how long a try takes. */
const budgetOf = (network: Network): number => (network.interfaces.size > 2000 ? 8 : tries);

/**
 * The smallest set of changes that opens all of a question, tried out on copies of the snapshot: each step removes what
 * stops the packets first, and the search goes on from there. Of equally small sets the one that opens least to others.
 * Undefined: no set of changes that AWS calls can make was found. A call that netops knows but cannot try out makes the
 * fix an unverified one.
 */
export function openPath(network: Network, ask: Ask): Fix | undefined {
  let budget = budgetOf(network);
  let best: State | undefined;
  let level: State[] = [{ snapshot: network.snapshot, network, changes: [] }];
  const seen = new Set<string>();
  let unverified: Change[] | undefined;
  while (level.length > 0 && best === undefined) {
    const next: State[] = [];
    for (const state of level) {
      for (const changes of nextSteps(state, ask)) {
        const all = [...state.changes, ...changes];
        const key = all
          .map((c) => JSON.stringify(c.call))
          .sort()
          .join('\n');
        if (all.length > mostChanges || seen.has(key) || budget-- <= 0) continue;
        seen.add(key);
        const after = apply(network.snapshot, all);
        if (after === 'refused') continue;
        if (after === 'not-known') {
          unverified ??= all;
          continue;
        }
        if (isOpen(after.network, ask)) {
          if (best === undefined || costOf(after) < costOf(best)) best = after;
        } else next.push(after);
      }
    }
    // The most promising first: few changes, and those that touch little else.
    level = next.sort((a, b) => costOf(a) - costOf(b)).slice(0, 6);
  }
  if (best !== undefined) return fixOf(smallest(network.snapshot, best, ask).changes, true);
  return unverified === undefined ? undefined : fixOf(unverified, false);
}

const costOf = (state: State): number =>
  state.changes.length * 1_000_000 + state.changes.reduce((sum, c) => sum + Math.min(c.reach, 99_999), 0);

/** The snapshot after changes, each in its account and region, unless AWS would refuse one or netops cannot tell. */
function apply(snapshot: Snapshot, changes: readonly Change[]): State | 'refused' | 'not-known' {
  let current = snapshot;
  for (const change of changes) {
    const { snapshot: after, errors } = applyCalls(current, [change.call], change);
    const [error] = errors;
    if (error !== undefined)
      return error.code === 'InvalidAction' || error.code === 'NotInSnapshot' ? 'not-known' : 'refused';
    current = after;
  }
  return { snapshot: current, network: buildNetwork(current), changes: [...changes] };
}

function isOpen(network: Network, ask: Ask): boolean {
  const question = ask(network);
  if (question === undefined) return false;
  const { courses, obstacles } = coursesOf(network, question);
  return obstacles.length === 0 && allPass(judge(network, courses));
}

/**
 * The changes that may come next. Where packets are stopped for good, one step for each way on; otherwise all filters
 * on their complete way at once, each by the change that opens least.
 */
function nextSteps(state: State, ask: Ask): Change[][] {
  const { network } = state;
  const question = ask(network);
  if (question === undefined) return [];
  const { courses, obstacles } = coursesOf(network, question);
  if (obstacles.some((o) => o.remedy === undefined)) return [];
  const failing = judge(network, courses).outcomes.filter((o) => o.blocked.length > 0);
  const filters: Remedy[] = [];
  for (const outcome of failing) {
    for (const header of widest(outcome.blocked)) {
      const { lost, past } = follow(network, outcome.course, header);
      const [stop] = lost;
      if (stop !== undefined) return waysOn(network, stop).map((c) => [c]);
      for (const obstacle of past.flatMap((p) => listed(p.obstacles))) {
        if (obstacle.remedy === undefined) return [];
        filters.push(obstacle.remedy);
      }
    }
  }
  const options = joined(filters).map((remedy) => changesFor(network, remedy));
  if (options.length === 0 || options.some((o) => o.length === 0)) return [];
  const firstOf = distinctCalls(options.map((o) => o[0]!));
  // Alternatives for one filter at a time: the next best group or rule, should AWS refuse the first.
  const alternatives = options.flatMap((list, i) =>
    list.slice(1).map((option) => distinctCalls(options.map((o, j) => (i === j ? option : o[0]!)))),
  );
  return [firstOf, ...alternatives];
}

/**
 * What could lead packets on from where they are stopped for good: what the obstacle itself asks for, and another route
 * in any table that has routed them so far: the wrong turn may have been taken long before the dead end.
 */
function waysOn(network: Network, packet: Packet): Change[] {
  const [obstacle] = listed(packet.obstacles);
  const ways = obstacle?.remedy === undefined ? [] : changesFor(network, obstacle.remedy);
  const tables = new Set<string>();
  for (let step = packet.trail; step !== undefined; step = step.previous) {
    const table = step.component === 'route' ? network.routeTables.get(step.id) : undefined;
    if (table?.vpc === undefined || step.verdict === 'deny' || tables.has(table.id)) continue;
    tables.add(table.id);
    ways.push(
      ...changesFor(network, { kind: 'route', vpc: table.vpc, table, header: step.header, zone: step.subnet?.zone }),
    );
  }
  return ways;
}

/** Remedies of one kind at one place as one: a rule for all senders, not one for each. */
function joined(remedies: readonly Remedy[]): Remedy[] {
  const byPlace = new Map<string, Remedy>();
  remedies.forEach((remedy, i) => {
    if (remedy.kind !== 'group' && remedy.kind !== 'acl') {
      byPlace.set(String(i), remedy);
      return;
    }
    const { header, direction } = remedy;
    const place = remedy.kind === 'group' ? remedy.interface.groups.key : remedy.acl.id;
    const key = [remedy.kind, place, direction, header.family, header.protocol, header.dport.join()].join(' ');
    const known = byPlace.get(key);
    if (known === undefined || known.kind !== remedy.kind) byPlace.set(key, remedy);
    else {
      const side = direction === 'ingress' ? 'src' : 'dst';
      const peers = intervals.union(known.header[side], header[side]);
      byPlace.set(key, { ...known, header: { ...known.header, [side]: peers } });
    }
  });
  return [...byPlace.values()];
}

function distinctCalls(changes: readonly Change[]): Change[] {
  const seen = new Map(changes.map((c) => [JSON.stringify(c.call), c]));
  return [...seen.values()];
}

/** Parts of what is blocked, joined where rules can be written for all of them at once. */
const widest = (blocked: Region): Region => simplify(blocked).slice(0, 4);

/** The packets of a course that are stopped for good, and those that would arrive past their obstacles. */
function follow(network: Network, course: Course, header: Header): { lost: readonly Packet[]; past: Packet[] } {
  const context = contextFor(network, { explain: true, name: course.name });
  const past: Packet[] = [];
  roundTrip(context, { ...course.query, header }, ({ packet }) => {
    if (packet.obstacles !== undefined) past.push(packet);
  });
  return { lost: context.lost, past };
}

/** The fewest of the changes that are enough: a search that went a roundabout way leaves some that are not needed. */
function smallest(snapshot: Snapshot, state: State, ask: Ask): State {
  const { changes } = state;
  if (changes.length > 5) return withoutSpare(snapshot, state, ask);
  const subsets = [...Array(2 ** changes.length).keys()]
    .slice(1, -1)
    .map((mask) => changes.filter((_, i) => mask & (1 << i)))
    .sort((a, b) => a.length - b.length);
  for (const subset of subsets) {
    const after = apply(snapshot, subset);
    if (typeof after === 'object' && isOpen(after.network, ask)) return after;
  }
  return state;
}

function withoutSpare(snapshot: Snapshot, state: State, ask: Ask): State {
  let current = state;
  for (const change of state.changes) {
    const after = apply(
      snapshot,
      current.changes.filter((c) => c !== change),
    );
    if (typeof after === 'object' && isOpen(after.network, ask)) current = after;
  }
  return current;
}

function fixOf(changes: readonly Change[], verified: boolean): Fix {
  return {
    says: together(
      changes.map((c) => c.says),
      changes.flatMap((c) => c.also ?? []),
    ),
    command: changes.map((c) => awsCommand(c.call, c.region)).join('\n'),
    calls: changes.map((c) => c.call),
    verified,
  };
}
