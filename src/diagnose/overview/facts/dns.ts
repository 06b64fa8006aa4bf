import { nameOf, type Snapshot } from '../../../snapshot/snapshot.ts';
import type { DnsFacts } from '../overview.ts';
import { compare } from './scopes.ts';

export function dnsFacts(snapshot: Snapshot): DnsFacts {
  const global = snapshot.scopes.filter((s) => s.route53 !== undefined);
  const resolvers = snapshot.scopes.filter((s) => s.route53resolver !== undefined);
  const lists = <T, I>(scopes: T[], list: (scope: T) => I[] | undefined): I[] | null =>
    scopes.some((s) => list(s) !== undefined) ? scopes.flatMap((s) => list(s) ?? []) : null;
  const zones = lists(global, (s) =>
    s.route53?.HostedZones?.map((z) => {
      const id = (z.Id ?? '').replace('/hostedzone/', '');
      return {
        id,
        name: (z.Name ?? '').replace(/\.$/, ''),
        private: z.Config?.PrivateZone ?? false,
        records: z.ResourceRecordSetCount ?? null,
        vpcs: z.Config?.PrivateZone
          ? (s.route53?.HostedZoneVPCs?.[id]?.flatMap((v) => v.VPCId ?? []).sort(compare) ?? null)
          : [],
      };
    }),
  );
  const endpoints = lists(resolvers, (s) =>
    s.route53resolver?.ResolverEndpoints?.map((e) => {
      const name = e.Name ?? nameOf({});
      return {
        id: e.Id ?? '',
        ...(name === undefined ? {} : { name }),
        direction: e.Direction ?? '',
        addresses: (s.route53resolver?.IpAddresses?.[e.Id ?? ''] ?? []).flatMap((a) => a.Ip ?? []).sort(compare),
        status: e.Status ?? '',
      };
    }),
  );
  const rules = lists(resolvers, (s) =>
    s.route53resolver?.ResolverRules?.filter((r) => r.RuleType === 'FORWARD').map((r) => ({
      id: r.Id ?? '',
      domain: (r.DomainName ?? '').replace(/\.$/, ''),
      targets: (r.TargetIps ?? []).map((t) => `${t.Ip ?? t.Ipv6}:${t.Port ?? 53}`).sort(compare),
      vpcs: (s.route53resolver?.ResolverRuleAssociations ?? [])
        .filter((a) => a.ResolverRuleId === r.Id)
        .flatMap((a) => a.VPCId ?? [])
        .sort(compare),
    })),
  );
  const logging = lists(resolvers, (s) => s.route53resolver?.ResolverQueryLogConfigs);
  return {
    zones: zones?.sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id)) ?? null,
    resolverEndpoints: endpoints?.sort((a, b) => compare(a.id, b.id)) ?? null,
    forwardRules: rules?.sort((a, b) => compare(a.domain, b.domain) || compare(a.id, b.id)) ?? null,
    queryLogging: logging === null ? null : logging.length > 0,
    healthChecks: lists(global, (s) => s.route53?.HealthChecks)?.length ?? null,
  };
}
