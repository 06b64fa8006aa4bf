import type { Fault } from '../fault.ts';
import { allWeb, elbv2, webGroup } from '../places.ts';

/** The health check asks for a page that is not there. */
export const healthPath: Fault = {
  id: 'health-path',
  area: 'balancer',
  says: {
    ko: '상태 검사 경로가 없는 페이지로 바뀜',
    en: 'the health check asks for a page that is not there',
  },
  symptom: {
    ko: '웹 서비스는 되는데 대상이 전부 비정상으로 보입니다.',
    en: 'The service works, and every target is shown unhealthy.',
  },
  hints: [
    {
      ko: '모든 대상이 같은 코드로 실패합니다.',
      en: 'All targets fail with the same code.',
    },
    {
      ko: '상태 검사 경로를 누가 언제 바꿨습니까?',
      en: 'Who changed the health check path, and when?',
    },
  ],
  truth: { code: 'LB_HEALTH_CHECK_PATH', resource: webGroup },
  shows: allWeb,
  met: 'at the end',
  steps: [{ call: elbv2('ModifyTargetGroup', { TargetGroupArn: webGroup, HealthCheckPath: '/healthz' }) }],
};
