import type { Text } from '../../messages/text.ts';
import { fromRanges } from '../../network/intervals.ts';
import type { Network } from '../../network/model.ts';
import { findPath, type PathQuestion } from '../../network/path.ts';
import { type Place, resolvePlace } from '../../network/places.ts';
import type { Hop } from '../../network/trace.ts';
import { type Audited, type IntentRule, isRead } from '../check.ts';
import { reachabilityReads, transitReads } from './reads.ts';

const needed = [...reachabilityReads, ...transitReads];

export interface Violation {
  /** What it is about. */
  id: string;
  says: Text;
}

/**
 * Where a declared rule does not hold, each with a counter-example.
 *
 * @returns undefined when part of the network was not read, or a segment is not in it
 */
export function violationsOf(audited: Audited, rule: IntentRule): Violation[] | undefined {
  const { network, intent, snapshot } = audited;
  if (network.vpcs.size === 0) return undefined;
  // A way that leads through something unread is no proof of anything.
  const regions = snapshot.scopes.filter((s) => s.region !== 'global');
  if (regions.some((s) => needed.some((name) => !isRead(s, name)))) return undefined;
  if (rule.kind === 'only-faces-internet') return facing(audited, rule.segments);
  const [sources, destinations] = [
    placesOf(network, intent.segments[rule.from], 'source'),
    placesOf(network, intent.segments[rule.to], 'destination'),
  ];
  if (sources === undefined || destinations === undefined) return undefined;
  return sources.flatMap((source) =>
    destinations.flatMap((destination): Violation[] => {
      const question = questionOf(source, destination, rule);
      const { results, forward } = findPath(network, question);
      const reachable = results.filter((r) => r.reachable);
      if (rule.kind === 'must-reach') {
        if (reachable.length === results.length && results.length > 0) return [];
        const says = `${source.label} ↛ ${destination.label}`;
        return [{ id: destination.label, says: { ko: `${says} (막혀 있음)`, en: `${says} (blocked)` } }];
      }
      const [slice] = reachable;
      if (slice === undefined) return [];
      const flow = `${slice.sources[0]} → ${slice.destinations[0]} ${slice.protocol} ${slice.ports}`;
      return [
        {
          id: destination.label,
          says: { ko: `반례: ${flow}${via(forward)}`, en: `counter-example: ${flow}${via(forward)}` },
        },
      ];
    }),
  );
}

/** What the flow passes on its way, without the ends. */
function via(hops: readonly Hop[]): string {
  const passed = [
    ...new Set(
      hops.filter((h) => !['security-group', 'nacl', 'instance'].includes(h.component)).map((h) => h.name ?? h.id),
    ),
  ];
  return passed.length === 0 ? '' : ` (${passed.slice(0, 6).join(' → ')})`;
}

function facing(audited: Audited, allowed: readonly string[]): Violation[] | undefined {
  const { network, intent } = audited;
  const places = allowed.flatMap(
    (segment) => placesOf(network, intent.segments[segment], 'destination') ?? [undefined],
  );
  if (places.includes(undefined)) return undefined;
  const may = new Set(
    places.flatMap((p) => (p?.kind === 'hosts' ? p.hosts.flatMap((h) => h.interfaces.map((i) => i.id)) : [])),
  );
  const found = new Map<string, Violation>();
  for (const { interface: item, openings, through } of audited.exposed()) {
    if (may.has(item.id) || found.has(item.id)) continue;
    const name = item.instance?.name ?? item.name ?? item.id;
    const [first] = openings;
    const flow = `internet → ${through === undefined ? '' : `${through.balancer.name} → `}${name} ${first?.protocol} ${first?.ports}`;
    found.set(item.id, { id: item.id, says: { ko: `반례: ${flow}`, en: `counter-example: ${flow}` } });
  }
  return [...found.values()];
}

function placesOf(
  network: Network,
  texts: readonly string[] | undefined,
  end: 'source' | 'destination',
): Place[] | undefined {
  const places = (texts ?? []).map((text) => {
    const resolved = resolvePlace(network, text, end);
    return 'found' in resolved ? resolved.found : undefined;
  });
  return places.length === 0 || places.includes(undefined) ? undefined : (places as Place[]);
}

function questionOf(
  source: Place,
  destination: Place,
  rule: Exclude<IntentRule, { kind: 'only-faces-internet' }>,
): PathQuestion {
  const ranges = rule.ports?.split(',').map((part): [number, number] => {
    const [from, to = from] = part.split('-').map(Number);
    return [from!, to!];
  });
  return {
    source,
    destination,
    protocol: rule.protocol === 'udp' ? 17 : rule.protocol === 'tcp' || ranges !== undefined ? 6 : 'all',
    ...(ranges === undefined ? {} : { ports: fromRanges(ranges) }),
  };
}

/** Names of an intent's segments that the network does not have, for a face to complain about. */
export function unknownPlaces(network: Network, segments: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.values(segments)
    .flat()
    .filter((text) => !('found' in resolvePlace(network, text, 'destination')));
}
