import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../errors/user-error.ts';
import { dataDir } from '../home.ts';
import * as text from '../messages/prices.ts';
import { replaced } from '../pricing/price-list.ts';
import { type Price, products, type RefreshedPrices } from '../pricing/products.ts';
import { bundledPrices } from '../pricing/table.ts';

interface Kept {
  schemaVersion: 1;
  refreshedAt: string;
  prices: Price[];
}

/**
 * Where the prices of a source are kept. The lab's are apart from AWS's: a made-up price must never come to a real bill.
 *
 * @param source as a snapshot names it
 */
export const keptPricesFile = (source: string): string =>
  join(dataDir(), 'prices', source === 'lab' ? 'lab.json' : 'aws.json');

/**
 * The table that an earlier refresh left, the bundled one with the kept prices in place of its own; undefined when there
 * was none.
 *
 * @throws UserError for a file that is there and cannot be used
 */
export async function keptPrices(source: string): Promise<RefreshedPrices | undefined> {
  const file = keptPricesFile(source);
  const kept = await read(file);
  return kept === undefined
    ? undefined
    : { refreshedAt: kept.refreshedAt, file, table: replaced(bundledPrices, kept.prices) };
}

async function read(file: string): Promise<Kept | undefined> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UserError(text.unreadable(file, (error as NodeJS.ErrnoException).code ?? 'unknown'));
  }
  try {
    const kept = JSON.parse(content) as Kept;
    if (kept.schemaVersion === 1 && !Number.isNaN(Date.parse(kept.refreshedAt)) && kept.prices.every(isPrice))
      return kept;
  } catch {
    // Not JSON, or of another form: told below.
  }
  throw new UserError(text.damaged(file));
}

const isPrice = ({ product, region, usd, tier, source, asOf }: Price): boolean =>
  Object.hasOwn(products, product) &&
  [region, source, asOf].every((s) => typeof s === 'string') &&
  [usd, tier.from, tier.to ?? 0].every((n) => Number.isFinite(n) && n >= 0);

/**
 * Keeps prices for the commands that follow, in place of those kept before for the same products and regions. The file is
 * whole or as it was.
 *
 * @throws UserError when it cannot be written
 */
export async function keepPrices(source: string, prices: readonly Price[], now: Date): Promise<RefreshedPrices> {
  const file = keptPricesFile(source);
  // What is damaged is replaced: that is what a refresh is for.
  const before = await read(file).catch(() => undefined);
  const kept: Kept = {
    schemaVersion: 1,
    refreshedAt: now.toISOString(),
    prices: replaced(before?.prices ?? [], prices),
  };
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(temporary, `${JSON.stringify(kept, null, 1)}\n`, { mode: 0o600 });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw new UserError(text.unwritable(file, (error as NodeJS.ErrnoException).code ?? 'unknown'));
  }
  return { refreshedAt: kept.refreshedAt, file, table: replaced(bundledPrices, kept.prices) };
}
