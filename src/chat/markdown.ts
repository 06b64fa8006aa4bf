import type { Node, Nodes, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** Markdown that somebody else wrote, as a tree. Its HTML is text, as are its pictures: nothing of it is obeyed. */
export function parseMarkdown(markdown: string): Root {
  return inert(tree(markdown)) as Root;
}

const tree = (markdown: string): Root =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

function inert(node: Nodes): Nodes {
  if (node.type === 'html') return { type: 'text', value: node.value };
  if (node.type === 'image') return { type: 'text', value: node.alt || node.url };
  if (!('children' in node)) return node;
  const children = (node.children as Nodes[]).map((child) => {
    const made = inert(child);
    // A block of HTML stands among blocks.
    return made.type === 'text' && (node.type === 'root' || node.type === 'blockquote' || node.type === 'listItem')
      ? ({ type: 'paragraph', children: [made] } as Nodes)
      : made;
  });
  return { ...node, children } as Nodes;
}

/** Markdown that comes in pieces, given back block by block: only the last one may still change. */
export interface MarkdownStream {
  /** @returns the blocks that are finished */
  push(piece: string): RootContent[];
  /** What is left. */
  end(): RootContent[];
}

export function markdownStream(): MarkdownStream {
  let rest = '';
  return {
    push(piece) {
      rest += piece;
      // A block ends with a line; within one there is nothing to find.
      if (!piece.includes('\n')) return [];
      const blocks = tree(rest).children;
      const last = blocks.at(-1) as Node | undefined;
      const from = last?.position?.start.offset;
      if (blocks.length < 2 || from === undefined) return [];
      const finished = rest.slice(0, from);
      rest = rest.slice(from);
      return parseMarkdown(finished).children;
    },
    end() {
      const finished = rest;
      rest = '';
      return parseMarkdown(finished).children;
    },
  };
}
