import type { Action, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Balancer } from '../../network/index.ts';
import { monthly } from '../../pricing/estimate.ts';
import { type Price, pricesOf } from '../../pricing/price.ts';
import type { MetricSeries } from '../../snapshot/data/services.ts';
import type { Saved, Scope } from '../../snapshot/snapshot.ts';
import { compare } from '../overview/facts/scopes.ts';
import { type Case, checkProtocolOf, type Group, type Inspected, isCheckedByRequest, isServing } from './case.ts';
import { highest, seriesOf, sumOf } from './metrics.ts';
import type { Diagnosed } from './targets.ts';

/** A load balancer as the report and the JSON tell it. Null: not read, or not known. */
export interface LbFacts {
  account: string;
  region: string;
  arn: string;
  name: string;
  type: string;
  scheme: string;
  state: string;
  dnsName: string;
  vpc: { id: string; name: string | null } | null;
  crossZone: boolean;
  zones: LbZone[];
  listeners: LbListener[] | null;
  groups: LbGroup[] | null;
  traffic: LbTraffic | null;
  cost: LbCost;
}

export interface LbZone {
  zone: string;
  subnet: string;
  /** Targets registered and serving in the zone, over all of its groups. */
  targets: number;
  healthy: number;
}

export interface LbListener {
  arn: string;
  port: number;
  protocol: string;
  defaultAction: string;
  rules: { priority: string; condition: string; action: string }[] | null;
}

export interface LbGroup {
  arn: string;
  name: string;
  type: string;
  protocol: string;
  port: number | null;
  inUse: boolean | null;
  check: {
    enabled: boolean;
    protocol: string;
    port: string;
    path: string | null;
    matcher: string | null;
    intervalSeconds: number | null;
    timeoutSeconds: number | null;
    healthyThreshold: number | null;
    unhealthyThreshold: number | null;
  };
  total: number | null;
  healthy: number | null;
  /** Of all registered targets, those that serve. */
  availabilityPercent: number | null;
  targets: LbTarget[] | null;
}

export interface LbTarget {
  id: string;
  name: string | null;
  address: string | null;
  port: number | null;
  zone: string | null;
  state: string;
  reason: string | null;
  description: string | null;
  /** Codes of the findings that say why it does not serve. */
  causes: string[];
}

/** What CloudWatch has of the window. A count without a point is zero; null: not read. */
export interface LbTraffic {
  from: string;
  to: string;
  requests: number | null;
  elb5xx: number | null;
  target5xx: number | null;
  target4xx: number | null;
  connectionErrors: number | null;
  rejected: number | null;
  p95Seconds: number | null;
  processedBytes: number | null;
  lcuHours: number | null;
  peakLcu: number | null;
  /** By period, for a chart. */
  byPeriod: { at: string; requests: number }[];
}

export interface LbCost {
  /** Hours and, where metrics tell them, capacity units, over a month of 730 hours. */
  monthlyUsd: number | null;
  formula: string;
  source: string | null;
  asOf: string | null;
}

/** The balancers of a snapshot, by name. Null: not read. */
export function factsOf(
  inspected: Inspected,
  groups: readonly Group[] | undefined,
  found: Diagnosed,
): LbFacts[] | null {
  const { snapshot, network } = inspected;
  const scopes = snapshot.scopes.filter((s) => s.elbv2?.LoadBalancers !== undefined);
  if (scopes.length === 0) return null;
  return scopes
    .flatMap((scope) =>
      scope.elbv2!.LoadBalancers!.flatMap((raw): LbFacts[] => {
        const balancer = network.balancers.get(raw.LoadBalancerArn ?? '');
        if (balancer === undefined) return [];
        const own = groups?.filter((g) => g.balancers.includes(balancer) || isAttached(g, balancer)) ?? [];
        const traffic = trafficOf(inspected, scope, balancer);
        return [
          {
            account: scope.account,
            region: scope.region,
            arn: balancer.arn,
            name: balancer.name,
            type: balancer.type,
            scheme: balancer.scheme,
            state: balancer.state,
            dnsName: balancer.dnsName ?? '',
            vpc: balancer.vpc === undefined ? null : { id: balancer.vpc.id, name: balancer.vpc.name ?? null },
            crossZone: balancer.crossZone,
            zones: zonesOf(balancer, own),
            listeners: balancer.listeners === undefined ? null : listenersOf(scope, balancer),
            groups: groups === undefined ? null : own.map((g) => groupFacts(g, found)),
            traffic,
            cost: costOf(scope.region, balancer, traffic, snapshot.prices?.table),
          },
        ];
      }),
    )
    .sort((a, b) => compare(a.account, b.account) || compare(a.region, b.region) || compare(a.name, b.name));
}

/** AWS says so although no listener was read. */
const isAttached = (group: Group, balancer: Balancer): boolean =>
  group.inUse === undefined && group.raw.LoadBalancerArns?.includes(balancer.arn) === true;

function zonesOf(balancer: Balancer, groups: readonly Group[]): LbZone[] {
  const targets = groups.flatMap((g) => g.targets ?? []);
  return balancer.subnets
    .map((s) => {
      const own = targets.filter((t) => t.zone === s.zoneName);
      const healthy = own.filter(isServing).length;
      return { zone: s.zoneName, subnet: s.name ?? s.id, targets: own.length, healthy };
    })
    .sort((a, b) => compare(a.zone, b.zone));
}

const listenersOf = (scope: Scope, balancer: Balancer): LbListener[] =>
  balancer
    .listeners!.map((l) => ({
      arn: l.arn,
      port: l.port,
      protocol: l.protocol,
      defaultAction: actionText(l.raw.DefaultActions?.at(-1)),
      rules:
        scope.elbv2?.Rules?.[l.arn]
          ?.filter((r) => r.IsDefault !== true)
          .map((r) => ({
            priority: r.Priority ?? '',
            condition: (r.Conditions ?? []).map(conditionText).join(' & '),
            action: actionText(r.Actions?.at(-1)),
          })) ?? null,
    }))
    .sort((a, b) => a.port - b.port || compare(a.protocol, b.protocol));

function actionText(action: Saved<Action> | undefined): string {
  const nameOf = (arn: string | undefined): string => arn?.split('/')[1] ?? '';
  switch (action?.Type) {
    case 'forward': {
      const groups = action.ForwardConfig?.TargetGroups ?? [{ TargetGroupArn: action.TargetGroupArn }];
      const weighted = groups.length > 1;
      return groups.map((g) => `${nameOf(g.TargetGroupArn)}${weighted ? ` (${g.Weight ?? 1})` : ''}`).join(', ');
    }
    case 'fixed-response':
      return `fixed-response ${action.FixedResponseConfig?.StatusCode ?? ''}`;
    case 'redirect':
      return `redirect ${action.RedirectConfig?.StatusCode ?? ''} ${action.RedirectConfig?.Protocol ?? ''}:${action.RedirectConfig?.Port ?? ''}`;
    default:
      return action?.Type ?? '';
  }
}

function conditionText(condition: Saved<RuleCondition>): string {
  const header = condition.HttpHeaderConfig;
  const values =
    condition.Values ??
    condition.PathPatternConfig?.Values ??
    condition.HostHeaderConfig?.Values ??
    condition.HttpRequestMethodConfig?.Values ??
    condition.SourceIpConfig?.Values ??
    condition.QueryStringConfig?.Values?.map((v) => `${v.Key ?? ''}=${v.Value ?? ''}`) ??
    // What a header must be is often a secret between a CDN and its origin.
    (header === undefined ? [] : [header.HttpHeaderName ?? '']);
  return `${condition.Field ?? ''} ${values.join('|')}`.trim();
}

function groupFacts(group: Group, { codes }: Diagnosed): LbGroup {
  const { raw, targets } = group;
  const byRequest = isCheckedByRequest(group);
  const healthy = targets?.filter(isServing).length ?? null;
  return {
    arn: group.arn,
    name: group.name,
    type: group.type,
    protocol: raw.Protocol ?? '',
    port: raw.Port ?? null,
    inUse: group.inUse ?? null,
    check: {
      enabled: raw.HealthCheckEnabled ?? true,
      protocol: checkProtocolOf(group),
      port: raw.HealthCheckPort ?? 'traffic-port',
      path: byRequest ? (raw.HealthCheckPath ?? '/') : null,
      matcher: byRequest ? (raw.Matcher?.HttpCode ?? raw.Matcher?.GrpcCode ?? null) : null,
      intervalSeconds: raw.HealthCheckIntervalSeconds ?? null,
      timeoutSeconds: raw.HealthCheckTimeoutSeconds ?? null,
      healthyThreshold: raw.HealthyThresholdCount ?? null,
      unhealthyThreshold: raw.UnhealthyThresholdCount ?? null,
    },
    total: targets?.length ?? null,
    healthy,
    availabilityPercent:
      targets === undefined || targets.length === 0 || healthy === null
        ? null
        : Math.round((healthy / targets.length) * 1000) / 10,
    targets: targets?.map((t) => targetFacts(t, codes.get(t) ?? [])) ?? null,
  };
}

/** A target group that no balancer uses, in the same form. */
export const unusedGroups = (groups: readonly Group[] | undefined, found: Diagnosed): LbGroup[] | null =>
  groups?.filter((g) => g.inUse === false).map((g) => groupFacts(g, found)) ?? null;

const targetFacts = (target: Case, causes: string[]): LbTarget => ({
  id: target.id,
  name: target.name ?? null,
  address: target.address ?? null,
  port: target.port ?? null,
  zone: target.zone ?? null,
  state: target.state,
  reason: target.reason ?? null,
  description: target.description ?? null,
  causes,
});

function trafficOf(inspected: Inspected, scope: Scope, balancer: Balancer): LbTraffic | null {
  const of = { account: scope.account, region: scope.region, balancer: balancer.arn };
  const series = (metric: string, stat = 'Sum'): MetricSeries | undefined =>
    seriesOf(inspected.snapshot, of, metric, stat);
  const requests = series('RequestCount') ?? series('NewFlowCount');
  if (requests === undefined) return null;
  const units = series('ConsumedLCUs');
  // A sum over an hour is what the hour is billed for.
  const hours = requests.period / 3600;
  const peak = highest(units);
  const sum = sumOf(units);
  return {
    from: requests.from,
    to: requests.to,
    requests: sumOf(requests),
    elb5xx: sumOf(series('HTTPCode_ELB_5XX_Count')),
    target5xx: sumOf(series('HTTPCode_Target_5XX_Count')),
    target4xx: sumOf(series('HTTPCode_Target_4XX_Count')),
    connectionErrors: sumOf(series('TargetConnectionErrorCount')),
    rejected: sumOf(series('RejectedConnectionCount') ?? series('RejectedFlowCount')),
    p95Seconds: highest(series('TargetResponseTime', 'p95')),
    processedBytes: sumOf(series('ProcessedBytes')),
    lcuHours: sum === null ? null : round(sum, 4),
    peakLcu: peak === null ? null : round(peak / hours, 4),
    byPeriod: requests.timestamps.map((at, i) => ({ at, requests: requests.values[i]! })),
  };
}

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

const priced = {
  application: { hours: 'alb', units: 'alb-lcu-hour' },
  network: { hours: 'nlb', units: 'nlb-lcu-hour' },
  gateway: { hours: 'gwlb', units: 'gwlb-lcu-hour' },
} as const;

/** Hours, plus the window's capacity units at the same rate over a month. An unknown price makes the whole unknown. */
function costOf(
  region: string,
  balancer: Balancer,
  traffic: LbTraffic | null,
  table: readonly Price[] | undefined,
): LbCost {
  const product = priced[balancer.type];
  const hours = monthly({ product: product.hours, region }, table);
  const [price] = hours.prices;
  const source = { source: price?.source ?? null, asOf: price?.asOf ?? null };
  if (traffic?.lcuHours == null) return { monthlyUsd: hours.monthlyUsd, formula: hours.formula, ...source };
  const windowHours = (Date.parse(traffic.to) - Date.parse(traffic.from)) / 3_600_000;
  const units = round((traffic.lcuHours / windowHours) * 730, 2);
  const [unit] = pricesOf(product.units, region, table);
  return {
    monthlyUsd: hours.monthlyUsd === null || unit === undefined ? null : round(hours.monthlyUsd + units * unit.usd, 2),
    formula: `${hours.formula} + ${units} LCU-h × ${unit === undefined ? '$?' : `$${unit.usd}`}/LCU-h`,
    ...source,
  };
}
