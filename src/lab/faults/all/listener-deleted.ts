import { balancerArn } from '../../seed/elbv2.ts';
import type { Fault } from '../fault.ts';
import { allWeb, elbv2, listenerOf, webGroup } from '../places.ts';

/** The listener of the web balancer is deleted. */
export const listenerDeleted: Fault = {
  id: 'listener-deleted',
  area: 'balancer',
  says: {
    ko: '웹 로드 밸런서의 리스너가 삭제됨',
    en: 'the listener of the web balancer is deleted',
  },
  symptom: {
    ko: '웹 서비스 전체가 응답하지 않는다는 신고가 들어왔습니다.',
    en: 'Users say that the web service is down.',
  },
  hints: [
    {
      ko: '대상은 비정상이 아니라 unused입니다.',
      en: 'The targets are not unhealthy but unused.',
    },
    {
      ko: '80번 포트를 누가 듣고 있습니까?',
      en: 'Who listens on port 80?',
    },
  ],
  truth: { code: 'LB_NO_LISTENER', resource: balancerArn('DMZVPC-alb1') },
  // Without a listener nobody can tell whether clients would get to the nodes.
  shows: [...allWeb, balancerArn('DMZVPC-alb1'), 'node a of DMZVPC-alb1', 'node b of DMZVPC-alb1'],
  met: 'before',
  steps: [
    {
      call: (snapshot) => elbv2('DeleteListener', { ListenerArn: listenerOf(snapshot, 'DMZVPC-alb1') }),
      undo: elbv2('CreateListener', {
        LoadBalancerArn: balancerArn('DMZVPC-alb1'),
        Protocol: 'HTTP',
        Port: 80,
        DefaultActions: [{ Type: 'forward', TargetGroupArn: webGroup }],
      }),
    },
  ],
};
