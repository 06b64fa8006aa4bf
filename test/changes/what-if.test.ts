import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changes, isChange } from '../../src/changes/index.ts';
import { applyCalls } from '../../src/changes/what-if.ts';
import type { Call } from '../../src/findings/finding.ts';
import { targetGroupArn } from '../../src/lab/seed/elbv2.ts';
import { labAccount, labId, labRegion } from '../../src/lab/seed/ids.ts';
import { seedState } from '../../src/lab/seed/index.ts';
import { transitGatewayId } from '../../src/lab/seed/routes.ts';
import { groupId } from '../../src/lab/seed/security-groups.ts';
import { privateZoneId } from '../../src/lab/seed/services/route53.ts';
import type { Scope, Snapshot } from '../../src/snapshot/snapshot.ts';
import { now } from './worlds.ts';

const where = { account: labAccount, region: labRegion };
const web = 'i-06ab0389cfa6b82d5';
const alb = groupId('DMZVPC', 'ALBSecurityGroup');
const table = labId('rtb', 'DMZVPC-Private-A-RT');
const ec2 = (operation: string, input: Record<string, unknown>): Call => ({ service: 'ec2', operation, input });
const open = (port: number): Call =>
  ec2('AuthorizeSecurityGroupIngress', {
    GroupId: alb,
    IpPermissions: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
  });

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) frozen(member);
  }
  return value;
}
const lab = (): Snapshot => frozen(seedState(now).snapshot);
const region = (snapshot: Snapshot): Scope => snapshot.scopes.find((s) => s.region === labRegion && s.ec2)!;
const stateOf = (snapshot: Snapshot, id: string) =>
  region(snapshot)
    .ec2!.Reservations!.flatMap((r) => r.Instances ?? [])
    .find((i) => i.InstanceId === id)?.State?.Name;

describe('what-if', () => {
  test('the copy has the change, the original none, and the rest is shared', () => {
    const before = lab();
    const { snapshot, errors } = applyCalls(before, [open(8080)], where);
    expect(errors).toEqual([]);
    const group = region(snapshot).ec2!.SecurityGroups!.find((g) => g.GroupId === alb)!;
    expect(group.IpPermissions).toHaveLength(3);
    expect(region(before).ec2!.SecurityGroups!.find((g) => g.GroupId === alb)!.IpPermissions).toHaveLength(2);
    expect(region(snapshot).ec2!.RouteTables).toBe(region(before).ec2!.RouteTables);
    expect(region(snapshot).ec2!.SecurityGroups![0]).toBe(region(before).ec2!.SecurityGroups![0]);
  });

  test('what takes AWS a while has happened', () => {
    const calls = [
      ec2('StopInstances', { InstanceIds: [web] }),
      ec2('DeleteNatGateway', { NatGatewayId: labId('nat', 'DMZVPC-NATGW-A') }),
    ];
    const { snapshot } = applyCalls(lab(), calls, where);
    expect(stateOf(snapshot, web)).toBe('stopped');
    const nat = region(snapshot).ec2!.NatGateways!.find((n) => n.NatGatewayId === labId('nat', 'DMZVPC-NATGW-A'));
    expect(nat).toMatchObject({ State: 'deleted', DeleteTime: region(snapshot) && snapshot.takenAt });
  });

  test('observed target health stays, but for what the call names', () => {
    const arn = targetGroupArn('DMZVPC-ALB-tg1');
    const calls: Call[] = [
      ec2('StopInstances', { InstanceIds: [web] }),
      {
        service: 'elbv2',
        operation: 'DeregisterTargets',
        input: { TargetGroupArn: arn, Targets: [{ Id: 'i-0df8dd0d9c2f01161' }] },
      },
    ];
    const { snapshot } = applyCalls(lab(), calls, where);
    const health = region(snapshot).elbv2!.TargetHealthDescriptions![arn]!;
    expect(health.map((d) => [d.Target?.Id, d.TargetHealth?.State])).toEqual([
      ['i-0f58eb6d6805894d5', 'healthy'],
      ['i-034ef7354a0f19042', 'healthy'],
      [web, 'healthy'],
    ]);
  });

  test('a call that fails is named and changes nothing; the others count', () => {
    const wrong = ec2('StopInstances', { InstanceIds: ['i-0123456789abcdef0'] });
    const { snapshot, errors } = applyCalls(lab(), [open(8080), wrong, open(8080), open(8081)], where);
    expect(errors.map((e) => [e.call.operation, e.code])).toEqual([
      ['StopInstances', 'InvalidInstanceID.NotFound'],
      ['AuthorizeSecurityGroupIngress', 'InvalidPermission.Duplicate'],
    ]);
    expect(region(snapshot).ec2!.SecurityGroups!.find((g) => g.GroupId === alb)!.IpPermissions).toHaveLength(4);
  });

  test('an operation that netops does not know', () => {
    const { errors } = applyCalls(
      lab(),
      [ec2('RunInstances', {}), { service: 's3', operation: 'PutObject', input: {} }],
      where,
    );
    expect(errors.map((e) => e.code)).toEqual(['InvalidAction', 'InvalidAction']);
    expect(isChange('ec2', 'toString')).toBe(false);
    expect(isChange('constructor', 'name')).toBe(false);
  });

  test('the same calls give the same copy, ids too', () => {
    const calls = [
      ec2('CreateSecurityGroup', { GroupName: 'new', Description: 'new', VpcId: labId('vpc', 'VPC01') }),
      ec2('AllocateAddress', {}),
      ec2('CreateRoute', {
        RouteTableId: table,
        DestinationCidrBlock: '9.0.0.0/8',
        TransitGatewayId: transitGatewayId,
      }),
    ];
    expect(applyCalls(lab(), calls, where)).toEqual(applyCalls(lab(), calls, where));
  });

  test('a zone without a region', () => {
    const record = { Name: 'db.lab.internal', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '10.1.20.9' }] };
    const ChangeBatch = { Changes: [{ Action: 'UPSERT', ResourceRecordSet: record }] };
    const call = {
      service: 'route53',
      operation: 'ChangeResourceRecordSets',
      input: { HostedZoneId: privateZoneId, ChangeBatch },
    };
    const { snapshot, errors } = applyCalls(lab(), [call], where);
    expect(errors).toEqual([]);
    const zones = snapshot.scopes.find((s) => s.route53)!.route53!.ResourceRecordSets!;
    expect(zones[privateZoneId]!.some((r) => r.Name === 'db.lab.internal.')).toBe(true);
  });
});

describe('a snapshot that is not whole', () => {
  const only = (...keys: string[]): Snapshot => {
    const whole = region(lab());
    const part = Object.fromEntries(Object.entries(whole.ec2!).filter(([key]) => keys.includes(key)));
    return frozen({ ...lab(), scopes: [{ account: labAccount, region: labRegion, ec2: part }] });
  };

  test('a change works with what was read, and leaves the rest unread', () => {
    const { snapshot, errors } = applyCalls(only('SecurityGroups'), [open(8080)], where);
    expect(errors).toEqual([]);
    expect(Object.keys(region(snapshot).ec2!)).toEqual(['SecurityGroups']);
    expect(snapshot.scopes).toHaveLength(1);
  });

  test('a rule can be revoked by id though the rules were not read one by one', () => {
    const rule = region(lab()).ec2!.SecurityGroupRules!.find((r) => r.GroupId === alb && !r.IsEgress)!;
    const call = ec2('RevokeSecurityGroupIngress', { GroupId: alb, SecurityGroupRuleIds: [rule.SecurityGroupRuleId] });
    const { snapshot, errors } = applyCalls(only('SecurityGroups'), [call], where);
    expect(errors).toEqual([]);
    expect(region(snapshot).ec2!.SecurityGroups!.find((g) => g.GroupId === alb)!.IpPermissions).toHaveLength(1);
  });

  test('an instance shows its groups though its interface was not read', () => {
    const call = ec2('ModifyInstanceAttribute', { InstanceId: web, Groups: [alb] });
    const { snapshot, errors } = applyCalls(only('Reservations'), [call], where);
    expect(errors).toEqual([]);
    const instance = region(snapshot)
      .ec2!.Reservations!.flatMap((r) => r.Instances ?? [])
      .find((i) => i.InstanceId === web);
    expect(instance?.SecurityGroups).toEqual([{ GroupId: alb }]);
    expect(instance?.NetworkInterfaces?.[0]?.Groups).toEqual([{ GroupId: alb }]);
  });

  test('a stopped instance loses its address though its interface was not read', () => {
    const { snapshot } = applyCalls(only('Reservations'), [ec2('StopInstances', { InstanceIds: [web] })], where);
    const instance = region(snapshot)
      .ec2!.Reservations!.flatMap((r) => r.Instances ?? [])
      .find((i) => i.InstanceId === web);
    expect(instance).not.toHaveProperty('PublicIpAddress');
    expect(Object.keys(region(snapshot).ec2!)).toEqual(['Reservations']);
  });

  test('a route to what was not read is taken to be right', () => {
    const call = ec2('CreateRoute', {
      RouteTableId: table,
      DestinationCidrBlock: '9.0.0.0/8',
      NatGatewayId: 'nat-0123456789abcdef0',
    });
    const { snapshot, errors } = applyCalls(only('RouteTables'), [call], where);
    expect(errors).toEqual([]);
    const routes = region(snapshot).ec2!.RouteTables!.find((t) => t.RouteTableId === table)!.Routes!;
    expect(routes.at(-1)).toMatchObject({ NatGatewayId: 'nat-0123456789abcdef0', State: 'active' });
  });

  test.each([
    [ec2('StopInstances', { InstanceIds: [web] })],
    [ec2('CreateSecurityGroup', { GroupName: 'x', Description: 'x', VpcId: labId('vpc', 'VPC01') })],
    [
      ec2('CreateTransitGatewayRoute', {
        TransitGatewayRouteTableId: 'tgw-rtb-0123456789abcdef0',
        DestinationCidrBlock: '9.0.0.0/8',
        Blackhole: true,
      }),
    ],
    [ec2('ModifyVpcAttribute', { VpcId: labId('vpc', 'VPC01'), EnableDnsSupport: { Value: false } })],
    [{ service: 'elbv2', operation: 'DeleteListener', input: { ListenerArn: 'arn:x' } }],
    [{ service: 'networkfirewall', operation: 'UpdateRuleGroup', input: { RuleGroupArn: 'arn:x', Rules: '' } }],
  ] as [Call][])('$operation says what it lacks', (call) => {
    const { snapshot, errors } = applyCalls(only('RouteTables'), [call], where);
    expect(errors.map((e) => e.code)).toEqual(['NotInSnapshot']);
    expect(snapshot).toEqual(only('RouteTables'));
  });
});

/** Calls some of which fail, also after others of them. */
const pool: Call[] = [
  open(8080),
  open(80),
  ec2('RevokeSecurityGroupIngress', open(8080).input),
  ec2('DeleteSecurityGroup', { GroupId: alb }),
  ec2('StopInstances', { InstanceIds: [web] }),
  ec2('StartInstances', { InstanceIds: [web, 'i-0123456789abcdef0'] }),
  ec2('TerminateInstances', { InstanceIds: [web] }),
  ec2('CreateRoute', { RouteTableId: table, DestinationCidrBlock: '9.0.0.0/8', InstanceId: web }),
  ec2('DeleteRoute', { RouteTableId: table, DestinationCidrBlock: '9.0.0.0/8' }),
  ec2('AssociateAddress', { AllocationId: labId('eipalloc', 'unused-1'), InstanceId: web }),
  ec2('ReleaseAddress', { AllocationId: labId('eipalloc', 'unused-1') }),
  ec2('DeleteVpcEndpoints', { VpcEndpointIds: [labId('vpce', 'VPC01-ssm')] }),
  ec2('CreateTags', { Resources: [alb, web, 'vpc-0123456789abcdef0'], Tags: [{ Key: 'a', Value: 'b' }] }),
  {
    service: 'elbv2',
    operation: 'RegisterTargets',
    input: {
      TargetGroupArn: targetGroupArn('DMZVPC-ALB-tg1'),
      Targets: [{ Id: web, Port: 8080 }, { Id: 'i-0123456789abcdef0' }],
    },
  },
  {
    service: 'elbv2',
    operation: 'SetSecurityGroups',
    input: { LoadBalancerArn: 'arn:aws:elasticloadbalancing:none', SecurityGroups: [alb] },
  },
];

test('calls that fail leave no trace: the others alone give the same snapshot', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(pool, { minLength: 1 }), (calls) => {
      const { snapshot, errors } = applyCalls(lab(), calls, where);
      const failed = new Set(errors.map((e) => calls.indexOf(e.call)));
      const good = applyCalls(
        lab(),
        calls.filter((_, at) => !failed.has(at)),
        where,
      );
      expect(good.errors).toEqual([]);
      expect(withoutNewIds(snapshot)).toEqual(withoutNewIds(good.snapshot));
    }),
    { numRuns: 60 },
  );
});

/** Ids of new resources are made from all calls, so they differ with the calls that fail. */
const withoutNewIds = (snapshot: Snapshot): unknown =>
  JSON.parse(JSON.stringify(snapshot).replace(/eipassoc-[0-9a-f]{17}/g, 'eipassoc'));

test('10,000 instances: a stop and a rule take a fraction of a second', () => {
  const whole = lab();
  const { ec2: part, ...rest } = region(whole);
  const [reservation] = part!.Reservations!;
  const [card] = part!.NetworkInterfaces!;
  const id = (n: number): string => `i-${n.toString(16).padStart(17, '0')}`;
  const Reservations = Array.from({ length: 10_000 }, (_, n) => ({
    ...reservation,
    Instances: [{ ...reservation!.Instances![0], InstanceId: id(n) }],
  }));
  const NetworkInterfaces = Array.from({ length: 10_000 }, (_, n) => ({ ...card, NetworkInterfaceId: `eni-${n}` }));
  const large: Snapshot = { ...whole, scopes: [{ ...rest, ec2: { ...part, Reservations, NetworkInterfaces } }] };
  const started = performance.now();
  const { snapshot, errors } = applyCalls(
    large,
    [ec2('StopInstances', { InstanceIds: [id(9999)] }), open(8080)],
    where,
  );
  const took = performance.now() - started;
  expect(errors).toEqual([]);
  expect(stateOf(snapshot, id(9999))).toBe('stopped');
  expect(stateOf(large, id(9999))).toBe('running');
  expect(took).toBeLessThan(500);
});

/** Issue 2, "The lab", what changes. */
const asked: Record<string, string[]> = {
  ec2: [
    'StopInstances',
    'StartInstances',
    'RebootInstances',
    'TerminateInstances',
    'AuthorizeSecurityGroupIngress',
    'AuthorizeSecurityGroupEgress',
    'RevokeSecurityGroupIngress',
    'RevokeSecurityGroupEgress',
    'CreateNetworkAclEntry',
    'ReplaceNetworkAclEntry',
    'DeleteNetworkAclEntry',
    'CreateRoute',
    'ReplaceRoute',
    'DeleteRoute',
    'ModifyVpcAttribute',
    'ReplaceRouteTableAssociation',
    'AssociateRouteTable',
    'DisassociateRouteTable',
    'ModifyInstanceAttribute',
    'ModifyNetworkInterfaceAttribute',
    'ModifySubnetAttribute',
    'CreateTransitGatewayRoute',
    'ReplaceTransitGatewayRoute',
    'DeleteTransitGatewayRoute',
    'AssociateTransitGatewayRouteTable',
    'DisassociateTransitGatewayRouteTable',
    'EnableTransitGatewayRouteTablePropagation',
    'DisableTransitGatewayRouteTablePropagation',
    'AssociateAddress',
    'ReleaseAddress',
    'CreateVpcEndpoint',
    'DeleteVpcEndpoints',
    'CreateFlowLogs',
    'DeleteFlowLogs',
    'CreateDhcpOptions',
    'AssociateDhcpOptions',
    'CreateTags',
    'DeleteTags',
  ],
  elbv2: [
    'RegisterTargets',
    'DeregisterTargets',
    'ModifyTargetGroup',
    'ModifyTargetGroupAttributes',
    'SetSubnets',
    'SetSecurityGroups',
    'CreateListener',
    'ModifyListener',
    'DeleteListener',
    'CreateRule',
    'ModifyRule',
    'DeleteRule',
    'ModifyLoadBalancerAttributes',
  ],
  route53: ['ChangeResourceRecordSets', 'AssociateVPCWithHostedZone', 'DisassociateVPCFromHostedZone'],
  route53resolver: ['AssociateResolverRule', 'DisassociateResolverRule'],
  networkfirewall: ['UpdateFirewallPolicy', 'UpdateRuleGroup'],
  cloudwatch: ['PutMetricAlarm', 'PutMetricData'],
};

test.each(Object.entries(asked))('every change that was asked for is there: %s', (service, operations) => {
  expect(Object.keys(changes[service]!)).toEqual(expect.arrayContaining(operations));
});
