import type { Fault } from '../fault.ts';
import { allWeb, elbv2, listenerOf, webGroup } from '../places.ts';

/** A maintenance answer was left on the listener. */
export const listenerFixedResponse: Fault = {
  id: 'listener-fixed-response',
  area: 'balancer',
  says: {
    ko: '점검 안내용 고정 응답이 리스너에 그대로 남음',
    en: 'a maintenance answer was left on the listener',
  },
  symptom: {
    ko: '웹 서비스가 모든 요청에 503을 돌려줍니다.',
    en: 'The web service answers every request with 503.',
  },
  hints: [
    {
      ko: '503을 대상이 돌려줬습니까, 로드 밸런서가 돌려줬습니까?',
      en: 'Who answers 503: the targets or the balancer?',
    },
    {
      ko: '리스너의 기본 동작을 보세요.',
      en: "Look at the listener's default action.",
    },
  ],
  truth: { code: 'LB_TARGET_GROUP_NO_LISTENER', resource: webGroup },
  shows: allWeb,
  met: 'before',
  steps: [
    {
      call: (snapshot) =>
        elbv2('ModifyListener', {
          ListenerArn: listenerOf(snapshot, 'DMZVPC-alb1'),
          DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } }],
        }),
    },
  ],
};
