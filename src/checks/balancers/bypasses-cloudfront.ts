import type { Listener, Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { formatAddress } from '../../network/cidr.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import { type SecurityCheck, setting } from '../check.ts';
import { openingText } from '../exposure/openings.ts';
import { modelReads, reachabilityReads } from '../exposure/reads.ts';
import { rawBalancersOf } from '../subjects.ts';

/** Whether a listener serves nobody without a header that only CloudFront adds: its default action forwards nothing. */
function asksForHeader(listener: Saved<Listener>, rules: readonly Saved<Rule>[]): boolean {
  const forwards = (actions: { Type?: string }[] | undefined): boolean =>
    (actions ?? []).some((a) => a.Type === 'forward');
  return (
    !forwards(listener.DefaultActions) &&
    rules
      .filter((r) => r.IsDefault !== true && forwards(r.Actions))
      .every((r) => (r.Conditions ?? []).some((c) => c.Field === 'http-header'))
  );
}

/** Origins of CloudFront that the internet reaches around it. */
export const bypassesCloudfront: SecurityCheck = {
  code: 'LB_BYPASSES_CLOUDFRONT',
  area: 'balancers',
  severity: 'medium',
  title: {
    ko: 'CloudFront 뒤의 로드 밸런서에 직접 닿을 수 없습니다',
    en: 'Balancers behind CloudFront are not reached around it',
  },
  why: {
    ko: 'CloudFront의 WAF, 캐시, DDoS 방어를 건너뛰고 오리진에 바로 접속합니다.',
    en: 'Whoever goes straight to the origin skips CloudFront’s WAF, cache and DDoS protection.',
  },
  remedy: {
    says: {
      ko: '보안 그룹에서 CloudFront 관리형 접두사 목록만 허용하고, 비밀 헤더를 확인하는 리스너 규칙을 두거나 VPC 오리진을 씁니다.',
      en: 'Admit only CloudFront’s managed prefix list in the security group, check a secret header in the listener rule, or use a VPC origin.',
    },
    cli: ({ region }) =>
      `aws ec2 describe-managed-prefix-lists --filters Name=prefix-list-name,Values=com.amazonaws.global.cloudfront.origin-facing --region ${region}`,
    cloudFormation: `SecurityGroupIngress:
  - SourcePrefixListId: CLOUDFRONT_PREFIX_LIST`,
    terraform: 'prefix_list_ids = [data.aws_ec2_managed_prefix_list.cloudfront.id]',
  },
  minutes: 30,
  frameworks: { ismsp: ['2.6.1', '2.10.1'] },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html',
  ],
  where: 'region',
  reads: [...reachabilityReads, 'ec2.PrefixListEntries', 'elbv2.LoadBalancers', 'elbv2.Listeners', 'elbv2.Rules'],
  globalReads: ['cloudfront.Distributions'],
  optionalReads: modelReads,
  examine: (place) => {
    const origins = new Map(
      (place.global?.cloudfront?.Distributions ?? [])
        .filter((d) => d.Enabled !== false)
        .flatMap((d) => (d.Origins?.Items ?? []).map((o) => [(o.DomainName ?? '').toLowerCase(), d] as const)),
    );
    return rawBalancersOf(place).flatMap((balancer) => {
      const id = balancer.LoadBalancerArn ?? '';
      const name = balancer.LoadBalancerName ?? id;
      const distribution = origins.get((balancer.DNSName ?? '').toLowerCase());
      if (distribution === undefined || balancer.Scheme !== 'internet-facing') return [];
      const listeners = place.scope.elbv2?.Listeners?.[id];
      if (listeners === undefined) return [{ id, name, unread: true as const }];
      const nodes = new Set((place.audited.network.balancers.get(id)?.interfaces ?? []).map((n) => n.id));
      const reached = place.audited.exposed().filter((e) => nodes.has(e.interface.id));
      // CloudFront's own ranges alone are no way around it.
      const around = reached.filter((e) => e.openings.some((o) => o.sources.includes('internet')));
      const rulesOf = (l: Saved<Listener>) => place.scope.elbv2?.Rules?.[l.ListenerArn ?? ''];
      const unguarded = listeners.filter((l) => !asksForHeader(l, rulesOf(l) ?? []));
      if (around.length === 0) return [{ id, name }];
      if (unguarded.length === 0)
        return [{ id, name, ...(listeners.every((l) => rulesOf(l) !== undefined) ? {} : { unread: true as const }) }];
      const site = distribution.Aliases?.Items?.[0] ?? distribution.DomainName ?? '';
      return [
        {
          id,
          name,
          wrong: [
            {
              reach: 'internet' as const,
              affected: [distribution.Id ?? ''],
              title: {
                ko: `CloudFront(${site})를 거치지 않고 로드 밸런서 ${name}에 바로 접속됩니다`,
                en: `balancer ${name} is reached around its CloudFront distribution (${site})`,
              },
              evidence: [
                ...around.slice(0, 2).map((e) => ({
                  says: openingText(formatAddress(e.address), e.openings[0]!),
                  from: 'ec2:DescribeNetworkInterfaces',
                  id: e.interface.id,
                })),
                ...unguarded.map((l) =>
                  setting(
                    'elbv2:DescribeListeners',
                    l.ListenerArn ?? id,
                    `${l.Protocol} ${l.Port}`,
                    l.DefaultActions?.[0]?.Type ?? '-',
                  ),
                ),
              ],
            },
          ],
        },
      ];
    });
  },
};
