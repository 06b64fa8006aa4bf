import type { Root, RootContent } from 'mdast';
import type { NatDiagnosis } from '../../diagnose/nat/index.ts';
import { parts, sections } from '../../messages/analyze.ts';
import * as text from '../../messages/nat.ts';
import type { Text } from '../../messages/text.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { actionsPart } from '../analyze/actions.ts';
import { header } from '../analyze/header.ts';
import type { Told } from '../analyze/reader.ts';
import type { Reading } from '../analyze/report.ts';
import { countBySeverity } from '../document.ts';
import { code, codeBlock, heading, list, paragraph, root, strong } from '../nodes.ts';
import { inReadersZone } from '../time.ts';
import { automationPart, costGlance, costPart, performancePart, securityPart, statePart } from './parts.ts';
import { trafficPart } from './traffic.ts';

/** Who reads about NAT gateways, and what there is to tell. */
export interface NatReader extends Told {
  diagnosis: NatDiagnosis;
}

const readerOf = (snapshot: Snapshot, diagnosis: NatDiagnosis, { lang, zone, now }: Reading): NatReader => ({
  snapshot,
  diagnosis,
  findings: diagnosis.findings,
  lang,
  zone,
  now,
  say: (t) => inReadersZone(t[lang], zone),
});

/** The report on NAT gateways in its seven parts. */
export function natReport(snapshot: Snapshot, diagnosis: NatDiagnosis, reading: Reading): Root {
  const reader = readerOf(snapshot, diagnosis, reading);
  const { say } = reader;
  const part = (title: Text, content: RootContent[]): RootContent[] => [heading(2, say(title)), ...content];
  return root(
    ...header(reader, text.title),
    heading(2, say(sections.summary)),
    paragraph(strong(say(summaryLine(reader)))),
    ...((diagnosis.gateways ?? []).length === 0
      ? []
      : [
          ...part(parts.state, statePart(reader, 'whole')),
          ...part(parts.traffic, trafficPart(reader)),
          ...part(parts.actions, actionsPart(reader)),
          ...part(parts.security, securityPart(reader)),
          ...part(parts.performance, performancePart(reader)),
          ...part(parts.cost, costPart(reader)),
          ...part(parts.automation, automationPart(reader)),
        ]),
  );
}

/** The screen: the verdicts, the traffic, and each cause with its first fix. */
export function natScreen(snapshot: Snapshot, diagnosis: NatDiagnosis, reading: Reading): Root {
  const reader = readerOf(snapshot, diagnosis, reading);
  const { say } = reader;
  const causes = reader.findings.filter((f) => f.cause).slice(0, 5);
  return root(
    ...header(reader, text.title),
    paragraph(strong(say(summaryLine(reader)))),
    ...((diagnosis.gateways ?? []).length === 0
      ? []
      : [
          heading(2, say(parts.state)),
          ...statePart(reader, 'short'),
          heading(2, say(parts.traffic)),
          ...trafficPart(reader),
        ]),
    ...(causes.length === 0 ? [] : [heading(2, say(parts.actions))]),
    ...causes.flatMap((f): RootContent[] => [
      paragraph(strong(say(f.title)), ' (', code(f.code), ')'),
      list([say(f.impact), ...f.evidence.slice(0, 3).map((e) => [say(e.says), ' — ', code(e.id)])]),
      ...f.fixes.slice(0, 1).flatMap((fix) => [paragraph(say(fix.says)), codeBlock('sh', fix.command)]),
    ]),
    ...((diagnosis.gateways ?? []).length === 0 ? [] : [heading(2, say(parts.cost)), ...costGlance(reader)]),
  );
}

function summaryLine({ diagnosis, snapshot }: NatReader): Text {
  const { gateways, unmeasured, causes } = natSummary(diagnosis);
  if (gateways === null || unmeasured === null) return text.notRead;
  return gateways === 0 ? text.noneThere(snapshot.regions) : text.headline(gateways, causes, unmeasured);
}

/** What the JSON document says in a few numbers. */
export const natSummary = ({ gateways, findings }: NatDiagnosis) => ({
  gateways: gateways?.length ?? null,
  unmeasured: gateways?.filter((g) => g.measured === null).length ?? null,
  findings: countBySeverity(findings),
  causes: findings.filter((f) => f.cause).length,
});
