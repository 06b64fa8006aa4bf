import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labConnection, openLab } from '../../src/lab/in-process.ts';
import type { LabState } from '../../src/lab/state.ts';

/** What every SDK client of a test is made with: the lab inside this process, without retries. */
export type ClientOptions = Omit<Awaited<ReturnType<typeof labConnection>>, 'close'> & { maxAttempts: 1 };

/** A fresh lab for one test file, and a way to change its state beneath the API. */
export async function freshLab(region = 'ap-northeast-2'): Promise<{
  options: ClientOptions;
  change: (work: (state: LabState) => void) => Promise<void>;
}> {
  process.env.NETOPS_HOME = mkdtempSync(join(tmpdir(), 'netops-services-'));
  const { close: _, ...connection } = await labConnection();
  return {
    options: { ...connection, region, maxAttempts: 1 },
    async change(work) {
      const lab = await openLab();
      await lab.use((state) => {
        work(state);
        return { changed: true };
      });
    },
  };
}

/** The error's name and message, or a failure when there was no error. */
export async function refusal(call: Promise<unknown>): Promise<{ name: string; message: string; status?: number }> {
  try {
    await call;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return { name, message, status: $metadata?.httpStatusCode };
  }
  throw new Error('the call was answered');
}
