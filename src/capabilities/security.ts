import { type Assessment, assess, assessmentLogQueries, terms } from '../checks/assessment.ts';
import type { Intent } from '../checks/check.ts';
import { unknownPlaces } from '../checks/exposure/intent-violations.ts';
import { securityNeeds } from '../checks/needs.ts';
import { exit, UserError } from '../errors/user-error.ts';
import * as text from '../messages/security.ts';
import type { Text } from '../messages/text.ts';
import { buildNetwork } from '../network/build/network.ts';
import { countBySeverity, document } from '../report/document.ts';
import type { ReportFile } from '../report/files.ts';
import { dailyScript } from '../report/security/daily-script.ts';
import { securityDashboard } from '../report/security/dashboard.ts';
import { exportFormats } from '../report/security/exports/index.ts';
import { type PastAudit, readerOf, type SecurityReader } from '../report/security/reader.ts';
import { differenceOf, securityReport, securityScreen } from '../report/security/report.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type Answer, reportFiles, type Setting } from './answer.ts';
import { readExceptions, readIntent } from './security-files.ts';
import { keepAudit, pastAudits } from './security-history.ts';

/** How to audit: files that declare what is meant and what is accepted, and what to make besides the report. */
export interface SecurityQuestion {
  /** Declares segments and who may reach whom; `./netops.config.json` when left out and there. */
  config?: string;
  /** Accepted findings; `./security-exceptions.json` when left out and there. */
  exceptions?: string;
  /** Compare with the audit before. */
  compare?: 'last';
  /** Formats of files for other tools. */
  export?: readonly string[];
  /** False: flow logs are not queried, which costs by what is scanned. */
  flowLogs?: boolean;
  /** Told when the history cannot be written: the audit is none the worse for it. */
  onUnkept?: (says: Text) => void;
}

/**
 * The security audit: score, findings by reachability, dashboard and daily script. It is kept in the history of audits,
 * for the trend.
 *
 * @throws UserError with exit code 2 for a broken file or an unknown format, 1 for a segment that the network lacks
 */
export async function answerSecurity(question: SecurityQuestion, setting: Setting): Promise<Answer> {
  const formats = [...new Set(question.export ?? [])];
  const bad = formats.find((f) => !Object.hasOwn(exportFormats, f));
  if (bad !== undefined) throw new UserError(text.unknownExport(bad, Object.keys(exportFormats)), exit.usage);
  const intent = await readIntent(question.config);
  const exceptions = await readExceptions(question.exceptions);
  const declared = { exceptions, ...(intent === undefined ? {} : { intent }) };
  const snapshot = await setting.open(
    securityNeeds,
    question.flowLogs === false ? {} : { logs: (known) => assessmentLogQueries(known, declared) },
  );
  if (intent !== undefined) checkIntent(snapshot, intent, question.config ?? 'netops.config.json');
  const assessment = assess(snapshot, declared);
  const kept = pastAudit(snapshot, assessment);
  const past = pastAudits(kept);
  const { lang } = setting;
  const reader = readerOf(snapshot, assessment, setting, {
    past,
    ...(question.compare === undefined ? {} : { compared: past.at(-1) ?? null }),
  });
  keep(kept, question.onUnkept);
  const report = () => securityReport(reader);
  return {
    kind: 'security',
    title: text.title,
    snapshot,
    findings: assessment.findings,
    document: () => securityDocument(reader),
    screen: () => securityScreen(reader),
    report,
    files: async () => [
      ...(await reportFiles('aws-security-vulnerability-report', report(), text.title, lang)),
      ...(await reportFiles('security-dashboard', securityDashboard(reader), text.dashboardTitle, lang)),
      { name: 'daily-security-check.sh', content: dailyScript(snapshot.regions, lang), mode: 0o755 },
      ...formats.map((format): ReportFile => {
        const { file, render } = exportFormats[format]!;
        return { name: file, content: render(reader) };
      }),
    ],
  };
}

function checkIntent(snapshot: Snapshot, intent: Intent, file: string): void {
  const unknown = unknownPlaces(buildNetwork(snapshot), intent.segments);
  if (unknown.length > 0) throw new UserError(text.unknownPlace(file, unknown));
}

const pastAudit = (snapshot: Snapshot, { score, findings }: Assessment): PastAudit => ({
  at: snapshot.takenAt,
  accounts: snapshot.accounts.map((a) => a.id),
  regions: snapshot.regions,
  source: snapshot.source,
  score: score.score,
  areas: Object.fromEntries(score.areas.map((a) => [a.area, a.score])),
  findings: findings.map((f) => ({ id: f.id, code: f.code, resource: f.resource, severity: f.severity })),
});

/** A saved snapshot audited twice is one audit. What cannot be kept is said, and costs nothing else. */
function keep(audit: PastAudit, onUnkept: SecurityQuestion['onUnkept']): void {
  try {
    if (pastAudits({ ...audit, at: '9999' }).some((p) => p.at === audit.at)) return;
    keepAudit(audit);
  } catch (error) {
    onUnkept?.(text.historyUnwritten((error as NodeJS.ErrnoException).code ?? String(error)));
  }
}

function securityDocument(reader: SecurityReader) {
  const { snapshot, assessment, compared, lang } = reader;
  const { score, findings } = assessment;
  const difference = compared === undefined || compared === null ? undefined : differenceOf(assessment, compared);
  const of = (status: string): number => assessment.checks.filter((c) => c.status === status).length;
  const summary = {
    score: score.score,
    atMost: score.atMost,
    findings: countBySeverity(findings),
    checks: {
      pass: of('pass'),
      fail: of('fail'),
      notApplicable: of('not-applicable'),
      notReadable: of('not-readable'),
    },
    excepted: assessment.excepted.size,
  };
  const data = {
    areas: score.areas,
    gains: score.gains,
    checks: assessment.checks.map(({ check, status, passed, failed, notReadable }) => ({
      code: check.code,
      area: check.area,
      severity: check.severity,
      title: check.title,
      why: check.why,
      status,
      passed,
      failed,
      notReadable,
      minutes: check.minutes,
      cis: [...(check.frameworks.cis ?? [])],
      fsbp: [...(check.frameworks.fsbp ?? [])],
      ismsP: [...(check.frameworks.ismsp ?? [])],
      fix: {
        says: check.remedy.says,
        cli: check.remedy.cli({ id: 'RESOURCE', account: 'ACCOUNT', region: 'REGION' }),
        cloudFormation: check.remedy.cloudFormation ?? null,
        terraform: check.remedy.terraform ?? null,
      },
      references: [...check.references],
    })),
    results: assessment.audit.results,
    reach: Object.fromEntries(assessment.audit.reach),
    exceptions: assessment.exceptions,
    roadmap: Object.fromEntries(terms.map((t) => [t, assessment.roadmap[t].map((f) => f.id)])),
    breakages: assessment.breakages,
    fixCosts: assessment.fixCosts,
    trend: reader.past.map((p) => ({ at: p.at, score: p.score })),
    compared:
      compared === undefined || compared === null
        ? null
        : {
            at: compared.at,
            score: compared.score,
            newFindings: difference!.fresh.map((f) => f.id),
            goneFindings: difference!.gone.map((f) => f.id),
            acceptedFindings: difference!.accepted.map((f) => f.id),
            lostFindings: difference!.lost.map((f) => f.id),
          },
  };
  return document(snapshot, { kind: 'security', summary, findings, data }, lang);
}
