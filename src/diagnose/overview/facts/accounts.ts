import type { Scope, Snapshot } from '../../../snapshot/snapshot.ts';
import type { AccountFacts, Counts, Overview } from '../overview.ts';
import { compare, everywhere } from './scopes.ts';

export const accountFacts = (snapshot: Snapshot): AccountFacts[] =>
  snapshot.accounts
    .map((a) => ({
      id: a.id,
      alias: a.alias ?? aliasOf(snapshot, a.id),
      caller: a.callerArn ?? null,
      partition: a.partition,
    }))
    .sort((a, b) => compare(a.id, b.id));

const aliasOf = (snapshot: Snapshot, account: string): string | null =>
  snapshot.scopes.find((s) => s.account === account && s.iam?.AccountAliases?.[0] !== undefined)?.iam
    ?.AccountAliases?.[0] ?? null;

/** @param facts the rest of the overview, whose lists are counted */
export function counts(snapshot: Snapshot, facts: Omit<Overview, 'counts' | 'names'>): Counts {
  const read = <T>(list: (scope: Scope) => T[] | undefined, id: (item: T) => string | undefined): number | null =>
    everywhere(snapshot, list, id)?.length ?? null;
  const instances = everywhere(
    snapshot,
    (s) => s.ec2?.Reservations?.flatMap((r) => r.Instances ?? []),
    (i) => i.InstanceId,
  )?.filter(({ item }) => item.State?.Name !== 'terminated');
  const groups = facts.loadBalancers?.flatMap((b) => b.targetGroups ?? []);
  const inGroups = [...new Map(groups?.map((g) => [g.arn, g])).values()];
  const sum = (numbers: (number | null)[] | undefined): number | null =>
    numbers === undefined || (numbers.length > 0 && numbers.every((n) => n === null))
      ? null
      : numbers.reduce<number>((total, n) => total + (n ?? 0), 0);
  return {
    vpcs: facts.vpcs?.length ?? null,
    subnets: facts.subnets?.length ?? null,
    routeTables: facts.routeTables?.length ?? null,
    internetGateways: facts.gateways.internetGateways?.length ?? null,
    natGateways: facts.natGateways?.length ?? null,
    transitGateways: facts.transitGateways?.length ?? null,
    peerings: facts.peerings?.length ?? null,
    vpnConnections: facts.hybrid.vpnConnections?.length ?? null,
    directConnectConnections: facts.hybrid.connections?.length ?? null,
    securityGroups: facts.securityGroups.total,
    networkAcls: facts.networkAcls?.length ?? null,
    networkInterfaces: read(
      (s) => s.ec2?.NetworkInterfaces,
      (i) => i.NetworkInterfaceId,
    ),
    instances: instances?.length ?? null,
    runningInstances: instances?.filter(({ item }) => item.State?.Name === 'running').length ?? null,
    addresses: facts.addresses.total,
    endpoints: facts.endpoints?.length ?? null,
    loadBalancers: facts.loadBalancers?.length ?? null,
    targets: groups === undefined ? null : sum(inGroups.map((g) => g.total)),
    healthyTargets: groups === undefined ? null : sum(inGroups.map((g) => g.healthy)),
    firewalls: facts.firewalls?.length ?? null,
    hostedZones: facts.dns.zones?.length ?? null,
    distributions: facts.distributions?.length ?? null,
  };
}
