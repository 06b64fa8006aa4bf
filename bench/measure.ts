import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = process.env.NETOPS_ROOT ?? process.cwd();
export const program = join(root, 'dist', 'netops.js');

/** One figure, as a JSON line. */
export function print(figure: {
  bench: string;
  case: string;
  n: number;
  value: number;
  unit: string;
  note?: string;
}): void {
  process.stdout.write(`${JSON.stringify({ ...figure, value: Math.round(figure.value * 100) / 100 })}\n`);
}

export interface Measured {
  ms: number;
  /** Peak resident memory, MB; NaN where the platform does not tell. */
  peakMb: number;
  code: number | null;
  stdout: string;
}

/** Runs a command to its end and measures it from outside. */
export async function run(command: string, args: string[], env: Record<string, string> = {}): Promise<Measured> {
  const started = performance.now();
  return await new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
    let stdout = '';
    let peak = Number.NaN;
    // VmHWM is the kernel's own high-water mark: reading it now and then misses nothing but the last moment.
    const watch = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
        // A process that is ending shows no memory any more.
        const kb = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
        if (kb !== undefined) peak = Number(kb) / 1024;
      } catch {
        clearInterval(watch);
      }
    }, 5);
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      stdout += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(watch);
      resolve({ ms: performance.now() - started, peakMb: peak, code, stdout });
    });
  });
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Median time and largest peak of several runs after one that is not counted. */
export async function repeat(times: number, once: () => Promise<Measured>): Promise<{ ms: number; peakMb: number }> {
  await once();
  const runs: Measured[] = [];
  for (let i = 0; i < times; i++) {
    const measured = await once();
    if (measured.code !== 0) throw new Error(`the measured command left with ${measured.code}`);
    runs.push(measured);
  }
  return { ms: median(runs.map((r) => r.ms)), peakMb: Math.max(...runs.map((r) => r.peakMb)) };
}
