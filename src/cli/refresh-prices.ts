import type { PriceAnswer } from '../aws/price-list.ts';
import { keepPrices } from '../capabilities/kept-prices.ts';
import { exit, UserError } from '../errors/user-error.ts';
import * as text from '../messages/prices.ts';
import type { Text } from '../messages/text.ts';
import { type PriceQuestion, parsePriceDocument, priceQuestions, pricesIn, replaced } from '../pricing/price-list.ts';
import type { Price } from '../pricing/products.ts';
import { bundledPrices } from '../pricing/table.ts';
import { formatInstant, readerZone } from '../report/time.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { CommonOptions } from './common.ts';
import { connectionOptions, parseSource } from './source.ts';

/**
 * Fetches the prices of a snapshot's regions, keeps them, and gives them to the snapshot. What fails leaves the prices
 * that were there, says so on stderr, and is a gap of the snapshot.
 *
 * @returns whether any price was fetched
 * @throws UserError with exit code 2 for a source that nobody can ask, 1 when the prices cannot be kept
 */
export async function refreshPrices(snapshot: Snapshot, options: CommonOptions, signal: AbortSignal): Promise<boolean> {
  checkRefreshable(options);
  const { connect } = await import('../aws/connection.ts');
  const { askPriceList } = await import('../aws/price-list.ts');
  const connections = await connect(await connectionOptions(options, parseSource(options.source)));
  const [connection] = connections;
  if (connection === undefined) return false;
  let answers: PriceAnswer[];
  try {
    answers = await askPriceList(connection, priceQuestions(snapshot.regions), signal);
  } finally {
    for (const each of connections) each.close();
  }
  const say = (sentence: Text): void => {
    if (!options.quiet) process.stderr.write(`netops: ${sentence[options.lang]}\n`);
  };
  const gap = answers.find((a) => a.gap !== undefined)?.gap;
  if (gap !== undefined) snapshot.gaps.push({ ...gap, account: snapshot.accounts[0]?.id ?? '' });
  const prices = answers.flatMap(({ question, documents }) =>
    pricesIn(
      question,
      documents.flatMap((d) => parsePriceDocument(d) ?? []),
      sourceFor(connection.endpoint),
    ),
  );
  if (prices.length === 0) {
    const using =
      snapshot.prices === undefined
        ? text.usingBundled
        : text.usingKept(formatInstant(snapshot.prices.refreshedAt, readerZone()));
    complain(options, gap === undefined ? text.noneAnswered(using) : text.refused(gap.code, using));
    return false;
  }
  if (gap !== undefined) {
    const missing = new Set(answers.filter((a) => a.gap !== undefined).map((a) => a.question.service));
    complain(options, text.partly([...missing].sort(), gap.code));
  }
  const before = snapshot.prices?.table ?? bundledPrices;
  snapshot.prices = await keepPrices(snapshot.source, prices, new Date(snapshot.takenAt));
  const changed = changedProducts(before, prices);
  const count = new Set(prices.map(productOf)).size;
  say(text.refreshed(count, changed, snapshot.regions, snapshot.prices.file));
  return true;
}

/** @throws UserError with exit code 2 for a saved snapshot: it cannot be asked */
export function checkRefreshable({ source }: CommonOptions): void {
  if (parseSource(source).kind === 'snapshot') throw new UserError(text.needsSource(source), exit.usage);
}

/** A failure is said even with `--quiet`. */
const complain = ({ lang }: CommonOptions, sentence: Text): boolean =>
  process.stderr.write(`netops: ${sentence[lang]}\n`);

const productOf = ({ product, region }: Price): string => `${product} ${region}`;

/** How many products cost something else than they did, or had no price. */
function changedProducts(before: readonly Price[], prices: readonly Price[]): number {
  const amounts = (table: readonly Price[]): Map<string, string> => {
    const found = new Map<string, string>();
    for (const p of table) found.set(productOf(p), `${found.get(productOf(p)) ?? ''} ${p.usd}@${p.tier.from}`);
    return found;
  };
  const old = amounts(before);
  const fresh = amounts(replaced(before, prices));
  return [...new Set(prices.map(productOf))].filter((key) => old.get(key) !== fresh.get(key)).length;
}

/** AWS's own file that has the same product, or who stands in for AWS. */
const sourceFor =
  (endpoint: string | undefined) =>
  ({ service, region }: PriceQuestion, sku: string): string =>
    endpoint === undefined
      ? `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/${service}/current/${region === 'global' ? '' : `${region}/`}index.json#${sku}`
      : `${endpoint.replace(/\/$/, '')}/#GetProducts/${service}/${sku}`;
