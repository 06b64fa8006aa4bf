import { diagnoseLoadBalancers, type LbDiagnosis } from '../diagnose/loadbalancer/index.ts';
import { lbMetrics } from '../diagnose/loadbalancer/metrics.ts';
import { lbEvents, lbNeeds } from '../diagnose/loadbalancer/needs.ts';
import { select } from '../diagnose/loadbalancer/select.ts';
import { changesBehind } from '../diagnose/loadbalancer/trail.ts';
import { exit, UserError } from '../errors/user-error.ts';
import { defaultReportDir, expandHome } from '../home.ts';
import * as text from '../messages/lb.ts';
import { filesWritten, type Reading } from '../report/analyze/report.ts';
import { document, reaches, renderJson } from '../report/document.ts';
import { writeReports } from '../report/files.ts';
import { renderHtml } from '../report/html.ts';
import { lbReport, lbScreen, lbSummary } from '../report/lb/report.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { renderTerminal } from '../report/terminal.ts';
import { readerZone } from '../report/time.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { LbOptions } from './lb.ts';
import { screen } from './screen.ts';
import { openSnapshot } from './source.ts';
import { windowOf } from './window.ts';

export const lbReportName = 'load-balancer-analysis';

/**
 * Collects load balancers and what lies between them and their targets, diagnoses, prints and writes the reports.
 *
 * @throws UserError with exit code 1 for a name that no balancer or group has, or that several have
 */
export async function runLb(name: string | undefined, options: LbOptions, signal: AbortSignal): Promise<void> {
  const window = windowOf(options, new Date());
  const snapshot = await openSnapshot(options, lbNeeds, {
    signal,
    metrics: (known) => lbMetrics(known, window),
    events: lbEvents,
  });
  const diagnosis = chosen(diagnoseLoadBalancers(snapshot), name);
  const reading: Reading = { lang: options.lang, zone: readerZone(), now: new Date() };
  const paths =
    options.format === 'json' && options.out === undefined
      ? []
      : await writeLbReports(expandHome(options.out ?? defaultReportDir()), snapshot, diagnosis, reading);
  process.stdout.write(await inFormat(options, snapshot, diagnosis, reading, paths));
  if (options.failOn !== undefined && reaches(diagnosis.findings, options.failOn)) process.exitCode = exit.failOn;
}

function chosen(diagnosis: LbDiagnosis, name: string | undefined): LbDiagnosis {
  // What could not be read cannot be found by name: the report says that it was not read.
  if (name === undefined || diagnosis.balancers === null) return diagnosis;
  const found = select(diagnosis, name);
  if ('unknown' in found) throw new UserError(text.unknownName(name, found.unknown));
  if ('ambiguous' in found) throw new UserError(text.ambiguousName(name, found.ambiguous));
  return found.selected;
}

async function inFormat(
  options: LbOptions,
  snapshot: Snapshot,
  diagnosis: LbDiagnosis,
  reading: Reading,
  paths: string[],
): Promise<string> {
  switch (options.format) {
    case 'json': {
      const { findings, ...facts } = diagnosis;
      const data = { ...facts, changes: changesBehind(snapshot, findings) };
      return renderJson(
        document(snapshot, { kind: 'lb', summary: lbSummary(diagnosis), findings, data }, options.lang),
      );
    }
    case 'md':
      return renderMarkdown(lbReport(snapshot, diagnosis, reading));
    case 'html':
      return await renderHtml(lbReport(snapshot, diagnosis, reading), {
        title: text.title[options.lang],
        lang: options.lang,
      });
    default: {
      const report = lbScreen(snapshot, diagnosis, reading);
      report.children.push(...filesWritten(paths, (t) => t[options.lang]).children);
      return renderTerminal(report, screen(options));
    }
  }
}

/** Writes `load-balancer-analysis.md` and `.html`; what was there is kept under a dated name. */
export async function writeLbReports(
  dir: string,
  snapshot: Snapshot,
  diagnosis: LbDiagnosis,
  reading: Reading,
): Promise<string[]> {
  const report = lbReport(snapshot, diagnosis, reading);
  return await writeReports(dir, [
    { name: `${lbReportName}.md`, content: renderMarkdown(report) },
    {
      name: `${lbReportName}.html`,
      content: await renderHtml(report, { title: text.title[reading.lang], lang: reading.lang }),
    },
  ]);
}
