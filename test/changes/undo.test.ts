import { describe, expect, test } from 'vitest';
import { updateToken } from '../../src/changes/networkfirewall/update-token.ts';
import { asItIs, undoOf } from '../../src/changes/undo.ts';
import type { Call } from '../../src/findings/finding.ts';
import { balancerArn, targetGroupArn } from '../../src/lab/seed/elbv2.ts';
import { labId } from '../../src/lab/seed/ids.ts';
import { transitGatewayId } from '../../src/lab/seed/routes.ts';
import { groupId } from '../../src/lab/seed/security-groups.ts';
import { firewallArn, firewallPolicyArn, ruleGroupArn } from '../../src/lab/seed/services/network-firewall.ts';
import { corpRuleId } from '../../src/lab/seed/services/resolver.ts';
import { privateZoneId } from '../../src/lab/seed/services/route53.ts';
import { subnetId } from '../../src/lab/seed/subnets.ts';
import { attachmentId, tgwRouteTableId } from '../../src/lab/seed/transit-gateway.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { lasting } from './lasting.ts';
import { call, labWorld, settle, type TestWorld } from './worlds.ts';

/** Makes a call and undoes it, each until all is settled; answers the world in between and after. */
function there(world: TestWorld, made: Call): { between: Snapshot; undone: Call[] } {
  const before = asItIs(world);
  const output = call(world, made.service, made.operation, made.input);
  settle(world);
  const between = structuredClone(world.snapshot);
  const undone = undoOf(before, made, output);
  if (undone === undefined) throw new Error(`${made.operation} cannot be undone`);
  for (const back of undone) call(world, back.service, back.operation, JSON.parse(JSON.stringify(back.input)));
  settle(world);
  return { between, undone };
}

const alb = groupId('DMZVPC', 'ALBSecurityGroup');
const web = 'i-0df8dd0d9c2f01161';
const webCard = labId('eni', 'DMZVPC-Private-A-10.11.20.101');
const table = labId('rtb', 'DMZVPC-Private-A-RT');
const TargetGroupArn = targetGroupArn('DMZVPC-ALB-tg1');
const LoadBalancerArn = balancerArn('DMZVPC-alb1');
const VpcId = labId('vpc', 'DMZVPC');
const RuleGroupArn = ruleGroupArn('FWOUT-DMZVPC', 'strictmode');
const FirewallPolicyArn = firewallPolicyArn('FWOUT-DMZVPC');
const FirewallArn = firewallArn('FWOUT-DMZVPC');
const http = (port: number) => [
  { IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
];
const attachment = (name: 'VPN' | 'DX' | 'VPC01') => ({
  TransitGatewayRouteTableId: tgwRouteTableId,
  TransitGatewayAttachmentId: attachmentId(name),
});
const aclOf = (world: TestWorld) => world.here.ec2!.NetworkAcls!.find((a) => a.VpcId === VpcId)!;
const associationOf = (world: TestWorld) =>
  world.here.ec2!.RouteTables!.find((t) => t.RouteTableId === table)!.Associations![0]!.RouteTableAssociationId;
const ruleOf = (world: TestWorld) =>
  world.here.ec2!.SecurityGroupRules!.find((r) => r.GroupId === alb && r.FromPort === 80)!;
const listenerOf = (world: TestWorld) => world.here.elbv2!.Listeners![LoadBalancerArn]![0]!.ListenerArn!;

type Input = object | ((world: TestWorld) => object);
const calls: [service: string, operation: string, input: Input][] = [
  ['ec2', 'AuthorizeSecurityGroupIngress', { GroupId: alb, IpPermissions: http(8080) }],
  ['ec2', 'AuthorizeSecurityGroupEgress', { GroupId: alb, IpPermissions: http(8080) }],
  ['ec2', 'RevokeSecurityGroupIngress', { GroupId: alb, IpPermissions: http(80) }],
  [
    'ec2',
    'RevokeSecurityGroupIngress',
    (w) => ({ GroupId: alb, SecurityGroupRuleIds: [ruleOf(w).SecurityGroupRuleId] }),
  ],
  [
    'ec2',
    'RevokeSecurityGroupIngress',
    { GroupId: alb, IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '0.0.0.0/0' },
  ],
  [
    'ec2',
    'RevokeSecurityGroupIngress',
    {
      GroupId: groupId('mgmtvpc', 'HostSecurityGroup'),
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 8888,
          ToPort: 8888,
          UserIdGroupPairs: [{ GroupId: groupId('mgmtvpc', 'ALBSecurityGroup') }],
        },
      ],
    },
  ],
  [
    'ec2',
    'ModifySecurityGroupRules',
    (w) => ({
      GroupId: alb,
      SecurityGroupRules: [
        {
          SecurityGroupRuleId: ruleOf(w).SecurityGroupRuleId,
          SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 81, ToPort: 81, CidrIpv4: '10.0.0.0/8' },
        },
      ],
    }),
  ],
  [
    'ec2',
    'UpdateSecurityGroupRuleDescriptionsIngress',
    (w) => ({
      GroupId: alb,
      SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId: ruleOf(w).SecurityGroupRuleId, Description: 'x' }],
    }),
  ],
  ['ec2', 'CreateSecurityGroup', { GroupName: 'x', Description: 'x', VpcId }],
  [
    'ec2',
    'CreateNetworkAclEntry',
    (w) => ({
      NetworkAclId: aclOf(w).NetworkAclId,
      RuleNumber: 5,
      Egress: false,
      Protocol: '-1',
      RuleAction: 'deny',
      CidrBlock: '9.0.0.0/8',
    }),
  ],
  [
    'ec2',
    'ReplaceNetworkAclEntry',
    (w) => ({
      NetworkAclId: aclOf(w).NetworkAclId,
      RuleNumber: 100,
      Egress: false,
      Protocol: '-1',
      RuleAction: 'deny',
      CidrBlock: '0.0.0.0/0',
    }),
  ],
  ['ec2', 'DeleteNetworkAclEntry', (w) => ({ NetworkAclId: aclOf(w).NetworkAclId, RuleNumber: 100, Egress: true })],
  ['ec2', 'CreateNetworkAcl', { VpcId }],
  [
    'ec2',
    'CreateRoute',
    { RouteTableId: table, DestinationCidrBlock: '9.0.0.0/8', TransitGatewayId: transitGatewayId },
  ],
  [
    'ec2',
    'ReplaceRoute',
    { RouteTableId: table, DestinationCidrBlock: '0.0.0.0/0', TransitGatewayId: transitGatewayId },
  ],
  [
    'ec2',
    'ReplaceRoute',
    { RouteTableId: table, DestinationCidrBlock: '10.11.0.0/16', VpcEndpointId: labId('vpce', 'FWOUT-DMZVPC-A') },
  ],
  ['ec2', 'DeleteRoute', { RouteTableId: table, DestinationCidrBlock: '10.0.0.0/8' }],
  ['ec2', 'CreateRouteTable', { VpcId }],
  ['ec2', 'DisassociateRouteTable', (w) => ({ AssociationId: associationOf(w) })],
  [
    'ec2',
    'ReplaceRouteTableAssociation',
    (w) => ({ AssociationId: associationOf(w), RouteTableId: labId('rtb', 'DMZVPC-Private-B-RT') }),
  ],
  ['ec2', 'StopInstances', { InstanceIds: [web] }],
  ['ec2', 'RebootInstances', { InstanceIds: [web] }],
  ['ec2', 'ModifyInstanceAttribute', { InstanceId: web, Groups: [alb] }],
  ['ec2', 'ModifyInstanceAttribute', { InstanceId: web, SourceDestCheck: { Value: false } }],
  ['ec2', 'ModifyNetworkInterfaceAttribute', { NetworkInterfaceId: webCard, Groups: [alb] }],
  ['ec2', 'ModifyNetworkInterfaceAttribute', { NetworkInterfaceId: webCard, Description: { Value: 'x' } }],
  [
    'ec2',
    'ModifySubnetAttribute',
    { SubnetId: subnetId('DMZVPC-Private-Subnet-A'), MapPublicIpOnLaunch: { Value: true } },
  ],
  ['ec2', 'ModifyVpcAttribute', { VpcId, EnableDnsSupport: { Value: false } }],
  ['ec2', 'AssociateDhcpOptions', { VpcId, DhcpOptionsId: 'default' }],
  [
    'ec2',
    'CreateFlowLogs',
    {
      ResourceIds: [VpcId],
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: 'arn:aws:s3:::x',
    },
  ],
  [
    'ec2',
    'CreateTags',
    {
      Resources: [VpcId, web],
      Tags: [
        { Key: 'Name', Value: 'x' },
        { Key: 'new', Value: 'x' },
      ],
    },
  ],
  ['ec2', 'DeleteTags', { Resources: [VpcId], Tags: [{ Key: 'Name' }] }],
  ['ec2', 'AllocateAddress', {}],
  ['ec2', 'AssociateAddress', { AllocationId: labId('eipalloc', 'unused-1'), InstanceId: web }],
  ['ec2', 'CreateInternetGateway', {}],
  ['ec2', 'CreateVpcEndpoint', { VpcId, ServiceName: 'com.amazonaws.ap-northeast-2.s3', RouteTableIds: [table] }],
  [
    'ec2',
    'CreateVpcEndpoint',
    {
      VpcId,
      VpcEndpointType: 'Interface',
      ServiceName: 'com.amazonaws.ap-northeast-2.logs',
      SubnetIds: [subnetId('DMZVPC-Private-Subnet-A')],
    },
  ],
  [
    'ec2',
    'ModifyVpcEndpoint',
    {
      VpcEndpointId: labId('vpce', 'VPC01-ssm'),
      RemoveSubnetIds: [subnetId('VPC01-PrivateSubnetA')],
      AddSecurityGroupIds: [groupId('VPC01', 'PrivateEC2SG')],
    },
  ],
  ['ec2', 'CreateTransitGatewayRoute', { ...attachment('VPC01'), DestinationCidrBlock: '10.3.0.0/16' }],
  ['ec2', 'ReplaceTransitGatewayRoute', { ...attachment('VPC01'), DestinationCidrBlock: '10.2.0.0/16' }],
  [
    'ec2',
    'DeleteTransitGatewayRoute',
    { TransitGatewayRouteTableId: tgwRouteTableId, DestinationCidrBlock: '0.0.0.0/0' },
  ],
  ['ec2', 'DisassociateTransitGatewayRouteTable', attachment('VPC01')],
  ['ec2', 'DisableTransitGatewayRouteTablePropagation', attachment('DX')],
  ['ec2', 'EnableTransitGatewayRouteTablePropagation', attachment('VPC01')],
  [
    'ec2',
    'ModifyTransitGatewayVpcAttachment',
    {
      TransitGatewayAttachmentId: attachmentId('VPC01'),
      Options: { ApplianceModeSupport: 'disable' },
      RemoveSubnetIds: [subnetId('VPC01-TGWSubnetB')],
    },
  ],
  ['ec2', 'CreateTransitGatewayRouteTable', { TransitGatewayId: transitGatewayId }],
  [
    'elbv2',
    'RegisterTargets',
    { TargetGroupArn, Targets: [{ Id: labId('i', 'DMZVPC-Private-A-10.11.20.103') }, { Id: web }] },
  ],
  ['elbv2', 'ModifyTargetGroup', { TargetGroupArn, HealthCheckPath: '/x', HealthCheckPort: '81' }],
  [
    'elbv2',
    'ModifyTargetGroupAttributes',
    { TargetGroupArn, Attributes: [{ Key: 'stickiness.enabled', Value: 'true' }] },
  ],
  ['elbv2', 'CreateTargetGroup', { Name: 'x', Protocol: 'HTTP', Port: 80, VpcId }],
  ['elbv2', 'SetSecurityGroups', { LoadBalancerArn, SecurityGroups: [groupId('DMZVPC', 'PrivateEC2SG')] }],
  [
    'elbv2',
    'SetSubnets',
    { LoadBalancerArn, Subnets: [subnetId('DMZVPC-Public-Subnet-A'), subnetId('DMZVPC-FWIN-Subnet-B')] },
  ],
  [
    'elbv2',
    'ModifyLoadBalancerAttributes',
    { LoadBalancerArn, Attributes: [{ Key: 'idle_timeout.timeout_seconds', Value: '61' }] },
  ],
  [
    'elbv2',
    'CreateListener',
    { LoadBalancerArn, Protocol: 'HTTP', Port: 81, DefaultActions: [{ Type: 'forward', TargetGroupArn }] },
  ],
  ['elbv2', 'ModifyListener', (w) => ({ ListenerArn: listenerOf(w), Port: 81 })],
  [
    'elbv2',
    'CreateRule',
    (w) => ({
      ListenerArn: listenerOf(w),
      Priority: 1,
      Conditions: [{ Field: 'path-pattern', Values: ['/x'] }],
      Actions: [{ Type: 'forward', TargetGroupArn }],
    }),
  ],
  ['elbv2', 'AddTags', { ResourceArns: [TargetGroupArn], Tags: [{ Key: 'x', Value: 'y' }] }],
  [
    'route53',
    'ChangeResourceRecordSets',
    (w) => {
      const old = w.global.route53!.ResourceRecordSets![privateZoneId]!.find((r) => r.Name === 'web1.lab.internal.')!;
      return {
        HostedZoneId: privateZoneId,
        ChangeBatch: {
          Changes: [
            { Action: 'DELETE', ResourceRecordSet: old },
            {
              Action: 'CREATE',
              ResourceRecordSet: {
                Name: 'web1.lab.internal.',
                Type: 'CNAME',
                TTL: 1,
                ResourceRecords: [{ Value: 'web2.lab.internal' }],
              },
            },
            {
              Action: 'UPSERT',
              ResourceRecordSet: {
                Name: 'web2.lab.internal.',
                Type: 'A',
                TTL: 1,
                ResourceRecords: [{ Value: '10.0.0.1' }],
              },
            },
          ],
        },
      };
    },
  ],
  [
    'route53',
    'AssociateVPCWithHostedZone',
    { HostedZoneId: privateZoneId, VPC: { VPCId: labId('vpc', 'mgmtvpc'), VPCRegion: 'ap-northeast-2' } },
  ],
  [
    'route53',
    'DisassociateVPCFromHostedZone',
    { HostedZoneId: privateZoneId, VPC: { VPCId: labId('vpc', 'VPC01'), VPCRegion: 'ap-northeast-2' } },
  ],
  ['route53resolver', 'AssociateResolverRule', { ResolverRuleId: corpRuleId, VPCId: labId('vpc', 'mgmtvpc') }],
  ['route53resolver', 'DisassociateResolverRule', { ResolverRuleId: corpRuleId, VPCId: labId('vpc', 'VPC01') }],
  [
    'route53resolver',
    'UpdateResolverRule',
    { ResolverRuleId: corpRuleId, Config: { TargetIps: [{ Ip: '192.168.1.1' }] } },
  ],
  [
    'networkfirewall',
    'UpdateRuleGroup',
    (w) => ({
      RuleGroupArn,
      Rules: 'pass ip any any -> any any (sid:1;)',
      UpdateToken: updateToken(w.here.networkfirewall!.RuleGroups![RuleGroupArn]),
    }),
  ],
  [
    'networkfirewall',
    'UpdateFirewallPolicy',
    (w) => {
      const now = w.here.networkfirewall!.FirewallPolicies![FirewallPolicyArn]!;
      return {
        FirewallPolicyArn,
        FirewallPolicy: { ...now.FirewallPolicy, StatefulDefaultActions: ['aws:drop_strict'] },
        UpdateToken: updateToken(now),
      };
    },
  ],
  ['networkfirewall', 'AssociateFirewallPolicy', { FirewallArn, FirewallPolicyArn: firewallPolicyArn('FWIN-DMZVPC') }],
  [
    'networkfirewall',
    'UpdateLoggingConfiguration',
    { FirewallArn, LoggingConfiguration: { LogDestinationConfigs: [] } },
  ],
  [
    'cloudwatch',
    'PutMetricAlarm',
    {
      AlarmName: 'x',
      Namespace: 'N',
      MetricName: 'M',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
    },
  ],
  ['logs', 'CreateLogGroup', { logGroupName: '/x' }],
  ['logs', 'PutRetentionPolicy', { logGroupName: '/aws/route53resolver/lab-query-log', retentionInDays: 30 }],
];

describe('a call and what undoes it', () => {
  test.each(calls)('%s %s', (service, operation, input) => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    const made = {
      service,
      operation,
      input: (typeof input === 'function' ? input(world) : input) as Record<string, unknown>,
    };
    const { between, undone } = there(world, made);
    expect(lasting(world.snapshot)).toEqual(lasting(before));
    const changed = JSON.stringify(lasting(between)) !== JSON.stringify(lasting(before));
    expect(undone.length > 0).toBe(changed);
  });
});

/** Two calls of which the first sets the stage. */
const staged: [first: [string, string, object], second: [string, string, Input]][] = [
  [
    ['ec2', 'StopInstances', { InstanceIds: [web] }],
    ['ec2', 'StartInstances', { InstanceIds: [web] }],
  ],
  [
    ['ec2', 'AssociateAddress', { AllocationId: labId('eipalloc', 'unused-1'), InstanceId: web }],
    ['ec2', 'AssociateAddress', { AllocationId: labId('eipalloc', 'unused-1'), InstanceId: 'i-0f58eb6d6805894d5' }],
  ],
  [
    ['ec2', 'AssociateAddress', { AllocationId: labId('eipalloc', 'unused-1'), InstanceId: web }],
    ['ec2', 'DisassociateAddress', { PublicIp: '203.0.113.31' }],
  ],
  [
    [
      'ec2',
      'CreateFlowLogs',
      {
        ResourceIds: [VpcId],
        ResourceType: 'VPC',
        TrafficType: 'ALL',
        LogDestinationType: 's3',
        LogDestination: 'arn:aws:s3:::x',
      },
    ],
    ['ec2', 'DeleteFlowLogs', (w) => ({ FlowLogIds: [w.here.ec2!.FlowLogs![0]!.FlowLogId] })],
  ],
  [
    ['elbv2', 'AddTags', { ResourceArns: [TargetGroupArn], Tags: [{ Key: 'x', Value: 'y' }] }],
    ['elbv2', 'RemoveTags', { ResourceArns: [TargetGroupArn], TagKeys: ['x'] }],
  ],
  [
    [
      'cloudwatch',
      'PutMetricAlarm',
      {
        AlarmName: 'x',
        Namespace: 'N',
        MetricName: 'M',
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
      },
    ],
    ['cloudwatch', 'DeleteAlarms', { AlarmNames: ['x'] }],
  ],
  [
    ['logs', 'PutRetentionPolicy', { logGroupName: '/aws/route53resolver/lab-query-log', retentionInDays: 30 }],
    ['logs', 'DeleteRetentionPolicy', { logGroupName: '/aws/route53resolver/lab-query-log' }],
  ],
];

test.each(staged)('after %o: %o', (first, [service, operation, input]) => {
  const world = labWorld();
  call(world, ...first);
  settle(world);
  const before = structuredClone(world.snapshot);
  const made = {
    service,
    operation,
    input: (typeof input === 'function' ? input(world) : input) as Record<string, unknown>,
  };
  there(world, made);
  expect(lasting(world.snapshot)).toEqual(lasting(before));
});

test('block public access goes back to its mode, though AWS then no longer calls it the default', () => {
  const world = labWorld();
  const input = { InternetGatewayBlockMode: 'block-ingress' };
  const { undone } = there(world, { service: 'ec2', operation: 'ModifyVpcBlockPublicAccessOptions', input });
  expect(undone.map((c) => c.input)).toEqual([{ InternetGatewayBlockMode: 'off' }]);
  expect(world.here.ec2!.VpcBlockPublicAccessOptions).toMatchObject({ InternetGatewayBlockMode: 'off' });
  expect(world.here.ec2!.Vpcs![0]!.BlockPublicAccessStates).toEqual({ InternetGatewayBlockMode: 'off' });
});

test('a rule of a listener comes back as another one', () => {
  const world = labWorld();
  const Conditions = [{ Field: 'path-pattern', Values: ['/x'] }];
  const Actions = [{ Type: 'forward', TargetGroupArn }];
  const { Rules } = call(world, 'elbv2', 'CreateRule', {
    ListenerArn: listenerOf(world),
    Priority: 7,
    Conditions,
    Actions,
  });
  const before = structuredClone(world.snapshot);
  there(world, { service: 'elbv2', operation: 'DeleteRule', input: { RuleArn: Rules[0].RuleArn } });
  expect(lasting(world.snapshot)).toEqual(lasting(before));
});

test('a deregistered target comes back and is checked anew', () => {
  const world = labWorld();
  there(world, { service: 'elbv2', operation: 'DeregisterTargets', input: { TargetGroupArn, Targets: [{ Id: web }] } });
  const health = world.here.elbv2!.TargetHealthDescriptions![TargetGroupArn]!.find((d) => d.Target?.Id === web);
  expect(health?.TargetHealth?.Reason).toBe('Elb.InitialHealthChecking');
});

test.each([
  ['ec2', 'TerminateInstances', { InstanceIds: [web] }],
  ['ec2', 'DeleteSecurityGroup', { GroupId: groupId('DMZVPC', 'ControlPlaneSecurityGroup') }],
  ['ec2', 'ReleaseAddress', { AllocationId: labId('eipalloc', 'unused-1') }],
  ['ec2', 'DeleteRoute', { RouteTableId: table, DestinationCidrBlock: '9.0.0.0/8' }],
  ['ec2', 'CreateSecurityGroup', { GroupName: 'x', Description: 'x', VpcId }],
  ['ec2', 'Nonsense', {}],
  ['nonsense', 'toString', {}],
])('nothing undoes %s %s', (service, operation, input) => {
  expect(undoOf(labWorld(), { service, operation, input })).toBeUndefined();
});
