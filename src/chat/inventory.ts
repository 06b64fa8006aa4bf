import type { Needs } from '../snapshot/reads.ts';
import type { Scope, Snapshot } from '../snapshot/snapshot.ts';
import type { Known } from './planner/plan.ts';

/** Something in the account that a prompt may name. */
export interface Named extends Known {
  kind: string;
  /** The VPC that it lies in. */
  vpc?: string;
}

/** What must be read to know an account's names. */
export const inventoryNeeds: Needs = [
  'ec2.Vpcs',
  'ec2.Subnets',
  'ec2.Reservations',
  'ec2.NatGateways',
  'ec2.SecurityGroups',
  'ec2.RouteTables',
  'ec2.NetworkAcls',
  'ec2.TransitGateways',
  'ec2.VpcEndpoints',
  'ec2.VpnConnections',
  'elbv2.LoadBalancers',
  'elbv2.TargetGroups',
];

interface Tagged {
  Tags?: readonly { Key?: string | undefined; Value?: string | undefined }[] | undefined;
}

const tagName = ({ Tags }: Tagged): string | undefined => Tags?.find((t) => t.Key === 'Name')?.Value || undefined;

const named = (
  kind: string,
  id: string | undefined,
  name: string | undefined,
  more: { addresses?: (string | undefined)[]; vpc?: string | undefined } = {},
): Named[] =>
  id === undefined
    ? []
    : [
        {
          kind,
          id,
          ...(name === undefined ? {} : { name }),
          also: (more.addresses ?? []).filter((a) => a !== undefined),
          ...(more.vpc === undefined ? {} : { vpc: more.vpc }),
        },
      ];

/** Everything of a snapshot that has a name, id or address to be spoken of by. */
export const inventoryOf = (snapshot: Snapshot): Named[] => snapshot.scopes.flatMap(inScope);

function inScope({ ec2, elbv2 }: Scope): Named[] {
  return [
    ...(ec2?.Vpcs ?? []).flatMap((v) => named('vpc', v.VpcId, tagName(v), { addresses: [v.CidrBlock] })),
    ...(ec2?.Subnets ?? []).flatMap((s) =>
      named('subnet', s.SubnetId, tagName(s), { addresses: [s.CidrBlock], vpc: s.VpcId }),
    ),
    ...(ec2?.Reservations ?? [])
      .flatMap((r) => r.Instances ?? [])
      .flatMap((i) =>
        named('instance', i.InstanceId, tagName(i), {
          addresses: [i.PrivateIpAddress, i.PublicIpAddress],
          vpc: i.VpcId,
        }),
      ),
    ...(ec2?.NatGateways ?? []).flatMap((n) =>
      named('nat-gateway', n.NatGatewayId, tagName(n), {
        addresses: (n.NatGatewayAddresses ?? []).flatMap((a) => [a.PublicIp, a.PrivateIp]),
        vpc: n.VpcId,
      }),
    ),
    ...(ec2?.SecurityGroups ?? []).flatMap((g) =>
      named('security-group', g.GroupId, tagName(g) ?? g.GroupName, { vpc: g.VpcId }),
    ),
    ...(ec2?.RouteTables ?? []).flatMap((t) => named('route-table', t.RouteTableId, tagName(t), { vpc: t.VpcId })),
    ...(ec2?.NetworkAcls ?? []).flatMap((a) => named('network-acl', a.NetworkAclId, tagName(a), { vpc: a.VpcId })),
    ...(ec2?.TransitGateways ?? []).flatMap((t) => named('transit-gateway', t.TransitGatewayId, tagName(t))),
    ...(ec2?.VpcEndpoints ?? []).flatMap((e) => named('endpoint', e.VpcEndpointId, tagName(e), { vpc: e.VpcId })),
    ...(ec2?.VpnConnections ?? []).flatMap((v) => named('vpn-connection', v.VpnConnectionId, tagName(v))),
    ...(elbv2?.LoadBalancers ?? []).flatMap((b) =>
      named('load-balancer', b.LoadBalancerArn, b.LoadBalancerName, { addresses: [b.DNSName], vpc: b.VpcId }),
    ),
    ...(elbv2?.TargetGroups ?? []).flatMap((g) =>
      named('target-group', g.TargetGroupArn, g.TargetGroupName, { vpc: g.VpcId }),
    ),
  ];
}

/** What an id, a name or an address stands for. */
export const namedBy = (name: string, inventory: readonly Named[]): Named | undefined => {
  const wanted = name.toLowerCase();
  return inventory.find(
    (n) => n.id.toLowerCase() === wanted || n.name?.toLowerCase() === wanted || n.also?.includes(name) === true,
  );
};
