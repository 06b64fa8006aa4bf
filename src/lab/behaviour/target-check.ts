import type {
  TargetDescription,
  TargetGroup,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { parseAddress } from '../../network/cidr.ts';
import { type Balancer, canReach, type Interface, type Network } from '../../network/index.ts';
import type { Saved, Scope } from '../../snapshot/snapshot.ts';
import type { Host, LabState, Service } from '../state.ts';
import type { Health } from './health-timing.ts';
import { targetsInUse } from './target-groups-in-use.ts';

type Group = Saved<TargetGroup>;
type Target = Saved<TargetDescription>;

/** What comes of a request that a balancer sends to a target. */
export type Answer =
  | { kind: 'answered'; status: number; latencyMs: number }
  /** A TCP service: it accepts. */
  | { kind: 'accepted' }
  | { kind: 'refused' }
  /** Speaks another protocol than it is asked in. */
  | { kind: 'garbled' }
  /** No answer, because of the network or of the host. */
  | { kind: 'silent' };

/** What a target is at a moment: what AWS will show of it once its checks have said so, and what requests get from it. */
export interface TargetCheck {
  health: Health;
  answer: Answer;
}

/** The fact (`facts.ts`) that holds what a target is. */
export const targetFact = (groupArn: string | undefined, target: Target | undefined): string =>
  `target ${groupArn} ${target?.Id}:${target?.Port ?? ''}`;

/** A target's check as a fact's text. */
export const targetText = (check: TargetCheck): string => JSON.stringify(check);

/** What a check needs to know of its surroundings. */
export interface Where {
  state: LabState;
  network: Network;
  scope: Scope;
}

/** The port that a target is checked on; undefined: none, as for a Lambda function. */
export function healthCheckPort(group: Group, target: Target | undefined): number | undefined {
  if (group.TargetType === 'lambda') return undefined;
  return group.HealthCheckPort === undefined || group.HealthCheckPort === 'traffic-port'
    ? (target?.Port ?? group.Port)
    : Number(group.HealthCheckPort);
}

/**
 * Judges a target by the state alone, in the order in which AWS does: is the target there, is the group in use, does
 * the instance run, is the zone enabled, do checks get there and back, what does the host answer (rules L1 to L3).
 * Reasons and texts: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export function checkTarget(where: Where, group: Group, kept: Saved<TargetHealthDescription>): TargetCheck {
  const target: Target = kept.Target ?? { Id: undefined };
  const standing = standingOf(where, group, kept);
  if (standing !== undefined) return { health: standing, answer: { kind: 'silent' } };
  const senders = sendersTo(where, group, target);
  const path = group.HealthCheckPath ?? '/';
  const checks = { protocol: checkProtocol(group), port: healthCheckPort(group, target), path };
  const traffic = { protocol: group.Protocol, port: target.Port ?? group.Port, path };
  const checked = request(where, group, target, senders, checks);
  const same = checks.port === traffic.port && checks.protocol === traffic.protocol;
  return {
    health: judged(group, checked),
    answer: same ? checked : request(where, group, target, senders, traffic),
  };
}

const checkProtocol = (group: Group): string => group.HealthCheckProtocol ?? group.Protocol ?? 'HTTP';

/** The state that AWS knows without a check; undefined: checks decide. */
function standingOf(where: Where, group: Group, kept: Saved<TargetHealthDescription>): Health | undefined {
  const held = kept.TargetHealth;
  if (held?.State === 'draining') return held;
  if (!targetsInUse(where.scope, group.TargetGroupArn!)) {
    return unused('Target.NotInUse', 'Target group is not configured to receive traffic from the load balancer');
  }
  const target: Target = kept.Target ?? { Id: undefined };
  if (group.TargetType === 'instance') {
    const stopped = stateReason(where.network.instances.get(target.Id ?? '')?.state);
    if (stopped !== undefined) return unused('Target.InvalidState', stopped);
  }
  if (group.TargetType === 'ip' && isBalancerNode(where, group, target.Id)) {
    return unused('Target.IpUnusable', 'The IP address cannot be used as a target, as it is in use by a load balancer');
  }
  const zone = zoneOf(where, group, target);
  if (zone !== undefined && !balancersOf(where, group).some((b) => b.subnets.some((s) => s.zoneName === zone))) {
    return unused('Target.NotInUse', 'Target is in an Availability Zone that is not enabled for the load balancer');
  }
  if (held?.Reason === 'Elb.RegistrationInProgress') return held;
  if (group.HealthCheckEnabled === false) {
    return { State: 'unavailable', Reason: 'Target.HealthCheckDisabled', Description: 'Health checks are disabled' };
  }
  return undefined;
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html names four texts. */
function stateReason(name: string | undefined): string | undefined {
  switch (name) {
    case 'running':
      return undefined;
    case 'stopping':
    case 'stopped':
      return 'Target is in the stopped state';
    case 'shutting-down':
    case 'terminated':
      return 'Target is in the terminated state';
    case 'pending':
      return 'Target is in an invalid state';
    default:
      return 'Target is in the terminated or stopped state';
  }
}

const balancersOf = ({ network }: Where, group: Group): Balancer[] =>
  (group.LoadBalancerArns ?? []).flatMap((arn) => network.balancers.get(arn) ?? []);

/** A target's interface: an instance's first, or the one with the address in the group's VPC. */
function interfaceOf({ network }: Where, group: Group, id: string | undefined): Interface | undefined {
  if (group.TargetType === 'instance') return network.instances.get(id ?? '')?.interfaces[0];
  const address = parseAddress(id ?? '');
  return address === undefined ? undefined : network.vpcs.get(group.VpcId ?? '')?.byAddress.get(address);
}

function isBalancerNode(where: Where, group: Group, id: string | undefined): boolean {
  const node = interfaceOf(where, group, id);
  return balancersOf(where, group).some((balancer) => node !== undefined && balancer.interfaces.includes(node));
}

/** The zone that a target is in; undefined for one outside the VPC that is registered for all zones. */
function zoneOf(where: Where, group: Group, target: Target): string | undefined {
  if (group.TargetType === 'lambda' || group.TargetType === 'alb') return undefined;
  if (target.AvailabilityZone !== undefined) {
    return target.AvailabilityZone === 'all' ? undefined : target.AvailabilityZone;
  }
  return interfaceOf(where, group, target.Id)?.subnet.zoneName;
}

/** The balancers' nodes that send to a target: with cross-zone balancing all, else those of its own zone. */
function sendersTo(where: Where, group: Group, target: Target): Interface[] {
  const zone = zoneOf(where, group, target);
  const crossZone = where.network.targetGroups.get(group.TargetGroupArn ?? '')?.crossZone;
  return balancersOf(where, group).flatMap((balancer) =>
    balancer.interfaces.filter(
      (node) => (crossZone ?? balancer.crossZone) || zone === undefined || node.subnet.zoneName === zone,
    ),
  );
}

interface Asked {
  protocol: string | undefined;
  port: number | undefined;
  path: string;
}

/** What a request to a target comes to. One node that does not get through is enough to fail it. */
function request(where: Where, group: Group, target: Target, senders: readonly Interface[], asked: Asked): Answer {
  const { port, path } = asked;
  if (group.TargetType === 'lambda') return serviceAnswer(where.state.hosts[target.Id ?? ''], 'lambda', asked);
  if (port === undefined) return { kind: 'silent' };
  if (group.TargetType === 'alb') return balancerAnswer(where, target.Id, port, path);
  const at = interfaceOf(where, group, target.Id);
  const to = at?.id ?? target.Id ?? '';
  const through =
    senders.length > 0 &&
    senders.every((node) => canReach(where.network, { from: node.id, to, protocol: 'tcp', port }).reachable);
  if (!through) return { kind: 'silent' };
  const machine = at ?? beyond(where, senders[0]!, target.Id, port);
  const host = where.state.hosts[machine?.instance?.id ?? target.Id ?? ''];
  // A machine on-premises that the lab knows nothing of is not there; one of ours without services refuses.
  if (host === undefined && machine === undefined) return { kind: 'silent' };
  return serviceAnswer(host, `tcp/${port}`, asked);
}

/** The interface of another VPC that an address outside of the group's is, as seen from a node: VPCs may overlap. */
function beyond({ network }: Where, node: Interface, id: string | undefined, port: number): Interface | undefined {
  const address = parseAddress(id ?? '');
  if (address === undefined) return undefined;
  return [...network.vpcs.values()]
    .flatMap((vpc) => vpc.byAddress.get(address) ?? [])
    .find((item) => canReach(network, { from: node.id, to: item.id, protocol: 'tcp', port }).reachable);
}

/** What a host's service answers, by its name (`tcp/80`), to who has got that far. */
export function serviceAnswer(
  host: Host | undefined,
  name: string,
  { protocol, path }: Pick<Asked, 'protocol' | 'path'>,
): Answer {
  // A function that nobody has described works.
  if (name === 'lambda' && host === undefined) return { kind: 'answered', status: 200, latencyMs: 20 };
  if (host?.silent) return { kind: 'silent' };
  const service = host?.services[name];
  if (service === undefined) return { kind: 'refused' };
  if (service.silent) return { kind: 'silent' };
  if (service.kind === 'tcp' || service.kind === 'udp') return { kind: 'accepted' };
  if ((protocol === 'HTTP' && service.kind === 'https') || (protocol === 'HTTPS' && service.kind === 'http')) {
    return { kind: 'garbled' };
  }
  return { kind: 'answered', status: statusOf(service, path), latencyMs: service.latencyMs ?? 0 };
}

const statusOf = (service: Service, path: string): number =>
  service.status?.[path] ?? service.status?.[path.split('?')[0]!] ?? service.status?.['*'] ?? 200;

/** What a load balancer answers on a port, by its listener's default action. */
export function balancerAnswer(where: Where, arn: string | undefined, port: number, path: string): Answer {
  const listener = where.scope.elbv2?.Listeners?.[arn ?? '']?.find((l) => l.Port === port);
  if (listener === undefined) return { kind: 'refused' };
  const action = listener.DefaultActions?.at(-1);
  const answered = (status: number, latencyMs = 1): Answer => ({ kind: 'answered', status, latencyMs });
  if (action?.Type === 'fixed-response') return answered(Number(action.FixedResponseConfig?.StatusCode ?? 503));
  if (action?.Type === 'redirect') return answered(action.RedirectConfig?.StatusCode === 'HTTP_301' ? 301 : 302);
  const arns = action?.ForwardConfig?.TargetGroups?.map((g) => g.TargetGroupArn) ?? [action?.TargetGroupArn];
  const checks = arns.flatMap((wanted) => {
    const group = where.scope.elbv2?.TargetGroups?.find((g) => g.TargetGroupArn === wanted);
    const targets = where.scope.elbv2?.TargetHealthDescriptions?.[wanted ?? ''] ?? [];
    return group === undefined || group.TargetType === 'alb'
      ? []
      : targets.map((t) => checkTarget(where, { ...group, HealthCheckPath: path }, t));
  });
  const used = checks.filter((c) => c.health.State !== 'unused');
  const best = used.find((c) => c.health.State === 'healthy') ?? used[0];
  if (best === undefined) return answered(503);
  if (best.answer.kind === 'answered') return best.answer;
  return answered(best.answer.kind === 'silent' ? 504 : 502);
}

/** What a balancer makes of the answer to a check. */
function judged(group: Group, answer: Answer): Health {
  // A check by TCP tells one failure from another no further.
  if (checkProtocol(group) === 'TCP') {
    return answer.kind === 'silent' || answer.kind === 'refused' ? failed : healthy;
  }
  switch (answer.kind) {
    case 'silent':
      return timedOut;
    case 'answered':
      break;
    default:
      return failed;
  }
  const timeout = (group.HealthCheckTimeoutSeconds ?? 5) * 1000;
  if (answer.latencyMs >= timeout) return timedOut;
  if (matches(answer.status, group.Matcher?.HttpCode ?? '200')) return healthy;
  return unhealthy('Target.ResponseCodeMismatch', `Health checks failed with these codes: [${answer.status}]`);
}

/** `200`, `200,302`, `200-299`. */
const matches = (code: number, matcher: string): boolean =>
  matcher.split(',').some((part) => {
    const [from, to = from] = part.split('-').map(Number);
    return code >= from! && code <= to!;
  });

const unused = (Reason: Health['Reason'], Description: string): Health => ({ State: 'unused', Reason, Description });
const unhealthy = (Reason: Health['Reason'], Description: string): Health => ({
  State: 'unhealthy',
  Reason,
  Description,
});
const healthy: Health = { State: 'healthy' };
const timedOut = unhealthy('Target.Timeout', 'Request timed out');
const failed = unhealthy('Target.FailedHealthChecks', 'Health checks failed');
