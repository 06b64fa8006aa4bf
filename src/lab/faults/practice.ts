import { control } from '../control.ts';
import { openLab } from '../in-process.ts';
import { runningLab } from '../running.ts';
import type { BrokenFault } from '../state.ts';
import type { Fault } from './fault.ts';
import { FaultRefused } from './inject.ts';

/*
 * Faults of the lab that people use: the server that is running, else the saved state.
 */

interface Refusal {
  error?: string;
  reason?: FaultRefused['reason'];
}

/** The faults that were made and not mended, oldest first. */
export async function brokenFaults(): Promise<BrokenFault[]> {
  return (await asked('GET', 'faults')) as BrokenFault[];
}

/** @throws FaultRefused when it is there already, or this lab lacks what it breaks */
export async function breakInLab(fault: Fault): Promise<BrokenFault> {
  return (await asked('PUT', `faults/${fault.id}`)) as BrokenFault;
}

/** @throws FaultRefused when it is not there */
export async function healInLab(id: string): Promise<void> {
  await asked('DELETE', `faults/${id}`);
}

async function asked(method: string, path: string): Promise<unknown> {
  const running = await runningLab();
  if (running !== undefined) {
    const response = await fetch(`${running.endpoint}/_netops/${path}`, {
      method,
      signal: AbortSignal.timeout(30_000),
    });
    return outcome(response.status, await response.json());
  }
  const lab = await openLab();
  const answer = await lab.use((state) => control(state, method, path.split('/'), undefined));
  return outcome(answer.status, answer.body);
}

function outcome(status: number, body: unknown): unknown {
  if (status === 200) return body;
  const { error = String(status), reason } = body as Refusal;
  if (reason !== undefined) throw new FaultRefused(reason, error);
  throw new Error(error);
}
