import { UserError } from '../../errors/user-error.ts';
import * as text from '../../messages/do-plan.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { type AuditRecord, undoOfRecord } from '../audit.ts';
import { inForce } from '../in-force.ts';
import type { Plan } from './plan.ts';

/**
 * What undoes a recorded change, as far as its calls were made.
 *
 * @throws UserError when calls cannot bring it back, or it was made somewhere else
 */
export function undoPlan(snapshot: Snapshot, record: AuditRecord): Plan {
  const { intent } = record;
  if (intent.source !== snapshot.source || !snapshot.accounts.some((a) => a.id === intent.account))
    throw new UserError(text.undoElsewhere(intent.id, intent.account, intent.source));
  const { calls, lost, doubtful } = undoOfRecord(record);
  if (lost.length > 0) throw new UserError(text.cannotUndo(intent.id, lost));
  const { account, region } = intent;
  const where = { account, region };
  // A call that was under way when the process was killed may have been made or not: AWS's state tells.
  const known = doubtful.filter((d) => d.undo !== null);
  const made = known.filter((d) => inForce(snapshot, where, d.call, d.undo));
  const unknown = doubtful.filter((d) => d.undo === null);
  const all = [...made.flatMap((d) => d.undo ?? []), ...calls];
  if (all.length === 0 && unknown.length > 0)
    throw new UserError(
      text.unknownOutcome(
        intent.id,
        unknown.map((d) => d.call.operation),
      ),
    );
  const left = all.filter((call) => !inForce(snapshot, where, call));
  return {
    ...where,
    calls: left.length > 0 ? left : all,
    done: left.length === 0,
    resources: [...new Set(all.flatMap((c) => Object.values(c.input).flat()).filter((v) => typeof v === 'string'))],
    before: `${intent.id} ${left.length}/${all.length}`,
    now: text.isRecorded(intent.id, intent.at, intent.who, intent.asked),
    notes: [
      ...(doubtful.length > 0 && unknown.length === 0 ? [text.wasInterrupted(made.map((d) => d.call.operation))] : []),
      ...(unknown.length > 0 ? [text.fateUnknown(unknown.map((d) => d.call.operation))] : []),
      ...(left.length < all.length && left.length > 0 ? [text.partUndone(all.length - left.length, all.length)] : []),
    ],
  };
}
