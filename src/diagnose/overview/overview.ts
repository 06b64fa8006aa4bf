import type { Text } from '../../messages/text.ts';

/**
 * The facts of a network as `netops analyze` shows them. A number that is null and a member that is absent were not
 * read; a list that is empty was read and is empty. Lists are in order of account, region and name.
 */
export interface Overview {
  vpcs: VpcFacts[];
  overlaps: CidrOverlap[];
  subnets: SubnetFacts[];
  routeTables: RouteTableFacts[];
  natGateways: NatGatewayFacts[];
  transitGateways: TransitGatewayFacts[];
  peerings: PeeringFacts[];
  securityGroups: SecurityGroupFacts;
  loadBalancers: LoadBalancerFacts[];
  endpoints: EndpointFacts[];
  firewalls: FirewallFacts[];
  dns: DnsFacts;
  hybrid: HybridFacts;
  distributions: DistributionFacts[];
  addresses: AddressFacts;
}

interface Placed {
  account: string;
  region: string;
}

export interface VpcFacts extends Placed {
  id: string;
  name?: string;
  cidrs: string[];
  isDefault: boolean;
  /** Every IPv4 block is private address space by RFC 1918. */
  rfc1918: boolean;
  /** Judged from what is in it; the text says from what. */
  purpose: Text;
  subnets: number | null;
  zones: string[];
  instances: number | null;
  interfaces: number | null;
  internetGateway: string | null;
  natGateways: string[];
  /** Attachments to transit gateways. */
  attachments: string[];
  flowLogs: boolean | null;
  dnsSupport: boolean | null;
  dnsHostnames: boolean | null;
  /** IPv4 addresses of its blocks that no subnet covers yet. */
  unallocatedAddresses: number | null;
}

export interface CidrOverlap {
  a: string;
  b: string;
  aCidr: string;
  bCidr: string;
}

/** Where a subnet's default route leads, by its effective route table and not by its name. */
export type SubnetKind = 'public' | 'inspected' | 'private-nat' | 'private-transit' | 'isolated' | 'unknown';

export interface SubnetFacts extends Placed {
  id: string;
  name?: string;
  vpc: string;
  cidr: string;
  zone: string;
  kind: SubnetKind;
  /** Id of the default route's target. */
  defaultRoute: string | null;
  routeTable: string | null;
  interfaces: number | null;
  available: number | null;
  /** Percent of the addresses that AWS leaves to the customer (all but five). */
  usedPercent: number | null;
  publicOnLaunch: boolean;
}

export interface RouteTableFacts extends Placed {
  id: string;
  name?: string;
  vpc: string;
  main: boolean;
  subnets: string[];
  gateways: string[];
  routes: { destination: string; target: string; state: string; origin: string }[];
}

export interface NatGatewayFacts extends Placed {
  id: string;
  name?: string;
  vpc: string;
  subnet: string;
  zone: string;
  state: string;
  connectivity: string;
  publicIps: string[];
  /** Subnets whose way out leads here, straight or through a firewall. */
  usedBy: { subnet: string; zone: string }[];
  /** Subnets in other zones that lose the internet with this zone. */
  crossZone: string[];
  /** Bytes of the last 24 hours; null where CloudWatch had none or was not asked. */
  last24h: { downloadBytes: number | null; uploadBytes: number | null; peakConnections: number | null } | null;
}

export interface TransitGatewayFacts extends Placed {
  id: string;
  name?: string;
  asn: number | null;
  attachments: {
    id: string;
    name?: string;
    type: string;
    resource: string;
    state: string;
    routeTable: string | null;
    applianceMode: boolean | null;
    zones: string[];
  }[];
  tables: {
    id: string;
    name?: string;
    routes: { destination: string; attachment: string; type: string; state: string }[] | null;
  }[];
  /** From attachment to attachment by the tables' routes alone; groups and NACLs apart. */
  reaches: { from: string; to: string[] }[];
}

export interface PeeringFacts extends Placed {
  id: string;
  name?: string;
  state: string;
  vpcs: [string, string];
}

export interface SecurityGroupFacts {
  total: number | null;
  /** Inbound rules open to any address. */
  worldOpen: {
    id: string;
    name: string;
    vpc: string;
    account: string;
    region: string;
    ports: string[];
    attached: number | null;
  }[];
  unused: string[] | null;
  circular: string[][];
  duplicates: string[][];
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
  listeners: { port: number; protocol: string; targetGroups: string[] }[] | null;
  targetGroups: TargetGroupFacts[];
}

export interface TargetGroupFacts {
  arn: string;
  name: string;
  protocol: string;
  port: number | null;
  healthCheck: string;
  total: number | null;
  healthy: number | null;
  targets:
    | {
        id: string;
        name?: string;
        zone: string | null;
        port: number | null;
        state: string;
        reason?: string;
        description?: string;
      }[]
    | null;
}

export interface EndpointFacts extends Placed {
  id: string;
  name?: string;
  vpc: string;
  service: string;
  type: string;
  state: string;
  zones: string[];
}

export interface FirewallFacts extends Placed {
  arn: string;
  name: string;
  vpc: string;
  endpoints: { id: string; subnet: string; zone: string }[];
  policy: string;
  ruleOrder: string | null;
  defaultActions: string[] | null;
  rules: { group: string; action: string; text: string }[] | null;
  shadowed: { rule: string; by: string }[];
}

export interface DnsFacts {
  zones: { id: string; name: string; private: boolean; records: number | null; vpcs: string[] | null }[] | null;
  resolverEndpoints: { id: string; name?: string; direction: string; addresses: string[]; status: string }[] | null;
  forwardRules: { id: string; domain: string; targets: string[]; vpcs: string[] }[] | null;
  queryLogging: boolean | null;
  healthChecks: number | null;
}

export interface HybridFacts {
  connections: { id: string; name?: string; bandwidth: string; state: string; location: string }[] | null;
  virtualInterfaces:
    | { id: string; name?: string; type: string; state: string; bgp: string[]; asn: number | null }[]
    | null;
  directConnectGateways:
    | {
        id: string;
        name?: string;
        asn: number | null;
        associations: { gateway: string; state: string; allowedPrefixes: string[] }[];
      }[]
    | null;
  vpnConnections:
    | {
        id: string;
        name?: string;
        state: string;
        gateway: string;
        tunnels: { address: string; status: string; routes: number | null }[];
      }[]
    | null;
}

export interface DistributionFacts {
  id: string;
  domain: string;
  aliases: string[];
  origins: string[];
  webAcl: string | null;
  /** Every cache behaviour keeps nothing: TTLs are 0. */
  cachingOff: boolean;
  /** Percent over the last 24 hours. */
  hitRate: number | null;
}

export interface AddressFacts {
  total: number | null;
  unassociated: { id: string; ip: string; account: string; region: string }[] | null;
}
