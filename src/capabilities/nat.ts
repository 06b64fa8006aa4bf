import { natLogQueries } from '../diagnose/nat/flow-logs.ts';
import { diagnoseNatGateways, type NatDiagnosis, type NatFilter } from '../diagnose/nat/index.ts';
import { natMetrics } from '../diagnose/nat/metrics.ts';
import { natNeeds } from '../diagnose/nat/needs.ts';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/nat.ts';
import { document } from '../report/document.ts';
import { natReport, natScreen, natSummary } from '../report/nat/report.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type Answer, reportFiles, type Setting } from './answer.ts';
import { type WindowAsked, windowOf } from './window.ts';

/** NAT gateways of a VPC, one by id or name; all when left out. */
export interface NatQuestion extends WindowAsked, NatFilter {
  /** False: flow logs are not queried, which costs by what is scanned. */
  flowLogs?: boolean;
}

/**
 * What NAT gateways carry, why the way out is slow, what would lower their cost.
 *
 * @throws UserError with exit code 1 for a filter that no gateway fits, or a name that several have
 */
export async function answerNat(question: NatQuestion, setting: Setting): Promise<Answer> {
  const window = windowOf(question, setting.now);
  const snapshot = await setting.open(natNeeds, {
    metrics: (known) => natMetrics(known, window),
    ...(question.flowLogs === false ? {} : { logs: (known: Snapshot) => natLogQueries(known, window) }),
  });
  const diagnosis = chosen(snapshot, question);
  const { findings, ...data } = diagnosis;
  const report = () => natReport(snapshot, diagnosis, setting);
  return {
    kind: 'nat',
    title: text.title,
    snapshot,
    findings,
    document: () => document(snapshot, { kind: 'nat', summary: natSummary(diagnosis), findings, data }, setting.lang),
    screen: () => natScreen(snapshot, diagnosis, setting),
    report,
    files: () => reportFiles('nat-gateway-analysis', report(), text.title, setting.lang),
  };
}

function chosen(snapshot: Snapshot, { vpc, id, name }: NatFilter): NatDiagnosis {
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
