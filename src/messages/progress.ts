import type { Text } from './text.ts';

export const progress = {
  /** What a place is called: a region, or what has none. */
  place: (account: string, region: string, several: boolean): Text => {
    const where = region === 'global' ? { ko: '글로벌', en: 'global' } : { ko: region, en: region };
    return several && account !== '' ? { ko: `${account} ${where.ko}`, en: `${account} ${where.en}` } : where;
  },
  read: (done: number, total: number, failed: number): Text => ({
    ko: `${done}/${total} 읽음${failed > 0 ? `, ${failed}건 실패` : ''}`,
    en: `${done}/${total} read${failed > 0 ? `, ${failed} failed` : ''}`,
  }),
  others: (places: number, done: number, total: number): Text => ({
    ko: `그 밖의 ${places}곳 ${done}/${total}`,
    en: `${places} more places ${done}/${total}`,
  }),
  finished: (places: number, done: number, failed: number, seconds: string): Text => ({
    ko: `수집 완료: ${places}곳, ${done - failed}건 읽음${failed > 0 ? `, ${failed}건 실패` : ''}, ${seconds}초`,
    en: `collected: ${places} ${places === 1 ? 'place' : 'places'}, ${done - failed} reads${failed > 0 ? `, ${failed} failed` : ''}, ${seconds} s`,
  }),
  stopped: { ko: '수집을 중단했습니다.', en: 'collection stopped.' },
} satisfies Record<string, Text | ((...args: never[]) => Text)>;
