import type { Fault } from '../fault.ts';
import { answering } from '../hosts.ts';
import { web } from '../places.ts';

/** A deployment missed one web server: the checked page is not there. */
export const pageMissing: Fault = {
  id: 'page-missing',
  area: 'instance',
  says: {
    ko: '웹 서버 한 대에 배포가 빠져 상태 검사 페이지가 없음',
    en: 'a deployment missed one web server: the checked page is not there',
  },
  symptom: {
    ko: '웹 서비스가 가끔 느리거나 실패한다는 신고가 들어왔습니다.',
    en: 'Users say that the web service fails now and then.',
  },
  hints: [
    {
      ko: '다른 대상은 같은 경로에 200을 돌려줍니다.',
      en: 'The other targets answer 200 for the same path.',
    },
    {
      ko: '404를 돌려주는 대상 하나만 고치면 됩니다.',
      en: 'Only the target that answers 404 needs mending.',
    },
  ],
  truth: { code: 'LB_TARGET_ANSWERS_WRONG', resource: web.b2 },
  shows: [web.b2],
  met: 'at the end',
  steps: [{ host: web.b2, change: answering('tcp/80', 404) }],
};
