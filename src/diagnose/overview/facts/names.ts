import type { Network } from '../../../network/model.ts';
import type { Overview } from '../overview.ts';
import { compare } from './scopes.ts';

/** Names of what an overview mentions by id. Of instances and groups only those that it names: there may be thousands. */
export function namesOf(network: Network, facts: Omit<Overview, 'names' | 'counts'>): Record<string, string> {
  const names = new Map<string, string>();
  const add = (resource: { id: string; name?: string } | undefined): void => {
    if (resource?.name !== undefined) names.set(resource.id, resource.name);
  };
  const all = [
    network.vpcs,
    network.subnets,
    network.routeTables,
    network.internetGateways,
    network.egressOnlyGateways,
    network.natGateways,
    network.transitGateways,
    network.transitTables,
    network.peerings,
    network.vpnGateways,
    network.vpnConnections,
    network.directConnectGateways,
    network.endpoints,
  ];
  for (const map of all) for (const resource of map.values()) add(resource);
  for (const gateway of network.transitGateways.values()) for (const a of gateway.attachments.values()) add(a);
  for (const firewall of network.firewalls.values()) names.set(firewall.arn, firewall.name);
  const { securityGroups: groups } = facts;
  const mentioned = [
    ...(groups.unused ?? []),
    ...(groups.circular ?? []).flat(),
    ...(groups.duplicates ?? []).flat(),
    ...(groups.danglingReferences ?? []).map((d) => d.group),
    ...(groups.launchWizard ?? []),
    ...(groups.worldOpen ?? []).map((g) => g.id),
  ];
  for (const id of mentioned) add(network.groups.get(id));
  for (const balancer of facts.loadBalancers ?? [])
    for (const group of balancer.targetGroups ?? []) for (const target of group.targets ?? []) add(target);
  return Object.fromEntries([...names].sort(([a], [b]) => compare(a, b)));
}
