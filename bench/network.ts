// The reachability engine by the size of the network: VPCs over transit gateways, groups that reference groups.
// Targets at 10,000 interfaces, 200 VPCs, 5,000 groups: build ≤ 1 s, one path median ≤ 1 ms and p99 ≤ 10 ms, exposure
// of everything ≤ 1 s, matrix ≤ 2 s, ≤ 600 MB. The matrix is measured without the extra groups: it grows with the square
// of the classes of hosts that rules tell apart.
import { generateState } from '../src/lab/seed/generate.ts';
import { canReach } from '../src/network/can-reach.ts';
import { exposureOf } from '../src/network/exposure.ts';
import { buildNetwork } from '../src/network/index.ts';
import { findPath } from '../src/network/path.ts';
import { resolvePlace } from '../src/network/places.ts';
import { reachMatrix } from '../src/network/reach-matrix.ts';
import { segmentsOf } from '../src/network/segments.ts';
import { print } from './measure.ts';
import { withGroups } from './networks/with-groups.ts';

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;

const timed = <T>(work: () => T): { ms: number; value: T } => {
  const started = performance.now();
  const value = work();
  return { ms: performance.now() - started, value };
};

for (const { vpcs, instances, matrix } of [
  { vpcs: 20, instances: 1_000, matrix: true },
  { vpcs: 60, instances: 3_000, matrix: true },
  { vpcs: 200, instances: 10_000, matrix: false },
  { vpcs: 240, instances: 100_000, matrix: false },
]) {
  const snapshot = withGroups(generateState({ vpcs, instances }).snapshot, 25);
  const { ms: build, value: network } = timed(() => buildNetwork(snapshot));
  const size = { n: network.interfaces.size, vpcs, groups: network.groups.size };
  const say = (name: string, value: number, unit: string): void =>
    print({ bench: 'network', case: `${name}, ${size.vpcs} VPCs, ${size.groups} groups`, n: size.n, value, unit });
  say('build', build, 'ms');
  const hosts = [...network.interfaces.values()].filter((i) => i.instance !== undefined);
  // The same pairs on every run: a linear congruential generator (Knuth, TAOCP 2, 3.3.4).
  let state = 1;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % hosts.length;
  };
  const pairs = Array.from({ length: 2_000 }, () => [hosts[next()]!.id, hosts[next()]!.id] as const);
  const decide = pairs
    .map(([from, to]) => timed(() => canReach(network, { from, to, protocol: 'tcp', port: 443 })).ms)
    .sort((a, b) => a - b);
  say('one path, decided, median', at(decide, 0.5), 'ms');
  say('one path, decided, p99', at(decide, 0.99), 'ms');
  const explain = pairs
    .slice(0, 500)
    .map(([from, to]) => {
      const [source, destination] = [resolvePlace(network, from, 'source'), resolvePlace(network, to, 'destination')];
      if (!('found' in source && 'found' in destination)) throw new Error(`${from} or ${to} has no address`);
      const question = { source: source.found, destination: destination.found, protocol: 6, ports: [443, 443] };
      return timed(() => findPath(network, question)).ms;
    })
    .sort((a, b) => a - b);
  say('one path, every hop, median', at(explain, 0.5), 'ms');
  say('one path, every hop, p99', at(explain, 0.99), 'ms');
  say('exposure of everything, all ports', timed(() => exposureOf(network)).ms, 'ms');
  say('memory of the process', process.memoryUsage().rss / 1e6, 'MB');
  if (!matrix) continue;
  const plain = buildNetwork(generateState({ vpcs, instances }).snapshot);
  say('matrix of all segments, without the groups', timed(() => reachMatrix(plain, segmentsOf(plain))).ms, 'ms');
}
