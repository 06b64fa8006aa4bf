import type { Fault } from '../fault.ts';
import { withoutService } from '../hosts.ts';
import { mgmtHost } from '../places.ts';

/** The service on port 8888 of the management host is down. */
export const mgmtServiceDown: Fault = {
  id: 'mgmt-service-down',
  area: 'instance',
  says: {
    ko: '관리 서버의 8888 포트 서비스가 내려감',
    en: 'the service on port 8888 of the management host is down',
  },
  symptom: {
    ko: 'www.lab.example이 502나 503을 돌려줍니다.',
    en: 'www.lab.example answers 502 or 503.',
  },
  hints: [
    {
      ko: 'CloudFront 뒤의 로드 밸런서를 보세요.',
      en: 'Look at the balancer behind CloudFront.',
    },
    {
      ko: '대상은 하나뿐이고 연결을 거부합니다.',
      en: 'There is one target, and it refuses connections.',
    },
  ],
  truth: { code: 'LB_TARGET_SERVICE_DOWN', resource: mgmtHost },
  shows: [mgmtHost],
  met: 'at the end',
  steps: [{ host: mgmtHost, change: withoutService('tcp/8888') }],
};
