import type { BlockContent, Node, PhrasingContent, Root, RootContent, Table as TableNode } from 'mdast';
import pc from 'picocolors';
import stringWidth from 'string-width';
import { table as drawTable, getBorderCharacters } from 'table';
import wrapAnsi from 'wrap-ansi';
import { chartText } from './chart.ts';
import { plainTree } from './plain.ts';
import { topologyText } from './topology/text.ts';

export interface TerminalOptions {
  /** Columns. */
  width: number;
  color: boolean;
}

/** A report for a terminal, wrapped to its width; wide (CJK) characters count as two columns. */
export function renderTerminal(report: Root, { width, color }: TerminalOptions): string {
  const colors = pc.createColors(color);
  const columns = Math.max(40, width);

  const inline = (nodes: PhrasingContent[]): string =>
    nodes
      .map((node): string => {
        switch (node.type) {
          case 'text':
            return node.value;
          case 'inlineCode':
            return colors.cyan(node.value);
          case 'strong':
            return colors.bold(inline(node.children));
          case 'emphasis':
            return colors.italic(inline(node.children));
          case 'delete':
            return colors.strikethrough(inline(node.children));
          case 'link': {
            const label = inline(node.children);
            return label === node.url ? colors.underline(label) : `${label} (${node.url})`;
          }
          case 'break':
            return '\n';
          default:
            return 'children' in node ? inline(node.children as PhrasingContent[]) : '';
        }
      })
      .join('');

  // A word longer than the line, a path or an ARN, stays whole: it is there to be copied.
  const wrap = (text: string, room: number): string => wrapAnsi(text, Math.max(8, room), { trim: true });

  const indentBy = (text: string, first: string, rest: string): string =>
    text
      .split('\n')
      .map((line, i) => (i === 0 ? first : rest) + line)
      .join('\n');

  const block = (node: RootContent | BlockContent, room: number): string => {
    switch (node.type) {
      case 'heading': {
        const text = inline(node.children);
        if (node.depth === 1)
          return `${colors.bold(wrap(text, room))}\n${colors.dim('═'.repeat(Math.min(room, stringWidth(text))))}`;
        return node.depth === 2 ? colors.bold(colors.blue(wrap(text, room))) : colors.bold(wrap(text, room));
      }
      case 'paragraph':
        return wrap(inline(node.children), room);
      case 'list':
        return node.children
          .map((item, i) => {
            const bullet = node.ordered ? `${(node.start ?? 1) + i}. ` : '• ';
            const gap = ' '.repeat(stringWidth(bullet));
            return item.children
              .map((child, at) =>
                indentBy(block(child as BlockContent, room - gap.length), at === 0 ? bullet : gap, gap),
              )
              .join('\n');
          })
          .join('\n');
      case 'table':
        return table(node, room);
      case 'code':
        // Commands are to be pasted: never broken.
        return node.value
          .split('\n')
          .map((line) => `  ${colors.green(line)}`)
          .join('\n');
      case 'blockquote':
        return node.children.map((c) => indentBy(block(c as BlockContent, room - 2), '│ ', '│ ')).join('\n');
      case 'thematicBreak':
        return colors.dim('─'.repeat(room));
      case 'chart':
        return chartText(node.chart)
          .split('\n')
          .map((line) => `  ${line}`)
          .join('\n');
      case 'topology':
        return topologyText(node.topology, room);
      default:
        return 'children' in node
          ? (node.children as Node[]).map((c) => block(c as BlockContent, room)).join('\n')
          : '';
    }
  };

  /** Shrinks the widest columns until the table fits; one too wide even so is shown record by record. */
  const table = (node: TableNode, room: number): string => {
    const rows = node.children.map((row) => row.children.map((cell) => inline(cell.children)));
    const [header = [], ...body] = rows;
    const natural = header.map((_, i) => Math.max(...rows.map((r) => maxLine(r[i] ?? '')), 1));
    const least = header.map((_, i) => Math.max(...rows.map((r) => longestWord(r[i] ?? '')), 1));
    const widths = columnWidths(natural, least, room - (header.length * 3 + 1));
    if (widths === undefined) return records(header, body, room);
    return drawTable(
      [header.map((h) => colors.bold(h)), ...body].map((row) =>
        header.map((_, i) => wrapCell(row[i] ?? '', widths[i]!)),
      ),
      {
        border: frame(colors.dim),
        columns: widths.map((width, i) => ({ width, alignment: node.align?.[i] ?? 'left' })),
        drawHorizontalLine: (line, count) => line <= 1 || line === count,
      },
    ).trimEnd();
  };

  const wrapCell = (text: string, room: number): string => wrapAnsi(text, room, { hard: true, trim: true });
  const maxLine = (text: string): number => Math.max(...text.split('\n').map((l) => stringWidth(l)));

  const records = (header: string[], body: string[][], room: number): string => {
    const label = Math.max(...header.map((h) => stringWidth(h)));
    return body
      .map((row) =>
        header
          .map((h, i) => {
            const head = h + ' '.repeat(label - stringWidth(h) + 2);
            return indentBy(wrap(row[i] ?? '', room - label - 2), colors.dim(head), ' '.repeat(label + 2));
          })
          .join('\n'),
      )
      .join(`\n${colors.dim('─'.repeat(Math.min(room, 24)))}\n`);
  };

  const out: string[] = [];
  for (const node of plainTree(report).children) {
    const text = block(node, columns);
    if (text === '') continue;
    if (node.type === 'heading' && node.depth <= 2 && out.length > 0) out.push('');
    out.push(text, '');
  }
  return `${out.join('\n').trimEnd()}\n`;
}

/** The frame's lines, drawn faintly so that the figures stand out. */
function frame(style: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(getBorderCharacters('norc')).map(([part, char]) => [part, style(char)]));
}

/** A word longer than this may be broken; an id is not worth reading in two pieces. */
const longestUnbroken = 24;

const longestWord = (text: string): number =>
  Math.min(longestUnbroken, Math.max(0, ...text.split(/[\s·,]+/).map((word) => stringWidth(word))));

/**
 * Column widths that add up to at most `room`, taking from the widest columns first and from none below its `least`;
 * undefined when even those do not fit.
 */
export function columnWidths(natural: number[], least: number[], room: number): number[] | undefined {
  const at = (level: number): number[] => natural.map((width, i) => Math.min(width, Math.max(level, least[i]!)));
  const total = (widths: number[]): number => widths.reduce((a, b) => a + b, 0);
  if (total(at(0)) > room) return undefined;
  let level = Math.max(...natural, 0);
  while (total(at(level)) > room) level--;
  return at(level);
}
