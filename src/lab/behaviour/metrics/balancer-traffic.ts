import type { LoadBalancer, TargetGroup, TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Saved } from '../../../snapshot/snapshot.ts';
import { type Finding, healthAt, shownHealth } from '../health-timing.ts';
import { type Answer, type TargetCheck, targetFact } from '../target-check.ts';
import { findingsOf, timingOf } from '../target-health.ts';
import { officeHours } from './day.ts';
import { type Bytes, noBytes, plus } from './flows.ts';
import { noise, rounded } from './noise.ts';
import { once } from './once.ts';
import type { MetricWorld } from './world.ts';

/** What a balancer does in a minute, and what comes of it at each of its targets. */
export interface BalancerMinute {
  /** By zone: requests that clients made of that zone's node. */
  zones: { zone: string; requests: number }[];
  requests: number;
  /** What the balancer itself answered, by status. */
  own: Record<number, number>;
  targets: TargetMinute[];
}

export interface TargetMinute {
  target: TargetOfBalancer;
  requests: number;
  /** What the target answered, by status. */
  answered: Record<number, number>;
  /** Requests that no connection to the target could be made for. */
  refused: number;
  latencyMs: number;
}

export interface TargetOfBalancer {
  group: Saved<TargetGroup>;
  id: string;
  port: number | undefined;
  /** The fact of what it answers. */
  fact: string;
  zone: string | undefined;
  /** The health that AWS shows, over time. */
  shown: readonly Finding[];
}

/** Bytes of a request as the client sends it, and of the answer. */
const requestBytes = 780;
const answerBytes = 11_400;
/** After this time without an answer the balancer gives up: its idle timeout. */
const idleTimeoutMs = 60_000;

/** Requests a minute that clients make of an internet-facing balancer in office hours. */
const busyRequests = 240;

export interface BalancerTraffic {
  balancer: Saved<LoadBalancer>;
  targets: readonly TargetOfBalancer[];
  at(minute: number): BalancerMinute;
}

const known = new WeakMap<MetricWorld, Map<string, BalancerTraffic>>();

/** The balancers of a world and what they do, by ARN. */
export function balancerTraffic(world: MetricWorld): Map<string, BalancerTraffic> {
  let found = known.get(world);
  if (found === undefined) {
    found = new Map(
      (world.here.elbv2?.LoadBalancers ?? []).map((balancer) => [
        balancer.LoadBalancerArn!,
        trafficOf(world, balancer),
      ]),
    );
    known.set(world, found);
  }
  return found;
}

function trafficOf(world: MetricWorld, balancer: Saved<LoadBalancer>): BalancerTraffic {
  const targets = (world.here.elbv2?.TargetGroups ?? [])
    .filter((group) => group.LoadBalancerArns?.includes(balancer.LoadBalancerArn!))
    .flatMap((group) => targetsIn(world, group));
  return { balancer, targets, at: once((minute) => minuteOf(world, balancer, targets, minute)) };
}

function targetsIn(world: MetricWorld, group: Saved<TargetGroup>): TargetOfBalancer[] {
  const kept = world.here.elbv2?.TargetHealthDescriptions?.[group.TargetGroupArn!] ?? [];
  const zoneOf = zonesOf(world);
  return kept.map(({ Target }: Saved<TargetHealthDescription>) => {
    const key = targetFact(group.TargetGroupArn, Target);
    const findings = findingsOf(
      world.course.epochs
        .map(({ from, conditions }) => ({ at: from, text: conditions.fact(key) }))
        .filter(({ text }, i, all) => i === 0 || text !== all[i - 1]!.text),
    );
    return {
      group,
      id: Target?.Id ?? '',
      port: Target?.Port,
      fact: key,
      zone: Target?.AvailabilityZone ?? zoneOf(Target?.Id ?? ''),
      shown: shownHealth(findings, timingOf(group, Target)),
    };
  });
}

function zonesOf(world: MetricWorld): (target: string) => string | undefined {
  const zones = new Map<string, string>();
  for (const { Instances } of world.here.ec2?.Reservations ?? []) {
    for (const i of Instances ?? []) zones.set(i.InstanceId ?? '', i.Placement?.AvailabilityZone ?? '');
  }
  for (const card of world.here.ec2?.NetworkInterfaces ?? []) {
    for (const a of card.PrivateIpAddresses ?? []) zones.set(a.PrivateIpAddress ?? '', card.AvailabilityZone ?? '');
  }
  return (target) => zones.get(target) || undefined;
}

/** A target's state as AWS shows it at the end of a minute. */
export const stateAt = (target: TargetOfBalancer, minute: number): string | undefined =>
  healthAt(target.shown, (minute + 1) * 60_000 - 1)?.State;

/** Targets that get requests: the healthy ones; if there are none, all that are in use (rule L4). */
function routable(targets: readonly TargetOfBalancer[], minute: number): TargetOfBalancer[] {
  const inState = (...states: string[]): TargetOfBalancer[] =>
    targets.filter((t) => states.includes(stateAt(t, minute) ?? ''));
  const good = inState('healthy', 'unavailable');
  return good.length > 0 ? good : inState('unhealthy', 'initial');
}

function minuteOf(
  world: MetricWorld,
  balancer: Saved<LoadBalancer>,
  targets: readonly TargetOfBalancer[],
  minute: number,
): BalancerMinute {
  const arn = balancer.LoadBalancerArn!;
  const zones = requestsByZone(world, balancer, minute);
  const requests = zones.reduce((sum, z) => sum + z.requests, 0);
  const own: Record<number, number> = {};
  const serving = routable(targets, minute);
  if (serving.length === 0) {
    if (requests > 0) own[503] = requests;
    return { zones, requests, own, targets: [] };
  }
  const conditions = world.course.at(minute);
  const shares = splitEvenly(requests, serving.length, minute);
  const minutes = serving.map((target, i): TargetMinute => {
    const answer = answerOf(conditions.fact(target.fact));
    const n = shares[i]!;
    const share = { target, requests: n, answered: {}, refused: 0, latencyMs: 0 };
    if (n === 0) return share;
    const late = answer.kind === 'answered' && answer.latencyMs >= idleTimeoutMs;
    if (answer.kind === 'silent' || late) {
      own[504] = (own[504] ?? 0) + n;
      return { ...share, refused: late ? 0 : n };
    }
    if (answer.kind !== 'answered') {
      own[502] = (own[502] ?? 0) + n;
      return { ...share, refused: n };
    }
    // People and robots ask for pages that are not there, too.
    const strays = answer.status < 400 ? rounded(n * 0.03, `${arn} ${target.id} strays`, minute) : 0;
    const answered: Record<number, number> = { [answer.status]: n - strays };
    if (strays > 0) answered[404] = (answered[404] ?? 0) + strays;
    return { ...share, answered, latencyMs: latencyOf(target, answer.latencyMs, minute) };
  });
  return { zones, requests, own, targets: minutes };
}

/** What a target answers, from its fact. */
const answerOf = once(
  (fact: string | undefined): Answer =>
    fact === undefined ? { kind: 'silent' } : (JSON.parse(fact) as TargetCheck).answer,
);

/** Milliseconds until an average answer: the host's own time and a little for the network. */
const latencyOf = (target: TargetOfBalancer, own: number, minute: number): number =>
  own + 2 + 3 * noise(`${target.id} latency`, minute);

function requestsByZone(
  world: MetricWorld,
  balancer: Saved<LoadBalancer>,
  minute: number,
): { zone: string; requests: number }[] {
  const arn = balancer.LoadBalancerArn!;
  const { doors, load } = world.course.at(minute);
  const nodes = doors(arn);
  const extra = (load(arn).bytesPerHour ?? 0) / 60 / (requestBytes + answerBytes);
  const fromCloudFront = originRequests(world, balancer, minute);
  return nodes.map(({ zone, open, forCloudFront }) => {
    const from = (allowed: boolean, all: number): number => (allowed ? all / nodes.length : 0);
    const people = busyRequests * officeHours(minute) * (0.75 + 0.5 * noise(`${arn} people`, minute));
    const wanted =
      fromCloudFront === undefined ? from(open, people + extra) : from(forCloudFront, fromCloudFront + extra);
    return { zone, requests: rounded(wanted, `${arn} ${zone}`, minute) };
  });
}

/** Part of a distribution's requests that its cache answers: nothing is kept but what is asked for at the same moment. */
export const cacheHits = 0.02;

/** Requests a minute that viewers make of a distribution. */
export const viewerRequests = (distributionId: string, minute: number): number =>
  rounded(
    1 + 17 * officeHours(minute) * (0.6 + 0.8 * noise(`${distributionId} viewers`, minute)),
    distributionId,
    minute,
  );

/** Requests that CloudFront makes of a balancer that is an origin of its; undefined: it is none. */
function originRequests(world: MetricWorld, balancer: Saved<LoadBalancer>, minute: number): number | undefined {
  const distributions = (world.global.cloudfront?.Distributions ?? []).filter(
    (d) => d.Enabled && d.Origins?.Items?.some((o) => o.DomainName?.toLowerCase() === balancer.DNSName?.toLowerCase()),
  );
  if (distributions.length === 0) return undefined;
  return distributions.reduce((sum, d) => sum + viewerRequests(d.Id ?? '', minute) * (1 - cacheHits), 0);
}

/** A number of requests over targets, one more for some, in turn. */
function splitEvenly(total: number, parts: number, minute: number): number[] {
  const base = Math.floor(total / parts);
  const rest = total - base * parts;
  return Array.from({ length: parts }, (_, i) => base + ((i + minute) % parts < rest ? 1 : 0));
}

/** Bytes that requests and their answers are, seen from the target: requests come down, answers go up. */
export const bytesOf = (requests: number): Bytes => ({ up: requests * answerBytes, down: requests * requestBytes });

/** What a machine gets of the balancers' requests, by instance id; undefined: it is no target. */
export function targetsOf(
  world: MetricWorld,
): (id: string, minute: number) => { bytes: Bytes; requests: number } | undefined {
  const balancersOf = new Map<string, BalancerTraffic[]>();
  for (const traffic of balancerTraffic(world).values()) {
    for (const id of new Set(traffic.targets.map((t) => t.id))) {
      balancersOf.set(id, [...(balancersOf.get(id) ?? []), traffic]);
    }
  }
  return (id, minute) => {
    const balancers = balancersOf.get(id);
    if (balancers === undefined) return undefined;
    return balancers
      .flatMap((traffic) => traffic.at(minute).targets.filter((t) => t.target.id === id))
      .reduce(
        (sum, t) => {
          const answered = t.requests - t.refused;
          return { bytes: plus(sum.bytes, bytesOf(answered)), requests: sum.requests + answered };
        },
        { bytes: noBytes, requests: 0 },
      );
  };
}
