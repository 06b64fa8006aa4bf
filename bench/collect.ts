// Collection of one region from an endpoint that takes 50 ms longer for every call. Target: ≤ 1.5 s.
// What it costs is the calls that wait for others: each adds a round trip, whatever else goes on meanwhile.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, print, program, run } from './measure.ts';

const delayMs = 50;
const home = mkdtempSync(join(tmpdir(), 'netops-bench-'));
const lab = spawn(process.execPath, [program, 'lab', 'start', '--port', '0', '--format', 'json'], {
  env: { ...process.env, NETOPS_HOME: home },
  stdio: ['ignore', 'pipe', 'pipe'],
});
let calls = 0;
lab.stderr.setEncoding('utf8').on('data', (chunk: string) => {
  calls += chunk.split('\n').filter((line) => line.includes(':')).length;
});
const endpoint = await new Promise<string>((resolve) => {
  let text = '';
  lab.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const found = /"endpoint": "([^"]+)"/.exec(text)?.[1];
    if (found !== undefined) resolve(found);
  });
});
const env = {
  AWS_ACCESS_KEY_ID: 'NETOPSLAB',
  AWS_SECRET_ACCESS_KEY: 'netops-lab',
  NETOPS_HOME: mkdtempSync(join(tmpdir(), 'netops-bench-')),
};
const collect = () =>
  run(
    process.execPath,
    [
      program,
      'snapshot',
      'save',
      '--region',
      'ap-northeast-2',
      '--endpoint-url',
      endpoint,
      '--quiet',
      '--format',
      'json',
    ],
    env,
  );
const times = async (): Promise<number> => {
  await collect();
  const ms: number[] = [];
  for (let i = 0; i < 5; i++) {
    const measured = await collect();
    if (measured.code !== 0) throw new Error(`netops left with ${measured.code}`);
    ms.push(measured.ms);
  }
  return median(ms);
};
try {
  const plain = await times();
  print({ bench: 'collect', case: 'one region, no delay', n: 5, value: plain, unit: 'ms' });
  const fault = { operation: '*', effect: { kind: 'delay', ms: delayMs } };
  await fetch(`${endpoint}/_netops/api-faults`, { method: 'POST', body: JSON.stringify(fault) });
  calls = 0;
  const slow = await times();
  await new Promise((resolve) => setTimeout(resolve, 200));
  print({ bench: 'collect', case: `one region, ${delayMs} ms added to every call`, n: 5, value: slow, unit: 'ms' });
  print({ bench: 'collect', case: 'calls of one collection', n: 6, value: calls / 6, unit: 'calls' });
  print({
    bench: 'collect',
    case: 'calls in sequence (what the delay added, by its length)',
    n: 5,
    value: (slow - plain) / delayMs,
    unit: 'calls',
  });
} finally {
  lab.kill('SIGINT');
}
