import type { Element } from 'hast';
import { s } from 'hastscript';
import stringWidth from 'string-width';
import type { NodeKind, Topology, TopologyNodeSpec } from './topology.ts';

const line = 18;
const padding = 10;

const fill: Record<NodeKind, string> = {
  internet: '#e8eefc',
  gateway: '#e8eefc',
  firewall: '#fde9e4',
  nat: '#fdf3dc',
  balancer: '#eee6fa',
  subnets: '#eef6ee',
  instances: '#eef6ee',
  'transit-gateway': '#e2f3f6',
  hybrid: '#f1efe8',
  'edge-service': '#eee6fa',
  endpoint: '#eef1f5',
};

/** A topology as SVG: layered left to right, each VPC a box around its nodes. */
export async function topologySvg(topology: Topology): Promise<Element> {
  const { default: dagre } = await import('@dagrejs/dagre');
  const graph = new dagre.graphlib.Graph({ compound: true, multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 14, ranksep: 40, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));

  const sizeOf = (spec: TopologyNodeSpec): { width: number; height: number } => {
    const lines = [spec.label, ...(spec.detail === undefined ? [] : [spec.detail])];
    return {
      width: Math.max(...lines.map((text) => textWidth(text))) + padding * 2,
      height: lines.length * line + padding,
    };
  };
  const specs = new Map<string, TopologyNodeSpec>();
  for (const spec of topology.nodes) specs.set(spec.id, spec);
  for (const group of topology.groups) for (const spec of group.nodes) specs.set(spec.id, spec);
  for (const [id, spec] of specs) graph.setNode(id, sizeOf(spec));
  for (const group of topology.groups) {
    // A cluster needs something inside to have a size.
    if (group.nodes.length === 0) {
      graph.setNode(group.id, {
        width: textWidth(`${group.label} ${group.detail ?? ''}`) + padding * 2,
        height: line * 2,
      });
      continue;
    }
    graph.setNode(group.id, {});
    for (const spec of group.nodes) graph.setParent(spec.id, group.id);
  }
  // dagre cannot end an edge at a cluster: such an edge ends at the group's first node.
  const anchor = new Map(topology.groups.map((g) => [g.id, g.nodes[0]?.id ?? g.id]));
  const end = (id: string): string => (specs.has(id) ? id : (anchor.get(id) ?? id));
  topology.edges.forEach((edge, i) => {
    const [from, to] = [end(edge.from), end(edge.to)];
    if (!graph.hasNode(from) || !graph.hasNode(to)) return;
    const width = edge.label === undefined ? 0 : textWidth(edge.label, 11);
    graph.setEdge(from, to, { width, height: edge.label === undefined ? 0 : 14, labelpos: 'c', index: i }, String(i));
  });
  dagre.layout(graph);

  const boxes: Element[] = [];
  let right = 0;
  for (const group of topology.groups) {
    const at = graph.node(group.id);
    if (!at) continue;
    const title = group.detail === undefined ? group.label : `${group.label}  ${group.detail}`;
    const boxWidth = Math.max(at.width, textWidth(title) * 1.1 + padding * 2);
    right = Math.max(right, at.x - at.width / 2 + boxWidth);
    boxes.push(
      s('g', [
        s('rect', {
          x: at.x - at.width / 2,
          y: at.y - at.height / 2 - line,
          width: boxWidth,
          height: at.height + line,
          rx: 8,
          class: 'vpc',
        }),
        s('text', { x: at.x - at.width / 2 + 8, y: at.y - at.height / 2 - 3, class: 'vpc-name' }, title),
      ]),
    );
  }
  const nodes = [...specs].map(([id, spec]) => {
    const at = graph.node(id)!;
    const lines = [spec.label, ...(spec.detail === undefined ? [] : [spec.detail])];
    return s('g', [
      s('rect', {
        x: at.x - at.width / 2,
        y: at.y - at.height / 2,
        width: at.width,
        height: at.height,
        rx: spec.kind === 'internet' || spec.kind === 'hybrid' ? at.height / 2 : 4,
        fill: fill[spec.kind],
        class: spec.alarm ? 'node alarm' : 'node',
      }),
      ...lines.map((text, i) =>
        s(
          'text',
          { x: at.x, y: at.y - at.height / 2 + padding / 2 + line * i + 13, class: i === 0 ? 'label' : 'detail' },
          text,
        ),
      ),
    ]);
  });
  const edges = graph.edges().flatMap((e: { v: string; w: string; name?: string }) => {
    const drawn = graph.edge(e) as { points: { x: number; y: number }[]; x?: number; y?: number; index: number };
    const edge = topology.edges[drawn.index]!;
    const path = drawn.points.map((p, i) => `${i === 0 ? 'M' : 'L'}${round(p.x)} ${round(p.y)}`).join('');
    const label =
      edge.label === undefined
        ? []
        : [s('text', { x: round(drawn.x ?? 0), y: round((drawn.y ?? 0) - 3), class: 'edge-label' }, edge.label)];
    return [s('path', { d: path, class: edge.broken ? 'edge broken' : 'edge' }), ...label];
  });
  const { width = 0, height = 0 } = graph.graph();
  right = Math.max(right, width);
  // Group titles stand above their boxes.
  return s(
    'svg',
    {
      viewBox: `0 ${-line - 4} ${round(right) + 8} ${round(height) + line + 12}`,
      width: round(right) + 8,
      role: 'img',
      'aria-label': topology.title,
      class: 'topology',
    },
    [s('title', topology.title), ...boxes, ...edges, ...nodes],
  );
}

const round = (n: number): number => Math.round(n * 10) / 10;
/** An estimate: 0.6 em a column of a proportional sans-serif; a CJK character is two columns. */
const textWidth = (text: string, size = 12): number => stringWidth(text) * size * 0.6;
