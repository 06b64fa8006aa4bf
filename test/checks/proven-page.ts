import { type Area, areas, type SecurityCheck } from '../../src/checks/check.ts';
import { areaName } from '../../src/messages/security.ts';

/** What was shown of a check. */
export interface Proven {
  /** The mended lab is the one that the finding's own fix makes. */
  byItsFix: boolean;
  /** Reads taken away one by one; none: all together. */
  reads: number;
}

const head = `# What the audit checks, and how each check is proven

Written by \`test/checks/table.test.ts\` from the checks and what the test has just shown of them
(\`npx vitest run test/checks/table.test.ts -u\`); not by hand.

- **broken**: on the lab with this fault the check fails, and names the resource.
- **mended**: on the same lab put right it passes. *by its fix*: put right by the AWS calls of the finding itself.
- **not readable**: with each of the calls that it needs taken away, one after the other, it says "not readable", never
  "pass". The number is how many were tried. Nor does it pass what a call that answers for one parent at a time left out.
  \`test/checks/honest-reads.test.ts\` shows that it needs no other calls.

CIS is the AWS Foundations Benchmark 7.0.0, FSBP the AWS Foundational Security Best Practices of Security Hub, ISMS-P
Korea's certification of information security and privacy.
`;

const row = (check: SecurityCheck, proven: Proven | undefined): string => {
  const { code, title, severity, frameworks } = check;
  const list = (ids: readonly string[] | undefined): string => (ids ?? []).join(', ');
  const cells = [
    `\`${code}\`${check.where === 'global' ? ' ᵍ' : ''}`,
    `${title.ko}<br>${title.en}`,
    severity,
    list(frameworks.cis),
    list(frameworks.fsbp),
    list(frameworks.ismsp),
    proven === undefined ? '' : '✓',
    proven === undefined ? '' : proven.byItsFix ? '✓ by its fix' : '✓',
    proven === undefined ? '' : `✓ ${proven.reads === 0 ? 'all' : proven.reads}`,
  ];
  return `| ${cells.join(' | ')} |`;
};

/** The page of every check by area, with what was shown of it. */
export function provenPage(checks: readonly SecurityCheck[], proven: ReadonlyMap<SecurityCheck, Proven>): string {
  const section = (area: Area): string =>
    [
      `## ${areaName[area].en} · ${areaName[area].ko}`,
      '',
      '| code | what should be so | severity | CIS | FSBP | ISMS-P | broken | mended | not readable |',
      '|---|---|---|---|---|---|---|---|---|',
      ...checks.filter((c) => c.area === area).map((c) => row(c, proven.get(c))),
    ].join('\n');
  const codes = new Set(checks.map((c) => c.code)).size;
  return `${head}
${codes} checks. ᵍ: of the services without regions.

${areas.map(section).join('\n\n')}
`;
}
