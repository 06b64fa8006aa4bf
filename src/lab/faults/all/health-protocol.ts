import type { Fault } from '../fault.ts';
import { allWeb, elbv2, webGroup } from '../places.ts';

/** HTTP servers are checked with HTTPS. */
export const healthProtocol: Fault = {
  id: 'health-protocol',
  area: 'balancer',
  says: {
    ko: 'HTTP 서버를 HTTPS로 검사하도록 바뀜',
    en: 'HTTP servers are checked with HTTPS',
  },
  symptom: {
    ko: '보안 강화 작업 뒤 대상이 전부 비정상이 되었습니다.',
    en: 'After some hardening every target turned unhealthy.',
  },
  hints: [
    {
      ko: '포트는 맞지만 말이 통하지 않습니다.',
      en: 'The port is right, and they do not understand each other.',
    },
    {
      ko: '상태 검사 프로토콜과 트래픽 프로토콜을 비교하세요.',
      en: "Compare the check's protocol with the traffic's.",
    },
  ],
  truth: { code: 'LB_HEALTH_CHECK_PROTOCOL', resource: webGroup },
  shows: allWeb,
  met: 'at the end',
  steps: [{ call: elbv2('ModifyTargetGroup', { TargetGroupArn: webGroup, HealthCheckProtocol: 'HTTPS' }) }],
};
