import type * as ec2 from '@aws-sdk/client-ec2';
import type * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Saved, Scope, Snapshot } from '../snapshot/snapshot.ts';
import type { AddressSet } from './address-set.ts';
import type { Address, Cidr } from './cidr.ts';
import type { CompiledFirewallPolicy } from './firewall-policy.ts';
import type { CompiledNetworkAcl } from './network-acls.ts';
import type { PrefixTable, TableRoute } from './routes.ts';
import type { GroupSet, SecurityGroup } from './security-groups.ts';

/**
 * A snapshot's network as the engine walks it: every resource once, whichever accounts see it (rule G2), joined to its
 * neighbours. Immutable; what is costly (compiled groups, tables, policies) is made when first asked for and shared.
 */
export interface Network {
  snapshot: Snapshot;
  vpcs: ReadonlyMap<string, Vpc>;
  subnets: ReadonlyMap<string, Subnet>;
  interfaces: ReadonlyMap<string, Interface>;
  instances: ReadonlyMap<string, Instance>;
  routeTables: ReadonlyMap<string, RouteTable>;
  groups: ReadonlyMap<string, SecurityGroup>;
  internetGateways: ReadonlyMap<string, InternetGateway>;
  egressOnlyGateways: ReadonlyMap<string, InternetGateway>;
  natGateways: ReadonlyMap<string, NatGateway>;
  peerings: ReadonlyMap<string, Peering>;
  transitGateways: ReadonlyMap<string, TransitGateway>;
  vpnGateways: ReadonlyMap<string, VpnGateway>;
  vpnConnections: ReadonlyMap<string, VpnConnection>;
  directConnectGateways: ReadonlyMap<string, DirectConnectGateway>;
  endpoints: ReadonlyMap<string, Endpoint>;
  firewalls: ReadonlyMap<string, Firewall>;
  prefixLists: ReadonlyMap<string, PrefixList>;
  transitTables: ReadonlyMap<string, TransitTable>;
  /** By ARN. */
  balancers: ReadonlyMap<string, Balancer>;
  /** By ARN. */
  targetGroups: ReadonlyMap<string, TargetGroup>;
  /** Every public IPv4 address in use, and every IPv6 address, by address. */
  publicAddresses: ReadonlyMap<Address, { interface: Interface; private: Address }>;
  /** Public addresses of regional NAT gateways, which have no interface. */
  regionalNatAddresses: ReadonlyMap<Address, NatGateway>;
  /** Accounts and regions with their VPC Block Public Access mode (rule R19); undefined: not read. */
  blockPublicAccess(vpc: Vpc): BlockPublicAccess | undefined;
  /** True when a scope that sees the VPC (or, without one, any scope) has read this key. */
  isRead(service: 'ec2' | 'elbv2' | 'networkfirewall' | 'directconnect', key: string, vpc?: Vpc): boolean;
}

export interface Vpc {
  id: string;
  name?: string;
  account: string;
  region: string;
  /** Scopes in which the VPC is seen: its owner's, and those of accounts it is shared with. */
  scopes: Scope[];
  cidrs: Cidr[];
  addresses: AddressSet;
  subnets: Subnet[];
  mainTable?: RouteTable;
  internetGateway?: InternetGateway;
  egressOnlyGateway?: InternetGateway;
  vpnGateway?: VpnGateway;
  attachments: Attachment[];
  peerings: Peering[];
  /** Private addresses in the VPC, IPv4 and IPv6. */
  byAddress: Map<Address, Interface>;
  /** Table of an edge association, by gateway id (rule R6). */
  edgeTables: Map<string, RouteTable>;
  dnsSupport?: boolean;
}

export interface Subnet {
  id: string;
  name?: string;
  vpc: Vpc;
  /** Availability zone id where it is known (`apne2-az1`), so that accounts agree; else its name. */
  zone: string;
  /** The zone's name as this account sees it, for people. */
  zoneName: string;
  cidrs: Cidr[];
  addresses: AddressSet;
  /** By rule R1; undefined: tables were not read. */
  table?: RouteTable;
  acl?: NetworkAcl;
  interfaces: Interface[];
}

export interface RouteTable {
  id: string;
  name?: string;
  vpc?: Vpc;
  account: string;
  region: string;
  raw: Saved<ec2.RouteTable>;
  /** Made when first used. */
  routes(): readonly TableRoute[];
  lookup(): PrefixTable<TableRoute>;
  /** Prefix lists in its routes whose entries were not read. */
  unreadPrefixLists(): readonly string[];
}

export interface NetworkAcl {
  id: string;
  name?: string;
  raw: Saved<ec2.NetworkAcl>;
  compiled(): CompiledNetworkAcl;
}

export type InterfaceKind =
  | 'instance'
  | 'nat-gateway'
  | 'load-balancer'
  | 'vpc-endpoint'
  | 'transit-gateway'
  | 'lambda'
  | 'other';

export interface Interface {
  id: string;
  name?: string;
  kind: InterfaceKind;
  vpc: Vpc;
  subnet: Subnet;
  account: string;
  /** Private IPv4 and IPv6, the primary first. */
  addresses: Address[];
  /** Public IPv4 address of a private one. */
  publicOf: Map<Address, Address>;
  groups: GroupSet;
  sourceDestCheck: boolean;
  instance?: Instance;
  /** False for an interface that nothing is attached to. */
  attached: boolean;
  /** ARN of the balancer whose node this is. */
  balancer?: string;
  natGateway?: string;
  endpoint?: string;
  description?: string;
  /** As AWS names it; undefined when the interface was known only from its instance. */
  privateDnsName?: string;
  publicDnsName?: string;
}

export interface Instance {
  id: string;
  name?: string;
  account: string;
  region: string;
  /** `running`, `stopped` …; undefined: not read. */
  state?: string;
  windows: boolean;
  interfaces: Interface[];
}

export interface InternetGateway {
  id: string;
  name?: string;
  vpc?: Vpc;
  attached: boolean;
  egressOnly: boolean;
}

export interface NatGateway {
  id: string;
  name?: string;
  vpc?: Vpc;
  /** None for a regional gateway. */
  subnet?: Subnet;
  state: string;
  connectivity: 'public' | 'private';
  regional: boolean;
  /** A regional gateway's own table. */
  table?: RouteTable;
  addresses: { private?: Address; public?: Address; zone?: string }[];
}

export interface Peering {
  id: string;
  name?: string;
  state: string;
  sides: [PeeringSide, PeeringSide];
}

export interface PeeringSide {
  vpcId: string;
  /** Undefined when the VPC is not in the snapshot. */
  vpc?: Vpc;
  account?: string;
  region?: string;
  cidrs: Cidr[];
}

export interface TransitGateway {
  id: string;
  name?: string;
  account: string;
  region: string;
  groupReferencing: boolean;
  /** By id. A peering attachment is there at both of its gateways. */
  attachments: Map<string, Attachment>;
  tables: TransitTable[];
  /** False when no scope has read the gateway's tables: then the owner's account was not read. */
  tablesRead: boolean;
}

export interface Attachment {
  id: string;
  name?: string;
  transitGateway: string;
  type: string;
  resource: string;
  state: string;
  /** Table or policy table that decides for what comes in here; undefined: none. */
  table?: TransitTable;
  policyTable?: PolicyTable;
  /** Of a VPC attachment; undefined when the VPC is not in the snapshot. */
  vpc?: Vpc;
  subnets: Subnet[];
  applianceMode: boolean;
  groupReferencing: boolean;
  /** Of a peering attachment: its id at the other gateway, which is `resource`. */
  peerId?: string;
}

export interface TransitRoute {
  destination: Cidr;
  origin: 'static' | 'prefix-list' | 'propagated';
  prefixList?: string;
  blackhole: boolean;
  /** Attachment ids; more than one: equal-cost paths. */
  attachments: string[];
  target: { id: string };
}

export interface TransitTable {
  id: string;
  name?: string;
  transitGateway: string;
  account: string;
  region: string;
  /** Undefined: not read. */
  routes: readonly TransitRoute[] | undefined;
  lookup(): PrefixTable<TransitRoute>;
  /** Attachment ids that propagate to the table. */
  propagations: string[];
}

export interface PolicyTable {
  id: string;
  /** In the order in which they are asked; undefined: not read. */
  entries: Saved<ec2.TransitGatewayPolicyTableEntry>[] | undefined;
}

export interface VpnGateway {
  id: string;
  name?: string;
  vpc?: Vpc;
  attached: boolean;
  /** Private virtual interfaces on the gateway itself; undefined: not read. */
  virtualInterfaces?: VirtualInterface[];
  connections: VpnConnection[];
}

export interface VpnConnection {
  id: string;
  name?: string;
  account: string;
  region: string;
  state: string;
  transitGateway?: string;
  vpnGateway?: string;
  static: boolean;
  /** Static routes toward on-premises. */
  routes: Cidr[];
  /** Tunnels that are UP; undefined: no telemetry in the snapshot. */
  tunnelsUp?: number;
  tunnels: number;
}

export interface DirectConnectGateway {
  id: string;
  name?: string;
  account: string;
  /** Gateways it is associated with, and what it advertises for each (rule R17). */
  associations: { id?: string; gateway: string; state: string; allowed: Cidr[] }[];
  /** Undefined: virtual interfaces were not read. */
  virtualInterfaces?: VirtualInterface[];
}

export interface VirtualInterface {
  id: string;
  name?: string;
  /** BGP is up and the interface available. */
  up: boolean;
}

export interface Endpoint {
  id: string;
  name?: string;
  type: 'gateway' | 'interface' | 'gateway-load-balancer' | 'other';
  vpc?: Vpc;
  service: string;
  state: string;
  /** Of an endpoint that can be a route's target: where its packets come out. */
  subnet?: Subnet;
  policy?: string;
  routeTables: string[];
  /** The firewall behind it; undefined: an appliance of yours or of a partner. */
  firewall?: Firewall;
}

export interface Firewall {
  arn: string;
  name: string;
  vpc?: Vpc;
  /** Attachment to a transit gateway (rule F6). */
  attachment?: string;
  policyArn: string;
  /** Undefined: the policy was not read. */
  policy(): CompiledFirewallPolicy | undefined;
}

export interface PrefixList {
  id: string;
  name?: string;
  /** Undefined: its entries were not read. */
  cidrs?: Cidr[];
}

export interface Balancer {
  arn: string;
  name: string;
  type: 'application' | 'network' | 'gateway';
  scheme: string;
  dnsName?: string;
  vpc?: Vpc;
  state: string;
  subnets: Subnet[];
  interfaces: Interface[];
  /** A Network Load Balancer made without groups is not filtered (rule S5). */
  hasGroups: boolean;
  crossZone: boolean;
  listeners: Listener[] | undefined;
}

export interface Listener {
  arn: string;
  port: number;
  protocol: string;
  /** Target groups that its default action and rules forward to. */
  targetGroups: string[];
  raw: Saved<elbv2.Listener>;
}

export interface TargetGroup {
  arn: string;
  name: string;
  type: string;
  protocol: string;
  port?: number;
  vpcId?: string;
  preserveClientIp: boolean;
  crossZone?: boolean;
  targets: Target[] | undefined;
  health: { protocol?: string; port?: string; path?: string };
}

export interface Target {
  id: string;
  port?: number;
  interface?: Interface;
  address?: Address;
  /** The state as AWS tells it: `healthy`, `unused` … */
  state?: string;
}

export interface BlockPublicAccess {
  mode: 'off' | 'block-ingress' | 'block-bidirectional';
  /** VPC or subnet id → `allow-bidirectional` or `allow-egress`; undefined: exclusions were not read. */
  exclusions: ReadonlyMap<string, string> | undefined;
}
