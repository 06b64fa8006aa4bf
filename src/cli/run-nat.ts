import { answerNat } from '../capabilities/nat.ts';
import { exit, UserError } from '../errors/user-error.ts';
import * as text from '../messages/nat.ts';
import type { NatOptions } from './nat.ts';
import { present, settingOf } from './present.ts';

/** Diagnoses NAT gateways, prints and writes the reports. */
export async function runNat(options: NatOptions, signal: AbortSignal): Promise<void> {
  await present(await answerNat(withAliases(options), settingOf(options, signal)), options, 'always');
}

/** `--from` and `--to` say the same as `--since` and `--until`. */
function withAliases(options: NatOptions): NatOptions {
  if (options.from !== undefined && options.since !== undefined)
    throw new UserError(text.twice('--from', '--since'), exit.usage);
  if (options.to !== undefined && options.until !== undefined)
    throw new UserError(text.twice('--to', '--until'), exit.usage);
  const since = options.since ?? options.from;
  const until = options.until ?? options.to;
  return { ...options, ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
}
