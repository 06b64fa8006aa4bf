import { josa } from '../../messages/josa.ts';
import { type SecurityCheck, setting } from '../check.ts';
import { rawBalancersOf } from '../subjects.ts';
import { attributeOf } from './attributes.ts';

const key = 'routing.http.desync_mitigation_mode';

/** Balancers that only watch desync attacks. */
export const desyncMonitor: SecurityCheck = {
  code: 'LB_DESYNC_MONITOR',
  area: 'balancers',
  severity: 'medium',
  title: {
    ko: '로드 밸런서가 desync 공격을 막습니다',
    en: 'Balancers stop desync attacks',
  },
  why: {
    ko: 'monitor 모드는 모호한 요청을 기록만 하고 대상에 보냅니다.',
    en: 'Monitor mode only counts ambiguous requests, and sends them on.',
  },
  remedy: {
    says: {
      ko: '완화 모드를 defensive(기본값) 또는 strictest로 바꿉니다.',
      en: 'Set the mode to defensive, the default, or strictest.',
    },
    cli: ({ id, region }) =>
      `aws elbv2 modify-load-balancer-attributes --load-balancer-arn ${id} --attributes Key=routing.http.desync_mitigation_mode,Value=defensive --region ${region}`,
    cloudFormation: `LoadBalancerAttributes:
  - Key: routing.http.desync_mitigation_mode
    Value: "defensive"`,
    terraform: 'desync_mitigation_mode = "defensive"',
  },
  minutes: 5,
  frameworks: { fsbp: ['ELB.12'], ismsp: ['2.10.2'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-12'],
  where: 'region',
  reads: ['elbv2.LoadBalancers', 'elbv2.LoadBalancerAttributes'],

  examine: (place) =>
    rawBalancersOf(place)
      .filter((b) => b.Type === 'application')
      .map((balancer) => {
        const id = balancer.LoadBalancerArn ?? '';
        const name = balancer.LoadBalancerName ?? id;
        const value = attributeOf(place, id, key);
        if (value === undefined) return { id, name, unread: true as const };
        if (value !== 'monitor') return { id, name };
        return {
          id,
          name,
          wrong: [
            {
              reach: 'inside' as const,
              title: {
                ko: `로드 밸런서 ${josa(name, '이/가')} desync 공격을 기록만 합니다`,
                en: `balancer ${name} only monitors desync attacks`,
              },
              evidence: [setting('elbv2:DescribeLoadBalancerAttributes', id, key, value)],
              calls: [
                {
                  service: 'elbv2',
                  operation: 'ModifyLoadBalancerAttributes',
                  input: { LoadBalancerArn: id, Attributes: [{ Key: key, Value: 'defensive' }] },
                },
              ],
            },
          ],
        };
      }),
};
