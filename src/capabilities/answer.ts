import type { Root } from 'mdast';
import type { Finding } from '../findings/finding.ts';
import type { Lang, Text } from '../messages/text.ts';
import type { Document } from '../report/document.ts';
import type { ReportFile } from '../report/files.ts';
import { renderHtml } from '../report/html.ts';
import { renderMarkdown } from '../report/markdown.ts';
import type { EventQuery } from '../snapshot/events.ts';
import type { LogQuery } from '../snapshot/log-queries.ts';
import type { MetricQuery } from '../snapshot/metrics.ts';
import type { Needs } from '../snapshot/reads.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/*
 * What netops can do, one file a capability: a function from what is asked to an answer. The command line, the chat
 * and the MCP server are faces of these; none of them has an analysis of its own.
 */

/** How the data of an answer is waited for. */
export interface Waiting {
  /** Metric series that are wanted, once the resources are known. */
  metrics?: (snapshot: Snapshot) => MetricQuery[];
  /** CloudTrail's events that are wanted, once a first look at the snapshot has named suspects. */
  events?: (snapshot: Snapshot) => EventQuery[];
  /** Logs Insights queries that are wanted, once the metrics are read. */
  logs?: (snapshot: Snapshot) => LogQuery[];
}

/** For whom an answer is, and where its data comes from. */
export interface Setting {
  lang: Lang;
  /** IANA zone of the reader. */
  zone: string;
  now: Date;
  /** The snapshot that a question needs, from whatever source the person chose. */
  open(needs: Needs, waiting?: Waiting): Promise<Snapshot>;
}

/** What a capability found, in every form that a face may want. Each form is made when it is asked for. */
export interface Answer {
  /** The command that gives this answer: the `kind` of its document. */
  kind: string;
  title: Text;
  /** The answer in a sentence, where counting findings would not say it. */
  says?: Text;
  snapshot: Snapshot;
  findings: Finding[];
  /** The JSON contract. */
  document(): Document;
  /** What fits a terminal. */
  screen(): Root;
  /** The whole report. */
  report(): Root;
  /** The report's files by their fixed names: Markdown and HTML of each, and what else belongs to it. */
  files(): Promise<ReportFile[]>;
}

/** A report as `NAME.md` and `NAME.html`. */
export const reportFiles = async (name: string, report: Root, title: Text, lang: Lang): Promise<ReportFile[]> => [
  { name: `${name}.md`, content: renderMarkdown(report) },
  { name: `${name}.html`, content: await renderHtml(report, { title: title[lang], lang }) },
];
