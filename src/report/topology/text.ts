import wrapAnsi from 'wrap-ansi';
import type { Topology } from './topology.ts';

/** A topology in words, for a terminal: each group with what is in it, then the links. */
export function topologyText(topology: Topology, width: number): string {
  const label = new Map<string, string>();
  for (const group of topology.groups) {
    label.set(group.id, group.label);
    for (const node of group.nodes) label.set(node.id, `${group.label}/${node.label}`);
  }
  for (const node of topology.nodes) label.set(node.id, node.label);

  const lines: string[] = [];
  for (const group of topology.groups) {
    const inside = group.nodes.map((n) => (n.detail === undefined ? n.label : `${n.label} (${n.detail})`)).join(' · ');
    const title = group.detail === undefined ? group.label : `${group.label} ${group.detail}`;
    lines.push(`▪ ${title}`);
    if (inside !== '')
      lines.push(
        ...wrapAnsi(inside, width - 4, { hard: true })
          .split('\n')
          .map((l) => `    ${l}`),
      );
  }
  // Links inside one group are plain from the group itself; what joins groups is what a reader looks for.
  const groupOf = new Map(topology.groups.flatMap((g) => g.nodes.map((n) => [n.id, g.id] as const)));
  for (const edge of topology.edges) {
    const from = groupOf.get(edge.from);
    if (from !== undefined && from === groupOf.get(edge.to)) continue;
    const via = edge.label === undefined ? '' : `  ${edge.label}`;
    lines.push(
      `  ${label.get(edge.from) ?? edge.from} ${edge.broken ? '─ ✗ ─' : '───'} ${label.get(edge.to) ?? edge.to}${via}`,
    );
  }
  return lines.join('\n');
}
