import { isTransitAnswered } from '../answered.ts';
import type { SecurityCheck } from '../check.ts';
import { modelReads, transitReads } from '../exposure/reads.ts';
import { fromOverview } from '../from-overview.ts';
import { firewallsOf } from '../subjects.ts';

/** Flows whose answers come by another firewall endpoint. */
export const asymmetric: SecurityCheck = {
  code: 'FIREWALL_ASYMMETRIC',
  area: 'firewall',
  severity: 'high',
  title: {
    ko: '요청과 응답이 같은 방화벽 엔드포인트를 지납니다',
    en: 'Requests and answers pass the same firewall endpoint',
  },
  why: {
    ko: '상태 저장 방화벽은 한쪽만 보면 연결을 끊거나 검사하지 못합니다.',
    en: 'A stateful firewall that sees one direction drops the flow or inspects nothing.',
  },
  remedy: {
    says: {
      ko: '어플라이언스 모드를 켜거나 영역별 라우팅을 맞춥니다.',
      en: 'Switch appliance mode on, or align the routes zone by zone.',
    },
    cli: ({ region }) =>
      `aws ec2 modify-transit-gateway-vpc-attachment --transit-gateway-attachment-id ATTACHMENT_ID --options ApplianceModeSupport=enable --region ${region}`,
    cloudFormation: `Options:
  ApplianceModeSupport: enable`,
    terraform: 'appliance_mode_support = "enable"',
  },
  minutes: 60,
  frameworks: { ismsp: ['2.10.1'] },
  references: ['https://docs.aws.amazon.com/network-firewall/latest/developerguide/asymmetric-routing.html'],
  where: 'region',
  reads: [
    'networkfirewall.Firewalls',
    'ec2.RouteTables',
    'ec2.Subnets',
    'ec2.Vpcs',
    'ec2.VpcEndpoints',
    'ec2.NetworkInterfaces',
    ...transitReads,
  ],
  optionalReads: modelReads,

  examine: fromOverview('FIREWALL_ASYMMETRIC', firewallsOf, ({ scope }) => isTransitAnswered(scope)),
};
