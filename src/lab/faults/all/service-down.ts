import type { Fault } from '../fault.ts';
import { withoutService } from '../hosts.ts';
import { web } from '../places.ts';

/** Httpd is down on one web server. */
export const serviceDown: Fault = {
  id: 'service-down',
  area: 'instance',
  says: {
    ko: '웹 서버 한 대의 httpd가 내려감',
    en: 'httpd is down on one web server',
  },
  symptom: {
    ko: '웹 서비스가 가끔 느리거나 실패한다는 신고가 들어왔습니다.',
    en: 'Users say that the web service fails now and then.',
  },
  hints: [
    {
      ko: '상태 검사의 사유 코드를 보세요.',
      en: 'Read the reason code of the failed check.',
    },
    {
      ko: 'Target.FailedHealthChecks는 연결이 거부됐다는 뜻입니다. 80번 포트를 듣는 프로세스가 있습니까?',
      en: 'Target.FailedHealthChecks means a refused connection. Does anything listen on port 80?',
    },
  ],
  truth: { code: 'LB_TARGET_SERVICE_DOWN', resource: web.a2 },
  shows: [web.a2],
  met: 'at the end',
  steps: [{ host: web.a2, change: withoutService('tcp/80') }],
};
