import type { Finding } from '../../src/findings/finding.ts';
import type { Fault } from '../../src/lab/faults/fault.ts';

/** How well a diagnosis did on a lab with some faults. */
export interface Score {
  /** Faults of which any cause was named. */
  detected: number;
  /** Faults whose resource was named. */
  located: number;
  /** Faults whose cause was named on their resource. */
  right: number;
  /** Causes that belong to no fault: `CODE resource`. */
  falseAlarms: string[];
  /** Faults that were missed, by id. */
  missed: string[];
}

const names = (finding: Finding, { truth }: Fault): boolean =>
  finding.resource === truth.resource && (finding.code === truth.code || truth.also?.includes(finding.code) === true);

/** Compares the causes that were named with the truth that the faults hold. */
export function score(causes: readonly Finding[], faults: readonly Fault[]): Score {
  const right = faults.filter((f) => causes.some((c) => c.code === f.truth.code && c.resource === f.truth.resource));
  const located = faults.filter((f) => causes.some((c) => c.resource === f.truth.resource));
  const falseAlarms = causes.filter((c) => !faults.some((f) => names(c, f)));
  return {
    detected: Math.min(faults.length, Math.max(located.length, causes.length)),
    located: located.length,
    right: right.length,
    falseAlarms: [...new Set(falseAlarms.map((c) => `${c.code} ${c.resource}`))],
    missed: faults.filter((f) => !right.includes(f)).map((f) => f.id),
  };
}
