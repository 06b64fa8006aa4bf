import { answerPath } from '../capabilities/path.ts';
import type { PathOptions } from './path.ts';
import { present, settingOf } from './present.ts';

/**
 * Answers whether a flow gets through, and what opens it.
 *
 * @throws UserError with exit code 2 for what is wrong in any account, 1 for what this one does not have
 */
export async function runPath(
  source: string,
  destination: string,
  options: PathOptions,
  signal: AbortSignal,
): Promise<void> {
  const { port, sourcePort, protocol } = options;
  const changes =
    options.with === undefined ? undefined : await (await import('./changes-file.ts')).readChanges(options.with);
  const asked = {
    source,
    destination,
    ...(port === undefined ? {} : { port }),
    ...(sourcePort === undefined ? {} : { sourcePort }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(changes === undefined ? {} : { changes }),
  };
  await present(await answerPath(asked, settingOf(options, signal)), options, 'asked');
}
