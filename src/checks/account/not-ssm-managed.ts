import { josa } from '../../messages/josa.ts';
import { nameOf } from '../../snapshot/snapshot.ts';
import { type SecurityCheck, setting } from '../check.ts';
import { rawInstancesOf } from '../subjects.ts';

/** Running instances that Systems Manager does not manage: SSH is the only way in. */
export const notSsmManaged: SecurityCheck = {
  code: 'EC2_NOT_SSM_MANAGED',
  area: 'account',
  severity: 'medium',
  title: {
    ko: '인스턴스를 Systems Manager로 관리합니다',
    en: 'Systems Manager manages the instances',
  },
  why: {
    ko: 'SSH 포트를 열어 두지 않고는 접속할 방법이 없고, 접속 기록과 패치 상태도 남지 않습니다.',
    en: 'There is no way in but an open SSH port, and no record of sessions or patches.',
  },
  remedy: {
    says: {
      ko: 'SSM 에이전트와 AmazonSSMManagedInstanceCore 역할, SSM 엔드포인트를 갖춘 뒤 SSH를 닫습니다.',
      en: 'Give it the SSM agent, the AmazonSSMManagedInstanceCore role and the SSM endpoints; then close SSH.',
    },
    cli: ({ id, region }) =>
      `aws ssm describe-instance-information --filters Key=InstanceIds,Values=${id} --region ${region}`,
    cloudFormation: 'IamInstanceProfile: SSM_INSTANCE_PROFILE',
    terraform: 'iam_instance_profile = "SSM_INSTANCE_PROFILE"',
  },
  minutes: 60,
  frameworks: { fsbp: ['SSM.1'], ismsp: ['2.6.2', '2.6.6'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/ssm-controls.html#ssm-1'],
  where: 'region',
  reads: ['ec2.Reservations', 'ssm.InstanceInformationList'],

  examine: (place) => {
    const managed = new Map((place.scope.ssm?.InstanceInformationList ?? []).map((i) => [i.InstanceId, i.PingStatus]));
    return rawInstancesOf(place)
      .filter((i) => i.State?.Name === 'running')
      .map((instance) => {
        const id = instance.InstanceId ?? '';
        const name = nameOf(instance) ?? id;
        const ping = managed.get(id);
        if (ping === 'Online') return { id, name };
        return {
          id,
          name,
          wrong: [
            {
              title: {
                ko: `인스턴스 ${josa(name, '이/가')} Systems Manager에 연결되어 있지 않습니다`,
                en: `instance ${name} is not managed by Systems Manager`,
              },
              evidence: [setting('ssm:DescribeInstanceInformation', id, 'PingStatus', ping ?? '-')],
            },
          ],
        };
      });
  },
};
