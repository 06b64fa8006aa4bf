import type { Call } from '../../findings/finding.ts';
import type { Text } from '../../messages/text.ts';
import type { Scope } from '../../snapshot/snapshot.ts';

/** What is to be called, where, and whether it is so already. */
export interface Plan {
  account: string;
  region: string;
  calls: Call[];
  /** AWS shows already what is asked for: nothing is to be done. */
  done: boolean;
  /** Ids that the change is about. */
  resources: string[];
  /** The state that the change starts from: two plans with the same one may be taken for each other. */
  before: string;
  /** The same for people, with names. */
  now: Text;
  /** What somebody must know before saying yes, and would not see in the calls. */
  notes: Text[];
  /** Code and id of the finding that the calls mend. */
  fixes?: string[];
}

export const ec2 = (operation: string, input: Record<string, unknown>): Call => ({ service: 'ec2', operation, input });

/** Where a resource is, as a plan says it. */
export const place = ({ scope }: { scope: Scope }): { account: string; region: string } => ({
  account: scope.account,
  region: scope.region,
});

/** `web-1 (i-0123)`, or the id alone. */
export const shown = (id: string, name: string | undefined): string =>
  name === undefined || name === id ? id : `${name} (${id})`;
