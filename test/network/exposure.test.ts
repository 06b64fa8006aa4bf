import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { containsAddress, formatAddress, parseAddress, parseCidr } from '../../src/network/cidr.ts';
import { type Exposed, exposureOf, type Opening } from '../../src/network/exposure.ts';
import { buildNetwork } from '../../src/network/index.ts';
import type { Interface } from '../../src/network/model.ts';
import { reachMatrix } from '../../src/network/reach-matrix.ts';
import { type Segment, segmentsOf } from '../../src/network/segments.ts';
import { cases } from '../thorough.ts';
import { given, type Sketch } from './given.ts';
import { randomNetwork } from './oracle/networks.ts';
import { simulate } from './oracle/simulator.ts';

const inPorts = (ports: string, port: number): boolean =>
  ports === 'all' ||
  ports.split(',').some((range) => {
    const [from, to = from] = range.split('-').map(Number) as [number, number?];
    return port >= from && port <= to!;
  });
const inSources = (sources: readonly string[], address: string): boolean =>
  sources.some((s) => {
    if (s === 'internet') return true;
    const [from, to] = s.split('-').map((t) => parseAddress(t));
    const a = parseAddress(address)!;
    if (from !== undefined && to !== undefined) return typeof a === typeof from && a >= from && a <= to;
    const cidr = s.includes('/') ? parseCidr(s) : parseCidr(`${s}/${s.includes(':') ? 128 : 32}`);
    return cidr !== undefined && containsAddress(cidr, a);
  });
const opens = (o: Opening, protocol: string, port: number, source: string, sport: number): boolean =>
  o.protocol === protocol &&
  inPorts(o.ports, port) &&
  inSources(o.sources, source) &&
  (o.sourcePorts === undefined || inPorts(o.sourcePorts, sport));

const protocols: [name: string, number: number][] = [
  ['tcp', 6],
  ['udp', 17],
];
const ports = [22, 53, 80, 443, 5432, 40_000];

test('what the internet reaches is what a packet simulator says, address by address and port by port', {
  timeout: 120_000,
}, () => {
  const count = { asked: 0, open: 0 };
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const snapshot = randomNetwork(draw);
      const network = buildNetwork(snapshot);
      const exposed = exposureOf(network).filter((e) => e.through === undefined);
      const publics = [...network.publicAddresses];
      for (const [address] of publics.slice(0, 6)) {
        const six = typeof address === 'bigint';
        const dst = formatAddress(address);
        const openings = exposed.filter((e) => e.address === address).flatMap((e) => e.openings);
        for (const [name, protocol] of protocols)
          for (const port of ports) {
            const src = six ? '2600::8' : draw(fc.constantFrom, '8.8.8.8', '1.2.3.4', '198.51.100.77');
            const sport = draw(fc.integer, { min: 1024, max: 65_535 });
            const flow = { from: 'internet' as const, src, dst, protocol, sport, dport: port };
            const oracle = simulate(snapshot, flow, 40_000);
            const engine = openings.some((o) => opens(o, name, port, src, sport));
            count.asked++;
            if (oracle.reachable) count.open++;
            if (engine !== oracle.reachable)
              expect({ flow, engine, openings }, oracle.log.join('\n')).toEqual('the oracle');
          }
      }
    }),
    { numRuns: cases(40, 120), seed: 20261123, endOnFailure: true },
  );
  expect(count.asked).toBeGreaterThan(2_000);
  expect(count.open).toBeGreaterThan(count.asked / 50);
});

type Host = { item: Interface; segment: Segment };

test('a flow that the simulator lets through is in its cell of the matrix', { timeout: 120_000 }, () => {
  const count = { asked: 0, open: 0 };
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const snapshot = randomNetwork(draw);
      const network = buildNetwork(snapshot);
      const segments = segmentsOf(network);
      const { cells } = reachMatrix(network, segments);
      const hosts = segments.flatMap((s) =>
        s.senders.flatMap((h) =>
          h.interfaces.filter((i) => i.instance !== undefined).map((item) => ({ item, segment: s })),
        ),
      );
      if (hosts.length < 2) return;
      for (let i = 0; i < 12; i++) {
        const [a, b] = [0, 1].map(() => hosts[draw(fc.nat, { max: hosts.length - 1 })]!) as [Host, Host];
        const [src, dst] = [a.item.addresses[0], b.item.addresses[0]];
        if (a.item === b.item || typeof src !== 'number' || typeof dst !== 'number') continue;
        const port = draw(fc.constantFrom, ...ports);
        const sport = a.item.instance?.windows ? 50_000 : 40_000;
        const flow = {
          from: { interface: a.item.id },
          src: formatAddress(src),
          dst: formatAddress(dst),
          protocol: 6,
          sport,
          dport: port,
        };
        const oracle = simulate(snapshot, flow, 40_000);
        count.asked++;
        if (!oracle.reachable) continue;
        count.open++;
        const cell = cells.find((c) => c.from === a.segment.id && c.to === b.segment.id);
        const told = cell?.openings.some((o) => o.protocol === 'tcp' && inPorts(o.ports, port)) ?? false;
        if (!told) expect({ flow, cell }, oracle.log.join('\n')).toEqual('open');
      }
    }),
    { numRuns: cases(20, 60), seed: 20261123, endOnFailure: true },
  );
  expect(count.open).toBeGreaterThan(20);
});

const one = (exposed: Exposed[]): string =>
  exposed
    .flatMap((e) =>
      e.openings.map((o) => `${formatAddress(e.address)} ${o.protocol} ${o.ports} from ${o.sources.join(' ')}`),
    )
    .join('; ');
const web = (over: Partial<Sketch['vpcs'][string]> = {}, inbound = ['tcp 80 from 0.0.0.0/0']): Sketch => ({
  vpcs: {
    A: {
      cidr: '10.0.0.0/16',
      igw: true,
      subnets: { a: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' } } },
      ...over,
    },
  },
  hosts: { web: { subnet: 'a', address: '10.0.1.10', public: '203.0.113.9', in: inbound } },
});
const of = (sketch: Sketch): string => one(exposureOf(given(sketch).network));

describe('open in text and open in fact', () => {
  test('a public address, a route, a group: exact ports and sources', () => {
    expect(of(web())).toBe('203.0.113.9 tcp 80 from internet');
    expect(of(web({}, ['tcp 8000-8100 from 198.51.100.0/24']))).toBe('203.0.113.9 tcp 8000-8100 from 198.51.100.0/24');
  });
  test('R5 without an internet gateway, or without a route to it, an open group exposes nothing', () => {
    expect(of(web({ igw: false }))).toBe('');
    expect(of(web({ subnets: { a: { cidr: '10.0.1.0/24' } } }))).toBe('');
  });
  test('N1 a network ACL narrows it; N3 answers need the ephemeral ports', () => {
    const acl = (rules: string[]) =>
      web({ subnets: { a: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' }, acl: rules } } }, [
        'all from 0.0.0.0/0',
      ]);
    expect(of(acl(['in 100 allow tcp 443 from 0.0.0.0/0', 'out 100 allow all to 0.0.0.0/0']))).toBe(
      '203.0.113.9 tcp 443 from internet',
    );
    expect(of(acl(['in 100 allow tcp 443 from 0.0.0.0/0', 'out 100 allow tcp 443 to 0.0.0.0/0']))).toBe('');
  });
  test('R19 Block Public Access comes before everything', () => {
    expect(of({ ...web(), publicAccess: { mode: 'block-ingress' } })).toBe('');
  });
});
