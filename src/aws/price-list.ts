import { GetProductsCommand, PricingClient } from '@aws-sdk/client-pricing';
import type { PriceQuestion } from '../pricing/price-list.ts';
import type { Gap } from '../snapshot/snapshot.ts';
import type { Connection } from './connection.ts';
import { gapOf } from './errors.ts';
import { limit } from './limit.ts';
import { listenFreely, untilStopped } from './read-service.ts';
import { retries } from './retry.ts';

/** The Pricing API has few regions; its answers are about all of them. https://docs.aws.amazon.com/general/latest/gr/billing.html */
export const pricingRegion = 'us-east-1';

/** GetProducts takes about 10 calls a second for an account. */
const callsAtOnce = 4;

/** The answer to a question: the documents of all pages, or why there are none. */
export interface PriceAnswer {
  question: PriceQuestion;
  documents: string[];
  gap?: Omit<Gap, 'account'>;
  /** What the gap says in short. */
  error?: unknown;
}

/** Asks AWS's Price List (`pricing:GetProducts`), all pages. A question that fails has its gap and leaves the others be. */
export async function askPriceList(
  connection: Connection,
  questions: readonly PriceQuestion[],
  stop: AbortSignal,
): Promise<PriceAnswer[]> {
  listenFreely(stop);
  const calls = limit(callsAtOnce);
  const client = new PricingClient(
    connection.config(
      pricingRegion,
      retries(() => calls.slower()),
    ) as never,
  );
  const answers = await Promise.all(
    questions.map(async (question): Promise<PriceAnswer> => {
      try {
        return { question, documents: await calls.run(() => pagesOf(client, question, stop), stop) };
      } catch (error) {
        return { question, documents: [], error, gap: gapOf('pricing:GetProducts', pricingRegion, error, stop) };
      }
    }),
  );
  stop.throwIfAborted();
  return answers;
}

async function pagesOf(client: PricingClient, { service, fields }: PriceQuestion, stop: AbortSignal) {
  const Filters = Object.entries(fields).map(([Field, Value]) => ({ Type: 'TERM_MATCH' as const, Field, Value }));
  const documents: string[] = [];
  const seen = new Set<string>();
  let NextToken: string | undefined;
  do {
    const command = new GetProductsCommand({
      ServiceCode: service,
      FormatVersion: 'aws_v1',
      Filters,
      ...(NextToken === undefined ? {} : { NextToken }),
    });
    const page = await untilStopped(client.send(command, { abortSignal: stop }), stop);
    documents.push(...(page.PriceList ?? []).map(String));
    NextToken = page.NextToken || undefined;
    if (NextToken !== undefined && seen.has(NextToken)) throw new Error('GetProducts answers the same token again');
    if (NextToken !== undefined) seen.add(NextToken);
  } while (NextToken !== undefined);
  return documents;
}
