import type { Fault } from '../fault.ts';
import { hangs } from '../hosts.ts';
import { web } from '../places.ts';

/** One web server's operating system hangs. */
export const instanceHung: Fault = {
  id: 'instance-hung',
  area: 'instance',
  says: {
    ko: '웹 서버 한 대의 운영체제가 멈춤',
    en: "one web server's operating system hangs",
  },
  symptom: {
    ko: '웹 서비스가 가끔 느리거나 실패한다는 신고가 들어왔습니다.',
    en: 'Users say that the web service fails now and then.',
  },
  hints: [
    {
      ko: '네트워크는 모두 열려 있는데 대상 하나가 조용합니다.',
      en: 'The network is open, and one target is silent.',
    },
    {
      ko: 'EC2의 상태 확인(status check)을 보세요.',
      en: "Look at EC2's own status checks.",
    },
  ],
  truth: { code: 'INSTANCE_STATUS_IMPAIRED', resource: web.a1 },
  shows: [web.a1],
  met: 'at the end',
  steps: [{ host: web.a1, change: hangs }],
};
