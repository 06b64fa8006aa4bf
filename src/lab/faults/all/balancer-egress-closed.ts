import { groupId } from '../../seed/security-groups.ts';
import type { Fault } from '../fault.ts';
import { allWeb, ec2 } from '../places.ts';

/** The balancer's security group lets nothing out. */
export const balancerEgressClosed: Fault = {
  id: 'balancer-egress-closed',
  area: 'group',
  says: {
    ko: '로드 밸런서 보안 그룹의 아웃바운드 규칙이 삭제됨',
    en: "the balancer's security group lets nothing out",
  },
  symptom: {
    ko: '웹 서비스 전체가 응답하지 않는다는 신고가 들어왔습니다.',
    en: 'Users say that the web service is down.',
  },
  hints: [
    {
      ko: '대상의 보안 그룹은 그대로입니다.',
      en: "The targets' groups are as they were.",
    },
    {
      ko: '나가는 쪽 규칙도 있습니다.',
      en: 'There are rules for the way out, too.',
    },
  ],
  truth: { code: 'LB_BALANCER_EGRESS_BLOCKED_BY_SG', resource: groupId('DMZVPC', 'ALBSecurityGroup') },
  shows: allWeb,
  met: 'on the way',
  steps: [
    {
      call: ec2('RevokeSecurityGroupEgress', {
        GroupId: groupId('DMZVPC', 'ALBSecurityGroup'),
        IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      }),
    },
  ],
};
