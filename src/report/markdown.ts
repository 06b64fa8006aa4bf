import type { Root } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import stringWidth from 'string-width';
import { chartText } from './chart.ts';
import { plainTree } from './plain.ts';
import { mermaid } from './topology/mermaid.ts';

/** A report as Markdown (CommonMark + GFM tables): topologies as Mermaid, charts as text. */
export function renderMarkdown(report: Root): string {
  const tree: Root = {
    type: 'root',
    children: plainTree(report).children.map((node) => {
      if (node.type === 'topology') return { type: 'code', lang: 'mermaid', value: mermaid(node.topology) };
      if (node.type === 'chart') return { type: 'code', lang: 'text', value: chartText(node.chart) };
      return node;
    }),
  };
  return toMarkdown(tree, {
    bullet: '-',
    fences: true,
    rule: '-',
    listItemIndent: 'one',
    // Columns of CJK text line up in the source only when its width is counted as two.
    extensions: [gfmToMarkdown({ stringLength: stringWidth })],
  });
}
