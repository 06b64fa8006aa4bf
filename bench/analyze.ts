// netops analyze on the lab in one process, and its growth with the size of the network.
// Targets: the lab ≤ 1.5 s and ≤ 250 MB; 200 VPCs with 10,000 instances ≤ 15 s and ≤ 1 GB, collection included.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateState } from '../src/lab/seed/generate.ts';
import { print, program, repeat, run } from './measure.ts';

const quiet = ['--quiet', '--format', 'json'];
const home = (): string => mkdtempSync(join(tmpdir(), 'netops-bench-'));

const small = home();
const lab = await repeat(5, () =>
  run(process.execPath, [program, 'analyze', '--source', 'lab', ...quiet], { NETOPS_HOME: small }),
);
print({ bench: 'analyze', case: 'lab, in the process', n: 5, value: lab.ms, unit: 'ms' });
print({ bench: 'analyze', case: 'lab, in the process', n: 5, value: lab.peakMb, unit: 'MB' });

for (const [vpcs, instances] of [
  [20, 1_000],
  [100, 5_000],
  [200, 10_000],
] as const) {
  const large = home();
  mkdirSync(join(large, 'lab'), { recursive: true });
  writeFileSync(join(large, 'lab', 'state.json'), JSON.stringify(generateState({ vpcs, instances })));
  const measured = await run(process.execPath, [program, 'analyze', '--source', 'lab', ...quiet], {
    NETOPS_HOME: large,
  });
  if (measured.code !== 0) throw new Error(`netops left with ${measured.code}`);
  const size = `${vpcs} VPCs, ${instances} instances, lab and analysis in one process`;
  print({ bench: 'analyze', case: size, n: instances, value: measured.ms, unit: 'ms' });
  print({ bench: 'analyze', case: size, n: instances, value: measured.peakMb, unit: 'MB' });
}
