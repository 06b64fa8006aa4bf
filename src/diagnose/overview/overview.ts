import type { Text } from '../../messages/text.ts';

/**
 * The facts of a network as `netops analyze` shows them: typed, without judgement (that is what findings are for), and
 * the `data` of its JSON document.
 *
 * `null` means that the snapshot does not have it: not read, refused, or not known to AWS. It is never 0 and never an
 * empty list: a list that is empty was read and is empty. Of several accounts and regions, a list holds what was read
 * in any of them; the document's `gaps` name the others. Lists are in order of account, region, VPC, name and id.
 * Resources name each other by id; `names` has the names.
 */
export interface Overview {
  accounts: AccountFacts[];
  regions: string[];
  counts: Counts;
  /** Names of the resources that are mentioned by id and have one. */
  names: Record<string, string>;
  vpcs: VpcFacts[] | null;
  /** Blocks of VPCs that overlap each other, or a block that on-premises advertises. */
  overlaps: CidrOverlap[] | null;
  subnets: SubnetFacts[] | null;
  routeTables: RouteTableFacts[] | null;
  gateways: GatewayFacts;
  natGateways: NatGatewayFacts[] | null;
  transitGateways: TransitGatewayFacts[] | null;
  peerings: PeeringFacts[] | null;
  /** Who has a way to whom, between VPCs and to on-premises, by routes alone. */
  connectivity: ConnectivityFacts[] | null;
  securityGroups: SecurityGroupFacts;
  networkAcls: NetworkAclFacts[] | null;
  loadBalancers: LoadBalancerFacts[] | null;
  endpoints: EndpointFacts[] | null;
  /** AWS services that a VPC's workloads usually use and that it has no endpoint to. */
  missingEndpoints: MissingEndpointFacts[] | null;
  firewalls: FirewallFacts[] | null;
  dns: DnsFacts;
  hybrid: HybridFacts;
  distributions: DistributionFacts[] | null;
  addresses: AddressFacts;
  protection: ProtectionFacts[];
  resilience: ResilienceFacts[] | null;
}

export interface Placed {
  account: string;
  region: string;
}

export interface Named extends Placed {
  id: string;
  name?: string;
}

export interface AccountFacts {
  id: string;
  alias: string | null;
  /** ARN of the caller that read it. */
  caller: string | null;
  partition: string;
}

/** How many there are. Instances and interfaces are only counted: an account may have ten thousand. */
export interface Counts {
  vpcs: number | null;
  subnets: number | null;
  routeTables: number | null;
  internetGateways: number | null;
  natGateways: number | null;
  transitGateways: number | null;
  peerings: number | null;
  vpnConnections: number | null;
  directConnectConnections: number | null;
  securityGroups: number | null;
  networkAcls: number | null;
  networkInterfaces: number | null;
  instances: number | null;
  runningInstances: number | null;
  addresses: number | null;
  endpoints: number | null;
  loadBalancers: number | null;
  targets: number | null;
  healthyTargets: number | null;
  firewalls: number | null;
  hostedZones: number | null;
  distributions: number | null;
}

export interface VpcFacts extends Named {
  /** IPv4 blocks first, the primary one before all. */
  cidrs: string[];
  isDefault: boolean;
  /** Every IPv4 block is private address space by RFC 1918. */
  rfc1918: boolean;
  purpose: PurposeFacts;
  /** How many subnets it has; they are in `Overview.subnets`. */
  subnets: number | null;
  /** Zones of the subnets. */
  zones: string[];
  instances: number | null;
  interfaces: number | null;
  internetGateway: string | null;
  natGateways: string[];
  /** Attachments to transit gateways. */
  attachments: string[];
  /** A flow log on the VPC or on each of its subnets. */
  flowLogs: boolean | null;
  dnsSupport: boolean | null;
  dnsHostnames: boolean | null;
  /** IPv4 addresses of its blocks that no subnet covers yet. */
  unallocatedAddresses: number | null;
  /** The largest of the blocks that are free for subnets, largest first; at most five. */
  freeBlocks: string[] | null;
  /** IPv4 blocks that can still be added under the default quota of five a VPC; the account's own quota is not read. */
  moreCidrs: number;
}

export type PurposeKind =
  | 'empty'
  | 'egress-and-ingress'
  | 'inspection'
  | 'egress'
  | 'public-services'
  | 'workloads'
  | 'isolated'
  | 'unknown';

/** What a VPC is for, judged from what is in it and never from its name. */
export interface PurposeFacts {
  kind: PurposeKind;
  says: Text;
  /** What it is judged from. */
  because: Text;
}

export interface CidrOverlap {
  /** VPC id. */
  a: string;
  aCidr: string;
  /** VPC id, or the id of the attachment or gateway that on-premises' block comes by. */
  b: string;
  bCidr: string;
  with: 'vpc' | 'on-premises';
  /** Links that they have or share, through which one of the two cannot be reached now. */
  connectedBy: string[];
}

/**
 * Where a subnet's default route leads first, by its effective route table and not by its name: an internet gateway
 * (`public`), a firewall or Gateway Load Balancer endpoint or an appliance (`inspected`), a NAT gateway, a transit
 * gateway, peering or VPN gateway, an egress-only gateway. `private-internal`: no default route, but routes out of the
 * VPC. `isolated`: nothing but the VPC itself. IPv4 decides, IPv6 where there is no IPv4 default route.
 */
export type SubnetKind =
  | 'public'
  | 'inspected'
  | 'private-nat'
  | 'private-transit'
  | 'egress-only'
  | 'private-internal'
  | 'isolated'
  | 'unknown';

export interface SubnetFacts extends Named {
  vpc: string;
  cidr: string;
  zone: string;
  kind: SubnetKind;
  /** Id of the default route's target; null also when it has none (then `kind` says so). */
  defaultRoute: string | null;
  /** Where the default route ends after all hops; null: the table was not read. */
  exit: ExitFacts | null;
  routeTable: string | null;
  /** It has no table of its own and uses the VPC's main table. */
  mainTable: boolean | null;
  networkAcl: string | null;
  interfaces: number | null;
  available: number | null;
  /** Percent of the addresses that AWS leaves to the customer (all but five) that are in use. */
  usedPercent: number | null;
  publicOnLaunch: boolean;
}

/** Where packets to the internet come out, followed through firewalls, transit gateways and NAT. */
export interface ExitFacts {
  /** Ids in the order in which they are passed: endpoints, NAT and transit gateways, the gateway at the end. */
  through: string[];
  /** `none`: the subnet's own table has no route. */
  end: 'internet' | 'on-premises' | 'none' | 'dropped' | 'loop' | 'unknown';
}

export interface RouteTableFacts extends Named {
  vpc: string;
  main: boolean;
  /** Subnets associated with it by name; those that fall back to a main table are not among them. */
  subnets: string[];
  /** Gateways whose inbound traffic it routes (edge associations). */
  gateways: string[];
  /** Subnets that use it, associated or as the main table; 0: unused. */
  users: number | null;
  routes: RouteFacts[];
}

export interface RouteFacts {
  destination: string;
  target: string;
  state: string;
  /** `CreateRouteTable`, `CreateRoute`, `EnableVgwRoutePropagation`, as AWS writes it. */
  origin: string;
  /** It decides nothing: another route of the same prefix wins, or a wider one has the same target. */
  shadowedBy?: string;
}

export interface GatewayFacts {
  internetGateways: (Named & { vpc: string | null; edgeTable: string | null })[] | null;
  egressOnlyInternetGateways: (Named & { vpc: string | null })[] | null;
  vpnGateways: (Named & { vpc: string | null; asn: number | null })[] | null;
}

export interface NatGatewayFacts extends Named {
  vpc: string;
  /** Empty for a regional gateway. */
  subnet: string;
  zone: string;
  state: string;
  connectivity: string;
  publicIps: string[];
  /** Subnets with something in them whose way to the internet leads here, through whatever lies between. */
  usedBy: { subnet: string; vpc: string; zone: string }[];
  /** Subnets in other zones, whose traffic crosses zones and which lose the internet with this zone. */
  crossZone: string[];
  /** From the metrics in the snapshot; null where CloudWatch had none or was not asked. */
  last24h: {
    downloadBytes: number | null;
    uploadBytes: number | null;
    peakConnections: number | null;
    portAllocationErrors: number | null;
    packetsDropped: number | null;
  } | null;
  /** USD a month for the hours that it runs; null without a price. */
  monthlyUsd: number | null;
}

export interface TransitGatewayFacts extends Named {
  asn: number | null;
  attachments: AttachmentFacts[];
  tables: TransitTableFacts[];
  /** From attachment to attachment by the tables' routes alone. */
  reaches: { from: string; to: string[] }[];
}

export interface AttachmentFacts {
  id: string;
  name?: string;
  type: string;
  resource: string;
  state: string;
  routeTable: string | null;
  applianceMode: boolean | null;
  zones: string[];
}

export interface TransitTableFacts {
  id: string;
  name?: string;
  associations: string[];
  propagations: string[];
  routes: { destination: string; attachment: string; type: string; state: string }[] | null;
}

export interface PeeringFacts extends Named {
  state: string;
  vpcs: [string, string];
  /** For each VPC, whether one of its tables routes to the peering. */
  routed: [boolean | null, boolean | null];
}

/**
 * VPCs (and links to on-premises, by attachment id) that reach the same others. Members reach each other too. Routes
 * only: groups, NACLs and firewalls may still forbid it.
 */
export interface ConnectivityFacts {
  members: string[];
  /** There and back. */
  reaches: string[];
  /** Packets get there, and answers have no way back. */
  oneWay: string[];
}

export interface SecurityGroupFacts {
  total: number | null;
  /** Groups with inbound rules open to any address. */
  worldOpen: WorldOpenFacts[] | null;
  /** Attached to nothing and named by no other group; default groups apart, which cannot be deleted. */
  unused: string[] | null;
  /** Rings of groups that name each other. */
  circular: string[][] | null;
  /** Groups of one VPC with the same rules. */
  duplicates: string[][] | null;
  /** Groups with rules that name a group that does not exist any more. */
  danglingReferences: { group: string; missing: string }[] | null;
  /** Made by the console's launch wizard and attached to something. */
  launchWizard: string[] | null;
}

/** How far "open to the world" goes: what the routes let through to the group's interfaces. */
export type Exposure = 'internet' | 'one-way' | 'internal' | 'unattached' | 'unknown';

export interface WorldOpenFacts extends Named {
  name: string;
  vpc: string;
  /** `tcp 22`, `tcp 1024-65535`, `icmp`, `all`. */
  ports: string[];
  attached: number | null;
  /**
   * `internet`: some interface with a public address has a way in and back; `one-way`: packets get in and answers do
   * not get out; `internal`: attached, but nothing comes in from the internet.
   */
  exposure: Exposure;
  /** Interfaces that packets from the internet get to. */
  exposed: string[];
}

export interface NetworkAclFacts extends Named {
  vpc: string;
  isDefault: boolean;
  subnets: string[];
  /** Both directions allow everything before anything is denied. */
  allowsAll: boolean;
  rules: { ingress: string[]; egress: string[] };
}

export interface LoadBalancerFacts extends Placed {
  arn: string;
  name: string;
  type: string;
  scheme: string;
  state: string;
  dnsName: string;
  vpc: string;
  zones: string[];
  listeners: ListenerFacts[] | null;
  targetGroups: TargetGroupFacts[] | null;
  accessLogs: boolean | null;
}

export interface ListenerFacts {
  port: number;
  protocol: string;
  /** Names of the target groups that its default action and rules forward to. */
  targetGroups: string[];
  /** `forward`, `redirect`, `fixed-response 403` … */
  defaultAction: string;
}

export interface TargetGroupFacts {
  arn: string;
  name: string;
  protocol: string;
  port: number | null;
  healthCheck: string;
  /** A listener or rule forwards to it. */
  inUse: boolean | null;
  total: number | null;
  healthy: number | null;
  targets: TargetFacts[] | null;
}

export interface TargetFacts {
  id: string;
  name?: string;
  zone: string | null;
  port: number | null;
  state: string;
  reason?: string;
  description?: string;
}

export interface EndpointFacts extends Named {
  vpc: string;
  service: string;
  type: string;
  state: string;
  zones: string[];
}

export interface MissingEndpointFacts extends Placed {
  vpc: string;
  /** `com.amazonaws.ap-northeast-2.s3` */
  service: string;
  type: 'Gateway' | 'Interface';
  /** What carries that traffic now: NAT gateways, transit gateways, firewall endpoints, in order. */
  through: string[];
  /** USD for each GB that the endpoint would take off these; null without prices. */
  savesUsdPerGb: number | null;
}

export interface FirewallFacts extends Placed {
  arn: string;
  name: string;
  vpc: string;
  endpoints: { id: string; subnet: string; zone: string; state: string }[];
  policy: string;
  ruleOrder: string | null;
  /** Stateful default actions; empty: what no rule decides passes. */
  defaultActions: string[] | null;
  /** Stateful rules in the order in which they are asked. */
  rules: { group: string; action: string; text: string }[] | null;
  /** Rules that an earlier one always decides for. */
  shadowed: { rule: string; by: string }[] | null;
  logging: string[] | null;
  /** USD a month for the hours that its endpoints run; null without a price. */
  monthlyUsd: number | null;
}

export interface DnsFacts {
  zones: { id: string; name: string; private: boolean; records: number | null; vpcs: string[] | null }[] | null;
  resolverEndpoints:
    | {
        id: string;
        name?: string;
        direction: string;
        vpc: string;
        addresses: string[] | null;
        zones: string[];
        status: string;
      }[]
    | null;
  forwardRules: { id: string; domain: string; targets: string[]; vpcs: string[] | null }[] | null;
  /** VPCs whose queries are logged. */
  queryLogging: string[] | null;
  healthChecks:
    | {
        id: string;
        target: string;
        /** Of its checkers that have answered, how many say healthy. */
        healthy: number | null;
        observed: number | null;
      }[]
    | null;
}

export interface HybridFacts {
  connections: (Named & { bandwidth: string; state: string; location: string })[] | null;
  virtualInterfaces:
    | (Named & {
        type: string;
        state: string;
        connection: string;
        gateway: string;
        bgp: string[];
        asn: number | null;
      })[]
    | null;
  directConnectGateways:
    | {
        id: string;
        name?: string;
        asn: number | null;
        associations: { gateway: string; state: string; allowedPrefixes: string[] }[] | null;
      }[]
    | null;
  vpnConnections:
    | (Named & {
        state: string;
        /** Transit gateway or VPN gateway. */
        gateway: string;
        customerGateway: string;
        customerAsn: string | null;
        static: boolean | null;
        tunnels: { address: string; status: string; routes: number | null }[] | null;
      })[]
    | null;
  /** Blocks on-premises, with the attachments or gateways that they come by. */
  onPremises: { cidr: string; via: string[] }[] | null;
}

export interface DistributionFacts extends Placed {
  id: string;
  domain: string;
  aliases: string[];
  enabled: boolean;
  origins: { domain: string; protocol: string | null }[];
  viewerProtocol: string | null;
  minimumTls: string | null;
  webAcl: string | null;
  /** Every cache behaviour keeps nothing: TTLs are 0. */
  cachingOff: boolean;
  /** Percent over the metrics in the snapshot. */
  hitRate: number | null;
}

export interface AddressFacts {
  total: number | null;
  unassociated: (Named & { ip: string })[] | null;
  /** USD a month for all unassociated addresses; null without a price. */
  unassociatedMonthlyUsd: number | null;
}

/** One account's guards. */
export interface ProtectionFacts {
  account: string;
  rootMfa: boolean | null;
  /** Shield Advanced. */
  shieldAdvanced: boolean | null;
  /** Regions with an enabled GuardDuty detector, and those read that have none. */
  guardDuty: { region: string; enabled: boolean }[] | null;
  webAcls: number | null;
  /** VPC Block Public Access, by region. */
  blockPublicAccess: { region: string; mode: string }[] | null;
}

/** The zones in which a VPC has workloads, against the goal of three. */
export interface ResilienceFacts extends Placed {
  vpc: string;
  zones: string[];
  /** Zones that the region offers. */
  offered: number | null;
}
