import type { ChangeAction, Step } from '../chat/planner/plan.ts';
import { changeReaders, tellsOver, tellsWhen, wishedIn } from './change-readers.ts';
import { changeObjects } from './lexicon/changes.ts';
import type { Thing } from './things.ts';
import { wishes } from './wishes.ts';

/*
 * Which change a clause wishes for. A verb counts only as a wish: "중지하면", "중지됐어", "don't stop" and "can 443 be
 * reached" wish for nothing. What the change lacks is asked for; nothing is made up.
 */

export type ReadChange =
  | { kind: 'change'; step: Step }
  /** Wished, and something is missing or in doubt. */
  | { kind: 'unclear'; action?: ChangeAction; missing: Missing; likely: string[] }
  /** Asked what a change would do. */
  | { kind: 'asked'; step: Step };

export type Missing =
  | 'instance'
  | 'peer'
  | 'group'
  | 'port'
  | 'route'
  | 'target'
  | 'resource'
  | 'what'
  | 'terminate'
  | 'unsupported';

/** What a reference in the clause stands for, by kinds that fit; undefined: nothing does. */
export type Refer = (kinds: readonly string[]) => string[] | undefined;

/**
 * The change that a clause of marked text wishes for.
 *
 * @returns undefined when it wishes for none
 */
export function changeIn(text: string, all: readonly Thing[], refer: Refer): ReadChange | undefined {
  const found = wishes(text);
  if (found.length === 0 && !(tellsWhen.test(text) && (changeObjects.alarm.test(text) || tellsOver.test(text))))
    return undefined;
  const wished = wishedIn(text, all, found, refer);
  for (const read of changeReaders) {
    const outcome = read(wished);
    if (outcome === 'none') return undefined;
    if (outcome !== undefined) return outcome;
  }
  return undefined;
}
