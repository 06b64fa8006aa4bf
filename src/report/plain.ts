import type { Root } from 'mdast';

/**
 * Text that came from AWS may hold terminal escapes, line breaks or bidirectional overrides. What a reader sees must be
 * what is there: each such character is shown as its Unicode control picture (U+2400 block) or as U+FFFD.
 */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, (c) => {
    const point = c.codePointAt(0)!;
    if (point === 0x7f) return '␡';
    return point < 0x20 ? String.fromCodePoint(0x2400 + point) : '\ufffd';
  });
}

/** The same tree with every text made plain. Blocks of code keep their line breaks and tabs. */
export function plainTree(tree: Root): Root {
  return walk(tree) as Root;
}

function walk(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(walk);
  if (typeof node !== 'object' || node === null) return node;
  const { type, value } = node as { type?: string; value?: unknown };
  const out: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(node)) {
    if (key === 'children') out[key] = walk(child);
    else out[key] = key === 'chart' || key === 'topology' ? plainStrings(child) : child;
  }
  if (typeof value === 'string') out.value = type === 'code' ? plainLines(value) : plain(value);
  return out;
}

const plainLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => plain(line).replaceAll('␉', '\t'))
    .join('\n');

/** A chart or topology is data: every string in it is shown. */
function plainStrings(value: unknown): unknown {
  if (typeof value === 'string') return plain(value);
  if (Array.isArray(value)) return value.map(plainStrings);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plainStrings(member)]));
}
