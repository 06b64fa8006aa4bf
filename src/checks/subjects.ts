import type { Instance, SecurityGroup } from '@aws-sdk/client-ec2';
import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { HostedZone } from '@aws-sdk/client-route-53';
import { nameOf, type Saved } from '../snapshot/snapshot.ts';
import type { Place } from './check.ts';

/** The resources of a place that a check is about: each by the id that findings have. */
export interface Named {
  id: string;
  name?: string;
}

const named = (id: string | undefined, name?: string): Named => ({
  id: id ?? '',
  ...(name === undefined || name === '' ? {} : { name }),
});

/** Those of a place's own account: what is shared with it is its owner's to answer for. */
const owned =
  (account: string) =>
  ({ OwnerId }: { OwnerId?: string }): boolean =>
    OwnerId === undefined || OwnerId === account;

export const rawGroupsOf = ({ scope, account }: Place): Saved<SecurityGroup>[] =>
  (scope.ec2?.SecurityGroups ?? []).filter(owned(account));

export const groupsOf = (place: Place): Named[] => rawGroupsOf(place).map((g) => named(g.GroupId, g.GroupName));

/** Default groups cannot be deleted. */
export const customGroupsOf = (place: Place): Named[] =>
  rawGroupsOf(place)
    .filter((g) => g.GroupName !== 'default')
    .map((g) => named(g.GroupId, g.GroupName));

export const vpcsOf = ({ scope, account }: Place): Named[] =>
  (scope.ec2?.Vpcs ?? []).filter(owned(account)).map((v) => named(v.VpcId, nameOf(v)));

/** VPCs with something in them: an empty one has nothing to guard. */
export function vpcsInUse(place: Place): Named[] {
  const empty = new Set((place.audited.overview.vpcs ?? []).filter((v) => v.interfaces === 0).map((v) => v.id));
  return vpcsOf(place).filter((v) => !empty.has(v.id));
}

export const subnetsOf = ({ scope, account }: Place): Named[] =>
  (scope.ec2?.Subnets ?? []).filter(owned(account)).map((s) => named(s.SubnetId, nameOf(s)));

export const flowLogsOf = ({ scope }: Place): Named[] => (scope.ec2?.FlowLogs ?? []).map((l) => named(l.FlowLogId));

export const firewallsOf = ({ scope }: Place): Named[] =>
  (scope.networkfirewall?.Firewalls ?? []).map(({ Firewall: f }) => named(f.FirewallArn, f.FirewallName));

export const transitGatewaysOf = ({ scope, account }: Place): Named[] =>
  (scope.ec2?.TransitGateways ?? [])
    .filter(owned(account))
    .filter((t) => t.State !== 'deleted')
    .map((t) => named(t.TransitGatewayId, nameOf(t)));

export const rawBalancersOf = ({ scope }: Place): Saved<LoadBalancer>[] => scope.elbv2?.LoadBalancers ?? [];

const balancer = (b: Saved<LoadBalancer>): Named => named(b.LoadBalancerArn, b.LoadBalancerName);

export const balancersOf = (place: Place): Named[] => rawBalancersOf(place).map(balancer);

/** Gateway Load Balancers keep no access logs. */
export const loggingBalancersOf = (place: Place): Named[] =>
  rawBalancersOf(place)
    .filter((b) => b.Type !== 'gateway')
    .map(balancer);

export const applicationBalancersOf = (place: Place): Named[] =>
  rawBalancersOf(place)
    .filter((b) => b.Type === 'application')
    .map(balancer);

export const publicApplicationBalancersOf = (place: Place): Named[] =>
  rawBalancersOf(place)
    .filter((b) => b.Type === 'application' && b.Scheme === 'internet-facing')
    .map(balancer);

/** In the place of services without regions. */
export const distributionsOf = ({ scope }: Place): Named[] =>
  (scope.cloudfront?.Distributions ?? [])
    .filter((d) => d.Enabled !== false)
    .map((d) => named(d.Id, d.Aliases?.Items?.[0] ?? d.DomainName));

export const rootOf = ({ account, audited }: Place): Named[] => {
  const partition = audited.snapshot.accounts.find((a) => a.id === account)?.partition ?? 'aws';
  return [named(`arn:${partition}:iam::${account}:root`)];
};

export const directConnectsOf = ({ scope }: Place): Named[] =>
  (scope.directconnect?.connections ?? [])
    .filter((c) => c.connectionState !== 'deleted')
    .map((c) => named(c.connectionId, c.connectionName));

export const natGatewaysOf = ({ scope }: Place): Named[] =>
  (scope.ec2?.NatGateways ?? []).filter((n) => n.State !== 'deleted').map((n) => named(n.NatGatewayId, nameOf(n)));

export const interfaceEndpointsOf = ({ scope }: Place): Named[] =>
  (scope.ec2?.VpcEndpoints ?? [])
    .filter((e) => e.VpcEndpointType === 'Interface' && (e.State ?? '').toLowerCase() !== 'deleted')
    .map((e) => named(e.VpcEndpointId, nameOf(e)));

export const rawPublicZonesOf = ({ scope }: Place): Saved<HostedZone>[] =>
  (scope.route53?.HostedZones ?? []).filter((z) => z.Config?.PrivateZone !== true);

/** A zone's id without `/hostedzone/`. */
export const zoneIdOf = (zone: Saved<HostedZone>): string => (zone.Id ?? '').replace('/hostedzone/', '');

export const publicZonesOf = (place: Place): Named[] =>
  rawPublicZonesOf(place).map((z) => named(zoneIdOf(z), (z.Name ?? '').replace(/\.$/, '')));

export const resolverEndpointsOf = ({ scope }: Place): Named[] =>
  (scope.route53resolver?.ResolverEndpoints ?? []).map((e) => named(e.Id, e.Name));

/** Instances that run or can be started again. */
export const rawInstancesOf = ({ scope, account }: Place): Saved<Instance>[] =>
  (scope.ec2?.Reservations ?? [])
    .filter(owned(account))
    .flatMap((r) => r.Instances ?? [])
    .filter((i) => i.State?.Name !== 'terminated' && i.State?.Name !== 'shutting-down');
