import { josa } from './josa.ts';
import type { Text } from './text.ts';

/** Time windows of commands that look at metrics. */

export const windowOptions = {
  last: {
    ko: '볼 기간: 30m, 24h, 7d (최대 455d)',
    en: 'how far back to look: 30m, 24h, 7d (455d at most)',
  },
  since: {
    ko: '이때부터: 2026-11-22T21:00 (이 컴퓨터의 시간대) 또는 2026-11-22T12:00Z',
    en: 'from then on: 2026-11-22T21:00 (this machine’s zone) or 2026-11-22T12:00Z',
  },
  until: { ko: '이때까지 (생략하면 지금)', en: 'up to then (now when left out)' },
} satisfies Record<string, Text>;

export const badWindow = (given: string): Text => ({
  ko: `--last ${josa(given, '은/는')} 기간이 아닙니다. 30m, 24h, 7d처럼 적고 455d를 넘지 않게 하세요.`,
  en: `--last ${given} is no length of time. Write 30m, 24h or 7d, and no more than 455d.`,
});
export const badInstant = (option: string, given: string): Text => ({
  ko: `${option} ${josa(given, '은/는')} 시각이 아닙니다. 2026-11-22T21:00 또는 2026-11-22T12:00Z처럼 적으세요.`,
  en: `${option} ${given} is no point in time. Write 2026-11-22T21:00 or 2026-11-22T12:00Z.`,
});
export const lastOrSince: Text = {
  ko: '--last와 --since는 같이 쓸 수 없습니다. 하나만 쓰세요.',
  en: '--last and --since exclude each other: use one of them.',
};
export const untilAlone: Text = {
  ko: '--until은 --since나 --last와 같이 씁니다.',
  en: '--until goes with --since or --last.',
};
export const windowEmpty = (from: string, to: string): Text => ({
  ko: `시작(${from})이 끝(${to})보다 늦거나 같습니다.`,
  en: `the window starts (${from}) no earlier than it ends (${to}).`,
});
export const windowInFuture = (from: string): Text => ({
  ko: `${josa(from, '은/는')} 아직 오지 않은 시각입니다.`,
  en: `${from} has not come yet.`,
});
export const windowTooOld = (from: string): Text => ({
  ko: `${josa(from, '은/는')} 너무 오래전입니다. CloudWatch는 지표를 455일 동안만 보관합니다.`,
  en: `${from} is too long ago: CloudWatch keeps metrics for 455 days.`,
});
