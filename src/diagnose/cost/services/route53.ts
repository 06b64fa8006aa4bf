import type { HealthCheck } from '@aws-sdk/client-route-53';
import { what, why } from '../../../messages/cost-items.ts';
import { hoursPerMonth } from '../../../pricing/estimate.ts';
import type { Saved, Scope, Snapshot } from '../../../snapshot/snapshot.ts';
import { added, inUnits, type Measured, million, monthlySum } from '../measured.ts';
import type { Use } from '../use.ts';
import { unread } from './read.ts';

/**
 * Hosted zones and health checks by the month, queries by the million, Resolver endpoints by the hour of each of their
 * addresses. Queries for an alias to AWS's own resources are free, which their metric does not tell apart.
 * https://aws.amazon.com/route53/pricing/
 */
export const route53Uses = (snapshot: Snapshot): Use[] => [
  ...unread(snapshot, 'global', (s) => s.route53?.HostedZones, {
    service: 'route53',
    what: what.zone,
    operation: 'route53:ListHostedZones',
  }),
  ...unread(snapshot, 'global', (s) => s.route53?.HealthChecks, {
    service: 'route53',
    what: what.healthChecks,
    operation: 'route53:ListHealthChecks',
  }),
  ...unread(snapshot, 'regions', (s) => s.route53resolver?.ResolverEndpoints, {
    service: 'route53',
    what: what.resolverHours,
    operation: 'route53resolver:ListResolverEndpoints',
  }),
  ...snapshot.scopes.flatMap((scope) => [...zones(scope), ...healthChecks(scope, snapshot), ...resolvers(scope)]),
];

function zones(scope: Scope): Use[] {
  return (scope.route53?.HostedZones ?? []).flatMap((z): Use[] => {
    const id = (z.Id ?? '').replace('/hostedzone/', '');
    const own = {
      service: 'route53' as const,
      account: scope.account,
      region: 'global',
      id,
      ...(z.Name === undefined ? {} : { name: z.Name }),
    };
    const queries = inUnits(
      monthlySum(scope, { namespace: 'AWS/Route53', metric: 'DNSQueries', dimensions: { HostedZoneId: id } }),
      million,
    );
    return [
      { ...own, product: 'route53-zone-month', what: what.zone, quantity: 1 },
      // Queries of private zones are free.
      ...(z.Config?.PrivateZone === true
        ? []
        : [
            {
              ...own,
              product: 'route53-million-queries' as const,
              what: what.queries,
              ...queries,
              ...(queries.quantity === null ? {} : { atMost: true, why: why.aliasQueries }),
            },
          ]),
    ];
  });
}

function healthChecks(scope: Scope, snapshot: Snapshot): Use[] {
  return (scope.route53?.HealthChecks ?? []).flatMap((check): Use[] => {
    const own = { service: 'route53' as const, account: scope.account, region: 'global', id: check.Id ?? '' };
    const { Type = '', RequestInterval, EnableSNI: _sni, MeasureLatency } = check.HealthCheckConfig ?? {};
    const inAws = isInAws(check, snapshot);
    const options = [Type.startsWith('HTTPS'), Type.endsWith('STR_MATCH'), RequestInterval === 10, MeasureLatency];
    return [
      Type === 'CALCULATED' || Type === 'CLOUDWATCH_METRIC' || Type === 'RECOVERY_CONTROL'
        ? { ...own, product: null, what: what.healthChecks, quantity: null, why: why.checkKind }
        : inAws === undefined
          ? { ...own, product: null, what: what.healthChecks, quantity: null, why: why.checkedWhere }
          : inAws
            ? { ...own, product: 'route53-health-check-month', what: what.healthChecks, quantity: 1 }
            : {
                ...own,
                product: 'route53-health-check-elsewhere-month',
                what: what.healthChecksElsewhere,
                quantity: 1,
              },
      ...(options.includes(true)
        ? [{ ...own, product: null, what: what.healthCheckOptions, quantity: null, why: why.checkOptions }]
        : []),
    ];
  });
}

/** By an address of these accounts or AWS's own domain; undefined: a name or address that tells neither. */
function isInAws(check: Saved<HealthCheck>, snapshot: Snapshot): boolean | undefined {
  const { IPAddress, FullyQualifiedDomainName: name } = check.HealthCheckConfig ?? {};
  if (name !== undefined && /\.(amazonaws\.com(\.cn)?|cloudfront\.net|awsglobalaccelerator\.com)$/.test(name))
    return true;
  if (IPAddress === undefined) return undefined;
  const own = snapshot.scopes.some(
    ({ ec2 }) =>
      ec2?.Addresses?.some((a) => a.PublicIp === IPAddress) ||
      ec2?.NetworkInterfaces?.some((i) => i.PrivateIpAddresses?.some((a) => a.Association?.PublicIp === IPAddress)),
  );
  return own ? true : undefined;
}

function resolvers(scope: Scope): Use[] {
  return (scope.route53resolver?.ResolverEndpoints ?? []).flatMap((e): Use[] => {
    const own = {
      service: 'route53' as const,
      account: scope.account,
      region: scope.region,
      id: e.Id ?? '',
      ...(e.Name === undefined ? {} : { name: e.Name }),
    };
    const interfaces = scope.route53resolver?.IpAddresses?.[e.Id ?? ''];
    const count = e.IpAddressCount ?? interfaces?.length ?? 0;
    const volume = (metric: string, dimensions: Record<string, string>): Measured =>
      monthlySum(scope, { namespace: 'AWS/Route53Resolver', metric, dimensions });
    const queries =
      e.Direction === 'OUTBOUND'
        ? added(
            ...(interfaces ?? []).map((a) => volume('OutboundQueryAggregateVolume', { RniId: a.IpId ?? '' })),
            ...(interfaces === undefined ? [volume('OutboundQueryAggregateVolume', {})] : []),
          )
        : volume('InboundQueryVolume', { EndpointId: e.Id ?? '' });
    return [
      {
        ...own,
        product: 'resolver-interface-hour',
        what: what.resolverHours,
        quantity: count * hoursPerMonth,
      },
      { ...own, product: 'resolver-million-queries', what: what.resolverQueries, ...inUnits(queries, million) },
    ];
  });
}
