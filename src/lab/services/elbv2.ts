import type { TargetDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../../changes/world.ts';
import type { Elbv2Data } from '../../snapshot/data/services.ts';
import { targetHealth } from '../behaviour/target-health.ts';
import type { Handler, Handlers, LabCall } from '../handler.ts';
import { page } from '../paging.ts';

interface Paged {
  Marker?: string;
  PageSize?: number;
}

const data = (call: LabCall): Elbv2Data => call.here.elbv2 ?? {};

function paged<T>(key: string, items: T[], { Marker, PageSize, ...question }: Paged): Record<string, unknown> {
  const { items: shown, next } = page(
    items,
    { size: PageSize, token: Marker, question },
    { usual: 400, most: 400, badToken: 'ValidationError', badSize: 'ValidationError', sizeName: 'pageSize' },
  );
  return { [key]: shown, ...(next === undefined ? {} : { NextMarker: next }) };
}

/** The items asked for by ARN or name, in the order of the list; one that is missing is the service's error. */
function pick<T>(
  all: T[],
  arns: string[] | undefined,
  arnOf: (item: T) => string | undefined,
  names: string[] | undefined,
  nameOf: (item: T) => string | undefined,
  notFound: () => AwsError,
): T[] {
  if (arns?.length && names?.length) {
    throw new AwsError('ValidationError', 'ARNs and names cannot be specified at the same time');
  }
  const picked = arns?.length
    ? all.filter((i) => arns.includes(arnOf(i)!))
    : names?.length
      ? all.filter((i) => names.includes(nameOf(i)!))
      : all;
  if (picked.length < new Set(arns?.length ? arns : (names ?? [])).size) throw notFound();
  return picked;
}

const noBalancer = (): AwsError => new AwsError('LoadBalancerNotFound', 'One or more load balancers not found');
const noGroup = (): AwsError => new AwsError('TargetGroupNotFound', 'One or more target groups not found');
const noListener = (): AwsError => new AwsError('ListenerNotFound', 'One or more listeners not found');

const describeLoadBalancers = ((call: LabCall, input: Paged & { LoadBalancerArns?: string[]; Names?: string[] }) =>
  paged(
    'LoadBalancers',
    pick(
      data(call).LoadBalancers ?? [],
      input.LoadBalancerArns,
      (b) => b.LoadBalancerArn,
      input.Names,
      (b) => b.LoadBalancerName,
      noBalancer,
    ),
    input,
  )) as Handler;

const describeTargetGroups = ((
  call: LabCall,
  input: Paged & { LoadBalancerArn?: string; TargetGroupArns?: string[]; Names?: string[] },
) => {
  if (
    input.LoadBalancerArn !== undefined &&
    !data(call).LoadBalancers?.some((b) => b.LoadBalancerArn === input.LoadBalancerArn)
  )
    throw noBalancer();
  const picked = pick(
    data(call).TargetGroups ?? [],
    input.TargetGroupArns,
    (g) => g.TargetGroupArn,
    input.Names,
    (g) => g.TargetGroupName,
    noGroup,
  );
  return paged(
    'TargetGroups',
    input.LoadBalancerArn === undefined
      ? picked
      : picked.filter((g) => g.LoadBalancerArns?.includes(input.LoadBalancerArn!)),
    input,
  );
}) as Handler;

const describeListeners = ((call: LabCall, input: Paged & { LoadBalancerArn?: string; ListenerArns?: string[] }) => {
  if (input.LoadBalancerArn === undefined && !input.ListenerArns?.length) {
    throw new AwsError('ValidationError', 'Either listener ARNs or a load balancer ARN must be specified');
  }
  if (input.LoadBalancerArn !== undefined) {
    if (!data(call).LoadBalancers?.some((b) => b.LoadBalancerArn === input.LoadBalancerArn)) throw noBalancer();
    return paged('Listeners', data(call).Listeners?.[input.LoadBalancerArn] ?? [], input);
  }
  const all = Object.values(data(call).Listeners ?? {}).flat();
  return paged(
    'Listeners',
    pick(
      all,
      input.ListenerArns,
      (l) => l.ListenerArn,
      undefined,
      () => undefined,
      noListener,
    ),
    input,
  );
}) as Handler;

const describeRules = ((call: LabCall, input: Paged & { ListenerArn?: string; RuleArns?: string[] }) => {
  if (input.ListenerArn !== undefined) {
    const rules = data(call).Rules?.[input.ListenerArn];
    if (rules === undefined) throw noListener();
    return paged('Rules', rules, input);
  }
  const all = Object.values(data(call).Rules ?? {}).flat();
  return paged(
    'Rules',
    pick(
      all,
      input.RuleArns,
      (r) => r.RuleArn,
      undefined,
      () => undefined,
      () => new AwsError('RuleNotFound', 'One or more rules not found'),
    ),
    input,
  );
}) as Handler;

const describeTargetHealth = ((call: LabCall, input: { TargetGroupArn: string; Targets?: TargetDescription[] }) => {
  const group = data(call).TargetGroups?.find((g) => g.TargetGroupArn === input.TargetGroupArn);
  if (group === undefined) throw noGroup();
  const all = targetHealth(call.state, call.here, group, call.now);
  if (!input.Targets?.length) return { TargetHealthDescriptions: all };
  return {
    TargetHealthDescriptions: input.Targets.map((target) => {
      const found = all.find(
        (d) => d.Target?.Id === target.Id && (target.Port === undefined || d.Target?.Port === target.Port),
      );
      return (
        found ?? {
          Target: { ...target, Port: target.Port ?? group.Port },
          TargetHealth: {
            State: 'unused',
            Reason: 'Target.NotRegistered',
            Description: 'Target is not registered to the target group',
          },
        }
      );
    }),
  };
}) as Handler;

const attributes = (
  key: 'LoadBalancerAttributes' | 'TargetGroupAttributes',
  parameter: string,
  missing: () => AwsError,
): Handler =>
  ((call: LabCall, input: Record<string, string>) => {
    const found = data(call)[key]?.[input[parameter]!];
    if (found === undefined) throw missing();
    return { Attributes: found };
  }) as Handler;

const describeTags = ((call: LabCall, input: { ResourceArns: string[] }) => {
  if (input.ResourceArns.length > 20)
    throw new AwsError('ValidationError', 'The number of resource ARNs must be at most 20');
  const tags = new Map<string, unknown[]>();
  const d = data(call);
  for (const b of d.LoadBalancers ?? []) tags.set(b.LoadBalancerArn!, []);
  for (const g of d.TargetGroups ?? []) tags.set(g.TargetGroupArn!, []);
  for (const l of Object.values(d.Listeners ?? {}).flat()) tags.set(l.ListenerArn!, []);
  for (const r of Object.values(d.Rules ?? {}).flat()) tags.set(r.RuleArn!, []);
  const kept = (d as { Tags?: Record<string, unknown[]> }).Tags ?? {};
  return {
    TagDescriptions: input.ResourceArns.map((ResourceArn) => {
      if (!tags.has(ResourceArn)) throw /targetgroup/.test(ResourceArn) ? noGroup() : noBalancer();
      return { ResourceArn, Tags: kept[ResourceArn] ?? [] };
    }),
  };
}) as Handler;

/** Elastic Load Balancing's reading operations. */
export const reads: Handlers = {
  DescribeLoadBalancers: describeLoadBalancers,
  DescribeLoadBalancerAttributes: attributes('LoadBalancerAttributes', 'LoadBalancerArn', noBalancer),
  DescribeListeners: describeListeners,
  DescribeListenerAttributes: ((_call: LabCall, _input: unknown) => ({ Attributes: [] })) as Handler,
  DescribeRules: describeRules,
  DescribeTargetGroups: describeTargetGroups,
  DescribeTargetGroupAttributes: attributes('TargetGroupAttributes', 'TargetGroupArn', noGroup),
  DescribeTargetHealth: describeTargetHealth,
  DescribeTags: describeTags,
};
