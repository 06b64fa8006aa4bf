import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from 'vitest';
import { vpnConnectionId } from '../../src/lab/seed/hybrid.ts';
import { labAccount, labHex, labId, labRegion } from '../../src/lab/seed/ids.ts';
import { instanceId } from '../../src/lab/seed/instances.ts';
import { networkInterface } from '../../src/lab/seed/interfaces.ts';
import { groupId } from '../../src/lab/seed/security-groups.ts';
import { connectionId } from '../../src/lab/seed/services/direct-connect.ts';
import { subnetSpec } from '../../src/lab/seed/subnets.ts';
import type { Saved } from '../../src/snapshot/snapshot.ts';
import { timeline } from './timeline.ts';

type Lab = ReturnType<typeof timeline>;

const arn = (path: string): string => `arn:aws:elasticloadbalancing:${labRegion}:${labAccount}:${path}`;
const a1 = instanceId('DMZVPC-Private-A-10.11.20.101');
const b1 = instanceId('DMZVPC-Private-B-10.11.24.101');

interface Balancer {
  zones?: ('A' | 'B')[];
  groups?: string[];
  crossZone?: boolean;
  type?: 'network' | 'gateway' | 'application';
}

/** Puts an internal balancer with one target group into DMZVPC's private subnets, in place of the workshop's. */
function balancerWith(
  group: Partial<Saved<TargetGroup>>,
  targets: { Id: string; Port?: number; AvailabilityZone?: string }[],
  { zones = ['A', 'B'], groups = [], crossZone = false, type = 'network' }: Balancer = {},
): Lab {
  const lab = timeline();
  const { ec2, elbv2 } = lab.here();
  const kind = { network: 'net', gateway: 'gwy', application: 'app' }[type];
  const balancer = arn(`loadbalancer/${kind}/inner/${labHex('inner')}`);
  const listener = arn(`listener/${kind}/inner/${labHex('inner')}/${labHex('inner:1')}`);
  const TargetGroupArn = arn(`targetgroup/inner-tg/${labHex('inner-tg')}`);
  ec2!.NetworkInterfaces!.push(
    ...zones.map((Z) =>
      networkInterface({
        name: `inner-${Z}`,
        subnet: subnetSpec(`DMZVPC-Private-Subnet-${Z}`),
        address: Z === 'A' ? '10.11.20.60' : '10.11.24.60',
        groups,
        description: `ELB ${kind}/inner/${labHex('inner')}`,
        requester: 'amazon-elb',
      }),
    ),
  );
  elbv2!.LoadBalancers!.push({
    LoadBalancerArn: balancer,
    LoadBalancerName: 'inner',
    Type: type,
    Scheme: 'internal',
    VpcId: labId('vpc', 'DMZVPC'),
    State: { Code: 'active' },
    AvailabilityZones: zones.map((Z) => ({
      ZoneName: `${labRegion}${Z.toLowerCase()}`,
      SubnetId: labId('subnet', `DMZVPC-Private-Subnet-${Z}`),
    })),
    SecurityGroups: groups.map((name) => groupId('DMZVPC', name)),
  });
  elbv2!.LoadBalancerAttributes![balancer] = [{ Key: 'load_balancing.cross_zone.enabled', Value: String(crossZone) }];
  elbv2!.Listeners![balancer] = [
    {
      ListenerArn: listener,
      LoadBalancerArn: balancer,
      Port: 80,
      Protocol: 'TCP',
      DefaultActions: [{ Type: 'forward', TargetGroupArn }],
    },
  ];
  elbv2!.TargetGroups!.push({
    TargetGroupArn,
    TargetGroupName: 'inner-tg',
    Protocol: 'TCP',
    Port: 80,
    VpcId: labId('vpc', 'DMZVPC'),
    TargetType: 'instance',
    HealthCheckEnabled: true,
    HealthCheckProtocol: 'TCP',
    HealthCheckPort: 'traffic-port',
    HealthCheckIntervalSeconds: 10,
    HealthCheckTimeoutSeconds: 5,
    HealthyThresholdCount: 3,
    UnhealthyThresholdCount: 3,
    LoadBalancerArns: [balancer],
    ...group,
  });
  elbv2!.TargetHealthDescriptions![TargetGroupArn] = targets.map((Target) => ({
    Target: { Port: 80, ...Target },
    TargetHealth: { State: 'healthy' },
  }));
  return lab;
}

const ingress = (lab: Lab, operation: 'Authorize' | 'Revoke', CidrIp: string) =>
  lab.call('ec2', `${operation}SecurityGroupIngress`, {
    GroupId: groupId('DMZVPC', 'PrivateEC2SG'),
    IpPermissions: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp }] }],
  });

describe('Network Load Balancers', () => {
  test('three checks in a row turn a target; a filtered port fails TCP checks without another word', () => {
    const lab = balancerWith({}, [{ Id: a1 }, { Id: b1 }]);
    expect(lab.health('inner-tg')).toEqual({ [a1]: 'healthy', [b1]: 'healthy' });
    ingress(lab, 'Revoke', '0.0.0.0/0');
    lab.pass(19);
    expect(lab.health('inner-tg')).toEqual({ [a1]: 'healthy', [b1]: 'healthy' });
    lab.pass(12);
    expect(lab.describe('inner-tg', a1)?.TargetHealth).toEqual({
      State: 'unhealthy',
      Reason: 'Target.FailedHealthChecks',
      Description: 'Health checks failed',
    });
  });

  test("L1 checks come from the balancer's own addresses, even when clients' addresses are preserved", () => {
    const lab = balancerWith({}, [{ Id: a1 }]);
    ingress(lab, 'Revoke', '0.0.0.0/0');
    ingress(lab, 'Authorize', '198.18.0.0/15');
    lab.pass(40);
    expect(lab.health('inner-tg')).toEqual({ [a1]: 'Target.FailedHealthChecks' });
    ingress(lab, 'Authorize', '10.11.20.60/32');
    lab.pass(40);
    expect(lab.health('inner-tg')).toEqual({ [a1]: 'healthy' });
  });

  test("without cross-zone balancing a target is checked by its own zone's node, with it by all", () => {
    for (const [crossZone, expected] of [
      [false, 'healthy'],
      [true, 'Target.FailedHealthChecks'],
    ] as const) {
      const lab = balancerWith({}, [{ Id: a1 }], { crossZone });
      ingress(lab, 'Authorize', '10.11.20.60/32');
      ingress(lab, 'Revoke', '0.0.0.0/0');
      lab.pass(40);
      expect(lab.health('inner-tg')).toEqual({ [a1]: expected });
    }
  });

  test('S5 with groups of its own, what they let out counts too', () => {
    const lab = balancerWith({}, [{ Id: a1 }], { groups: ['SSMSG'] });
    expect(lab.health('inner-tg')).toEqual({ [a1]: 'healthy' });
    lab.call('ec2', 'RevokeSecurityGroupEgress', {
      GroupId: groupId('DMZVPC', 'SSMSG'),
      IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    });
    lab.pass(40);
    expect(lab.health('inner-tg')).toEqual({ [a1]: 'Target.FailedHealthChecks' });
  });

  test('L2 a target in a zone that is not enabled is unused', () => {
    const lab = balancerWith({}, [{ Id: a1 }, { Id: b1 }], { zones: ['A'] });
    expect(lab.health('inner-tg')).toEqual({ [a1]: 'healthy', [b1]: 'Target.NotInUse' });
    expect(lab.describe('inner-tg', b1)?.TargetHealth?.Description).toBe(
      'Target is in an Availability Zone that is not enabled for the load balancer',
    );
  });

  test('a check by HTTP tells what is wrong', () => {
    const lab = balancerWith(
      { HealthCheckProtocol: 'HTTP', HealthCheckPath: '/none', Matcher: { HttpCode: '200-399' } },
      [{ Id: a1 }],
    );
    expect(lab.describe('inner-tg', a1)?.TargetHealth?.Description).toBe(
      'Health checks failed with these codes: [404]',
    );
  });

  test('the port of the health check is checked, not that of the traffic', () => {
    const lab = balancerWith({ HealthCheckPort: '22' }, [{ Id: a1 }]);
    lab.control('PUT', ['hosts', a1], { services: { 'tcp/22': { kind: 'tcp' } } });
    lab.pass(60);
    expect(lab.describe('inner-tg', a1)).toMatchObject({ HealthCheckPort: '22', TargetHealth: { State: 'healthy' } });
    lab.control('PUT', ['hosts', a1], { services: { 'tcp/80': { kind: 'http' } } });
    lab.pass(60);
    expect(lab.health('inner-tg')).toEqual({ [a1]: 'Target.FailedHealthChecks' });
  });
});

describe('addresses as targets', () => {
  const ip = { TargetType: 'ip' as const };

  test('in another VPC, through the transit gateway and back', () => {
    const there = { Id: '10.1.20.101', Port: 22, AvailabilityZone: 'all' };
    const lab = balancerWith(ip, [there]);
    expect(lab.health('inner-tg')).toEqual({ '10.1.20.101': 'healthy' });
    lab.call('ec2', 'DeleteTransitGatewayRoute', {
      TransitGatewayRouteTableId: labId('tgw-rtb', 'TGW-DMZVPC-RT'),
      DestinationCidrBlock: '10.11.0.0/16',
    });
    lab.pass(60);
    // Answers still find back by the default route, which leads to the same VPC.
    expect(lab.health('inner-tg')).toEqual({ '10.1.20.101': 'healthy' });
    lab.call('ec2', 'DeleteTransitGatewayRoute', {
      TransitGatewayRouteTableId: labId('tgw-rtb', 'TGW-DMZVPC-RT'),
      DestinationCidrBlock: '10.1.0.0/16',
    });
    lab.pass(60);
    expect(lab.health('inner-tg')).toEqual({ '10.1.20.101': 'Target.FailedHealthChecks' });
  });

  test('on-premises: by Direct Connect, then by VPN, then not at all', () => {
    const lab = balancerWith(ip, [{ Id: '192.168.10.53', Port: 53, AvailabilityZone: 'all' }]);
    expect(lab.health('inner-tg')).toEqual({ '192.168.10.53': 'healthy' });
    lab.control('PUT', ['links', connectionId], { up: false });
    lab.pass(60);
    expect(lab.health('inner-tg')).toEqual({ '192.168.10.53': 'healthy' });
    for (const tunnel of ['203.0.113.101', '203.0.113.102']) {
      lab.control('PUT', ['links', vpnConnectionId, tunnel], { up: false });
    }
    lab.pass(60);
    expect(lab.health('inner-tg')).toEqual({ '192.168.10.53': 'Target.FailedHealthChecks' });
    lab.control('PUT', ['links', connectionId], { up: true });
    lab.pass(60);
    expect(lab.health('inner-tg')).toEqual({ '192.168.10.53': 'healthy' });
  });

  test('of an instance that has stopped: it times out, it is not unused', () => {
    const lab = balancerWith(
      { ...ip, Protocol: 'TCP', HealthCheckProtocol: 'HTTP', HealthCheckPath: '/ec2meta-webpage/index.php' },
      [{ Id: '10.11.20.101' }],
    );
    expect(lab.health('inner-tg')).toEqual({ '10.11.20.101': 'healthy' });
    lab.call('ec2', 'StopInstances', { InstanceIds: [a1] });
    lab.pass(60);
    expect(lab.health('inner-tg')).toEqual({ '10.11.20.101': 'Target.Timeout' });
  });

  test("the balancer's own address is unusable, one that nobody has fails", () => {
    const lab = balancerWith(ip, [{ Id: '10.11.20.60' }, { Id: '10.11.20.250', AvailabilityZone: `${labRegion}a` }]);
    expect(lab.health('inner-tg')).toEqual({
      '10.11.20.60': 'Target.IpUnusable',
      '10.11.20.250': 'Target.FailedHealthChecks',
    });
  });
});

describe('other kinds', () => {
  test('a function is not checked unless asked for', () => {
    const id = `arn:aws:lambda:${labRegion}:${labAccount}:function:page`;
    const lambda = { TargetType: 'lambda' as const, Protocol: undefined, Port: undefined, VpcId: undefined };
    const type = 'application' as const;
    const unchecked = balancerWith({ ...lambda, HealthCheckEnabled: false }, [{ Id: id, Port: undefined }], { type });
    expect(unchecked.describe('inner-tg', id)).toEqual({
      Target: { Id: id, Port: undefined },
      TargetHealth: {
        State: 'unavailable',
        Reason: 'Target.HealthCheckDisabled',
        Description: 'Health checks are disabled',
      },
    });
    const checked = balancerWith(
      { ...lambda, HealthCheckProtocol: 'HTTP', HealthCheckPath: '/', Matcher: { HttpCode: '200' } },
      [{ Id: id, Port: undefined }],
      { type },
    );
    expect(checked.health('inner-tg')).toEqual({ [id]: 'healthy' });
    expect(checked.describe('inner-tg', id)).not.toHaveProperty('HealthCheckPort');
  });

  test('an Application Load Balancer behind a Network Load Balancer answers as its own targets do', () => {
    const lab = timeline();
    const alb = lab.here().elbv2!.LoadBalancers!.find((b) => b.LoadBalancerName === 'DMZVPC-alb1')!.LoadBalancerArn!;
    const group = {
      TargetType: 'alb' as const,
      HealthCheckProtocol: 'HTTP' as const,
      HealthCheckPath: '/ec2meta-webpage/index.php',
      Matcher: { HttpCode: '200-399' },
    };
    const inner = balancerWith(group, [{ Id: alb }]);
    expect(inner.health('inner-tg')).toEqual({ [alb]: 'healthy' });
    const targets = ['A-10.11.20.101', 'A-10.11.20.102', 'B-10.11.24.101', 'B-10.11.24.102'];
    inner.call('ec2', 'StopInstances', { InstanceIds: targets.map((host) => instanceId(`DMZVPC-Private-${host}`)) });
    inner.pass(60);
    expect(inner.describe('inner-tg', alb)?.TargetHealth?.Description).toBe(
      'Health checks failed with these codes: [503]',
    );
  });

  test("a Gateway Load Balancer's appliance is checked like any target", () => {
    const lab = balancerWith({ Protocol: 'GENEVE', Port: 6081, HealthCheckPort: '80' }, [{ Id: a1, Port: 6081 }], {
      type: 'gateway',
    });
    expect(lab.health('inner-tg')).toEqual({ [a1]: 'healthy' });
    lab.control('PUT', ['hosts', a1], { services: {} });
    lab.pass(60);
    expect(lab.health('inner-tg')).toEqual({ [a1]: 'Target.FailedHealthChecks' });
  });
});
