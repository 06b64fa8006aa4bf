import type { Answering, AnsweringNeeds } from './answering.ts';
import { plannedAnswerer } from './planned.ts';
import { usualWindow } from './tokens.ts';

/** Silence of a model's server after which it is given up. */
const patienceMs = 60_000;

/**
 * Who answers: the language model that was named, that the agent names or whose key is there; else the planner.
 *
 * @throws UserError for a model that was named and cannot be used
 */
export async function makeAnswering(needs: AnsweringNeeds): Promise<Answering> {
  const { model, agentModel, maxSteps, foreignTools, isTrusted } = needs;
  const fallback = plannedAnswerer(needs.tools, needs.folder);
  const { chooseModel } = await import('./model/provider.ts');
  // Kiro's agents name Kiro's models: only PROVIDER:MODEL says where one is to be had.
  const named = model ?? (agentModel?.includes(':') ? agentModel : undefined);
  const choice = chooseModel(named, process.env);
  if (choice === undefined) return { answerer: fallback, window: usualWindow, notes: [] };
  const { modelAnswerer } = await import('./model/answerer.ts');
  const tools = needs.tools.map((tool) => ({ ...tool, name: needs.aliases[tool.name] ?? tool.name }));
  const answerer = modelAnswerer({
    choice,
    env: process.env,
    fallback,
    tools,
    foreignTools,
    isTrusted,
    maxSteps,
    patienceMs,
  });
  const { lang, zone } = needs;
  return {
    answerer,
    model: `${choice.provider}:${choice.model}`,
    window: choice.contextWindow,
    async summarize(earlier) {
      const { summaryOf } = await import('./model/summary.ts');
      return await summaryOf(earlier, { choice, env: process.env, lang, zone, patienceMs });
    },
    notes: [],
  };
}
