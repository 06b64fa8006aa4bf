import type { Fault } from '../fault.ts';
import { elbv2, mgmtGroup, mgmtHost } from '../places.ts';

/** 302 is no longer a success code, and the target redirects. */
export const healthMatcher: Fault = {
  id: 'health-matcher',
  area: 'balancer',
  says: {
    ko: '정상 코드에서 302가 빠져 리디렉션하는 대상이 비정상이 됨',
    en: '302 is no longer a success code, and the target redirects',
  },
  symptom: {
    ko: '관리 페이지는 열리는데 대상이 비정상으로 보입니다.',
    en: 'The management page opens, and its target is shown unhealthy.',
  },
  hints: [
    {
      ko: '대상이 돌려주는 코드를 보세요.',
      en: 'See which code the target answers.',
    },
    {
      ko: 'Matcher가 302를 받습니까?',
      en: 'Does the matcher take 302?',
    },
  ],
  truth: { code: 'LB_HEALTH_CHECK_MATCHER', resource: mgmtGroup },
  shows: [mgmtHost],
  met: 'at the end',
  steps: [{ call: elbv2('ModifyTargetGroup', { TargetGroupArn: mgmtGroup, Matcher: { HttpCode: '200' } }) }],
};
