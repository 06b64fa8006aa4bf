import { diagnoseLoadBalancers, type LbDiagnosis } from '../diagnose/loadbalancer/index.ts';
import { lbMetrics } from '../diagnose/loadbalancer/metrics.ts';
import { lbEvents, lbNeeds } from '../diagnose/loadbalancer/needs.ts';
import { select } from '../diagnose/loadbalancer/select.ts';
import { changesBehind } from '../diagnose/loadbalancer/trail.ts';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/lb.ts';
import { document } from '../report/document.ts';
import { lbReport, lbScreen, lbSummary } from '../report/lb/report.ts';
import { type Answer, reportFiles, type Setting } from './answer.ts';
import { type WindowAsked, windowOf } from './window.ts';

/** A balancer or target group by name, ARN or id; all when left out. */
export interface LbQuestion extends WindowAsked {
  name?: string;
}

/**
 * Load balancers and what lies between them and their targets, with the cause behind every target that does not serve.
 *
 * @throws UserError with exit code 1 for a name that no balancer or group has, or that several have
 */
export async function answerLb(question: LbQuestion, setting: Setting): Promise<Answer> {
  const window = windowOf(question, setting.now);
  const snapshot = await setting.open(lbNeeds, { metrics: (known) => lbMetrics(known, window), events: lbEvents });
  const diagnosis = chosen(diagnoseLoadBalancers(snapshot), question.name);
  const { findings, ...facts } = diagnosis;
  const report = () => lbReport(snapshot, diagnosis, setting);
  return {
    kind: 'lb',
    title: text.title,
    snapshot,
    findings,
    document: () => {
      const data = { ...facts, changes: changesBehind(snapshot, findings) };
      return document(snapshot, { kind: 'lb', summary: lbSummary(diagnosis), findings, data }, setting.lang);
    },
    screen: () => lbScreen(snapshot, diagnosis, setting),
    report,
    files: () => reportFiles('load-balancer-analysis', report(), text.title, setting.lang),
  };
}

function chosen(diagnosis: LbDiagnosis, name: string | undefined): LbDiagnosis {
  // What could not be read cannot be found by name: the report says that it was not read.
  if (name === undefined || diagnosis.balancers === null) return diagnosis;
  const found = select(diagnosis, name);
  if ('unknown' in found) throw new UserError(text.unknownName(name, found.unknown));
  if ('ambiguous' in found) throw new UserError(text.ambiguousName(name, found.ambiguous));
  return found.selected;
}
