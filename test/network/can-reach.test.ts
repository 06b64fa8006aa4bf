import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canReach, type Probe, passes } from '../../src/network/can-reach.ts';
import { buildNetwork } from '../../src/network/index.ts';
import { randomNetwork } from './oracle/networks.ts';

test('whether a connection passes is the same with and without the reasons why not', () => {
  const count = { all: 0, some: 0, none: 0 };
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const network = buildNetwork(randomNetwork(draw));
      const ids = [...network.interfaces.keys()];
      if (ids.length < 2) return;
      for (let i = 0; i < 6; i++) {
        const probe: Probe = {
          from: draw(fc.constantFrom, ...ids),
          to: draw(fc.constantFrom, ...ids),
          protocol: draw(fc.constantFrom, 'tcp' as const, 'udp' as const),
          port: draw(fc.constantFrom, 22, 80, 443, 3389),
        };
        const how = passes(network, probe);
        count[how]++;
        expect(canReach(network, probe).reachable).toBe(how === 'all');
      }
    }),
    { numRuns: 150, seed: 7 },
  );
  expect(count.all).toBeGreaterThan(20);
  expect(count.none).toBeGreaterThan(20);
});
