import type { CheckState } from '../../../checks/assessment.ts';
import type { CheckResult, ResourceResult } from '../../../checks/audit.ts';
import type { SecurityCheck } from '../../../checks/check.ts';
import type { Finding } from '../../../findings/finding.ts';
import type { SecurityReader } from '../reader.ts';

export const version = '0.1.0';

export const catalogue = (states: readonly CheckState[]): SecurityCheck[] => states.map((s) => s.check);

/** One check's verdict on one resource, with the finding where it fails. */
export interface Verdict {
  check: SecurityCheck;
  account: string;
  region: string;
  resource: ResourceResult;
  finding: Finding | undefined;
  excepted: boolean;
}

/** Every verdict of an audit, for formats that want passes as well as failures. */
export function verdicts({ assessment }: SecurityReader): Verdict[] {
  const checks = new Map(assessment.checks.map(({ check }) => [check.code, check]));
  const findings = new Map(assessment.audit.findings.map((f) => [f.id, f]));
  return assessment.audit.results.flatMap((result: CheckResult) =>
    result.resources.flatMap((resource): Verdict[] => {
      const base = { check: checks.get(result.code)!, account: result.account, region: result.region, resource };
      if (resource.findings.length === 0) return [{ ...base, finding: undefined, excepted: false }];
      return resource.findings.map((id) => ({
        ...base,
        finding: findings.get(id),
        excepted: assessment.excepted.has(id),
      }));
    }),
  );
}

/** The same on every run, and another for each verdict: one finding may tell of several resources. */
export function verdictId({ check, account, region, resource, finding }: Verdict): string {
  if (finding === undefined) return `${check.code}/${account}/${region}/${resource.id}`;
  return resource.id === finding.resource ? finding.id : `${finding.id}/${resource.id}`;
}
