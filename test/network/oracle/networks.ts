import type * as ec2 from '@aws-sdk/client-ec2';
import type * as networkfirewall from '@aws-sdk/client-network-firewall';
import fc from 'fast-check';
import type { Ec2Data } from '../../../src/snapshot/data/ec2.ts';
import type { NetworkFirewallData } from '../../../src/snapshot/data/services.ts';
import type { Saved, Snapshot } from '../../../src/snapshot/snapshot.ts';
import type { Flow } from './simulator.ts';

/*
 * Random networks: small, but with everything that the engine models in them, and wired so that a fair part of the
 * flows gets through. Draws come from fast-check, so that a failing network shrinks.
 */

export type Draw = fc.GeneratorValue;

const account = '111122223333';
const region = 'ap-northeast-2';
const zones = ['z-a', 'z-b'];

interface Plan {
  draw: Draw;
  ec2: Required<
    Pick<
      Ec2Data,
      | 'Vpcs'
      | 'Subnets'
      | 'RouteTables'
      | 'InternetGateways'
      | 'EgressOnlyInternetGateways'
      | 'NatGateways'
      | 'SecurityGroups'
      | 'NetworkAcls'
      | 'NetworkInterfaces'
      | 'Reservations'
      | 'VpcEndpoints'
      | 'VpcPeeringConnections'
      | 'TransitGateways'
      | 'TransitGatewayVpcAttachments'
      | 'TransitGatewayAttachments'
      | 'TransitGatewayRouteTables'
      | 'TransitGatewayRouteTableAssociations'
      | 'TransitGatewayRoutes'
      | 'VpnConnections'
      | 'VpnGateways'
      | 'PrefixLists'
      | 'PrefixListEntries'
      | 'Addresses'
    >
  > &
    Ec2Data;
  firewall: Required<Pick<NetworkFirewallData, 'Firewalls' | 'FirewallPolicies' | 'RuleGroups'>>;
  counter: number;
}

interface Site {
  vpc: string;
  n: number;
  block: string;
  v6: string | undefined;
  subnets: { id: string; block: string; v6?: string; zone: string; n: number }[];
  groups: string[];
  igw?: string;
  eigw?: string;
  nats: string[];
  firewalls: string[];
  peerings: { id: string; other: number }[];
  vgw?: string;
  s3?: string;
  appliances: string[];
}

const chance = (plan: Plan, percent: number): boolean => plan.draw(fc.integer, { min: 0, max: 99 }) < percent;
const pick = <T>(plan: Plan, list: readonly T[]): T => list[plan.draw(fc.nat, { max: list.length - 1 })]!;
const upTo = (plan: Plan, min: number, max: number): number => plan.draw(fc.integer, { min, max });
const id = (plan: Plan, prefix: string): string => `${prefix}-${(++plan.counter).toString(16).padStart(8, '0')}`;

/** A network of one to three VPCs and what joins them. */
export function randomNetwork(draw: Draw): Snapshot {
  const plan: Plan = {
    draw,
    counter: 0,
    ec2: {
      Vpcs: [],
      Subnets: [],
      RouteTables: [],
      InternetGateways: [],
      EgressOnlyInternetGateways: [],
      NatGateways: [],
      SecurityGroups: [],
      NetworkAcls: [],
      NetworkInterfaces: [],
      Reservations: [{ OwnerId: account, Instances: [] }],
      VpcEndpoints: [],
      VpcPeeringConnections: [],
      TransitGateways: [],
      TransitGatewayVpcAttachments: [],
      TransitGatewayAttachments: [],
      TransitGatewayRouteTables: [],
      TransitGatewayRouteTableAssociations: {},
      TransitGatewayRoutes: {},
      VpnConnections: [],
      VpnGateways: [],
      PrefixLists: [],
      PrefixListEntries: {
        'pl-s3': [{ Cidr: '52.95.0.0/16' }],
        'pl-own': [{ Cidr: '10.1.0.0/17' }, { Cidr: '8.8.0.0/16' }],
      },
      Addresses: [{ AllocationId: 'eipalloc-free', PublicIp: '203.0.113.250', Domain: 'vpc' }],
      VpcBlockPublicAccessOptions: { InternetGatewayBlockMode: 'off' },
      VpcBlockPublicAccessExclusions: [],
    },
    firewall: { Firewalls: [], FirewallPolicies: {}, RuleGroups: {} },
  };
  const sites = Array.from({ length: upTo(plan, 1, 3) }, (_, n) => vpc(plan, n));
  for (const site of sites) groups(plan, site, sites);
  for (const site of sites) hosts(plan, site);
  peerings(plan, sites);
  const transit = chance(plan, 70) ? transitGateway(plan, sites) : undefined;
  hybrid(plan, sites, transit);
  for (const site of sites) tables(plan, site, sites, transit);
  for (const site of sites) acls(plan, site);
  publicAccess(plan, sites);
  return {
    schemaVersion: 1,
    takenAt: '2026-01-01T00:00:00.000Z',
    source: 'files',
    accounts: [{ id: account, partition: 'aws' }],
    regions: [region],
    scopes: [
      {
        account,
        region,
        ec2: plan.ec2,
        networkfirewall: plan.firewall,
        directconnect: { virtualInterfaces: [], directConnectGateways: [], connections: [] },
      },
    ],
    gaps: [],
  };
}

function vpc(plan: Plan, n: number): Site {
  const v6 = chance(plan, 50) ? `2001:db8:${n}::/56` : undefined;
  const second = chance(plan, 20) ? `10.1${n}.0.0/16` : undefined;
  const site: Site = {
    vpc: id(plan, 'vpc'),
    n,
    block: `10.${n}.0.0/16`,
    v6,
    subnets: [],
    groups: [],
    nats: [],
    firewalls: [],
    peerings: [],
    appliances: [],
  };
  plan.ec2.Vpcs.push({
    VpcId: site.vpc,
    OwnerId: account,
    CidrBlock: site.block,
    CidrBlockAssociationSet: [
      { CidrBlock: site.block, CidrBlockState: { State: 'associated' } },
      ...(second ? [{ CidrBlock: second, CidrBlockState: { State: 'associated' as const } }] : []),
    ],
    Ipv6CidrBlockAssociationSet: v6 ? [{ Ipv6CidrBlock: v6, Ipv6CidrBlockState: { State: 'associated' } }] : [],
  });
  const count = upTo(plan, 2, 4);
  for (let s = 0; s < count; s++) {
    const block = second !== undefined && s === count - 1 ? `10.1${n}.${s}.0/24` : `10.${n}.${s}.0/24`;
    const subnetV6 = v6 ? `2001:db8:${n}:${s}::/64` : undefined;
    const subnet = { id: id(plan, 'subnet'), block, v6: subnetV6, zone: zones[s % 2]!, n: s };
    site.subnets.push(subnet);
    plan.ec2.Subnets.push({
      SubnetId: subnet.id,
      VpcId: site.vpc,
      OwnerId: account,
      CidrBlock: block,
      AvailabilityZone: subnet.zone,
      Ipv6CidrBlockAssociationSet: subnetV6 ? [{ Ipv6CidrBlock: subnetV6 }] : [],
    });
  }
  if (chance(plan, 75)) {
    site.igw = id(plan, 'igw');
    plan.ec2.InternetGateways.push({
      InternetGatewayId: site.igw,
      Attachments: [{ VpcId: site.vpc, State: 'available' as 'attached' }],
    });
  }
  if (v6 && chance(plan, 40)) {
    site.eigw = id(plan, 'eigw');
    plan.ec2.EgressOnlyInternetGateways.push({
      EgressOnlyInternetGatewayId: site.eigw,
      Attachments: [{ VpcId: site.vpc, State: 'attached' }],
    });
  }
  return site;
}

const groupPorts = [22, 80, 443];

function groups(plan: Plan, site: Site, sites: readonly Site[]): void {
  for (let g = 0; g < 2; g++) site.groups.push(id(plan, 'sg'));
  const everyGroup = (): string =>
    pick(
      plan,
      pick(
        plan,
        sites.filter((s) => s.groups.length > 0),
      ).groups,
    );
  const permission = (): Saved<ec2.IpPermission> => {
    const shape = upTo(plan, 0, 9);
    if (shape < 4) return { IpProtocol: '-1', ...peer(plan, everyGroup) };
    if (shape < 8) {
      const port = pick(plan, groupPorts);
      return {
        IpProtocol: chance(plan, 80) ? 'tcp' : 'udp',
        FromPort: port,
        ToPort: chance(plan, 70) ? port : 40000,
        ...peer(plan, everyGroup),
      };
    }
    if (shape === 8)
      return {
        IpProtocol: pick(plan, ['icmp', 'icmpv6']),
        FromPort: pick(plan, [-1, 8, 128, 3]),
        ToPort: -1,
        ...peer(plan, everyGroup),
      };
    return { IpProtocol: '47', ...peer(plan, everyGroup) };
  };
  for (const group of site.groups) {
    const all: Saved<ec2.IpPermission> = {
      IpProtocol: '-1',
      IpRanges: [{ CidrIp: '0.0.0.0/0' }],
      Ipv6Ranges: [{ CidrIpv6: '::/0' }],
    };
    plan.ec2.SecurityGroups.push({
      GroupId: group,
      GroupName: group,
      VpcId: site.vpc,
      OwnerId: account,
      IpPermissions: chance(plan, 40) ? [all] : Array.from({ length: upTo(plan, 1, 3) }, permission),
      IpPermissionsEgress: chance(plan, 70) ? [all] : Array.from({ length: upTo(plan, 1, 3) }, permission),
    });
  }
}

function peer(plan: Plan, group: () => string): Partial<Saved<ec2.IpPermission>> {
  const kind = upTo(plan, 0, 9);
  if (kind < 3) return { UserIdGroupPairs: [{ GroupId: group(), UserId: account }] };
  if (kind < 4) return { PrefixListIds: [{ PrefixListId: pick(plan, ['pl-s3', 'pl-own']) }] };
  if (kind < 5) return { Ipv6Ranges: [{ CidrIpv6: pick(plan, ['::/0', '2001:db8::/32', '2001:db8:1::/56']) }] };
  const blocks = [
    '0.0.0.0/0',
    '10.0.0.0/8',
    '10.0.0.0/16',
    '10.1.0.0/16',
    '10.0.1.0/24',
    '192.168.0.0/16',
    '8.8.8.8/32',
  ];
  return { IpRanges: [{ CidrIp: pick(plan, blocks) }] };
}

function hosts(plan: Plan, site: Site): void {
  for (const subnet of site.subnets) {
    const count = upTo(plan, 1, 2);
    for (let h = 0; h < count; h++) {
      const instance = id(plan, 'i');
      const eni = id(plan, 'eni');
      const address = subnet.block.replace(/\.0\/24$/, `.${10 + h}`);
      const outside = chance(plan, 40) ? `198.51.${site.n}.${subnet.n * 10 + h + 1}` : undefined;
      const forwards = chance(plan, 30);
      plan.ec2.Reservations[0]!.Instances!.push({
        InstanceId: instance,
        State: { Name: chance(plan, 96) ? 'running' : 'stopped' },
      });
      plan.ec2.NetworkInterfaces.push(
        networkInterface(site, subnet, eni, address, outside, {
          Groups: chance(plan, 80)
            ? [{ GroupId: pick(plan, site.groups) }]
            : site.groups.map((GroupId) => ({ GroupId })),
          Attachment: { InstanceId: instance, Status: 'attached' },
          SourceDestCheck: !forwards,
          Ipv6Addresses: subnet.v6 ? [{ Ipv6Address: subnet.v6.replace('::/64', `::${10 + h}`) }] : [],
        }),
      );
      if (forwards) site.appliances.push(eni);
    }
  }
  const services = upTo(plan, 0, 2);
  for (let i = 0; i < services; i++) natGateway(plan, site);
  const inspections = upTo(plan, 0, 2);
  for (let i = 0; i < inspections; i++) firewallEndpoint(plan, site, i);
  if (chance(plan, 30)) {
    site.s3 = id(plan, 'vpce');
    plan.ec2.VpcEndpoints.push({
      VpcEndpointId: site.s3,
      VpcEndpointType: 'Gateway',
      VpcId: site.vpc,
      ServiceName: 's3',
      State: 'available' as 'Available',
    });
  }
}

function networkInterface(
  site: Site,
  subnet: Site['subnets'][number],
  eni: string,
  address: string,
  outside: string | undefined,
  rest: Partial<Saved<ec2.NetworkInterface>>,
): Saved<ec2.NetworkInterface> {
  return {
    NetworkInterfaceId: eni,
    VpcId: site.vpc,
    SubnetId: subnet.id,
    OwnerId: account,
    AvailabilityZone: subnet.zone,
    PrivateIpAddress: address,
    PrivateIpAddresses: [
      { Primary: true, PrivateIpAddress: address, ...(outside ? { Association: { PublicIp: outside } } : {}) },
    ],
    Status: 'in-use',
    InterfaceType: 'interface',
    SourceDestCheck: true,
    ...rest,
  };
}

function natGateway(plan: Plan, site: Site): void {
  const nat = id(plan, 'nat');
  site.nats.push(nat);
  const n = site.nats.length;
  const outside = `203.0.113.${site.n * 20 + n}`;
  if (chance(plan, 15)) {
    const table = id(plan, 'rtb');
    plan.ec2.RouteTables.push({
      RouteTableId: table,
      VpcId: site.vpc,
      OwnerId: account,
      Routes: site.igw ? [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: site.igw, State: 'active' }] : [],
      Associations: [],
    });
    plan.ec2.NatGateways.push({
      NatGatewayId: nat,
      VpcId: site.vpc,
      State: 'available',
      ConnectivityType: 'public',
      AvailabilityMode: 'regional',
      RouteTableId: table,
      NatGatewayAddresses: zones.map((AvailabilityZone, z) => ({
        AvailabilityZone,
        PublicIp: `203.0.113.${site.n * 20 + 10 + n * 2 + z}`,
        Status: 'succeeded' as const,
      })),
    });
    return;
  }
  const subnet = pick(plan, site.subnets);
  const eni = id(plan, 'eni');
  const isPublic = chance(plan, 75);
  const address = subnet.block.replace(/\.0\/24$/, `.${100 + n}`);
  plan.ec2.NatGateways.push({
    NatGatewayId: nat,
    VpcId: site.vpc,
    SubnetId: subnet.id,
    State: chance(plan, 95) ? 'available' : 'failed',
    ConnectivityType: isPublic ? 'public' : 'private',
    NatGatewayAddresses: [
      {
        PrivateIp: address,
        PublicIp: isPublic ? outside : undefined,
        NetworkInterfaceId: eni,
        IsPrimary: true,
        Status: 'succeeded',
      },
    ],
  });
  plan.ec2.NetworkInterfaces.push(
    networkInterface(site, subnet, eni, address, isPublic ? outside : undefined, {
      InterfaceType: 'nat_gateway' as 'natGateway',
      Description: `Interface for NAT Gateway ${nat}`,
      SourceDestCheck: false,
    }),
  );
}

function firewallEndpoint(plan: Plan, site: Site, i: number): void {
  const subnet = site.subnets[i % site.subnets.length]!;
  const endpoint = id(plan, 'vpce');
  site.firewalls.push(endpoint);
  plan.ec2.VpcEndpoints.push({
    VpcEndpointId: endpoint,
    VpcEndpointType: 'GatewayLoadBalancer',
    VpcId: site.vpc,
    SubnetIds: [subnet.id],
    State: (chance(plan, 96) ? 'available' : 'failed') as 'Available',
  });
  // Some endpoints lead to an appliance that is not a Network Firewall.
  if (chance(plan, 20)) return;
  const arn = `arn:aws:network-firewall:${region}:${account}:firewall/fw-${endpoint}`;
  const policy = `arn:aws:network-firewall:${region}:${account}:firewall-policy/policy-${endpoint}`;
  plan.firewall.Firewalls.push({
    Firewall: {
      FirewallArn: arn,
      FirewallName: `fw-${endpoint}`,
      FirewallId: endpoint,
      FirewallPolicyArn: policy,
      VpcId: site.vpc,
      SubnetMappings: [{ SubnetId: subnet.id }],
    },
    FirewallStatus: {
      Status: 'READY',
      ConfigurationSyncStateSummary: 'IN_SYNC',
      SyncStates: { [subnet.zone]: { Attachment: { SubnetId: subnet.id, EndpointId: endpoint, Status: 'READY' } } },
    },
  });
  const strict = chance(plan, 60);
  plan.firewall.FirewallPolicies[policy] = {
    FirewallPolicy: {
      StatelessDefaultActions: [chance(plan, 85) ? 'aws:forward_to_sfe' : 'aws:pass'],
      StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
      StatelessRuleGroupReferences: chance(plan, 30) ? [{ ResourceArn: `${arn}/stateless`, Priority: 1 }] : [],
      StatefulRuleGroupReferences: [
        { ResourceArn: `${arn}/second`, ...(strict ? { Priority: 2 } : {}) },
        { ResourceArn: `${arn}/first`, ...(strict ? { Priority: 1 } : {}) },
      ],
      StatefulDefaultActions:
        strict && chance(plan, 40) ? [pick(plan, ['aws:drop_strict', 'aws:drop_established'])] : [],
      StatefulEngineOptions: { RuleOrder: strict ? 'STRICT_ORDER' : 'DEFAULT_ACTION_ORDER' },
    },
    FirewallPolicyResponse: { FirewallPolicyArn: policy, FirewallPolicyName: 'p', FirewallPolicyId: 'p' },
  };
  const blocks = ['ANY', '10.0.0.0/8', '10.0.0.0/16', '10.1.0.0/16', '8.8.8.8/32', '192.168.0.0/16'];
  const response = { RuleGroupArn: arn, RuleGroupName: 'g', RuleGroupId: 'g' };
  for (const name of ['first', 'second']) {
    const rules = Array.from(
      { length: upTo(plan, 0, 2) },
      (): Saved<networkfirewall.StatefulRule> => ({
        Action: pick(plan, ['PASS', 'PASS', 'DROP', 'REJECT', 'ALERT']),
        Header: {
          Protocol: pick(plan, ['IP', 'TCP', 'UDP', 'ICMP']),
          Source: pick(plan, blocks),
          SourcePort: 'ANY',
          Direction: pick(plan, ['FORWARD', 'ANY']),
          Destination: pick(plan, blocks),
          DestinationPort: pick(plan, ['ANY', 'ANY', '80', '443']),
        },
        RuleOptions: [{ Keyword: 'sid', Settings: [String(++plan.counter)] }],
      }),
    );
    plan.firewall.RuleGroups[`${arn}/${name}`] = {
      RuleGroup: { RulesSource: { StatefulRules: rules } },
      RuleGroupResponse: response,
    };
  }
  const cidr = (): { AddressDefinition: string }[] =>
    chance(plan, 50) ? [] : [{ AddressDefinition: pick(plan, blocks.slice(1)) }];
  plan.firewall.RuleGroups[`${arn}/stateless`] = {
    RuleGroup: {
      RulesSource: {
        StatelessRulesAndCustomActions: {
          StatelessRules: [2, 1].map((Priority) => ({
            Priority,
            RuleDefinition: {
              MatchAttributes: {
                Sources: cidr(),
                Destinations: cidr(),
                Protocols: chance(plan, 50) ? [6] : [],
                DestinationPorts: chance(plan, 50) ? [{ FromPort: 80, ToPort: 443 }] : [],
              },
              Actions: [pick(plan, ['aws:pass', 'aws:drop', 'aws:forward_to_sfe'])],
            },
          })),
        },
      },
    },
    RuleGroupResponse: response,
  };
}

function peerings(plan: Plan, sites: readonly Site[]): void {
  for (const a of sites) {
    for (const b of sites) {
      if (a.n >= b.n || !chance(plan, 40)) continue;
      const peering = id(plan, 'pcx');
      a.peerings.push({ id: peering, other: b.n });
      b.peerings.push({ id: peering, other: a.n });
      const far = chance(plan, 15) ? 'us-east-1' : region;
      plan.ec2.VpcPeeringConnections.push({
        VpcPeeringConnectionId: peering,
        Status: { Code: chance(plan, 92) ? 'active' : 'pending-acceptance' },
        RequesterVpcInfo: { VpcId: a.vpc, CidrBlock: a.block, Region: region, OwnerId: account },
        AccepterVpcInfo: { VpcId: b.vpc, CidrBlock: b.block, Region: far, OwnerId: account },
      });
    }
  }
}

interface TransitPlan {
  id: string;
  attachments: { id: string; site: Site }[];
  tables: string[];
  vpn?: string;
}

function transitGateway(plan: Plan, sites: readonly Site[]): TransitPlan {
  const transit: TransitPlan = { id: id(plan, 'tgw'), attachments: [], tables: [] };
  plan.ec2.TransitGateways.push({
    TransitGatewayId: transit.id,
    OwnerId: account,
    State: 'available',
    Options: { SecurityGroupReferencingSupport: chance(plan, 60) ? 'enable' : 'disable' },
  });
  for (const site of sites) {
    if (!chance(plan, 85)) continue;
    const attachment = id(plan, 'tgw-attach');
    const subnets = chance(plan, 70) ? site.subnets.slice(0, 2) : [pick(plan, site.subnets)];
    transit.attachments.push({ id: attachment, site });
    plan.ec2.TransitGatewayAttachments.push({
      TransitGatewayAttachmentId: attachment,
      TransitGatewayId: transit.id,
      ResourceType: 'vpc',
      ResourceId: site.vpc,
    });
    plan.ec2.TransitGatewayVpcAttachments.push({
      TransitGatewayAttachmentId: attachment,
      TransitGatewayId: transit.id,
      VpcId: site.vpc,
      VpcOwnerId: account,
      State: chance(plan, 97) ? 'available' : 'pending',
      SubnetIds: subnets.map((s) => s.id),
      Options: {
        ApplianceModeSupport: chance(plan, 40) ? 'enable' : 'disable',
        SecurityGroupReferencingSupport: chance(plan, 70) ? 'enable' : 'disable',
      },
    });
  }
  return transit;
}

function hybrid(plan: Plan, sites: readonly Site[], transit: TransitPlan | undefined): void {
  if (chance(plan, 60)) {
    const connection = id(plan, 'vpn');
    const byTransit = transit !== undefined && chance(plan, 60);
    const up = chance(plan, 92);
    const statically = chance(plan, 30);
    plan.ec2.VpnConnections.push({
      VpnConnectionId: connection,
      State: 'available',
      Options: { StaticRoutesOnly: statically },
      Routes: statically ? [{ DestinationCidrBlock: '192.168.0.0/16', State: 'available' }] : [],
      VgwTelemetry: [
        { OutsideIpAddress: '203.0.113.201', Status: up ? 'UP' : 'DOWN' },
        { OutsideIpAddress: '203.0.113.202', Status: 'DOWN' },
      ],
      ...(byTransit ? { TransitGatewayId: transit.id } : {}),
    });
    if (byTransit) {
      transit.vpn = id(plan, 'tgw-attach');
      plan.ec2.TransitGatewayAttachments.push({
        TransitGatewayAttachmentId: transit.vpn,
        TransitGatewayId: transit.id,
        ResourceType: 'vpn',
        ResourceId: connection,
        State: 'available',
      });
    } else {
      const site = sites[0]!;
      site.vgw = id(plan, 'vgw');
      plan.ec2.VpnConnections[0]!.VpnGatewayId = site.vgw;
      plan.ec2.VpnGateways.push({
        VpnGatewayId: site.vgw,
        State: 'available',
        VpcAttachments: [{ VpcId: site.vpc, State: 'attached' }],
      });
    }
  }
  if (transit === undefined) return;
  const tables = Array.from({ length: upTo(plan, 1, 2) }, () => id(plan, 'tgw-rtb'));
  for (const table of tables) {
    transit.tables.push(table);
    plan.ec2.TransitGatewayRouteTables.push({
      TransitGatewayRouteTableId: table,
      TransitGatewayId: transit.id,
      State: 'available',
    });
    plan.ec2.TransitGatewayRouteTableAssociations[table] = [];
    plan.ec2.TransitGatewayRoutes[table] = transitRoutes(plan, transit);
  }
  for (const attachment of [...transit.attachments.map((a) => a.id), ...(transit.vpn ? [transit.vpn] : [])]) {
    if (chance(plan, 96))
      plan.ec2.TransitGatewayRouteTableAssociations[pick(plan, tables)]!.push({
        TransitGatewayAttachmentId: attachment,
        State: 'associated',
      });
  }
}

function transitRoutes(plan: Plan, transit: TransitPlan): Saved<ec2.TransitGatewayRoute>[] {
  const routes: Saved<ec2.TransitGatewayRoute>[] = [];
  const add = (block: string, attachments: string[], type: 'static' | 'propagated'): void => {
    if (routes.some((r) => r.DestinationCidrBlock === block && r.Type === type)) return;
    const gone = chance(plan, 3);
    routes.push({
      DestinationCidrBlock: block,
      Type: type,
      State: gone ? 'blackhole' : 'active',
      TransitGatewayAttachments: gone ? [] : attachments.map((a) => ({ TransitGatewayAttachmentId: a })),
    });
  };
  for (const { id: attachment, site } of transit.attachments) {
    if (chance(plan, 90)) add(site.block, [attachment], chance(plan, 50) ? 'static' : 'propagated');
    if (site.v6 && chance(plan, 80)) add(site.v6, [attachment], 'static');
  }
  const any = transit.attachments.map((a) => a.id);
  if (any.length > 0) {
    if (chance(plan, 60)) add('0.0.0.0/0', [pick(plan, any)], 'static');
    if (chance(plan, 30)) add('::/0', [pick(plan, any)], 'static');
    if (chance(plan, 15)) add('10.0.0.0/8', [pick(plan, any)], 'static');
    if (chance(plan, 10)) add('10.0.0.0/16', [pick(plan, any)], 'static');
  }
  if (transit.vpn && chance(plan, 85)) add('192.168.0.0/16', [transit.vpn], 'propagated');
  return routes;
}

function tables(plan: Plan, site: Site, sites: readonly Site[], transit: TransitPlan | undefined): void {
  const attached = transit?.attachments.some((a) => a.site === site) ? transit.id : undefined;
  const make = (associations: Saved<ec2.RouteTableAssociation>[], routes: Saved<ec2.Route>[]): void => {
    plan.ec2.RouteTables.push({
      RouteTableId: id(plan, 'rtb'),
      VpcId: site.vpc,
      OwnerId: account,
      Associations: associations,
      Routes: [
        { DestinationCidrBlock: site.block, GatewayId: 'local', State: 'active', Origin: 'CreateRouteTable' },
        ...routes,
      ],
    });
  };
  make([{ Main: true }], subnetRoutes(plan, site, sites, attached));
  for (const subnet of site.subnets)
    if (chance(plan, 75)) make([{ SubnetId: subnet.id }], subnetRoutes(plan, site, sites, attached));
  if (site.igw && site.firewalls.length > 0 && chance(plan, 50)) {
    make(
      [{ GatewayId: site.igw }],
      site.subnets
        .filter(() => chance(plan, 50))
        .flatMap((s) => {
          const GatewayId = pick(plan, site.firewalls);
          const v6 = s.v6 ? [{ DestinationIpv6CidrBlock: s.v6, GatewayId, State: 'active' as const }] : [];
          return [{ DestinationCidrBlock: s.block, GatewayId, State: 'active' as const }, ...v6];
        }),
    );
  }
}

type Target = Partial<Saved<ec2.Route>>;

function subnetRoutes(
  plan: Plan,
  site: Site,
  sites: readonly Site[],
  attached: string | undefined,
): Saved<ec2.Route>[] {
  const routes: Saved<ec2.Route>[] = [];
  const add = (block: string, targets: readonly (Target | undefined)[], extra: Target = {}): void => {
    const usable = targets.filter((t) => t !== undefined);
    if (usable.length === 0) return;
    const key = block.includes(':') ? 'DestinationIpv6CidrBlock' : 'DestinationCidrBlock';
    if (routes.some((r) => r[key] === block)) return;
    routes.push({
      [key]: block,
      State: chance(plan, 97) ? 'active' : 'blackhole',
      Origin: 'CreateRoute',
      ...pick(plan, usable),
      ...extra,
    });
  };
  const igw = site.igw && { GatewayId: site.igw };
  const tgw = attached && { TransitGatewayId: attached };
  const vgw = site.vgw && { GatewayId: site.vgw };
  const nats = site.nats.map((NatGatewayId) => ({ NatGatewayId }));
  const firewalls = site.firewalls.map((GatewayId) => ({ GatewayId }));
  const appliances = site.appliances.slice(0, 2).map((NetworkInterfaceId) => ({ NetworkInterfaceId }));
  if (chance(plan, 85)) add('0.0.0.0/0', [igw || undefined, ...nats, ...firewalls, tgw || undefined, ...appliances]);
  if (site.v6 && chance(plan, 80))
    add('::/0', [
      igw || undefined,
      site.eigw ? { EgressOnlyInternetGatewayId: site.eigw } : undefined,
      ...firewalls,
      tgw || undefined,
    ]);
  for (const other of sites) {
    if (other === site) continue;
    const peering = site.peerings.find((p) => p.other === other.n);
    const ways = [tgw || undefined, peering && { VpcPeeringConnectionId: peering.id }];
    if (chance(plan, 75)) add(other.block, [...ways, ...ways, ...firewalls, ...nats.slice(0, 1)]);
    if (other.v6 && chance(plan, 60)) add(other.v6, ways);
  }
  if (chance(plan, 60)) add('192.168.0.0/16', [vgw || undefined, tgw || undefined, ...nats.slice(0, 1)]);
  if (site.vgw && chance(plan, 30))
    add('192.168.0.0/16', [{ GatewayId: site.vgw }], { Origin: 'EnableVgwRoutePropagation' });
  if (site.vgw && chance(plan, 15))
    add(`10.${site.n}.1.0/24`, [{ GatewayId: site.vgw }], { Origin: 'EnableVgwRoutePropagation' });
  for (const subnet of site.subnets)
    if (chance(plan, 12)) add(subnet.block, [...firewalls, ...nats.slice(0, 1), ...appliances]);
  if (site.s3 && chance(plan, 60))
    routes.push({ DestinationPrefixListId: 'pl-s3', GatewayId: site.s3, State: 'active', Origin: 'CreateRoute' });
  if (tgw && chance(plan, 15))
    routes.push({ DestinationPrefixListId: 'pl-own', ...tgw, State: 'active', Origin: 'CreateRoute' });
  return routes;
}

function acls(plan: Plan, site: Site): void {
  const everything = (RuleNumber: number): Saved<ec2.NetworkAclEntry>[] =>
    [true, false].flatMap((Egress): Saved<ec2.NetworkAclEntry>[] => [
      { RuleNumber, Egress, Protocol: '-1', RuleAction: 'allow', CidrBlock: '0.0.0.0/0' },
      { RuleNumber: RuleNumber + 1, Egress, Protocol: '-1', RuleAction: 'allow', Ipv6CidrBlock: '::/0' },
    ]);
  const last: Saved<ec2.NetworkAclEntry>[] = [true, false].flatMap((Egress): Saved<ec2.NetworkAclEntry>[] => [
    { RuleNumber: 32767, Egress, Protocol: '-1', RuleAction: 'deny', CidrBlock: '0.0.0.0/0' },
    { RuleNumber: 32768, Egress, Protocol: '-1', RuleAction: 'deny', Ipv6CidrBlock: '::/0' },
  ]);
  const random = (number: number): Saved<ec2.NetworkAclEntry> => {
    const protocol = pick(plan, ['-1', '6', '6', '17', '1', '58']);
    const ports = pick(plan, [
      { From: 80, To: 80 },
      { From: 22, To: 443 },
      { From: 1024, To: 65535 },
      { From: 32768, To: 60999 },
      { From: 0, To: 65535 },
    ]);
    return {
      RuleNumber: number,
      Egress: chance(plan, 50),
      Protocol: protocol,
      RuleAction: chance(plan, 50) ? 'allow' : 'deny',
      ...(chance(plan, 85)
        ? { CidrBlock: pick(plan, ['0.0.0.0/0', '10.0.0.0/8', '10.0.1.0/24', '8.8.8.8/32', '192.168.0.0/16']) }
        : { Ipv6CidrBlock: pick(plan, ['::/0', '2001:db8::/32']) }),
      ...(protocol === '6' || protocol === '17' ? { PortRange: ports } : {}),
      ...(protocol === '1' || protocol === '58'
        ? { IcmpTypeCode: { Type: pick(plan, [-1, 8, 0, 128, 129]), Code: -1 } }
        : {}),
    };
  };
  const strict = site.subnets.filter(() => chance(plan, 20));
  const open = site.subnets.filter((s) => !strict.includes(s));
  plan.ec2.NetworkAcls.push({
    NetworkAclId: id(plan, 'acl'),
    VpcId: site.vpc,
    IsDefault: true,
    Associations: open.map((s) => ({ SubnetId: s.id })),
    Entries: [...everything(100), ...last],
  });
  for (const subnet of strict) {
    const entries = Array.from({ length: upTo(plan, 1, 4) }, (_, i) => random((i + 1) * 10));
    plan.ec2.NetworkAcls.push({
      NetworkAclId: id(plan, 'acl'),
      VpcId: site.vpc,
      IsDefault: false,
      Associations: [{ SubnetId: subnet.id }],
      Entries: [...last, ...(chance(plan, 80) ? everything(200) : []), ...entries.reverse()],
    });
  }
}

function publicAccess(plan: Plan, sites: readonly Site[]): void {
  if (!chance(plan, 25)) return;
  plan.ec2.VpcBlockPublicAccessOptions = {
    InternetGatewayBlockMode: pick(plan, ['block-ingress', 'block-bidirectional']),
  };
  const site = pick(plan, sites);
  const subnet = pick(plan, site.subnets);
  const resource = chance(plan, 50) ? `vpc/${site.vpc}` : `subnet/${subnet.id}`;
  if (chance(plan, 60))
    plan.ec2.VpcBlockPublicAccessExclusions = [
      {
        ResourceArn: `arn:aws:ec2:${region}:${account}:${resource}`,
        InternetGatewayExclusionMode: pick(plan, ['allow-bidirectional', 'allow-egress']),
        State: 'create-complete',
      },
    ];
}

/** A flow between two of the network's places, most of them with a chance to pass. */
export function randomFlow(draw: Draw, snapshot: Snapshot): Flow {
  const choose = <T>(list: readonly T[]): T => list[draw(fc.nat, { max: list.length - 1 })]!;
  const { NetworkInterfaces: all = [], NatGateways: nats = [] } = snapshot.scopes[0]!.ec2!;
  const instances = all.filter((e) => e.Attachment?.InstanceId !== undefined);
  const eni = choose(instances);
  const six = eni.Ipv6Addresses?.[0]?.Ipv6Address !== undefined && draw(fc.nat, { max: 3 }) === 0;
  const own = (e: Saved<ec2.NetworkInterface>): string | undefined =>
    six ? e.Ipv6Addresses?.[0]?.Ipv6Address : e.PrivateIpAddress;
  const publics = all.flatMap((e) => e.PrivateIpAddresses?.[0]?.Association?.PublicIp ?? []);
  const other = choose(instances);
  const protocol = choose(six ? [6, 6, 6, 17, 58, 47] : [6, 6, 6, 17, 1, 47]);
  const ports = { sport: choose([1024, 33000, 50000]), dport: choose([22, 80, 80, 443, 1024, 40000]) };
  const echo = protocol === 1 ? choose([8 * 256, 8 * 256, 3 * 256 + 1]) : 128 * 256;
  const shared = {
    protocol,
    sport: protocol === 6 || protocol === 17 ? ports.sport : 0,
    dport: protocol === 6 || protocol === 17 ? ports.dport : protocol === 47 ? 0 : echo,
  };
  const host = six ? '2600:1f00::8' : '8.8.8.8';
  switch (draw(fc.nat, { max: 9 })) {
    case 0:
    case 1:
      return { ...shared, from: { interface: eni.NetworkInterfaceId! }, src: own(eni)!, dst: host };
    case 2: {
      const target = six ? own(choose(instances)) : choose([...publics, '203.0.113.99', ...natAddresses(nats)]);
      return { ...shared, from: 'internet', src: host, dst: target ?? (six ? '2001:db8:9::9' : '203.0.113.99') };
    }
    case 3:
      if (six) break;
      return { ...shared, from: { interface: eni.NetworkInterfaceId! }, src: own(eni)!, dst: '192.168.10.5' };
    case 4:
      if (six) break;
      return { ...shared, from: 'on-premises', src: '192.168.10.5', dst: other.PrivateIpAddress! };
    case 5:
      if (six) break;
      return { ...shared, from: { interface: eni.NetworkInterfaceId! }, src: own(eni)!, dst: '52.95.1.1' };
    case 6:
      if (six || publics.length === 0) break;
      return { ...shared, from: { interface: eni.NetworkInterfaceId! }, src: own(eni)!, dst: choose(publics) };
    default:
      break;
  }
  return {
    ...shared,
    from: { interface: eni.NetworkInterfaceId! },
    src: own(eni)!,
    dst: own(other) ?? '2001:db8:9::9',
  };
}

const natAddresses = (nats: readonly Saved<ec2.NatGateway>[]): string[] =>
  nats.flatMap((n) => (n.NatGatewayAddresses ?? []).flatMap((a) => a.PublicIp ?? []));
