import { balancerArn } from '../../seed/elbv2.ts';
import { groupId } from '../../seed/security-groups.ts';
import type { Fault } from '../fault.ts';
import { ec2 } from '../places.ts';

/** Nobody may reach the balancer on port 80 any more. */
export const balancerIngressClosed: Fault = {
  id: 'balancer-ingress-closed',
  area: 'group',
  says: {
    ko: '로드 밸런서 보안 그룹에서 80번 인바운드가 삭제됨',
    en: 'nobody may reach the balancer on port 80 any more',
  },
  symptom: {
    ko: '대상은 모두 정상인데 아무도 접속하지 못합니다.',
    en: 'All targets are healthy, and nobody gets through.',
  },
  hints: [
    {
      ko: '요청이 로드 밸런서까지 오지 않습니다.',
      en: 'Requests do not even get to the balancer.',
    },
    {
      ko: '로드 밸런서의 보안 그룹이 인터넷을 허용합니까?',
      en: "Does the balancer's group admit the internet?",
    },
  ],
  truth: { code: 'LB_LISTENER_BLOCKED_BY_SG', resource: groupId('DMZVPC', 'ALBSecurityGroup') },
  shows: [balancerArn('DMZVPC-alb1')],
  met: 'on the way',
  steps: [
    {
      call: ec2('RevokeSecurityGroupIngress', {
        GroupId: groupId('DMZVPC', 'ALBSecurityGroup'),
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      }),
    },
  ],
};
