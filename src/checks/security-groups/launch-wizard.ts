import type { SecurityCheck } from '../check.ts';
import { fromOverview } from '../from-overview.ts';
import { customGroupsOf } from '../subjects.ts';

/** Groups made by the console's launch wizard and in use. */
export const launchWizard: SecurityCheck = {
  code: 'SG_LAUNCH_WIZARD',
  area: 'security-groups',
  severity: 'low',
  title: {
    ko: '콘솔 마법사가 만든 보안 그룹을 쓰지 않습니다',
    en: 'No group made by the console’s launch wizard is in use',
  },
  why: {
    ko: '이름만으로 용도를 알 수 없고 IaC로 관리되지 않아, 규칙이 조용히 늘어납니다.',
    en: 'Its name tells no purpose and no IaC manages it, so rules pile up silently.',
  },
  remedy: {
    says: {
      ko: '용도에 맞는 이름의 그룹을 만들어 옮기고 이 그룹을 지웁니다.',
      en: 'Make a group named for its purpose, move the interfaces to it, delete this one.',
    },
    cli: ({ id, region }) =>
      `aws ec2 describe-network-interfaces --filters Name=group-id,Values=${id} --region ${region}`,
    cloudFormation: 'GroupName: web-servers',
    terraform: 'name = "web-servers"',
  },
  minutes: 30,
  frameworks: { ismsp: ['2.10.2'] },
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-security-groups.html'],
  where: 'region',
  reads: ['ec2.SecurityGroups', 'ec2.NetworkInterfaces', 'ec2.Vpcs', 'ec2.Subnets'],

  examine: fromOverview('SG_LAUNCH_WIZARD', customGroupsOf),
};
