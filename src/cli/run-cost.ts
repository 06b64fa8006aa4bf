import { diagnoseCost } from '../diagnose/cost/index.ts';
import { costMetrics } from '../diagnose/cost/metrics.ts';
import { costNeeds } from '../diagnose/cost/needs.ts';
import { exit } from '../errors/user-error.ts';
import { defaultReportDir, expandHome } from '../home.ts';
import * as text from '../messages/cost.ts';
import { filesWritten, type Reading } from '../report/analyze/report.ts';
import { costData, costReport, costScreen, costSummary } from '../report/cost/report.ts';
import { document, reaches, renderJson } from '../report/document.ts';
import { writeReports } from '../report/files.ts';
import { renderHtml } from '../report/html.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { renderTerminal } from '../report/terminal.ts';
import { readerZone } from '../report/time.ts';
import type { CostOptions } from './cost.ts';
import { checkRefreshable, refreshPrices } from './refresh-prices.ts';
import { screen } from './screen.ts';
import { openSnapshot } from './source.ts';
import { windowOf } from './window.ts';

/** A week has each weekday once. */
const usualWindow = 7 * 86_400;

/**
 * Collects what a bill of the network is made from, puts it together, prints and writes the reports. A refresh of prices
 * that failed still leaves a report, with the prices there are, and exit code 1.
 */
export async function runCost(options: CostOptions, signal: AbortSignal): Promise<void> {
  const window = windowOf(options, new Date(), usualWindow);
  if (options.refreshPrices) checkRefreshable(options);
  const snapshot = await openSnapshot(options, costNeeds, { signal, metrics: (known) => costMetrics(known, window) });
  const refreshed = !options.refreshPrices || (await refreshPrices(snapshot, options, signal));
  const diagnosis = diagnoseCost(snapshot);
  const { lang, format } = options;
  const reading: Reading = { lang, zone: readerZone(), now: new Date() };
  const titled = { title: text.title[lang], lang };
  const report = costReport(snapshot, diagnosis, reading);
  const paths =
    format === 'json' && options.out === undefined
      ? []
      : await writeReports(expandHome(options.out ?? defaultReportDir()), [
          { name: 'network-cost.md', content: renderMarkdown(report) },
          { name: 'network-cost.html', content: await renderHtml(report, titled) },
        ]);
  const { findings } = diagnosis;
  if (format === 'json') {
    const content = { kind: 'cost', summary: costSummary(diagnosis), findings, data: costData(snapshot, diagnosis) };
    process.stdout.write(renderJson(document(snapshot, content, lang)));
  } else if (format === 'md') process.stdout.write(renderMarkdown(report));
  else if (format === 'html') process.stdout.write(await renderHtml(report, titled));
  else {
    const shown = costScreen(snapshot, diagnosis, reading);
    shown.children.push(...filesWritten(paths, (t) => t[lang]).children);
    process.stdout.write(renderTerminal(shown, screen(options)));
  }
  if (!refreshed) process.exitCode = exit.failed;
  if (options.failOn !== undefined && reaches(findings, options.failOn)) process.exitCode = exit.failOn;
}
