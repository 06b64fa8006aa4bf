import type { Instance } from '@aws-sdk/client-ec2';
import { nameOf, type Saved, type Scope, type Snapshot } from '../../snapshot/snapshot.ts';
import type { Plan } from '../plan/plan.ts';

/** What hangs on the resources of a change. */
export interface Dependents {
  /** Targets that are a resource of the change, are in its group of targets, or are behind its security group. */
  targets: DependentTarget[];
  /** Routes that lead to what the change is about. */
  routes: { table: string; destination: string }[];
  /** Subnets whose routes a change of a table changes. */
  subnets: { id: string; name: string | null }[];
  /** Instances that a security group of the change is on. */
  instances: { id: string; name: string | null }[];
  /** Other interfaces that it is on, of balancers and endpoints, by what AWS says that they are. */
  interfaces: { id: string; name: string | null }[];
  /** Alarms that watch a resource of the change. */
  alarms: { name: string; state: string }[];
  /** Public addresses that are given back and not had again. */
  addressesLost: string[];
}

export interface DependentTarget {
  /** ARN of the target group. */
  group: string;
  groupName: string;
  target: string;
  /** Of the instance, or the id. */
  name: string;
  state: string;
  /** AWS's word for why it is not healthy. */
  reason: string | null;
}

/** What hangs on the resources of a plan, as a snapshot shows it. */
export function dependents(
  snapshot: Snapshot,
  plan: Pick<Plan, 'account' | 'region' | 'resources' | 'calls'>,
): Dependents {
  const here = snapshot.scopes.filter((s) => s.account === plan.account && s.region === plan.region);
  const ids = new Set([
    ...plan.resources,
    ...plan.calls.flatMap((c) => (c.operation === 'PutMetricAlarm' ? String(c.input.AlarmName) : [])),
  ]);
  const all = here.flatMap((s) => s.ec2?.Reservations ?? []).flatMap((r) => r.Instances ?? []);
  const own = all.filter((i) => ids.has(i.InstanceId ?? ''));
  const behind = all.filter((i) => i.SecurityGroups?.some((g) => ids.has(g.GroupId ?? '')));
  const stops = plan.calls.some((c) => c.operation === 'StopInstances');
  const tables = here.flatMap((s) => (s.ec2?.RouteTables ?? []).filter((t) => ids.has(t.RouteTableId ?? '')));
  const associated = new Set(tables.flatMap((t) => (t.Associations ?? []).map((a) => a.SubnetId)));
  return {
    targets: here.flatMap((s) => targetsOf(s, ids, [...own, ...behind], all)),
    routes: here.flatMap((s) => routesTo(s, ids, own)),
    subnets: here.flatMap((s) =>
      (s.ec2?.Subnets ?? [])
        .filter((n) => associated.has(n.SubnetId))
        .map((n) => ({ id: n.SubnetId ?? '', name: nameOf(n) ?? null })),
    ),
    instances: behind.map((i) => ({ id: i.InstanceId ?? '', name: nameOf(i) ?? null })),
    interfaces: here.flatMap((s) =>
      (s.ec2?.NetworkInterfaces ?? [])
        .filter((n) => n.Attachment?.InstanceId === undefined && n.Groups?.some((g) => ids.has(g.GroupId ?? '')))
        .map((n) => ({ id: n.NetworkInterfaceId ?? '', name: n.Description || null })),
    ),
    alarms: here.flatMap((s) => alarmsOf(s, ids)),
    addressesLost: stops ? own.flatMap((i) => lostBy(i, here)) : [],
  };
}

function targetsOf(
  { elbv2 }: Scope,
  ids: ReadonlySet<string>,
  own: readonly Saved<Instance>[],
  all: readonly Saved<Instance>[],
): DependentTarget[] {
  const reachable = new Set(own.flatMap((i) => [i.InstanceId, i.PrivateIpAddress]));
  const named = new Map(all.flatMap((i) => [i.InstanceId, i.PrivateIpAddress].map((key) => [key, nameOf(i)] as const)));
  return Object.entries(elbv2?.TargetHealthDescriptions ?? {}).flatMap(([group, health]) => {
    const groupName = elbv2?.TargetGroups?.find((g) => g.TargetGroupArn === group)?.TargetGroupName ?? group;
    return health
      .filter((h) => (isAlone(ids, h.Target?.Id, group) ? true : reachable.has(h.Target?.Id)))
      .map((h) => ({
        group,
        groupName,
        target: h.Target?.Id ?? '',
        name: named.get(h.Target?.Id) ?? h.Target?.Id ?? '',
        state: h.TargetHealth?.State ?? 'unknown',
        reason: h.TargetHealth?.Reason ?? null,
      }));
  });
}

/** A target that the change names, or one of a group that it names without any of the targets. */
const isAlone = (ids: ReadonlySet<string>, target: string | undefined, group: string): boolean =>
  ids.has(target ?? '') || (ids.has(group) && ids.size === 1);

function routesTo(
  { ec2 }: Scope,
  ids: ReadonlySet<string>,
  own: readonly Saved<Instance>[],
): { table: string; destination: string }[] {
  const interfaces = new Set(own.flatMap((i) => (i.NetworkInterfaces ?? []).map((n) => n.NetworkInterfaceId)));
  return (ec2?.RouteTables ?? []).flatMap((t) =>
    (t.Routes ?? [])
      .filter((r) => ids.has(r.InstanceId ?? '') || interfaces.has(r.NetworkInterfaceId))
      .map((r) => ({
        table: t.RouteTableId ?? '',
        destination: r.DestinationCidrBlock ?? r.DestinationIpv6CidrBlock ?? r.DestinationPrefixListId ?? '',
      })),
  );
}

const alarmsOf = ({ cloudwatch }: Scope, ids: ReadonlySet<string>): { name: string; state: string }[] =>
  (cloudwatch?.MetricAlarms ?? [])
    .filter(
      (a) =>
        ids.has(a.AlarmName ?? '') ||
        a.Dimensions?.some((d) =>
          [...ids].some((id) => id === d.Value || id.endsWith(`/${d.Value}`) || id.endsWith(`:${d.Value}`)),
        ),
    )
    .map((a) => ({ name: a.AlarmName ?? '', state: a.StateValue ?? 'unknown' }));

/** An address that is not elastic goes back to AWS when its instance stops. */
function lostBy(instance: Saved<Instance>, here: readonly Scope[]): string[] {
  const elastic = here.some((s) => s.ec2?.Addresses?.some((a) => a.PublicIp === instance.PublicIpAddress));
  return instance.PublicIpAddress === undefined || elastic ? [] : [instance.PublicIpAddress];
}
