import type { Fault } from '../fault.ts';
import { silentService } from '../hosts.ts';
import { web } from '../places.ts';

/** One web server takes connections and says nothing. */
export const serviceSilent: Fault = {
  id: 'service-silent',
  area: 'instance',
  says: {
    ko: '웹 서버 한 대가 연결을 받고도 응답하지 않음',
    en: 'one web server takes connections and says nothing',
  },
  symptom: {
    ko: '웹 서비스가 가끔 느리거나 실패한다는 신고가 들어왔습니다.',
    en: 'Users say that the web service fails now and then.',
  },
  hints: [
    {
      ko: 'Target.Timeout이지만 보안 그룹과 NACL은 멀쩡합니다.',
      en: 'Target.Timeout, and groups and NACLs are fine.',
    },
    {
      ko: '호스트 방화벽이나 멈춘 프로세스를 의심하세요.',
      en: "Suspect the host's own firewall or a hung process.",
    },
  ],
  truth: { code: 'LB_TARGET_SILENT', resource: web.b1 },
  shows: [web.b1],
  met: 'at the end',
  steps: [{ host: web.b1, change: silentService('tcp/80') }],
};
