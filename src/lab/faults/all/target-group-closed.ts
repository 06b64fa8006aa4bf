import { groupId } from '../../seed/security-groups.ts';
import type { Fault } from '../fault.ts';
import { allWeb, ec2 } from '../places.ts';

/** Port 80 was taken out of the web servers' security group. */
export const targetGroupClosed: Fault = {
  id: 'target-group-closed',
  area: 'group',
  says: {
    ko: '웹 서버의 보안 그룹에서 80번 규칙이 삭제됨',
    en: "port 80 was taken out of the web servers' security group",
  },
  symptom: {
    ko: '웹 서비스 전체가 응답하지 않는다는 신고가 들어왔습니다.',
    en: 'Users say that the web service is down.',
  },
  hints: [
    {
      ko: '모든 대상이 Target.Timeout입니다.',
      en: 'Every target is at Target.Timeout.',
    },
    {
      ko: '대상의 보안 그룹이 로드 밸런서를 허용합니까?',
      en: "Do the targets' groups admit the balancer?",
    },
  ],
  truth: { code: 'LB_TARGET_PORT_BLOCKED_BY_SG', resource: groupId('DMZVPC', 'PrivateEC2SG') },
  shows: allWeb,
  met: 'on the way',
  steps: [
    {
      call: ec2('RevokeSecurityGroupIngress', {
        GroupId: groupId('DMZVPC', 'PrivateEC2SG'),
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      }),
    },
  ],
};
