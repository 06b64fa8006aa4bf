import {
  AddTagsCommand,
  DescribeAccountLimitsCommand,
  DescribeCapacityReservationCommand,
  DescribeListenerAttributesCommand,
  DescribeListenerCertificatesCommand,
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeSSLPoliciesCommand,
  DescribeTagsCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { beforeAll, describe, expect, test } from 'vitest';
import { balancerArn, customHeader, listenerArn, targetGroupArn } from '../../src/lab/seed/elbv2.ts';
import { labId } from '../../src/lab/seed/ids.ts';
import { instanceId } from '../../src/lab/seed/instances.ts';
import { freshLab, refusal } from './services-lab.ts';

const dmz = balancerArn('DMZVPC-alb1');
const mgmt = balancerArn('mgmtvpc-alb');
const group = targetGroupArn('DMZVPC-ALB-tg1');

let lab: Awaited<ReturnType<typeof freshLab>>;
let elbv2: ElasticLoadBalancingV2Client;

beforeAll(async () => {
  lab = await freshLab();
  elbv2 = new ElasticLoadBalancingV2Client(lab.options);
});

describe('load balancers', () => {
  test("the workshop's, as lab.md has it", async () => {
    const { LoadBalancers } = await elbv2.send(new DescribeLoadBalancersCommand({ Names: ['DMZVPC-alb1'] }));
    expect(LoadBalancers).toHaveLength(1);
    expect(LoadBalancers![0]).toMatchObject({
      LoadBalancerArn: dmz,
      DNSName: 'DMZVPC-alb1-716575623.ap-northeast-2.elb.amazonaws.com',
      Scheme: 'internet-facing',
      Type: 'application',
      VpcId: 'vpc-069a0792750d520b5',
      State: { Code: 'active' },
      IpAddressType: 'ipv4',
    });
    expect(LoadBalancers![0]!.AvailabilityZones?.map((z) => [z.ZoneName, z.SubnetId])).toEqual([
      ['ap-northeast-2a', labId('subnet', 'DMZVPC-Public-Subnet-A')],
      ['ap-northeast-2b', labId('subnet', 'DMZVPC-Public-Subnet-B')],
    ]);
    expect(LoadBalancers![0]!.CreatedTime).toBeInstanceOf(Date);
  });

  test('page by page, to the last', async () => {
    const first = await elbv2.send(new DescribeLoadBalancersCommand({ PageSize: 1 }));
    const second = await elbv2.send(new DescribeLoadBalancersCommand({ PageSize: 1, Marker: first.NextMarker }));
    expect([...first.LoadBalancers!, ...second.LoadBalancers!].map((b) => b.LoadBalancerName)).toEqual([
      'DMZVPC-alb1',
      'mgmtvpc-alb',
    ]);
    expect(second.NextMarker).toBeUndefined();
  });

  test('attributes: no access logs, cross-zone on', async () => {
    const { Attributes } = await elbv2.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: dmz }));
    const values = Object.fromEntries(Attributes!.map((a) => [a.Key, a.Value]));
    expect(values).toMatchObject({
      'access_logs.s3.enabled': 'false',
      'load_balancing.cross_zone.enabled': 'true',
      'idle_timeout.timeout_seconds': '60',
    });
    const capacity = await elbv2.send(new DescribeCapacityReservationCommand({ LoadBalancerArn: dmz }));
    expect(capacity.CapacityReservationState).toEqual([]);
  });

  test('a region without any has none', async () => {
    const tokyo = new ElasticLoadBalancingV2Client({ ...lab.options, region: 'ap-northeast-1' });
    expect((await tokyo.send(new DescribeLoadBalancersCommand({}))).LoadBalancers).toEqual([]);
    expect((await tokyo.send(new DescribeTargetGroupsCommand({}))).TargetGroups).toEqual([]);
  });
});

describe('listeners and rules', () => {
  test('HTTP 80 forwards to the target group; no HTTPS', async () => {
    const { Listeners } = await elbv2.send(new DescribeListenersCommand({ LoadBalancerArn: dmz }));
    expect(Listeners?.map((l) => [l.Protocol, l.Port, l.DefaultActions?.[0]?.TargetGroupArn])).toEqual([
      ['HTTP', 80, group],
    ]);
    const [listener] = Listeners!;
    const byArn = await elbv2.send(new DescribeListenersCommand({ ListenerArns: [listener!.ListenerArn!] }));
    expect(byArn.Listeners).toEqual(Listeners);
    const ListenerArn = listener!.ListenerArn!;
    const attributes = await elbv2.send(new DescribeListenerAttributesCommand({ ListenerArn }));
    expect(attributes.Attributes).toContainEqual({ Key: 'routing.http.response.server.enabled', Value: 'true' });
    expect((await elbv2.send(new DescribeListenerCertificatesCommand({ ListenerArn }))).Certificates).toEqual([]);
  });

  test("the management balancer answers 403 unless CloudFront's header is there", async () => {
    const { Rules } = await elbv2.send(new DescribeRulesCommand({ ListenerArn: listenerArn('mgmtvpc-alb') }));
    expect(Rules?.map((r) => [r.Priority, r.IsDefault, r.Actions?.[0]?.Type])).toEqual([
      ['1', false, 'forward'],
      ['default', true, 'fixed-response'],
    ]);
    expect(Rules![0]!.Conditions![0]!.HttpHeaderConfig).toEqual({
      HttpHeaderName: customHeader.name,
      Values: [customHeader.value],
    });
    expect(Rules![1]!.Actions![0]!.FixedResponseConfig?.StatusCode).toBe('403');
    const byArn = await elbv2.send(new DescribeRulesCommand({ RuleArns: [Rules![0]!.RuleArn!] }));
    expect(byArn.Rules).toEqual([Rules![0]]);
  });
});

describe('target groups', () => {
  test('health checks of both, by balancer and by name', async () => {
    const of = async (input: object) =>
      (await elbv2.send(new DescribeTargetGroupsCommand(input))).TargetGroups!.map((g) => g.TargetGroupName);
    expect(await of({})).toEqual(['DMZVPC-ALB-tg1', 'mgmtvpc-tg']);
    expect(await of({ LoadBalancerArn: mgmt })).toEqual(['mgmtvpc-tg']);
    expect(await of({ Names: ['DMZVPC-ALB-tg1'] })).toEqual(['DMZVPC-ALB-tg1']);
    const { TargetGroups } = await elbv2.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [group] }));
    expect(TargetGroups![0]).toMatchObject({
      Protocol: 'HTTP',
      Port: 80,
      HealthCheckPath: '/ec2meta-webpage/index.php',
      HealthCheckPort: 'traffic-port',
      HealthCheckIntervalSeconds: 10,
      HealthCheckTimeoutSeconds: 5,
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 2,
      Matcher: { HttpCode: '200' },
      TargetType: 'instance',
      LoadBalancerArns: [dmz],
    });
    const { Attributes } = await elbv2.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn: group }));
    expect(Attributes).toContainEqual({ Key: 'deregistration_delay.timeout_seconds', Value: '300' });
  });

  test('target health: four healthy targets; one that is not registered is said to be so', async () => {
    const all = await elbv2.send(new DescribeTargetHealthCommand({ TargetGroupArn: group }));
    expect(all.TargetHealthDescriptions?.map((d) => [d.Target?.Id, d.TargetHealth?.State, d.HealthCheckPort])).toEqual(
      ['A-10.11.20.101', 'A-10.11.20.102', 'B-10.11.24.101', 'B-10.11.24.102'].map((host) => [
        instanceId(`DMZVPC-Private-${host}`),
        'healthy',
        '80',
      ]),
    );
    const Id = instanceId('DMZVPC-Private-A-10.11.20.103');
    const one = await elbv2.send(new DescribeTargetHealthCommand({ TargetGroupArn: group, Targets: [{ Id }] }));
    expect(one.TargetHealthDescriptions).toEqual([
      {
        Target: { Id, Port: 80 },
        TargetHealth: {
          State: 'unused',
          Reason: 'Target.NotRegistered',
          Description: 'Target is not registered to the target group',
        },
      },
    ]);
  });
});

describe('the rest', () => {
  test('tags that were added are there, of up to 20 resources', async () => {
    await elbv2.send(new AddTagsCommand({ ResourceArns: [group], Tags: [{ Key: 'team', Value: 'web' }] }));
    const { TagDescriptions } = await elbv2.send(new DescribeTagsCommand({ ResourceArns: [group, dmz] }));
    expect(TagDescriptions).toEqual([
      { ResourceArn: group, Tags: [{ Key: 'team', Value: 'web' }] },
      { ResourceArn: dmz, Tags: [] },
    ]);
    const many = new DescribeTagsCommand({ ResourceArns: Array.from({ length: 21 }, () => dmz) });
    expect((await refusal(elbv2.send(many))).name).toMatch(/^ValidationE/);
  });

  test('TLS policies and limits', async () => {
    const { SslPolicies } = await elbv2.send(
      new DescribeSSLPoliciesCommand({ Names: ['ELBSecurityPolicy-TLS13-1-3-2021-06'] }),
    );
    expect(SslPolicies?.map((p) => [p.SslProtocols, p.Ciphers?.length])).toEqual([[['TLSv1.3'], 3]]);
    const unknown = await refusal(elbv2.send(new DescribeSSLPoliciesCommand({ Names: ['none'] })));
    expect(unknown.name).toMatch(/^SSLPolicyNotFound/);
    const { Limits } = await elbv2.send(new DescribeAccountLimitsCommand({}));
    expect(Limits).toContainEqual({ Name: 'application-load-balancers', Max: '50' });
  });
});

describe('refusals', () => {
  const other = dmz.replace(/.{4}$/, '0000');
  const cases: [string, () => Promise<unknown>, RegExp, RegExp][] = [
    [
      'an unknown name',
      () => elbv2.send(new DescribeLoadBalancersCommand({ Names: ['none'] })),
      /^LoadBalancerNotFound/,
      /'\[none\]' not found/,
    ],
    [
      'an unknown ARN',
      () => elbv2.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [dmz, other] })),
      /^LoadBalancerNotFound/,
      /0000/,
    ],
    [
      'what is no ARN',
      () => elbv2.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: ['alb1'] })),
      /^ValidationE/,
      /'alb1' is not a valid load balancer ARN/,
    ],
    [
      'names and ARNs at once',
      () => elbv2.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [dmz], Names: ['x'] })),
      /^ValidationE/,
      /at the same time/,
    ],
    [
      'a page of 401',
      () => elbv2.send(new DescribeLoadBalancersCommand({ PageSize: 401 })),
      /^ValidationE/,
      /less than or equal to 400/,
    ],
    [
      'a marker of nobody',
      () => elbv2.send(new DescribeTargetGroupsCommand({ Marker: 'x' })),
      /^ValidationE/,
      /marker/,
    ],
    [
      'an unknown group',
      () => elbv2.send(new DescribeTargetHealthCommand({ TargetGroupArn: group.replace(/.{4}$/, '0000') })),
      /^TargetGroupNotFound/,
      /not found/,
    ],
    [
      'a target that does not exist',
      () =>
        elbv2.send(
          new DescribeTargetHealthCommand({ TargetGroupArn: group, Targets: [{ Id: 'i-00000000000000000' }] }),
        ),
      /^InvalidTarget/,
      /do not exist/,
    ],
    ['listeners of nothing', () => elbv2.send(new DescribeListenersCommand({})), /^ValidationE/, /either/],
    [
      'an unknown listener',
      () => elbv2.send(new DescribeListenersCommand({ ListenerArns: [listenerArn('x')] })),
      /^ListenerNotFound/,
      /not found/,
    ],
    [
      'rules of both',
      () => elbv2.send(new DescribeRulesCommand({ ListenerArn: listenerArn('DMZVPC-alb1'), RuleArns: ['x'] })),
      /^ValidationE/,
      /either/,
    ],
    [
      'tags of something else',
      () => elbv2.send(new DescribeTagsCommand({ ResourceArns: ['arn:aws:s3:::b'] })),
      /^ValidationE/,
      /not a valid/,
    ],
  ];
  test.each(cases)('%s', async (_, call, name, message) => {
    const error = await refusal(call());
    expect(error.name).toMatch(name);
    expect(error.message).toMatch(message);
    expect(error.status).toBe(400);
  });
});
