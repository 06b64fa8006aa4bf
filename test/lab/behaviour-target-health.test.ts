import { describe, expect, test } from 'vitest';
import { instanceId } from '../../src/lab/seed/instances.ts';
import { groupId } from '../../src/lab/seed/security-groups.ts';
import { timeline } from './timeline.ts';

const group = 'DMZVPC-ALB-tg1';
const [a1, a2, b1, b2] = ['A-10.11.20.101', 'A-10.11.20.102', 'B-10.11.24.101', 'B-10.11.24.102'].map((host) =>
  instanceId(`DMZVPC-Private-${host}`),
) as [string, string, string, string];
const allHealthy = { [a1]: 'healthy', [a2]: 'healthy', [b1]: 'healthy', [b2]: 'healthy' };

/** Checks come every 10 s and time out after 5; two of a kind in a row turn a target. */
const shorter = 9;
const enough = 25;

describe('a fresh lab', () => {
  test('every target of both groups is healthy', () => {
    const lab = timeline();
    expect(lab.health(group)).toEqual(allHealthy);
    expect(lab.health('mgmtvpc-tg')).toEqual({ [instanceId('mgmt-host')]: 'healthy' });
    expect(lab.describe(group, a1)).toEqual({
      Target: { Id: a1, Port: 80 },
      HealthCheckPort: '80',
      TargetHealth: { State: 'healthy' },
    });
  });
});

describe('instances', () => {
  test('L2 a stopping instance is unused at once, and healthy again after its first check once it runs', () => {
    const lab = timeline();
    lab.call('ec2', 'StopInstances', { InstanceIds: [b2] });
    expect(lab.describe(group, b2)?.TargetHealth).toEqual({
      State: 'unused',
      Reason: 'Target.InvalidState',
      Description: 'Target is in the stopped state',
    });
    lab.pass(30);
    expect(lab.health(group)).toEqual({ ...allHealthy, [b2]: 'Target.InvalidState' });
    lab.call('ec2', 'StartInstances', { InstanceIds: [b2] });
    expect(lab.describe(group, b2)?.TargetHealth?.Description).toBe('Target is in an invalid state');
    lab.pass(10);
    expect(lab.health(group)[b2]).toBe('Elb.InitialHealthChecking');
    lab.pass(10);
    expect(lab.health(group)).toEqual(allHealthy);
  });

  test('a terminated instance is unused', () => {
    const lab = timeline();
    lab.call('ec2', 'TerminateInstances', { InstanceIds: [a1] });
    expect(lab.describe(group, a1)?.TargetHealth?.Description).toBe('Target is in the terminated state');
    lab.pass(60);
    expect(lab.describe(group, a1)?.TargetHealth?.Description).toBe('Target is in the terminated state');
  });
});

describe('L3 reasons of unhealthy targets', () => {
  const ingress = (lab: ReturnType<typeof timeline>, operation: string, port: number) =>
    lab.call('ec2', operation, {
      GroupId: groupId('DMZVPC', 'PrivateEC2SG'),
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    });
  const host = (lab: ReturnType<typeof timeline>, id: string, services: object, silent = false) =>
    lab.control('PUT', ['hosts', id], { services, silent });

  test('a port that a security group filters times out, but not before two checks have; it heals after two', () => {
    const lab = timeline();
    ingress(lab, 'RevokeSecurityGroupIngress', 80);
    expect(lab.health(group)).toEqual(allHealthy);
    lab.pass(shorter);
    expect(lab.health(group)).toEqual(allHealthy);
    lab.pass(enough - shorter);
    expect(lab.describe(group, a2)?.TargetHealth).toEqual({
      State: 'unhealthy',
      Reason: 'Target.Timeout',
      Description: 'Request timed out',
    });
    expect(new Set(Object.values(lab.health(group)))).toEqual(new Set(['Target.Timeout']));
    ingress(lab, 'AuthorizeSecurityGroupIngress', 80);
    lab.pass(shorter);
    expect(new Set(Object.values(lab.health(group)))).toEqual(new Set(['Target.Timeout']));
    lab.pass(enough - shorter);
    expect(lab.health(group)).toEqual(allHealthy);
  });

  test('a fault shorter than the checks need does not show', () => {
    const lab = timeline();
    ingress(lab, 'RevokeSecurityGroupIngress', 80);
    lab.pass(shorter);
    ingress(lab, 'AuthorizeSecurityGroupIngress', 80);
    for (let i = 0; i < 10; i++) {
      lab.pass(3);
      expect(lab.health(group)).toEqual(allHealthy);
    }
  });

  test('a network ACL that drops the answers times out, for the targets of its subnet', () => {
    const lab = timeline();
    const subnet = lab.here().ec2!.Subnets!.find((s) => s.CidrBlock === '10.11.24.0/22')!;
    const vpc = subnet.VpcId!;
    const { NetworkAcl } = lab.call<{ NetworkAcl: { NetworkAclId: string } }>('ec2', 'CreateNetworkAcl', {
      VpcId: vpc,
    });
    const entry = (RuleNumber: number, Egress: boolean, more: object) =>
      lab.call('ec2', 'CreateNetworkAclEntry', {
        NetworkAclId: NetworkAcl.NetworkAclId,
        RuleNumber,
        Egress,
        CidrBlock: '0.0.0.0/0',
        ...more,
      });
    entry(100, false, { Protocol: '-1', RuleAction: 'allow' });
    // The balancer's ports go down to 1024: a rule for Linux clients' leaves a part of the answers out.
    entry(100, true, { Protocol: '6', RuleAction: 'allow', PortRange: { From: 32768, To: 60999 } });
    const association = lab
      .here()
      .ec2!.NetworkAcls!.flatMap((acl) => acl.Associations ?? [])
      .find((a) => a.SubnetId === subnet.SubnetId)!;
    lab.call('ec2', 'ReplaceNetworkAclAssociation', {
      AssociationId: association.NetworkAclAssociationId,
      NetworkAclId: NetworkAcl.NetworkAclId,
    });
    lab.pass(enough);
    expect(lab.health(group)).toEqual({ ...allHealthy, [b1]: 'Target.Timeout', [b2]: 'Target.Timeout' });
  });

  test('what listens on nothing refuses, a wrong status names the code, a hung or slow one times out', () => {
    const lab = timeline();
    host(lab, a1, { 'tcp/22': { kind: 'tcp' } });
    host(lab, a2, { 'tcp/80': { kind: 'http', status: { '/ec2meta-webpage/index.php': 503 } } });
    host(lab, b1, { 'tcp/80': { kind: 'http', latencyMs: 5000 } });
    host(lab, b2, {}, true);
    lab.pass(enough);
    expect(lab.describe(group, a1)?.TargetHealth).toEqual({
      State: 'unhealthy',
      Reason: 'Target.FailedHealthChecks',
      Description: 'Health checks failed',
    });
    expect(lab.describe(group, a2)?.TargetHealth).toEqual({
      State: 'unhealthy',
      Reason: 'Target.ResponseCodeMismatch',
      Description: 'Health checks failed with these codes: [503]',
    });
    expect(lab.health(group)).toMatchObject({ [b1]: 'Target.Timeout', [b2]: 'Target.Timeout' });
  });

  test('a service that speaks TLS where HTTP is asked, or no HTTP at all, fails; one just fast enough passes', () => {
    const lab = timeline();
    host(lab, a1, { 'tcp/80': { kind: 'https' } });
    host(lab, a2, { 'tcp/80': { kind: 'tcp' } });
    host(lab, b1, { 'tcp/80': { kind: 'http', latencyMs: 4999 } });
    lab.pass(enough);
    expect(lab.health(group)).toEqual({
      ...allHealthy,
      [a1]: 'Target.FailedHealthChecks',
      [a2]: 'Target.FailedHealthChecks',
    });
  });

  test('another reason shows with the next check of an unhealthy target', () => {
    const lab = timeline();
    host(lab, a1, {});
    lab.pass(enough);
    expect(lab.health(group)[a1]).toBe('Target.FailedHealthChecks');
    host(lab, a1, { 'tcp/80': { kind: 'http', status: { '*': 500 } } });
    lab.pass(10);
    expect(lab.health(group)[a1]).toBe('Target.ResponseCodeMismatch');
  });
});

describe('registration', () => {
  test('a new target is registered, checked and healthy; a deregistered one drains', () => {
    const lab = timeline();
    const arn = lab.here().elbv2!.TargetGroups!.find((g) => g.TargetGroupName === group)!.TargetGroupArn;
    const extra = instanceId('DMZVPC-Private-A-10.11.20.103');
    lab.call('elbv2', 'RegisterTargets', { TargetGroupArn: arn, Targets: [{ Id: extra }] });
    expect(lab.health(group)[extra]).toBe('Elb.RegistrationInProgress');
    lab.pass(5);
    expect(lab.health(group)[extra]).toBe('Elb.InitialHealthChecking');
    lab.pass(10);
    expect(lab.health(group)[extra]).toBe('healthy');
    lab.call('elbv2', 'DeregisterTargets', { TargetGroupArn: arn, Targets: [{ Id: extra }] });
    expect(lab.describe(group, extra)?.TargetHealth).toEqual({
      State: 'draining',
      Reason: 'Target.DeregistrationInProgress',
      Description: 'Target deregistration is in progress',
    });
    lab.pass(301);
    expect(lab.health(group)).toEqual(allHealthy);
  });

  test('a new target that cannot be reached turns unhealthy, not healthy', () => {
    const lab = timeline();
    const arn = lab.here().elbv2!.TargetGroups!.find((g) => g.TargetGroupName === group)!.TargetGroupArn;
    const extra = instanceId('DMZVPC-Private-A-10.11.20.104');
    lab.control('PUT', ['hosts', extra], { services: {} });
    lab.call('elbv2', 'RegisterTargets', { TargetGroupArn: arn, Targets: [{ Id: extra }] });
    const seen = new Set<string>();
    for (let i = 0; i < 30; i++) {
      seen.add(lab.health(group)[extra]!);
      lab.pass(1);
    }
    expect([...seen]).toEqual(['Elb.RegistrationInProgress', 'Elb.InitialHealthChecking', 'Target.FailedHealthChecks']);
  });
});

describe('L2 unused targets', () => {
  test('in a group that no listener forwards to', () => {
    const lab = timeline();
    const balancer = lab.here().elbv2!.LoadBalancers!.find((b) => b.LoadBalancerName === 'DMZVPC-alb1')!;
    const listener = lab.here().elbv2!.Listeners![balancer.LoadBalancerArn!]![0]!;
    lab.call('elbv2', 'DeleteListener', { ListenerArn: listener.ListenerArn });
    expect(lab.describe(group, a1)?.TargetHealth).toEqual({
      State: 'unused',
      Reason: 'Target.NotInUse',
      Description: 'Target group is not configured to receive traffic from the load balancer',
    });
  });
});

describe('what no record explains', () => {
  test('a state that was changed beneath the API looks as if it had always been so', () => {
    const lab = timeline();
    lab.call('ec2', 'StopInstances', { InstanceIds: [a1] });
    lab.state.hosts[b1] = { services: {} };
    expect(lab.health(group)[b1]).toBe('Target.FailedHealthChecks');
    expect(lab.health(group)[b2]).toBe('healthy');
  });

  test('the same question has the same answer, and reading changes nothing', () => {
    const lab = timeline();
    lab.call('ec2', 'StopInstances', { InstanceIds: [a1] });
    const before = JSON.stringify(lab.state);
    expect(lab.health(group)).toEqual(lab.health(group));
    expect(JSON.stringify(lab.state)).toBe(before);
  });
});
