import { isChange } from '../../changes/index.ts';
import { applyCalls } from '../../changes/what-if.ts';
import { UserError } from '../../errors/user-error.ts';
import type { Call } from '../../findings/finding.ts';
import * as text from '../../messages/do-calls.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { inForce } from '../in-force.ts';
import type { Request } from '../request.ts';
import type { Plan } from './plan.ts';

/**
 * Calls as a program names them. Only those whose effect the copy can tell: nobody can say yes to what is not shown.
 *
 * @throws UserError for a call that the copy does not know or that AWS would refuse, and a region that was not read
 */
export function callsPlan(snapshot: Snapshot, asked: Extract<Request, { action: 'calls' }>): Plan {
  const { calls } = asked;
  checkForeseen(calls);
  const region = asked.region ?? snapshot.regions[0] ?? '';
  if (!snapshot.regions.includes(region)) throw new UserError(text.regionNotRead(region, snapshot.regions));
  const where = { account: snapshot.accounts[0]?.id ?? '', region };
  const [error] = applyCalls(snapshot, calls, where).errors;
  if (error !== undefined)
    throw new UserError(text.wouldRefuse(`${error.call.service}:${error.call.operation}`, error.code, error.message));
  const names = calls.map((c) => `${c.service}:${c.operation}`);
  return {
    ...where,
    calls: [...calls],
    done: calls.every((call) => inForce(snapshot, where, call) === true),
    resources: [...new Set(calls.flatMap((c) => Object.values(c.input).flat()).filter((v) => typeof v === 'string'))],
    before: JSON.stringify(calls),
    now: text.named(names),
    notes: [],
  };
}

/** @throws UserError for a call of which no copy can tell what it does; said before an account is read for it */
export function checkForeseen(calls: readonly Call[]): void {
  const unforeseen = calls.filter((c) => !isChange(c.service, c.operation)).map((c) => `${c.service}:${c.operation}`);
  if (unforeseen.length > 0) throw new UserError(text.unforeseen(unforeseen));
}
