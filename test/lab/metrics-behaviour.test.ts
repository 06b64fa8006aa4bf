import { describe, expect, test } from 'vitest';
import { vpnConnectionId } from '../../src/lab/seed/hybrid.ts';
import { labId } from '../../src/lab/seed/ids.ts';
import { instanceId } from '../../src/lab/seed/instances.ts';
import { groupId } from '../../src/lab/seed/security-groups.ts';
import { distributionId } from '../../src/lab/seed/services/cloudfront.ts';
import { connectionId, virtualInterfaceId } from '../../src/lab/seed/services/direct-connect.ts';
import { primaryHealthCheckId } from '../../src/lab/seed/services/route53.ts';
import { hour, measuring, total } from './measuring.ts';
import { timeline } from './timeline.ts';

const minute = 60_000;
const start = Date.parse('2026-11-23T03:00:00.000Z');
const b2 = instanceId('DMZVPC-Private-B-10.11.24.102');
const all = ['A-10.11.20.101', 'A-10.11.20.102', 'B-10.11.24.101', 'B-10.11.24.102'].map((host) =>
  instanceId(`DMZVPC-Private-${host}`),
);

type Lab = ReturnType<typeof timeline>;

/** A metric's values by minutes since the test began. */
function course(
  lab: Lab,
  namespace: string,
  name: string,
  dimensions: Record<string, string>,
  stat = 'Average',
  region?: string,
) {
  const { find, points } = measuring(lab.state, lab.now(), region);
  const seen = points(find(namespace, name, dimensions), stat, { from: start - hour });
  return new Map(seen.map((p) => [(p.at - start) / minute, p.value]));
}

const balancerName = (lab: Lab): string =>
  lab
    .here()
    .elbv2!.LoadBalancers!.find((b) => b.LoadBalancerName === 'DMZVPC-alb1')!
    .LoadBalancerArn!.split('loadbalancer/')[1]!;
const groupName = (lab: Lab): string =>
  lab
    .here()
    .elbv2!.TargetGroups!.find((g) => g.TargetGroupName === 'DMZVPC-ALB-tg1')!
    .TargetGroupArn!.split(':')
    .at(-1)!;

const hosts = (lab: Lab, name: 'HealthyHostCount' | 'UnHealthyHostCount') =>
  course(lab, 'AWS/ApplicationELB', name, { TargetGroup: groupName(lab), LoadBalancer: balancerName(lab) });
const requests = (lab: Lab, name: string) =>
  course(lab, 'AWS/ApplicationELB', name, { LoadBalancer: balancerName(lab) }, 'Sum');

describe('an instance that stops', () => {
  const lab = timeline();
  lab.pass(30 * 60);
  lab.call('ec2', 'StopInstances', { InstanceIds: [b2] });
  lab.pass(60 * 60);
  lab.call('ec2', 'StartInstances', { InstanceIds: [b2] });
  lab.pass(60 * 60);

  test('has metrics until then, none while it is stopped, and again once it runs', () => {
    const cpu = course(lab, 'AWS/EC2', 'CPUUtilization', { InstanceId: b2 });
    expect(cpu.get(25)).toBeGreaterThan(0);
    expect([...cpu.keys()].filter((m) => m >= 30 && m < 90)).toEqual([]);
    expect(cpu.get(95)).toBeGreaterThan(0);
    const checks = course(lab, 'AWS/EC2', 'StatusCheckFailed', { InstanceId: b2 });
    expect([checks.get(29), checks.get(30), checks.get(89), checks.get(91)]).toEqual([0, undefined, undefined, 0]);
  });

  test('leaves three healthy targets and no unhealthy one', () => {
    const healthy = hosts(lab, 'HealthyHostCount');
    expect([29, 31, 85, 95].map((m) => healthy.get(m))).toEqual([4, 3, 3, 4]);
    expect(new Set(hosts(lab, 'UnHealthyHostCount').values())).toEqual(new Set([0]));
  });

  test('gets no requests meanwhile: the others do, and nobody sees an error', () => {
    const errors = requests(lab, 'HTTPCode_ELB_5XX_Count');
    expect(errors.size).toBe(0);
    const count = requests(lab, 'RequestCount');
    expect(count.get(60)).toBeGreaterThan(0);
  });

  test('takes its part of the NAT gateways traffic with it', () => {
    const { find, points } = measuring(lab.state, lab.now());
    const nat = find('AWS/NATGateway', 'BytesOutToSource', { NatGatewayId: labId('nat', 'DMZVPC-NATGW-B') });
    const [before, during] = [start - hour, start + 31 * minute].map((from) =>
      total(points(nat, 'Sum', { from, to: from + 50 * minute, period: 60 })),
    );
    const other = find('AWS/NATGateway', 'BytesOutToSource', { NatGatewayId: labId('nat', 'DMZVPC-NATGW-A') });
    const [otherBefore, otherDuring] = [start - hour, start + 31 * minute].map((from) =>
      total(points(other, 'Sum', { from, to: from + 50 * minute, period: 60 })),
    );
    expect(during! / before! / (otherDuring! / otherBefore!)).toBeLessThan(0.97);
  });
});

describe('targets that fail', () => {
  test('are unhealthy once enough checks have failed, and healthy once enough have passed', () => {
    const lab = timeline();
    lab.pass(10 * 60);
    lab.control('PUT', ['hosts', all[0]!], { services: {} });
    lab.pass(10 * 60);
    expect([9, 12].map((m) => hosts(lab, 'UnHealthyHostCount').get(m))).toEqual([0, 1]);
    expect([9, 12].map((m) => hosts(lab, 'HealthyHostCount').get(m))).toEqual([4, 3]);
    lab.control('PUT', ['hosts', all[0]!], { services: { 'tcp/80': { kind: 'http' } } });
    lab.pass(10 * 60);
    expect(hosts(lab, 'UnHealthyHostCount').get(23)).toBe(0);
  });

  test('all of them: the balancer fails open, and clients get what the targets answer', () => {
    const lab = timeline();
    for (const id of all)
      lab.control('PUT', ['hosts', id], { services: { 'tcp/80': { kind: 'http', status: { '*': 500 } } } });
    lab.pass(15 * 60);
    expect(hosts(lab, 'UnHealthyHostCount').get(10)).toBe(4);
    expect(hosts(lab, 'HealthyHostCount').get(10)).toBe(0);
    expect(requests(lab, 'HTTPCode_Target_5XX_Count').get(10)).toBe(requests(lab, 'RequestCount').get(10));
    expect(requests(lab, 'HTTPCode_Target_2XX_Count').get(10)).toBeUndefined();
  });

  test('none left in use: 503 from the balancer itself', () => {
    const lab = timeline();
    lab.call('ec2', 'StopInstances', { InstanceIds: all });
    lab.pass(15 * 60);
    expect(requests(lab, 'HTTPCode_ELB_503_Count').get(10)).toBe(requests(lab, 'RequestCount').get(10));
    expect(hosts(lab, 'HealthyHostCount').get(10)).toBe(0);
    expect(hosts(lab, 'UnHealthyHostCount').get(10)).toBe(0);
  });

  test('the only one refuses: the balancer fails open and answers 502, and so does CloudFront in front of it', () => {
    const lab = timeline();
    lab.control('PUT', ['hosts', instanceId('mgmt-host')], { services: {} });
    lab.pass(30 * 60);
    const balancer = lab
      .here()
      .elbv2!.LoadBalancers!.find((b) => b.LoadBalancerName === 'mgmtvpc-alb')!
      .LoadBalancerArn!.split('loadbalancer/')[1]!;
    const of = (name: string) => course(lab, 'AWS/ApplicationELB', name, { LoadBalancer: balancer }, 'Sum');
    expect(of('HTTPCode_ELB_502_Count').get(10)).toBe(of('RequestCount').get(10));
    expect(of('TargetConnectionErrorCount').get(10)).toBe(of('RequestCount').get(10));
    expect(of('HTTPCode_ELB_502_Count').has(-5)).toBe(false);
    const dimensions = { DistributionId: distributionId, Region: 'Global' };
    const errors = course(lab, 'AWS/CloudFront', '5xxErrorRate', dimensions, 'Average', 'us-east-1');
    expect([errors.get(-5), errors.get(10)]).toEqual([0, 98]);
  });

  test('slow answers show in the response time, and its percentiles lie in order', () => {
    const lab = timeline();
    for (const id of all)
      lab.control('PUT', ['hosts', id], { services: { 'tcp/80': { kind: 'http', latencyMs: 800 } } });
    lab.pass(15 * 60);
    const dimensions = { LoadBalancer: balancerName(lab) };
    const [p50, average, p99, most] = ['p50', 'Average', 'p99', 'Maximum'].map(
      (stat) => course(lab, 'AWS/ApplicationELB', 'TargetResponseTime', dimensions, stat).get(10)!,
    ) as [number, number, number, number];
    expect(average).toBeGreaterThan(0.8);
    expect(p50).toBeLessThan(p99);
    expect(p99).toBeLessThanOrEqual(most);
    expect(course(lab, 'AWS/ApplicationELB', 'TargetResponseTime', dimensions).get(-5)).toBeLessThan(0.05);
  });
});

describe('a way that closes', () => {
  test('a balancer whose group lets nothing in has no requests: the metric is missing, not zero', () => {
    const lab = timeline();
    lab.call('ec2', 'RevokeSecurityGroupIngress', {
      GroupId: groupId('DMZVPC', 'ALBSecurityGroup'),
      IpPermissions: [80, 443].map((port) => ({
        IpProtocol: 'tcp',
        FromPort: port,
        ToPort: port,
        IpRanges: [{ CidrIp: '0.0.0.0/0' }],
      })),
    });
    lab.pass(15 * 60);
    const count = requests(lab, 'RequestCount');
    expect(count.get(-2)).toBeGreaterThan(0);
    expect(count.has(5)).toBe(false);
    expect(hosts(lab, 'HealthyHostCount').get(5)).toBe(4);
  });

  test("Route 53's health check of it fails after three checks", () => {
    const lab = timeline();
    lab.call('ec2', 'RevokeSecurityGroupIngress', {
      GroupId: groupId('DMZVPC', 'ALBSecurityGroup'),
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    });
    lab.pass(10 * 60);
    const status = course(
      lab,
      'AWS/Route53',
      'HealthCheckStatus',
      { HealthCheckId: primaryHealthCheckId },
      'Minimum',
      'us-east-1',
    );
    expect([-1, 0, 3].map((m) => status.get(m))).toEqual([1, 1, 0]);
  });

  test('an S3 gateway endpoint takes its traffic off the NAT gateways', () => {
    const lab = timeline();
    const tables = lab
      .here()
      .ec2!.RouteTables!.filter((t) =>
        t.Tags?.some((tag) => tag.Key === 'Name' && /^DMZVPC-Private-/.test(tag.Value ?? '')),
      )
      .map((t) => t.RouteTableId);
    lab.call('ec2', 'CreateVpcEndpoint', {
      VpcId: labId('vpc', 'DMZVPC'),
      ServiceName: 'com.amazonaws.ap-northeast-2.s3',
      VpcEndpointType: 'Gateway',
      RouteTableIds: tables,
    });
    lab.pass(30 * 60);
    const { find, points } = measuring(lab.state, lab.now());
    const sums = ['DMZVPC-NATGW-A', 'DMZVPC-NATGW-B'].map((nat) => {
      const bytes = find('AWS/NATGateway', 'BytesOutToSource', { NatGatewayId: labId('nat', nat) });
      const [before, after] = [start - 20 * minute, start + 2 * minute].map((from) =>
        total(points(bytes, 'Sum', { from, to: from + 18 * minute })),
      );
      return after! / before!;
    });
    // 8 of the 24 machines behind them are in DMZVPC; 70 % of what each asks for is in S3.
    for (const ratio of sums) expect(ratio).toBeCloseTo(1 - (8 / 24) * 0.7, 1);
  });

  test('a blackhole in the transit gateway is counted there, for the attachment', () => {
    const lab = timeline();
    const table = labId('tgw-rtb', 'TGW-DMZVPC-RT');
    lab.call('ec2', 'ReplaceTransitGatewayRoute', {
      TransitGatewayRouteTableId: table,
      DestinationCidrBlock: '0.0.0.0/0',
      Blackhole: true,
    });
    lab.pass(15 * 60);
    const of = (name: string, attachment: string) =>
      course(
        lab,
        'AWS/TransitGateway',
        name,
        {
          TransitGateway: labId('tgw', 'TGW'),
          TransitGatewayAttachment: labId('tgw-attach', attachment),
        },
        'Sum',
      );
    expect(of('PacketDropCountBlackhole', 'VPC01').get(-5)).toBe(0);
    expect(of('PacketDropCountBlackhole', 'VPC01').get(5)).toBeGreaterThan(0);
    expect(of('PacketDropCountNoRoute', 'VPC01').get(5)).toBe(0);
    expect(of('PacketDropCountBlackhole', 'DMZVPC').get(5)).toBe(0);
    lab.call('ec2', 'DeleteTransitGatewayRoute', {
      TransitGatewayRouteTableId: table,
      DestinationCidrBlock: '0.0.0.0/0',
    });
    lab.pass(15 * 60);
    expect(of('PacketDropCountBlackhole', 'VPC01').get(20)).toBe(0);
    expect(of('PacketDropCountNoRoute', 'VPC01').get(20)).toBeGreaterThan(0);
  });
});

describe('links', () => {
  test('a Direct Connect that goes down: its state, its rates, and the VPN takes over', () => {
    const lab = timeline();
    lab.control('PUT', ['links', connectionId], { up: false });
    lab.pass(30 * 60);
    const dx = (name: string, more = {}) => course(lab, 'AWS/DX', name, { ConnectionId: connectionId, ...more });
    expect([-5, 5].map((m) => dx('ConnectionState').get(m))).toEqual([1, 0]);
    expect(dx('VirtualInterfaceBpsIngress', { VirtualInterfaceId: virtualInterfaceId }).get(-5)).toBeGreaterThan(1e5);
    expect(dx('VirtualInterfaceBpsIngress', { VirtualInterfaceId: virtualInterfaceId }).get(5)).toBe(0);
    const vpn = course(lab, 'AWS/VPN', 'TunnelDataOut', { VpnId: vpnConnectionId }, 'Sum');
    expect(vpn.get(5)! / vpn.get(-5)!).toBeGreaterThan(20);
  });

  test('a tunnel that goes down: its state is 0, half of the connection is up', () => {
    const lab = timeline();
    const tunnel = '203.0.113.101';
    lab.control('PUT', ['links', vpnConnectionId, tunnel], { up: false });
    lab.pass(30 * 60);
    const state = (dimensions: object) =>
      course(lab, 'AWS/VPN', 'TunnelState', { VpnId: vpnConnectionId, ...dimensions });
    expect([-5, 5].map((m) => state({ TunnelIpAddress: tunnel }).get(m))).toEqual([1, 0]);
    expect(state({}).get(5)).toBe(0.5);
    lab.control('PUT', ['links', vpnConnectionId, tunnel], { up: true });
    lab.pass(30 * 60);
    expect(state({ TunnelIpAddress: tunnel }).get(40)).toBe(1);
  });
});

describe('load that the control API sets', () => {
  const nat = labId('nat', 'DMZVPC-NATGW-A');
  const of = (lab: Lab, name: string, stat = 'Sum') => course(lab, 'AWS/NATGateway', name, { NatGatewayId: nat }, stat);

  test('more connections to one destination than there are ports: errors, from then on', () => {
    const lab = timeline();
    lab.control('PUT', ['load', nat], { connections: 60_000 });
    lab.pass(15 * 60);
    expect(of(lab, 'ErrorPortAllocation').get(-5)).toBe(0);
    expect(of(lab, 'ErrorPortAllocation').get(5)).toBeGreaterThan(0);
    const connections = of(lab, 'ActiveConnectionCount', 'Maximum').get(5)!;
    expect(connections).toBeGreaterThanOrEqual(55_000);
    expect(connections).toBeLessThanOrEqual(55_000 + 15);
    const [attempts, established] = ['ConnectionAttemptCount', 'ConnectionEstablishedCount'].map(
      (n) => of(lab, n).get(5)!,
    );
    expect(attempts! - established!).toBe(of(lab, 'ErrorPortAllocation').get(5));
    lab.control('DELETE', ['load', nat]);
    lab.pass(15 * 60);
    expect(of(lab, 'ErrorPortAllocation').get(20)).toBe(0);
  });

  test('bytes, errors and drops as given', () => {
    const lab = timeline();
    lab.control('PUT', ['load', nat], { bytesPerHour: 6e9, portAllocationErrors: 7, packetsDropped: 3 });
    lab.pass(15 * 60);
    expect(of(lab, 'BytesInFromDestination').get(5)).toBeGreaterThan(9e7);
    expect(of(lab, 'ErrorPortAllocation').get(5)).toBe(7);
    expect(of(lab, 'PacketsDropCount').get(5)).toBe(3);
  });

  test('on an instance it goes through its NAT gateway', () => {
    const lab = timeline();
    lab.control('PUT', ['load', all[0]!], { bytesPerHour: 6e9 });
    lab.pass(15 * 60);
    expect(of(lab, 'BytesOutToSource').get(5)).toBeGreaterThan(9e7);
    expect(course(lab, 'AWS/EC2', 'NetworkIn', { InstanceId: all[0]! }, 'Sum').get(5)).toBeGreaterThan(4.5e8);
  });

  test('a host that hangs fails its status check and burns CPU', () => {
    const lab = timeline();
    lab.control('PUT', ['hosts', b2], { services: {}, silent: true });
    lab.pass(15 * 60);
    expect(course(lab, 'AWS/EC2', 'StatusCheckFailed_Instance', { InstanceId: b2 }).get(5)).toBe(1);
    expect(course(lab, 'AWS/EC2', 'StatusCheckFailed_System', { InstanceId: b2 }).get(5)).toBe(0);
    expect(course(lab, 'AWS/EC2', 'CPUUtilization', { InstanceId: b2 }).get(5)).toBeGreaterThan(98);
  });
});
