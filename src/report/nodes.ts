import type {
  BlockContent,
  Code,
  Heading,
  List,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
  Table,
  TableRow,
} from 'mdast';
import type { Chart } from './chart.ts';
import type { Topology } from './topology/topology.ts';

/*
 * A report is one mdast tree (https://github.com/syntax-tree/mdast) with two nodes of our own: a chart and a topology
 * picture. Terminal, Markdown and HTML are three renderings of it. Text is put into nodes as data and never parsed as
 * Markdown, so a tag named `<script>` or `|` stays a name in each of them.
 */

export interface ChartNode {
  type: 'chart';
  chart: Chart;
}

export interface TopologyNode {
  type: 'topology';
  topology: Topology;
}

declare module 'mdast' {
  interface RootContentMap {
    chart: ChartNode;
    topology: TopologyNode;
  }
}

/** What a phrase is made of: plain text, or nodes made by `code`, `strong` …; undefined is left out. */
export type Inline = string | PhrasingContent | Inline[] | undefined;

const phrasing = (parts: Inline[]): PhrasingContent[] =>
  parts.flatMap((part): PhrasingContent[] => {
    if (part === undefined || part === '') return [];
    if (typeof part === 'string') return [{ type: 'text', value: part }];
    return Array.isArray(part) ? phrasing(part) : [part];
  });

export const root = (...children: (RootContent | RootContent[] | undefined)[]): Root => ({
  type: 'root',
  children: children.flat().filter((c): c is RootContent => c !== undefined),
});
export const heading = (depth: Heading['depth'], ...parts: Inline[]): Heading => ({
  type: 'heading',
  depth,
  children: phrasing(parts),
});
export const paragraph = (...parts: Inline[]): Paragraph => ({ type: 'paragraph', children: phrasing(parts) });
/** An id, address or command word inside a sentence. */
export const code = (value: string): PhrasingContent => ({ type: 'inlineCode', value });
export const strong = (...parts: Inline[]): PhrasingContent => ({ type: 'strong', children: phrasing(parts) });
export const link = (url: string, ...parts: Inline[]): PhrasingContent => ({
  type: 'link',
  url,
  children: phrasing(parts.length > 0 ? parts : [url]),
});
/** A block of commands or configuration to paste. */
export const codeBlock = (lang: string, value: string): Code => ({ type: 'code', lang, value });

/** A list; an item is a phrase, or a phrase followed by blocks under it. */
export const list = (items: (Inline | { phrase: Inline; under: BlockContent[] })[], ordered = false): List => ({
  type: 'list',
  ordered,
  spread: false,
  children: items.map((item) => {
    const nested = typeof item === 'object' && !Array.isArray(item) && 'phrase' in item ? item : undefined;
    const phrase = nested ? nested.phrase : (item as Inline);
    return {
      type: 'listItem',
      spread: false,
      children: [{ type: 'paragraph', children: phrasing([phrase]) }, ...(nested?.under ?? [])],
    };
  }),
});

/** A table; `align` gives `right` for columns of figures. No rows: no table, so the caller says so in words. */
export function table(header: Inline[], rows: Inline[][], align: ('left' | 'right' | 'center')[] = []): Table {
  const row = (cells: Inline[]): TableRow => ({
    type: 'tableRow',
    children: cells.map((cell) => ({ type: 'tableCell', children: phrasing([cell]) })),
  });
  return {
    type: 'table',
    align: header.map((_, i) => align[i] ?? 'left'),
    children: [row(header), ...rows.map(row)],
  };
}

export const chart = (value: Chart): ChartNode => ({ type: 'chart', chart: value });
export const topology = (value: Topology): TopologyNode => ({ type: 'topology', topology: value });
