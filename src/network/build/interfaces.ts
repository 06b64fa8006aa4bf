import type { InstanceNetworkInterface, NetworkInterface } from '@aws-sdk/client-ec2';
import type { Saved, Snapshot } from '../../snapshot/snapshot.ts';
import { nameOf } from '../../snapshot/snapshot.ts';
import { type Address, parseAddress } from '../cidr.ts';
import type { Instance, Interface, InterfaceKind, Subnet } from '../model.ts';
import type { GroupSet } from '../security-groups.ts';
import { seenOnce } from './seen.ts';

export function buildInstances(snapshot: Snapshot): Map<string, Instance> {
  const seen = seenOnce(
    snapshot,
    (s) => s.ec2?.Reservations?.flatMap((r) => (r.Instances ?? []).map((i) => ({ ...i, OwnerId: r.OwnerId }))),
    (i) => i.InstanceId,
    (i) => i.OwnerId,
  );
  return new Map(
    [...seen].map(([id, { raw, scope }]): [string, Instance] => [
      id,
      {
        id,
        name: nameOf(raw),
        account: raw.OwnerId ?? scope.account,
        region: scope.region,
        state: raw.State?.Name,
        windows: raw.Platform?.toLowerCase() === 'windows' || /windows/i.test(raw.PlatformDetails ?? ''),
        interfaces: [],
      },
    ]),
  );
}

/** Interfaces by id, joined to subnet, VPC and instance; without DescribeNetworkInterfaces, those that instances show. */
export function buildInterfaces(
  snapshot: Snapshot,
  subnets: Map<string, Subnet>,
  instances: Map<string, Instance>,
  groupsOf: (ids: readonly string[]) => GroupSet,
): Map<string, Interface> {
  const interfaces = new Map<string, Interface>();
  const add = (item: Interface): void => {
    interfaces.set(item.id, item);
    item.subnet.interfaces.push(item);
    item.instance?.interfaces.push(item);
    for (const address of item.addresses) if (!item.vpc.byAddress.has(address)) item.vpc.byAddress.set(address, item);
  };
  const seen = seenOnce(
    snapshot,
    (s) => s.ec2?.NetworkInterfaces,
    (i) => i.NetworkInterfaceId,
    (i) => i.OwnerId,
  );
  for (const [id, { raw, scope }] of seen) {
    const subnet = subnets.get(raw.SubnetId ?? '');
    if (subnet === undefined) continue;
    const attachment = raw.Attachment;
    add({
      id,
      name: nameOf({ Tags: raw.TagSet }),
      kind: kindOf(raw),
      vpc: subnet.vpc,
      subnet,
      account: raw.OwnerId ?? scope.account,
      ...addressesOf(raw),
      groups: groupsOf((raw.Groups ?? []).flatMap((g) => g.GroupId ?? [])),
      sourceDestCheck: raw.SourceDestCheck ?? true,
      instance: instances.get(attachment?.InstanceId ?? ''),
      attached: raw.Status === undefined ? attachment !== undefined : raw.Status !== 'available',
      description: raw.Description,
      endpoint: /^VPC Endpoint Interface (vpce-\w+)/.exec(raw.Description ?? '')?.[1],
      natGateway: /^Interface for NAT Gateway (nat-\w+)/.exec(raw.Description ?? '')?.[1],
      privateDnsName: raw.PrivateDnsName,
      publicDnsName: raw.Association?.PublicDnsName,
    });
  }
  for (const scope of snapshot.scopes) {
    for (const reservation of scope.ec2?.Reservations ?? []) {
      for (const instance of reservation.Instances ?? []) {
        for (const raw of instance.NetworkInterfaces ?? []) {
          const subnet = subnets.get(raw.SubnetId ?? '');
          const id = raw.NetworkInterfaceId;
          if (id === undefined || subnet === undefined || interfaces.has(id)) continue;
          // In a scope that has read interfaces, one that only an instance still shows is gone.
          if (scope.ec2?.NetworkInterfaces !== undefined) continue;
          add({
            id,
            kind: 'instance',
            vpc: subnet.vpc,
            subnet,
            account: raw.OwnerId ?? scope.account,
            ...addressesOf(raw),
            groups: groupsOf((raw.Groups ?? []).flatMap((g) => g.GroupId ?? [])),
            sourceDestCheck: raw.SourceDestCheck ?? true,
            instance: instances.get(instance.InstanceId ?? ''),
            attached: true,
            description: raw.Description,
            privateDnsName: raw.PrivateDnsName,
            publicDnsName: raw.Association?.PublicDnsName,
          });
        }
      }
    }
  }
  return interfaces;
}

function addressesOf(raw: Saved<NetworkInterface> | Saved<InstanceNetworkInterface>): {
  addresses: Address[];
  publicOf: Map<Address, Address>;
} {
  const addresses: Address[] = [];
  const publicOf = new Map<Address, Address>();
  const add = (text: string | undefined, publicIp?: string): void => {
    const address = text === undefined ? undefined : parseAddress(text);
    if (address === undefined) return;
    if (!addresses.includes(address)) addresses.push(address);
    const outside = publicIp === undefined ? undefined : parseAddress(publicIp);
    if (outside !== undefined) publicOf.set(address, outside);
  };
  const list = [...(raw.PrivateIpAddresses ?? [])].sort(
    (a, b) => Number(b.Primary ?? false) - Number(a.Primary ?? false),
  );
  for (const p of list) add(p.PrivateIpAddress, p.Association?.PublicIp);
  add(raw.PrivateIpAddress, raw.Association?.PublicIp);
  for (const v6 of raw.Ipv6Addresses ?? []) add(v6.Ipv6Address);
  return { addresses, publicOf };
}

function kindOf(raw: Saved<NetworkInterface>): InterfaceKind {
  // EC2 writes some types otherwise than the SDK's enum: `nat_gateway` for `natGateway`.
  const type = String(raw.InterfaceType ?? '')
    .toLowerCase()
    .replace('natgateway', 'nat_gateway');
  const description = raw.Description ?? '';
  if (type === 'nat_gateway' || description.startsWith('Interface for NAT Gateway ')) return 'nat-gateway';
  if (type === 'transit_gateway') return 'transit-gateway';
  if (type === 'gateway_load_balancer_endpoint' || type === 'vpc_endpoint') return 'vpc-endpoint';
  if (type.endsWith('load_balancer') || description.startsWith('ELB ')) return 'load-balancer';
  if (type === 'lambda') return 'lambda';
  return raw.Attachment?.InstanceId === undefined ? 'other' : 'instance';
}
