import { finding } from '../../../findings/finding.ts';
import { endpoint as text } from '../../../messages/findings/dns.ts';
import type { Check } from '../check.ts';
import { called } from '../facts/scopes.ts';

const references = [
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-DSN-queries-to-vpc.html',
];

/** Resolver endpoints that are not operational, or whose addresses are all in one zone (rule D5). */
export const resolverEndpoints: Check = {
  codes: ['RESOLVER_ENDPOINT_NOT_OPERATIONAL', 'RESOLVER_ENDPOINT_SINGLE_ZONE'],
  find: ({ snapshot, overview }) =>
    (overview.dns.resolverEndpoints ?? []).flatMap((e) => {
      const scope = snapshot.scopes.find((s) => s.route53resolver?.ResolverEndpoints?.some((x) => x.Id === e.id));
      const base = {
        account: scope?.account ?? '',
        region: scope?.region ?? '',
        resource: e.id,
        ...(e.name === undefined ? {} : { resourceName: e.name }),
        affected: [e.vpc],
        references,
      };
      const found = [];
      if (e.status !== 'OPERATIONAL' && e.status !== 'CREATING' && e.status !== 'UPDATING')
        found.push(
          finding({
            ...base,
            code: 'RESOLVER_ENDPOINT_NOT_OPERATIONAL',
            severity: 'high',
            priority: 'P1',
            cause: true,
            title: text.stateTitle(called(e), e.status),
            impact: text.stateImpact(e.direction),
            evidence: [{ says: text.status(e.status), from: 'route53resolver:ListResolverEndpoints', id: e.id }],
          }),
        );
      if (e.zones.length === 1 && (e.addresses?.length ?? 0) > 1)
        found.push(
          finding({
            ...base,
            code: 'RESOLVER_ENDPOINT_SINGLE_ZONE',
            severity: 'medium',
            priority: 'P3',
            title: text.zoneTitle(called(e), e.zones[0]!),
            impact: text.zoneImpact(),
            evidence: [
              {
                says: text.addresses((e.addresses ?? []).join(', '), e.zones[0]!),
                from: 'route53resolver:ListResolverEndpointIpAddresses',
                id: e.id,
              },
            ],
          }),
        );
      return found;
    }),
};
