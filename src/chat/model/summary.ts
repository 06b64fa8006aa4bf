import { streamText } from 'ai';
import * as text from '../../messages/model.ts';
import type { Lang } from '../../messages/text.ts';
import type { Turn } from '../conversation.ts';
import { addFacts, noFacts } from './facts.ts';
import { grounded } from './grounding.ts';
import { languageModel, type ModelChoice } from './provider.ts';

export interface SummaryOptions {
  choice: ModelChoice;
  env: NodeJS.ProcessEnv;
  lang: Lang;
  /** IANA zone of the reader. */
  zone: string;
  /** Until then the model must have answered. */
  patienceMs: number;
}

/** Earlier parts of a conversation, as they go to a model that sums them up. */
export interface Earlier {
  /** Of what was before them. */
  summary?: string;
  turns: readonly Turn[];
}

/**
 * What was asked, found and done, in a page. A figure that the conversation does not state is taken out, as in every
 * answer of a model.
 *
 * @throws Error when the model fails
 */
export async function summaryOf({ summary = '', turns }: Earlier, options: SummaryOptions): Promise<string> {
  const { choice, env, lang, zone, patienceMs } = options;
  const facts = noFacts();
  addFacts(facts, summary);
  for (const { at, prompt, answer, told } of turns) addFacts(facts, [at, prompt, answer, told]);
  const told = turns.map(({ at, prompt, answer }) => `<turn at="${at}">\n<asked>${prompt}</asked>\n${answer}\n</turn>`);
  const result = streamText({
    model: await languageModel(choice, env),
    system: text.summaryRules(lang === 'ko' ? 'Korean' : 'English'),
    prompt: [summary, ...told].filter((part) => part !== '').join('\n\n'),
    maxRetries: 1,
    abortSignal: AbortSignal.timeout(patienceMs),
    // The error comes with the text; the default would print it.
    onError() {},
  });
  const said = (await result.text).trim();
  if (said === '') throw new Error('an empty summary');
  return grounded(said, facts, { lang, zone }).text;
}
