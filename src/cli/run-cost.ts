import type { Setting } from '../capabilities/answer.ts';
import { answerCost } from '../capabilities/cost.ts';
import { exit } from '../errors/user-error.ts';
import type { CostOptions } from './cost.ts';
import { present, settingOf } from './present.ts';
import { checkRefreshable, refreshPrices } from './refresh-prices.ts';

/**
 * Puts the network's bill together, prints it and writes the reports. A refresh of prices that failed still leaves a
 * report, with the prices there are, and exit code 1.
 */
export async function runCost(options: CostOptions, signal: AbortSignal): Promise<void> {
  const setting = settingOf(options, signal);
  if (!options.refreshPrices) {
    await present(await answerCost(options, setting), options, 'always');
    return;
  }
  checkRefreshable(options);
  let refreshed = false;
  const open: Setting['open'] = async (needs, waiting) => {
    const snapshot = await setting.open(needs, waiting);
    refreshed = await refreshPrices(snapshot, options, signal);
    return snapshot;
  };
  const answer = await answerCost(options, { ...setting, open });
  if (!refreshed) process.exitCode = exit.failed;
  await present(answer, options, 'always');
}
