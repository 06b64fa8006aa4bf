import type { CheckResult } from '../../../checks/audit.ts';
import { areas } from '../../../checks/check.ts';
import type { SecurityReader } from '../reader.ts';

/**
 * JUnit XML, a suite an area, a test a check in an account and region: what CI servers show.
 * https://github.com/testmoapp/junitxml
 */
export function junit(reader: SecurityReader): string {
  const { say, assessment } = reader;
  const findings = new Map(assessment.findings.map((f) => [f.id, f]));
  const suites = areas.map((area) => {
    const checks = new Map(assessment.checks.filter((c) => c.check.area === area).map((c) => [c.check.code, c.check]));
    const cases = assessment.audit.results
      .filter((r) => checks.has(r.code))
      .map((r) => {
        const counted = [...new Set(r.resources.flatMap((x) => x.findings))].flatMap((id) => findings.get(id) ?? []);
        const kind =
          counted.length > 0
            ? 'failure'
            : r.status === 'not-readable'
              ? 'error'
              : r.status === 'not-applicable'
                ? 'skipped'
                : 'pass';
        const body =
          kind === 'failure'
            ? `<failure message="${xml(say(counted[0]!.title))}">${xml(counted.map((f) => `${say(f.title)} (${f.resource})`).join('\n'))}</failure>`
            : kind === 'error'
              ? `<error message="${xml(unreadOf(r))}"/>`
              : kind === 'skipped'
                ? '<skipped/>'
                : '';
        const name = `${r.code}: ${say(checks.get(r.code)!.title)}`;
        return {
          kind,
          text: `    <testcase classname="${xml(`${r.account}.${r.region}`)}" name="${xml(name)}">${body}</testcase>`,
        };
      });
    const count = (kind: string): number => cases.filter((c) => c.kind === kind).length;
    const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
    return [`  <testsuite name="${area}" ${counts}>`, ...cases.map((c) => c.text), '  </testsuite>'].join('\n');
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="netops security">\n${suites.join('\n')}\n</testsuites>\n`;
}

/** What was not read: whole keys, or what was asked of single resources. */
const unreadOf = ({ missing, resources }: CheckResult): string =>
  (missing.length > 0 ? missing : resources.filter((x) => x.status === 'not-readable').map((x) => x.id)).join(', ');

/** Text for XML 1.0, which has no control characters at all: https://www.w3.org/TR/xml/#charsets */
const xml = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '�')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
