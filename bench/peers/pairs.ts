// node bench/run.mjs does not run this one: it goes with aws_vpc_analyzer.py. Writes pairs of the lab's instances, and
// what netops says of them and how long it takes.
//   npx esbuild bench/peers/pairs.ts --bundle --platform=node --format=esm --packages=external --outfile=pairs.mjs
//   node pairs.mjs pairs.json
import { writeFileSync } from 'node:fs';
import { seedState } from '../../src/lab/seed/index.ts';
import { canReach } from '../../src/network/can-reach.ts';
import { formatAddress } from '../../src/network/cidr.ts';
import { buildNetwork } from '../../src/network/index.ts';

const network = buildNetwork(seedState(new Date()).snapshot);
const hosts = [...network.interfaces.values()].filter((i) => i.instance !== undefined);
const pairs = hosts.flatMap((a) =>
  hosts.filter((b) => a !== b).flatMap((b) => [443, 22].map((port) => ({ from: a, to: b, port }))),
);
const ask = () =>
  pairs.map(({ from, to, port }) => {
    const started = performance.now();
    const { reachable } = canReach(network, { from: from.id, to: to.id, protocol: 'tcp', port });
    return { ms: performance.now() - started, reachable };
  });
ask();
const answers = ask();
const times = answers.map((a) => a.ms).sort((a, b) => a - b);
writeFileSync(
  process.argv[2] ?? 'pairs.json',
  JSON.stringify(pairs.map(({ from, to, port }) => [from.instance!.id, formatAddress(to.addresses[0]!), port])),
);
process.stdout.write(
  `${JSON.stringify({
    bench: 'netops',
    case: 'one path, model built',
    n: times.length,
    median_ms: times[Math.floor(times.length / 2)],
    p99_ms: times[Math.floor(times.length * 0.99)],
    answers: answers.map((a) => (a.reachable ? 'REACHABLE' : 'BLOCKED')),
  })}\n`,
);
