import type { Finding } from '../findings/finding.ts';

/** A finding that somebody answers for until a day. */
export interface Exception {
  code: string;
  /** The finding's resource, or `*` for all of the code. */
  resource: string;
  owner: string;
  reason: string;
  /** The last day that it holds, `YYYY-MM-DD`, UTC. */
  until: string;
}

export interface ExceptionState extends Exception {
  /** `expired`: its findings count again. `unused`: nothing has it any more. */
  state: 'in-force' | 'expired' | 'unused';
  /** Ids of the findings that it is about. */
  findings: string[];
}

/** What exceptions make of findings at a moment: those in force take their findings out of the score. */
export function applyExceptions(
  findings: readonly Finding[],
  exceptions: readonly Exception[],
  now: Date,
): { states: ExceptionState[]; excepted: Set<string> } {
  const excepted = new Set<string>();
  const today = now.toISOString().slice(0, 10);
  const states = exceptions.map((exception): ExceptionState => {
    const about = findings.filter((f) => f.code === exception.code && names(exception.resource, f));
    if (about.length === 0) return { ...exception, state: 'unused', findings: [] };
    const expired = exception.until < today;
    return { ...exception, state: expired ? 'expired' : 'in-force', findings: about.map((f) => f.id).sort() };
  });
  const inForce = states.filter((s) => s.state === 'in-force');
  for (const finding of findings) {
    const own = inForce.filter((s) => s.findings.includes(finding.id));
    // One finding may tell of several resources: it is excepted when all of them are.
    const told = finding.affected.includes(finding.resource) ? finding.affected : [finding.resource];
    if (
      told.every((id) =>
        own.some((s) => s.resource === '*' || s.resource === id || s.resource === finding.resourceName),
      )
    )
      excepted.add(finding.id);
  }
  return { states, excepted };
}

const names = (resource: string, f: Finding): boolean =>
  resource === '*' || resource === f.resource || resource === f.resourceName || f.affected.includes(resource);
