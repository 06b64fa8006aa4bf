import { type SecurityCheck, setting } from '../check.ts';
import { rawBalancersOf } from '../subjects.ts';
import { attributeOf } from './attributes.ts';

const key = 'deletion_protection.enabled';

/** Balancers that one call deletes. */
export const deletionProtectionOff: SecurityCheck = {
  code: 'LB_DELETION_PROTECTION_OFF',
  area: 'balancers',
  severity: 'low',
  title: {
    ko: '로드 밸런서의 삭제 방지가 켜져 있습니다',
    en: 'Balancers are protected from deletion',
  },
  why: {
    ko: '실수로 지우면 DNS 이름이 바뀌어 서비스가 멈춥니다.',
    en: 'Deleted by mistake it comes back with another DNS name, and the service is down.',
  },
  remedy: {
    says: {
      ko: '삭제 방지를 켭니다.',
      en: 'Switch deletion protection on.',
    },
    cli: ({ id, region }) =>
      `aws elbv2 modify-load-balancer-attributes --load-balancer-arn ${id} --attributes Key=deletion_protection.enabled,Value=true --region ${region}`,
    cloudFormation: `LoadBalancerAttributes:
  - Key: deletion_protection.enabled
    Value: "true"`,
    terraform: 'enable_deletion_protection = true',
  },
  minutes: 5,
  frameworks: { fsbp: ['ELB.6'], ismsp: ['2.9.2'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-6'],
  where: 'region',
  reads: ['elbv2.LoadBalancers', 'elbv2.LoadBalancerAttributes'],

  examine: (place) =>
    rawBalancersOf(place).map((balancer) => {
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
            reach: 'nobody' as const,
            title: {
              ko: `로드 밸런서 ${name}의 삭제 방지가 꺼져 있습니다`,
              en: `balancer ${name} is not protected from deletion`,
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
