import type * as ec2 from '@aws-sdk/client-ec2';
import type * as networkfirewall from '@aws-sdk/client-network-firewall';
import { parseAddress } from '../../src/network/cidr.ts';
import { buildNetwork } from '../../src/network/index.ts';
import type { Network } from '../../src/network/model.ts';
import { allPorts, type PortSet } from '../../src/network/port-set.ts';
import { type Trace, type TraceOptions, trace } from '../../src/network/trace.ts';
import type { Origin, Query } from '../../src/network/walk/round-trip.ts';
import type { Ec2Data } from '../../src/snapshot/data/ec2.ts';
import type { DirectConnectData, NetworkFirewallData } from '../../src/snapshot/data/services.ts';
import type { Saved, Snapshot } from '../../src/snapshot/snapshot.ts';

/*
 * Networks for tests, written as a network engineer would sketch them. Ids are made of the names: `subnet-web`,
 * `eni-db`, `sg-db`, `rtb-web`, `igw-A`. What a sketch leaves out is open: groups and NACLs allow everything.
 */

/** `igw`, `eigw`, `nat:n1`, `tgw`, `pcx:ab`, `vgw`, `fw:f1`, `s3`, `host:mb`, `local`, `blackhole`; `propagated vgw`. */
type Routes = Record<string, string>;

export interface VpcSketch {
  cidr: string;
  more?: string[];
  v6?: string;
  igw?: boolean | 'detached';
  eigw?: boolean;
  vgw?: boolean;
  subnets: Record<string, SubnetSketch>;
  /** Main table; absent: `local` alone. */
  main?: Routes;
  /** Table of the internet gateway's edge association. */
  ingress?: Routes;
  vgwIngress?: Routes;
  region?: string;
  account?: string;
}

export interface SubnetSketch {
  cidr: string;
  v6?: string;
  zone?: string;
  routes?: Routes;
  /** `in 100 allow tcp 80 from 10.0.0.0/8`, `out 90 deny all to 0.0.0.0/0`; absent: allow all. */
  acl?: string[];
}

export interface HostSketch {
  subnet: string;
  address: string;
  more?: string[];
  v6?: string;
  public?: string;
  /** `tcp 80 from 10.0.0.0/8`, `all from sg-web`, `icmp from pl-x`; absent: everything. */
  in?: string[];
  out?: string[];
  groups?: string[];
  state?: string;
  windows?: boolean;
  forwards?: boolean;
  detached?: boolean;
  /** Another kind of interface: `load-balancer`, `none` for one without instance. */
  kind?: 'load-balancer' | 'none';
}

export interface NatSketch {
  subnet?: string;
  vpc?: string;
  address?: string;
  public?: string;
  state?: string;
  private?: boolean;
  /** A regional gateway's own table. */
  routes?: Routes;
}

export interface FirewallSketch {
  subnet: string;
  firewall?: string;
  state?: string;
}

export interface PolicySketch {
  stateless?: string[];
  statelessDefault?: string;
  /** Suricata lines. */
  rules?: string | string[];
  strict?: boolean;
  default?: string[];
  domains?: { action: string; names: string[]; priority?: number };
  home?: string[];
}

export interface Sketch {
  vpcs: Record<string, VpcSketch>;
  hosts?: Record<string, HostSketch>;
  groups?: Record<string, { vpc: string; in?: string[]; out?: string[] }>;
  nats?: Record<string, NatSketch>;
  peerings?: Record<string, { between: [string, string]; state?: string; regions?: [string, string] }>;
  tgw?: {
    attachments: Record<string, AttachmentSketch>;
    /** Table name → routes: block → attachment name, `blackhole`, or `propagated NAME`. */
    tables: Record<string, Record<string, string>>;
    groupReferencing?: boolean;
    propagations?: Record<string, string[]>;
  };
  vpns?: Record<string, { vgw?: string; tgw?: true; up?: number; static?: string[] }>;
  dx?: { tgw?: string; vgw?: string; allowed: string[]; up?: boolean };
  firewalls?: Record<string, FirewallSketch>;
  /** By firewall name (`FirewallSketch.firewall`); a firewall without policy here has none that drops. */
  policies?: Record<string, PolicySketch>;
  prefixLists?: Record<string, string[]>;
  s3?: Record<string, { vpc: string; policy?: string; state?: string }>;
  publicAccess?: { mode: 'block-ingress' | 'block-bidirectional'; exclusions?: Record<string, string> };
  /** Last changes to the raw data, for what a sketch cannot say. */
  edit?(ec2: Ec2Data, snapshot: Snapshot): void;
}

export interface AttachmentSketch {
  vpc?: string;
  subnets?: string[];
  vpn?: string;
  dx?: true;
  /** Table name; `null`: associated with none. */
  table: string | null;
  appliance?: boolean;
  groupReferencing?: boolean;
  state?: string;
}

const account = '111122223333';
const region = 'ap-northeast-2';

export interface Given {
  snapshot: Snapshot;
  network: Network;
  /** `web → db tcp 5432`, `internet → web tcp 80`, `web → 8.8.8.8 icmp`, `web/6 → db/6 udp 53`. */
  query(flow: string): Query;
  trace(flow: string, options?: TraceOptions): Trace;
  /** `passes`, `passes, asymmetric`, or what stops it: `security-group sg-db`, `return nacl acl-web`. */
  verdict(flow: string): string;
}

export function given(sketch: Sketch): Given {
  const snapshot = snapshotOf(sketch);
  const network = buildNetwork(snapshot);
  const query = (flow: string): Query => queryOf(network, sketch, flow);
  const traced = (flow: string, options?: TraceOptions): Trace => trace(network, query(flow), options);
  return {
    snapshot,
    network,
    query,
    trace: traced,
    verdict(flow) {
      const result = traced(flow);
      if (result.reachable) return result.asymmetric ? 'passes, asymmetric' : 'passes';
      return [
        ...new Set(result.obstacles.map((o) => `${o.direction === 'return' ? 'return ' : ''}${o.component} ${o.id}`)),
      ].join('; ');
    },
  };
}

function queryOf(network: Network, sketch: Sketch, flow: string): Query {
  const match = /^(\S+) → (\S+) (\S+)(?: (\d+))?(?: from (\d+))?$/.exec(flow);
  if (match === null) throw new Error(`not a flow: ${flow}`);
  const [, from, to, kind, port, sport] = match as unknown as [string, string, string, string, string?, string?];
  const six = to.includes(':') || to.endsWith('/6') || from.endsWith('/6');
  const addressOf = (end: string, outside: boolean): string => {
    const name = end.replace('/6', '');
    const host = sketch.hosts?.[name];
    if (host === undefined)
      return end === 'internet' ? (six ? '2600::8' : '8.8.8.8') : end === 'onprem' ? '192.168.10.5' : end;
    if (six) return host.v6!;
    return outside ? (host.public ?? host.address) : host.address;
  };
  const src = parseAddress(addressOf(from, false))!;
  const dst = parseAddress(addressOf(to, from === 'internet'))!;
  const item = network.interfaces.get(`eni-${from.replace('/6', '')}`);
  const origin: Origin =
    item !== undefined
      ? { kind: 'hosts', hosts: { interfaces: [item], subnet: item.subnet, addresses: [src, src] } }
      : { kind: from === 'internet' ? 'internet' : 'on-premises' };
  const protocols: Record<string, number> = { tcp: 6, udp: 17, icmp: six ? 58 : 1 };
  const protocol = protocols[kind] ?? Number(kind);
  const withPorts = protocol === 6 || protocol === 17;
  const echo: PortSet = six ? [128 * 256, 128 * 256] : [8 * 256, 8 * 256];
  const number = Number(port);
  const target = `eni-${to.replace('/6', '')}`;
  return {
    from: origin,
    // Asked for by name, a host must be what is reached, not whoever else the routes lead to.
    accepts: (end) =>
      !network.interfaces.has(target) || (end.kind === 'hosts' && end.hosts.interfaces.some((i) => i.id === target)),
    header: {
      family: six ? 6 : 4,
      protocol,
      src: [src, src],
      dst: [dst, dst],
      sport: withPorts ? (sport ? [Number(sport), Number(sport)] : [32768, 60999]) : allPorts,
      dport: withPorts ? [number, number] : kind === 'icmp' ? echo : allPorts,
    },
  };
}

export function snapshotOf(sketch: Sketch): Snapshot {
  const data: Ec2Data = {
    Vpcs: [],
    VpcAttributes: {},
    Subnets: [],
    RouteTables: [],
    InternetGateways: [],
    EgressOnlyInternetGateways: [],
    NatGateways: [],
    SecurityGroups: [],
    NetworkAcls: [],
    NetworkInterfaces: [],
    Reservations: [{ OwnerId: account, Instances: [] }],
    Addresses: [],
    VpcEndpoints: [],
    VpcPeeringConnections: [],
    TransitGateways: [],
    TransitGatewayAttachments: [],
    TransitGatewayVpcAttachments: [],
    TransitGatewayPeeringAttachments: [],
    TransitGatewayRouteTables: [],
    TransitGatewayRouteTableAssociations: {},
    TransitGatewayRouteTablePropagations: {},
    TransitGatewayRoutes: {},
    TransitGatewayPrefixListReferences: {},
    VpnConnections: [],
    VpnGateways: [],
    PrefixLists: [],
    PrefixListEntries: {},
    VpcBlockPublicAccessOptions: { InternetGatewayBlockMode: 'off' },
    VpcBlockPublicAccessExclusions: [],
  };
  const directconnect: DirectConnectData = {
    connections: [],
    virtualInterfaces: [],
    directConnectGateways: [],
    directConnectGatewayAssociations: {},
  };
  const firewall: Required<Pick<NetworkFirewallData, 'Firewalls' | 'FirewallPolicies' | 'RuleGroups'>> = {
    Firewalls: [],
    FirewallPolicies: {},
    RuleGroups: {},
  };
  for (const [name, cidrs] of Object.entries(sketch.prefixLists ?? {})) {
    data.PrefixLists!.push({ PrefixListId: `pl-${name}`, PrefixListName: name });
    data.PrefixListEntries![`pl-${name}`] = cidrs.map((Cidr) => ({ Cidr }));
  }
  for (const [name, vpc] of Object.entries(sketch.vpcs)) addVpc(data, name, vpc);
  for (const [name, group] of Object.entries(sketch.groups ?? {})) addGroup(data, name, group.vpc, group.in, group.out);
  for (const [name, host] of Object.entries(sketch.hosts ?? {})) addHost(data, sketch, name, host);
  for (const [name, nat] of Object.entries(sketch.nats ?? {})) addNat(data, sketch, name, nat);
  for (const [name, { between, state, regions }] of Object.entries(sketch.peerings ?? {})) {
    const [a, b] = between.map((vpc, i) => ({
      VpcId: `vpc-${vpc}`,
      CidrBlock: sketch.vpcs[vpc]?.cidr ?? '10.99.0.0/16',
      Region: regions?.[i] ?? region,
      OwnerId: account,
    }));
    data.VpcPeeringConnections!.push({
      VpcPeeringConnectionId: `pcx-${name}`,
      Status: { Code: (state ?? 'active') as 'active' },
      RequesterVpcInfo: a!,
      AccepterVpcInfo: b!,
    });
  }
  addTransit(data, sketch);
  addHybrid(data, directconnect, sketch);
  for (const [name, fw] of Object.entries(sketch.firewalls ?? {})) addFirewall(data, firewall, sketch, name, fw);
  for (const [name, s3] of Object.entries(sketch.s3 ?? {}))
    data.VpcEndpoints!.push({
      VpcEndpointId: `vpce-${name}`,
      VpcEndpointType: 'Gateway',
      VpcId: `vpc-${s3.vpc}`,
      ServiceName: 'com.amazonaws.ap-northeast-2.s3',
      State: (s3.state ?? 'available') as 'Available',
      PolicyDocument: s3.policy,
    });
  if (sketch.publicAccess !== undefined) {
    data.VpcBlockPublicAccessOptions = { InternetGatewayBlockMode: sketch.publicAccess.mode };
    data.VpcBlockPublicAccessExclusions = Object.entries(sketch.publicAccess.exclusions ?? {}).map(([id, mode]) => ({
      ResourceArn: `arn:aws:ec2:${region}:${account}:${id.split('-')[0]}/${id}`,
      InternetGatewayExclusionMode: mode as 'allow-egress',
      State: 'create-complete',
    }));
  }
  const snapshot: Snapshot = {
    schemaVersion: 1,
    takenAt: '2026-01-01T00:00:00.000Z',
    source: 'files',
    accounts: [{ id: account, partition: 'aws' }],
    regions: [region],
    scopes: [{ account, region, ec2: data, networkfirewall: firewall, directconnect, elbv2: {} }],
    gaps: [],
  };
  sketch.edit?.(data, snapshot);
  return snapshot;
}

function addVpc(data: Ec2Data, name: string, vpc: VpcSketch): void {
  const id = `vpc-${name}`;
  data.Vpcs!.push({
    VpcId: id,
    OwnerId: account,
    CidrBlock: vpc.cidr,
    CidrBlockAssociationSet: [vpc.cidr, ...(vpc.more ?? [])].map((CidrBlock) => ({
      CidrBlock,
      CidrBlockState: { State: 'associated' },
    })),
    Ipv6CidrBlockAssociationSet: vpc.v6 ? [{ Ipv6CidrBlock: vpc.v6, Ipv6CidrBlockState: { State: 'associated' } }] : [],
    Tags: [{ Key: 'Name', Value: name }],
  });
  data.VpcAttributes![id] = { EnableDnsSupport: true, EnableDnsHostnames: true };
  if (vpc.igw)
    data.InternetGateways!.push({
      InternetGatewayId: `igw-${name}`,
      Attachments: vpc.igw === 'detached' ? [] : [{ VpcId: id, State: 'available' as 'attached' }],
    });
  if (vpc.eigw)
    data.EgressOnlyInternetGateways!.push({
      EgressOnlyInternetGatewayId: `eigw-${name}`,
      Attachments: [{ VpcId: id, State: 'attached' }],
    });
  if (vpc.vgw)
    data.VpnGateways!.push({
      VpnGatewayId: `vgw-${name}`,
      State: 'available',
      VpcAttachments: [{ VpcId: id, State: 'attached' }],
    });
  const table = (
    tableName: string,
    routes: Routes | undefined,
    association: Saved<ec2.RouteTableAssociation>,
  ): void => {
    data.RouteTables!.push({
      RouteTableId: `rtb-${tableName}`,
      VpcId: id,
      OwnerId: account,
      Associations: [association],
      Routes: [
        ...(Object.keys(routes ?? {}).includes(vpc.cidr)
          ? []
          : [{ DestinationCidrBlock: vpc.cidr, GatewayId: 'local', State: 'active' as const }]),
        ...Object.entries(routes ?? {}).map(([block, target]) => route(name, block, target)),
      ],
    });
  };
  table(`${name}-main`, vpc.main, { Main: true });
  if (vpc.ingress) table(`${name}-ingress`, vpc.ingress, { GatewayId: `igw-${name}` });
  if (vpc.vgwIngress) table(`${name}-vgw-ingress`, vpc.vgwIngress, { GatewayId: `vgw-${name}` });
  for (const [subnetName, subnet] of Object.entries(vpc.subnets)) {
    data.Subnets!.push({
      SubnetId: `subnet-${subnetName}`,
      VpcId: id,
      OwnerId: account,
      CidrBlock: subnet.cidr,
      AvailabilityZone: subnet.zone ?? 'a',
      Ipv6CidrBlockAssociationSet: subnet.v6 ? [{ Ipv6CidrBlock: subnet.v6 }] : [],
    });
    if (subnet.routes) table(subnetName, subnet.routes, { SubnetId: `subnet-${subnetName}` });
    data.NetworkAcls!.push({
      NetworkAclId: `acl-${subnetName}`,
      VpcId: id,
      Associations: [{ SubnetId: `subnet-${subnetName}` }],
      Entries: aclEntries(subnet.acl),
    });
  }
}

function route(vpc: string, block: string, target: string): Saved<ec2.Route> {
  const [word, ...rest] = target.split(' ');
  const propagated = word === 'propagated';
  const text = propagated ? rest.join(' ') : target;
  const destination = block.startsWith('pl-')
    ? { DestinationPrefixListId: block }
    : block.includes(':')
      ? { DestinationIpv6CidrBlock: block }
      : { DestinationCidrBlock: block };
  const [kind, name] = text.replace(' (blackhole)', '').split(':') as [string, string | undefined];
  const targets: Record<string, Saved<ec2.Route>> = {
    igw: { GatewayId: `igw-${vpc}` },
    eigw: { EgressOnlyInternetGatewayId: `eigw-${vpc}` },
    vgw: { GatewayId: `vgw-${vpc}` },
    local: { GatewayId: 'local' },
    nat: { NatGatewayId: `nat-${name}` },
    tgw: { TransitGatewayId: 'tgw-T' },
    pcx: { VpcPeeringConnectionId: `pcx-${name}` },
    fw: { GatewayId: `vpce-${name}` },
    s3: { GatewayId: `vpce-${name ?? 's3'}` },
    host: { NetworkInterfaceId: `eni-${name}` },
    carrier: { CarrierGatewayId: 'cagw-1' },
    blackhole: { NatGatewayId: 'nat-gone' },
  };
  const state = kind === 'blackhole' || text.endsWith('(blackhole)') ? 'blackhole' : 'active';
  return {
    ...destination,
    ...targets[kind],
    State: state,
    Origin: propagated ? 'EnableVgwRoutePropagation' : 'CreateRoute',
  };
}

function aclEntries(lines: string[] | undefined): Saved<ec2.NetworkAclEntry>[] {
  const open = [
    'in 100 allow all from 0.0.0.0/0',
    'out 100 allow all to 0.0.0.0/0',
    'in 101 allow all from ::/0',
    'out 101 allow all to ::/0',
  ];
  const entries = (lines ?? open).map((line): Saved<ec2.NetworkAclEntry> => {
    const match = /^(in|out) (\d+) (allow|deny) (\S+?)(?: ([\d-]+))? (?:from|to) (\S+)$/.exec(line);
    if (match === null) throw new Error(`not a NACL rule: ${line}`);
    const [, way, number, action, kind, ports, block] = match as unknown as string[];
    const protocol = { all: '-1', tcp: '6', udp: '17', icmp: '1', icmpv6: '58' }[kind!] ?? kind!;
    const [from, to] = (ports ?? '').split('-');
    return {
      RuleNumber: Number(number),
      Egress: way === 'out',
      RuleAction: action as 'allow',
      Protocol: protocol,
      ...(block!.includes(':') ? { Ipv6CidrBlock: block } : { CidrBlock: block }),
      ...(protocol === '6' || protocol === '17'
        ? { PortRange: ports ? { From: Number(from), To: Number(to ?? from) } : { From: 0, To: 65535 } }
        : {}),
      ...(protocol === '1' || protocol === '58' ? { IcmpTypeCode: { Type: ports ? Number(from) : -1, Code: -1 } } : {}),
    };
  });
  const last = (Egress: boolean): Saved<ec2.NetworkAclEntry> => ({
    RuleNumber: 32767,
    Egress,
    Protocol: '-1',
    RuleAction: 'deny',
    CidrBlock: '0.0.0.0/0',
  });
  return [...entries, last(true), last(false)];
}

const everything: Saved<ec2.IpPermission> = {
  IpProtocol: '-1',
  IpRanges: [{ CidrIp: '0.0.0.0/0' }],
  Ipv6Ranges: [{ CidrIpv6: '::/0' }],
};

function permission(line: string): Saved<ec2.IpPermission> {
  const match = /^(\S+?)(?: ([\d-]+))? (?:from|to) (\S+)$/.exec(line);
  if (match === null) throw new Error(`not a group rule: ${line}`);
  const [, kind, ports, peer] = match as unknown as [string, string, string | undefined, string];
  const [from, to] = (ports ?? '').split('-');
  const numbers = ports ? { FromPort: Number(from), ToPort: Number(to ?? from) } : {};
  const icmp = kind === 'icmp' || kind === 'icmpv6';
  return {
    IpProtocol: kind === 'all' ? '-1' : kind,
    ...(icmp ? { FromPort: ports ? Number(from) : -1, ToPort: to ? Number(to) : -1 } : numbers),
    ...(peer.startsWith('sg-')
      ? { UserIdGroupPairs: [{ GroupId: peer, UserId: account }] }
      : peer.startsWith('pl-')
        ? { PrefixListIds: [{ PrefixListId: peer }] }
        : peer.includes(':')
          ? { Ipv6Ranges: [{ CidrIpv6: peer }] }
          : { IpRanges: [{ CidrIp: peer }] }),
  };
}

function addGroup(
  data: Ec2Data,
  name: string,
  vpc: string,
  ingress: string[] | undefined,
  egress: string[] | undefined,
): void {
  data.SecurityGroups!.push({
    GroupId: `sg-${name}`,
    GroupName: name,
    VpcId: `vpc-${vpc}`,
    OwnerId: account,
    IpPermissions: ingress?.map(permission) ?? [everything],
    IpPermissionsEgress: egress?.map(permission) ?? [everything],
  });
}

const vpcOfSubnet = (sketch: Sketch, subnet: string): string =>
  Object.entries(sketch.vpcs).find(([, v]) => subnet in v.subnets)![0];

function addHost(data: Ec2Data, sketch: Sketch, name: string, host: HostSketch): void {
  const vpc = vpcOfSubnet(sketch, host.subnet);
  const groups = host.groups ?? [name];
  if (host.groups === undefined) addGroup(data, name, vpc, host.in, host.out);
  const instance = host.kind === undefined;
  if (instance)
    data.Reservations![0]!.Instances!.push({
      InstanceId: `i-${name}`,
      State: { Name: (host.state ?? 'running') as 'running' },
      ...(host.windows ? { Platform: 'windows' as 'Windows' } : {}),
      Tags: [{ Key: 'Name', Value: name }],
    });
  data.NetworkInterfaces!.push({
    NetworkInterfaceId: `eni-${name}`,
    VpcId: `vpc-${vpc}`,
    SubnetId: `subnet-${host.subnet}`,
    OwnerId: account,
    Groups: groups.map((g) => ({ GroupId: `sg-${g}` })),
    PrivateIpAddress: host.address,
    PrivateIpAddresses: [
      {
        Primary: true,
        PrivateIpAddress: host.address,
        ...(host.public ? { Association: { PublicIp: host.public } } : {}),
      },
      ...(host.more ?? []).map((PrivateIpAddress) => ({ Primary: false, PrivateIpAddress })),
    ],
    Ipv6Addresses: host.v6 ? [{ Ipv6Address: host.v6 }] : [],
    SourceDestCheck: !host.forwards,
    Status: host.detached ? 'available' : 'in-use',
    InterfaceType: 'interface',
    Description: host.kind === 'load-balancer' ? `ELB net/${name}/0a1b2c` : '',
    Attachment: instance ? { InstanceId: `i-${name}`, Status: 'attached' } : undefined,
  });
}

function addNat(data: Ec2Data, sketch: Sketch, name: string, nat: NatSketch): void {
  const regional = nat.subnet === undefined;
  const vpc = nat.vpc ?? vpcOfSubnet(sketch, nat.subnet!);
  data.NatGateways!.push({
    NatGatewayId: `nat-${name}`,
    VpcId: `vpc-${vpc}`,
    State: (nat.state ?? 'available') as 'available',
    ConnectivityType: nat.private ? 'private' : 'public',
    ...(regional
      ? { AvailabilityMode: 'regional' as const, RouteTableId: `rtb-nat-${name}` }
      : { SubnetId: `subnet-${nat.subnet}` }),
    NatGatewayAddresses: [
      {
        PrivateIp: nat.address,
        PublicIp: nat.public,
        NetworkInterfaceId: `eni-nat-${name}`,
        IsPrimary: true,
        Status: 'succeeded',
      },
    ],
  });
  if (regional)
    data.RouteTables!.push({
      RouteTableId: `rtb-nat-${name}`,
      VpcId: `vpc-${vpc}`,
      OwnerId: account,
      Associations: [],
      Routes: Object.entries(nat.routes ?? {}).map(([block, target]) => route(vpc, block, target)),
    });
  else
    data.NetworkInterfaces!.push({
      NetworkInterfaceId: `eni-nat-${name}`,
      VpcId: `vpc-${vpc}`,
      SubnetId: `subnet-${nat.subnet}`,
      OwnerId: account,
      PrivateIpAddress: nat.address,
      PrivateIpAddresses: [
        {
          Primary: true,
          PrivateIpAddress: nat.address,
          ...(nat.public ? { Association: { PublicIp: nat.public } } : {}),
        },
      ],
      SourceDestCheck: false,
      Status: 'in-use',
      InterfaceType: 'nat_gateway' as 'natGateway',
      Description: `Interface for NAT Gateway nat-${name}`,
    });
}

function addTransit(data: Ec2Data, sketch: Sketch): void {
  const { tgw } = sketch;
  if (tgw === undefined) return;
  data.TransitGateways!.push({
    TransitGatewayId: 'tgw-T',
    OwnerId: account,
    State: 'available',
    Options: { SecurityGroupReferencingSupport: tgw.groupReferencing ? 'enable' : 'disable' },
  });
  const idOf = (name: string): string => `tgw-attach-${name}`;
  for (const [name, a] of Object.entries(tgw.attachments)) {
    if (a.vpc !== undefined)
      data.TransitGatewayVpcAttachments!.push({
        TransitGatewayAttachmentId: idOf(name),
        TransitGatewayId: 'tgw-T',
        VpcId: `vpc-${a.vpc}`,
        VpcOwnerId: account,
        State: (a.state ?? 'available') as 'available',
        SubnetIds: (a.subnets ?? []).map((s) => `subnet-${s}`),
        Options: {
          ApplianceModeSupport: a.appliance ? 'enable' : 'disable',
          SecurityGroupReferencingSupport: (a.groupReferencing ?? true) ? 'enable' : 'disable',
        },
      });
    else
      data.TransitGatewayAttachments!.push({
        TransitGatewayAttachmentId: idOf(name),
        TransitGatewayId: 'tgw-T',
        TransitGatewayOwnerId: account,
        State: (a.state ?? 'available') as 'available',
        ResourceType: a.dx ? 'direct-connect-gateway' : 'vpn',
        ResourceId: a.dx ? 'dxgw-1' : `vpn-${a.vpn}`,
      });
  }
  for (const [name, routes] of Object.entries(tgw.tables)) {
    const id = `tgw-rtb-${name}`;
    data.TransitGatewayRouteTables!.push({
      TransitGatewayRouteTableId: id,
      TransitGatewayId: 'tgw-T',
      State: 'available',
    });
    data.TransitGatewayRouteTableAssociations![id] = Object.entries(tgw.attachments)
      .filter(([, a]) => a.table === name)
      .map(([attachment]) => ({ TransitGatewayAttachmentId: idOf(attachment), State: 'associated' }));
    data.TransitGatewayRouteTablePropagations![id] = (tgw.propagations?.[name] ?? []).map((attachment) => ({
      TransitGatewayAttachmentId: idOf(attachment),
      State: 'enabled',
    }));
    data.TransitGatewayRoutes![id] = Object.entries(routes).flatMap(([block, targets]) =>
      targets.split(' | ').map((target): Saved<ec2.TransitGatewayRoute> => {
        const propagated = target.startsWith('propagated ');
        const names = target.replace('propagated ', '').split(',');
        return {
          DestinationCidrBlock: block,
          Type: propagated ? 'propagated' : 'static',
          State: target === 'blackhole' ? 'blackhole' : 'active',
          TransitGatewayAttachments:
            target === 'blackhole' ? [] : names.map((n) => ({ TransitGatewayAttachmentId: idOf(n) })),
        };
      }),
    );
  }
}

function addHybrid(data: Ec2Data, directconnect: DirectConnectData, sketch: Sketch): void {
  for (const [name, vpn] of Object.entries(sketch.vpns ?? {}))
    data.VpnConnections!.push({
      VpnConnectionId: `vpn-${name}`,
      State: 'available',
      ...(vpn.tgw ? { TransitGatewayId: 'tgw-T' } : { VpnGatewayId: `vgw-${vpn.vgw}` }),
      Options: { StaticRoutesOnly: vpn.static !== undefined },
      Routes: (vpn.static ?? []).map((DestinationCidrBlock) => ({ DestinationCidrBlock, State: 'available' })),
      VgwTelemetry: [0, 1].map((i) => ({
        OutsideIpAddress: `203.0.113.${i}`,
        Status: i < (vpn.up ?? 2) ? 'UP' : 'DOWN',
      })),
    });
  const { dx } = sketch;
  if (dx === undefined) return;
  directconnect.directConnectGateways!.push({ directConnectGatewayId: 'dxgw-1', ownerAccount: account });
  directconnect.directConnectGatewayAssociations!['dxgw-1'] = [
    {
      associationId: 'assoc-1',
      associationState: 'associated',
      associatedGateway: { id: dx.tgw ?? dx.vgw, type: dx.tgw ? 'transitGateway' : 'virtualPrivateGateway' },
      allowedPrefixesToDirectConnectGateway: dx.allowed.map((cidr) => ({ cidr })),
    },
  ];
  directconnect.virtualInterfaces!.push({
    virtualInterfaceId: 'dxvif-1',
    directConnectGatewayId: 'dxgw-1',
    virtualInterfaceState: (dx.up ?? true) ? 'available' : 'down',
    bgpPeers: [{ bgpStatus: (dx.up ?? true) ? 'up' : 'down' }],
  });
}

function addFirewall(
  data: Ec2Data,
  firewall: Required<Pick<NetworkFirewallData, 'Firewalls' | 'FirewallPolicies' | 'RuleGroups'>>,
  sketch: Sketch,
  name: string,
  fw: FirewallSketch,
): void {
  const vpc = vpcOfSubnet(sketch, fw.subnet);
  data.VpcEndpoints!.push({
    VpcEndpointId: `vpce-${name}`,
    VpcEndpointType: 'GatewayLoadBalancer',
    VpcId: `vpc-${vpc}`,
    SubnetIds: [`subnet-${fw.subnet}`],
    State: (fw.state ?? 'available') as 'Available',
    ServiceName: 'svc',
  });
  if (fw.firewall === undefined) return;
  const arn = (kind: string): string => `arn:aws:network-firewall:${region}:${account}:${kind}/${fw.firewall}`;
  const policy = sketch.policies?.[fw.firewall] ?? {};
  const known = firewall.Firewalls.find((f) => f.Firewall.FirewallArn === arn('firewall'));
  const state = {
    Attachment: { SubnetId: `subnet-${fw.subnet}`, EndpointId: `vpce-${name}`, Status: 'READY' as const },
  };
  if (known !== undefined) {
    known.FirewallStatus!.SyncStates![name] = state;
    return;
  }
  firewall.Firewalls.push({
    Firewall: {
      FirewallArn: arn('firewall'),
      FirewallName: fw.firewall,
      FirewallId: fw.firewall,
      FirewallPolicyArn: arn('firewall-policy'),
      VpcId: `vpc-${vpc}`,
      SubnetMappings: [],
    },
    FirewallStatus: { Status: 'READY', ConfigurationSyncStateSummary: 'IN_SYNC', SyncStates: { [name]: state } },
  });
  const response = { RuleGroupArn: 'a', RuleGroupName: 'g', RuleGroupId: 'g' };
  const lists: Saved<networkfirewall.StatefulRuleGroupReference>[] = [];
  const lines = typeof policy.rules === 'string' ? [policy.rules] : (policy.rules ?? []);
  lines.forEach((rules, i) => {
    const group = `${arn('stateful-rulegroup')}-${i + 1}`;
    lists.push({ ResourceArn: group, ...(policy.strict ? { Priority: i + 1 } : {}) });
    firewall.RuleGroups[group] = {
      RuleGroup: {
        RulesSource: { RulesString: rules },
        ...(policy.home ? { RuleVariables: { IPSets: { HOME_NET: { Definition: policy.home } } } } : {}),
      },
      RuleGroupResponse: response,
    };
  });
  if (policy.domains !== undefined) {
    const group = `${arn('stateful-rulegroup')}-domains`;
    lists.push({ ResourceArn: group, ...(policy.strict ? { Priority: policy.domains.priority ?? 9 } : {}) });
    firewall.RuleGroups[group] = {
      RuleGroup: {
        RulesSource: {
          RulesSourceList: {
            GeneratedRulesType: policy.domains.action as 'ALLOWLIST',
            Targets: policy.domains.names,
            TargetTypes: ['HTTP_HOST', 'TLS_SNI'],
          },
        },
        ...(policy.home ? { RuleVariables: { IPSets: { HOME_NET: { Definition: policy.home } } } } : {}),
      },
      RuleGroupResponse: response,
    };
  }
  const stateless = `${arn('stateless-rulegroup')}`;
  firewall.RuleGroups[stateless] = {
    RuleGroup: {
      RulesSource: {
        StatelessRulesAndCustomActions: { StatelessRules: (policy.stateless ?? []).map(statelessRule) },
      },
    },
    RuleGroupResponse: response,
  };
  firewall.FirewallPolicies[arn('firewall-policy')] = {
    FirewallPolicy: {
      StatelessDefaultActions: [policy.statelessDefault ?? 'aws:forward_to_sfe'],
      StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
      StatelessRuleGroupReferences: policy.stateless ? [{ ResourceArn: stateless, Priority: 1 }] : [],
      StatefulRuleGroupReferences: lists,
      StatefulDefaultActions: policy.default ?? [],
      StatefulEngineOptions: { RuleOrder: policy.strict ? 'STRICT_ORDER' : 'DEFAULT_ACTION_ORDER' },
    },
    FirewallPolicyResponse: {
      FirewallPolicyArn: arn('firewall-policy'),
      FirewallPolicyName: 'p',
      FirewallPolicyId: 'p',
    },
  };
}

/** `10 pass tcp 80 10.0.0.0/8 → any`. */
function statelessRule(line: string): Saved<networkfirewall.StatelessRule> {
  const match = /^(\d+) (pass|drop|forward) (\S+?)(?: ([\d-]+))? (\S+) → (\S+)$/.exec(line);
  if (match === null) throw new Error(`not a stateless rule: ${line}`);
  const [, priority, action, kind, ports, src, dst] = match as unknown as string[];
  const [from, to] = (ports ?? '').split('-');
  const protocols: Record<string, number[]> = { tcp: [6], udp: [17], icmp: [1], all: [] };
  const side = (text: string) => (text === 'any' ? [] : [{ AddressDefinition: text }]);
  return {
    Priority: Number(priority),
    RuleDefinition: {
      Actions: [action === 'forward' ? 'aws:forward_to_sfe' : `aws:${action}`],
      MatchAttributes: {
        Protocols: protocols[kind!] ?? [],
        Sources: side(src!),
        Destinations: side(dst!),
        DestinationPorts: ports ? [{ FromPort: Number(from), ToPort: Number(to ?? from) }] : [],
      },
    },
  };
}
