import type { IpPermission } from '@aws-sdk/client-ec2';
import type { HealthCheck } from '@aws-sdk/client-route-53';
import { containsCidr, parseCidr } from '../network/cidr.ts';
import type { Saved, Scope } from '../snapshot/snapshot.ts';
import type { LabCall } from './handler.ts';
import type { Host } from './state.ts';

/** What Route 53's checkers see. `status` is the sentence of GetHealthCheckStatus. */
export interface CheckResult {
  healthy: boolean;
  status: string;
}

type World = Pick<LabCall, 'state' | 'snapshot' | 'account' | 'global'>;

/** Where the checkers come from. https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/route-53-ip-addresses.html */
const checkers = parseCidr('15.177.0.0/18')!;

const reasons: Record<number, string> = {
  200: 'OK',
  301: 'Moved Permanently',
  302: 'Found',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

const timedOut: CheckResult = {
  healthy: false,
  status:
    'Failure: Connection timed out. The endpoint or the internet connection is down, or requests are being blocked by your firewall. See https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-router-firewall-rules.html',
};
const refused: CheckResult = {
  healthy: false,
  status: 'Failure: Connection refused. The endpoint is not listening on the port of the health check.',
};
const unresolved: CheckResult = {
  healthy: false,
  status: 'Failure: DNS resolution failed: no such host.',
};
const connected: CheckResult = { healthy: true, status: 'Success: TCP connection established.' };

/** 2xx and 3xx are healthy. https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html */
const answered = (code: number): CheckResult => {
  const healthy = code >= 200 && code < 400;
  return {
    healthy,
    status: `${healthy ? 'Success' : 'Failure'}: HTTP Status Code ${code}, ${reasons[code] ?? 'Unknown'}.`,
  };
};

/**
 * The health of a Route 53 health check in the lab: of an endpoint by what its host answers and its groups admit; of a
 * calculated one by its children; of an alarm's by the alarm. An endpoint that the lab does not hold is healthy.
 */
export function healthOf(world: World, check: Saved<HealthCheck>): CheckResult {
  const config = check.HealthCheckConfig;
  if (config?.Disabled) return { healthy: true, status: 'Success: The health check is disabled.' };
  const seen = observed(world, check);
  return config?.Inverted ? { ...seen, healthy: !seen.healthy } : seen;
}

function observed(world: World, check: Saved<HealthCheck>): CheckResult {
  const config = check.HealthCheckConfig;
  if (config === undefined) return unresolved;
  switch (config.Type) {
    case 'CALCULATED': {
      const checks = world.global.route53?.HealthChecks ?? [];
      const healthy = (config.ChildHealthChecks ?? [])
        .map((id) => checks.find((c) => c.Id === id))
        .filter((child) => child !== undefined && child.Id !== check.Id && healthOf(world, child).healthy).length;
      const enough = healthy >= (config.HealthThreshold ?? 0);
      return {
        healthy: enough,
        status: `${enough ? 'Success' : 'Failure'}: ${healthy} child health checks are healthy.`,
      };
    }
    case 'CLOUDWATCH_METRIC':
      return alarmResult(world, config.AlarmIdentifier, config.InsufficientDataHealthStatus);
    case 'RECOVERY_CONTROL':
      return { healthy: true, status: 'Success: The routing control is on.' };
    default:
      return endpointResult(world, config);
  }
}

function alarmResult(
  world: World,
  alarm: { Region?: string; Name?: string } | undefined,
  insufficient: string | undefined,
): CheckResult {
  const scope = world.snapshot.scopes.find((s) => s.account === world.account && s.region === alarm?.Region);
  const state = scope?.cloudwatch?.MetricAlarms?.find((a) => a.AlarmName === alarm?.Name)?.StateValue;
  const healthy = state === 'OK' || (state !== 'ALARM' && insufficient !== 'Unhealthy');
  return { healthy, status: `${healthy ? 'Success' : 'Failure'}: Alarm state ${state ?? 'INSUFFICIENT_DATA'}.` };
}

interface Asked {
  Type?: string;
  Port?: number;
  ResourcePath?: string;
}

function endpointResult(
  world: World,
  config: Asked & { IPAddress?: string; FullyQualifiedDomainName?: string },
): CheckResult {
  const asked: Asked = { ...config, Port: config.Port ?? (config.Type?.startsWith('HTTPS') ? 443 : 80) };
  const scopes = world.snapshot.scopes.filter((scope) => scope.account === world.account);
  if (config.IPAddress !== undefined) {
    for (const scope of scopes) {
      const eni = scope.ec2?.NetworkInterfaces?.find((i) => i.Association?.PublicIp === config.IPAddress);
      if (eni === undefined) continue;
      const groups = (eni.Groups ?? []).map((group) => group.GroupId ?? '');
      if (!admitted(scope, groups, asked.Port!)) return timedOut;
      return hostResult(instanceHost(world, scope, eni.Attachment?.InstanceId), asked);
    }
    const host = world.state.hosts[config.IPAddress];
    return host === undefined ? assumed(asked) : hostResult(host, asked);
  }
  const name = (config.FullyQualifiedDomainName ?? '')
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^dualstack\./, '');
  for (const scope of scopes) {
    const balancer = scope.elbv2?.LoadBalancers?.find((b) => b.DNSName?.toLowerCase() === name);
    if (balancer !== undefined) return balancerResult(world, scope, balancer, asked);
  }
  // The names of deleted balancers no longer resolve.
  return name.endsWith('.elb.amazonaws.com') ? unresolved : assumed(asked);
}

const assumed = (asked: Asked): CheckResult => (asked.Type === 'TCP' ? connected : answered(200));

/** The groups let TCP from every checker to a port. No groups: nothing is filtered. */
function admitted(scope: Scope, groupIds: string[], port: number): boolean {
  if (groupIds.length === 0) return true;
  const permissions = (scope.ec2?.SecurityGroups ?? [])
    .filter((group) => groupIds.includes(group.GroupId ?? ''))
    .flatMap((group) => group.IpPermissions ?? []);
  return permissions.some((permission) => portOf(permission, port) && fromCheckers(permission));
}

const portOf = (permission: Saved<IpPermission>, port: number): boolean =>
  permission.IpProtocol === '-1' ||
  (['tcp', '6'].includes(permission.IpProtocol ?? '') &&
    (permission.FromPort ?? 0) <= port &&
    port <= (permission.ToPort ?? 65535));

const fromCheckers = (permission: Saved<IpPermission>): boolean =>
  (permission.IpRanges ?? []).some((range) => {
    const cidr = parseCidr(range.CidrIp ?? '');
    return cidr !== undefined && containsCidr(cidr, checkers);
  });

/** A running instance's host; undefined when it answers nothing. */
function instanceHost(world: World, scope: Scope, id: string | undefined): Host | undefined {
  const instance = scope.ec2?.Reservations?.flatMap((r) => r.Instances ?? []).find((i) => i.InstanceId === id);
  return instance?.State?.Name === 'running' ? world.state.hosts[id ?? ''] : undefined;
}

function hostResult(host: Host | undefined, asked: Asked): CheckResult {
  if (host === undefined || host.silent) return timedOut;
  const service = host.services[`tcp/${asked.Port}`];
  if (service === undefined) return refused;
  if (service.silent) return timedOut;
  if (asked.Type === 'TCP') return connected;
  const code = statusOf(service.status, asked.ResourcePath);
  return code === undefined ? timedOut : answered(code);
}

/** An HTTP service's status for a path; undefined when it speaks no HTTP. */
const statusOf = (status: Record<string, number> | undefined, path: string | undefined): number | undefined =>
  status?.[(path ?? '/').split('?')[0] || '/'] ?? status?.['*'];

type Balancer = NonNullable<NonNullable<Scope['elbv2']>['LoadBalancers']>[number];

/** An internet-facing balancer's answer: the default action of its listener on the port, forwarded to what answers. */
function balancerResult(world: World, scope: Scope, balancer: Balancer, asked: Asked): CheckResult {
  if (balancer.Scheme !== 'internet-facing' || balancer.State?.Code !== 'active') return timedOut;
  if (!admitted(scope, balancer.SecurityGroups ?? [], asked.Port!)) return timedOut;
  const elbv2 = scope.elbv2 ?? {};
  const listener = elbv2.Listeners?.[balancer.LoadBalancerArn ?? '']?.find((l) => l.Port === asked.Port);
  if (listener === undefined) return timedOut;
  if (asked.Type === 'TCP') return connected;
  const action = listener.DefaultActions?.at(-1);
  if (action?.Type === 'fixed-response') return answered(Number(action.FixedResponseConfig?.StatusCode ?? 503));
  if (action?.Type === 'redirect') return answered(action.RedirectConfig?.StatusCode === 'HTTP_302' ? 302 : 301);
  const groups = action?.ForwardConfig?.TargetGroups?.map((group) => group.TargetGroupArn ?? '') ?? [
    action?.TargetGroupArn ?? '',
  ];
  const targets = groups.flatMap((arn) => elbv2.TargetHealthDescriptions?.[arn] ?? []);
  if (targets.length === 0) return answered(503);
  const results = targets.map((target) =>
    hostResult(instanceHost(world, scope, target.Target?.Id), { ...asked, Port: target.Target?.Port }),
  );
  // The balancer sends requests to the targets that pass its own checks; one that does is enough for the checkers.
  const best = results.find((result) => result.healthy) ?? results.find((result) => result !== timedOut);
  if (best === undefined) return answered(504);
  return best === refused ? answered(502) : best;
}
