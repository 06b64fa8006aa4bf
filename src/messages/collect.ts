import type { Text } from './text.ts';

export const nothingReadable = (code: string, message?: string): Text => {
  const detail = message === undefined || message === '' || message === 'UnknownError' ? '' : `: ${message}`;
  return {
    ko: `읽을 수 있는 것이 하나도 없습니다 (${code}${detail}). netops doctor로 권한을 확인하세요.`,
    en: `nothing could be read (${code}${detail}). Check the permissions with netops doctor.`,
  };
};

export const reading = (source: string): Text => ({
  ko: `${source}에서 네트워크를 읽는 중`,
  en: `reading the network from ${source}`,
});

export const readDone = (reads: number, failed: number, seconds: string): Text => ({
  ko: `${reads}개 항목을 읽었습니다 (${seconds}초${failed === 0 ? '' : `, ${failed}개 실패`})`,
  en: `read ${reads} items (${seconds} s${failed === 0 ? '' : `, ${failed} failed`})`,
});
