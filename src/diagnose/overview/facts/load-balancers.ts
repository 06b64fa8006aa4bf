import type { Action, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Network } from '../../../network/model.ts';
import type { Saved, Scope, Snapshot } from '../../../snapshot/snapshot.ts';
import type { ListenerFacts, LoadBalancerFacts, TargetFacts, TargetGroupFacts } from '../overview.ts';
import { byPlace, compare } from './scopes.ts';

export function loadBalancerFacts(snapshot: Snapshot, network: Network): LoadBalancerFacts[] | null {
  const scopes = snapshot.scopes.filter((s) => s.elbv2?.LoadBalancers !== undefined);
  if (scopes.length === 0) return null;
  return scopes
    .flatMap((scope) => {
      const inUse = groupsInUse(scope);
      return scope.elbv2!.LoadBalancers!.map((balancer): LoadBalancerFacts => {
        const arn = balancer.LoadBalancerArn!;
        const logs = scope.elbv2?.LoadBalancerAttributes?.[arn]?.find((a) => a.Key === 'access_logs.s3.enabled')?.Value;
        return {
          account: scope.account,
          region: scope.region,
          arn,
          name: balancer.LoadBalancerName ?? '',
          type: balancer.Type ?? '',
          scheme: balancer.Scheme ?? '',
          state: balancer.State?.Code ?? '',
          dnsName: balancer.DNSName ?? '',
          vpc: balancer.VpcId ?? '',
          zones: (balancer.AvailabilityZones ?? []).flatMap((z) => z.ZoneName ?? []).sort(compare),
          listeners: listenersOf(scope, arn),
          targetGroups:
            scope.elbv2?.TargetGroups?.filter((g) => g.LoadBalancerArns?.includes(arn))
              .map((g) => targetGroupFacts(scope, network, g, inUse))
              .sort((a, b) => compare(a.name, b.name)) ?? null,
          accessLogs: logs === undefined ? null : logs === 'true',
        };
      });
    })
    .sort(byPlace((b) => `${b.name} ${b.arn}`));
}

function listenersOf(scope: Scope, balancer: string): ListenerFacts[] | null {
  const listeners = scope.elbv2?.Listeners?.[balancer];
  if (listeners === undefined) return null;
  return listeners
    .map((l): ListenerFacts => {
      const rules = (scope.elbv2?.Rules?.[l.ListenerArn ?? ''] ?? []).flatMap((r) => r.Actions ?? []);
      const arns = [...(l.DefaultActions ?? []), ...rules].flatMap(forwardedTo);
      return {
        port: l.Port ?? 0,
        protocol: l.Protocol ?? '',
        targetGroups: [...new Set(arns)].map((arn) => arn.split('/')[1] ?? arn).sort(compare),
        defaultAction: describeAction((l.DefaultActions ?? []).at(-1)),
      };
    })
    .sort((a, b) => a.port - b.port || compare(a.protocol, b.protocol));
}

function describeAction(action: Saved<Action> | undefined): string {
  if (action?.Type === 'fixed-response') return `fixed-response ${action.FixedResponseConfig?.StatusCode ?? ''}`.trim();
  if (action?.Type === 'redirect')
    return `redirect ${action.RedirectConfig?.Protocol ?? ''}:${action.RedirectConfig?.Port ?? ''}`;
  return action?.Type ?? '';
}

/** Target groups that an action forwards to; one with weight 0 among several gets nothing. */
function forwardedTo(action: Saved<Action>): string[] {
  const groups = action.ForwardConfig?.TargetGroups ?? [];
  const weighted = groups
    .filter((g) => (g.Weight ?? 1) > 0 || groups.length === 1)
    .flatMap((g) => g.TargetGroupArn ?? []);
  if (weighted.length > 0) return weighted;
  return action.TargetGroupArn === undefined ? [] : [action.TargetGroupArn];
}

/** ARNs of the target groups that some listener or rule forwards to; undefined: listeners or rules were not read. */
function groupsInUse(scope: Scope): Set<string> | undefined {
  const { Listeners: listeners, Rules: rules } = scope.elbv2 ?? {};
  if (listeners === undefined || rules === undefined) return undefined;
  return new Set([
    ...Object.values(listeners).flatMap((list) => list.flatMap((l) => (l.DefaultActions ?? []).flatMap(forwardedTo))),
    ...Object.values(rules).flatMap((list) => list.flatMap((r) => (r.Actions ?? []).flatMap(forwardedTo))),
  ]);
}

function targetGroupFacts(
  scope: Scope,
  network: Network,
  group: Saved<TargetGroup>,
  inUse: Set<string> | undefined,
): TargetGroupFacts {
  const arn = group.TargetGroupArn!;
  const targets = targetsOf(scope, network, arn);
  const path = group.HealthCheckPath === undefined ? '' : ` ${group.HealthCheckPath}`;
  return {
    arn,
    name: group.TargetGroupName ?? '',
    protocol: group.Protocol ?? '',
    port: group.Port ?? null,
    healthCheck: `${group.HealthCheckProtocol ?? ''} ${group.HealthCheckPort ?? ''}${path}`.trim(),
    inUse: inUse === undefined ? null : inUse.has(arn),
    total: targets?.length ?? null,
    healthy: targets?.filter((t) => t.state === 'healthy').length ?? null,
    targets,
  };
}

function targetsOf(scope: Scope, network: Network, arn: string): TargetFacts[] | null {
  const health = scope.elbv2?.TargetHealthDescriptions?.[arn];
  if (health === undefined) return null;
  const model = new Map(network.targetGroups.get(arn)?.targets?.map((t) => [`${t.id} ${t.port}`, t]));
  return health
    .map(({ Target: target, TargetHealth: state }): TargetFacts => {
      const found = model.get(`${target?.Id} ${target?.Port}`);
      const name = found?.interface?.instance?.name ?? network.instances.get(target?.Id ?? '')?.name;
      return {
        id: target?.Id ?? '',
        ...(name === undefined ? {} : { name }),
        zone: found?.interface?.subnet.zoneName ?? target?.AvailabilityZone ?? null,
        port: target?.Port ?? null,
        state: state?.State ?? '',
        ...(state?.Reason === undefined ? {} : { reason: state.Reason }),
        ...(state?.Description === undefined ? {} : { description: state.Description }),
      };
    })
    .sort(
      (a, b) =>
        compare(a.zone ?? '', b.zone ?? '') ||
        compare(a.name ?? '', b.name ?? '') ||
        compare(a.id, b.id) ||
        (a.port ?? 0) - (b.port ?? 0),
    );
}
