import type { Network } from '../../../network/model.ts';
import { nameOf, type Scope, type Snapshot } from '../../../snapshot/snapshot.ts';
import type { LoadBalancerFacts, TargetGroupFacts } from '../overview.ts';
import { byPlace, compare, everywhere } from './scopes.ts';

export function loadBalancerFacts(snapshot: Snapshot, network: Network): LoadBalancerFacts[] {
  return snapshot.scopes
    .flatMap((scope) =>
      (scope.elbv2?.LoadBalancers ?? []).map((balancer): LoadBalancerFacts => {
        const arn = balancer.LoadBalancerArn!;
        const listeners = scope.elbv2?.Listeners?.[arn];
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
          listeners:
            listeners === undefined
              ? null
              : listeners
                  .map((l) => ({
                    port: l.Port ?? 0,
                    protocol: l.Protocol ?? '',
                    targetGroups: forwardsOf(scope, l.ListenerArn!, l.DefaultActions),
                  }))
                  .sort((a, b) => a.port - b.port),
          targetGroups: (scope.elbv2?.TargetGroups ?? [])
            .filter((g) => g.LoadBalancerArns?.includes(arn))
            .map((g) => targetGroupFacts(scope, network, g))
            .sort((a, b) => compare(a.name, b.name)),
        };
      }),
    )
    .sort(byPlace((b) => `${b.name} ${b.arn}`));
}

type Group = NonNullable<NonNullable<Scope['elbv2']>['TargetGroups']>[number];
type Actions = NonNullable<NonNullable<Scope['elbv2']>['Rules']>[string][number]['Actions'];

/** Names of the target groups that a listener's default action and rules forward to. */
function forwardsOf(scope: Scope, listener: string, defaults: Actions): string[] {
  const actions = [...(defaults ?? []), ...(scope.elbv2?.Rules?.[listener] ?? []).flatMap((r) => r.Actions ?? [])];
  const arns = actions.flatMap((a) =>
    [a.TargetGroupArn ?? [], (a.ForwardConfig?.TargetGroups ?? []).flatMap((g) => g.TargetGroupArn ?? [])].flat(),
  );
  return [...new Set(arns)].map((arn) => arn.split('/')[1] ?? arn).sort(compare);
}

function targetGroupFacts(scope: Scope, network: Network, group: Group): TargetGroupFacts {
  const health = scope.elbv2?.TargetHealthDescriptions?.[group.TargetGroupArn!];
  const targets =
    health === undefined
      ? null
      : health
          .map((d) => {
            const id = d.Target?.Id ?? '';
            const instance = network.instances.get(id);
            return {
              id,
              ...(instance?.name === undefined ? {} : { name: instance.name }),
              zone: instance?.interfaces[0]?.subnet.zoneName ?? d.Target?.AvailabilityZone ?? null,
              port: d.Target?.Port ?? null,
              state: d.TargetHealth?.State ?? '',
              ...(d.TargetHealth?.Reason === undefined ? {} : { reason: d.TargetHealth.Reason }),
              ...(d.TargetHealth?.Description === undefined ? {} : { description: d.TargetHealth.Description }),
            };
          })
          .sort((a, b) => compare(a.zone ?? '', b.zone ?? '') || compare(a.name ?? a.id, b.name ?? b.id));
  const path = group.HealthCheckPath === undefined ? '' : ` ${group.HealthCheckPath}`;
  return {
    arn: group.TargetGroupArn!,
    name: group.TargetGroupName ?? '',
    protocol: group.Protocol ?? '',
    port: group.Port ?? null,
    healthCheck: `${group.HealthCheckProtocol ?? ''} ${group.HealthCheckPort ?? ''}${path}`.trim(),
    total: targets === null ? null : targets.length,
    healthy: targets === null ? null : targets.filter((t) => t.state === 'healthy').length,
    targets,
  };
}

export const endpointFacts = (snapshot: Snapshot, network: Network) =>
  (
    everywhere(
      snapshot,
      (s) => s.ec2?.VpcEndpoints,
      (e) => e.VpcEndpointId,
      (e) => e.OwnerId,
    ) ?? []
  )
    .map(({ item, account, region }) => {
      const name = nameOf(item);
      return {
        account,
        region,
        id: item.VpcEndpointId!,
        ...(name === undefined ? {} : { name }),
        vpc: item.VpcId ?? '',
        service: item.ServiceName ?? '',
        type: item.VpcEndpointType ?? '',
        state: (item.State ?? '').toLowerCase(),
        zones: [...new Set((item.SubnetIds ?? []).flatMap((s) => network.subnets.get(s)?.zoneName ?? []))].sort(
          compare,
        ),
      };
    })
    .sort(byPlace((e) => `${e.vpc} ${e.service} ${e.id}`));
