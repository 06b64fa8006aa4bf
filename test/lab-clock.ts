import { setTimeout as sleep } from 'node:timers/promises';
import { netops } from './netops.ts';

/** A lab that serves a home, and whose time a test can let run: an instance stops without anybody waiting for it. */
export interface ServedLab {
  endpoint: string;
  /** Lets the lab's time run until some work is done, by so many seconds each 400 ms. */
  hurried<T>(work: Promise<T>, stepSeconds?: number): Promise<T>;
  stop(): Promise<void>;
}

/** @param dataHome NETOPS_HOME, where it is not the usual folder of the home */
export async function serveLab(home: string, dataHome?: string): Promise<ServedLab> {
  const where = { home, ...(dataHome === undefined ? {} : { env: { NETOPS_HOME: dataHome } }) };
  await netops(['lab', 'start', '--detach', '--port', '0'], where);
  const { endpoint } = JSON.parse((await netops(['lab', 'status', '--format', 'json'], where)).stdout).summary;
  let ahead = 0;
  return {
    endpoint,
    async hurried(work, stepSeconds = 15) {
      let running = true;
      const until = work.finally(() => {
        running = false;
      });
      for (; running; ahead += stepSeconds) {
        const fixed = new Date(Date.now() + ahead * 1000).toISOString();
        await fetch(`${endpoint}/_netops/clock`, { method: 'PUT', body: JSON.stringify({ fixed }) });
        await sleep(400);
      }
      return await until;
    },
    async stop() {
      await netops(['lab', 'stop'], where);
    },
  };
}
