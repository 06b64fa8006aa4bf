import { finding } from '../../../findings/finding.ts';
import { queryLogging as text } from '../../../messages/findings/dns.ts';
import type { Check } from '../check.ts';
import { called, compare, grouped } from '../facts/scopes.ts';
import { about, fixByHand } from '../fix.ts';

/** VPCs in use that are left out where others' DNS queries are logged: one finding an account and region. */
export const queryLogging: Check = {
  codes: ['RESOLVER_QUERY_LOG_MISSING_VPC'],
  find: ({ snapshot, overview }) => {
    const logged = overview.dns.queryLogging;
    if (logged === null) return [];
    const places = grouped(
      (overview.vpcs ?? []).filter((v) => (v.interfaces ?? 0) > 0),
      (v) => `${v.account} ${v.region}`,
    );
    return [...places.values()].flatMap((vpcs) => {
      const without = vpcs.filter((v) => !logged.includes(v.id)).sort((a, b) => compare(called(a), called(b)));
      if (without.length === 0 || without.length === vpcs.length) return [];
      const [first] = without as [(typeof without)[number]];
      const config = snapshot.scopes
        .filter((s) => s.account === first.account && s.region === first.region)
        .flatMap((s) => s.route53resolver?.ResolverQueryLogConfigAssociations ?? [])
        .map((a) => a.ResolverQueryLogConfigId ?? '')
        .sort(compare)[0];
      return [
        finding({
          ...about(first),
          code: 'RESOLVER_QUERY_LOG_MISSING_VPC',
          severity: 'low',
          priority: 'P3',
          affected: without.map((v) => v.id),
          title: text.title(without.map(called)),
          impact: text.impact(),
          evidence: without.map((v) => ({
            says: text.vpc(called(v)),
            from: 'route53resolver:ListResolverQueryLogConfigAssociations',
            id: v.id,
          })),
          fixes:
            config === undefined
              ? []
              : [
                  fixByHand(
                    text.fix(config),
                    without
                      .map(
                        (v) =>
                          `aws route53resolver associate-resolver-query-log-config --resolver-query-log-config-id ${config} --resource-id ${v.id} --region ${v.region}`,
                      )
                      .join('\n'),
                  ),
                ],
          references: ['https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs.html'],
        }),
      ];
    });
  },
};
