import type { Fault } from '../fault.ts';
import { allWeb, elbv2, webGroup } from '../places.ts';

/** The health check asks for a page that is forbidden. */
export const healthRefused: Fault = {
  id: 'health-refused',
  area: 'balancer',
  says: {
    ko: '상태 검사 경로가 접근이 금지된 페이지로 바뀜',
    en: 'the health check asks for a page that is forbidden',
  },
  symptom: {
    ko: '배포 직후 대상이 전부 비정상이 되었습니다.',
    en: 'Right after a deployment every target turned unhealthy.',
  },
  hints: [
    {
      ko: '대상은 403으로 응답합니다.',
      en: 'The targets answer 403.',
    },
    {
      ko: '상태 검사 경로 /는 이 서버에서 금지되어 있습니다.',
      en: 'On these servers the path / is forbidden.',
    },
  ],
  truth: { code: 'LB_HEALTH_CHECK_REFUSED', resource: webGroup },
  shows: allWeb,
  met: 'at the end',
  steps: [{ call: elbv2('ModifyTargetGroup', { TargetGroupArn: webGroup, HealthCheckPath: '/' }) }],
};
