import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documents } from '../src/report/published-schemas.ts';
import { planSchema } from '../src/report/schemas/plan.ts';

export const bin = process.env.NETOPS_BIN ?? join(import.meta.dirname, '..', 'dist', 'netops.js');

export interface Run {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  ms: number;
}

/** A fresh folder for one test's lab state, snapshots and reports. */
export const freshHome = (): string => mkdtempSync(join(tmpdir(), 'netops-test-'));

/**
 * Runs the built CLI as a person would, in an environment without AWS settings of the machine's own.
 * `home` keeps state between runs of one test (NETOPS_HOME); reports go to `home/out` unless `--out` is given.
 */
export async function netops(
  args: string[],
  options: { home?: string; env?: Record<string, string>; input?: string; cwd?: string; node?: string[] } = {},
): Promise<Run> {
  const home = options.home ?? freshHome();
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    USERPROFILE: home,
    NETOPS_HOME: join(home, 'netops'),
    AWS_EC2_METADATA_DISABLED: 'true',
    TZ: 'Asia/Seoul',
    ...(process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot ?? '' } : {}),
    ...options.env,
  };
  const started = performance.now();
  return await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...(options.node ?? []), bin, ...args], { env, cwd: options.cwd ?? home });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      try {
        validate(args, stdout);
      } catch (error) {
        reject(error);
      }
      resolve({ code, signal, stdout, stderr, ms: performance.now() - started });
    });
    child.stdin.end(options.input ?? '');
  });
}

/** Whatever a test makes the program print as a document is held against the published schema of its kind. */
function validate(args: readonly string[], stdout: string): void {
  const json = args.includes('--format=json') || args[args.indexOf('--format') + 1] === 'json';
  if (!json || !args.some((a) => a.startsWith('--format')) || stdout === '') return;
  const document = JSON.parse(stdout) as { kind: string };
  // A plan is the one document without an envelope.
  if (args.includes('--plan')) {
    planSchema.parse(document);
    return;
  }
  const schema = documents[document.kind as keyof typeof documents];
  if (schema === undefined) throw new Error(`no schema is published for documents of the kind ${document.kind}`);
  schema.parse(document);
}
