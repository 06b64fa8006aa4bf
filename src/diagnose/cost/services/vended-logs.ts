import { what, why } from '../../../messages/cost-items.ts';
import type { Scope, Snapshot } from '../../../snapshot/snapshot.ts';
import { compare } from '../../overview/facts/scopes.ts';
import { gigabyte, inUnits, monthlySum } from '../measured.ts';
import type { Use } from '../use.ts';

/** Log groups that AWS's network services write to: flow logs, firewalls, Resolver queries. */
export function vendedLogGroups({ ec2, networkfirewall, route53resolver }: Scope): string[] {
  const ofArn = (arn: string): string[] => /:log-group:([^:]+)/.exec(arn)?.slice(1, 2) ?? [];
  return [
    ...new Set([
      ...(ec2?.FlowLogs ?? [])
        .filter((f) => f.LogDestinationType === 'cloud-watch-logs' || f.LogDestinationType === undefined)
        .flatMap((f) => f.LogGroupName ?? ofArn(f.LogDestination ?? '')),
      ...Object.values(networkfirewall?.LoggingConfigurations ?? {}).flatMap((l) =>
        (l.LogDestinationConfigs ?? []).flatMap((d) => d.LogDestination?.logGroup ?? []),
      ),
      ...(route53resolver?.ResolverQueryLogConfigs ?? []).flatMap((c) => ofArn(c.DestinationArn ?? '')),
    ]),
  ].sort(compare);
}

/**
 * Logs that AWS's services deliver: by the GB into CloudWatch Logs, more cheaply to S3 or Firehose. Keeping them is not
 * in it. https://aws.amazon.com/cloudwatch/pricing/
 */
export const vendedLogUses = (snapshot: Snapshot): Use[] =>
  snapshot.scopes.flatMap((scope): Use[] => {
    const own = { service: 'logs' as const, account: scope.account, region: scope.region };
    return [
      ...vendedLogGroups(scope).map(
        (group): Use => ({
          ...own,
          product: 'logs-vended-gb',
          what: what.vendedLogs,
          id: group,
          ...inUnits(
            monthlySum(scope, { namespace: 'AWS/Logs', metric: 'IncomingBytes', dimensions: { LogGroupName: group } }),
            gigabyte,
          ),
        }),
      ),
      ...(scope.ec2?.FlowLogs ?? [])
        .filter((f) => f.LogDestinationType !== undefined && f.LogDestinationType !== 'cloud-watch-logs')
        .map(
          (f): Use => ({
            ...own,
            product: null,
            what: what.vendedElsewhere,
            id: f.FlowLogId ?? '',
            quantity: null,
            why: why.logsElsewhere,
          }),
        ),
    ];
  });
