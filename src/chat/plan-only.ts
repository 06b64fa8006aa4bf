import type { Root } from 'mdast';
import { openSnapshot, type SourceOptions } from '../capabilities/source.ts';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/chat.ts';
import type { Lang } from '../messages/text.ts';
import { code, type Inline, list, paragraph, root, strong } from '../report/nodes.ts';
import type { ToolSetting } from '../tools/tool.ts';
import type { Conversation } from './conversation.ts';
import { planFor } from './planned.ts';
import type { Plan, Step } from './planner/plan.ts';
import { plan } from './planner/planner.ts';

export interface PlanQuestion {
  prompt: string;
  source: SourceOptions;
  lang: Lang;
  /** IANA zone of the reader. */
  zone: string;
  signal: AbortSignal;
}

/**
 * What a prompt would make netops do. The account is read for its names alone; where it cannot be read, the plan goes
 * by what the prompt says.
 *
 * @throws UserError with exit code 2 for a source that does not exist
 */
export async function planOf({ prompt, source, lang, zone, signal }: PlanQuestion): Promise<Plan> {
  const now = new Date();
  const setting: ToolSetting = {
    lang,
    zone,
    now,
    source,
    signal,
    open: async (needs, waiting = {}) => await openSnapshot(source, needs, waiting, { signal }),
    approve: async () => false,
  };
  const conversation: Conversation = { lang, zone, turns: [], instructions: '', context: [], setting: () => setting };
  try {
    return (await planFor(prompt, conversation, setting)).plan;
  } catch (error) {
    if (!(error instanceof UserError) || error.exitCode !== 1) throw error;
    return plan(prompt, { now, zone, lang, history: [], inventory: [] });
  }
}

/** A plan for a person: its steps in order, or the question. */
export function planScreen({ steps, question, choices }: Plan, lang: Lang): Root {
  return root(
    steps.length === 0 ? undefined : list(steps.map(phrase), true),
    question === undefined ? undefined : paragraph(strong(question)),
    choices === undefined || choices.length === 0 ? undefined : list([...choices]),
    steps.length === 0 && question === undefined ? paragraph(text.planEmpty[lang]) : undefined,
  );
}

function phrase({ intent, resources, change, flow, window, save, source, metric, sql, term }: Step): Inline {
  const parts: Inline[] = [strong(intent)];
  const add = (...inline: Inline[]): void => {
    parts.push(' · ', inline);
  };
  if (change !== undefined) add(code(change.words?.join(' ') ?? change.action));
  if (resources !== undefined) add(resources.map((name, i): Inline => [i === 0 ? '' : ', ', code(name)]));
  if (flow !== undefined) {
    const ports = [flow.port, flow.toPort].filter((port) => port !== undefined).join('-');
    add(
      `${flow.from ?? '?'} → ${flow.to ?? '?'}${ports === '' ? '' : `:${ports}`}${flow.protocol ? ` ${flow.protocol}` : ''}`,
    );
  }
  if (metric !== undefined) add(metric);
  if (term !== undefined) add(term);
  if (sql !== undefined) add(code(sql));
  if (window !== undefined) add(`${window.from} … ${window.to}`);
  if (source !== undefined) add('--source ', source);
  if (save !== undefined) add('→ ', [save.dir ?? '', save.format ?? ''].filter((part) => part !== '').join(' '));
  return parts;
}
