// node bench/run.mjs [NAME…]
// Runs the benchmarks (bench/<name>.ts), each in a process of its own, and prints their figures as JSON lines:
// { "bench", "case", "n", "value", "unit" }. Without names: all. The program under test is dist/netops.js.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const all = readdirSync(here)
  .filter((f) => f.endsWith('.ts') && !f.startsWith('measure'))
  .map((f) => f.slice(0, -3))
  .sort();
const names = process.argv.slice(2);
for (const name of names.filter((n) => !all.includes(n))) {
  console.error(`bench: there is no ${name}; there are: ${all.join(', ')}`);
  process.exit(2);
}
// Inside the project, so that packages left out of the bundle are found.
const outdir = mkdtempSync(join(here, '..', 'node_modules', '.netops-bench-'));
try {
  for (const name of names.length > 0 ? names : all) {
    const outfile = join(outdir, `${name}.mjs`);
    await build({
      entryPoints: [join(here, `${name}.ts`)],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      logLevel: 'warning',
    });
    const run = spawnSync(process.execPath, ['--expose-gc', outfile], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NETOPS_ROOT: join(here, '..') },
    });
    if (run.status !== 0) process.exitCode = 1;
  }
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
