import type { Listener, LoadBalancer, Rule, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { all, notInSnapshot, ofParent } from '../draft.ts';
import { AwsError, type World } from '../world.ts';

export type SavedListener = Readonly<Saved<Listener>>;
export type SavedRule = Readonly<Saved<Rule>>;
export type SavedTargetGroup = Readonly<Saved<TargetGroup>>;
export type SavedLoadBalancer = Readonly<Saved<LoadBalancer>>;

export const validation = (message: string): AwsError => new AwsError('ValidationError', message);

/** A member that the call cannot do without, as Elastic Load Balancing refuses it. */
export function needed<T>(value: T | undefined | null, name: string): T {
  if (value === undefined || value === null || value === '') {
    throw validation(
      `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
    );
  }
  return value;
}

/** Throws `LoadBalancerNotFound`. */
export function loadBalancerOf(world: World, arn: string | undefined): SavedLoadBalancer {
  const wanted = needed(arn, 'loadBalancerArn');
  const found = all(world, 'elbv2', 'LoadBalancers').find((balancer) => balancer.LoadBalancerArn === wanted);
  if (found !== undefined) return found;
  if (!/^arn:[^:]*:elasticloadbalancing:/.test(wanted))
    throw validation(`'${wanted}' is not a valid load balancer ARN`);
  throw new AwsError('LoadBalancerNotFound', `Load balancers '[${wanted}]' not found`);
}

/** Throws `TargetGroupNotFound`. */
export function targetGroupOf(world: World, arn: string | undefined): SavedTargetGroup {
  const wanted = needed(arn, 'targetGroupArn');
  const found = all(world, 'elbv2', 'TargetGroups').find((group) => group.TargetGroupArn === wanted);
  if (found !== undefined) return found;
  if (!/^arn:[^:]*:elasticloadbalancing:/.test(wanted)) throw validation(`'${wanted}' is not a valid target group ARN`);
  throw new AwsError('TargetGroupNotFound', `Target groups '[${wanted}]' not found`);
}

/** Everything kept by parent under a key; throws `NotInSnapshot` when none of it was read. */
export function byParent<K extends 'Listeners' | 'Rules'>(
  world: World,
  key: K,
): Readonly<Record<string, K extends 'Listeners' ? SavedListener[] : SavedRule[]>> {
  const record = world.here.elbv2?.[key];
  if (record === undefined && world.partial) throw notInSnapshot('elbv2', key);
  return (record ?? {}) as Record<string, K extends 'Listeners' ? SavedListener[] : SavedRule[]>;
}

/** Throws `ListenerNotFound`. */
export function listenerOf(world: World, arn: string | undefined): SavedListener {
  const wanted = needed(arn, 'listenerArn');
  for (const listeners of Object.values(byParent(world, 'Listeners'))) {
    const found = listeners.find((listener) => listener.ListenerArn === wanted);
    if (found !== undefined) return found;
  }
  throw new AwsError('ListenerNotFound', 'One or more listeners not found');
}

/** A rule and the ARN of its listener. Throws `RuleNotFound`. */
export function ruleOf(world: World, arn: string | undefined): { rule: SavedRule; listener: string } {
  const wanted = needed(arn, 'ruleArn');
  for (const [listener, rules] of Object.entries(byParent(world, 'Rules'))) {
    const rule = rules.find((r) => r.RuleArn === wanted);
    if (rule !== undefined) return { rule, listener };
  }
  throw new AwsError('RuleNotFound', 'One or more rules not found');
}

/** An attribute's value, or undefined when it was not read. */
export const targetGroupAttribute = (world: World, arn: string, key: string): string | undefined =>
  ofParent(world, 'elbv2', 'TargetGroupAttributes', arn)?.find((attribute) => attribute.Key === key)?.Value;
