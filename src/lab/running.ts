import { readFile, rm, writeFile } from 'node:fs/promises';
import { labRegion } from './seed/ids.ts';
import { labFiles } from './store.ts';

/** A lab server that is running. */
export interface RunningLab {
  pid: number;
  endpoint: string;
  /** The region that its clients ask first. */
  region: string;
}

/** Says where this process's server listens. */
export async function announce(running: Pick<RunningLab, 'pid' | 'endpoint'>): Promise<void> {
  await writeFile(labFiles().server, JSON.stringify(running));
}

export async function withdraw(): Promise<void> {
  await rm(labFiles().server, { force: true });
}

/** The running lab server, asked to be sure: a file that a killed one left behind says nothing. */
export async function runningLab(): Promise<RunningLab | undefined> {
  let said: Partial<RunningLab>;
  try {
    said = JSON.parse(await readFile(labFiles().server, 'utf8')) as Partial<RunningLab>;
  } catch {
    return undefined;
  }
  const { endpoint, pid } = said;
  if (typeof endpoint !== 'string' || typeof pid !== 'number') return undefined;
  try {
    const status = (await askLab(endpoint, 'GET', 'status')) as {
      lab?: string;
      pid?: number;
      region?: string;
    };
    return status.lab === 'netops' && status.pid === pid
      ? { endpoint, pid, region: status.region ?? labRegion }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Asks a lab's control API. Throws when it does not answer in five seconds, or answers an error. */
export async function askLab(endpoint: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${endpoint}/_netops/${path}`, {
    method,
    signal: AbortSignal.timeout(5_000),
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const answer = (await response.json()) as { error?: string };
  if (!response.ok) throw new Error(answer.error ?? response.statusText);
  return answer;
}
