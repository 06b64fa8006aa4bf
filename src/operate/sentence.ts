import type { ChangeAction } from '../chat/planner/plan.ts';
import { changeIn, type Missing } from '../language/change.ts';
import { clausesOf } from '../language/clauses.ts';
import { strangers } from '../language/inventory.ts';
import { normalise } from '../language/prompt-text.ts';
import { corrected } from '../language/spelling.ts';
import { things, thingsIn } from '../language/things.ts';
import { refusesChange } from '../language/wishes.ts';

/*
 * A sentence is read as the conversation reads it, and more strictly: one wish, nothing conditional, and nothing named
 * that the change does not take. What is not understood wholly is not understood: a change is never guessed.
 */

/** Changes of what is in a VPC, and known by a name that other VPCs may have, too. */
const inAVpc: ReadonlySet<string> = new Set<ChangeAction>([
  'stop-instance',
  'start-instance',
  'reboot-instance',
  'open-port',
  'close-port',
  'add-route',
  'replace-route',
  'delete-route',
]);

const conditional =
  /(?<![a-z])(?:if|unless|when|until|maybe|or)(?![a-z])|(?:하|되|으|이|나|오)면(?:\s|$)|거나|혹은|(?:인|할)\s?경우/i;

/** What a sentence comes to, or why it comes to nothing. */
export type Sentence =
  | { form: readonly string[] }
  /** The change is understood, and lacks something. */
  | { missing: Missing; action: ChangeAction | undefined }
  /** Names that have no part in the change. */
  | { idle: readonly string[] };

/** @returns undefined when no one change is wished */
export function readSentence(sentence: string): Sentence | undefined {
  const { text, things: all } = things(normalise(sentence), strangers);
  const [clause, ...more] = clausesOf(corrected(text), all);
  if (clause === undefined || more.length > 0 || conditional.test(clause.text) || refusesChange(clause.text))
    return undefined;
  const read = changeIn(clause.text, all, () => undefined);
  if (read?.kind === 'unclear') return { missing: read.missing, action: read.action };
  const words = read?.kind === 'change' ? read.step.change?.words : undefined;
  if (words === undefined) return undefined;
  const named = thingsIn(clause.text, all).flatMap((t) => (t.kind === 'resource' || t.kind === 'code' ? [t.text] : []));
  const idle = named.filter((name) => !words.some((word) => word.includes(name)));
  const [action = '', subject = '', ...rest] = words;
  if (idle.length === 0) return { form: words };
  // "PrivateEC2SG in VPC01": one name more says where the other is. Where it does not, no resource is found by both.
  return idle.length === 1 && inAVpc.has(action) ? { form: [action, `${idle[0]}/${subject}`, ...rest] } : { idle };
}
