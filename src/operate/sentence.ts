import { changeIn } from '../language/change.ts';
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

const conditional =
  /(?<![a-z])(?:if|unless|when|until|maybe|or)(?![a-z])|(?:하|되|으|이|나|오)면(?:\s|$)|거나|혹은|(?:인|할)\s?경우/i;

/** @returns the exact form that a sentence comes to; undefined when it is not understood wholly */
export function formOf(sentence: string): readonly string[] | undefined {
  const { text, things: all } = things(normalise(sentence), strangers);
  const [clause, ...more] = clausesOf(corrected(text), all);
  if (clause === undefined || more.length > 0 || conditional.test(clause.text) || refusesChange(clause.text))
    return undefined;
  const read = changeIn(clause.text, all, () => undefined);
  const words = read?.kind === 'change' ? read.step.change?.words : undefined;
  const named = thingsIn(clause.text, all).flatMap((t) => (t.kind === 'resource' || t.kind === 'code' ? [t.text] : []));
  return named.every((name) => words?.some((word) => word.includes(name)) === true) ? words : undefined;
}
