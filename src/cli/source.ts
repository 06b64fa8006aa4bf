import type { Waiting } from '../capabilities/answer.ts';
import { openSnapshot as open, parseSource } from '../capabilities/source.ts';
import type { Text } from '../messages/text.ts';
import type { Needs } from '../snapshot/reads.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { CommonOptions } from './common.ts';
import { wantsColor } from './screen.ts';

export { connectionOptions, parseSource } from '../capabilities/source.ts';

/**
 * The snapshot that a command works on, with its collection's progress on standard error.
 *
 * @throws UserError when nothing can be read
 */
export async function openSnapshot(
  options: CommonOptions,
  needs: Needs,
  { signal, ...waiting }: Waiting & { signal: AbortSignal },
): Promise<Snapshot> {
  // It decides about figures: it is said even to who wants no progress.
  const onPricesUnusable = (why: Text): void => {
    process.stderr.write(`netops: ${why[options.lang]}\n`);
  };
  if (options.quiet) return await open(options, needs, waiting, { signal, onPricesUnusable });
  if (parseSource(options.source).kind === 'snapshot') {
    const { ignoredFiles } = await import('../messages/snapshot.ts');
    const onIgnored = (files: string[]): void => {
      process.stderr.write(`${ignoredFiles(files)[options.lang]}\n`);
    };
    return await open(options, needs, waiting, { signal, onIgnored, onPricesUnusable });
  }
  const { showProgress } = await import('./progress.ts');
  const progress = showProgress({ lang: options.lang, color: options.color && wantsColor(process.stderr) });
  try {
    const snapshot = await open(options, needs, waiting, {
      signal,
      onProgress: progress.onProgress,
      onPricesUnusable,
    });
    progress.end('done');
    return snapshot;
  } catch (error) {
    progress.end(signal.aborted ? 'stopped' : 'failed');
    throw error;
  }
}
