import { groupId } from '../../seed/security-groups.ts';
import type { Fault } from '../fault.ts';
import { ec2, mgmtHost } from '../places.ts';

/** The rule that let the balancer into the management host is gone. */
export const mgmtGroupClosed: Fault = {
  id: 'mgmt-group-closed',
  area: 'group',
  says: {
    ko: '관리 서버의 보안 그룹에서 로드 밸런서를 참조하는 규칙이 삭제됨',
    en: 'the rule that let the balancer into the management host is gone',
  },
  symptom: {
    ko: 'www.lab.example이 504를 돌려줍니다.',
    en: 'www.lab.example answers 504.',
  },
  hints: [
    {
      ko: '504는 대상이 응답하지 않았다는 뜻입니다.',
      en: '504 means that no target answered.',
    },
    {
      ko: 'HostSecurityGroup의 인바운드 규칙을 보세요.',
      en: 'Look at the inbound rules of HostSecurityGroup.',
    },
  ],
  truth: { code: 'LB_TARGET_PORT_BLOCKED_BY_SG', resource: groupId('mgmtvpc', 'HostSecurityGroup') },
  shows: [mgmtHost],
  met: 'on the way',
  steps: [
    {
      call: ec2('RevokeSecurityGroupIngress', {
        GroupId: groupId('mgmtvpc', 'HostSecurityGroup'),
        IpPermissions: [
          {
            IpProtocol: 'tcp',
            FromPort: 8888,
            ToPort: 8888,
            UserIdGroupPairs: [{ GroupId: groupId('mgmtvpc', 'ALBSecurityGroup') }],
          },
        ],
      }),
    },
  ],
};
