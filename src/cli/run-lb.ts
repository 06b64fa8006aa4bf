import { answerLb } from '../capabilities/lb.ts';
import type { LbOptions } from './lb.ts';
import { present, settingOf } from './present.ts';

/** Diagnoses load balancers, prints and writes the reports. */
export async function runLb(name: string | undefined, options: LbOptions, signal: AbortSignal): Promise<void> {
  const question = { ...options, ...(name === undefined ? {} : { name }) };
  await present(await answerLb(question, settingOf(options, signal)), options, 'always');
}
