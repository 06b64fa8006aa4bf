import { near } from '../../errors/near.ts';
import { UserError } from '../../errors/user-error.ts';
import type { Finding } from '../../findings/finding.ts';
import * as text from '../../messages/do-plan.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { auditRecords } from '../audit.ts';
import { findingsFor, knownCodes } from '../findings.ts';
import type { Request } from '../request.ts';
import { Ambiguous } from './names.ts';
import type { Plan } from './plan.ts';

/**
 * The fix of a finding, whichever command finds it: by its id, or by its code and, where several have it, its resource.
 *
 * @throws UserError when nothing has such a finding, or its fix is not one that netops can make; `Ambiguous` when
 *   several have it
 */
export function fixPlan(snapshot: Snapshot, asked: Extract<Request, { action: 'apply-fix' }>): Plan {
  const all = findingsFor(snapshot, asked.finding);
  const found = asked.resource === undefined ? all : all.filter((f) => isAbout(f, asked.resource!));
  if (found.length > 1)
    throw new Ambiguous(
      asked.resource ?? asked.finding,
      found.map((f) => ({ id: asked.resource === undefined ? f.resource : f.id, says: f.title })).sort(byId),
    );
  const [finding] = found;
  if (finding === undefined) {
    const known = [...new Set([...knownCodes(), ...mendedBefore()])].sort();
    if (!known.includes(asked.finding)) throw new UserError(text.noFinding(asked.finding, near(asked.finding, known)));
    if (asked.resource !== undefined && all.length > 0)
      throw new UserError(text.noFindingOn(asked.finding, asked.resource, all.map((f) => f.resource).sort()));
    return nothingToFix(snapshot, asked);
  }
  const { account, code, fixes, id, resource, affected, title } = finding;
  const fix = fixes.find((f) => f.verified && f.calls.length > 0);
  if (fix === undefined) {
    const tried = fixes.find((f) => f.calls.length > 0);
    throw new UserError(
      tried === undefined
        ? text.fixByHand(code, resource, fixes[0]?.says, fixes[0]?.command)
        : text.fixUnproven(code, resource, tried.command),
    );
  }
  const region = finding.region === 'global' ? (snapshot.regions[0] ?? finding.region) : finding.region;
  return {
    account,
    region,
    calls: fix.calls,
    done: false,
    resources: [resource, ...affected],
    before: `${id} ${JSON.stringify(fix.calls)}`,
    now: title,
    notes: [fix.says],
    fixes: [code, id],
  };
}

/** Codes and ids whose fixes were applied before: that they have no finding now is what was wanted. */
const mendedBefore = (): string[] => auditRecords().flatMap(({ intent }) => intent.fixes ?? []);

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

const isAbout = ({ id, resource, resourceName, affected }: Finding, given: string): boolean =>
  [id, resource, resourceName].includes(given) || affected.includes(given);

/** A code that nothing has now: mended before, or never wrong. */
function nothingToFix(snapshot: Snapshot, { finding, resource }: Extract<Request, { action: 'apply-fix' }>): Plan {
  const where = snapshot.scopes.find((s) => s.region !== 'global') ?? snapshot.scopes[0];
  return {
    account: where?.account ?? '-',
    region: where?.region ?? '-',
    calls: [],
    done: true,
    resources: [],
    before: `${finding} -`,
    now: text.nothingHas(finding, resource),
    notes: [],
  };
}
