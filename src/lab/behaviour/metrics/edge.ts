import { checkFact } from '../facts.ts';
import { type Finding, healthAt, shownHealth } from '../health-timing.ts';
import { balancerTraffic, cacheHits, viewerRequests } from './balancer-traffic.ts';
import { noise } from './noise.ts';
import { dimensions, type Sample, type Series, seriesOf, single } from './series.ts';
import type { MetricWorld, Source } from './world.ts';

/**
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html: every minute, in us-east-1. A
 * health check turns after as many checks in a row as its threshold says.
 */
export const healthChecks: Source = (world) =>
  (world.global.route53?.HealthChecks ?? []).flatMap((check): Series[] => {
    const id = check.Id!;
    const { RequestInterval = 30, FailureThreshold = 3 } = check.HealthCheckConfig ?? {};
    const key = checkFact(id);
    const findings = world.course.epochs.map(
      ({ from, conditions }): Finding => ({
        at: from,
        health: conditions.fact(key) === undefined ? { State: 'healthy' } : { State: 'unhealthy' },
      }),
    );
    const shown = shownHealth(
      findings.filter((f, i) => i === 0 || f.health?.State !== findings[i - 1]!.health?.State),
      {
        intervalMs: RequestInterval * 1000,
        timeoutMs: 4_000,
        healthyThreshold: FailureThreshold,
        unhealthyThreshold: FailureThreshold,
        firstThreshold: 1,
        phaseMs: Math.floor(noise(id, 0) * RequestInterval * 1000),
      },
    );
    const isHealthy = (minute: number): boolean => healthAt(shown, (minute + 1) * 60_000 - 1)?.State === 'healthy';
    return seriesOf(
      { namespace: 'AWS/Route53', dimensions: dimensions({ HealthCheckId: id }), delayMinutes: 1 },
      {
        HealthCheckStatus: ['None', (minute) => single(isHealthy(minute) ? 1 : 0)],
        HealthCheckPercentageHealthy: ['Percent', (minute) => single(isHealthy(minute) ? 100 : 0)],
      },
    );
  });

/** Bytes of an answer and a request, as viewers get and send them. */
const answerBytes = 11_400;
const requestBytes = 640;

/**
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html: every minute in
 * which there are requests, in us-east-1, with the dimension `Region` set to `Global`.
 */
export const distributions: Source = (world) =>
  (world.global.cloudfront?.Distributions ?? [])
    .filter((d) => d.Enabled)
    .flatMap((distribution) => {
      const id = distribution.Id!;
      const origins = new Set(distribution.Origins?.Items?.map((o) => o.DomainName?.toLowerCase()) ?? []);
      const failing = failuresOf(world, origins);
      const metric =
        (value: (requests: number, minute: number) => number, weight = false) =>
        (minute: number): Sample | undefined => {
          const requests = viewerRequests(id, minute);
          if (requests === 0) return undefined;
          const v = value(requests, minute);
          // Rates are averages over the requests.
          return weight ? { sum: v * requests, count: requests, min: v, max: v } : single(v);
        };
      const strays = (minute: number): number =>
        noise(`${id} strays`, minute) < 0.12 ? 100 / viewerRequests(id, minute) : 0;
      const errors = (minute: number): number => failing(minute) * 100 * (1 - cacheHits);
      const hitRate = (requests: number, minute: number): number =>
        noise(`${id} hits`, minute) < requests * cacheHits ? 100 / requests : 0;
      return seriesOf(
        {
          namespace: 'AWS/CloudFront',
          dimensions: dimensions({ DistributionId: id, Region: 'Global' }),
          delayMinutes: 5,
        },
        {
          Requests: ['None', metric((n) => n)],
          BytesDownloaded: ['None', metric((n) => n * answerBytes)],
          BytesUploaded: ['None', metric((n) => n * requestBytes)],
          '4xxErrorRate': ['Percent', metric((_, minute) => Math.min(100, strays(minute)), true)],
          '5xxErrorRate': ['Percent', metric((_, minute) => errors(minute), true)],
          TotalErrorRate: ['Percent', metric((_, minute) => Math.min(100, strays(minute) + errors(minute)), true)],
          CacheHitRate: ['Percent', metric(hitRate, true)],
        },
      );
    });

/** The part of requests that origins fail, 0–1: of those that are balancers of ours. */
function failuresOf(world: MetricWorld, origins: ReadonlySet<string | undefined>): (minute: number) => number {
  const behind = world.regions
    .flatMap((regional) => [...balancerTraffic(regional).values()])
    .filter(({ balancer }) => origins.has(balancer.DNSName?.toLowerCase()));
  return (minute) => {
    let requests = 0;
    let failed = 0;
    for (const traffic of behind) {
      const m = traffic.at(minute);
      requests += m.requests;
      failed += sumFrom500(m.own) + m.targets.reduce((sum, t) => sum + sumFrom500(t.answered), 0);
      // Where CloudFront gets no connection to the balancer at all, it answers 504 itself.
      if (
        m.zones.length > 0 &&
        !world.course
          .at(minute)
          .doors(traffic.balancer.LoadBalancerArn!)
          .some((d) => d.forCloudFront)
      )
        return 1;
    }
    return requests === 0 ? 0 : failed / requests;
  };
}

const sumFrom500 = (statuses: Record<number, number>): number =>
  Object.entries(statuses).reduce((sum, [status, n]) => sum + (Number(status) >= 500 ? n : 0), 0);
