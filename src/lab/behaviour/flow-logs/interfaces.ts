import type { FlowLog } from '@aws-sdk/client-ec2';
import type { Saved } from '../../../snapshot/snapshot.ts';
import type { MetricWorld } from '../metrics/world.ts';

/** An interface whose packets are recorded. */
export interface Watched {
  id: string;
  address: string;
  vpc: string;
  subnet: string;
  zoneId: string;
  /** Empty for a NAT gateway's. */
  instance: string;
  /** The NACL of its subnet, by id. */
  nacl: string | undefined;
}

/** The interfaces of instances, by instance, and of NAT gateways, by gateway: one an address. */
export interface Interfaces {
  instances: ReadonlyMap<string, Watched>;
  gateways: ReadonlyMap<string, readonly Watched[]>;
}

export function interfacesOf({ here }: MetricWorld): Interfaces {
  const subnets = new Map((here.ec2?.Subnets ?? []).map((s) => [s.SubnetId, s]));
  const nacls = new Map(
    (here.ec2?.NetworkAcls ?? []).flatMap((n) => (n.Associations ?? []).map((a) => [a.SubnetId, n.NetworkAclId])),
  );
  const watched = (id: string, address: string, subnet: string, instance: string): Watched => ({
    id,
    address,
    vpc: subnets.get(subnet)?.VpcId ?? '',
    subnet,
    zoneId: subnets.get(subnet)?.AvailabilityZoneId ?? '-',
    instance,
    nacl: nacls.get(subnet),
  });
  const instances = new Map<string, Watched>();
  for (const instance of here.ec2?.Reservations?.flatMap((r) => r.Instances ?? []) ?? []) {
    const eni = instance.NetworkInterfaces?.[0];
    if (instance.InstanceId === undefined || eni?.NetworkInterfaceId === undefined) continue;
    instances.set(
      instance.InstanceId,
      watched(eni.NetworkInterfaceId, eni.PrivateIpAddress ?? '', eni.SubnetId ?? '', instance.InstanceId),
    );
  }
  const gateways = new Map<string, Watched[]>();
  for (const nat of here.ec2?.NatGateways ?? []) {
    const own = (nat.NatGatewayAddresses ?? []).flatMap((a) =>
      a.NetworkInterfaceId === undefined
        ? []
        : [watched(a.NetworkInterfaceId, a.PrivateIp ?? '', nat.SubnetId ?? '', '')],
    );
    if (nat.NatGatewayId !== undefined && own.length > 0) gateways.set(nat.NatGatewayId, own);
  }
  return { instances, gateways };
}

/** Whether a flow log records an interface: by itself, its subnet or its VPC. */
export const covers = ({ ResourceId }: Saved<FlowLog>, { id, subnet, vpc }: Watched): boolean =>
  ResourceId === id || ResourceId === subnet || ResourceId === vpc;
