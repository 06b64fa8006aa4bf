import type { Fault } from '../fault.ts';
import { answering } from '../hosts.ts';
import { web } from '../places.ts';

/** The application on one web server answers 500. */
export const appError: Fault = {
  id: 'app-error',
  area: 'instance',
  says: {
    ko: '웹 서버 한 대의 애플리케이션이 500을 돌려줌',
    en: 'the application on one web server answers 500',
  },
  symptom: {
    ko: '요청 넷 중 하나가 500입니다.',
    en: 'One request in four ends in 500.',
  },
  hints: [
    {
      ko: '대상 상태의 설명에 응답 코드가 있습니다.',
      en: "The description of the target's state names a status code.",
    },
    {
      ko: '5xx는 설정이 아니라 애플리케이션 문제입니다. 어느 대상입니까?',
      en: '5xx is the application, not a setting. Which target?',
    },
  ],
  truth: { code: 'LB_TARGET_ANSWERS_5XX', resource: web.a1 },
  shows: [web.a1],
  met: 'at the end',
  steps: [{ host: web.a1, change: answering('tcp/80', 500) }],
};
