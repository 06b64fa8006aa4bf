import { purposeOf } from '../../../messages/findings/purpose.ts';
import { overlap, parseCidr } from '../../../network/cidr.ts';
import type { Network } from '../../../network/model.ts';
import { nameOf, type Snapshot } from '../../../snapshot/snapshot.ts';
import type { CidrOverlap, SubnetFacts, VpcFacts } from '../overview.ts';
import { byPlace, compare, everywhere } from './scopes.ts';

/** RFC 1918, section 3. */
const privateBlocks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((c) => parseCidr(c)!);

const isPrivate = (cidr: string): boolean => {
  const block = parseCidr(cidr);
  return (
    block !== undefined && privateBlocks.some((p) => block.lo >= p.lo && block.hi <= p.hi && p.family === block.family)
  );
};

const sizeOf = (cidr: string): number => 2 ** (32 - Number(cidr.split('/')[1]));

export function vpcFacts(snapshot: Snapshot, network: Network, subnets: SubnetFacts[]): VpcFacts[] {
  const attributes = new Map(snapshot.scopes.flatMap((s) => Object.entries(s.ec2?.VpcAttributes ?? {})));
  const flowLogs = everywhere(
    snapshot,
    (s) => s.ec2?.FlowLogs,
    (f) => f.FlowLogId,
  );
  const logged = new Set(flowLogs?.map((f) => f.item.ResourceId));
  const interfaces = everywhere(
    snapshot,
    (s) => s.ec2?.NetworkInterfaces,
    (i) => i.NetworkInterfaceId,
  );
  const instances = everywhere(
    snapshot,
    (s) => s.ec2?.Reservations?.flatMap((r) => r.Instances ?? []),
    (i) => i.InstanceId,
  )?.filter((i) => i.item.State?.Name !== 'terminated');
  const count = <T>(
    items: { item: T }[] | undefined,
    vpcOf: (item: T) => string | undefined,
  ): Map<string, number> | undefined => {
    if (items === undefined) return undefined;
    const counts = new Map<string, number>();
    for (const { item } of items) counts.set(vpcOf(item) ?? '', (counts.get(vpcOf(item) ?? '') ?? 0) + 1);
    return counts;
  };
  const interfaceCount = count(interfaces, (i) => i.VpcId);
  const instanceCount = count(instances, (i) => i.VpcId);
  const subnetsRead = snapshot.scopes.some((s) => s.ec2?.Subnets !== undefined);
  const subnetsOf = new Map<string, SubnetFacts[]>();
  for (const subnet of subnets) subnetsOf.set(subnet.vpc, [...(subnetsOf.get(subnet.vpc) ?? []), subnet]);

  return (
    everywhere(
      snapshot,
      (s) => s.ec2?.Vpcs,
      (v) => v.VpcId,
      (v) => v.OwnerId,
    ) ?? []
  )
    .map(({ item, account, region }): VpcFacts => {
      const id = item.VpcId!;
      const model = network.vpcs.get(id);
      const own = subnetsOf.get(id) ?? [];
      const cidrs = cidrsOf(item);
      const v4 = cidrs.filter((c) => !c.includes(':'));
      const facts = {
        account,
        region,
        id,
        name: nameOf(item),
        cidrs,
        isDefault: item.IsDefault ?? false,
        rfc1918: v4.every(isPrivate),
        subnets: subnetsRead ? own.length : null,
        zones: [...new Set(own.map((s) => s.zone))].sort(),
        instances: instanceCount === undefined ? null : (instanceCount.get(id) ?? 0),
        interfaces: interfaceCount === undefined ? null : (interfaceCount.get(id) ?? 0),
        internetGateway: model?.internetGateway?.id ?? null,
        natGateways: [...network.natGateways.values()]
          .filter((n) => n.vpc?.id === id && n.state === 'available')
          .map((n) => n.id)
          .sort(compare),
        attachments: (model?.attachments ?? []).map((a) => a.id).sort(compare),
        flowLogs: flowLogs === undefined ? null : logged.has(id),
        dnsSupport: attributes.get(id)?.EnableDnsSupport ?? null,
        dnsHostnames: attributes.get(id)?.EnableDnsHostnames ?? null,
        unallocatedAddresses: subnetsRead
          ? v4.reduce((n, c) => n + sizeOf(c), 0) -
            own.filter((s) => s.cidr.includes('.')).reduce((n, s) => n + sizeOf(s.cidr), 0)
          : null,
      };
      const balancers = [...network.balancers.values()].filter((b) => b.vpc?.id === id);
      const firewalls = [...network.firewalls.values()].filter((f) => f.vpc?.id === id);
      return {
        ...facts,
        purpose: purposeOf({
          isDefault: facts.isDefault,
          interfaces: facts.interfaces,
          instances: facts.instances,
          kinds: own.map((s) => s.kind),
          firewalls: firewalls.length,
          publicBalancers: balancers.filter((b) => b.scheme === 'internet-facing').length,
          natGateways: facts.natGateways.length,
          attached: facts.attachments.length > 0,
          internetGateway: facts.internetGateway !== null,
        }),
      };
    })
    .sort(byPlace((v) => `${v.name ?? ''} ${v.id}`));
}

function cidrsOf(vpc: {
  CidrBlock?: string;
  CidrBlockAssociationSet?: { CidrBlock?: string; CidrBlockState?: { State?: string } }[];
  Ipv6CidrBlockAssociationSet?: { Ipv6CidrBlock?: string; Ipv6CidrBlockState?: { State?: string } }[];
}): string[] {
  const v4 = (vpc.CidrBlockAssociationSet ?? [])
    .filter((a) => a.CidrBlockState?.State === undefined || a.CidrBlockState.State === 'associated')
    .flatMap((a) => a.CidrBlock ?? []);
  const v6 = (vpc.Ipv6CidrBlockAssociationSet ?? [])
    .filter((a) => a.Ipv6CidrBlockState?.State === undefined || a.Ipv6CidrBlockState.State === 'associated')
    .flatMap((a) => a.Ipv6CidrBlock ?? []);
  const first = vpc.CidrBlock === undefined ? [] : [vpc.CidrBlock];
  return [...new Set([...first, ...v4, ...v6])];
}

/** Pairs of VPCs whose blocks overlap, found by walking the blocks in order of address. */
export function cidrOverlaps(vpcs: VpcFacts[]): CidrOverlap[] {
  const blocks = vpcs
    .flatMap((v) => v.cidrs.map((text) => ({ vpc: v.id, text, block: parseCidr(text) })))
    .filter((b): b is typeof b & { block: NonNullable<typeof b.block> } => b.block !== undefined)
    .sort(
      (a, b) =>
        a.block.family - b.block.family ||
        (a.block.lo < b.block.lo ? -1 : a.block.lo > b.block.lo ? 1 : compare(a.vpc, b.vpc)),
    );
  const found: CidrOverlap[] = [];
  let open: typeof blocks = [];
  for (const next of blocks) {
    open = open.filter((o) => o.block.family === next.block.family && o.block.hi >= next.block.lo);
    for (const o of open) {
      if (o.vpc !== next.vpc && overlap(o.block, next.block))
        found.push({ a: o.vpc, b: next.vpc, aCidr: o.text, bCidr: next.text });
    }
    open.push(next);
  }
  return found;
}
