import type { TargetGroup, TargetHealth, TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Saved, Scope } from '../../snapshot/snapshot.ts';
import type { LabState, Service } from '../state.ts';
import { healthCheckArrives } from './health-check-path.ts';
import { targetsInUse } from './target-groups-in-use.ts';

type Description = Saved<TargetHealthDescription>;
type Group = Saved<TargetGroup>;
type Health = Saved<TargetHealth>;

/**
 * What DescribeTargetHealth answers for a group, decided anew each time from the state: is the group in use, does the
 * target run, is its zone enabled, does the health check get there and back, and what does the host answer.
 * Reasons and texts: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/check-target-health.html
 */
export function targetHealth(state: LabState, scope: Scope, group: Group, _now: Date): Description[] {
  const kept = scope.elbv2?.TargetHealthDescriptions?.[group.TargetGroupArn!] ?? [];
  const inUse = targetsInUse(scope, group.TargetGroupArn!);
  return kept.map((description): Description => {
    const { Target } = description;
    const port =
      group.HealthCheckPort === 'traffic-port' || group.HealthCheckPort === undefined
        ? Target?.Port
        : Number(group.HealthCheckPort);
    return {
      Target,
      ...(port === undefined ? {} : { HealthCheckPort: String(port) }),
      TargetHealth: healthOf(state, scope, group, description, port, inUse),
    };
  });
}

function healthOf(
  state: LabState,
  scope: Scope,
  group: Group,
  kept: Description,
  port: number | undefined,
  inUse: boolean,
): Health {
  const held = kept.TargetHealth?.State;
  if (held === 'draining') return kept.TargetHealth!;
  if (!inUse) {
    return unused('Target.NotInUse', 'Target group is not configured to receive traffic from the load balancer');
  }
  const id = kept.Target?.Id ?? '';
  if (group.TargetType === 'lambda') return { State: 'healthy' };
  const instance = scope.ec2?.Reservations?.flatMap((r) => r.Instances ?? []).find((i) => i.InstanceId === id);
  if (group.TargetType === 'instance') {
    const running = instance?.State?.Name;
    if (running !== 'running') {
      const word = running === 'stopping' || running === 'stopped' ? 'stopped' : (running ?? 'terminated');
      return unused('Target.InvalidState', `Target is in the ${word} state`);
    }
  }
  const interfaceId = instance?.NetworkInterfaces?.find((n) => n.Attachment?.DeviceIndex === 0)?.NetworkInterfaceId;
  const target = scope.ec2?.NetworkInterfaces?.find((n) =>
    group.TargetType === 'instance'
      ? n.NetworkInterfaceId === interfaceId
      : n.PrivateIpAddresses?.some((a) => a.PrivateIpAddress === id),
  );
  const zone = target?.AvailabilityZone;
  const balancers = (scope.elbv2?.LoadBalancers ?? []).filter((b) =>
    group.LoadBalancerArns?.includes(b.LoadBalancerArn!),
  );
  if (zone !== undefined && !balancers.some((b) => b.AvailabilityZones?.some((z) => z.ZoneName === zone))) {
    return unused('Target.NotInUse', 'Target is in an Availability Zone that is not enabled for the load balancer');
  }
  if (held === 'initial') return kept.TargetHealth!;
  if (group.HealthCheckEnabled === false) {
    return {
      State: 'unavailable',
      Reason: 'Target.HealthCheckDisabled',
      Description: 'Health checks are not enabled for the target',
    };
  }
  const arrives =
    port !== undefined &&
    balancers.some((b) =>
      healthCheckArrives(state, b.LoadBalancerArn!, kept.Target!, target?.NetworkInterfaceId, port),
    );
  if (!arrives) return timedOut;
  const host = instance?.InstanceId === undefined ? state.hosts[id] : state.hosts[instance.InstanceId];
  if (host?.silent) return timedOut;
  return answered(group, host?.services[`tcp/${port}`]);
}

/** What the health check makes of the host's answer. */
function answered(group: Group, service: Service | undefined): Health {
  if (service === undefined) return unhealthy('Target.FailedHealthChecks', 'Health checks failed');
  if (service.silent) return timedOut;
  const protocol = group.HealthCheckProtocol ?? group.Protocol ?? 'HTTP';
  if (protocol === 'TCP') return healthy;
  const speaks = service.kind === 'https' ? 'HTTPS' : service.kind === 'http' ? 'HTTP' : undefined;
  if (speaks !== protocol) return unhealthy('Target.FailedHealthChecks', 'Health checks failed');
  if ((service.latencyMs ?? 0) >= (group.HealthCheckTimeoutSeconds ?? 5) * 1000) return timedOut;
  const code = service.status?.[group.HealthCheckPath ?? '/'] ?? service.status?.['*'] ?? 200;
  if (matches(code, group.Matcher?.HttpCode ?? '200')) return healthy;
  return unhealthy('Target.ResponseCodeMismatch', `Health checks failed with these codes: [${code}]`);
}

/** `200`, `200,302`, `200-299`. */
const matches = (code: number, matcher: string): boolean =>
  matcher.split(',').some((part) => {
    const [from, to = from] = part.split('-').map(Number);
    return code >= from! && code <= to!;
  });

const healthy: Health = { State: 'healthy' };
const unused = (Reason: Health['Reason'], Description: string): Health => ({ State: 'unused', Reason, Description });
const unhealthy = (Reason: Health['Reason'], Description: string): Health => ({
  State: 'unhealthy',
  Reason,
  Description,
});
const timedOut: Health = unhealthy('Target.Timeout', 'Request timed out');
