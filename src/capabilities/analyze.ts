import { analyze } from '../diagnose/overview/index.ts';
import { analyzeMetrics, analyzeNeeds } from '../diagnose/overview/needs.ts';
import * as text from '../messages/analyze.ts';
import { analyzeReport, analyzeScreen, analyzeSummary } from '../report/analyze/report.ts';
import { document } from '../report/document.ts';
import { type Answer, reportFiles, type Setting } from './answer.ts';

/** The account's network: inventory, topology, findings, improvements. */
export async function answerAnalyze(setting: Setting): Promise<Answer> {
  const snapshot = await setting.open(analyzeNeeds, { metrics: analyzeMetrics });
  const { overview, findings } = analyze(snapshot);
  const report = () => analyzeReport(snapshot, overview, findings, setting);
  const summary = () => analyzeSummary(overview, findings);
  return {
    kind: 'analyze',
    title: text.title,
    snapshot,
    findings,
    document: () => document(snapshot, { kind: 'analyze', summary: summary(), findings, data: overview }, setting.lang),
    screen: () => analyzeScreen(snapshot, overview, findings, setting),
    report,
    files: () => reportFiles('network-analysis', report(), text.title, setting.lang),
  };
}
