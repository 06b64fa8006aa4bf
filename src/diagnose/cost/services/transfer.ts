import { what, why } from '../../../messages/cost-items.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import { scopeOf } from '../../../snapshot/snapshot.ts';
import { dimensionOf } from '../../loadbalancer/metrics.ts';
import type { Inspected } from '../../overview/check.ts';
import { compare } from '../../overview/facts/scopes.ts';
import { gigabyte, inUnits, monthlySum } from '../measured.ts';
import type { Use } from '../use.ts';
import { balancerTypes } from './load-balancers.ts';

/**
 * What is sent to the internet is billed by the GB and region, what is received is not. Metrics tell it for NAT gateways
 * and VPN tunnels; a NAT gateway's also count what goes to AWS's own services of the region, so it is the most that it
 * can be. Balancers count both directions, instances their private traffic too.
 * https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer
 */
export const internetTransferUses = (inspected: Inspected): Use[] => [
  ...natGateways(inspected),
  ...vpnConnections(inspected.snapshot),
  ...balancers(inspected.snapshot),
  ...instances(inspected.snapshot),
];

function natGateways({ snapshot, overview }: Inspected): Use[] {
  return (overview.natGateways ?? [])
    .filter((n) => n.state === 'available' && n.connectivity === 'public')
    .map((n): Use => {
      const gb = inUnits(
        monthlySum(scopeOf(snapshot, n.account, n.region), {
          namespace: 'AWS/NATGateway',
          metric: 'BytesOutToDestination',
          dimensions: { NatGatewayId: n.id },
        }),
        gigabyte,
      );
      return {
        service: 'internet-transfer',
        account: n.account,
        region: n.region,
        product: 'internet-egress-gb',
        what: what.natOut,
        id: n.id,
        ...(n.name === undefined ? {} : { name: n.name }),
        ...gb,
        ...(gb.quantity === null ? {} : { atMost: true }),
      };
    });
}

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

function balancers(snapshot: Snapshot): Use[] {
  return snapshot.scopes.flatMap((scope) => {
    const facing = (scope.elbv2?.LoadBalancers ?? []).filter(
      (b) => b.Scheme === 'internet-facing' && b.LoadBalancerArn !== undefined && b.Type !== 'gateway',
    );
    const gb = facing.map((b) =>
      inUnits(
        monthlySum(scope, {
          namespace: balancerTypes[b.Type ?? 'application'].namespace,
          metric: 'ProcessedBytes',
          dimensions: { LoadBalancer: dimensionOf(b.LoadBalancerArn!) },
        }),
        gigabyte,
      ),
    );
    const all = gb.some((g) => g.quantity === null) ? null : gb.reduce((sum, g) => sum + (g.quantity ?? 0), 0);
    return facing.map(
      (b): Use => ({
        service: 'internet-transfer',
        account: scope.account,
        region: scope.region,
        product: 'internet-egress-gb',
        what: what.balancerOut,
        id: b.LoadBalancerArn!,
        name: b.LoadBalancerName ?? b.LoadBalancerArn!,
        quantity: null,
        why: why.bothWays(all, facing.length),
      }),
    );
  });
}

const instances = (snapshot: Snapshot): Use[] =>
  snapshot.scopes.flatMap(({ account, region, ec2 }) =>
    (ec2?.NetworkInterfaces ?? [])
      .filter(
        (i) => i.Attachment?.InstanceId !== undefined && i.PrivateIpAddresses?.some((a) => a.Association?.PublicIp),
      )
      .map(
        (i): Use => ({
          service: 'internet-transfer',
          account,
          region,
          product: 'internet-egress-gb',
          what: what.instanceOut,
          id: i.Attachment!.InstanceId!,
          quantity: null,
          why: why.instanceBytes,
        }),
      ),
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
