import type { Fault } from '../fault.ts';
import { slow } from '../hosts.ts';
import { mgmtHost } from '../places.ts';

/** The management host takes 8 s to answer. */
export const appSlow: Fault = {
  id: 'app-slow',
  area: 'instance',
  says: {
    ko: '관리 서버의 응답이 8초 걸림',
    en: 'the management host takes 8 s to answer',
  },
  symptom: {
    ko: 'www.lab.example이 한참 뒤에야 열립니다.',
    en: 'www.lab.example takes ages to open.',
  },
  hints: [
    {
      ko: 'Target.Timeout은 막힌 것만이 아닙니다.',
      en: 'Target.Timeout does not always mean blocked.',
    },
    {
      ko: 'TargetResponseTime을 상태 검사 제한 시간과 비교하세요.',
      en: 'Compare TargetResponseTime with the timeout of the check.',
    },
  ],
  truth: { code: 'LB_TARGET_SLOW', resource: mgmtHost },
  shows: [mgmtHost],
  met: 'at the end',
  steps: [{ host: mgmtHost, change: slow('tcp/8888', 8_000) }],
};
