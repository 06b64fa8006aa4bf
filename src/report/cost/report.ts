import type { Root, RootContent } from 'mdast';
import type { CostDiagnosis } from '../../diagnose/cost/index.ts';
import { parts, sections } from '../../messages/analyze.ts';
import * as text from '../../messages/cost.ts';
import type { Text } from '../../messages/text.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { actionsPart } from '../analyze/actions.ts';
import { header } from '../analyze/header.ts';
import type { Reading } from '../analyze/report.ts';
import { countBySeverity } from '../document.ts';
import { heading, paragraph, root, strong } from '../nodes.ts';
import { automationPart, performancePart, securityPart } from './parts.ts';
import { pricesLine, pricesUsed } from './prices.ts';
import { type CostReader, readerOf } from './reader.ts';
import { savingsList, savingsTable } from './savings.ts';
import { statePart, summaryTable } from './state.ts';
import { costPart } from './statement.ts';
import { trafficPart } from './traffic.ts';

/** The report on the bill in its seven parts. */
export function costReport(snapshot: Snapshot, diagnosis: CostDiagnosis, reading: Reading): Root {
  const reader = readerOf(snapshot, diagnosis, reading);
  const part = (title: Text, content: RootContent[]): RootContent[] => [heading(2, reader.say(title)), ...content];
  return root(
    ...header(reader, text.title),
    heading(2, reader.say(sections.summary)),
    paragraph(strong(reader.say(summaryLine(reader)))),
    ...(diagnosis.items.length === 0
      ? []
      : [
          paragraph(reader.say(pricesLine(reader))),
          ...part(parts.state, statePart(reader)),
          ...part(parts.traffic, trafficPart(reader)),
          ...part(parts.actions, actionsPart(reader)),
          ...part(parts.security, securityPart(reader)),
          ...part(parts.performance, performancePart(reader)),
          ...part(parts.cost, costPart(reader)),
          ...part(parts.automation, automationPart(reader)),
        ]),
  );
}

/** The screen: the bill by service, and the dearest savings with their commands. */
export function costScreen(snapshot: Snapshot, diagnosis: CostDiagnosis, reading: Reading): Root {
  const reader = readerOf(snapshot, diagnosis, reading);
  const { say } = reader;
  return root(
    ...header(reader, text.title),
    paragraph(strong(say(summaryLine(reader)))),
    ...(diagnosis.items.length === 0
      ? []
      : [
          heading(2, say(text.headings.byService)),
          ...summaryTable(reader),
          paragraph(say(pricesLine(reader))),
          heading(2, say(text.headings.savings)),
          ...savingsTable(reader, 8),
          ...savingsList(reader, 3),
        ]),
  );
}

function summaryLine({ diagnosis, snapshot }: CostReader): Text {
  const { items, bill, savable, savings } = diagnosis;
  if (items.length === 0) return text.nothing(snapshot.regions);
  return text.headline(bill, { ...savable, count: savings.filter((s) => !s.alternative).length });
}

/** What the JSON document says in a few numbers. */
export const costSummary = ({ bill, savings, savable, findings }: CostDiagnosis) => ({
  ...bill,
  savings: savings.length,
  savableUsd: savable.sureUsd,
  savableAtMostUsd: savable.atMostUsd,
  savingsUnknown: savable.unknown,
  findings: countBySeverity(findings),
});

/** The document's data: the bill and the savings, and which prices they rest on. */
export const costData = (snapshot: Snapshot, diagnosis: CostDiagnosis) => {
  const { items, services, vpcs, regions, accounts, savings, measured } = diagnosis;
  return { prices: pricesUsed(snapshot, items), measured, items, services, vpcs, regions, accounts, savings };
};
