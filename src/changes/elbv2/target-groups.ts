import type {
  CreateTargetGroupInput,
  DeleteTargetGroupInput,
  ModifyTargetGroupAttributesInput,
  ModifyTargetGroupInput,
  TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { add, all, edit, notInSnapshot, ofParent, remove, setOfParent } from '../draft.ts';
import { findIfRead } from '../ec2/lookup.ts';
import { partitionOf } from '../partition.ts';
import { AwsError, type World } from '../world.ts';
import { arnSuffix } from './arn-suffix.ts';
import { withAttributes } from './attributes.ts';
import { needed, targetGroupOf, validation } from './lookup.ts';
import { setTags } from './tags.ts';

type Group = Saved<TargetGroup>;

const isHttp = (protocol: string | undefined): boolean => protocol === 'HTTP' || protocol === 'HTTPS';

function within(value: number | undefined, least: number, most: number, what: string): void {
  if (value !== undefined && (!Number.isInteger(value) || value < least || value > most)) {
    throw validation(`${what} '${value}' must be between ${least} and ${most}`);
  }
}

/** Health check settings as AWS allows them. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
function checkHealthCheck(group: Group): void {
  within(group.HealthCheckIntervalSeconds, 5, 300, 'Health check interval');
  within(group.HealthCheckTimeoutSeconds, 2, 120, 'Health check timeout');
  within(group.HealthyThresholdCount, 2, 10, 'Healthy threshold count');
  within(group.UnhealthyThresholdCount, 2, 10, 'Unhealthy threshold count');
  const { HealthCheckIntervalSeconds: interval, HealthCheckTimeoutSeconds: timeout } = group;
  if (isHttp(group.Protocol) && interval !== undefined && timeout !== undefined && timeout >= interval) {
    throw validation(`Health check timeout '${timeout}' must be smaller than the interval '${interval}'`);
  }
  const port = group.HealthCheckPort;
  if (port !== undefined && port !== 'traffic-port') {
    if (!/^\d+$/.test(port)) throw validation(`Health check port '${port}' must be a number or 'traffic-port'`);
    within(Number(port), 1, 65535, 'Health check port');
  }
  if (isHttp(group.HealthCheckProtocol)) {
    if (group.HealthCheckPath !== undefined && !group.HealthCheckPath.startsWith('/')) {
      throw validation(`Health check path '${group.HealthCheckPath}' must begin with '/'`);
    }
    const codes = group.Matcher?.HttpCode;
    if (codes !== undefined && !codes.split(',').every(isCodes)) {
      throw validation(`Health check matcher HTTP code '${codes}' must be within '200-599' inclusive`);
    }
  }
}

/** `200` or `200-299`, from 200 to 599. */
function isCodes(text: string): boolean {
  const [from, to] = text.split('-').map(Number);
  const is = (n: number | undefined) => n !== undefined && n >= 200 && n <= 599;
  return /^\d{3}(-\d{3})?$/.test(text) && is(from) && (to === undefined || (is(to) && from! <= to));
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyTargetGroup.html */
export function ModifyTargetGroup(world: World, input: ModifyTargetGroupInput) {
  const group = targetGroupOf(world, input.TargetGroupArn);
  const { TargetGroupArn: arn, Matcher, ...given } = input;
  const settings = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const changed: Group = {
    ...(group as Group),
    ...settings,
    ...(Matcher === undefined ? {} : { Matcher: { ...Matcher } }),
  };
  if (!isHttp(changed.HealthCheckProtocol)) {
    if (input.HealthCheckPath !== undefined || Matcher !== undefined) {
      throw new AwsError(
        'InvalidConfigurationRequest',
        `Health check path and matcher cannot be set for the health check protocol ${changed.HealthCheckProtocol}`,
      );
    }
    delete changed.HealthCheckPath;
    delete changed.Matcher;
  } else {
    changed.HealthCheckPath ??= '/';
    changed.Matcher ??= { HttpCode: '200' };
  }
  checkHealthCheck(changed);
  edit(
    world,
    'elbv2',
    'TargetGroups',
    (g) => g.TargetGroupArn === arn,
    (copy) => {
      for (const key of Object.keys(copy) as (keyof Group)[]) if (!(key in changed)) delete copy[key];
      Object.assign(copy, structuredClone(changed));
    },
  );
  const targets = ofParent(world, 'elbv2', 'TargetHealthDescriptions', arn!);
  if (input.HealthCheckPort !== undefined && targets !== undefined) {
    const port = (own: number | undefined) =>
      input.HealthCheckPort === 'traffic-port' ? String(own ?? group.Port) : input.HealthCheckPort;
    setOfParent(
      world,
      'elbv2',
      'TargetHealthDescriptions',
      arn!,
      targets.map((d) => ({ ...d, HealthCheckPort: port(d.Target?.Port) })),
    );
  }
  return { TargetGroups: [changed] };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyTargetGroupAttributes.html */
export function ModifyTargetGroupAttributes(world: World, input: ModifyTargetGroupAttributesInput) {
  const arn = targetGroupOf(world, input.TargetGroupArn).TargetGroupArn!;
  const before = ofParent(world, 'elbv2', 'TargetGroupAttributes', arn);
  if (before === undefined && world.partial) throw notInSnapshot('elbv2', 'TargetGroupAttributes');
  const Attributes = withAttributes('Target group', before ?? [], needed(input.Attributes, 'attributes'));
  setOfParent(world, 'elbv2', 'TargetGroupAttributes', arn, Attributes);
  return { Attributes };
}

/** What AWS sets that nobody asked for, for the protocol and type of target. */
function defaults(protocol: string | undefined, type: string): Partial<Group> {
  if (type === 'lambda') {
    return {
      HealthCheckEnabled: false,
      HealthCheckIntervalSeconds: 35,
      HealthCheckTimeoutSeconds: 30,
      HealthyThresholdCount: 5,
      UnhealthyThresholdCount: 2,
      HealthCheckPath: '/',
      Matcher: { HttpCode: '200' },
    };
  }
  const common = {
    HealthCheckEnabled: true,
    HealthCheckPort: 'traffic-port',
    HealthCheckIntervalSeconds: 30,
    HealthyThresholdCount: 5,
    UnhealthyThresholdCount: 2,
  };
  return isHttp(protocol)
    ? {
        ...common,
        HealthCheckProtocol: protocol as Group['Protocol'],
        HealthCheckTimeoutSeconds: 5,
        HealthCheckPath: '/',
        Matcher: { HttpCode: '200' },
      }
    : { ...common, HealthCheckProtocol: 'TCP', HealthCheckTimeoutSeconds: 10 };
}

const applicationAttributes = {
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
};

function networkAttributes(protocol: string | undefined, type: string): Record<string, string> {
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
  const keepsAddress = type === 'instance' || protocol === 'UDP' || protocol === 'TCP_UDP';
  return {
    'deregistration_delay.connection_termination.enabled': String(protocol === 'UDP' || protocol === 'TCP_UDP'),
    'deregistration_delay.timeout_seconds': '300',
    'load_balancing.cross_zone.enabled': 'use_load_balancer_configuration',
    'preserve_client_ip.enabled': String(keepsAddress),
    'proxy_protocol_v2.enabled': 'false',
    'stickiness.enabled': 'false',
    'stickiness.type': 'source_ip',
  };
}

const healthAttributes = {
  'target_group_health.dns_failover.minimum_healthy_targets.count': '1',
  'target_group_health.dns_failover.minimum_healthy_targets.percentage': 'off',
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': '1',
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': 'off',
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
export function CreateTargetGroup(world: World, input: CreateTargetGroupInput) {
  const name = needed(input.Name, 'name');
  if (!/^[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/.test(name)) {
    throw validation(
      `Target group name '${name}' must be 1 to 32 alphanumeric characters or hyphens and must not begin or end with a hyphen`,
    );
  }
  const type = input.TargetType ?? 'instance';
  const lambda = type === 'lambda';
  const protocol = lambda ? undefined : needed(input.Protocol, 'protocol');
  const port = lambda ? undefined : needed(input.Port, 'port');
  within(port, 1, 65535, 'Target group port');
  const vpc = lambda ? undefined : needed(input.VpcId, 'vpcId');
  if (vpc !== undefined) checkVpc(world, vpc);
  const { Name: _, Tags: tags, Matcher, ...settings } = input;
  const wanted: Group = {
    ...defaults(protocol, type),
    ...(Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Group),
    ...(Matcher === undefined ? {} : { Matcher: { ...Matcher } }),
    ...(isHttp(protocol) ? { ProtocolVersion: input.ProtocolVersion ?? 'HTTP1' } : {}),
    TargetType: type,
    ...(lambda ? {} : { IpAddressType: input.IpAddressType ?? 'ipv4' }),
  };
  if (!isHttp(wanted.HealthCheckProtocol) && !lambda) {
    delete wanted.HealthCheckPath;
    delete wanted.Matcher;
  } else {
    wanted.HealthCheckPath ??= '/';
    wanted.Matcher ??= { HttpCode: '200' };
  }
  checkHealthCheck(wanted);
  const existing = all(world, 'elbv2', 'TargetGroups').find((g) => g.TargetGroupName === name);
  if (existing !== undefined) {
    const same = Object.entries(wanted).every(
      ([key, value]) => JSON.stringify(existing[key as keyof Group]) === JSON.stringify(value),
    );
    if (same) return { TargetGroups: [existing] };
    throw new AwsError(
      'DuplicateTargetGroupName',
      `A target group with the same name '${name}' exists, but with different settings`,
    );
  }
  const TargetGroupArn = `arn:${partitionOf(world)}:elasticloadbalancing:${world.region}:${world.account}:targetgroup/${name}/${arnSuffix(world)}`;
  const group: Group = { TargetGroupArn, TargetGroupName: name, ...wanted, LoadBalancerArns: [] };
  const attributes = isHttp(protocol) ? applicationAttributes : networkAttributes(protocol, type);
  add(world, 'elbv2', 'TargetGroups', group);
  setOfParent(
    world,
    'elbv2',
    'TargetGroupAttributes',
    TargetGroupArn,
    Object.entries({ ...attributes, ...healthAttributes }).map(([Key, Value]) => ({ Key, Value })),
  );
  setOfParent(world, 'elbv2', 'TargetHealthDescriptions', TargetGroupArn, []);
  if (tags) setTags(world, TargetGroupArn, tags);
  return { TargetGroups: [group] };
}

/** Elastic Load Balancing says of a missing VPC what EC2 would say, under its own code. */
function checkVpc(world: World, vpc: string): void {
  try {
    findIfRead(world, 'vpc', vpc);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw validation(`The VPC ID '${vpc}' is not found`);
  }
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteTargetGroup.html */
export function DeleteTargetGroup(world: World, input: DeleteTargetGroupInput) {
  const group = targetGroupOf(world, input.TargetGroupArn);
  const arn = group.TargetGroupArn!;
  if ((group.LoadBalancerArns ?? []).length > 0) {
    throw new AwsError('ResourceInUse', `Target group '${arn}' is currently in use by a listener or a rule`);
  }
  remove(world, 'elbv2', 'TargetGroups', (g) => g.TargetGroupArn === arn);
  for (const key of ['TargetGroupAttributes', 'TargetHealthDescriptions', 'Tags'] as const) {
    setOfParent(world, 'elbv2', key, arn, undefined);
  }
  return {};
}
