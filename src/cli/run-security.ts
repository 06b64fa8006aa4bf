import { type Assessment, assess, terms } from '../checks/assessment.ts';
import type { Intent } from '../checks/check.ts';
import { unknownPlaces } from '../checks/exposure/intent-violations.ts';
import { checks } from '../checks/index.ts';
import { securityNeeds } from '../checks/needs.ts';
import { exit, UserError } from '../errors/user-error.ts';
import { defaultReportDir, expandHome } from '../home.ts';
import * as text from '../messages/security.ts';
import type { Text } from '../messages/text.ts';
import { buildNetwork } from '../network/build/network.ts';
import { filesWritten } from '../report/analyze/report.ts';
import { countBySeverity, document, reaches, renderJson } from '../report/document.ts';
import { writeReports } from '../report/files.ts';
import { renderHtml } from '../report/html.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { dailyScript } from '../report/security/daily-script.ts';
import { securityDashboard } from '../report/security/dashboard.ts';
import { exportFormats } from '../report/security/exports/index.ts';
import { type PastAudit, readerOf, type SecurityReader } from '../report/security/reader.ts';
import { differenceOf, securityReport, securityScreen } from '../report/security/report.ts';
import { renderTerminal } from '../report/terminal.ts';
import { readerZone } from '../report/time.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { screen } from './screen.ts';
import type { SecurityOptions } from './security.ts';
import { readExceptions, readIntent } from './security-files.ts';
import { keepAudit, pastAudits } from './security-history.ts';
import { openSnapshot } from './source.ts';

/**
 * Audits the network, prints the score and writes report, dashboard and script.
 *
 * @throws UserError with exit code 2 for a broken file or an unknown format, 1 for a segment that the network lacks
 */
export async function runSecurity(options: SecurityOptions, signal: AbortSignal): Promise<void> {
  checkUsage(options);
  if (options.fix !== undefined) {
    await mend(options, options.fix, signal);
    return;
  }
  const intent = await readIntent(options.config);
  const exceptions = await readExceptions(options.exceptions);
  const snapshot = await openSnapshot(options, securityNeeds, { signal });
  if (intent !== undefined) checkIntent(snapshot, intent, options.config ?? 'netops.config.json');
  const assessment = assess(snapshot, { exceptions, ...(intent === undefined ? {} : { intent }) });
  const kept = pastAudit(snapshot, assessment);
  const past = pastAudits(kept);
  const reader = readerOf(
    snapshot,
    assessment,
    { lang: options.lang, zone: readerZone(), now: new Date() },
    { past, ...(options.compare === undefined ? {} : { compared: past.at(-1) ?? null }) },
  );
  const paths = await write(options, reader);
  keep(options, kept);
  await print(options, reader, paths);
  if (options.failOn !== undefined && reaches(assessment.findings, options.failOn)) process.exitCode = exit.failOn;
}

/** What is wrong for any account is said before any call is made. */
function checkUsage(options: SecurityOptions): void {
  const bad = (options.export ?? []).find((f) => !Object.hasOwn(exportFormats, f));
  if (bad !== undefined) throw new UserError(text.unknownExport(bad, Object.keys(exportFormats)), exit.usage);
  if (options.compare !== undefined && options.compare !== 'last')
    throw new UserError(text.unknownCompare(options.compare), exit.usage);
  const withFix = options.resource !== undefined || options.yes || options.allowDestructive || options.dryRun;
  if (options.fix === undefined && withFix) throw new UserError(text.resourceWithoutFix, exit.usage);
  if (options.fix !== undefined && !checks.some((c) => c.code === options.fix))
    throw new UserError(text.unknownCode(options.fix, nearCodes(options.fix)), exit.usage);
}

function nearCodes(given: string): string[] {
  const words = given
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((w) => w.length > 2);
  const codes = [...new Set(checks.map((c) => c.code))];
  return codes.filter((c) => words.some((w) => c.includes(w))).slice(0, 5);
}

function checkIntent(snapshot: Snapshot, intent: Intent, file: string): void {
  const unknown = unknownPlaces(buildNetwork(snapshot), intent.segments);
  if (unknown.length > 0) throw new UserError(text.unknownPlace(file, unknown));
}

/** A fix is a change: it goes the way of every change. */
async function mend(options: SecurityOptions, code: string, signal: AbortSignal): Promise<void> {
  const { runDo } = await import('./run-do.ts');
  const words = ['apply-fix', code, ...(options.resource === undefined ? [] : [options.resource])];
  await runDo(words, { ...options, wait: false }, signal);
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
function keep(options: SecurityOptions, audit: PastAudit): void {
  try {
    if (pastAudits({ ...audit, at: '9999' }).some((p) => p.at === audit.at)) return;
    keepAudit(audit);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    if (!options.quiet) process.stderr.write(`${text.historyUnwritten(why)[options.lang]}\n`);
  }
}

async function write(options: SecurityOptions, reader: SecurityReader): Promise<string[]> {
  if (options.format === 'json' && options.out === undefined) return [];
  const [report, dashboard] = [securityReport(reader), securityDashboard(reader)];
  const { lang } = options;
  const html = async (tree: typeof report, title: Text) => await renderHtml(tree, { title: title[lang], lang });
  return await writeReports(expandHome(options.out ?? defaultReportDir()), [
    { name: 'aws-security-vulnerability-report.md', content: renderMarkdown(report) },
    { name: 'aws-security-vulnerability-report.html', content: await html(report, text.title) },
    { name: 'security-dashboard.md', content: renderMarkdown(dashboard) },
    { name: 'security-dashboard.html', content: await html(dashboard, text.dashboardTitle) },
    { name: 'daily-security-check.sh', content: dailyScript(reader.snapshot.regions, lang), mode: 0o755 },
    ...[...new Set(options.export ?? [])].map((format) => {
      const { file, render } = exportFormats[format]!;
      return { name: file, content: render(reader) };
    }),
  ]);
}

async function print(options: SecurityOptions, reader: SecurityReader, paths: string[]): Promise<void> {
  const { lang } = options;
  if (options.format === 'json') process.stdout.write(renderJson(securityDocument(reader)));
  else if (options.format === 'md') process.stdout.write(renderMarkdown(securityReport(reader)));
  else if (options.format === 'html')
    process.stdout.write(await renderHtml(securityReport(reader), { title: text.title[lang], lang }));
  else {
    const shown = securityScreen(reader);
    shown.children.push(...filesWritten(paths, (t) => t[lang]).children);
    process.stdout.write(renderTerminal(shown, screen(options)));
  }
}

function securityDocument(reader: SecurityReader) {
  const { snapshot, assessment, compared, lang } = reader;
  const { score, findings } = assessment;
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
        cloudFormation: check.remedy.cloudFormation,
        terraform: check.remedy.terraform,
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
            newFindings: differenceOf(findings, compared).fresh.map((f) => f.id),
            goneFindings: differenceOf(findings, compared).gone.map((f) => f.id),
          },
  };
  return document(snapshot, { kind: 'security', summary, findings, data }, lang);
}
