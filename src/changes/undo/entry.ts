import type { Call } from '../../findings/finding.ts';
import type { World } from '../world.ts';

/**
 * What undoes one call: the calls, in order, given the world before it and what it answered. An empty list: there is
 * nothing to undo. Undefined: it cannot be undone by calls (what it deleted would come back as another resource).
 */
// biome-ignore lint/suspicious/noExplicitAny: each entry reads its own operation's input and output
export type Undo = (world: World, input: any, output: any) => Call[] | undefined;

/** Entries by operation. */
export type Undos = Record<string, Undo>;

/** Makes calls of a service: `const ec2 = callsOf('ec2')`, then `ec2('DeleteRoute', { … })`. */
export const callsOf =
  (service: string) =>
  (operation: string, input: Record<string, unknown>): Call => ({ service, operation, input });

/** Calls that need an id which the call makes: undefined as long as it is not known. */
export const given = <T>(id: T | undefined, calls: (id: T) => Call[]): Call[] | undefined =>
  id === undefined ? undefined : calls(id);
