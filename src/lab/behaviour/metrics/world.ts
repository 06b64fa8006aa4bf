import { type Scope, scopeOf } from '../../../snapshot/snapshot.ts';
import type { LabState } from '../../state.ts';
import { type Course, courseOf } from './course.ts';
import { type Flows, flowsOf } from './flows.ts';
import type { Series } from './series.ts';

/** What metrics are made from: one account and region of a lab, as it came to be. */
export interface MetricWorld {
  state: LabState;
  account: string;
  region: string;
  here: Scope;
  global: Scope;
  course: Course;
  flows: Flows;
  /** The account's regions, for what is global and looks into them; this one among them. */
  readonly regions: readonly MetricWorld[];
}

/** The series of one namespace that the resources of a world have. */
export type Source = (world: MetricWorld) => Series[];

export function metricWorld(state: LabState, account: string, region: string): MetricWorld {
  const course = courseOf(state);
  const flows = flowsOf(state, course);
  const global = scopeOf(state.snapshot, account, 'global') ?? { account, region: 'global' };
  const worlds = new Map<string, MetricWorld>();
  const worldOf = (name: string): MetricWorld => {
    let world = worlds.get(name);
    if (world === undefined) {
      const here = scopeOf(state.snapshot, account, name) ?? { account, region: name };
      world = {
        state,
        account,
        region: name,
        here,
        global,
        course,
        flows,
        get regions() {
          return regionsOf(state, account).map(worldOf);
        },
      };
      worlds.set(name, world);
    }
    return world;
  };
  return worldOf(region);
}

const regionsOf = (state: LabState, account: string): string[] =>
  state.snapshot.scopes.flatMap((s) => (s.account === account && s.region !== 'global' ? [s.region] : []));
