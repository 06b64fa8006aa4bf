import type { z } from 'zod';
import type { Known } from '../../language/inventory.ts';
import type { Lang } from '../../messages/text.ts';
import type {
  changeActions,
  flowSchema,
  intents,
  planSchema,
  saveSchema,
  stepSchema,
  windowSchema,
} from '../../report/schemas/plan.ts';

/*
 * The planner's input and output. The plan is a published document: its schema is in report/schemas/plan.ts.
 */

export type { Known };
export type Intent = (typeof intents)[number];
export type ChangeAction = (typeof changeActions)[number];
export type Save = z.output<typeof saveSchema>;
export type Flow = z.output<typeof flowSchema>;
export type Window = z.output<typeof windowSchema>;
export type Step = z.output<typeof stepSchema>;
export type Plan = z.output<typeof planSchema>;

/** An earlier prompt of the conversation. */
export interface EarlierTurn {
  prompt: string;
  plan: Plan;
  /** What its results spoke of, most important first. */
  resources: readonly Known[];
}

export interface PlanContext {
  now: Date;
  /** IANA zone of the reader. */
  zone: string;
  /** What the loaded snapshot knows; empty when there is none. */
  inventory: readonly Known[];
  /** Newest last. */
  history: readonly EarlierTurn[];
  lang: Lang;
}
