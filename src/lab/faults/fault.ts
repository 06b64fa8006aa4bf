import type { Call } from '../../findings/finding.ts';
import type { Text } from '../../messages/text.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Host, Load } from '../state.ts';

export const areas = ['nat', 'balancer', 'route', 'group', 'nacl', 'instance', 'endpoint', 'link'] as const;
export type Area = (typeof areas)[number];

/**
 * One thing that a fault does: an AWS call as somebody would make it, or what only the lab itself can set. A call that
 * names what has a new id each time that it is made is found in the lab as it is.
 */
export type Step =
  /** `undo`: where AWS's calls do not say by themselves what brings it back. */
  | { call: Call | ((snapshot: Snapshot) => Call); undo?: Call }
  | { host: string; change: (host: Host) => Host }
  | { link: string; up: boolean }
  | { load: string; value: Load };

/**
 * Something that goes wrong in the lab, with the truth about it, so that a diagnosis can be scored and a person can
 * practise. `says` and what follows is what people read: `netops lab faults` and `netops lab quiz`.
 */
export interface Fault {
  id: string;
  area: Area;
  /** What is broken. */
  says: Text;
  /** What users or a dashboard report: where a search begins. */
  symptom: Text;
  /** From vague to plain. */
  hints: readonly [Text, Text];
  truth: {
    /** The code of the finding that names the cause. */
    code: string;
    /** The resource that is to be changed. */
    resource: string;
    /** Codes under which another diagnosis tells the same fact of the same resource. */
    also?: readonly string[];
  };
  /** Where it shows: targets, listeners, gateways. Another fault that is met there first may hide it. */
  shows: readonly string[];
  /** When on a request's way it is met: before any packet is sent, on the way, or at the end of it. */
  met: 'before' | 'on the way' | 'at the end';
  steps: readonly Step[];
}

const order: Record<Fault['met'], number> = { before: 0, 'on the way': 1, 'at the end': 2 };

/**
 * Whether a fault cannot be seen while another one is there: it shows nowhere else, and the other is met first. Two that
 * stop packets on the way are both seen; of two before or at the end, the first is all that shows.
 */
export function hides(one: Fault, other: Fault): boolean {
  if (!other.shows.every((place) => one.shows.includes(place))) return false;
  return order[one.met] < order[other.met] || (one.met === other.met && one.met !== 'on the way');
}
