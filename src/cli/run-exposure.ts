import { answerExposure } from '../capabilities/exposure.ts';
import type { ExposureOptions } from './exposure.ts';
import { present, settingOf } from './present.ts';

/** Prints what the internet reaches, who reaches whom, and what leads out. */
export async function runExposure(options: ExposureOptions, signal: AbortSignal): Promise<void> {
  await present(await answerExposure(options, settingOf(options, signal)), options, 'asked');
}
