import { diagnoseCost } from '../diagnose/cost/index.ts';
import { costMetrics } from '../diagnose/cost/metrics.ts';
import { costNeeds } from '../diagnose/cost/needs.ts';
import * as text from '../messages/cost.ts';
import { costData, costReport, costScreen, costSummary } from '../report/cost/report.ts';
import { document } from '../report/document.ts';
import { type Answer, reportFiles, type Setting } from './answer.ts';
import { type WindowAsked, windowOf } from './window.ts';

/** A week has each weekday once. */
const usualWindow = 7 * 86_400;

/** What the network costs in a month by item, the window's traffic taken for a month's, and what could be saved. */
export async function answerCost(question: WindowAsked, setting: Setting): Promise<Answer> {
  const window = windowOf(question, setting.now, usualWindow);
  const snapshot = await setting.open(costNeeds, { metrics: (known) => costMetrics(known, window) });
  const diagnosis = diagnoseCost(snapshot);
  const { findings } = diagnosis;
  const report = () => costReport(snapshot, diagnosis, setting);
  return {
    kind: 'cost',
    title: text.title,
    snapshot,
    findings,
    document: () => {
      const data = costData(snapshot, diagnosis);
      return document(snapshot, { kind: 'cost', summary: costSummary(diagnosis), findings, data }, setting.lang);
    },
    screen: () => costScreen(snapshot, diagnosis, setting),
    report,
    files: () => reportFiles('network-cost', report(), text.title, setting.lang),
  };
}
