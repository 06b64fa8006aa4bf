import type {
  Listener,
  LoadBalancer,
  LoadBalancerAttribute,
  Rule,
  TargetGroup,
  TargetGroupAttribute,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Elbv2Data } from '../../snapshot/data/services.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import { labAccount, labHex, labId, labRegion } from './ids.ts';
import { instanceId } from './instances.ts';
import { groupId } from './security-groups.ts';
import { type SubnetSpec, subnetSpec } from './subnets.ts';
import type { VpcName } from './vpcs.ts';

const arn = (path: string): string => `arn:aws:elasticloadbalancing:${labRegion}:${labAccount}:${path}`;
export const balancerArn = (name: string): string => arn(`loadbalancer/app/${name}/${labHex(name)}`);
export const targetGroupArn = (name: string): string => arn(`targetgroup/${name}/${labHex(name)}`);
export const listenerArn = (balancer: string): string =>
  arn(`listener/app/${balancer}/${labHex(balancer)}/${labHex(`${balancer}:80`)}`);
const ruleArn = (balancer: string, rule: string): string =>
  arn(
    `listener-rule/app/${balancer}/${labHex(balancer)}/${labHex(`${balancer}:80`)}/${labHex(`${balancer}:80/${rule}`)}`,
  );

/** Elastic Load Balancing's own hosted zone in the region: https://docs.aws.amazon.com/general/latest/gr/elb.html */
export const balancerZoneId = 'ZWKZPGTI48KDX';

export const balancerDns: Record<string, string> = {
  'DMZVPC-alb1': 'DMZVPC-alb1-716575623.ap-northeast-2.elb.amazonaws.com',
  'mgmtvpc-alb': `mgmtvpc-alb-1180473921.${labRegion}.elb.amazonaws.com`,
};

const createdAt = '2025-07-01T01:20:00.000Z';

/** An internet-facing Application Load Balancer; `vpc` is the VPC's name, `group` that of its group there. */
export function balancerOf(
  name: string,
  vpc: string,
  subnets: readonly SubnetSpec[],
  group: string,
  dns: string,
): Saved<LoadBalancer> {
  return {
    LoadBalancerArn: balancerArn(name),
    DNSName: dns,
    CanonicalHostedZoneId: balancerZoneId,
    CreatedTime: createdAt,
    LoadBalancerName: name,
    Scheme: 'internet-facing',
    VpcId: labId('vpc', vpc),
    State: { Code: 'active' },
    Type: 'application',
    AvailabilityZones: subnets.map((subnet) => ({
      ZoneName: `${labRegion}${subnet.zone}`,
      SubnetId: labId('subnet', subnet.name),
      LoadBalancerAddresses: [],
    })),
    SecurityGroups: [groupId(vpc, group)],
    IpAddressType: 'ipv4',
  };
}

/** An Application Load Balancer's attributes as they are when nobody sets them. */
export const balancerAttributes = (): Saved<LoadBalancerAttribute>[] =>
  Object.entries({
    'access_logs.s3.enabled': 'false',
    'access_logs.s3.bucket': '',
    'access_logs.s3.prefix': '',
    'client_keep_alive.seconds': '3600',
    'connection_logs.s3.enabled': 'false',
    'connection_logs.s3.bucket': '',
    'connection_logs.s3.prefix': '',
    'deletion_protection.enabled': 'false',
    'idle_timeout.timeout_seconds': '60',
    'load_balancing.cross_zone.enabled': 'true',
    'routing.http.desync_mitigation_mode': 'defensive',
    'routing.http.drop_invalid_header_fields.enabled': 'false',
    'routing.http.preserve_host_header.enabled': 'false',
    'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': 'false',
    'routing.http.xff_client_port.enabled': 'false',
    'routing.http.xff_header_processing.mode': 'append',
    'routing.http2.enabled': 'true',
    'waf.fail_open.enabled': 'false',
    'zonal_shift.config.enabled': 'false',
  }).map(([Key, Value]) => ({ Key, Value }));

export function targetGroupOf(
  name: string,
  vpc: string,
  balancerName: string,
  port: number,
  check: { path: string; interval: number; timeout: number; healthy: number; unhealthy: number; matcher: string },
): Saved<TargetGroup> {
  return {
    TargetGroupArn: targetGroupArn(name),
    TargetGroupName: name,
    Protocol: 'HTTP',
    ProtocolVersion: 'HTTP1',
    Port: port,
    VpcId: labId('vpc', vpc),
    HealthCheckEnabled: true,
    HealthCheckProtocol: 'HTTP',
    HealthCheckPort: 'traffic-port',
    HealthCheckPath: check.path,
    HealthCheckIntervalSeconds: check.interval,
    HealthCheckTimeoutSeconds: check.timeout,
    HealthyThresholdCount: check.healthy,
    UnhealthyThresholdCount: check.unhealthy,
    Matcher: { HttpCode: check.matcher },
    LoadBalancerArns: [balancerArn(balancerName)],
    TargetType: 'instance',
    IpAddressType: 'ipv4',
  };
}

export const targetGroupAttributes = (): Saved<TargetGroupAttribute>[] =>
  Object.entries({
    'deregistration_delay.timeout_seconds': '300',
    'load_balancing.algorithm.anomaly_mitigation': 'off',
    'load_balancing.algorithm.type': 'round_robin',
    'load_balancing.cross_zone.enabled': 'use_load_balancer_configuration',
    'slow_start.duration_seconds': '0',
    'stickiness.app_cookie.cookie_name': '',
    'stickiness.app_cookie.duration_seconds': '86400',
    'stickiness.enabled': 'false',
    'stickiness.lb_cookie.duration_seconds': '86400',
    'stickiness.type': 'lb_cookie',
    'target_group_health.dns_failover.minimum_healthy_targets.count': '1',
    'target_group_health.dns_failover.minimum_healthy_targets.percentage': 'off',
    'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': '1',
    'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': 'off',
  }).map(([Key, Value]) => ({ Key, Value }));

export const forwardTo = (group: string) => ({
  Type: 'forward' as const,
  TargetGroupArn: targetGroupArn(group),
  ForwardConfig: {
    TargetGroups: [{ TargetGroupArn: targetGroupArn(group), Weight: 1 }],
    TargetGroupStickinessConfig: { Enabled: false },
  },
});
const forbidden = {
  Type: 'fixed-response' as const,
  Order: 1,
  FixedResponseConfig: { StatusCode: '403', ContentType: 'text/plain', MessageBody: 'Access denied' },
};

export const httpListenerOf = (
  name: string,
  action: NonNullable<Listener['DefaultActions']>[number],
): Saved<Listener> => ({
  ListenerArn: listenerArn(name),
  LoadBalancerArn: balancerArn(name),
  Port: 80,
  Protocol: 'HTTP',
  DefaultActions: [action],
});

/** The rule that a listener always has, for what no other rule takes. */
export const defaultRuleOf = (balancer: string, actions: NonNullable<Rule['Actions']>): Saved<Rule> => ({
  RuleArn: ruleArn(balancer, 'default'),
  Priority: 'default',
  Conditions: [],
  Actions: actions,
  IsDefault: true,
});

/** What CloudFront adds to a request; its value is not a secret of anybody's: this is a lab. */
export const customHeader = { name: 'X-Custom-Secret', value: 'lab-only-header-value' };

const publicSubnets = (vpc: VpcName): SubnetSpec[] => ['A', 'B'].map((Z) => subnetSpec(`${vpc}-Public-Subnet-${Z}`));

/** The workshop's balancer and the one in front of the management host (lab.md, "Load balancer", "mgmtvpc"). */
export function seedElbv2(): Elbv2Data {
  const dmz = 'DMZVPC-alb1';
  const mgmt = 'mgmtvpc-alb';
  return {
    LoadBalancers: [
      balancerOf(dmz, 'DMZVPC', publicSubnets('DMZVPC'), 'ALBSecurityGroup', balancerDns[dmz]!),
      balancerOf(mgmt, 'mgmtvpc', publicSubnets('mgmtvpc'), 'ALBSecurityGroup', balancerDns[mgmt]!),
    ],
    LoadBalancerAttributes: { [balancerArn(dmz)]: balancerAttributes(), [balancerArn(mgmt)]: balancerAttributes() },
    Listeners: {
      [balancerArn(dmz)]: [httpListenerOf(dmz, forwardTo('DMZVPC-ALB-tg1'))],
      [balancerArn(mgmt)]: [httpListenerOf(mgmt, forbidden)],
    },
    Rules: {
      [listenerArn(dmz)]: [defaultRuleOf(dmz, [forwardTo('DMZVPC-ALB-tg1')])],
      [listenerArn(mgmt)]: [
        {
          RuleArn: ruleArn(mgmt, '1'),
          Priority: '1',
          IsDefault: false,
          Conditions: [
            {
              Field: 'http-header',
              HttpHeaderConfig: { HttpHeaderName: customHeader.name, Values: [customHeader.value] },
            },
          ],
          Actions: [forwardTo('mgmtvpc-tg')],
        },
        defaultRuleOf(mgmt, [forbidden]),
      ],
    },
    TargetGroups: [
      targetGroupOf('DMZVPC-ALB-tg1', 'DMZVPC', dmz, 80, {
        path: '/ec2meta-webpage/index.php',
        interval: 10,
        timeout: 5,
        healthy: 2,
        unhealthy: 2,
        matcher: '200',
      }),
      targetGroupOf('mgmtvpc-tg', 'mgmtvpc', mgmt, 8888, {
        path: '/',
        interval: 30,
        timeout: 5,
        healthy: 5,
        unhealthy: 2,
        matcher: '200,302',
      }),
    ],
    TargetGroupAttributes: {
      [targetGroupArn('DMZVPC-ALB-tg1')]: targetGroupAttributes(),
      [targetGroupArn('mgmtvpc-tg')]: targetGroupAttributes(),
    },
    TargetHealthDescriptions: {
      [targetGroupArn('DMZVPC-ALB-tg1')]: ['A-10.11.20.101', 'A-10.11.20.102', 'B-10.11.24.101', 'B-10.11.24.102'].map(
        (host) => ({
          Target: { Id: instanceId(`DMZVPC-Private-${host}`), Port: 80 },
          HealthCheckPort: '80',
          TargetHealth: { State: 'healthy' },
        }),
      ),
      [targetGroupArn('mgmtvpc-tg')]: [
        {
          Target: { Id: instanceId('mgmt-host'), Port: 8888 },
          HealthCheckPort: '8888',
          TargetHealth: { State: 'healthy' },
        },
      ],
    },
  };
}
