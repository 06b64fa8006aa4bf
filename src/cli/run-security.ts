import { answerSecurity } from '../capabilities/security.ts';
import { checks } from '../checks/index.ts';
import { nearCodes } from '../checks/near-codes.ts';
import { exit, UserError } from '../errors/user-error.ts';
import * as text from '../messages/security.ts';
import { present, settingOf } from './present.ts';
import type { SecurityOptions } from './security.ts';

/**
 * Audits the network, prints the score and writes report, dashboard and script.
 *
 * @throws UserError with exit code 2 for a broken file or an unknown format, 1 for a segment that the network lacks
 */
export async function runSecurity(options: SecurityOptions, signal: AbortSignal): Promise<void> {
  checkUsage(options);
  if (options.fix !== undefined) {
    await mend(options, options.fix, signal);
    return;
  }
  const { compare, ...question } = options;
  const answer = await answerSecurity(
    {
      ...question,
      ...(compare === undefined ? {} : { compare: 'last' }),
      onUnkept: (says) => {
        if (!options.quiet) process.stderr.write(`${says[options.lang]}\n`);
      },
    },
    settingOf(options, signal),
  );
  await present(answer, options, 'always');
}

/** What is wrong for any account is said before any call is made. */
function checkUsage(options: SecurityOptions): void {
  if (options.compare !== undefined && options.compare !== 'last')
    throw new UserError(text.unknownCompare(options.compare), exit.usage);
  const withFix = options.resource !== undefined || options.yes || options.allowDestructive || options.dryRun;
  if (options.fix === undefined && withFix) throw new UserError(text.resourceWithoutFix, exit.usage);
  if (options.fix !== undefined && !checks.some((c) => c.code === options.fix))
    throw new UserError(text.unknownCode(options.fix, nearCodes(options.fix)), exit.usage);
}

/** A fix is a change: it goes the way of every change. */
async function mend(options: SecurityOptions, code: string, signal: AbortSignal): Promise<void> {
  const { runDo } = await import('./run-do.ts');
  const words = ['apply-fix', code, ...(options.resource === undefined ? [] : [options.resource])];
  await runDo(words, { ...options, wait: false }, signal);
}
