import { areBalancersAnswered } from '../answered.ts';
import type { SecurityCheck } from '../check.ts';
import { modelReads } from '../exposure/reads.ts';
import { fromOverview } from '../from-overview.ts';
import { balancersOf } from '../subjects.ts';

/** Balancers with an enabled zone that has no target. */
export const balancerZoneEmpty: SecurityCheck = {
  code: 'LB_ZONE_WITHOUT_TARGETS',
  area: 'resilience',
  severity: 'medium',
  title: {
    ko: '로드 밸런서의 모든 영역에 대상이 있습니다',
    en: 'Every zone of a balancer has targets',
  },
  why: {
    ko: '대상이 한 영역에 몰려 있어 그 영역과 함께 서비스가 멈춥니다.',
    en: 'All targets are in one zone, and go down with it.',
  },
  remedy: {
    says: {
      ko: '비어 있는 영역에 대상을 추가합니다.',
      en: 'Add targets in the empty zone.',
    },
    cli: ({ region }) => `aws elbv2 describe-target-health --target-group-arn TARGET_GROUP_ARN --region ${region}`,
    cloudFormation: `VPCZoneIdentifier:
  - SUBNET_A
  - SUBNET_B`,
    terraform: 'vpc_zone_identifier = ["SUBNET_A", "SUBNET_B"]',
  },
  minutes: 60,
  frameworks: { fsbp: ['ELB.13'], ismsp: ['2.9.2'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-13'],
  where: 'region',
  reads: [
    'elbv2.LoadBalancers',
    'elbv2.TargetGroups',
    'elbv2.TargetHealthDescriptions',
    'ec2.Subnets',
    'ec2.Reservations',
  ],
  optionalReads: modelReads,

  examine: fromOverview('LB_ZONE_WITHOUT_TARGETS', balancersOf, ({ scope }) => areBalancersAnswered(scope)),
};
