import {
  type BalancerMinute,
  type BalancerTraffic,
  balancerTraffic,
  bytesOf,
  stateAt,
  type TargetMinute,
  type TargetOfBalancer,
} from './balancer-traffic.ts';
import { noise } from './noise.ts';
import { dimensions, type Sample, type Series, seriesOf, single } from './series.ts';
import type { MetricWorld, Source } from './world.ts';

type Metrics = Record<string, readonly [string, (minute: number) => Sample | undefined]>;

/** `app/name/0a1b…`, the part of an ARN that names a balancer or target group to CloudWatch. */
const suffixOf = (arn: string | undefined): string =>
  (arn ?? '')
    .split(':')
    .at(-1)!
    .replace(/^loadbalancer\//, '');

const ofType =
  (type: string, namespace: string, make: (traffic: BalancerTraffic, namespace: string) => Series[]): Source =>
  (world: MetricWorld) =>
    [...balancerTraffic(world).values()]
      .filter(({ balancer }) => (balancer.Type ?? 'application') === type)
      .flatMap((traffic) => make(traffic, namespace));

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html */
export const applicationBalancers: Source = ofType('application', 'AWS/ApplicationELB', applicationSeries);

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html */
export const networkBalancers: Source = ofType('network', 'AWS/NetworkELB', flowSeries);

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/cloudwatch-metrics.html */
export const gatewayBalancers: Source = ofType('gateway', 'AWS/GatewayELB', flowSeries);

/** Zero is not reported: "Reporting criteria: There is a nonzero value". */
const nonzero = (value: number): Sample | undefined => (value === 0 ? undefined : single(value));

/** So many things of value 1 each. */
const counted = (n: number): Sample | undefined => (n === 0 ? undefined : { sum: n, count: n, min: 1, max: 1 });

const sumOf = (statuses: Record<number, number>, from: number, to = from): number =>
  Object.entries(statuses).reduce(
    (sum, [status, n]) => sum + (Number(status) >= from && Number(status) <= to ? n : 0),
    0,
  );

function applicationSeries(traffic: BalancerTraffic, namespace: string): Series[] {
  const { balancer } = traffic;
  const LoadBalancer = suffixOf(balancer.LoadBalancerArn);
  const resource = (more: Record<string, string>) => ({
    namespace,
    dimensions: dimensions({ ...more, LoadBalancer }),
    delayMinutes: 2,
  });
  const zones = (balancer.AvailabilityZones ?? []).map((z) => z.ZoneName ?? '');
  const groups = new Map(traffic.targets.map((t) => [t.group.TargetGroupArn!, t.group]));

  const whole = seriesOf(resource({}), {
    ...requestMetrics((minute) => traffic.at(minute), LoadBalancer),
    ...answerMetrics((minute) => traffic.at(minute).targets, LoadBalancer),
    ConsumedLCUs: ['Count', (minute) => nonzero(unitsOf(traffic.at(minute)))],
  });
  const byZone = zones.flatMap((zone) =>
    seriesOf(resource({ AvailabilityZone: zone }), {
      ...requestMetrics((minute) => partOfZone(traffic.at(minute), zone), `${LoadBalancer} ${zone}`),
      ...answerMetrics((minute) => partOfZone(traffic.at(minute), zone).targets, `${LoadBalancer} ${zone}`),
    }),
  );
  const byGroup = [...groups.values()].flatMap((group) => {
    const TargetGroup = suffixOf(group.TargetGroupArn);
    const targets = traffic.targets.filter((t) => t.group === group);
    const minuteOf = (minute: number): TargetMinute[] =>
      traffic.at(minute).targets.filter((t) => t.target.group === group);
    const requests = (minute: number): number => minuteOf(minute).reduce((sum, t) => sum + t.requests, 0);
    return [
      ...seriesOf(resource({ TargetGroup }), {
        ...hostMetrics(targets, zones.length),
        ...answerMetrics(minuteOf, `${LoadBalancer} ${TargetGroup}`),
        RequestCount: ['Count', (minute) => counted(requests(minute))],
      }),
      ...zones.flatMap((zone) =>
        seriesOf(resource({ TargetGroup, AvailabilityZone: zone }), {
          ...hostMetrics(
            targets.filter((t) => t.zone === zone),
            1,
          ),
          ...answerMetrics(
            (minute) => partOfZone(traffic.at(minute), zone).targets.filter((t) => t.target.group === group),
            `${LoadBalancer} ${TargetGroup} ${zone}`,
          ),
        }),
      ),
      ...seriesOf(
        { namespace, dimensions: dimensions({ TargetGroup }), delayMinutes: 2 },
        {
          RequestCountPerTarget: [
            'Count',
            (minute) => {
              const serving = minuteOf(minute).length;
              return serving === 0 ? undefined : nonzero(requests(minute) / serving);
            },
          ],
        },
      ),
    ];
  });
  return [...whole, ...byZone, ...byGroup];
}

/** The part of a minute that one zone's node has: its requests, and that part of what came of them. */
function partOfZone(minute: BalancerMinute, zone: string): BalancerMinute {
  const index = minute.zones.findIndex((z) => z.zone === zone);
  const before = minute.zones.slice(0, Math.max(0, index)).reduce((sum, z) => sum + z.requests, 0);
  const requests = minute.zones[index]?.requests ?? 0;
  // Of n things in a row, those that fall to this zone: the zones' parts add up to all.
  const part = (n: number): number =>
    minute.requests === 0
      ? 0
      : Math.round((n * (before + requests)) / minute.requests) - Math.round((n * before) / minute.requests);
  const parts = (all: Record<number, number>): Record<number, number> =>
    Object.fromEntries(Object.entries(all).map(([status, n]) => [status, part(n)]));
  return {
    zones: minute.zones.filter((z) => z.zone === zone),
    requests,
    own: parts(minute.own),
    targets: minute.targets.map((t) => ({
      ...t,
      requests: part(t.requests),
      answered: parts(t.answered),
      refused: part(t.refused),
    })),
  };
}

function requestMetrics(of: (minute: number) => BalancerMinute, key: string): Metrics {
  const own =
    (from: number, to = from) =>
    (minute: number): Sample | undefined =>
      counted(sumOf(of(minute).own, from, to));
  const reached = (m: BalancerMinute): number => m.targets.reduce((sum, t) => sum + t.requests - t.refused, 0);
  return {
    RequestCount: ['Count', (minute) => counted(of(minute).requests)],
    // Clients keep connections for a few requests; targets' are kept too.
    NewConnectionCount: ['Count', (minute) => nonzero(Math.ceil(of(minute).requests * 0.45))],
    ActiveConnectionCount: [
      'Count',
      (minute) => {
        const { requests } = of(minute);
        return nonzero(requests === 0 ? 0 : Math.ceil(requests * (0.3 + 0.1 * noise(`${key} active`, minute))) + 2);
      },
    ],
    ProcessedBytes: [
      'Bytes',
      (minute) => {
        const { up, down } = bytesOf(reached(of(minute)));
        return nonzero(up + down);
      },
    ],
    HTTPCode_ELB_4XX_Count: ['Count', own(400, 499)],
    HTTPCode_ELB_5XX_Count: ['Count', own(500, 599)],
    HTTPCode_ELB_502_Count: ['Count', own(502)],
    HTTPCode_ELB_503_Count: ['Count', own(503)],
    HTTPCode_ELB_504_Count: ['Count', own(504)],
  };
}

function answerMetrics(of: (minute: number) => readonly TargetMinute[], key: string): Metrics {
  const answered =
    (from: number, to: number) =>
    (minute: number): Sample | undefined =>
      counted(of(minute).reduce((sum, t) => sum + sumOf(t.answered, from, to), 0));
  return {
    HTTPCode_Target_2XX_Count: ['Count', answered(200, 299)],
    HTTPCode_Target_3XX_Count: ['Count', answered(300, 399)],
    HTTPCode_Target_4XX_Count: ['Count', answered(400, 499)],
    HTTPCode_Target_5XX_Count: ['Count', answered(500, 599)],
    TargetConnectionErrorCount: ['Count', (minute) => counted(of(minute).reduce((sum, t) => sum + t.refused, 0))],
    TargetResponseTime: ['Seconds', (minute) => responseTime(of(minute), `${key} time`, minute)],
  };
}

/** Times of answers: most near the mean, a few many times as long. */
function responseTime(targets: readonly TargetMinute[], key: string, minute: number): Sample | undefined {
  const answers = targets.flatMap((t) => {
    const n = Object.values(t.answered).reduce((sum, count) => sum + count, 0);
    return n === 0 ? [] : [{ n, seconds: t.latencyMs / 1000 }];
  });
  const count = answers.reduce((sum, a) => sum + a.n, 0);
  if (count === 0) return undefined;
  const sum = answers.reduce((total, a) => total + a.n * a.seconds, 0);
  const mean = sum / count;
  const slowest = Math.max(...answers.map((a) => a.seconds)) * (2.2 + noise(key, minute));
  const fastest = Math.min(...answers.map((a) => a.seconds)) * 0.6;
  // Straight from the fastest over the mean to the slowest would move the mean: the upper part is steep at its end.
  const quantile = (part: number): number =>
    part < 0.8
      ? fastest + (mean * 1.05 - fastest) * (part / 0.8)
      : mean * 1.05 + (slowest - mean * 1.05) * ((part - 0.8) / 0.2) ** 3;
  return { sum, count, min: fastest, max: slowest, quantile };
}

/**
 * Capacity units: the most of new and active connections and bytes (https://aws.amazon.com/elasticloadbalancing/pricing/).
 * A minute has a sixtieth, so that the sum over an hour is what is billed, as it is for `ReservedLCUs`:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/monitor-capacity-unit-reservation.html
 */
const unitsOf = ({ requests }: BalancerMinute): number => {
  const { up, down } = bytesOf(requests);
  const dimensionsOfUse = [(requests * 0.45) / 60 / 25, (requests * 0.4) / 3000, ((up + down) * 60) / 1e9];
  return Number((Math.max(...dimensionsOfUse) / 60).toFixed(8));
};

/** Each of a balancer's nodes counts the targets. Only healthy and unhealthy ones are counted, not unused ones. */
function hostMetrics(targets: readonly TargetOfBalancer[], nodes: number): Metrics {
  const count =
    (state: string) =>
    (minute: number): Sample | undefined => {
      const states = targets.map((t) => stateAt(t, minute));
      // Without a target that is checked there is nothing to report.
      const isChecked = states.some((s) => s === 'healthy' || s === 'unhealthy' || s === 'initial');
      const n = states.filter((s) => s === state).length;
      return isChecked || n > 0 ? single(n, Math.max(1, nodes)) : nodesReport(states, nodes);
    };
  return { HealthyHostCount: ['Count', count('healthy')], UnHealthyHostCount: ['Count', count('unhealthy')] };
}

/** A group whose targets are all unused or gone has none that are healthy, and says so while it has targets. */
const nodesReport = (states: readonly (string | undefined)[], nodes: number): Sample | undefined =>
  states.some((s) => s !== undefined) ? single(0, Math.max(1, nodes)) : undefined;

/** Network and Gateway Load Balancers count flows, not requests. */
function flowSeries(traffic: BalancerTraffic, namespace: string): Series[] {
  const { balancer } = traffic;
  const LoadBalancer = suffixOf(balancer.LoadBalancerArn);
  const zones = (balancer.AvailabilityZones ?? []).map((z) => z.ZoneName ?? '');
  const resource = (more: Record<string, string>) => ({
    namespace,
    dimensions: dimensions({ ...more, LoadBalancer }),
    delayMinutes: 2,
  });
  const groups = new Map(traffic.targets.map((t) => [t.group.TargetGroupArn!, t.group]));
  const flowMetrics = (of: (minute: number) => BalancerMinute): Metrics => {
    const reached = (minute: number): number => of(minute).targets.reduce((sum, t) => sum + t.requests - t.refused, 0);
    return {
      NewFlowCount: ['Count', (minute) => nonzero(Math.ceil(of(minute).requests * 0.45))],
      ActiveFlowCount: ['Count', (minute) => nonzero(Math.ceil(of(minute).requests * 0.35))],
      ProcessedBytes: [
        'Bytes',
        (minute) => {
          const { up, down } = bytesOf(reached(minute));
          return nonzero(up + down);
        },
      ],
      ...(namespace === 'AWS/NetworkELB'
        ? ({
            NewFlowCount_TCP: ['Count', (minute) => nonzero(Math.ceil(of(minute).requests * 0.45))],
            ActiveFlowCount_TCP: ['Count', (minute) => nonzero(Math.ceil(of(minute).requests * 0.35))],
            ProcessedPackets: [
              'Count',
              (minute) => {
                const { up, down } = bytesOf(reached(minute));
                return nonzero(Math.ceil((up + down) / 900));
              },
            ],
            TCP_Target_Reset_Count: [
              'Count',
              (minute) => single(of(minute).targets.reduce((sum, t) => sum + t.refused, 0)),
            ],
          } satisfies Metrics)
        : {}),
    };
  };
  return [
    ...seriesOf(
      resource({}),
      flowMetrics((minute) => traffic.at(minute)),
    ),
    ...zones.flatMap((zone) =>
      seriesOf(
        resource({ AvailabilityZone: zone }),
        flowMetrics((minute) => partOfZone(traffic.at(minute), zone)),
      ),
    ),
    ...[...groups.values()].flatMap((group) => {
      const TargetGroup = suffixOf(group.TargetGroupArn);
      const targets = traffic.targets.filter((t) => t.group === group);
      return [
        ...seriesOf(resource({ TargetGroup }), hostMetrics(targets, zones.length)),
        ...zones.flatMap((zone) =>
          seriesOf(
            resource({ TargetGroup, AvailabilityZone: zone }),
            hostMetrics(
              targets.filter((t) => t.zone === zone),
              1,
            ),
          ),
        ),
      ];
    }),
  ];
}
