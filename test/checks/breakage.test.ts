import { describe, expect, test } from 'vitest';
import { breakageLogQueries } from '../../src/checks/breakage/flow-log-uses.ts';
import { breakagesOf } from '../../src/checks/breakage/index.ts';
import { type Call, type Finding, finding } from '../../src/findings/finding.ts';
import { labAccount, labRegion } from '../../src/lab/seed/ids.ts';
import { parseQuery } from '../../src/lab/services/logs/insights/parse.ts';
import { buildNetwork } from '../../src/network/build/network.ts';
import { exposureOf } from '../../src/network/exposure.ts';
import type { QueryResult } from '../../src/snapshot/data/services.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import {
  allow,
  balancer,
  defaultTo,
  group,
  interfaceOf,
  internetGateway,
  type Lab,
  labFor,
  refuse,
  table,
  vpcId,
} from './lab.ts';

/* What a fix would stop: by what the network lets through now and on a copy, and by what flow logs have seen. */

const nothing = { ko: '', en: '' };
const fixOf = (...calls: Call[]): Finding =>
  finding({
    account: labAccount,
    region: labRegion,
    code: 'TRIED',
    resource: 'sg-0',
    severity: 'high',
    priority: 'P2',
    title: nothing,
    impact: nothing,
    evidence: [],
    fixes: [{ says: nothing, command: '', calls, verified: true }],
    references: [],
  });

const ec2 = (operation: string, input: Record<string, unknown>): Call => ({ service: 'ec2', operation, input });
const revoke = (GroupId: string, way: 'Ingress' | 'Egress', ...IpPermissions: object[]): Call =>
  ec2(`RevokeSecurityGroup${way}`, { GroupId, IpPermissions });
const world = (protocol: string, port: number) => ({
  IpProtocol: protocol,
  FromPort: port,
  ToPort: port,
  IpRanges: [{ CidrIp: '0.0.0.0/0' }],
});

function known(snapshot: Snapshot) {
  const network = buildNetwork(snapshot);
  return { snapshot, network, exposed: () => exposureOf(network) };
}

const breakage = ({ snapshot }: Lab, ...calls: Call[]) => {
  const [found] = breakagesOf(known(snapshot), [fixOf(...calls)]);
  const told = (found?.flows ?? []).map((f) => `${f.from} → ${f.to} ${f.protocol} ${f.port}`);
  return { ...found!, told };
};

const own = (lab: Lab, vpc: string) => group(lab, vpc, 'PrivateEC2SG');

describe('what works now and would not', () => {
  test('from the internet, where it gets through, and from inside', () => {
    const lab = labFor('region');
    defaultTo(table(lab, 'DMZVPC-Private-B-RT'), { GatewayId: internetGateway(lab, 'DMZVPC') });
    const { told, says } = breakage(lab, revoke(own(lab, 'DMZVPC').GroupId!, 'Ingress', world('tcp', 22)));
    expect(told).toContain('internet → DMZVPC tcp 22');
    expect(told).toContain('DMZVPC → DMZVPC tcp 22');
    expect(says.ko).toContain('인터넷 → DMZVPC tcp 22');
  });

  test('UDP, too', () => {
    const lab = labFor('region');
    allow(own(lab, 'VPC01'), 'udp', 11211, '0.0.0.0/0');
    const { told } = breakage(lab, revoke(own(lab, 'VPC01').GroupId!, 'Ingress', world('udp', 11211)));
    expect(told).toContain('VPC02 → VPC01 udp 11211');
    expect(told.filter((t) => t.includes('tcp'))).toEqual([]);
  });

  test('on the way out: to other hosts and to the internet', () => {
    const lab = labFor('region');
    const egress = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
    own(lab, 'VPC01').IpPermissionsEgress = [egress];
    const { told } = breakage(lab, revoke(own(lab, 'VPC01').GroupId!, 'Egress', egress));
    expect(told).toContain('VPC01 → VPC02 tcp 22');
    expect(told).toContain('VPC01 → internet tcp 443');
  });

  test('health checks of a balancer', () => {
    const lab = labFor('region');
    const shop = balancer(lab, 'DMZVPC-alb1');
    const arn = lab.here.elbv2!.TargetGroups!.find((g) => g.LoadBalancerArns?.includes(shop.LoadBalancerArn!))!;
    const port = lab.here.elbv2!.TargetHealthDescriptions![arn.TargetGroupArn!]![0]!.Target!.Port!;
    const target = own(lab, 'DMZVPC');
    refuse(target, port);
    allow(target, 'tcp', port, '0.0.0.0/0');
    const { healthChecks, says } = breakage(lab, revoke(target.GroupId!, 'Ingress', world('tcp', port)));
    expect(healthChecks.map((h) => h.targetGroup)).toContain(arn.TargetGroupName);
    expect(says.en).toMatch(/^Health checks of .* stop for \d+ targets/);
  });

  test('a network ACL’s entry that meets a client’s source port is told as what it is: rare', () => {
    const lab = labFor('region');
    const id = interfaceOf(lab, 'DMZVPC-Private-B-10.11.24.101').SubnetId!;
    const acl = lab.here.ec2!.NetworkAcls!.find((a) => a.Associations?.some((x) => x.SubnetId === id))!;
    const deny = (port: number): Call =>
      ec2('CreateNetworkAclEntry', {
        NetworkAclId: acl.NetworkAclId,
        Egress: false,
        RuleNumber: 1,
        Protocol: '6',
        RuleAction: 'deny',
        PortRange: { From: port, To: port },
        CidrBlock: '0.0.0.0/0',
      });
    // Answers of the balancer's targets come back to any of its source ports, 3389 among them.
    const answers = breakage(lab, deny(3389));
    expect(answers.healthChecks).toEqual([]);
    expect(answers.rarely).toBe(true);
    expect(answers.says.ko).toContain('드물게 실패');
    const ssh = breakage(lab, deny(22));
    expect(ssh.told).toContain('VPC01 → DMZVPC tcp 22');
    expect(ssh.rarely).toBe(false);
  });

  test('a route: all of the network before and after', () => {
    const lab = labFor('region');
    const route = {
      RouteTableId: table(lab, 'VPC01-Private-Subnet-A-RT').RouteTableId,
      DestinationCidrBlock: '0.0.0.0/0',
    };
    const { told, says } = breakage(lab, ec2('DeleteRoute', route));
    expect(told).toContain('VPC02 → VPC01 tcp 22');
    expect(told).toContain('VPC01 → internet tcp 443');
    expect(says.ko).toContain('온프레미스 → VPC01 tcp 22,80,443');
    const back = ec2('CreateRoute', { ...route, DestinationCidrBlock: '198.18.0.0/15', TransitGatewayId: 'tgw-none' });
    expect(breakagesOf(known(lab.snapshot), [fixOf(back)])).toEqual([]);
  });

  test('of a balancer’s setting nothing is claimed', () => {
    const lab = labFor('region');
    const input = { LoadBalancerArn: balancer(lab, 'DMZVPC-alb1').LoadBalancerArn, Attributes: [] };
    const set = { service: 'elbv2', operation: 'ModifyLoadBalancerAttributes', input };
    expect(breakagesOf(known(lab.snapshot), [fixOf(set)])).toEqual([]);
  });
});

describe('what flow logs have seen of it', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a format as AWS writes it.
  const format = '${version} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${action}';
  const log = (lab: Lab, more: object = {}) => ({
    FlowLogId: 'fl-1',
    ResourceId: vpcId(lab, 'VPC01'),
    TrafficType: 'ALL' as const,
    LogGroupName: '/flow',
    LogFormat: format,
    ...more,
  });
  const fix = (lab: Lab) => fixOf(revoke(own(lab, 'VPC01').GroupId!, 'Ingress', world('tcp', 22)));

  function asked(rows: Record<string, string>[] | undefined, more: object = {}) {
    const lab = labFor('region');
    lab.here.ec2!.FlowLogs = [log(lab, more)];
    const queries = breakageLogQueries(lab.snapshot, buildNetwork(lab.snapshot), [fix(lab)]);
    if (rows !== undefined)
      lab.here.logs = {
        ...lab.here.logs,
        QueryResults: queries.map(
          ({ logGroup, query, from, to }): QueryResult => ({
            logGroupName: logGroup,
            queryString: query,
            from,
            to,
            results: rows.map((row) => Object.entries(row).map(([field, value]) => ({ field, value }))),
            statistics: {},
          }),
        ),
      };
    const [found] = breakagesOf(known(lab.snapshot), [fix(lab)]);
    return { queries, use: found!.flowLogs, says: found!.says };
  }

  const host = () => {
    const item = interfaceOf(labFor('region'), 'VPC01-Private-A-10.1.20.101');
    return { stream: `${item.NetworkInterfaceId}-all`, address: item.PrivateIpAddress! };
  };
  const row = (from: string, to: string, port: number, connections = 1) => ({
    '@logStream': host().stream,
    f_srcaddr: from,
    f_dstaddr: to,
    f_dstport: String(port),
    f_protocol: '6',
    connections: String(connections),
  });

  test('one query a log group, over the day before, about the ports that are closed', () => {
    const { queries } = asked(undefined);
    expect(queries).toHaveLength(1);
    expect(queries[0]!.query).toContain(`${host().stream.replace(/-all$/, '')}`);
    expect(queries[0]!.query).toContain('| filter f_dstport = 22');
    // As the lab reads Logs Insights' language.
    expect(parseQuery(queries[0]!.query)).toHaveLength(8);
    expect(Date.parse(queries[0]!.to) - Date.parse(queries[0]!.from)).toBe(86_399_000);
  });

  test('the flows that would stop, the busiest first; what other rules admit stays', () => {
    const { address } = host();
    const { use, says } = asked([
      row('10.2.20.101', address, 22, 2),
      row('203.0.113.9', address, 22, 40),
      row('10.2.20.101', address, 443, 9),
      row(address, '10.2.20.101', 22, 9),
    ]);
    expect(use).toMatchObject({ state: 'asked', complete: true });
    expect(use.state === 'asked' && use.flows.map((f) => [f.from, f.port, f.connections])).toEqual([
      ['203.0.113.9', 22, 40],
      ['10.2.20.101', 22, 2],
    ]);
    expect(says.en).toContain(`saw 2 flows of it: 203.0.113.9 → ${address} tcp 22, `);
    expect(says.ko).toContain('이 통신이 2건 보입니다');
  });

  test('none seen, some interfaces not logged, not asked, no flow logs, logs that cannot tell: each is said', () => {
    expect(asked([]).says.en).toContain('Flow logs of the last 24 hours have none of it.');
    const takenAt = Date.parse(labFor('region').snapshot.takenAt);
    const young = asked([], { CreationTime: new Date(takenAt - 20 * 60_000).toISOString() });
    expect(young.says.en).toContain('Flow logs of the last 20 minutes have none of it.');
    const newest = asked([], { CreationTime: new Date(takenAt - 2 * 60_000).toISOString() });
    expect(newest.says.ko).toContain('아직 알 수 없습니다');
    const partly = asked([], { ResourceId: host().stream.replace(/-all$/, '') });
    expect(partly.use).toMatchObject({ state: 'asked', complete: false });
    expect(partly.says.ko).toContain('일부 인터페이스만 기록됨');
    expect(asked(undefined).use).toEqual({ state: 'not-asked' });
    expect(asked(undefined, { ResourceId: 'vpc-other' }).use).toEqual({ state: 'none' });
    const s3 = asked(undefined, { LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::flow' });
    expect(s3.queries).toEqual([]);
    expect(s3.use).toMatchObject({ state: 'unusable', why: 'not-cloudwatch' });
    expect(asked(undefined, { TrafficType: 'REJECT' }).use).toMatchObject({ why: 'rejects-only' });
    const lab = labFor('region');
    delete lab.here.ec2!.FlowLogs;
    const [unread] = breakagesOf(known(lab.snapshot), [fix(lab)]);
    expect(unread!.flowLogs).toEqual({ state: 'not-read' });
  });
});
