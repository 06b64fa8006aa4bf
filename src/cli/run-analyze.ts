import { analyze } from '../diagnose/overview/index.ts';
import { analyzeMetrics, analyzeNeeds } from '../diagnose/overview/needs.ts';
import type { Overview } from '../diagnose/overview/overview.ts';
import { exit } from '../errors/user-error.ts';
import type { Finding } from '../findings/finding.ts';
import { defaultReportDir, expandHome } from '../home.ts';
import * as text from '../messages/analyze.ts';
import { analyzeReport, analyzeScreen, analyzeSummary, filesWritten, type Reading } from '../report/analyze/report.ts';
import { document, reaches, renderJson } from '../report/document.ts';
import { writeReports } from '../report/files.ts';
import { renderHtml } from '../report/html.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { renderTerminal } from '../report/terminal.ts';
import { readerZone } from '../report/time.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { CommonOptions } from './common.ts';
import { screen } from './screen.ts';
import { openSnapshot } from './source.ts';

export const reportName = 'network-analysis';

/** Collects, analyses, prints in the format asked for and writes the reports. */
export async function runAnalyze(options: CommonOptions, signal: AbortSignal): Promise<void> {
  const snapshot = await openSnapshot(options, analyzeNeeds, { signal, metrics: analyzeMetrics });
  const { overview, findings } = analyze(snapshot);
  const reading: Reading = { lang: options.lang, zone: readerZone(), now: new Date() };
  // JSON on standard output is for programs: it writes no files unless a folder is named.
  const paths =
    options.format === 'json' && options.out === undefined
      ? []
      : await writeAnalysis(expandHome(options.out ?? defaultReportDir()), snapshot, overview, findings, reading);
  process.stdout.write(await inFormat(options, snapshot, overview, findings, reading, paths));
  if (options.failOn !== undefined && reaches(findings, options.failOn)) process.exitCode = exit.failOn;
}

async function inFormat(
  options: CommonOptions,
  snapshot: Snapshot,
  overview: Overview,
  findings: Finding[],
  reading: Reading,
  paths: string[],
): Promise<string> {
  switch (options.format) {
    case 'json':
      return renderJson(
        document(
          snapshot,
          { kind: 'analyze', summary: analyzeSummary(overview, findings), findings, data: overview },
          options.lang,
        ),
      );
    case 'md':
      return renderMarkdown(analyzeReport(snapshot, overview, findings, reading));
    case 'html':
      return await renderHtml(analyzeReport(snapshot, overview, findings, reading), {
        title: text.title[options.lang],
        lang: options.lang,
      });
    default: {
      const report = analyzeScreen(snapshot, overview, findings, reading);
      report.children.push(...filesWritten(paths, (t) => t[options.lang]).children);
      return renderTerminal(report, screen(options));
    }
  }
}

/** Writes `network-analysis.md` and `.html`; what was there is kept under a dated name. */
export async function writeAnalysis(
  dir: string,
  snapshot: Snapshot,
  overview: Overview,
  findings: Finding[],
  reading: Reading,
): Promise<string[]> {
  const report = analyzeReport(snapshot, overview, findings, reading);
  return await writeReports(dir, [
    { name: `${reportName}.md`, content: renderMarkdown(report) },
    {
      name: `${reportName}.html`,
      content: await renderHtml(report, { title: text.title[reading.lang], lang: reading.lang }),
    },
  ]);
}
