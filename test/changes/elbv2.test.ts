import { describe, expect, test } from 'vitest';
import { balancerArn, targetGroupArn } from '../../src/lab/seed/elbv2.ts';
import { labId } from '../../src/lab/seed/ids.ts';
import { groupId } from '../../src/lab/seed/security-groups.ts';
import { subnetId } from '../../src/lab/seed/subnets.ts';
import { call, ec2, labWorld, refusal, settle, type TestWorld } from './worlds.ts';

const TargetGroupArn = targetGroupArn('DMZVPC-ALB-tg1');
const LoadBalancerArn = balancerArn('DMZVPC-alb1');
const VpcId = labId('vpc', 'DMZVPC');
const spare = labId('i', 'DMZVPC-Private-A-10.11.20.103');
const web = 'i-06ab0389cfa6b82d5';

const health = (world: TestWorld, id: string, arn = TargetGroupArn) =>
  world.here.elbv2!.TargetHealthDescriptions![arn]!.find((d) => d.Target?.Id === id);
const group = (world: TestWorld, arn = TargetGroupArn) =>
  world.here.elbv2!.TargetGroups!.find((g) => g.TargetGroupArn === arn)!;
const listener = (world: TestWorld) => world.here.elbv2!.Listeners![LoadBalancerArn]![0]!;
const rules = (world: TestWorld) => world.here.elbv2!.Rules![listener(world).ListenerArn!]!;
const newGroup = (world: TestWorld, change: object = {}): string =>
  call(world, 'elbv2', 'CreateTargetGroup', { Name: 'new', Protocol: 'HTTP', Port: 8080, VpcId, ...change })
    .TargetGroups[0].TargetGroupArn;
const forward = (arn: string) => ({ Type: 'forward', TargetGroupArn: arn });

describe('targets', () => {
  test('registering takes a moment, then the health checks begin', () => {
    const world = labWorld();
    call(world, 'elbv2', 'RegisterTargets', { TargetGroupArn, Targets: [{ Id: spare }] });
    expect(health(world, spare)).toEqual({
      Target: { Id: spare, Port: 80 },
      HealthCheckPort: '80',
      TargetHealth: {
        State: 'initial',
        Reason: 'Elb.RegistrationInProgress',
        Description: 'Target registration is in progress',
      },
    });
    settle(world);
    expect(health(world, spare)?.TargetHealth).toMatchObject({ State: 'initial', Reason: 'Elb.InitialHealthChecking' });
  });

  test('what is registered stays as it is', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    call(world, 'elbv2', 'RegisterTargets', { TargetGroupArn, Targets: [{ Id: web }] });
    expect(world.snapshot).toEqual(before);
    call(world, 'elbv2', 'RegisterTargets', { TargetGroupArn, Targets: [{ Id: web, Port: 8080 }] });
    expect(world.here.elbv2!.TargetHealthDescriptions![TargetGroupArn]).toHaveLength(5);
  });

  test('deregistering drains for as long as the group says, then the target is gone', () => {
    const world = labWorld();
    call(world, 'elbv2', 'ModifyTargetGroupAttributes', {
      TargetGroupArn,
      Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }],
    });
    call(world, 'elbv2', 'DeregisterTargets', { TargetGroupArn, Targets: [{ Id: web }] });
    expect(health(world, web)?.TargetHealth).toMatchObject({
      State: 'draining',
      Reason: 'Target.DeregistrationInProgress',
    });
    expect(world.due).toMatchObject([{ to: 'target-deregistered', afterSeconds: 30 }]);
    settle(world);
    expect(health(world, web)).toBeUndefined();
  });

  test('a target that is registered again while it drains stays', () => {
    const world = labWorld();
    call(world, 'elbv2', 'DeregisterTargets', { TargetGroupArn, Targets: [{ Id: web }] });
    call(world, 'elbv2', 'RegisterTargets', { TargetGroupArn, Targets: [{ Id: web }] });
    settle(world);
    expect(health(world, web)?.TargetHealth?.State).toBe('initial');
  });

  test('one that is not registered is no error', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    call(world, 'elbv2', 'DeregisterTargets', { TargetGroupArn, Targets: [{ Id: spare }] });
    expect(world.snapshot).toEqual(before);
  });

  test('in a group that no balancer uses a target is unused, until one does', () => {
    const world = labWorld();
    const arn = newGroup(world);
    call(world, 'elbv2', 'RegisterTargets', { TargetGroupArn: arn, Targets: [{ Id: spare }] });
    expect(health(world, spare, arn)?.TargetHealth).toMatchObject({ State: 'unused', Reason: 'Target.NotInUse' });
    call(world, 'elbv2', 'ModifyListener', {
      ListenerArn: listener(world).ListenerArn,
      DefaultActions: [forward(arn)],
    });
    settle(world);
    expect(health(world, spare, arn)?.TargetHealth).toMatchObject({
      State: 'initial',
      Reason: 'Elb.InitialHealthChecking',
    });
    expect(health(world, web)?.TargetHealth).toMatchObject({ State: 'unused', Reason: 'Target.NotInUse' });
  });

  test.each([
    ['TargetGroupNotFound', { TargetGroupArn: targetGroupArn('none'), Targets: [{ Id: spare }] }],
    ['ValidationError', { TargetGroupArn: 'tg', Targets: [{ Id: spare }] }],
    ['InvalidTarget', { TargetGroupArn, Targets: [{ Id: 'i-0123456789abcdef0' }] }],
    ['InvalidTarget', { TargetGroupArn, Targets: [{ Id: labId('i', 'VPC01-Private-A-10.1.20.101') }] }],
    ['ValidationError', { TargetGroupArn, Targets: [{ Id: '10.11.20.103' }] }],
    ['ValidationError', { TargetGroupArn, Targets: [{ Id: spare, Port: 70000 }] }],
    ['ValidationError', { TargetGroupArn }],
  ])('%s', (code, input) => {
    expect(refusal(labWorld(), 'elbv2', 'RegisterTargets', input)).toBe(code);
  });

  test('a stopped instance cannot be registered', () => {
    const world = labWorld();
    call(world, 'ec2', 'StopInstances', { InstanceIds: [spare] });
    const input = { TargetGroupArn, Targets: [{ Id: spare }] };
    expect(refusal(world, 'elbv2', 'RegisterTargets', input)).toBe('InvalidTarget');
  });

  test('an ip target: its zone from the subnet; outside the VPC private and with a zone', () => {
    const world = labWorld();
    const arn = newGroup(world, { TargetType: 'ip' });
    const register = (target: object) => ({ TargetGroupArn: arn, Targets: [target] });
    call(world, 'elbv2', 'RegisterTargets', register({ Id: '10.11.24.7' }));
    expect(health(world, '10.11.24.7', arn)?.Target).toEqual({
      Id: '10.11.24.7',
      Port: 8080,
      AvailabilityZone: 'ap-northeast-2b',
    });
    call(world, 'elbv2', 'RegisterTargets', register({ Id: '192.168.1.1', AvailabilityZone: 'all' }));
    for (const target of [{ Id: '192.168.1.2' }, { Id: '8.8.8.8', AvailabilityZone: 'all' }, { Id: 'web1' }]) {
      expect(refusal(world, 'elbv2', 'RegisterTargets', register(target))).toBe('ValidationError');
    }
  });
});

describe('deleting a balancer', () => {
  const arnOf = (world: TestWorld): string =>
    world.here.elbv2!.LoadBalancers!.find((b) => b.LoadBalancerName === 'DMZVPC-alb1')!.LoadBalancerArn!;
  const interfaces = (world: TestWorld, arn: string): number =>
    world.here.ec2!.NetworkInterfaces!.filter((i) => i.Description === `ELB ${arn.split(':loadbalancer/')[1]}`).length;

  test('its listeners, rules and interfaces go, its target groups stay and are used by nobody', () => {
    const world = labWorld();
    const LoadBalancerArn = arnOf(world);
    const listeners = world.here.elbv2!.Listeners![LoadBalancerArn]!.map((l) => l.ListenerArn!);
    expect([listeners.length, interfaces(world, LoadBalancerArn)]).toEqual([1, 2]);
    call(world, 'elbv2', 'DeleteLoadBalancer', { LoadBalancerArn });
    const { elbv2 } = world.here;
    expect(elbv2!.LoadBalancers!.map((b) => b.LoadBalancerArn)).not.toContain(LoadBalancerArn);
    for (const key of ['Listeners', 'LoadBalancerAttributes'] as const)
      expect(elbv2![key]).not.toHaveProperty([LoadBalancerArn]);
    expect(elbv2!.Rules).not.toHaveProperty([listeners[0]!]);
    expect(interfaces(world, LoadBalancerArn)).toBe(0);
    expect(group(world, TargetGroupArn)!.LoadBalancerArns).toEqual([]);
    // AWS: one that is gone already is no error.
    expect(call(world, 'elbv2', 'DeleteLoadBalancer', { LoadBalancerArn })).toEqual({});
  });

  test('not while it is protected', () => {
    const world = labWorld();
    const LoadBalancerArn = arnOf(world);
    const protect = [{ Key: 'deletion_protection.enabled', Value: 'true' }];
    call(world, 'elbv2', 'ModifyLoadBalancerAttributes', { LoadBalancerArn, Attributes: protect });
    expect(refusal(world, 'elbv2', 'DeleteLoadBalancer', { LoadBalancerArn })).toBe('OperationNotPermitted');
    expect(arnOf(world)).toBe(LoadBalancerArn);
  });
});

describe('target groups', () => {
  test('create with the defaults, delete', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    const arn = newGroup(world);
    expect(arn).toMatch(/^arn:aws:elasticloadbalancing:ap-northeast-2:123456789012:targetgroup\/new\/[0-9a-f]{16}$/);
    expect(group(world, arn)).toMatchObject({
      HealthCheckProtocol: 'HTTP',
      HealthCheckPath: '/',
      HealthCheckPort: 'traffic-port',
      HealthCheckIntervalSeconds: 30,
      HealthCheckTimeoutSeconds: 5,
      HealthyThresholdCount: 5,
      UnhealthyThresholdCount: 2,
      Matcher: { HttpCode: '200' },
      LoadBalancerArns: [],
    });
    expect(newGroup(world)).toBe(arn);
    expect(refusal(world, 'elbv2', 'CreateTargetGroup', { Name: 'new', Protocol: 'HTTP', Port: 81, VpcId })).toBe(
      'DuplicateTargetGroupName',
    );
    call(world, 'elbv2', 'DeleteTargetGroup', { TargetGroupArn: arn });
    expect(world.snapshot).toEqual(before);
    expect(refusal(world, 'elbv2', 'DeleteTargetGroup', { TargetGroupArn })).toBe('ResourceInUse');
  });

  test('modifying the health check, its port in the targets too', () => {
    const world = labWorld();
    call(world, 'elbv2', 'ModifyTargetGroup', {
      TargetGroupArn,
      HealthCheckPort: '8081',
      HealthCheckPath: '/healthz',
      Matcher: { HttpCode: '200-299,302' },
    });
    expect(group(world)).toMatchObject({
      HealthCheckPort: '8081',
      HealthCheckPath: '/healthz',
      HealthCheckIntervalSeconds: 10,
    });
    expect(health(world, web)).toMatchObject({ HealthCheckPort: '8081', TargetHealth: { State: 'healthy' } });
  });

  test.each([
    ['ValidationError', { HealthCheckPath: 'healthz' }],
    ['ValidationError', { HealthCheckTimeoutSeconds: 10 }],
    ['ValidationError', { HealthyThresholdCount: 11 }],
    ['ValidationError', { HealthCheckPort: 'web' }],
    ['ValidationError', { Matcher: { HttpCode: '600' } }],
    ['InvalidConfigurationRequest', { HealthCheckProtocol: 'TCP', HealthCheckPath: '/' }],
  ])('modifying: %s %o', (code, input) => {
    expect(refusal(labWorld(), 'elbv2', 'ModifyTargetGroup', { TargetGroupArn, ...input })).toBe(code);
  });

  test.each([
    ['InvalidConfigurationRequest', { Key: 'colour', Value: 'blue' }],
    ['InvalidConfigurationRequest', { Key: 'deregistration_delay.timeout_seconds', Value: '3601' }],
    ['InvalidConfigurationRequest', { Key: 'stickiness.enabled', Value: 'yes' }],
  ])('attributes: %s %o', (code, attribute) => {
    const input = { TargetGroupArn, Attributes: [attribute] };
    expect(refusal(labWorld(), 'elbv2', 'ModifyTargetGroupAttributes', input)).toBe(code);
  });
});

describe('listeners', () => {
  test('a new listener has a default rule; its target group is in use; deleted, nothing is left', () => {
    const world = labWorld();
    const arn = newGroup(world);
    const before = structuredClone(world.snapshot);
    const input = { LoadBalancerArn, Protocol: 'HTTP', Port: 8080, DefaultActions: [forward(arn)] };
    const [made] = call(world, 'elbv2', 'CreateListener', input).Listeners;
    expect(made.ListenerArn).toMatch(
      new RegExp(`^${LoadBalancerArn.replace('loadbalancer/', 'listener/')}/[0-9a-f]{16}$`),
    );
    expect(made.DefaultActions).toEqual([
      {
        ...forward(arn),
        ForwardConfig: {
          TargetGroups: [{ TargetGroupArn: arn, Weight: 1 }],
          TargetGroupStickinessConfig: { Enabled: false },
        },
      },
    ]);
    expect(world.here.elbv2!.Rules![made.ListenerArn]).toMatchObject([{ Priority: 'default', IsDefault: true }]);
    expect(group(world, arn).LoadBalancerArns).toEqual([LoadBalancerArn]);
    call(world, 'elbv2', 'DeleteListener', { ListenerArn: made.ListenerArn });
    expect(world.snapshot).toEqual(before);
  });

  test('modifying the port and the default action, the default rule in step', () => {
    const world = labWorld();
    const { ListenerArn } = listener(world);
    const DefaultActions = [
      { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } },
    ];
    call(world, 'elbv2', 'ModifyListener', { ListenerArn, Port: 81, DefaultActions });
    expect(listener(world)).toMatchObject({
      Port: 81,
      DefaultActions: [{ Type: 'redirect', RedirectConfig: { Host: '#{host}', Path: '/#{path}', Query: '#{query}' } }],
    });
    expect(rules(world).at(-1)?.Actions).toEqual(listener(world).DefaultActions);
    expect(group(world).LoadBalancerArns).toEqual([]);
  });

  test.each([
    ['DuplicateListener', { Port: 80 }],
    ['LoadBalancerNotFound', { LoadBalancerArn: balancerArn('none') }],
    ['TargetGroupNotFound', { DefaultActions: [forward(targetGroupArn('none'))] }],
    ['TargetGroupAssociationLimit', { DefaultActions: [forward(targetGroupArn('mgmtvpc-tg'))] }],
    ['UnsupportedProtocol', { Protocol: 'TCP' }],
    ['ValidationError', { Protocol: 'HTTPS' }],
    ['ValidationError', { Port: 0 }],
    ['ValidationError', { DefaultActions: [] }],
    ['InvalidLoadBalancerAction', { DefaultActions: [forward(TargetGroupArn), forward(TargetGroupArn)] }],
  ])('creating: %s', (code, change) => {
    const input = {
      LoadBalancerArn,
      Protocol: 'HTTP',
      Port: 8080,
      DefaultActions: [forward(TargetGroupArn)],
      ...change,
    };
    expect(refusal(labWorld(), 'elbv2', 'CreateListener', input)).toBe(code);
  });

  test('a TCP target group does not fit an HTTP listener', () => {
    const world = labWorld();
    const arn = newGroup(world, { Protocol: 'TCP' });
    const input = { LoadBalancerArn, Protocol: 'HTTP', Port: 8080, DefaultActions: [forward(arn)] };
    expect(refusal(world, 'elbv2', 'CreateListener', input)).toBe('IncompatibleProtocols');
  });
});

describe('rules', () => {
  const Conditions = [{ Field: 'path-pattern', Values: ['/api/*'] }];
  const Actions = [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } }];
  const create = (world: TestWorld, Priority: number): string =>
    call(world, 'elbv2', 'CreateRule', { ListenerArn: listener(world).ListenerArn, Conditions, Actions, Priority })
      .Rules[0].RuleArn;

  test('are kept by priority, the default last; delete', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    const one = create(world, 20);
    const two = create(world, 3);
    expect(rules(world).map((r) => r.Priority)).toEqual(['3', '20', 'default']);
    expect(rules(world)[0]?.Conditions).toEqual([{ ...Conditions[0], PathPatternConfig: { Values: ['/api/*'] } }]);
    call(world, 'elbv2', 'SetRulePriorities', {
      RulePriorities: [
        { RuleArn: one, Priority: 3 },
        { RuleArn: two, Priority: 20 },
      ],
    });
    expect(
      rules(world)
        .map((r) => r.RuleArn)
        .slice(0, 2),
    ).toEqual([one, two]);
    const clash = { RulePriorities: [{ RuleArn: one, Priority: 20 }] };
    expect(refusal(world, 'elbv2', 'SetRulePriorities', clash)).toBe('PriorityInUse');
    call(world, 'elbv2', 'DeleteRule', { RuleArn: one });
    call(world, 'elbv2', 'DeleteRule', { RuleArn: two });
    expect(world.snapshot).toEqual(before);
  });

  test('a rule alone can bring a target group into use', () => {
    const world = labWorld();
    const arn = newGroup(world);
    const RuleArn = create(world, 1);
    const weighted = {
      Type: 'forward',
      ForwardConfig: {
        TargetGroups: [
          { TargetGroupArn: arn, Weight: 5 },
          { TargetGroupArn, Weight: 5 },
        ],
      },
    };
    call(world, 'elbv2', 'ModifyRule', { RuleArn, Actions: [weighted] });
    expect(group(world, arn).LoadBalancerArns).toEqual([LoadBalancerArn]);
    expect(rules(world)[0]?.Actions?.[0]).not.toHaveProperty('TargetGroupArn');
  });

  test('what is refused', () => {
    const world = labWorld();
    create(world, 1);
    const { ListenerArn } = listener(world);
    const input = { ListenerArn, Conditions, Actions, Priority: 2 };
    const refused = (change: object) => refusal(world, 'elbv2', 'CreateRule', { ...input, ...change });
    expect(refused({ Priority: 1 })).toBe('PriorityInUse');
    expect(refused({ Priority: 0 })).toBe('ValidationError');
    expect(refused({ Conditions: [] })).toBe('ValidationError');
    expect(refused({ Conditions: [{ Field: 'moon-phase', Values: ['full'] }] })).toBe('ValidationError');
    expect(refused({ ListenerArn: 'arn:none' })).toBe('ListenerNotFound');
    const fallback = rules(world).at(-1)?.RuleArn;
    expect(refusal(world, 'elbv2', 'DeleteRule', { RuleArn: fallback })).toBe('OperationNotPermitted');
    expect(refusal(world, 'elbv2', 'ModifyRule', { RuleArn: fallback, Actions })).toBe('OperationNotPermitted');
    expect(refusal(world, 'elbv2', 'DeleteRule', { RuleArn: 'arn:none' })).toBe('RuleNotFound');
  });
});

describe('load balancers', () => {
  const balancer = (world: TestWorld) =>
    world.here.elbv2!.LoadBalancers!.find((b) => b.LoadBalancerArn === LoadBalancerArn)!;
  const nodes = (world: TestWorld) =>
    world.here.ec2!.NetworkInterfaces!.filter((c) => c.Description?.startsWith('ELB app/DMZVPC-alb1/'));

  test('subnets: nodes come and go', () => {
    const world = labWorld();
    const Subnets = [subnetId('DMZVPC-Public-Subnet-A'), subnetId('DMZVPC-FWIN-Subnet-B')];
    call(world, 'elbv2', 'SetSubnets', { LoadBalancerArn, Subnets });
    expect(balancer(world).AvailabilityZones?.map((z) => z.SubnetId)).toEqual(Subnets);
    expect(nodes(world).map((c) => c.SubnetId)).toEqual(Subnets);
    expect(nodes(world)[1]).toMatchObject({
      Groups: [{ GroupName: 'ALBSecurityGroup' }],
      Association: { IpOwnerId: 'amazon-elb' },
    });
  });

  test('security groups, on the nodes too', () => {
    const world = labWorld();
    const SecurityGroups = [groupId('DMZVPC', 'PrivateEC2SG')];
    call(world, 'elbv2', 'SetSecurityGroups', { LoadBalancerArn, SecurityGroups });
    expect(balancer(world).SecurityGroups).toEqual(SecurityGroups);
    for (const node of nodes(world)) expect(node.Groups).toMatchObject([{ GroupName: 'PrivateEC2SG' }]);
  });

  test('attributes', () => {
    const world = labWorld();
    const Attributes = [{ Key: 'access_logs.s3.enabled', Value: 'true' }];
    call(world, 'elbv2', 'ModifyLoadBalancerAttributes', { LoadBalancerArn, Attributes });
    expect(world.here.elbv2!.LoadBalancerAttributes![LoadBalancerArn]).toContainEqual(Attributes[0]);
  });

  test.each([
    ['ValidationError', 'SetSubnets', { Subnets: [subnetId('DMZVPC-Public-Subnet-A')] }],
    ['SubnetNotFound', 'SetSubnets', { Subnets: [subnetId('DMZVPC-Public-Subnet-A'), 'subnet-0123456789abcdef0'] }],
    [
      'InvalidSubnet',
      'SetSubnets',
      { Subnets: [subnetId('DMZVPC-Public-Subnet-A'), subnetId('VPC01-PrivateSubnetB')] },
    ],
    [
      'InvalidConfigurationRequest',
      'SetSubnets',
      { Subnets: [subnetId('DMZVPC-Public-Subnet-A'), subnetId('DMZVPC-FWIN-Subnet-A')] },
    ],
    ['InvalidSecurityGroup', 'SetSecurityGroups', { SecurityGroups: ['sg-0123456789abcdef0'] }],
    ['InvalidSecurityGroup', 'SetSecurityGroups', { SecurityGroups: [groupId('VPC01', 'PrivateEC2SG')] }],
    [
      'InvalidConfigurationRequest',
      'ModifyLoadBalancerAttributes',
      { Attributes: [{ Key: 'idle_timeout.timeout_seconds', Value: '4001' }] },
    ],
  ])('%s: %s', (code, operation, input) => {
    expect(refusal(labWorld(), 'elbv2', operation, { LoadBalancerArn, ...input })).toBe(code);
  });

  test('tags', () => {
    const world = labWorld();
    const ResourceArns = [LoadBalancerArn, TargetGroupArn];
    call(world, 'elbv2', 'AddTags', { ResourceArns, Tags: [{ Key: 'env', Value: 'lab' }] });
    call(world, 'elbv2', 'AddTags', { ResourceArns, Tags: [{ Key: 'env', Value: 'prod' }, { Key: 'x' }] });
    expect(world.here.elbv2!.Tags![TargetGroupArn]).toEqual([
      { Key: 'env', Value: 'prod' },
      { Key: 'x', Value: '' },
    ]);
    call(world, 'elbv2', 'RemoveTags', { ResourceArns, TagKeys: ['env'] });
    expect(world.here.elbv2!.Tags![LoadBalancerArn]).toEqual([{ Key: 'x', Value: '' }]);
    const unknown = { ResourceArns: [LoadBalancerArn, targetGroupArn('none')], Tags: [{ Key: 'a', Value: 'b' }] };
    expect(refusal(world, 'elbv2', 'AddTags', unknown)).toBe('TargetGroupNotFound');
    const twice = {
      ResourceArns,
      Tags: [
        { Key: 'a', Value: 'b' },
        { Key: 'a', Value: 'c' },
      ],
    };
    expect(refusal(world, 'elbv2', 'AddTags', twice)).toBe('DuplicateTagKeys');
  });
});

test('a node of the balancer that goes frees its address', () => {
  const world = labWorld();
  const subnet = subnetId('DMZVPC-Public-Subnet-B');
  const free = ec2(world, 'Subnets', subnet).AvailableIpAddressCount;
  const Subnets = [subnetId('DMZVPC-Public-Subnet-A'), subnetId('DMZVPC-FWIN-Subnet-B')];
  call(world, 'elbv2', 'SetSubnets', { LoadBalancerArn, Subnets });
  expect(ec2(world, 'Subnets', subnet).AvailableIpAddressCount).toBe(free + 1);
});
