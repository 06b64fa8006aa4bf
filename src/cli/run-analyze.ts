import { answerAnalyze } from '../capabilities/analyze.ts';
import type { CommonOptions } from './common.ts';
import { present, settingOf } from './present.ts';

/** Collects, analyses, prints in the format asked for and writes the reports. */
export async function runAnalyze(options: CommonOptions, signal: AbortSignal): Promise<void> {
  await present(await answerAnalyze(settingOf(options, signal)), options, 'always');
}
