import { diagnoseNatGateways, type NatDiagnosis } from '../diagnose/nat/index.ts';
import { natMetrics } from '../diagnose/nat/metrics.ts';
import { natNeeds } from '../diagnose/nat/needs.ts';
import { exit, UserError } from '../errors/user-error.ts';
import { defaultReportDir, expandHome } from '../home.ts';
import * as text from '../messages/nat.ts';
import { filesWritten, type Reading } from '../report/analyze/report.ts';
import { document, reaches, renderJson } from '../report/document.ts';
import { writeReports } from '../report/files.ts';
import { renderHtml } from '../report/html.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { natReport, natScreen, natSummary } from '../report/nat/report.ts';
import { renderTerminal } from '../report/terminal.ts';
import { readerZone } from '../report/time.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { NatOptions } from './nat.ts';
import { screen } from './screen.ts';
import { openSnapshot } from './source.ts';
import { windowOf } from './window.ts';

/**
 * Collects NAT gateways and what leads to them, diagnoses, prints and writes the reports.
 *
 * @throws UserError with exit code 1 for a filter that no gateway fits, or a name that several have
 */
export async function runNat(options: NatOptions, signal: AbortSignal): Promise<void> {
  const window = windowOf(withAliases(options), new Date());
  const snapshot = await openSnapshot(options, natNeeds, { signal, metrics: (known) => natMetrics(known, window) });
  const diagnosis = chosen(snapshot, options);
  const reading: Reading = { lang: options.lang, zone: readerZone(), now: new Date() };
  const titled = { title: text.title[options.lang], lang: options.lang };
  const report = natReport(snapshot, diagnosis, reading);
  const paths =
    options.format === 'json' && options.out === undefined
      ? []
      : await writeReports(expandHome(options.out ?? defaultReportDir()), [
          { name: 'nat-gateway-analysis.md', content: renderMarkdown(report) },
          { name: 'nat-gateway-analysis.html', content: await renderHtml(report, titled) },
        ]);
  const { findings, ...data } = diagnosis;
  if (options.format === 'json') {
    const content = { kind: 'nat', summary: natSummary(diagnosis), findings, data };
    process.stdout.write(renderJson(document(snapshot, content, options.lang)));
  } else if (options.format === 'md') process.stdout.write(renderMarkdown(report));
  else if (options.format === 'html') process.stdout.write(await renderHtml(report, titled));
  else {
    const shown = natScreen(snapshot, diagnosis, reading);
    shown.children.push(...filesWritten(paths, (t) => t[options.lang]).children);
    process.stdout.write(renderTerminal(shown, screen(options)));
  }
  if (options.failOn !== undefined && reaches(findings, options.failOn)) process.exitCode = exit.failOn;
}

/** `--from` and `--to` say the same as `--since` and `--until`. */
function withAliases(options: NatOptions): NatOptions {
  if (options.from !== undefined && options.since !== undefined)
    throw new UserError(text.twice('--from', '--since'), exit.usage);
  if (options.to !== undefined && options.until !== undefined)
    throw new UserError(text.twice('--to', '--until'), exit.usage);
  const since = options.since ?? options.from;
  const until = options.until ?? options.to;
  return { ...options, ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
}

function chosen(snapshot: Snapshot, { vpc, id, name }: NatOptions): NatDiagnosis {
  const filter = {
    ...(vpc === undefined ? {} : { vpc }),
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
  };
  const diagnosis = diagnoseNatGateways(snapshot, filter);
  const given = Object.entries(filter).map(([key, value]) => `--${key} ${value}`);
  // What could not be read cannot be found by name: the report says that it was not read.
  if (given.length === 0 || diagnosis.gateways === null) return diagnosis;
  const ids = diagnosis.gateways.map((g) => g.id);
  if (ids.length === 0) {
    const known = diagnoseNatGateways(snapshot).gateways ?? [];
    throw new UserError(
      text.noSuch(
        given.join(' '),
        known.map((g) => (g.name === undefined ? g.id : `${g.name} (${g.id})`)),
      ),
    );
  }
  if (name !== undefined && ids.length > 1) throw new UserError(text.ambiguous(name, ids));
  return diagnosis;
}
