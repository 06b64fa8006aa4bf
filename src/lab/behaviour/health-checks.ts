import type { HealthCheck } from '@aws-sdk/client-route-53';
import { type Address, familyOf, parseAddress } from '../../network/cidr.ts';
import type { Interface, Network } from '../../network/index.ts';
import { ephemeral } from '../../network/port-set.ts';
import type { Saved, Scope } from '../../snapshot/snapshot.ts';
import type { LabCall } from '../handler.ts';
import { networkOf } from './network.ts';
import { type Answer, balancerAnswer, serviceAnswer } from './target-check.ts';
import { waysOf } from './ways.ts';

/** What Route 53's checkers see. `status` is the sentence of GetHealthCheckStatus. */
export interface CheckResult {
  healthy: boolean;
  status: string;
}

type World = Pick<LabCall, 'state' | 'account' | 'global'>;

/** One of the checkers' addresses, 15.177.0.0/18. https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/route-53-ip-addresses.html */
const checker = parseAddress('15.177.2.1')!;

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
 * The health of a Route 53 health check in the lab: of an endpoint by what its host answers, as far as the
 * network lets the checkers there and the answers back; of a calculated one by its children; of an alarm's by the alarm.
 * An endpoint that the lab does not hold is healthy.
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
  const scope = world.state.snapshot.scopes.find((s) => s.account === world.account && s.region === alarm?.Region);
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
  const network = networkOf(world.state);
  if (config.IPAddress !== undefined) {
    const address = parseAddress(config.IPAddress);
    const owner = address === undefined ? undefined : network.publicAddresses.get(address);
    if (owner !== undefined) return interfaceResult(world, network, owner.interface, address!, asked);
    const host = world.state.hosts[config.IPAddress];
    return resultOf(
      host === undefined ? worksAnswer(asked) : serviceAnswer(host, `tcp/${asked.Port}`, asking(asked)),
      asked,
    );
  }
  const name = (config.FullyQualifiedDomainName ?? '')
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^dualstack\./, '');
  for (const balancer of network.balancers.values()) {
    if (balancer.dnsName?.toLowerCase() !== name) continue;
    if (balancer.scheme !== 'internet-facing' || balancer.state !== 'active') return timedOut;
    const nodes = balancer.interfaces.flatMap((node) => {
      const [address] = [...node.publicOf.values()];
      return address === undefined ? [] : [{ node, address }];
    });
    // Checkers take any of the addresses that the name resolves to.
    const results = nodes.map(({ node, address }) => interfaceResult(world, network, node, address, asked));
    return results.find((result) => result.healthy) ?? results[0] ?? unresolved;
  }
  // The names of deleted balancers no longer resolve.
  return resultOf(name.endsWith('.elb.amazonaws.com') ? undefined : worksAnswer(asked), asked);
}

const asking = ({ Type, ResourcePath }: Asked) => ({
  protocol: Type?.startsWith('HTTPS') ? 'HTTPS' : Type?.startsWith('HTTP') ? 'HTTP' : 'TCP',
  path: ResourcePath || '/',
});

const worksAnswer = ({ Type }: Asked): Answer =>
  Type === 'TCP' ? { kind: 'accepted' } : { kind: 'answered', status: 200, latencyMs: 0 };

/** What checkers get from an address of ours. */
function interfaceResult(world: World, network: Network, at: Interface, address: Address, asked: Asked): CheckResult {
  if (!opens(network, at, address, asked.Port!)) return timedOut;
  if (at.balancer !== undefined) {
    const scope = scopeOfBalancer(world, at.balancer);
    if (scope === undefined) return timedOut;
    const where = { state: world.state, network, scope };
    return resultOf(balancerAnswer(where, at.balancer, asked.Port!, asking(asked).path), asked);
  }
  if (at.instance?.state !== 'running') return timedOut;
  return resultOf(serviceAnswer(world.state.hosts[at.instance.id], `tcp/${asked.Port}`, asking(asked)), asked);
}

const scopeOfBalancer = (world: World, arn: string): Scope | undefined =>
  world.state.snapshot.scopes.find((scope) => scope.elbv2?.LoadBalancers?.some((b) => b.LoadBalancerArn === arn));

/** Whether connections from the checkers get to a port of an interface's public address, and answers back. */
function opens(network: Network, at: Interface, address: Address, port: number): boolean {
  if (familyOf(address) !== familyOf(checker)) return true;
  const ways = waysOf(network, {
    from: { kind: 'internet' },
    header: {
      family: familyOf(address),
      protocol: 6,
      src: [checker, checker],
      dst: [address, address],
      sport: ephemeral.any,
      dport: [port, port],
    },
    accepts: (end) => end.kind === 'hosts' && end.hosts.interfaces.includes(at),
  });
  return ways.length > 0 && ways.every((way) => way.stopped === undefined);
}

/** Route 53 waits four seconds for a connection and two more for an answer. */
const patienceMs = 6_000;

/** An answer as a checker reports it; undefined: the name does not resolve. */
function resultOf(answer: Answer | undefined, { Type }: Asked): CheckResult {
  if (answer === undefined) return unresolved;
  if (answer.kind === 'silent') return timedOut;
  if (answer.kind === 'refused') return refused;
  if (Type === 'TCP') return connected;
  if (answer.kind !== 'answered' || answer.latencyMs >= patienceMs) return timedOut;
  return answered(answer.status);
}
