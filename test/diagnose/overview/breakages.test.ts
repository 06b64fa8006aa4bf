import { describe, expect, test } from 'vitest';
import { checks } from '../../../src/diagnose/overview/checks/index.ts';
import { analyze } from '../../../src/diagnose/overview/index.ts';
import type { Ec2Data } from '../../../src/snapshot/data/ec2.ts';
import type { Scope, Snapshot } from '../../../src/snapshot/snapshot.ts';
import { given, type Sketch } from '../../network/given.ts';
import { labSnapshot } from '../../snapshot/lab-snapshot.ts';

/*
 * Each weakness put into the healthy lab, or into the smallest network that can have it, and what the overview says of
 * it: the code and the resource. What the lab has of its own is in `healthy`.
 */

interface Lab {
  snapshot: Snapshot;
  here: Required<Scope>;
  global: Required<Scope>;
  ec2: Required<Ec2Data>;
  /** The one resource of a list that has this Name tag. */
  named<T extends { Tags?: { Key?: string; Value?: string }[] }>(list: T[], name: string): T;
}

function lab(): Lab {
  const snapshot = labSnapshot();
  const here = snapshot.scopes.find((s) => s.ec2 !== undefined) as Required<Scope>;
  const global = snapshot.scopes.find((s) => s.region === 'global') as Required<Scope>;
  return {
    snapshot,
    here,
    global,
    ec2: here.ec2 as Required<Ec2Data>,
    named: (list, name) => list.find((r) => r.Tags?.some((t) => t.Key === 'Name' && t.Value === name))!,
  };
}

const found = (snapshot: Snapshot, code: string) => analyze(snapshot).findings.filter((f) => f.code === code);
const healthy = analyze(labSnapshot()).findings;
const instance = ({ ec2, named }: Lab, name: string) =>
  named(
    ec2.Reservations.flatMap((r) => r.Instances ?? []),
    name,
  );
const table = ({ ec2, named }: Lab, name: string) => named(ec2.RouteTables, name);
const vpcId = ({ ec2, named }: Lab, name: string): string => named(ec2.Vpcs, name).VpcId!;

/** Code, what is done to the lab, and the resource (id or name) that the finding names. */
const inLab: [code: string, edit: (l: Lab) => void, resource: (l: Lab) => string][] = [
  [
    'CLOUDFRONT_LOW_HIT_RATE',
    (l) => {
      l.global.cloudfront.Distributions![0]!.DefaultCacheBehavior!.MaxTTL = 86_400;
      l.global.cloudfront.Distributions![0]!.CacheBehaviors = { Quantity: 0 };
      l.global.cloudwatch = {
        ...l.global.cloudwatch,
        MetricSeries: [
          {
            namespace: 'AWS/CloudFront',
            metric: 'CacheHitRate',
            dimensions: [
              { Name: 'DistributionId', Value: l.global.cloudfront.Distributions![0]!.Id! },
              { Name: 'Region', Value: 'Global' },
            ],
            stat: 'Average',
            period: 3600,
            from: '2026-11-22T00:00:00.000Z',
            to: '2026-11-23T00:00:00.000Z',
            timestamps: ['2026-11-22T01:00:00.000Z'],
            values: [12.5],
          },
        ],
      };
    },
    (l) => l.global.cloudfront.Distributions![0]!.Id!,
  ],
  [
    'CLOUDFRONT_OLD_TLS',
    (l) => {
      l.global.cloudfront.Distributions![0]!.ViewerCertificate = { MinimumProtocolVersion: 'TLSv1_2016' };
    },
    (l) => l.global.cloudfront.Distributions![0]!.Id!,
  ],
  [
    'ENDPOINT_NOT_AVAILABLE',
    (l) => {
      l.ec2.VpcEndpoints.find((e) => e.VpcEndpointType === 'Interface')!.State = 'Failed';
    },
    (l) => l.ec2.VpcEndpoints.find((e) => e.VpcEndpointType === 'Interface')!.VpcEndpointId!,
  ],
  [
    'ENDPOINT_SG_BLOCKS_VPC',
    (l) => {
      const endpoint = l.ec2.VpcEndpoints.find((e) => e.VpcEndpointType === 'Interface')!;
      const group = l.ec2.SecurityGroups.find((g) => g.GroupId === endpoint.Groups![0]!.GroupId)!;
      group.IpPermissions = [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
    },
    (l) => l.ec2.VpcEndpoints.find((e) => e.VpcEndpointType === 'Interface')!.Groups![0]!.GroupId!,
  ],
  [
    'ENDPOINT_SINGLE_ZONE',
    (l) => {
      const endpoint = l.ec2.VpcEndpoints.find((e) => e.VpcEndpointType === 'Interface' && e.SubnetIds!.length > 1)!;
      endpoint.SubnetIds = [endpoint.SubnetIds![0]!];
    },
    (l) =>
      l.ec2.VpcEndpoints.find((e) => e.VpcEndpointType === 'Interface' && e.SubnetIds!.length === 1)!.VpcEndpointId!,
  ],
  [
    'INSTANCE_STATUS_IMPAIRED',
    (l) => {
      l.ec2.InstanceStatuses[0]!.SystemStatus = { Status: 'impaired' };
    },
    (l) => l.ec2.InstanceStatuses[0]!.InstanceId!,
  ],
  [
    'VPC_DNS_SUPPORT_OFF',
    (l) => {
      l.ec2.VpcAttributes[vpcId(l, 'VPC01')]!.EnableDnsSupport = false;
    },
    (l) => vpcId(l, 'VPC01'),
  ],
  [
    'VPC_DNS_HOSTNAMES_OFF',
    (l) => {
      l.ec2.VpcAttributes[vpcId(l, 'VPC01')]!.EnableDnsHostnames = false;
    },
    (l) => vpcId(l, 'VPC01'),
  ],
  [
    'RESOLVER_ENDPOINT_NOT_OPERATIONAL',
    (l) => {
      l.here.route53resolver.ResolverEndpoints![0]!.Status = 'ACTION_NEEDED';
    },
    (l) => l.here.route53resolver.ResolverEndpoints![0]!.Id!,
  ],
  [
    'RESOLVER_ENDPOINT_SINGLE_ZONE',
    (l) => {
      const addresses = l.here.route53resolver.IpAddresses![l.here.route53resolver.ResolverEndpoints![0]!.Id!]!;
      for (const address of addresses) address.SubnetId = addresses[0]!.SubnetId!;
    },
    (l) => l.here.route53resolver.ResolverEndpoints![0]!.Id!,
  ],
  [
    'ROUTE53_HEALTH_CHECK_FAILING',
    (l) => {
      const check = l.global.route53.HealthChecks![0]!;
      l.global.route53.HealthCheckObservations = {
        [check.Id!]: [1, 2, 3].map((n) => ({
          IPAddress: `192.0.2.${n}`,
          StatusReport: { Status: 'Failure: timeout' },
        })),
      };
    },
    (l) => l.global.route53.HealthChecks![0]!.Id!,
  ],
  [
    'ROUTE53_FAILOVER_WITHOUT_HEALTH_CHECK',
    (l) => {
      const [zone, records] = Object.entries(l.global.route53.ResourceRecordSets!)[0]!;
      l.global.route53.ResourceRecordSets![zone] = [
        ...records,
        {
          Name: 'app.lab.example.',
          Type: 'A',
          SetIdentifier: 'one',
          Failover: 'PRIMARY',
          TTL: 60,
          ResourceRecords: [],
        },
      ];
    },
    () => 'app.lab.example',
  ],
  [
    'FLOW_LOG_NOT_DELIVERED',
    (l) => {
      l.ec2.FlowLogs = [
        {
          FlowLogId: 'fl-0',
          ResourceId: vpcId(l, 'VPC01'),
          DeliverLogsStatus: 'FAILED',
          DeliverLogsErrorMessage: 'Access error',
        },
      ];
    },
    () => 'fl-0',
  ],
  [
    'SUBNET_ADDRESSES_OVER_80',
    (l) => {
      l.named(l.ec2.Subnets, 'VPC01-TGWSubnetA').AvailableIpAddressCount = 20;
    },
    () => 'VPC01-TGWSubnetA',
  ],
  [
    'VPC_CIDR_NOT_PRIVATE',
    (l) => {
      const vpc = l.named(l.ec2.Vpcs, 'VPC02');
      vpc.CidrBlockAssociationSet = [
        ...(vpc.CidrBlockAssociationSet ?? []),
        { CidrBlock: '8.8.0.0/16', CidrBlockState: { State: 'associated' } },
      ];
    },
    () => 'VPC02',
  ],
  [
    'VPC_CIDR_OVERLAP',
    (l) => {
      const vpc = l.named(l.ec2.Vpcs, 'mgmtvpc');
      vpc.CidrBlockAssociationSet = [
        ...(vpc.CidrBlockAssociationSet ?? []),
        { CidrBlock: '172.31.0.0/16', CidrBlockState: { State: 'associated' } },
      ];
    },
    (l) => [vpcId(l, 'mgmtvpc'), vpcId(l, 'Default VPC')].sort()[0]!,
  ],
  [
    'VPC_CIDR_OVERLAP_CONNECTED',
    (l) => {
      const vpc = l.named(l.ec2.Vpcs, 'VPC02');
      vpc.CidrBlockAssociationSet = [
        ...(vpc.CidrBlockAssociationSet ?? []),
        { CidrBlock: '10.1.0.0/16', CidrBlockState: { State: 'associated' } },
      ];
    },
    (l) => [vpcId(l, 'VPC01'), vpcId(l, 'VPC02')].sort()[0]!,
  ],
  [
    'VPC_CIDR_OVERLAP_ON_PREMISES',
    (l) => {
      const vpc = l.named(l.ec2.Vpcs, 'VPC02');
      vpc.CidrBlockAssociationSet = [
        ...(vpc.CidrBlockAssociationSet ?? []),
        { CidrBlock: '192.168.0.0/20', CidrBlockState: { State: 'associated' } },
      ];
    },
    () => 'VPC02',
  ],
  [
    'ROUTE_BLACKHOLE',
    (l) => {
      table(l, 'VPC01-Private-Subnet-A-RT').Routes!.push({
        DestinationCidrBlock: '172.20.0.0/16',
        VpcPeeringConnectionId: 'pcx-gone',
        State: 'blackhole',
        Origin: 'CreateRoute',
      });
    },
    () => 'VPC01-Private-Subnet-A-RT',
  ],
  [
    'NAT_FAILED',
    (l) => {
      l.named(l.ec2.NatGateways, 'mgmtvpc-NATGW').State = 'failed';
    },
    () => 'mgmtvpc-NATGW',
  ],
  [
    'NAT_UNUSED',
    (l) => {
      for (const name of ['mgmtvpc-Private-A-RT', 'mgmtvpc-Private-B-RT'])
        table(l, name).Routes = table(l, name).Routes!.filter((r) => r.NatGatewayId === undefined);
    },
    () => 'mgmtvpc-NATGW',
  ],
  [
    'ROUTE_TABLE_UNUSED',
    (l) => {
      table(l, 'VPC01-NEWTGW-Subnet-A-RT').Associations = [];
    },
    () => 'VPC01-NEWTGW-Subnet-A-RT',
  ],
  [
    'IGW_DETACHED',
    (l) => {
      l.named(l.ec2.InternetGateways, 'Default-IGW').Attachments = [];
    },
    () => 'Default-IGW',
  ],
  [
    'NACL_DENIES_EVERYTHING',
    (l) => {
      const acl = l.ec2.NetworkAcls.find((a) => a.VpcId === vpcId(l, 'VPC01'))!;
      acl.Entries = acl.Entries!.filter((e) => (e.RuleNumber ?? 0) >= 32767);
    },
    (l) => l.ec2.NetworkAcls.find((a) => a.VpcId === vpcId(l, 'VPC01'))!.NetworkAclId!,
  ],
  [
    'NACL_BLOCKS_ANSWERS',
    (l) => {
      const acl = l.ec2.NetworkAcls.find((a) => a.VpcId === vpcId(l, 'VPC01'))!;
      acl.Entries = [
        ...acl.Entries!.filter((e) => !(e.Egress === true && e.RuleNumber === 100)),
        {
          Egress: true,
          RuleNumber: 100,
          Protocol: '6',
          PortRange: { From: 443, To: 443 },
          RuleAction: 'allow',
          CidrBlock: '0.0.0.0/0',
        },
      ];
    },
    (l) => l.ec2.NetworkAcls.find((a) => a.VpcId === vpcId(l, 'VPC01'))!.NetworkAclId!,
  ],
  [
    'DX_DOWN',
    (l) => {
      l.here.directconnect.connections![0]!.connectionState = 'down';
    },
    (l) => l.here.directconnect.connections![0]!.connectionId!,
  ],
  [
    'VPN_TUNNEL_DOWN',
    (l) => {
      l.ec2.VpnConnections[0]!.VgwTelemetry![0]!.Status = 'DOWN';
    },
    (l) => l.ec2.VpnConnections[0]!.VpnConnectionId!,
  ],
  [
    'VPN_ALL_TUNNELS_DOWN',
    (l) => {
      for (const tunnel of l.ec2.VpnConnections[0]!.VgwTelemetry!) tunnel.Status = 'DOWN';
    },
    (l) => l.ec2.VpnConnections[0]!.VpnConnectionId!,
  ],
  [
    'TGW_ATTACHMENT_STATE',
    (l) => {
      const attachment = l.named(l.ec2.TransitGatewayAttachments, 'TGW-VPC01');
      attachment.State = 'pendingAcceptance';
      for (const a of l.ec2.TransitGatewayVpcAttachments)
        if (a.TransitGatewayAttachmentId === attachment.TransitGatewayAttachmentId) a.State = 'pendingAcceptance';
    },
    () => 'TGW-VPC01',
  ],
  [
    'TGW_ATTACHMENT_NO_TABLE',
    (l) => {
      const attachment = l.named(l.ec2.TransitGatewayAttachments, 'TGW-VPC01');
      delete attachment.Association;
      for (const [id, all] of Object.entries(l.ec2.TransitGatewayRouteTableAssociations))
        l.ec2.TransitGatewayRouteTableAssociations[id] = all.filter(
          (a) => a.TransitGatewayAttachmentId !== attachment.TransitGatewayAttachmentId,
        );
    },
    () => 'TGW-VPC01',
  ],
  [
    'TGW_APPLIANCE_MODE_OFF',
    (l) => {
      l.named(l.ec2.TransitGatewayVpcAttachments, 'TGW-DMZVPC').Options = { ApplianceModeSupport: 'disable' };
    },
    () => 'TGW-DMZVPC',
  ],
  [
    'TGW_ROUTE_BLACKHOLE',
    (l) => {
      const routes = Object.values(l.ec2.TransitGatewayRoutes)[0]!;
      routes.find((r) => r.DestinationCidrBlock === '10.2.0.0/16')!.State = 'blackhole';
    },
    (l) => Object.keys(l.ec2.TransitGatewayRoutes)[0]!,
  ],
  [
    'LB_TARGET_STOPPED',
    (l) => {
      instance(l, 'DMZVPC-Private-B-10.11.24.102').State = { Name: 'stopped' };
      for (const t of Object.values(l.here.elbv2.TargetHealthDescriptions!).flat())
        if (t.Target?.Id === instance(l, 'DMZVPC-Private-B-10.11.24.102').InstanceId)
          t.TargetHealth = { State: 'unused', Reason: 'Target.InvalidState' };
    },
    (l) => instance(l, 'DMZVPC-Private-B-10.11.24.102').InstanceId!,
  ],
  [
    'LB_ALL_TARGETS_UNHEALTHY',
    (l) => {
      for (const t of Object.values(l.here.elbv2.TargetHealthDescriptions!).flat())
        t.TargetHealth = { State: 'unhealthy', Reason: 'Target.Timeout' };
    },
    (l) => l.here.elbv2.LoadBalancers!.find((b) => b.LoadBalancerName === 'DMZVPC-alb1')!.LoadBalancerArn!,
  ],
  [
    'LB_TARGET_GROUP_UNUSED',
    (l) => {
      l.here.elbv2.Listeners = Object.fromEntries(Object.keys(l.here.elbv2.Listeners!).map((arn) => [arn, []]));
    },
    (l) => l.here.elbv2.TargetGroups!.find((g) => g.TargetGroupName === 'DMZVPC-ALB-tg1')!.TargetGroupArn!,
  ],
  [
    'LB_NO_TARGETS',
    (l) => {
      const arn = l.here.elbv2.TargetGroups!.find((g) => g.TargetGroupName === 'mgmtvpc-tg')!.TargetGroupArn!;
      l.here.elbv2.TargetHealthDescriptions![arn] = [];
    },
    (l) => l.here.elbv2.TargetGroups!.find((g) => g.TargetGroupName === 'mgmtvpc-tg')!.TargetGroupArn!,
  ],
  [
    'NFW_LOGGING_OFF',
    (l) => {
      l.here.networkfirewall.LoggingConfigurations = Object.fromEntries(
        l.here.networkfirewall.Firewalls!.map((f) => [f.Firewall.FirewallArn!, { LogDestinationConfigs: [] }]),
      );
    },
    (l) => l.here.networkfirewall.Firewalls!.map((f) => f.Firewall.FirewallArn!).sort()[0]!,
  ],
  [
    'NFW_NOT_READY',
    (l) => {
      const states = Object.values(l.here.networkfirewall.Firewalls![0]!.FirewallStatus!.SyncStates!);
      states[0]!.Attachment!.Status = 'FAILED';
    },
    (l) => l.here.networkfirewall.Firewalls![0]!.Firewall.FirewallArn!,
  ],
  [
    'SG_OPEN_ALL_WORLD',
    (l) => {
      l.ec2.SecurityGroups.find((g) => g.GroupName === 'PrivateEC2SG')!.IpPermissions = [
        { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      ];
    },
    () => 'PrivateEC2SG',
  ],
  [
    'SG_DANGLING_REFERENCE',
    (l) => {
      l.ec2.SecurityGroups.find((g) => g.GroupName === 'SSMSG')!.IpPermissions!.push({
        IpProtocol: 'tcp',
        FromPort: 443,
        ToPort: 443,
        UserIdGroupPairs: [{ GroupId: 'sg-0deleted0', UserId: l.here.account }],
      });
    },
    (l) => l.ec2.SecurityGroups.find((g) => g.GroupName === 'SSMSG')!.GroupId!,
  ],
];

describe('put into the lab', () => {
  test.each(inLab)('%s', (code, edit, resource) => {
    const l = lab();
    edit(l);
    const named = found(l.snapshot, code).flatMap((f) => [f.resource, f.resourceName]);
    expect(named).toContain(resource(l));
    expect(healthy.map((f) => f.code)).not.toContain(code);
  });

  test('the healthy lab has no cause of a failure', () => {
    expect(healthy.filter((f) => f.cause)).toEqual([]);
  });
});

const host = (subnet: string, address: string) => ({ subnet, address });

/** Networks with one weakness each. */
const sketched: [code: string, sketch: Sketch, resource: string][] = [
  [
    'ROUTE_LOOP',
    {
      vpcs: {
        A: {
          cidr: '10.0.0.0/16',
          subnets: { a: { cidr: '10.0.1.0/24', zone: 'a', routes: { '10.0.0.0/8': 'tgw' } } },
        },
      },
      hosts: { web: host('a', '10.0.1.10') },
      tgw: {
        attachments: { A: { vpc: 'A', subnets: ['a'], table: 't' } },
        tables: { t: { '10.0.0.0/8': 'A' } },
      },
    },
    'rtb-a',
  ],
  [
    'PEERING_PENDING',
    {
      vpcs: {
        A: { cidr: '10.0.0.0/16', subnets: { a: { cidr: '10.0.1.0/24' } } },
        B: { cidr: '10.1.0.0/16', subnets: { b: { cidr: '10.1.1.0/24' } } },
      },
      peerings: { ab: { between: ['A', 'B'], state: 'pending-acceptance' } },
    },
    'pcx-ab',
  ],
  [
    'PEERING_UNUSED',
    {
      vpcs: {
        A: { cidr: '10.0.0.0/16', subnets: { a: { cidr: '10.0.1.0/24' } } },
        B: { cidr: '10.1.0.0/16', subnets: { b: { cidr: '10.1.1.0/24' } } },
      },
      peerings: { ab: { between: ['A', 'B'] } },
    },
    'pcx-ab',
  ],
  [
    'PUBLIC_IP_UNUSABLE',
    {
      vpcs: { A: { cidr: '10.0.0.0/16', igw: true, subnets: { a: { cidr: '10.0.1.0/24' } } } },
      hosts: { web: { ...host('a', '10.0.1.10'), public: '203.0.113.9' } },
    },
    'i-web',
  ],
];

describe('in a network of its own', () => {
  test.each(sketched)('%s', (code, sketch, resource) => {
    expect(found(given(sketch).snapshot, code).flatMap((f) => [f.resource, ...f.affected])).toContain(resource);
  });
});

test('codes are told by one check each', () => {
  const codes = checks.flatMap((c) => c.codes);
  expect(codes).toEqual([...new Set(codes)]);
});
