import { applyCalls } from '../changes/what-if.ts';
import type { Call } from '../findings/finding.ts';
import type { Scope, Snapshot } from '../snapshot/snapshot.ts';

/**
 * Whether a snapshot shows what a call brings about, found out on a copy. What a call creates is there when undoing it
 * takes something away; for any other, making it again changes nothing, or is refused because it was made.
 *
 * @param undo what undoes the call, when that is known
 * @returns null when the copy cannot tell
 */
export function inForce(
  snapshot: Snapshot,
  where: { account: string; region: string },
  call: Call,
  undo: readonly Call[] | null = null,
): boolean | null {
  const creates = /^(Create|Allocate)/.test(call.operation);
  const asked = creates && undo !== null && undo.length > 0 ? undo : [call];
  const { snapshot: after, errors } = applyCalls(snapshot, asked, where);
  if (errors.some((e) => unknowable.has(e.code))) return null;
  if (asked === undo) return errors.length === 0 && !sameNetwork(snapshot, after);
  return errors.length > 0 ? refusedAsDone(call.operation, errors[0]!.code) : sameNetwork(snapshot, after);
}

/** Errors of the copy that say nothing about AWS. */
const unknowable = new Set(['NotInSnapshot', 'InvalidAction']);

/** Whether an error means that the call has been made before. */
function refusedAsDone(operation: string, code: string): boolean {
  if (/^(Delete|Revoke|Release|Deregister|Disassociate|Detach|Remove|Reject)/.test(operation))
    return /NotFound|NonExistent|NotAssociated|NoSuch/.test(code);
  if (/^(Accept|Enable|Disable)/.test(operation)) return /State|Duplicate|Already|NotFound/.test(code);
  return /Duplicate|Already|InUse/.test(code);
}

/** Whether two snapshots, one made from the other, differ in nothing but times. */
function sameNetwork(a: Snapshot, b: Snapshot): boolean {
  return (
    a.scopes.length === b.scopes.length && a.scopes.every((scope, i) => sameParts(scope as never, b.scopes[i] as never))
  );
}

type Parts = Scope & Record<string, Record<string, unknown> | undefined>;

function sameParts(a: Parts, b: Parts): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((service) => {
    const [x, y] = [a[service], b[service]];
    if (x === y || typeof x !== 'object' || typeof y !== 'object') return x === y;
    // What no call touched is the same list.
    return [...new Set([...Object.keys(x), ...Object.keys(y)])].every(
      (key) => x[key] === y[key] || withoutTimes(x[key]) === withoutTimes(y[key]),
    );
  });
}

const withoutTimes = (value: unknown): string =>
  JSON.stringify(value, (key, inner) => (/(Time|Timestamp|Date)$/.test(key) ? undefined : inner));
