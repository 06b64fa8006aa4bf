/** A picture of a network as a graph: groups (VPCs, on-premises) hold nodes; edges are links that carry traffic. */
export interface Topology {
  title: string;
  groups: TopologyGroup[];
  /** Nodes outside any group: the internet, a transit gateway, CloudFront. */
  nodes: TopologyNodeSpec[];
  edges: TopologyEdge[];
}

export interface TopologyGroup {
  id: string;
  label: string;
  /** A second line: the CIDR. */
  detail?: string;
  nodes: TopologyNodeSpec[];
}

export interface TopologyNodeSpec {
  id: string;
  label: string;
  detail?: string;
  kind: NodeKind;
  /** Down, or the place of a finding that explains a failure. */
  alarm?: boolean;
}

export type NodeKind =
  | 'internet'
  | 'gateway'
  | 'firewall'
  | 'nat'
  | 'balancer'
  | 'subnets'
  | 'instances'
  | 'transit-gateway'
  | 'hybrid'
  | 'edge-service'
  | 'endpoint';

export interface TopologyEdge {
  from: string;
  to: string;
  label?: string;
  /** A link that is down or a route that drops. */
  broken?: boolean;
}
