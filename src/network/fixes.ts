import type { Call } from '../findings/finding.ts';
import { label } from '../messages/network.ts';
import { opens, touches } from '../messages/path.ts';
import type { Text } from '../messages/text.ts';
import { internetAddresses } from './address-set.ts';
import {
  type Address,
  blockOf,
  blocksOfRange,
  type Cidr,
  containsAddress,
  type Family,
  first,
  formatCidr,
  last,
} from './cidr.ts';
import { describeFlow } from './describe.ts';
import { firewallFix } from './firewall-fixes.ts';
import { type Header, hasPorts, isIcmp, protocolName } from './header.ts';
import * as intervals from './intervals.ts';
import type { Attachment, Interface, InternetGateway, Network, TransitTable, Vpc } from './model.ts';
import { type AclDirection, type CompiledNetworkAcl, catchAll, denyingRule } from './network-acls.ts';
import type { PortSet } from './port-set.ts';
import type { Remedy } from './remedy.ts';
import type { TableRoute } from './routes.ts';
import type { SecurityGroup } from './security-groups.ts';

/** One way to remove an obstacle: a call, where it is made, and how much it opens besides what was asked. */
export interface Change {
  call: Call;
  account: string;
  region: string;
  says: Text;
  /** What else it applies to. */
  also?: Text;
  /** Smaller is better: how many interfaces, subnets or attachments besides the asked one it is for. */
  reach: number;
}

/** The changes that may remove an obstacle, the one that opens least first. */
export function changesFor(network: Network, remedy: Remedy): Change[] {
  const changes = candidates(network, remedy);
  return changes
    .map((change, i) => ({ change, i }))
    .sort((a, b) => a.change.reach - b.change.reach || a.i - b.i)
    .map(({ change }) => change);
}

function candidates(network: Network, remedy: Remedy): Change[] {
  switch (remedy.kind) {
    case 'group':
      return groupChanges(network, remedy);
    case 'acl':
      return aclChanges(network, remedy);
    case 'route':
      return routeChanges(network, remedy);
    case 'start-instance': {
      const { instance } = remedy;
      return [
        {
          call: ec2('StartInstances', { InstanceIds: [instance.id] }),
          account: instance.account,
          region: instance.region,
          says: opens.startInstance(label(instance)),
          reach: 0,
        },
      ];
    }
    case 'forwarding': {
      const item = remedy.interface;
      return [
        at(item.vpc, {
          call: ec2('ModifyNetworkInterfaceAttribute', {
            NetworkInterfaceId: item.id,
            SourceDestCheck: { Value: false },
          }),
          says: opens.forwarding(label(item)),
          reach: 0,
        }),
      ];
    }
    case 'public-address':
      return publicAddressChanges(network, remedy.interface);
    case 'attach-internet-gateway': {
      const { gateway, vpc } = remedy;
      return [
        at(vpc, {
          call: ec2('AttachInternetGateway', { InternetGatewayId: gateway.id, VpcId: vpc.id }),
          says: opens.attachGateway(label(gateway), label(vpc)),
          reach: 0,
        }),
      ];
    }
    case 'block-public-access': {
      const { vpc, subnet, mode } = remedy;
      const where = subnet === undefined ? { VpcId: vpc.id } : { SubnetId: subnet.id };
      return [
        at(vpc, {
          call: ec2('CreateVpcBlockPublicAccessExclusion', { ...where, InternetGatewayExclusionMode: mode }),
          says: opens.publicAccess(label(subnet ?? vpc), mode),
          reach: (subnet?.interfaces.length ?? vpc.byAddress.size) - 1,
        }),
      ];
    }
    case 'nat-gateway':
      return [];
    case 'accept-peering': {
      const accepter = remedy.peering.sides[1];
      return [
        {
          call: ec2('AcceptVpcPeeringConnection', { VpcPeeringConnectionId: remedy.peering.id }),
          account: accepter.account ?? '',
          region: accepter.region ?? '',
          says: opens.acceptPeering(label(remedy.peering)),
          reach: 0,
        },
      ];
    }
    case 'accept-attachment': {
      const gateway = network.transitGateways.get(remedy.attachment.transitGateway);
      return [
        {
          call: ec2('AcceptTransitGatewayVpcAttachment', { TransitGatewayAttachmentId: remedy.attachment.id }),
          account: gateway?.account ?? '',
          region: gateway?.region ?? '',
          says: opens.acceptAttachment(label(remedy.attachment)),
          reach: 0,
        },
      ];
    }
    case 'transit-route':
      return transitRouteChanges(network, remedy.table, remedy.header);
    case 'transit-association':
      return associationChanges(network, remedy.attachment);
    case 'attachment-subnet': {
      const { attachment, vpc, zone } = remedy;
      return vpc.subnets
        .filter((s) => s.zone === zone)
        .map((subnet) =>
          at(vpc, {
            call: ec2('ModifyTransitGatewayVpcAttachment', {
              TransitGatewayAttachmentId: attachment.id,
              AddSubnetIds: [subnet.id],
            }),
            says: opens.attachmentSubnet(label(attachment), label(subnet)),
            // A subnet of its own for the attachment is the usual way: the emptiest is most like one.
            reach: subnet.interfaces.length,
          }),
        );
    }
    case 'firewall':
      return firewallFix(network, remedy.firewall, remedy.header);
    case 'allowed-prefix':
      return allowedPrefixChanges(network, remedy);
  }
}

const ec2 = (operation: string, input: Record<string, unknown>): Call => ({ service: 'ec2', operation, input });

const at = (place: { account: string; region: string }, change: Omit<Change, 'account' | 'region'>): Change => ({
  ...change,
  account: place.account,
  region: place.region,
});

/** More blocks than this in one rule are no longer what a person would write. */
const ruleBlocks = 5;

/** Blocks for a rule: the addresses themselves, or when they are many the subnets and VPCs that hold them. */
function ruleCidrs(network: Network, addresses: intervals.Intervals, family: Family): Cidr[] {
  const exact = blocks(addresses);
  if (exact.length <= ruleBlocks) return exact;
  if (intervals.size(intervals.intersect(addresses, internetAddresses[family])) > 65536n)
    return [{ family, lo: first[family], hi: last[family], length: 0 }];
  const around = (list: readonly Cidr[]): Cidr[] =>
    list.filter((c) => c.family === family && intervals.meets(addresses, [c.lo, c.hi]));
  const holds = (list: readonly Cidr[]): boolean =>
    intervals.covers(intervals.fromRanges(list.map((c): [Address, Address] => [c.lo, c.hi])), addresses);
  const subnets = around([...network.subnets.values()].flatMap((s) => s.cidrs));
  if (subnets.length <= ruleBlocks && holds(subnets)) return subnets;
  const vpcs = around([...network.vpcs.values()].flatMap((v) => v.cidrs));
  return holds(vpcs) ? vpcs : exact;
}

function blocks(addresses: intervals.Intervals): Cidr[] {
  const out: Cidr[] = [];
  for (let i = 0; i < addresses.length; i += 2) out.push(...blocksOfRange(addresses[i]!, addresses[i + 1]!));
  return out;
}

const asTexts = (cidrs: readonly Cidr[]): string => cidrs.map(formatCidr).join(', ');

/** Ports of a header as the ranges that rules take, one rule each. */
function portRanges(ports: PortSet): [number, number][] {
  const ranges: [number, number][] = [];
  for (let i = 0; i < ports.length; i += 2) ranges.push([ports[i]!, ports[i + 1]!]);
  return ranges;
}

function groupChanges(
  network: Network,
  { interface: item, direction, header }: Extract<Remedy, { kind: 'group' }>,
): Change[] {
  const peers = header[direction === 'ingress' ? 'src' : 'dst'];
  const operation = direction === 'ingress' ? 'AuthorizeSecurityGroupIngress' : 'AuthorizeSecurityGroupEgress';
  return item.groups.groups.flatMap((group): Change[] => {
    const members = memberCount(network, group) - 1;
    const also = members > 0 ? touches.members(label(group), members) : undefined;
    const change = (peer: Record<string, unknown>, peerText: string): Change => ({
      call: ec2(operation, {
        GroupId: group.id,
        IpPermissions: permissions(header).map((p) => ({ ...p, ...peer })),
      }),
      account: group.account,
      region: group.region,
      says: opens.groupRule(label(group), direction, describeFlow(header), peerText),
      also,
      reach: Math.max(0, members),
    });
    const cidrs = ruleCidrs(network, peers, header.family);
    const byAddress = change(
      header.family === 4
        ? { IpRanges: cidrs.map((c) => ({ CidrIp: formatCidr(c) })) }
        : { Ipv6Ranges: cidrs.map((c) => ({ CidrIpv6: formatCidr(c) })) },
      asTexts(cidrs),
    );
    // A balancer's addresses change: its own group is what a rule for its targets should name.
    const balancer = direction === 'ingress' ? balancerGroup(item, peers) : undefined;
    return balancer === undefined
      ? [byAddress]
      : [change({ UserIdGroupPairs: [{ GroupId: balancer.id }] }, label(balancer)), byAddress];
  });
}

function balancerGroup(item: Interface, peers: intervals.Intervals): SecurityGroup | undefined {
  const node = peers[0] === undefined ? undefined : item.vpc.byAddress.get(peers[0]);
  return node?.kind === 'load-balancer' ? node.groups.groups[0] : undefined;
}

function memberCount(network: Network, group: SecurityGroup): number {
  let count = 0;
  for (const item of network.interfaces.values()) if (item.groups.groups.includes(group)) count++;
  return count;
}

function permissions(header: Header): Record<string, unknown>[] {
  const { protocol } = header;
  if (isIcmp(protocol)) {
    const type = Math.floor((header.dport[0] ?? 0) / 256);
    return [{ IpProtocol: protocolName(protocol), FromPort: type, ToPort: -1 }];
  }
  if (!hasPorts(protocol)) return [{ IpProtocol: protocolName(protocol) }];
  return portRanges(header.dport).map(([FromPort, ToPort]) => ({
    IpProtocol: protocolName(protocol),
    FromPort,
    ToPort,
  }));
}

function aclChanges(network: Network, { acl, subnet, direction, header }: Extract<Remedy, { kind: 'acl' }>): Change[] {
  const peers = header[direction === 'ingress' ? 'src' : 'dst'];
  const [block] = coveringBlock(ruleCidrs(network, peers, header.family), header.family);
  const [range] = portRanges(header.dport.length > 2 ? [header.dport[0]!, header.dport.at(-1)!] : header.dport);
  if (block === undefined || range === undefined) return [];
  const number = freeNumber(acl.compiled(), direction, header);
  if (number === undefined) return [];
  const others = [...network.subnets.values()].filter((s) => s.acl?.id === acl.id && s !== subnet).length;
  const { protocol, family } = header;
  const entry: Record<string, unknown> = {
    NetworkAclId: acl.id,
    RuleNumber: number,
    Protocol: String(protocol),
    RuleAction: 'allow',
    Egress: direction === 'egress',
    [family === 4 ? 'CidrBlock' : 'Ipv6CidrBlock']: formatCidr(block),
  };
  if (isIcmp(protocol)) entry.IcmpTypeCode = { Type: Math.floor(range[0] / 256), Code: -1 };
  else if (hasPorts(protocol)) entry.PortRange = { From: range[0], To: range[1] };
  return [
    at(subnet.vpc, {
      call: ec2('CreateNetworkAclEntry', entry),
      says: opens.aclRule(label(acl), direction, describeFlow(header), formatCidr(block), number),
      also: others > 0 ? touches.subnets(label(acl), others) : undefined,
      reach: others,
    }),
  ];
}

/** One block around several: a NACL's rule has room for one. */
function coveringBlock(cidrs: readonly Cidr[], family: Family): Cidr[] {
  if (cidrs.length <= 1) return [...cidrs];
  const lo = cidrs[0]!.lo;
  const hi = cidrs.at(-1)!.hi;
  for (let length = cidrs[0]!.length; length >= 0; length--) {
    const wider = blockOf(lo, length);
    if (wider.hi >= hi) return [wider];
  }
  return [{ family, lo: first[family], hi: last[family], length: 0 }];
}

/** A free rule number before the rule that denies these packets; before the `*` the next round one. */
function freeNumber(acl: CompiledNetworkAcl, direction: AclDirection, header: Header): number | undefined {
  const used = new Set(acl.rules(direction).map((r) => r.number));
  const denying = denyingRule(acl, direction, header)?.number ?? catchAll;
  if (denying >= catchAll) {
    const highest = Math.max(0, ...[...used].filter((n) => n < catchAll));
    const next = Math.floor(highest / 10) * 10 + 10;
    return next < catchAll ? next : undefined;
  }
  for (let number = denying - 1; number >= 1; number--) if (!used.has(number)) return number;
  return undefined;
}

interface RouteTarget {
  id: string;
  member: Record<string, string>;
  reach: number;
}

function routeChanges(
  network: Network,
  { vpc, table, wrong, header, zone }: Extract<Remedy, { kind: 'route' }>,
): Change[] {
  const address = header.dst[0]!;
  const destination = destinationBlock(network, vpc, address);
  const others = [...network.subnets.values()].filter((s) => s.table?.id === table.id).length - 1;
  const also = others > 0 ? touches.subnets(label(table), others) : undefined;
  const attach = attachable(network, vpc, address, wrong).flatMap((gateway) =>
    changesFor(network, { kind: 'attach-internet-gateway', gateway, vpc }),
  );
  return attach.concat(
    routeTargets(network, vpc, address, zone)
      // A blackhole's target may be back: then the same target is an answer, too.
      .filter((t) => t.id !== wrong?.target.id || wrong.blackhole)
      .map((target, i): Change => {
        const replaced = wrong !== undefined && wrong.prefixList === undefined && wrong.origin !== 'propagated';
        const block = replaced ? wrong.destination : destination;
        const key = block.family === 4 ? 'DestinationCidrBlock' : 'DestinationIpv6CidrBlock';
        const input = { RouteTableId: table.id, [key]: formatCidr(block), ...target.member };
        const text = replaced ? opens.replaceRoute : opens.createRoute;
        return {
          call: ec2(replaced ? 'ReplaceRoute' : 'CreateRoute', input),
          account: table.account,
          region: table.region,
          says: text(label(table), formatCidr(block), target.id),
          also,
          reach: target.reach * 1000 + i,
        };
      }),
  );
}

/**
 * Internet gateways without a VPC that could be this one's: the one that a blackhole is left of, which attaching mends,
 * else the first of those that are there.
 */
function attachable(network: Network, vpc: Vpc, address: Address, wrong: TableRoute | undefined): InternetGateway[] {
  const left = wrong?.blackhole === true ? network.internetGateways.get(wrong.target.id) : undefined;
  if (left !== undefined) return left.attached ? [] : [left];
  const family: Family = typeof address === 'number' ? 4 : 6;
  if (vpc.internetGateway !== undefined || !intervals.has(internetAddresses[family], address)) return [];
  const free = [...network.internetGateways.values()].filter((g) => !g.attached);
  return free.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, 1);
}

/** The block that a route to an address is written for: the VPC's or on-premises network's, or all of the internet. */
function destinationBlock(network: Network, vpc: Vpc, address: Address): Cidr {
  const family: Family = typeof address === 'number' ? 4 : 6;
  if (intervals.has(internetAddresses[family], address) && !ownedElsewhere(network, address))
    return { family, lo: first[family], hi: last[family], length: 0 };
  for (const other of network.vpcs.values()) {
    if (other === vpc) continue;
    const block = other.cidrs.find((c) => containsAddress(c, address));
    if (block !== undefined) return block;
  }
  for (const table of network.transitTables.values()) {
    const route = table.lookup().lookup(address);
    if (route !== undefined && route.destination.length > 0) return route.destination;
  }
  for (const connection of network.vpnConnections.values()) {
    const block = connection.routes.find((c) => containsAddress(c, address));
    if (block !== undefined) return block;
  }
  return blockOf(address, family === 4 ? 32 : 128);
}

/** IPv6 addresses of VPCs are on the internet by their looks. */
const ownedElsewhere = (network: Network, address: Address): boolean =>
  typeof address === 'bigint' &&
  [...network.vpcs.values()].some((v) => v.cidrs.some((c) => containsAddress(c, address)));

/** What a route of a VPC could point at for an address, the most fitting first. */
function routeTargets(network: Network, vpc: Vpc, address: Address, zone: string | undefined): RouteTarget[] {
  const targets: RouteTarget[] = [];
  const family: Family = typeof address === 'number' ? 4 : 6;
  for (const peering of vpc.peerings) {
    const other = peering.sides.find((s) => s.vpcId !== vpc.id);
    if (other?.cidrs.some((c) => containsAddress(c, address)))
      targets.push({ id: peering.id, member: { VpcPeeringConnectionId: peering.id }, reach: 0 });
  }
  const onInternet = intervals.has(internetAddresses[family], address) && !ownedElsewhere(network, address);
  if (onInternet) {
    const igw = vpc.internetGateway;
    if (family === 6 && vpc.egressOnlyGateway !== undefined)
      targets.push({
        id: vpc.egressOnlyGateway.id,
        member: { EgressOnlyInternetGatewayId: vpc.egressOnlyGateway.id },
        reach: 1,
      });
    for (const nat of network.natGateways.values()) {
      if (family === 6 || nat.vpc !== vpc || nat.state !== 'available' || nat.connectivity !== 'public') continue;
      targets.push({ id: nat.id, member: { NatGatewayId: nat.id }, reach: nat.subnet?.zone === zone ? 1 : 2 });
    }
    if (igw !== undefined) targets.push({ id: igw.id, member: { GatewayId: igw.id }, reach: 3 });
  }
  for (const attachment of vpc.attachments) {
    const id = attachment.transitGateway;
    targets.push({ id, member: { TransitGatewayId: id }, reach: onInternet ? 4 : 1 });
  }
  if (!onInternet && vpc.vpnGateway !== undefined)
    targets.push({ id: vpc.vpnGateway.id, member: { GatewayId: vpc.vpnGateway.id }, reach: 2 });
  return targets.sort((a, b) => a.reach - b.reach || (a.id < b.id ? -1 : 1));
}

function publicAddressChanges(network: Network, item: Interface): Change[] {
  const free = network.snapshot.scopes
    .filter((s) => s.account === item.account && s.region === item.vpc.region)
    .flatMap((s) => s.ec2?.Addresses ?? [])
    .find((a) => a.AssociationId === undefined && a.AllocationId !== undefined);
  if (free === undefined) return [];
  return [
    {
      call: ec2('AssociateAddress', { AllocationId: free.AllocationId, NetworkInterfaceId: item.id }),
      account: item.account,
      region: item.vpc.region,
      says: opens.publicAddress(label(item.instance ?? item), free.PublicIp ?? ''),
      reach: 0,
    },
  ];
}

function transitRouteChanges(network: Network, table: TransitTable, header: Header): Change[] {
  const gateway = network.transitGateways.get(table.transitGateway);
  if (gateway === undefined) return [];
  const address = header.dst[0]!;
  const known = table.routes?.find(
    (r) =>
      r.origin === 'static' && containsAddress(r.destination, address) && (r.blackhole || r.destination.length > 0),
  );
  const others = [...gateway.attachments.values()].filter((a) => a.table === table).length - 1;
  const also = others > 0 ? touches.attachments(label(table), others) : undefined;
  return [...gateway.attachments.values()]
    .map((attachment) => ({ attachment, fits: fitOf(network, attachment, address) }))
    .filter(({ fits }) => fits !== undefined)
    .map(({ attachment, fits }): Change => {
      const replaced = known?.blackhole === true;
      const block = replaced ? known.destination : fits!.block;
      return {
        call: ec2(replaced ? 'ReplaceTransitGatewayRoute' : 'CreateTransitGatewayRoute', {
          DestinationCidrBlock: formatCidr(block),
          TransitGatewayRouteTableId: table.id,
          TransitGatewayAttachmentId: attachment.id,
        }),
        account: gateway.account,
        region: gateway.region,
        says: (replaced ? opens.replaceRoute : opens.createRoute)(label(table), formatCidr(block), label(attachment)),
        also,
        reach: fits!.rank,
      };
    });
}

/** How well an attachment fits an address: a VPC that has it, a way on-premises, a VPC with a way to the internet. */
function fitOf(network: Network, attachment: Attachment, address: Address): { block: Cidr; rank: number } | undefined {
  const { vpc } = attachment;
  const family: Family = typeof address === 'number' ? 4 : 6;
  const own = vpc?.cidrs.find((c) => containsAddress(c, address));
  if (own !== undefined) return { block: own, rank: 0 };
  const onInternet = intervals.has(internetAddresses[family], address) && !ownedElsewhere(network, address);
  if (vpc !== undefined)
    return onInternet && vpc.internetGateway !== undefined
      ? { block: { family, lo: first[family], hi: last[family], length: 0 }, rank: 2 }
      : undefined;
  return onInternet ? undefined : { block: blockOf(address, family === 4 ? 24 : 64), rank: 1 };
}

function associationChanges(network: Network, attachment: Attachment): Change[] {
  const gateway = network.transitGateways.get(attachment.transitGateway);
  return (gateway?.tables ?? []).map((table) => ({
    call: ec2('AssociateTransitGatewayRouteTable', {
      TransitGatewayRouteTableId: table.id,
      TransitGatewayAttachmentId: attachment.id,
    }),
    account: gateway!.account,
    region: gateway!.region,
    says: opens.associate(label(attachment), label(table)),
    reach: 0,
  }));
}

function allowedPrefixChanges(
  network: Network,
  { directConnectGateway, gateway, header }: Extract<Remedy, { kind: 'allowed-prefix' }>,
): Change[] {
  const dx = network.directConnectGateways.get(directConnectGateway);
  const association = dx?.associations.find((a) => a.gateway === gateway);
  const address = header.dst[0]!;
  const block = [...network.vpcs.values()].flatMap((v) => v.cidrs).find((c) => containsAddress(c, address));
  if (dx === undefined || association?.id === undefined) return [];
  const prefix = formatCidr(block ?? blockOf(address, 32));
  return [
    {
      call: {
        service: 'directconnect',
        operation: 'UpdateDirectConnectGatewayAssociation',
        input: { associationId: association.id, addAllowedPrefixesToDirectConnectGateway: [{ cidr: prefix }] },
      },
      account: dx.account,
      region: network.transitGateways.get(gateway)?.region ?? network.snapshot.regions[0] ?? '',
      says: opens.allowedPrefix(label(dx), prefix),
      reach: 0,
    },
  ];
}
