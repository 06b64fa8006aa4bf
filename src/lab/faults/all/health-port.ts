import type { Fault } from '../fault.ts';
import { allWeb, elbv2, webGroup } from '../places.ts';

/** The health check port is not the service's. */
export const healthPort: Fault = {
  id: 'health-port',
  area: 'balancer',
  says: {
    ko: '상태 검사 포트가 서비스 포트와 다르게 바뀜',
    en: "the health check port is not the service's",
  },
  symptom: {
    ko: '대상이 전부 비정상인데 직접 접속하면 잘 됩니다.',
    en: 'Every target is unhealthy, yet asked directly they work.',
  },
  hints: [
    {
      ko: '연결이 거부되고 있습니다. 어느 포트입니까?',
      en: 'Connections are refused. On which port?',
    },
    {
      ko: 'HealthCheckPort와 트래픽 포트를 비교하세요.',
      en: 'Compare HealthCheckPort with the traffic port.',
    },
  ],
  truth: { code: 'LB_HEALTH_CHECK_PORT', resource: webGroup },
  shows: allWeb,
  met: 'at the end',
  steps: [{ call: elbv2('ModifyTargetGroup', { TargetGroupArn: webGroup, HealthCheckPort: '443' }) }],
};
