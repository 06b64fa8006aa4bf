import { canReach, type Interface, type Network, type Obstacle } from '../../network/index.ts';
import type { Case } from './case.ts';

/** A connection that a balancer's node makes to a target for its health check. */
export interface Probe {
  node: Interface;
  /** The target's interface, or undefined for an address outside of what was read. */
  to: Interface | undefined;
  /** Interface id or address. */
  id: string;
  port: number;
}

/** What stops one of the connections. */
export interface Blocked {
  probe: Probe;
  obstacle: Obstacle;
}

/**
 * The connections that health checks of a target take (rule L1): from every node that sends to it, which with cross-zone
 * balancing off are those of its own zone. None for what is not a machine, and where interfaces were not read.
 */
export function probesOf(network: Network, target: Case): Probe[] {
  const { group, checkPort: port } = target;
  if (port === undefined) return [];
  const crossZone = network.targetGroups.get(group.arn)?.crossZone;
  const nodes = group.balancers.flatMap((known) => {
    // The network may be that of a what-if: its own balancers count.
    const balancer = network.balancers.get(known.arn);
    if (balancer === undefined) return [];
    const all = (crossZone ?? balancer.crossZone) || target.zone === undefined || target.zone === 'all';
    return balancer.interfaces.filter((node) => all || node.subnet.zoneName === target.zone);
  });
  if (group.type === 'alb') {
    const ends = network.balancers.get(target.id)?.interfaces ?? [];
    return nodes.flatMap((node) => ends.map((to) => ({ node, to, id: to.id, port })));
  }
  const to = target.interface === undefined ? undefined : network.interfaces.get(target.interface.id);
  if (to === undefined && group.type !== 'ip') return [];
  return nodes.map((node) => ({ node, to, id: to?.id ?? target.id, port }));
}

/** Above this, targets of one subnet with the same groups share an answer: a group of thousands stays quick. */
const manyTargets = 100;
const kept = new WeakMap<Network, Map<string, Obstacle[]>>();

/** The lists that the way between two places is judged by. */
const lists = ['Subnets', 'RouteTables', 'NetworkAcls', 'SecurityGroups', 'NetworkInterfaces'] as const;

/** Whether what decides about packets in a VPC was read: without it nothing is proven open, or closed. */
export const isWayRead = (network: Network, vpc: Interface['vpc']): boolean =>
  lists.every((key) => network.isRead('ec2', key, vpc));

const behind: Partial<Record<Obstacle['component'], string[]>> = {
  route: ['RouteTables', 'Subnets'],
  'internet-gateway': ['InternetGateways'],
  peering: ['VpcPeeringConnections'],
  'transit-gateway': ['TransitGateways', 'TransitGatewayVpcAttachments'],
  'transit-gateway-attachment': ['TransitGateways', 'TransitGatewayVpcAttachments'],
  'nat-gateway': ['NatGateways'],
  'gateway-load-balancer-endpoint': ['VpcEndpoints'],
};

/** Whether what an obstacle rests on was read. What was not read stops nobody. */
export const isProven = (network: Network, { component, vpc }: Obstacle): boolean =>
  (behind[component] ?? []).every((key) => network.isRead('ec2', key, vpc));

/** Everything that stops the health checks of a target, there and back; empty: they get through. */
export function blocksOf(target: Case): Blocked[] {
  const { network } = target.inspected;
  let known = kept.get(network);
  if (known === undefined) {
    known = new Map();
    kept.set(network, known);
  }
  const answers = known;
  const shared = (target.group.targets?.length ?? 0) > manyTargets;
  return probesOf(network, target).flatMap((probe) => {
    const end = shared && probe.to !== undefined ? `${probe.to.subnet.id} ${probe.to.groups.key}` : probe.id;
    const key = `${probe.node.id} ${end} ${probe.port}`;
    let obstacles = answers.get(key);
    if (obstacles === undefined) {
      const { reachable, obstacles: found } = ask(network, probe);
      obstacles = reachable ? [] : found.filter((o) => isProven(network, o));
      answers.set(key, obstacles);
    }
    return obstacles.map((obstacle) => ({ probe, obstacle }));
  });
}

const ask = (network: Network, { node, id, port }: Probe) =>
  canReach(network, { from: node.id, to: id, protocol: 'tcp', port });

/** Whether a network lets all health checks of the targets through. */
export const allReach = (network: Network, targets: readonly Case[]): boolean =>
  targets.every((target) => {
    const probes = probesOf(network, target);
    return probes.length > 0 && probes.every((probe) => ask(network, probe).reachable);
  });

/** Whether two obstacles are the same one: a component, in one of its directions. */
export const sameObstacle = (a: Obstacle, b: Obstacle): boolean =>
  a.component === b.component && a.id === b.id && a.direction === b.direction && wayOf(a) === wayOf(b);

/** Inbound or outbound, of a filter. */
export const wayOf = ({ remedy }: Obstacle): 'ingress' | 'egress' | undefined =>
  remedy?.kind === 'group' || remedy?.kind === 'acl' ? remedy.direction : undefined;

/** Whether a network still has an obstacle in the way of any of the targets' health checks. */
export const stillStops = (network: Network, targets: readonly Case[], obstacle: Obstacle): boolean =>
  targets.some((target) =>
    probesOf(network, target).some((probe) => ask(network, probe).obstacles.some((o) => sameObstacle(o, obstacle))),
  );
