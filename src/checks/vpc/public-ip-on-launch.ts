import { josa } from '../../messages/josa.ts';
import { ec2, type SecurityCheck, setting } from '../check.ts';
import { modelReads } from '../exposure/reads.ts';
import { fromOverview } from '../from-overview.ts';
import { subnetsOf } from '../subjects.ts';

/** Subnets that give public addresses by themselves. */
export const publicIpOnLaunch: SecurityCheck = {
  code: 'SUBNET_PUBLIC_IP_ON_LAUNCH',
  area: 'vpc',
  severity: 'low',
  title: {
    ko: '서브넷이 퍼블릭 IP를 자동으로 부여하지 않습니다',
    en: 'No subnet gives public addresses by itself',
  },
  why: {
    ko: '의도하지 않은 인스턴스가 퍼블릭 주소를 받아, 라우팅 하나만 바뀌어도 인터넷에 노출됩니다. 주소마다 비용도 듭니다.',
    en: 'Instances get public addresses nobody asked for: one route away from the internet, and each costs money.',
  },
  remedy: {
    says: {
      ko: '자동 부여를 끄고, 필요한 곳에만 Elastic IP를 붙입니다.',
      en: 'Switch it off, and give an Elastic IP where one is needed.',
    },
    cli: ({ id, region }) =>
      `aws ec2 modify-subnet-attribute --subnet-id ${id} --no-map-public-ip-on-launch --region ${region}`,
    cloudFormation: 'MapPublicIpOnLaunch: false',
    terraform: 'map_public_ip_on_launch = false',
  },
  minutes: 5,
  frameworks: { fsbp: ['EC2.15'], ismsp: ['2.6.1', '2.10.2'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-15'],
  where: 'region',
  reads: [
    'ec2.Subnets',
    'ec2.RouteTables',
    'ec2.Vpcs',
    'ec2.TransitGatewayVpcAttachments',
    'ec2.VpcEndpoints',
    'ec2.NetworkInterfaces',
  ],
  optionalReads: modelReads,

  // The overview tells of those whose addresses cannot work. The others may be meant: told, failed, and not weighed.
  examine: (place) => {
    const raw = new Map((place.scope.ec2?.Subnets ?? []).map((s) => [s.SubnetId ?? '', s]));
    return fromOverview(
      'SUBNET_PUBLIC_IP_ON_LAUNCH',
      subnetsOf,
    )(place).map((e) => {
      const subnet = raw.get(e.id);
      if (e.findings !== undefined || subnet?.MapPublicIpOnLaunch !== true) return e;
      const name = e.name ?? e.id;
      return {
        ...e,
        wrong: [
          {
            severity: 'info' as const,
            reach: 'nobody' as const,
            title: {
              ko: `서브넷 ${josa(name, '이/가')} 새 인스턴스에 퍼블릭 IP를 자동 할당합니다`,
              en: `subnet ${name} gives new instances public addresses`,
            },
            impact: {
              ko: '여기에 만드는 인스턴스는 아무도 정하지 않아도 퍼블릭 주소를 받고, 보안 그룹이 허용하는 만큼 바로 노출됩니다.',
              en: 'Whatever is launched here has a public address nobody asked for, and is exposed as far as its groups let it.',
            },
            evidence: [setting('ec2:DescribeSubnets', e.id, 'MapPublicIpOnLaunch', true)],
            calls: [ec2('ModifySubnetAttribute', { SubnetId: e.id, MapPublicIpOnLaunch: { Value: false } })],
          },
        ],
      };
    });
  },
};
