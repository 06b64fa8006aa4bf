import { type MetricQuery, periodFor, windowBefore } from '../../snapshot/metrics.ts';
import type { Scope, Snapshot } from '../../snapshot/snapshot.ts';
import { dimensionOf } from '../loadbalancer/metrics.ts';
import type { Metric } from './measured.ts';
import { bytesOfClassic, classicBalancers } from './services/classic-load-balancers.ts';
import { billedEndpoints, bytesOfEndpoint, firewallEndpointIds } from './services/endpoints.ts';
import { balancerTypes } from './services/load-balancers.ts';
import { bytesOfInstance, publicInstances } from './services/transfer.ts';
import { vendedLogGroups } from './services/vended-logs.ts';
import { tunnelBytes } from './services/vpn-connections.ts';
import { dimensionsOf } from './services/web-acls.ts';

/** The stretch of time whose traffic is taken for a month's. */
export interface Window {
  seconds: number;
  until: Date;
}

const hour = 3_600;
/** Data points arrive some minutes late: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway-cloudwatch.html */
const delaySeconds = 300;

/** Only sums are wanted: the longer the window, the fewer points, for which AWS charges too. */
function periodOf(seconds: number): number {
  if (seconds > 15 * 24 * hour) return 24 * hour;
  return seconds >= 3 * hour ? hour : Math.min(300, Math.max(60, seconds));
}

/** The sums that a bill wants: of each resource what it is billed by. Only what the snapshot has is asked for. */
export function costMetrics(snapshot: Snapshot, window: Window): MetricQuery[] {
  const now = new Date(snapshot.takenAt);
  const known = new Date(now.getTime() - delaySeconds * 1000);
  const end = window.until > known ? known : window.until;
  const start = new Date(end.getTime() - window.seconds * 1000);
  const period = periodFor(periodOf(window.seconds), start, now);
  const span = { ...windowBefore(end, window.seconds, period), period };
  const query = (account: string, region: string, { namespace, metric, dimensions }: Metric): MetricQuery => ({
    account,
    region,
    namespace,
    metric,
    dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    stat: 'Sum',
    ...span,
  });
  const firewalls = firewallEndpointIds(snapshot);
  return [
    ...billedEndpoints(snapshot)
      .filter(({ item }) => item.VpcEndpointType !== 'Gateway')
      .map(({ item, account, region }) => query(account, region, bytesOfEndpoint(item))),
    ...snapshot.scopes.flatMap((scope) =>
      [
        ...ofEc2(scope, firewalls),
        ...ofBalancers(scope),
        ...classicBalancers(scope).map(bytesOfClassic),
        ...ofNames(scope),
        ...vendedLogGroups(scope).map(
          (group): Metric => ({
            namespace: 'AWS/Logs',
            metric: 'IncomingBytes',
            dimensions: { LogGroupName: group },
          }),
        ),
        ...(scope.directconnect?.connections ?? []).map(
          (c): Metric => ({
            namespace: 'AWS/DX',
            metric: 'ConnectionBpsEgress',
            dimensions: { ConnectionId: c.connectionId ?? '' },
          }),
        ),
      ].map((metric) => query(scope.account, scope.region, metric)),
    ),
  ];
}

function ofEc2(scope: Scope, firewalls: ReadonlySet<string>): Metric[] {
  const { ec2 } = scope;
  return [
    ...(ec2?.NatGateways ?? [])
      .filter((n) => n.NatGatewayId !== undefined && !['deleted', 'failed'].includes(n.State ?? ''))
      .flatMap((n) =>
        ['BytesInFromDestination', 'BytesOutToDestination'].map(
          (metric): Metric => ({
            namespace: 'AWS/NATGateway',
            metric,
            dimensions: { NatGatewayId: n.NatGatewayId! },
          }),
        ),
      ),
    ...(ec2?.VpcEndpoints ?? []).filter((e) => firewalls.has(e.VpcEndpointId ?? '')).map(bytesOfEndpoint),
    ...(ec2?.TransitGatewayAttachments ?? []).map(
      (a): Metric => ({
        namespace: 'AWS/TransitGateway',
        metric: 'BytesIn',
        dimensions: {
          TransitGateway: a.TransitGatewayId ?? '',
          TransitGatewayAttachment: a.TransitGatewayAttachmentId ?? '',
        },
      }),
    ),
    ...publicInstances(scope).map(bytesOfInstance),
    ...(ec2?.VpnConnections ?? []).flatMap((v) => tunnelBytes(v.VpnConnectionId ?? '')),
  ];
}

const ofBalancers = ({ elbv2 }: Scope): Metric[] =>
  (elbv2?.LoadBalancers ?? []).flatMap((b) => {
    const type = balancerTypes[b.Type ?? 'application'];
    if (type === undefined || b.LoadBalancerArn === undefined) return [];
    const dimensions = { LoadBalancer: dimensionOf(b.LoadBalancerArn) };
    return ['ConsumedLCUs', 'ProcessedBytes'].map((metric) => ({ namespace: type.namespace, metric, dimensions }));
  });

/** Route 53, Resolver, CloudFront and WAF. */
function ofNames({ region, route53, route53resolver, cloudfront, wafv2 }: Scope): Metric[] {
  return [
    ...(route53?.HostedZones ?? [])
      .filter((z) => z.Config?.PrivateZone !== true)
      .map(
        (z): Metric => ({
          namespace: 'AWS/Route53',
          metric: 'DNSQueries',
          dimensions: { HostedZoneId: (z.Id ?? '').replace('/hostedzone/', '') },
        }),
      ),
    ...(route53resolver?.ResolverEndpoints ?? []).flatMap((e): Metric[] =>
      e.Direction === 'OUTBOUND'
        ? (route53resolver?.IpAddresses?.[e.Id ?? ''] ?? []).map((a) => ({
            namespace: 'AWS/Route53Resolver',
            metric: 'OutboundQueryAggregateVolume',
            dimensions: { RniId: a.IpId ?? '' },
          }))
        : [
            {
              namespace: 'AWS/Route53Resolver',
              metric: 'InboundQueryVolume',
              dimensions: { EndpointId: e.Id ?? '' },
            },
          ],
    ),
    ...(cloudfront?.Distributions ?? []).flatMap((d) =>
      ['BytesDownloaded', 'Requests'].map((metric) => ({
        namespace: 'AWS/CloudFront',
        metric,
        dimensions: { DistributionId: d.Id ?? '', Region: 'Global' },
      })),
    ),
    ...(wafv2?.WebACLs ?? []).flatMap((acl) =>
      ['AllowedRequests', 'BlockedRequests'].map((metric) => ({
        namespace: 'AWS/WAFV2',
        metric,
        dimensions: dimensionsOf(region, acl.Name ?? ''),
      })),
    ),
  ];
}
