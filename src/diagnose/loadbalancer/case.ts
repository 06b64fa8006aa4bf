import type { TargetGroup, TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import { parseAddress } from '../../network/cidr.ts';
import type { Balancer, Instance, Interface, Network } from '../../network/index.ts';
import type { Saved, Scope, Snapshot } from '../../snapshot/snapshot.ts';
import { compare } from '../overview/facts/scopes.ts';

/** A snapshot and the network that was built from it. */
export interface Inspected {
  snapshot: Snapshot;
  network: Network;
}

/** A target group with its balancers and all of its targets. */
export interface Group {
  account: string;
  region: string;
  scope: Scope;
  arn: string;
  name: string;
  /** `instance`, `ip`, `lambda`, `alb`. */
  type: string;
  raw: Saved<TargetGroup>;
  attributes: Readonly<Record<string, string>>;
  /** Balancers whose listeners or rules forward to it. */
  balancers: Balancer[];
  /** Whether anything forwards to it; undefined: balancers, listeners or rules were not read. */
  inUse: boolean | undefined;
  /** In the order of zone, name, id and port; undefined: not read. */
  targets: Case[] | undefined;
}

/** One registered target: what a cause is looked for in. */
export interface Case {
  inspected: Inspected;
  group: Group;
  /** Instance id, address, function or balancer ARN. */
  id: string;
  name?: string;
  address?: string;
  port: number | undefined;
  zone: string | undefined;
  state: string;
  reason: string | undefined;
  description: string | undefined;
  /** The port that it is checked on; undefined: none. */
  checkPort: number | undefined;
  /** Undefined: outside of what was read, or not a machine. */
  interface?: Interface;
  instance?: Instance;
}

export const checkProtocolOf = (group: Group): string => group.raw.HealthCheckProtocol ?? group.raw.Protocol ?? 'HTTP';

/** A group that is checked by requests, so that status codes and paths matter. */
export const isCheckedByRequest = (group: Group): boolean =>
  group.type === 'lambda' || checkProtocolOf(group).startsWith('HTTP');

export const called = (target: Pick<Case, 'id' | 'name'>): string => target.name ?? target.id;

/** Healthy, or for AWS as good as that. */
export const isServing = (target: Pick<Case, 'state'>): boolean =>
  target.state === 'healthy' || target.state === 'unavailable';

/** A check that fails; `unhealthy.draining` is a Network Load Balancer's way to take it out. */
export const isFailing = (target: Pick<Case, 'state'>): boolean => target.state.startsWith('unhealthy');

/** The target groups of a snapshot, by account, region and name. Undefined: none were read. */
export function groupsOf(inspected: Inspected): Group[] | undefined {
  const { snapshot, network } = inspected;
  const scopes = snapshot.scopes.filter((s) => s.elbv2?.TargetGroups !== undefined);
  if (scopes.length === 0) return undefined;
  return scopes
    .flatMap((scope) => {
      const { Listeners: listeners, Rules: rules, LoadBalancers: balancers } = scope.elbv2!;
      return scope.elbv2!.TargetGroups!.map((raw): Group => {
        const arn = raw.TargetGroupArn ?? '';
        const users = (balancers ?? []).flatMap((b) => {
          const balancer = network.balancers.get(b.LoadBalancerArn ?? '');
          return balancer?.listeners?.some((l) => l.targetGroups.includes(arn)) ? [balancer] : [];
        });
        const group: Group = {
          account: scope.account,
          region: scope.region,
          scope,
          arn,
          name: raw.TargetGroupName ?? arn,
          type: raw.TargetType ?? 'instance',
          raw,
          attributes: Object.fromEntries(
            (scope.elbv2?.TargetGroupAttributes?.[arn] ?? []).map((a) => [a.Key ?? '', a.Value ?? '']),
          ),
          balancers: users,
          inUse: [balancers, listeners, rules].includes(undefined) ? undefined : users.length > 0,
          targets: undefined,
        };
        group.targets = scope.elbv2?.TargetHealthDescriptions?.[arn]
          ?.map((health) => caseOf(inspected, group, health))
          .sort(byPlace);
        return group;
      });
    })
    .sort((a, b) => compare(a.account, b.account) || compare(a.region, b.region) || compare(a.name, b.name));
}

const byPlace = (a: Case, b: Case): number =>
  compare(a.zone ?? '', b.zone ?? '') ||
  compare(a.name ?? '', b.name ?? '') ||
  compare(a.id, b.id) ||
  (a.port ?? 0) - (b.port ?? 0);

function caseOf(inspected: Inspected, group: Group, health: Saved<TargetHealthDescription>): Case {
  const { network } = inspected;
  const id = health.Target?.Id ?? '';
  const instance = network.instances.get(id);
  const address = group.type === 'ip' ? parseAddress(id) : undefined;
  const item =
    instance?.interfaces[0] ??
    (address === undefined ? undefined : network.vpcs.get(group.raw.VpcId ?? '')?.byAddress.get(address));
  const own = instance ?? item?.instance;
  const name = own?.name ?? (group.type === 'alb' ? network.balancers.get(id)?.name : undefined);
  const port = health.Target?.Port ?? group.raw.Port;
  return {
    inspected,
    group,
    id,
    ...(name === undefined ? {} : { name }),
    ...addressOf(group, id, instance),
    port: group.type === 'lambda' ? undefined : port,
    zone: item?.subnet.zoneName ?? health.Target?.AvailabilityZone,
    state: health.TargetHealth?.State ?? '',
    reason: health.TargetHealth?.Reason,
    description: health.TargetHealth?.Description,
    checkPort: checkPortOf(group, port),
    ...(item === undefined ? {} : { interface: item }),
    ...(own === undefined ? {} : { instance: own }),
  };
}

/** A target's private address, for people who know machines by it. */
function addressOf(group: Group, id: string, instance: Instance | undefined): { address?: string } {
  if (group.type === 'ip') return { address: id };
  const raw = group.scope.ec2?.NetworkInterfaces?.find((i) => i.NetworkInterfaceId === instance?.interfaces[0]?.id);
  return raw?.PrivateIpAddress === undefined ? {} : { address: raw.PrivateIpAddress };
}

/** `traffic-port` is each target's own. */
function checkPortOf(group: Group, port: number | undefined): number | undefined {
  if (group.type === 'lambda' || group.raw.HealthCheckEnabled === false) return undefined;
  const given = group.raw.HealthCheckPort;
  return given === undefined || given === 'traffic-port' ? port : Number(given);
}

/** The target as a snapshot has it after a change: the same id and port in the same group. */
export const sameTarget =
  (target: Case) =>
  (other: Case): boolean =>
    other.id === target.id && other.port === target.port;
