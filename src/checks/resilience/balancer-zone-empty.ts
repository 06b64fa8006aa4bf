import { josa } from '../../messages/josa.ts';
import { areBalancersAnswered } from '../answered.ts';
import { type SecurityCheck, setting } from '../check.ts';
import { modelReads } from '../exposure/reads.ts';
import { fromOverview } from '../from-overview.ts';
import { balancersOf, rawBalancersOf } from '../subjects.ts';

/** Balancers in one zone alone, or with an enabled zone that has no target. */
export const balancerZoneEmpty: SecurityCheck = {
  code: 'LB_ZONE_WITHOUT_TARGETS',
  area: 'resilience',
  severity: 'medium',
  title: {
    ko: '로드 밸런서가 여러 영역에 있고 모든 영역에 대상이 있습니다',
    en: 'Balancers are in more than one zone, and every zone has targets',
  },
  why: {
    ko: '대상이 한 영역에 몰려 있어 그 영역과 함께 서비스가 멈춥니다.',
    en: 'All targets are in one zone, and go down with it.',
  },
  remedy: {
    says: {
      ko: '영역이 하나라면 서브넷을 추가하고, 비어 있는 영역에는 대상을 추가합니다.',
      en: 'Add a subnet where there is one zone alone, and targets where a zone has none.',
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

  examine: (place) => {
    const zones = new Map(
      rawBalancersOf(place).map((b) => [b.LoadBalancerArn ?? '', (b.AvailabilityZones ?? []).map((z) => z.ZoneName)]),
    );
    return fromOverview('LB_ZONE_WITHOUT_TARGETS', balancersOf, ({ scope }) => areBalancersAnswered(scope))(place).map(
      (e) => {
        const [zone = '', ...others] = zones.get(e.id) ?? [];
        if (e.findings !== undefined || zone === '' || others.length > 0) return e;
        const name = e.name ?? e.id;
        return {
          id: e.id,
          name,
          wrong: [
            {
              title: {
                ko: `로드 밸런서 ${josa(name, '이/가')} ${zone} 한 곳에만 있습니다`,
                en: `balancer ${name} is in ${zone} alone`,
              },
              evidence: [setting('elbv2:DescribeLoadBalancers', e.id, 'AvailabilityZones', zone)],
            },
          ],
        };
      },
    );
  },
};
