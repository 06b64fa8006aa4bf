import { type SecurityCheck, setting } from '../check.ts';
import { modelReads, reachabilityReads } from '../exposure/reads.ts';
import { rawBalancersOf } from '../subjects.ts';

/** Internet-facing balancers that nobody on the internet reaches. */
export const publicWithoutNeed: SecurityCheck = {
  code: 'LB_PUBLIC_WITHOUT_NEED',
  area: 'balancers',
  severity: 'low',
  title: {
    ko: '인터넷용 로드 밸런서는 인터넷에서 쓰입니다',
    en: 'Internet-facing balancers serve the internet',
  },
  why: {
    ko: '공인 주소와 DNS 이름이 있지만 인터넷에서 닿을 수 없습니다. 규칙 하나만 바뀌어도 노출되고, 주소마다 비용이 듭니다.',
    en: 'It has public addresses and a public name, and nobody gets through: one rule away from exposure, and each address costs money.',
  },
  remedy: {
    says: {
      ko: '내부용(internal)으로 다시 만듭니다. scheme은 나중에 바꿀 수 없습니다.',
      en: 'Make it again as internal; the scheme cannot be changed.',
    },
    cli: ({ id, region }) => `aws elbv2 describe-load-balancers --load-balancer-arns ${id} --region ${region}`,
    cloudFormation: 'Scheme: internal',
    terraform: 'internal = true',
  },
  minutes: 120,
  frameworks: { ismsp: ['2.6.1'] },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html',
  ],
  where: 'region',
  reads: [...reachabilityReads, 'ec2.PrefixListEntries', 'elbv2.LoadBalancers', 'elbv2.Listeners'],
  optionalReads: modelReads,

  examine: (place) =>
    rawBalancersOf(place)
      .filter((b) => b.Scheme === 'internet-facing' && b.State?.Code === 'active' && b.Type !== 'gateway')
      .flatMap((balancer) => {
        const id = balancer.LoadBalancerArn ?? '';
        const name = balancer.LoadBalancerName ?? id;
        const nodes = place.audited.network.balancers.get(id)?.interfaces ?? [];
        // Whether its nodes are reached cannot be told without them, nor what it is for without listeners.
        if (nodes.length === 0) return [{ id, name, unread: true as const }];
        if ((place.scope.elbv2?.Listeners?.[id] ?? []).length === 0) return [];
        const own = new Set(nodes.map((n) => n.id));
        const reached = place.audited.exposed().some((e) => own.has(e.interface.id) || e.through?.balancer.arn === id);
        if (reached) return [{ id, name }];
        return [
          {
            id,
            name,
            wrong: [
              {
                reach: 'nobody' as const,
                title: {
                  ko: `인터넷용 로드 밸런서 ${name}에 인터넷에서 닿을 수 없습니다`,
                  en: `nobody on the internet reaches the internet-facing balancer ${name}`,
                },
                evidence: [
                  setting('elbv2:DescribeLoadBalancers', id, 'Scheme', 'internet-facing'),
                  ...nodes
                    .slice(0, 3)
                    .map((n) => setting('ec2:DescribeNetworkInterfaces', n.id, 'reached from the internet', 'no')),
                ],
              },
            ],
          },
        ];
      }),
};
