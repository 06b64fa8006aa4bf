import { type Finding, finding } from '../../../findings/finding.ts';
import { failover, healthCheck } from '../../../messages/findings/dns.ts';
import { parseAddress } from '../../../network/cidr.ts';
import type { Check, Inspected } from '../check.ts';
import { withoutDot } from '../facts/dns.ts';
import { compare, everywhere } from '../facts/scopes.ts';

const reference = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide';
/** Percent of the checkers that must see an endpoint healthy: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html */
const healthyFrom = 18;

/** Route 53 health checks that fail, and failover records that have none (rule D7). */
export const healthChecks: Check = {
  codes: ['ROUTE53_HEALTH_CHECK_FAILING', 'ROUTE53_FAILOVER_WITHOUT_HEALTH_CHECK'],
  find: (inspected) => [...failing(inspected), ...unguarded(inspected)],
};

const recordsOf = ({ snapshot }: Inspected) =>
  snapshot.scopes.flatMap((s) =>
    Object.entries(s.route53?.ResourceRecordSets ?? {}).flatMap(([zone, records]) =>
      records.map((record) => ({ account: s.account, zone, record })),
    ),
  );

/** Whether a check's endpoint is a balancer or an address of the network that was read. */
function isOurs({ snapshot, network }: Inspected, id: string): boolean {
  const config = snapshot.scopes
    .flatMap((s) => s.route53?.HealthChecks ?? [])
    .find((c) => c.Id === id)?.HealthCheckConfig;
  const name = withoutDot(config?.FullyQualifiedDomainName ?? '').toLowerCase();
  const address = parseAddress(config?.IPAddress ?? '');
  return (
    [...network.balancers.values()].some((b) => b.dnsName !== undefined && b.dnsName.toLowerCase() === name) ||
    (address !== undefined && network.publicAddresses.has(address))
  );
}

function failing(inspected: Inspected): Finding[] {
  const checks = everywhere(
    inspected.snapshot,
    (s) => s.route53?.HealthChecks,
    (c) => c.Id,
  );
  const accountOf = new Map((checks ?? []).map(({ account, item }) => [item.Id, account]));
  return (inspected.overview.dns.healthChecks ?? []).flatMap((check) => {
    if (check.healthy === null || !check.observed || (check.healthy / check.observed) * 100 > healthyFrom) return [];
    const users = recordsOf(inspected).filter(({ record }) => record.HealthCheckId === check.id);
    const names = [...new Set(users.map(({ record }) => withoutDot(record.Name)))].sort(compare);
    return [
      finding({
        account: accountOf.get(check.id) ?? '',
        region: 'global',
        resource: check.id,
        code: 'ROUTE53_HEALTH_CHECK_FAILING',
        severity: names.length > 0 ? 'high' : 'low',
        priority: names.length > 0 ? 'P1' : 'P3',
        // Of an endpoint that is ours the failure is a symptom: what is wrong with it is told of it.
        cause: names.length > 0 && !isOurs(inspected, check.id),
        affected: names,
        title: healthCheck.title(check.target),
        impact: healthCheck.impact(names),
        evidence: [
          {
            says: healthCheck.observed(check.healthy, check.observed),
            from: 'route53:GetHealthCheckStatus',
            id: check.id,
          },
        ],
        references: [`${reference}/dns-failover-determining-health-of-endpoints.html`],
      }),
    ];
  });
}

/** A primary that always counts as healthy never fails over. A secondary without a check is usual. */
function unguarded(inspected: Inspected): Finding[] {
  return recordsOf(inspected)
    .filter(
      ({ record }) =>
        record.Failover === 'PRIMARY' &&
        record.HealthCheckId === undefined &&
        record.AliasTarget?.EvaluateTargetHealth !== true,
    )
    .map(({ account, zone, record }) => {
      const name = withoutDot(record.Name);
      return finding({
        account,
        region: 'global',
        resource: zone,
        resourceName: name,
        code: 'ROUTE53_FAILOVER_WITHOUT_HEALTH_CHECK',
        key: `${name} ${record.Type} ${record.SetIdentifier}`,
        severity: 'medium',
        priority: 'P2',
        affected: [name],
        title: failover.title(name, record.Failover ?? ''),
        impact: failover.impact(),
        evidence: [
          { says: failover.record(name, record.Type ?? ''), from: 'route53:ListResourceRecordSets', id: zone },
        ],
        references: [`${reference}/dns-failover-configuring.html`],
      });
    });
}
