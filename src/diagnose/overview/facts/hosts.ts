import type { Interface, Network, Subnet } from '../../../network/model.ts';

/** Something that starts connections of its own: instances, functions, and what AWS's services put in for you. */
const isHost = (item: Interface): boolean =>
  item.kind === 'instance' || item.kind === 'lambda' || item.kind === 'other';

/** Subnets that hold workloads. Gateways', firewalls' and endpoints' own interfaces are on the way, not at its end. */
export const hasHosts = (subnet: Subnet): boolean => subnet.interfaces.some((i) => isHost(i) && i.attached);

/** Subnets that somebody may want to reach: workloads and balancers. */
export const hasServices = (subnet: Subnet): boolean =>
  subnet.interfaces.some((i) => i.attached && (isHost(i) || i.kind === 'load-balancer'));

export const hostsIn = (subnet: Subnet): Interface[] => subnet.interfaces.filter(isHost);

/** Subnets that only pass traffic on: of NAT gateways, transit gateway attachments and firewall endpoints. */
export function transitSubnets(network: Network): Set<string> {
  return new Set([
    ...[...network.natGateways.values()].flatMap((n) => n.subnet?.id ?? []),
    ...[...network.endpoints.values()].flatMap((e) => e.subnet?.id ?? []),
    ...[...network.transitGateways.values()].flatMap((t) =>
      [...t.attachments.values()].flatMap((a) => a.subnets.map((s) => s.id)),
    ),
  ]);
}
