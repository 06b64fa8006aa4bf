import { what, why } from '../../../messages/cost-items.ts';
import type { Text } from '../../../messages/text.ts';
import { nameOf, type Scope, type Snapshot, scopeOf } from '../../../snapshot/snapshot.ts';
import { dimensionOf } from '../../loadbalancer/metrics.ts';
import type { Inspected } from '../../overview/check.ts';
import { compare } from '../../overview/facts/scopes.ts';
import { gigabyte, inUnits, type Measured, type Metric, monthlySum } from '../measured.ts';
import type { Use } from '../use.ts';
import { balancerTypes } from './load-balancers.ts';

/**
 * What is sent to the internet is billed by the GB and region, what is received is not. Metrics tell it for NAT gateways
 * and VPN tunnels; a NAT gateway's also count what goes to AWS's own services of the region, balancers' count both
 * directions, instances' their private traffic too: of those it is the most that it can be.
 * https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer
 */
export const internetTransferUses = (inspected: Inspected): Use[] => [
  ...natGateways(inspected),
  ...vpnConnections(inspected.snapshot),
  ...balancers(inspected.snapshot),
  ...instances(inspected.snapshot),
];

/** What one thing sent, when more than what the internet got is in it. */
const atMost = (use: Pick<Use, 'account' | 'region' | 'what' | 'id' | 'name'>, sent: Measured, note: Text): Use => ({
  ...use,
  service: 'internet-transfer',
  product: 'internet-egress-gb',
  ...(sent.quantity === null ? sent : { quantity: sent.quantity, atMost: true, why: note }),
});

const natGateways = ({ snapshot, overview }: Inspected): Use[] =>
  (overview.natGateways ?? [])
    .filter((n) => n.state === 'available' && n.connectivity === 'public')
    .map(({ account, region, id, name }) =>
      atMost(
        { account, region, what: what.natOut, id, ...(name === undefined ? {} : { name }) },
        inUnits(
          monthlySum(scopeOf(snapshot, account, region), {
            namespace: 'AWS/NATGateway',
            metric: 'BytesOutToDestination',
            dimensions: { NatGatewayId: id },
          }),
          gigabyte,
        ),
        why.natBytes,
      ),
    );

const vpnConnections = (snapshot: Snapshot): Use[] =>
  snapshot.scopes.flatMap((scope) =>
    (scope.ec2?.VpnConnections ?? [])
      .filter((v) => v.VpnConnectionId !== undefined && v.State === 'available')
      .map(
        (v): Use => ({
          service: 'internet-transfer',
          account: scope.account,
          region: scope.region,
          product: 'internet-egress-gb',
          what: what.vpnOut,
          id: v.VpnConnectionId!,
          ...inUnits(
            monthlySum(scope, {
              namespace: 'AWS/VPN',
              metric: 'TunnelDataOut',
              dimensions: { VpnId: v.VpnConnectionId! },
            }),
            gigabyte,
          ),
        }),
      ),
  );

const balancers = (snapshot: Snapshot): Use[] =>
  snapshot.scopes.flatMap((scope) =>
    (scope.elbv2?.LoadBalancers ?? [])
      .filter((b) => b.Scheme === 'internet-facing' && b.LoadBalancerArn !== undefined && b.Type !== 'gateway')
      .map((b) =>
        atMost(
          {
            account: scope.account,
            region: scope.region,
            what: what.balancerOut,
            id: b.LoadBalancerArn!,
            name: b.LoadBalancerName ?? b.LoadBalancerArn!,
          },
          inUnits(
            monthlySum(scope, {
              namespace: balancerTypes[b.Type ?? 'application'].namespace,
              metric: 'ProcessedBytes',
              dimensions: { LoadBalancer: dimensionOf(b.LoadBalancerArn!) },
            }),
            gigabyte,
          ),
          why.bothWays,
        ),
      ),
  );

/** Instances that have public addresses, each once however many. */
export const publicInstances = ({ ec2 }: Scope): string[] =>
  [
    ...new Set(
      (ec2?.NetworkInterfaces ?? [])
        .filter((i) => i.PrivateIpAddresses?.some((a) => a.Association?.PublicIp !== undefined))
        .flatMap((i) => i.Attachment?.InstanceId ?? []),
    ),
  ].sort(compare);

export const bytesOfInstance = (id: string): Metric => ({
  namespace: 'AWS/EC2',
  metric: 'NetworkOut',
  dimensions: { InstanceId: id },
});

const instances = (snapshot: Snapshot): Use[] =>
  snapshot.scopes.flatMap((scope) =>
    publicInstances(scope).map((id) => {
      const instance = scope.ec2?.Reservations?.flatMap((r) => r.Instances ?? []).find((i) => i.InstanceId === id);
      const name = instance === undefined ? undefined : nameOf(instance);
      return atMost(
        {
          account: scope.account,
          region: scope.region,
          what: what.instanceOut,
          id,
          ...(name === undefined ? {} : { name }),
        },
        inUnits(monthlySum(scope, bytesOfInstance(id)), gigabyte),
        why.instanceBytes,
      );
    }),
  );

/**
 * Between zones a cent or so a GB in each direction, over peerings as well; no metric counts it.
 * https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer_within_the_same_AWS_Region
 */
export function zoneTransferUses({ snapshot, network }: Inspected): Use[] {
  const vpcs = [...network.vpcs.values()]
    .filter((v) => new Set(v.subnets.filter((s) => s.interfaces.length > 0).map((s) => s.zone)).size > 1)
    .sort((a, b) => compare(a.id, b.id));
  return [
    ...vpcs.map(
      (v): Use => ({
        service: 'zone-transfer',
        account: v.account,
        region: v.region,
        product: 'inter-zone-gb',
        what: what.zones,
        id: v.id,
        ...(v.name === undefined ? {} : { name: v.name }),
        quantity: null,
        why: why.zoneBytes,
      }),
    ),
    ...snapshot.scopes.flatMap(({ account, region, ec2 }) =>
      (ec2?.VpcPeeringConnections ?? [])
        .filter((p) => p.Status?.Code === 'active' && p.VpcPeeringConnectionId !== undefined)
        .map(
          (p): Use => ({
            service: 'zone-transfer',
            account,
            region,
            product: 'inter-zone-gb',
            what: what.peering,
            id: p.VpcPeeringConnectionId!,
            quantity: null,
            why: why.peeringBytes,
          }),
        ),
    ),
  ];
}
