import { josa } from '../../messages/josa.ts';
import { type SecurityCheck, setting } from '../check.ts';
import { rawBalancersOf } from '../subjects.ts';
import { attributeOf } from './attributes.ts';

const key = 'routing.http.drop_invalid_header_fields.enabled';

/** Balancers that pass malformed headers on. */
export const invalidHeadersKept: SecurityCheck = {
  code: 'LB_INVALID_HEADERS_KEPT',
  area: 'balancers',
  severity: 'medium',
  title: {
    ko: '로드 밸런서가 잘못된 HTTP 헤더를 버립니다',
    en: 'Balancers drop malformed headers',
  },
  why: {
    ko: '규격에 맞지 않는 헤더가 대상까지 전달되어 요청 밀반입(request smuggling)에 쓰입니다.',
    en: 'Malformed headers get to the targets and serve request smuggling.',
  },
  remedy: {
    says: {
      ko: '잘못된 헤더 필드 삭제를 켭니다. 밑줄이 든 헤더를 쓰는 애플리케이션이 있는지 먼저 확인합니다.',
      en: 'Switch it on; check first that no application uses headers with underscores.',
    },
    cli: ({ id, region }) =>
      `aws elbv2 modify-load-balancer-attributes --load-balancer-arn ${id} --attributes Key=routing.http.drop_invalid_header_fields.enabled,Value=true --region ${region}`,
    cloudFormation: `LoadBalancerAttributes:
  - Key: routing.http.drop_invalid_header_fields.enabled
    Value: "true"`,
    terraform: 'drop_invalid_header_fields = true',
  },
  minutes: 5,
  frameworks: { fsbp: ['ELB.4'], ismsp: ['2.10.2'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-4'],
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
        if (value === 'true') return { id, name };
        return {
          id,
          name,
          wrong: [
            {
              reach: 'inside' as const,
              title: {
                ko: `로드 밸런서 ${josa(name, '이/가')} 잘못된 헤더를 그대로 전달합니다`,
                en: `balancer ${name} passes malformed headers on`,
              },
              evidence: [setting('elbv2:DescribeLoadBalancerAttributes', id, key, value)],
              calls: [
                {
                  service: 'elbv2',
                  operation: 'ModifyLoadBalancerAttributes',
                  input: { LoadBalancerArn: id, Attributes: [{ Key: key, Value: 'true' }] },
                },
              ],
            },
          ],
        };
      }),
};
