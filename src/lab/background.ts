import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/lab.ts';
import { verbatim } from '../messages/text.ts';
import { askLab, type RunningLab, runningLab } from './running.ts';
import { cannotSave, labFiles } from './store.ts';

const startMs = 15_000;
const stopMs = 10_000;

/**
 * Starts this program again as a lab server that outlives it, and waits until it answers.
 *
 * @param args netops' arguments, without node and the script
 * @throws UserError with what the server said when it did not start
 */
export async function startInBackground(args: string[]): Promise<RunningLab> {
  const { dir, log } = labFiles();
  let output: number;
  try {
    mkdirSync(dir, { recursive: true });
    output = openSync(log, 'w');
  } catch (error) {
    throw cannotSave(error);
  }
  const child = spawn(process.execPath, [process.argv[1]!, ...args], {
    detached: true,
    stdio: ['ignore', output, output],
    windowsHide: true,
  });
  let ended = false;
  child.on('error', () => {
    ended = true;
  });
  child.on('exit', () => {
    ended = true;
  });
  const until = Date.now() + startMs;
  while (Date.now() < until) {
    const running = await runningLab();
    if (running !== undefined && running.pid === child.pid) {
      child.unref();
      return running;
    }
    if (ended) break;
    await sleep(50);
  }
  if (!ended) child.kill();
  const said = /^netops: (.+)$/m.exec(readFileSync(log, 'utf8'))?.[1];
  throw new UserError(said === undefined ? text.startFailed(log) : verbatim(said));
}

/**
 * Asks a server to stop, and waits until it has.
 *
 * @throws UserError when it does not
 */
export async function stopServer({ endpoint, pid }: RunningLab): Promise<void> {
  await askLab(endpoint, 'POST', 'stop').catch(() => {});
  const until = Date.now() + stopMs;
  while (Date.now() < until) {
    if ((await runningLab()) === undefined) return;
    await sleep(50);
  }
  throw new UserError(text.stopFailed(pid));
}
