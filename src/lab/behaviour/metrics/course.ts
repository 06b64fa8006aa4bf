import type { LabState, Load } from '../../state.ts';
import { balancerFact, type Doors, type Facts, instanceFact, linkFact, loadFact, type Traffic } from '../facts.ts';
import { type Epoch, epochsOf } from '../history.ts';
import { once } from './once.ts';

/** What was so in a minute, read from the facts when first asked for. */
export interface Conditions {
  /** A running instance's ways out; undefined: it did not run. */
  traffic(instanceId: string): Traffic | undefined;
  doors(balancerArn: string): Doors;
  load(resource: string): Load;
  isDown(link: string): boolean;
  fact(key: string): string | undefined;
  facts: Facts;
}

/** The lab's conditions over time. */
export interface Course {
  /** Oldest first. */
  epochs: readonly { from: number; conditions: Conditions }[];
  /** As they were at the end of a minute, counted from 1970: what stopped in it has no data for it any more. */
  at(minute: number): Conditions;
}

export function courseOf(state: LabState): Course {
  const epochs = epochsOf(state).map(({ from, facts }) => ({ from, conditions: conditionsOf(facts) }));
  return {
    epochs,
    at(minute) {
      const end = (minute + 1) * 60_000 - 1;
      let i = epochs.length - 1;
      while (i > 0 && epochs[i]!.from > end) i--;
      return epochs[i]!.conditions;
    },
  };
}

function conditionsOf(facts: Epoch['facts']): Conditions {
  const parsed = <T>(key: string): T | undefined => {
    const text = facts.get(key);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  };
  return {
    traffic: once((id) => parsed<Traffic>(instanceFact(id))),
    doors: once((arn) => parsed<Doors>(balancerFact(arn)) ?? []),
    load: once((id) => parsed<Load>(loadFact(id)) ?? {}),
    isDown: (link) => facts.has(linkFact(link)),
    fact: (key) => facts.get(key),
    facts,
  };
}
