import type * as ec2 from '@aws-sdk/client-ec2';
import type { Ec2Data } from '../../../src/snapshot/data/ec2.ts';
import type { NetworkFirewallData } from '../../../src/snapshot/data/services.ts';
import type { Saved, Snapshot } from '../../../src/snapshot/snapshot.ts';
import { type Bits, bitsOf, isIn, matchLength, onInternet } from './addresses.ts';
import { statefulPasses, statelessAction } from './firewall.ts';

/*
 * A packet simulator, written from the rules in aws-semantics.md and from nothing else: it walks one packet at a time
 * over the raw answers of AWS's APIs, slowly and plainly. The engine is held against it.
 */

export interface Flow {
  from: { interface: string } | 'internet' | 'on-premises';
  protocol: number;
  src: string;
  dst: string;
  sport: number;
  /** For ICMP: type × 256 + code. */
  dport: number;
}

export interface Verdict {
  reachable: boolean;
  asymmetric: boolean;
  /** Where packets went and why they stopped, for the reader of a failing test. */
  log: string[];
}

type Table = Saved<ec2.RouteTable>;
type Eni = Saved<ec2.NetworkInterface>;
type Subnet = Saved<ec2.Subnet>;
type VpcAttachment = Saved<ec2.TransitGatewayVpcAttachment>;

interface Packet {
  src: Bits;
  dst: Bits;
  sport: number;
  dport: number;
}

class Dropped extends Error {}

const drop = (why: string): never => {
  throw new Dropped(why);
};

type End = { at: 'interface'; eni: Eni } | { at: 'internet' } | { at: 'on-premises' } | { at: 'service'; vpc: string };

/**
 * Sends the flow's packet and, if it arrives, its answer. Where AWS may choose a way, all are tried, and all must
 * succeed. `natPort` is the source port that NAT gateways pick.
 */
export function simulate(snapshot: Snapshot, flow: Flow, natPort: number): Verdict {
  let script: number[] = [];
  let asymmetric = false;
  const log: string[] = [];
  for (;;) {
    const taken: number[] = [];
    const counts: number[] = [];
    const choose = (count: number): number => {
      const pick = script[taken.length] ?? 0;
      taken.push(pick);
      counts.push(count);
      return pick;
    };
    log.push(`way ${script.join('-') || '0'}`);
    try {
      asymmetric = new Run(snapshot, flow, natPort, choose, log).go() || asymmetric;
    } catch (error) {
      if (!(error instanceof Dropped)) throw error;
      return { reachable: false, asymmetric: false, log: [...log, `dropped: ${error.message}`] };
    }
    let at = taken.length - 1;
    while (at >= 0 && taken[at]! + 1 >= counts[at]!) at--;
    if (at < 0) return { reachable: true, asymmetric, log };
    script = [...taken.slice(0, at), taken[at]! + 1];
  }
}

/** What the network remembers of one connection, and the walk of its two packets. */
class Run {
  private readonly data: Ec2Data;
  private readonly firewalls: NetworkFirewallData;
  private direction: 'forward' | 'return' = 'forward';
  private nat: { device: string; before: Packet }[] = [];
  private inspected = { forward: new Set<string>(), return: new Set<string>() };
  /** The source's group let the packet out by naming these groups. */
  private leftFor: string[] | undefined;
  /** The VPC whose groups a reference can still match, and by what sort of way (rule S2). */
  private origin: { vpc: string; way: 'vpc' | 'peering' | 'transit' } | undefined;
  private zones = new Map<string, string>();
  private egressOnly: string | undefined;
  private appliance: Eni | undefined;
  private hops = 0;

  constructor(
    snapshot: Snapshot,
    private readonly flow: Flow,
    private readonly natPort: number,
    private readonly choose: (count: number) => number,
    private readonly log: string[],
  ) {
    const scope = snapshot.scopes[0]!;
    this.data = scope.ec2 ?? {};
    this.firewalls = scope.networkfirewall ?? {};
  }

  /** True: both ways pass, but not the same stateful middleboxes. */
  go(): boolean {
    const { flow } = this;
    const sent: Packet = { src: bitsOf(flow.src), dst: bitsOf(flow.dst), sport: flow.sport, dport: flow.dport };
    const { end, packet } = this.forward(sent);
    if (this.leftFor !== undefined) this.checkReference(end);
    if (this.flow.protocol === 1 && this.flow.dport !== 8 * 256) return false;
    if (this.flow.protocol === 58 && this.flow.dport !== 128 * 256) return false;
    this.turn();
    const answer = this.answerTo(packet);
    const back =
      end.at === 'interface'
        ? this.fromInterface(end.eni, answer)
        : end.at === 'internet'
          ? this.fromInternet(answer)
          : end.at === 'service'
            ? this.local(end.vpc, answer, undefined)
            : this.fromOnPremises(answer);
    this.checkHome(back.end, back.packet, sent);
    const [there, home] = [this.inspected.forward, this.inspected.return];
    return there.size !== home.size || [...there].some((id) => !home.has(id));
  }

  private turn(): void {
    this.direction = 'return';
    this.hops = 0;
    this.appliance = undefined;
    this.log.push('answer');
  }

  private answerTo(packet: Packet): Packet {
    const { protocol } = this.flow;
    const dport = protocol === 1 ? 0 : protocol === 58 ? 129 * 256 : packet.sport;
    return { src: packet.dst, dst: packet.src, sport: packet.dport, dport };
  }

  private forward(packet: Packet): Arrived {
    if (this.flow.from === 'internet') return this.fromInternet(packet);
    if (this.flow.from === 'on-premises') return this.fromOnPremises(packet);
    const id = this.flow.from.interface;
    const eni = this.data.NetworkInterfaces!.find((e) => e.NetworkInterfaceId === id)!;
    this.origin = { vpc: eni.VpcId!, way: 'vpc' };
    return this.fromInterface(eni, packet);
  }

  private checkHome(end: End, packet: Packet, sent: Packet): void {
    const { from } = this.flow;
    const same =
      from === 'internet'
        ? end.at === 'internet'
        : from === 'on-premises'
          ? end.at === 'on-premises'
          : end.at === 'interface' && end.eni.NetworkInterfaceId === from.interface;
    if (!same) drop(`the answer ends at ${end.at}`);
    if (this.nat.length > 0) drop('the answer was not translated back');
    if (packet.src !== sent.dst || packet.dst !== sent.src) drop('the answer has other addresses');
    const ports = this.flow.protocol === 6 || this.flow.protocol === 17;
    if (ports && (packet.dport !== sent.sport || packet.sport !== sent.dport)) drop('the answer has other ports');
  }

  /** A rule that names a group let it out: the destination must be a member, by a way on which references match. */
  private checkReference(end: End): void {
    if (end.at !== 'interface') throw new Dropped('a reference does not match outside the VPC');
    if (this.origin === undefined || this.origin.way === 'transit') drop('a reference does not match on this way');
    const groups = end.eni.Groups!.map((g) => g.GroupId!);
    if (!this.leftFor!.some((g) => groups.includes(g))) drop('the destination is not in the group');
  }

  // ---- interfaces and groups

  private fromInterface(eni: Eni, packet: Packet): Arrived {
    if (this.direction === 'forward') {
      this.alive(eni);
      this.groups(eni, packet, 'out', this.ownAndPeers(eni.VpcId!));
    }
    return this.inSubnet(this.subnet(eni.SubnetId!), packet);
  }

  private alive(eni: Eni): void {
    if (eni.Status === 'available') drop(`${eni.NetworkInterfaceId} is attached to nothing`);
    const id = eni.Attachment?.InstanceId;
    if (id === undefined) return;
    const instance = this.data.Reservations!.flatMap((r) => r.Instances!).find((i) => i.InstanceId === id);
    if (instance?.State?.Name !== 'running') drop(`${id} is ${instance?.State?.Name}`);
  }

  private arrive(eni: Eni, packet: Packet): Arrived {
    if (String(eni.InterfaceType).toLowerCase().startsWith('nat')) {
      const gateway = this.data.NatGateways!.find((g) =>
        g.NatGatewayAddresses!.some((a) => a.NetworkInterfaceId === eni.NetworkInterfaceId),
      )!;
      const entry = this.nat.at(-1);
      if (this.direction === 'forward' || entry?.device !== gateway.NatGatewayId) drop('unsolicited at a NAT gateway');
      this.nat.pop();
      const restored = { ...packet, dst: entry!.before.src, dport: entry!.before.sport };
      return this.inSubnet(this.subnet(gateway.SubnetId!), restored);
    }
    if (this.direction === 'return') {
      const entry = this.nat.at(-1);
      if (entry?.device === eni.NetworkInterfaceId) {
        this.nat.pop();
        this.inspected.return.add(eni.NetworkInterfaceId!);
        const restored = { ...packet, dst: entry!.before.src, dport: entry!.before.sport };
        return this.inSubnet(this.subnet(eni.SubnetId!), restored);
      }
      return { end: { at: 'interface', eni }, packet };
    }
    this.groups(eni, packet, 'in', this.origin === undefined ? [] : [this.origin.vpc]);
    this.alive(eni);
    return { end: { at: 'interface', eni }, packet };
  }

  private ownAndPeers(vpc: string): string[] {
    const peers = (this.data.VpcPeeringConnections ?? []).flatMap((p) => {
      const [a, b] = [p.RequesterVpcInfo!, p.AccepterVpcInfo!];
      if (p.Status?.Code !== 'active' || a.Region !== b.Region) return [];
      return a.VpcId === vpc ? [b.VpcId!] : b.VpcId === vpc ? [a.VpcId!] : [];
    });
    return [vpc, ...peers];
  }

  /** Security groups: any rule of any group admits (rules S1–S3). */
  private groups(eni: Eni, packet: Packet, way: 'in' | 'out', referenceVpcs: string[]): void {
    const peer = way === 'in' ? packet.src : packet.dst;
    const byReference: string[] = [];
    for (const { GroupId } of eni.Groups ?? []) {
      const group = this.data.SecurityGroups!.find((g) => g.GroupId === GroupId);
      for (const rule of (way === 'in' ? group?.IpPermissions : group?.IpPermissionsEgress) ?? []) {
        if (!this.portsMatch(rule.IpProtocol!, rule.FromPort, rule.ToPort, packet.dport)) continue;
        const blocks = [
          ...(rule.IpRanges ?? []).map((r) => r.CidrIp),
          ...(rule.Ipv6Ranges ?? []).map((r) => r.CidrIpv6),
          ...(rule.PrefixListIds ?? []).flatMap((l) =>
            (this.data.PrefixListEntries?.[l.PrefixListId!] ?? []).map((e) => e.Cidr),
          ),
        ];
        if (blocks.some((b) => isIn(peer, b))) return;
        for (const pair of rule.UserIdGroupPairs ?? []) {
          const members = this.data.NetworkInterfaces!.filter(
            (e) => referenceVpcs.includes(e.VpcId!) && e.Groups?.some((g) => g.GroupId === pair.GroupId),
          );
          if (members.some((m) => this.addressesOf(m).includes(peer))) byReference.push(pair.GroupId!);
        }
      }
    }
    if (byReference.length === 0) drop(`the groups of ${eni.NetworkInterfaceId} do not admit it ${way}`);
    if (way === 'out') this.leftFor = byReference;
  }

  private portsMatch(protocol: string, from: number | undefined, to: number | undefined, dport: number): boolean {
    if (protocol === '-1') return true;
    const number = { tcp: 6, udp: 17, icmp: 1, icmpv6: 58 }[protocol] ?? Number(protocol);
    if (number !== this.flow.protocol) return false;
    if (number === 6 || number === 17) return from === undefined || from === -1 || (dport >= from && dport <= to!);
    if (number === 1 || number === 58) {
      const [type, code] = [Math.floor(dport / 256), dport % 256];
      return (from === undefined || from === -1 || from === type) && (to === undefined || to === -1 || to === code);
    }
    return true;
  }

  private addressesOf(eni: Eni): Bits[] {
    return [
      ...(eni.PrivateIpAddresses ?? []).map((p) => bitsOf(p.PrivateIpAddress!)),
      ...(eni.Ipv6Addresses ?? []).map((a) => bitsOf(a.Ipv6Address!)),
    ];
  }

  // ---- subnets, tables, NACLs

  private subnet(id: string): Subnet {
    return this.data.Subnets!.find((s) => s.SubnetId === id)!;
  }

  private vpcBlocks(vpc: string): string[] {
    const found = this.data.Vpcs!.find((v) => v.VpcId === vpc)!;
    const blocks = [
      found.CidrBlock!,
      ...(found.CidrBlockAssociationSet ?? []).map((a) => a.CidrBlock!),
      ...(found.Ipv6CidrBlockAssociationSet ?? []).map((a) => a.Ipv6CidrBlock!),
    ];
    return [...new Set(blocks)];
  }

  private subnetHas(subnet: Subnet, address: Bits): boolean {
    return (
      isIn(address, subnet.CidrBlock) ||
      (subnet.Ipv6CidrBlockAssociationSet ?? []).some((a) => isIn(address, a.Ipv6CidrBlock))
    );
  }

  private eniAt(vpc: string, address: Bits): Eni | undefined {
    return this.data.NetworkInterfaces!.find((e) => e.VpcId === vpc && this.addressesOf(e).includes(address));
  }

  /** Rules N1–N3: stateless, in ascending order, first match. */
  private acl(subnet: Subnet, packet: Packet, way: 'in' | 'out'): void {
    const acl = this.data.NetworkAcls!.find((a) => a.Associations?.some((x) => x.SubnetId === subnet.SubnetId));
    if (acl === undefined) return;
    const peer = way === 'in' ? packet.src : packet.dst;
    const rules = acl
      .Entries!.filter((e) => e.Egress === (way === 'out'))
      .sort((a, b) => a.RuleNumber! - b.RuleNumber!);
    for (const rule of rules) {
      if (!isIn(peer, rule.CidrBlock) && !isIn(peer, rule.Ipv6CidrBlock)) continue;
      const protocol = rule.Protocol!;
      if (protocol !== '-1' && Number(protocol) !== this.flow.protocol) continue;
      if (protocol === '6' || protocol === '17') {
        const { From = 0, To = 65535 } = rule.PortRange ?? {};
        if (packet.dport < From || packet.dport > To) continue;
      }
      if (protocol === '1' || protocol === '58') {
        const { Type = -1, Code = -1 } = rule.IcmpTypeCode ?? {};
        if (Type !== -1 && Type !== Math.floor(packet.dport / 256)) continue;
        if (Type !== -1 && Code !== -1 && Code !== packet.dport % 256) continue;
      }
      if (rule.RuleAction === 'allow') return;
      drop(`NACL ${acl.NetworkAclId} rule ${rule.RuleNumber} denies it ${way} of ${subnet.SubnetId}`);
    }
    drop(`NACL ${acl.NetworkAclId} has no rule for it ${way} of ${subnet.SubnetId}`);
  }

  private hop(where: string, packet: Packet): void {
    this.log.push(`${where} ${text(packet.src)}:${packet.sport} → ${text(packet.dst)}:${packet.dport}`);
    if (++this.hops > 40) drop('loop');
  }

  private tableOf(subnet: Subnet): Table {
    const own = this.data.RouteTables!.find((t) => t.Associations?.some((a) => a.SubnetId === subnet.SubnetId));
    return own ?? this.data.RouteTables!.find((t) => t.VpcId === subnet.VpcId && t.Associations?.some((a) => a.Main))!;
  }

  private inSubnet(subnet: Subnet, packet: Packet): Arrived {
    this.hop(subnet.SubnetId!, packet);
    if (this.subnetHas(subnet, packet.dst)) {
      const eni = this.eniAt(subnet.VpcId!, packet.dst) ?? drop('nobody has the address');
      return this.arrive(eni, packet);
    }
    return this.route(this.tableOf(subnet), subnet.VpcId!, packet, subnet, subnet.AvailabilityZone!);
  }

  /** Rules R1–R4: the longest prefix; of equal ones static, prefix list, propagated. */
  private lookup(table: Table, vpc: string, dst: Bits): Saved<ec2.Route> {
    const blocks = this.vpcBlocks(vpc);
    let best: Saved<ec2.Route> | undefined;
    let bestRank: [number, number] = [-1, 0];
    const offer = (route: Saved<ec2.Route>, block: string | undefined, preference: number): void => {
      const length = matchLength(dst, block);
      if (length < 0) return;
      if (length > bestRank[0] || (length === bestRank[0] && preference > bestRank[1])) {
        best = route;
        bestRank = [length, preference];
      }
    };
    for (const route of table.Routes ?? []) {
      const block = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock;
      const propagated = route.Origin === 'EnableVgwRoutePropagation';
      if (propagated && blocks.some((b) => isIn(bitsOf(block!.split('/')[0]!), b) && lengthOf(block!) >= lengthOf(b)))
        continue;
      offer(route, block, propagated ? 1 : 3);
      for (const entry of this.data.PrefixListEntries?.[route.DestinationPrefixListId ?? ''] ?? [])
        offer(route, entry.Cidr, 2);
    }
    // Every block of the VPC has its local route, unless the table shows one with another target.
    for (const block of blocks) {
      const shown = (table.Routes ?? []).some((r) => (r.DestinationCidrBlock ?? r.DestinationIpv6CidrBlock) === block);
      if (!shown) offer({ GatewayId: 'local', State: 'active' }, block, 4);
    }
    return best ?? drop(`no route in ${table.RouteTableId}`);
  }

  private route(
    table: Table,
    vpc: string,
    packet: Packet,
    from: Subnet | undefined,
    zone: string | undefined,
  ): Arrived {
    const route = this.lookup(table, vpc, packet.dst);
    if (route.State === 'blackhole') drop(`blackhole in ${table.RouteTableId}`);
    const leave = (into?: Subnet): void => {
      if (into !== undefined && from?.SubnetId === into.SubnetId) return;
      if (from !== undefined) this.acl(from, packet, 'out');
      if (into !== undefined) this.acl(into, packet, 'in');
    };
    if (route.GatewayId === 'local') return this.local(vpc, packet, from);
    if (route.NatGatewayId !== undefined) {
      const nat =
        this.data.NatGateways?.find((g) => g.NatGatewayId === route.NatGatewayId) ?? drop('no such NAT gateway');
      leave(nat.SubnetId === undefined ? undefined : this.subnet(nat.SubnetId));
      return this.throughNat(nat, packet, zone);
    }
    if (route.TransitGatewayId !== undefined) return this.toTransit(route.TransitGatewayId, vpc, packet, from, zone);
    if (route.VpcPeeringConnectionId !== undefined) {
      leave();
      return this.throughPeering(route.VpcPeeringConnectionId, vpc, packet);
    }
    if (route.EgressOnlyInternetGatewayId !== undefined) {
      leave();
      return this.outByEgressOnly(route.EgressOnlyInternetGatewayId, vpc, packet);
    }
    if (route.NetworkInterfaceId !== undefined) {
      const eni =
        this.data.NetworkInterfaces!.find((e) => e.NetworkInterfaceId === route.NetworkInterfaceId) ??
        drop('no such interface');
      leave(this.subnet(eni.SubnetId!));
      return this.throughAppliance(eni, packet);
    }
    const id = route.GatewayId ?? '';
    if (id.startsWith('igw-')) {
      leave();
      return this.outByInternetGateway(id, vpc, packet);
    }
    if (id.startsWith('vgw-')) {
      leave();
      return this.outByVpnGateway(id, vpc, packet);
    }
    if (id.startsWith('vpce-')) {
      const endpoint = this.data.VpcEndpoints?.find((e) => e.VpcEndpointId === id) ?? drop('no such endpoint');
      if (endpoint.VpcEndpointType === 'Gateway') {
        if (!this.vpcBlocks(vpc).some((b) => isIn(packet.src, b))) drop('a gateway endpoint serves only its VPC');
        leave();
        return { end: { at: 'service', vpc }, packet };
      }
      const into = this.subnet(endpoint.SubnetIds![0]!);
      leave(into);
      return this.throughFirewall(id, into, packet);
    }
    return drop('a target of no known kind');
  }

  private local(vpc: string, packet: Packet, from: Subnet | undefined): Arrived {
    const subnet =
      this.data.Subnets!.find((s) => s.VpcId === vpc && this.subnetHas(s, packet.dst)) ?? drop('in no subnet');
    if (subnet.SubnetId !== from?.SubnetId) {
      if (from !== undefined) this.acl(from, packet, 'out');
      this.acl(subnet, packet, 'in');
    }
    const eni = this.eniAt(vpc, packet.dst);
    if (eni === undefined || eni.SubnetId !== subnet.SubnetId) return drop('nobody has the address');
    return this.arrive(eni, packet);
  }

  // ---- gateways

  /** What Block Public Access leaves a VPC or subnet (rule R19). */
  private publicAccess(vpc: string, subnet: Subnet | undefined, startedInside: boolean, inbound: boolean): void {
    const mode = this.data.VpcBlockPublicAccessOptions?.InternetGatewayBlockMode ?? 'off';
    if (mode === 'off') return;
    const exclusionFor = (id: string | undefined) =>
      this.data.VpcBlockPublicAccessExclusions?.find((e) => id !== undefined && e.ResourceArn!.endsWith(`/${id}`))
        ?.InternetGatewayExclusionMode;
    const exclusion = exclusionFor(subnet?.SubnetId) ?? exclusionFor(vpc);
    if (exclusion === 'allow-bidirectional') return;
    const ingressOnly = mode === 'block-ingress' || exclusion === 'allow-egress';
    if (ingressOnly && (startedInside || !inbound)) return;
    drop(`Block Public Access ${mode}`);
  }

  private subnetWith(vpc: string, address: Bits): Subnet | undefined {
    return this.data.Subnets!.find((s) => s.VpcId === vpc && this.subnetHas(s, address));
  }

  private isNatAddress(vpc: string, address: Bits): boolean {
    const eni = this.eniAt(vpc, address);
    return eni !== undefined && String(eni.InterfaceType).toLowerCase().startsWith('nat');
  }

  private attachedTo(list: { Attachments?: { VpcId?: string; State?: string }[] } | undefined, vpc: string): void {
    const attachment = list?.Attachments?.[0];
    if (attachment?.VpcId !== vpc || !['available', 'attached'].includes(attachment.State ?? ''))
      drop('gateway not attached');
  }

  private outByInternetGateway(id: string, vpc: string, packet: Packet): Arrived {
    const gateway = this.data.InternetGateways?.find((g) => g.InternetGatewayId === id) ?? drop('no such gateway');
    this.attachedTo(gateway, vpc);
    if (!onInternet(packet.dst)) drop('a private destination at the internet gateway');
    const device = this.nat.at(-1)?.device ?? '';
    this.publicAccess(
      vpc,
      this.subnetWith(vpc, packet.src),
      device.startsWith('nat-') || this.isNatAddress(vpc, packet.src),
      false,
    );
    let src = packet.src;
    let sport = packet.sport;
    if (src.length === 32 && !this.isRegional(device)) {
      const eni = this.eniAt(vpc, src);
      const mapped = eni?.PrivateIpAddresses?.find((p) => bitsOf(p.PrivateIpAddress!) === src)?.Association?.PublicIp;
      if (mapped !== undefined) src = bitsOf(mapped);
      else {
        // An instance that forwards toward the internet must be translating.
        const appliance = this.direction === 'forward' && this.appliance?.VpcId === vpc ? this.appliance : undefined;
        const own = appliance?.PrivateIpAddresses?.find((p) => p.Association?.PublicIp !== undefined);
        if (own === undefined) return drop('no public address');
        this.nat.push({ device: appliance!.NetworkInterfaceId!, before: packet });
        src = bitsOf(own.Association!.PublicIp!);
        if (this.flow.protocol === 6 || this.flow.protocol === 17) sport = this.natPort;
      }
    }
    this.origin = undefined;
    return this.onTheInternet({ ...packet, src, sport });
  }

  private isRegional(id: string): boolean {
    return this.data.NatGateways?.find((g) => g.NatGatewayId === id)?.AvailabilityMode === 'regional';
  }

  private outByEgressOnly(id: string, vpc: string, packet: Packet): Arrived {
    const gateway =
      this.data.EgressOnlyInternetGateways?.find((g) => g.EgressOnlyInternetGatewayId === id) ??
      drop('no such gateway');
    this.attachedTo(gateway, vpc);
    if (packet.dst.length === 32) drop('IPv4 at an egress-only gateway');
    if (this.direction === 'return') drop('not started inside');
    if (!onInternet(packet.dst)) drop('a private destination at the gateway');
    this.egressOnly = id;
    this.publicAccess(vpc, this.subnetWith(vpc, packet.src), true, false);
    this.origin = undefined;
    return this.onTheInternet(packet);
  }

  private onTheInternet(packet: Packet): Arrived {
    const own =
      this.ownerOf(packet.dst) !== undefined ||
      (this.data.NatGateways ?? []).some(
        (g) =>
          g.NatGatewayAddresses?.some((a) => a.PublicIp && bitsOf(a.PublicIp) === packet.dst) &&
          g.AvailabilityMode !== 'regional',
      );
    if (own) return this.fromInternet(packet);
    return { end: { at: 'internet' }, packet };
  }

  private ownerOf(address: Bits): { eni: Eni; inside: Bits } | undefined {
    for (const eni of this.data.NetworkInterfaces!) {
      for (const p of eni.PrivateIpAddresses ?? []) {
        const outside = p.Association?.PublicIp;
        if (outside !== undefined && bitsOf(outside) === address) return { eni, inside: bitsOf(p.PrivateIpAddress!) };
      }
      for (const a of eni.Ipv6Addresses ?? []) if (bitsOf(a.Ipv6Address!) === address) return { eni, inside: address };
    }
    return undefined;
  }

  private fromInternet(packet: Packet): Arrived {
    this.hop('internet', packet);
    const entry = this.nat.at(-1);
    if (this.direction === 'return' && entry !== undefined && this.isRegional(entry.device)) {
      const nat = this.data.NatGateways!.find((g) => g.NatGatewayId === entry.device)!;
      this.publicAccess(nat.VpcId!, undefined, true, true);
      this.nat.pop();
      const restored = { ...packet, dst: entry.before.src, dport: entry.before.sport };
      const table = this.data.RouteTables!.find((t) => t.RouteTableId === nat.RouteTableId)!;
      return this.route(table, nat.VpcId!, restored, undefined, undefined);
    }
    const owner = this.ownerOf(packet.dst) ?? drop('nobody has the public address');
    const vpc = owner.eni.VpcId!;
    this.origin = undefined;
    const only = this.data.EgressOnlyInternetGateways?.find((g) => g.Attachments?.[0]?.VpcId === vpc);
    const byEgressOnly =
      this.direction === 'return' && only !== undefined && this.egressOnly === only.EgressOnlyInternetGatewayId;
    const igw = this.data.InternetGateways?.find(
      (g) => g.Attachments?.[0]?.VpcId === vpc && ['available', 'attached'].includes(g.Attachments[0].State ?? ''),
    );
    if (!byEgressOnly && igw === undefined) drop('no internet gateway');
    const started = byEgressOnly || this.isNatAddress(vpc, owner.inside);
    this.publicAccess(vpc, this.subnetWith(vpc, owner.inside), started, true);
    const inside = { ...packet, dst: owner.inside };
    const id = byEgressOnly ? only!.EgressOnlyInternetGatewayId! : igw!.InternetGatewayId!;
    return this.intoVpc(vpc, id, inside);
  }

  /** By an edge association's table, else straight to the subnet (rule R6). */
  private intoVpc(vpc: string, gateway: string, packet: Packet): Arrived {
    const table = this.data.RouteTables!.find((t) => t.Associations?.some((a) => a.GatewayId === gateway));
    return table === undefined
      ? this.local(vpc, packet, undefined)
      : this.route(table, vpc, packet, undefined, undefined);
  }

  private throughNat(nat: Saved<ec2.NatGateway>, packet: Packet, zone: string | undefined): Arrived {
    this.hop(nat.NatGatewayId!, packet);
    if (this.direction === 'return') drop('an answer at a NAT gateway that has not seen the request');
    if (nat.State !== 'available') drop(`NAT gateway is ${nat.State}`);
    if (packet.src.length !== 32 || ![1, 6, 17].includes(this.flow.protocol)) drop('not for a NAT gateway');
    const regional = nat.AvailabilityMode === 'regional';
    const inZone = nat.NatGatewayAddresses!.filter(
      (a) => a.AvailabilityZone === undefined || a.AvailabilityZone === zone,
    );
    const used = (regional && inZone.length > 0 ? inZone : nat.NatGatewayAddresses!)[0];
    const own = regional ? used?.PublicIp : used?.PrivateIp;
    if (own === undefined) return drop('NAT gateway without address');
    this.nat.push({ device: nat.NatGatewayId!, before: packet });
    this.origin = undefined;
    const ports = this.flow.protocol === 6 || this.flow.protocol === 17;
    const translated = { ...packet, src: bitsOf(own), sport: ports ? this.natPort : packet.sport };
    if (!regional) return this.inSubnet(this.subnet(nat.SubnetId!), translated);
    const table = this.data.RouteTables!.find((t) => t.RouteTableId === nat.RouteTableId)!;
    return this.route(table, nat.VpcId!, translated, undefined, zone);
  }

  private throughPeering(id: string, vpc: string, packet: Packet): Arrived {
    const peering =
      this.data.VpcPeeringConnections?.find((p) => p.VpcPeeringConnectionId === id) ?? drop('no such peering');
    if (peering.Status?.Code !== 'active') drop(`peering is ${peering.Status?.Code}`);
    const [a, b] = [peering.RequesterVpcInfo!, peering.AccepterVpcInfo!];
    const other = a.VpcId === vpc ? b.VpcId! : a.VpcId!;
    if (this.direction === 'forward' && this.nat.at(-1)?.device.startsWith('nat-')) drop('NAT to a peering');
    if (!this.vpcBlocks(vpc).some((block) => isIn(packet.src, block))) drop('a peering is not transitive');
    if (!this.vpcBlocks(other).some((block) => isIn(packet.dst, block))) drop('a peering leads to the peer only');
    if (this.origin?.way === 'vpc' && a.Region === b.Region) this.origin = { ...this.origin, way: 'peering' };
    else this.origin = undefined;
    return this.intoVpc(other, id, packet);
  }

  private throughFirewall(id: string, subnet: Subnet, packet: Packet): Arrived {
    const endpoint = this.data.VpcEndpoints!.find((e) => e.VpcEndpointId === id)!;
    if (String(endpoint.State).toLowerCase() !== 'available') drop(`endpoint is ${endpoint.State}`);
    this.inspect(id, packet);
    return this.inSubnet(subnet, packet);
  }

  private inspect(endpoint: string, packet: Packet): void {
    this.origin = undefined;
    const firewall = this.firewalls.Firewalls?.find((f) =>
      Object.values(f.FirewallStatus?.SyncStates ?? {}).some((s) => s.Attachment?.EndpointId === endpoint),
    );
    const seen = this.inspected[this.direction];
    if (firewall === undefined) {
      seen.add(endpoint);
      return;
    }
    const policy = this.firewalls.FirewallPolicies![firewall.Firewall.FirewallPolicyArn!]!.FirewallPolicy;
    const groups = this.firewalls.RuleGroups ?? {};
    const asked = { protocol: this.flow.protocol, ...packet };
    const action = statelessAction(policy, groups, asked);
    if (action === 'drop') drop('stateless rules of the firewall');
    if (action === 'pass') return;
    seen.add(endpoint);
    const home = this.vpcBlocks(firewall.Firewall.VpcId!);
    if (this.direction === 'forward' && !statefulPasses(policy, groups, asked, home))
      drop('stateful rules of the firewall');
  }

  private throughAppliance(eni: Eni, packet: Packet): Arrived {
    if (eni.Status === 'available') drop('nothing at the interface');
    this.alive(eni);
    if (eni.SourceDestCheck !== false) drop('source/destination check');
    const known = this.inspected.forward.has(eni.NetworkInterfaceId!);
    if (this.direction === 'forward' || !known) {
      this.groups(eni, packet, 'in', this.origin === undefined ? [] : [this.origin.vpc]);
      this.groups(eni, packet, 'out', []);
    }
    this.origin = undefined;
    this.inspected[this.direction].add(eni.NetworkInterfaceId!);
    this.appliance = eni;
    return this.inSubnet(this.subnet(eni.SubnetId!), packet);
  }

  // ---- transit gateways

  private toTransit(
    id: string,
    vpc: string,
    packet: Packet,
    from: Subnet | undefined,
    zone: string | undefined,
  ): Arrived {
    const attachment = this.data.TransitGatewayVpcAttachments?.find(
      (a) => a.TransitGatewayId === id && a.VpcId === vpc,
    );
    if (attachment === undefined) return drop('not attached to the transit gateway');
    if (attachment.State !== 'available') drop(`attachment is ${attachment.State}`);
    const subnets = attachment.SubnetIds!.map((s) => this.subnet(s));
    const entry = subnets.find((s) => zone === undefined || s.AvailabilityZone === zone);
    if (entry === undefined) return drop('the attachment is not in the zone');
    if (from !== undefined) this.acl(from, packet, 'out');
    this.acl(entry, packet, 'in');
    return this.inTransit(id, attachment.TransitGatewayAttachmentId!, packet, entry.AvailabilityZone);
  }

  private inTransit(id: string, from: string, packet: Packet, zone: string | undefined): Arrived {
    this.hop(`${id} from ${from}`, packet);
    const associations = this.data.TransitGatewayRouteTableAssociations ?? {};
    const table = Object.keys(associations).find((t) =>
      associations[t]!.some((a) => a.TransitGatewayAttachmentId === from),
    );
    if (table === undefined) return drop('attachment without association');
    const rank = (r: Saved<ec2.TransitGatewayRoute>): number =>
      r.Type === 'static' ? (r.PrefixListId === undefined ? 3 : 2) : 1;
    let best: Saved<ec2.TransitGatewayRoute> | undefined;
    let bestRank: [number, number] = [-1, 0];
    for (const route of this.data.TransitGatewayRoutes?.[table] ?? []) {
      const length = matchLength(packet.dst, route.DestinationCidrBlock);
      if (length < 0) continue;
      if (length > bestRank[0] || (length === bestRank[0] && rank(route) > bestRank[1])) {
        best = route;
        bestRank = [length, rank(route)];
      }
    }
    if (best === undefined) return drop('no route in the transit gateway');
    if (best.State === 'blackhole') drop('blackhole in the transit gateway');
    const ways = best.TransitGatewayAttachments!;
    const to = ways[ways.length > 1 ? this.choose(ways.length) : 0]!.TransitGatewayAttachmentId!;
    return this.outOfTransit(id, from, to, packet, zone);
  }

  private outOfTransit(id: string, from: string, to: string, packet: Packet, zone: string | undefined): Arrived {
    const all = this.data.TransitGatewayVpcAttachments ?? [];
    const attachment = all.find((a) => a.TransitGatewayAttachmentId === to);
    if (attachment === undefined) {
      const vpn = this.data.TransitGatewayAttachments?.find((a) => a.TransitGatewayAttachmentId === to);
      if (vpn?.ResourceType !== 'vpn') return drop('no such attachment');
      if (vpn.State !== 'available') drop('attachment not available');
      this.vpnUp(vpn.ResourceId!);
      this.origin = undefined;
      return { end: { at: 'on-premises' }, packet };
    }
    if (attachment.State !== 'available') drop(`attachment is ${attachment.State}`);
    const source = all.find((a) => a.TransitGatewayAttachmentId === from);
    this.referencesOver(id, source, attachment);
    const subnets = attachment.SubnetIds!.map((s) => this.subnet(s));
    const appliance = attachment.Options?.ApplianceModeSupport === 'enable';
    const kept = appliance ? this.zones.get(to) : undefined;
    let entry: Subnet;
    if (kept !== undefined) entry = subnets.find((s) => s.AvailabilityZone === kept)!;
    else {
      const same = subnets.find((s) => s.AvailabilityZone === zone);
      entry = same !== undefined && !appliance && source !== undefined ? same : subnets[this.pick(subnets.length)]!;
    }
    if (appliance) this.zones.set(to, entry.AvailabilityZone!);
    return this.inSubnet(entry, packet);
  }

  private pick(count: number): number {
    return count > 1 ? this.choose(count) : 0;
  }

  /** Inbound references match over a transit gateway only with referencing on at all three (rule S2). */
  private referencesOver(id: string, from: VpcAttachment | undefined, to: VpcAttachment): void {
    const gateway = this.data.TransitGateways?.find((t) => t.TransitGatewayId === id);
    const on = [
      gateway?.Options?.SecurityGroupReferencingSupport,
      from?.Options?.SecurityGroupReferencingSupport,
      to.Options?.SecurityGroupReferencingSupport,
    ].every((o) => o === 'enable');
    if (on && this.origin?.way === 'vpc' && this.origin.vpc === from?.VpcId)
      this.origin = { ...this.origin, way: 'transit' };
    else this.origin = undefined;
  }

  // ---- on-premises

  private vpnUp(id: string): void {
    const connection = this.data.VpnConnections?.find((c) => c.VpnConnectionId === id);
    if (!connection?.VgwTelemetry?.some((t) => t.Status === 'UP')) drop('all tunnels are down');
  }

  private outByVpnGateway(id: string, vpc: string, packet: Packet): Arrived {
    const gateway = this.data.VpnGateways?.find((g) => g.VpnGatewayId === id) ?? drop('no such gateway');
    if (!gateway.VpcAttachments?.some((a) => a.VpcId === vpc && a.State === 'attached')) drop('gateway not attached');
    const connections = (this.data.VpnConnections ?? []).filter(
      (c) =>
        c.VpnGatewayId === id &&
        (!c.Options?.StaticRoutesOnly || c.Routes!.some((r) => isIn(packet.dst, r.DestinationCidrBlock))),
    );
    const up = connections.find((c) => c.VgwTelemetry!.some((t) => t.Status === 'UP'));
    if (up === undefined) return drop('no VPN connection is up');
    this.origin = undefined;
    return { end: { at: 'on-premises' }, packet };
  }

  /** On-premises knows one VPN in these tests: on a transit gateway, or on a virtual private gateway. */
  private fromOnPremises(packet: Packet): Arrived {
    this.hop('on-premises', packet);
    this.origin = undefined;
    const connection = this.data.VpnConnections?.[0] ?? drop('nothing leads to AWS');
    this.vpnUp(connection.VpnConnectionId!);
    if (connection.TransitGatewayId !== undefined) {
      const attachment = this.data.TransitGatewayAttachments!.find((a) => a.ResourceId === connection.VpnConnectionId)!;
      const id = attachment.TransitGatewayAttachmentId!;
      const associations = this.data.TransitGatewayRouteTableAssociations ?? {};
      const table = Object.keys(associations).find((t) =>
        associations[t]!.some((a) => a.TransitGatewayAttachmentId === id),
      );
      const advertised = (this.data.TransitGatewayRoutes?.[table ?? ''] ?? []).some(
        (r) => r.State !== 'blackhole' && isIn(packet.dst, r.DestinationCidrBlock),
      );
      if (!advertised) drop('not advertised to on-premises');
      return this.inTransit(connection.TransitGatewayId, id, packet, undefined);
    }
    const gateway = this.data.VpnGateways!.find((g) => g.VpnGatewayId === connection.VpnGatewayId)!;
    const vpc = gateway.VpcAttachments?.find((a) => a.State === 'attached')?.VpcId;
    if (vpc === undefined) return drop('gateway not attached');
    if (!connection.Options?.StaticRoutesOnly && !this.vpcBlocks(vpc).some((b) => isIn(packet.dst, b)))
      drop('not advertised to on-premises');
    return this.intoVpc(vpc, gateway.VpnGatewayId!, packet);
  }
}

interface Arrived {
  end: End;
  packet: Packet;
}

const lengthOf = (block: string): number => Number(block.split('/')[1]);

/** Bits as an address, for the log. */
function text(bits: Bits): string {
  const size = bits.length === 32 ? 8 : 16;
  const parts = bits.match(new RegExp(`.{${size}}`, 'g'))!.map((p) => Number.parseInt(p, 2));
  return bits.length === 32 ? parts.join('.') : parts.map((p) => p.toString(16)).join(':');
}
