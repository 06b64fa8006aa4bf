import type { NodeKind, Topology, TopologyNodeSpec } from './topology.ts';

const shapes: Record<NodeKind, [open: string, close: string]> = {
  internet: ['((', '))'],
  gateway: ['([', '])'],
  firewall: ['{{', '}}'],
  nat: ['([', '])'],
  balancer: ['[/', '\\]'],
  subnets: ['[', ']'],
  instances: ['[', ']'],
  'transit-gateway': ['{{', '}}'],
  hybrid: ['([', '])'],
  'edge-service': ['([', '])'],
  endpoint: ['[', ']'],
};

/** Mermaid source (flowchart) of a topology. Names are data: quoted, with Mermaid's own escapes for what it would read. */
export function mermaid(topology: Topology): string {
  const ids = new Map<string, string>();
  const idOf = (id: string): string => {
    let short = ids.get(id);
    if (short === undefined) {
      short = `n${ids.size}`;
      ids.set(id, short);
    }
    return short;
  };
  const node = (spec: TopologyNodeSpec, indent: string): string => {
    const [open, close] = shapes[spec.kind];
    const text = spec.detail === undefined ? quoted(spec.label) : `${quoted(spec.label)}<br/>${quoted(spec.detail)}`;
    return `${indent}${idOf(spec.id)}${open}"${text}"${close}${spec.alarm ? ':::alarm' : ''}`;
  };
  const lines = ['flowchart LR'];
  for (const spec of topology.nodes) lines.push(node(spec, '  '));
  for (const group of topology.groups) {
    const title = group.detail === undefined ? quoted(group.label) : `${quoted(group.label)} ${quoted(group.detail)}`;
    lines.push(`  subgraph ${idOf(group.id)}["${title}"]`);
    if (group.nodes.length === 0) lines.push(`    ${idOf(`${group.id}/empty`)}[" "]`);
    for (const spec of group.nodes) lines.push(node(spec, '    '));
    lines.push('  end');
  }
  for (const edge of topology.edges) {
    const arrow = edge.broken ? '-.-x' : '---';
    const label = edge.label === undefined ? '' : `|"${quoted(edge.label)}"|`;
    lines.push(`  ${idOf(edge.from)} ${arrow}${label} ${idOf(edge.to)}`);
  }
  if ([...topology.nodes, ...topology.groups.flatMap((g) => g.nodes)].some((n) => n.alarm)) {
    lines.push('  classDef alarm stroke:#d1242f,stroke-width:3px');
  }
  return lines.join('\n');
}

/** Mermaid reads `#name;` as an entity; everything that could end the quotes or start markup is written so. */
const quoted = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').replace(/[#"<>&`\\|{}[\]()]/g, (c) => `#${c.codePointAt(0)};`);
