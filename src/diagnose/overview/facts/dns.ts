import type { HealthCheck } from '@aws-sdk/client-route-53';
import type { Network } from '../../../network/model.ts';
import type { Saved, Scope, Snapshot } from '../../../snapshot/snapshot.ts';
import type { DnsFacts } from '../overview.ts';
import { compare, everywhere } from './scopes.ts';

export const zoneId = (id: string | undefined): string => (id ?? '').replace('/hostedzone/', '');
export const withoutDot = (name: string | undefined): string => (name ?? '').replace(/\.$/, '');

export function dnsFacts(snapshot: Snapshot, network: Network): DnsFacts {
  const flat = <T>(list: (scope: Scope) => T[] | undefined): T[] | null =>
    snapshot.scopes.some((s) => list(s) !== undefined) ? snapshot.scopes.flatMap((s) => list(s) ?? []) : null;
  return {
    zones:
      flat((s) =>
        s.route53?.HostedZones?.map((z) => {
          const id = zoneId(z.Id);
          const vpcs = s.route53?.HostedZoneVPCs?.[id];
          return {
            id,
            name: withoutDot(z.Name),
            private: z.Config?.PrivateZone ?? false,
            records: z.ResourceRecordSetCount ?? null,
            vpcs: !z.Config?.PrivateZone ? [] : (vpcs?.flatMap((v) => v.VPCId ?? []).sort(compare) ?? null),
          };
        }),
      )?.sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id)) ?? null,
    resolverEndpoints: resolverEndpoints(snapshot, network),
    forwardRules: forwardRules(snapshot),
    queryLogging:
      flat((s) => s.route53resolver?.ResolverQueryLogConfigAssociations)
        ?.filter((a) => a.Status === undefined || ['ACTIVE', 'CREATING'].includes(a.Status))
        .flatMap((a) => a.ResourceId ?? [])
        .sort(compare) ?? null,
    healthChecks:
      everywhere(
        snapshot,
        (s) => s.route53?.HealthChecks?.map((check) => ({ check, scope: s })),
        ({ check }) => check.Id,
      )
        ?.map(({ item: { check, scope } }) => {
          const seen = scope.route53?.HealthCheckObservations?.[check.Id ?? ''];
          const statuses = seen?.flatMap((o) => o.StatusReport?.Status ?? []);
          return {
            id: check.Id ?? '',
            target: targetOf(check),
            healthy: statuses?.filter((s) => s.startsWith('Success')).length ?? null,
            observed: statuses?.length ?? null,
          };
        })
        .sort((a, b) => compare(a.id, b.id)) ?? null,
  };
}

/** `HTTP www.example.com:80/path`, as a person would write what is checked. */
function targetOf({ HealthCheckConfig: config }: Saved<HealthCheck>): string {
  const host = config?.FullyQualifiedDomainName ?? config?.IPAddress;
  if (host === undefined) return config?.Type ?? '';
  const port = config?.Port === undefined ? '' : `:${config.Port}`;
  return `${config?.Type ?? ''} ${host}${port}${config?.ResourcePath ?? ''}`;
}

const resolverEndpoints = (snapshot: Snapshot, network: Network): DnsFacts['resolverEndpoints'] =>
  everywhere(
    snapshot,
    (s) => s.route53resolver?.ResolverEndpoints?.map((endpoint) => ({ endpoint, scope: s })),
    ({ endpoint }) => endpoint.Id,
  )
    ?.map(({ item: { endpoint, scope } }) => {
      const addresses = scope.route53resolver?.IpAddresses?.[endpoint.Id ?? ''];
      return {
        id: endpoint.Id ?? '',
        ...(endpoint.Name ? { name: endpoint.Name } : {}),
        direction: endpoint.Direction ?? '',
        vpc: endpoint.HostVPCId ?? '',
        addresses: addresses?.flatMap((a) => a.Ip ?? a.Ipv6 ?? []).sort(compare) ?? null,
        zones: [
          ...new Set((addresses ?? []).flatMap((a) => network.subnets.get(a.SubnetId ?? '')?.zoneName ?? [])),
        ].sort(compare),
        status: endpoint.Status ?? '',
      };
    })
    .sort((a, b) => compare(a.direction, b.direction) || compare(a.id, b.id)) ?? null;

const forwardRules = (snapshot: Snapshot): DnsFacts['forwardRules'] =>
  everywhere(
    snapshot,
    (s) =>
      s.route53resolver?.ResolverRules?.filter((r) => r.RuleType === 'FORWARD').map((rule) => ({ rule, scope: s })),
    ({ rule }) => rule.Id,
  )
    ?.map(({ item: { rule, scope } }) => ({
      id: rule.Id ?? '',
      domain: withoutDot(rule.DomainName),
      targets: (rule.TargetIps ?? []).map((t) => `${t.Ip ?? t.Ipv6}:${t.Port ?? 53}`).sort(compare),
      vpcs:
        scope.route53resolver?.ResolverRuleAssociations?.filter((a) => a.ResolverRuleId === rule.Id)
          .flatMap((a) => a.VPCId ?? [])
          .sort(compare) ?? null,
    }))
    .sort((a, b) => compare(a.domain, b.domain) || compare(a.id, b.id)) ?? null;
