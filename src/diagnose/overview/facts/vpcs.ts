import type { Vpc as Ec2Vpc } from '@aws-sdk/client-ec2';
import type { Network } from '../../../network/model.ts';
import { nameOf, type Saved, type Snapshot } from '../../../snapshot/snapshot.ts';
import type { VpcFacts } from '../overview.ts';
import type { Way } from '../way.ts';
import { formatBlocks, freeBlocks, isPrivate, unallocated } from './address-space.ts';
import { purposeOf } from './purpose.ts';
import { byPlace, compare, everywhere, grouped } from './scopes.ts';

/** IPv4 blocks that a VPC may have by default: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const cidrQuota = 5;

export function vpcFacts(
  snapshot: Snapshot,
  network: Network,
  exits: ReadonlyMap<string, readonly Way[]>,
): VpcFacts[] | null {
  const vpcs = everywhere(
    snapshot,
    (s) => s.ec2?.Vpcs,
    (v) => v.VpcId,
    (v) => v.OwnerId,
  );
  if (vpcs === undefined) return null;
  const attributes = new Map(snapshot.scopes.flatMap((s) => Object.entries(s.ec2?.VpcAttributes ?? {})));
  const instances = grouped(
    everywhere(
      snapshot,
      (s) => s.ec2?.Reservations?.flatMap((r) => r.Instances ?? []),
      (i) => i.InstanceId,
    )?.filter(({ item }) => item.State?.Name !== 'terminated'),
    ({ item }) => item.VpcId,
  );
  const natGateways = grouped([...network.natGateways.values()], (n) => n.vpc?.id);
  const logged = loggedVpcs(snapshot, network);
  const purposes = purposeOf(snapshot, network, exits);
  return vpcs
    .map(({ item, account, region }): VpcFacts => {
      const id = item.VpcId!;
      const model = network.vpcs.get(id)!;
      const name = nameOf(item);
      const cidrs = cidrsOf(item);
      const subnetsRead = network.isRead('ec2', 'Subnets', model);
      return {
        account,
        region,
        id,
        ...(name === undefined ? {} : { name }),
        cidrs,
        isDefault: item.IsDefault ?? false,
        rfc1918: model.cidrs.every((c) => c.family === 6 || isPrivate(c)),
        purpose: purposes(model, item.IsDefault ?? false),
        subnets: subnetsRead ? model.subnets.length : null,
        zones: [...new Set(model.subnets.map((s) => s.zoneName))].sort(compare),
        instances: network.isRead('ec2', 'Reservations', model) ? (instances?.get(id)?.length ?? 0) : null,
        interfaces: network.isRead('ec2', 'NetworkInterfaces', model)
          ? model.subnets.reduce((n, s) => n + s.interfaces.length, 0)
          : null,
        internetGateway: model.internetGateway?.id ?? null,
        natGateways: (natGateways?.get(id) ?? [])
          .filter((n) => n.state === 'available')
          .map((n) => n.id)
          .sort(compare),
        attachments: model.attachments.map((a) => a.id).sort(compare),
        flowLogs: network.isRead('ec2', 'FlowLogs', model) ? logged.has(id) : null,
        dnsSupport: attributes.get(id)?.EnableDnsSupport ?? null,
        dnsHostnames: attributes.get(id)?.EnableDnsHostnames ?? null,
        unallocatedAddresses: subnetsRead ? unallocated(model) : null,
        freeBlocks: subnetsRead ? formatBlocks(freeBlocks(model), 5) : null,
        moreCidrs: Math.max(0, cidrQuota - model.cidrs.filter((c) => c.family === 4).length),
      };
    })
    .sort(byPlace((v) => `${v.name ?? ''} ${v.id}`));
}

/** IPv4 blocks, the primary first, then IPv6; as AWS writes them. */
function cidrsOf(vpc: Saved<Ec2Vpc>): string[] {
  const inUse = (state: string | undefined): boolean => state === undefined || state === 'associated';
  const texts = [
    vpc.CidrBlock,
    ...(vpc.CidrBlockAssociationSet ?? [])
      .filter((a) => inUse(a.CidrBlockState?.State))
      .map((a) => a.CidrBlock)
      .sort(),
    ...(vpc.Ipv6CidrBlockAssociationSet ?? [])
      .filter((a) => inUse(a.Ipv6CidrBlockState?.State))
      .map((a) => a.Ipv6CidrBlock)
      .sort(),
  ];
  return [...new Set(texts.flatMap((t) => t ?? []))];
}

/** VPCs whose traffic is logged: by a log of their own, or by one on each of their subnets. */
function loggedVpcs(snapshot: Snapshot, network: Network): Set<string> {
  const logs = snapshot.scopes.flatMap((s) => s.ec2?.FlowLogs ?? []);
  const logged = new Set(logs.filter((l) => l.FlowLogStatus !== 'DELETED').map((l) => l.ResourceId ?? ''));
  return new Set(
    [...network.vpcs.values()]
      .filter((v) => logged.has(v.id) || (v.subnets.length > 0 && v.subnets.every((subnet) => logged.has(subnet.id))))
      .map((v) => v.id),
  );
}
