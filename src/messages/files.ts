import type { Text } from './text.ts';

const why: Record<string, Text> = {
  EACCES: { ko: '쓰기 권한이 없습니다', en: 'no permission to write' },
  EPERM: { ko: '쓰기 권한이 없습니다', en: 'no permission to write' },
  EROFS: { ko: '읽기 전용 파일 시스템입니다', en: 'the file system is read-only' },
  ENOSPC: { ko: '디스크가 가득 찼습니다', en: 'the disk is full' },
  EDQUOT: { ko: '디스크 할당량을 넘었습니다', en: 'the disk quota is used up' },
  ENOTDIR: { ko: '경로 중간에 폴더가 아닌 파일이 있습니다', en: 'a part of the path is a file, not a folder' },
  EEXIST: { ko: '같은 이름의 파일이 있습니다', en: 'a file of that name is in the way' },
  EISDIR: { ko: '같은 이름의 폴더가 있습니다', en: 'a folder of that name is in the way' },
};

/** Why a file cannot be written, by Node's error code; the system's own words where there is no better sentence. */
export const reasonOf = (code: string, message: string): Text => why[code] ?? { ko: message, en: message };

export function cannotWrite(dir: string, code: string, message: string): Text {
  const reason = reasonOf(code, message);
  return {
    ko: `${dir}에 보고서를 쓸 수 없습니다: ${reason.ko}. --out으로 다른 폴더를 지정하세요.`,
    en: `cannot write the reports to ${dir}: ${reason.en}. Name another folder with --out.`,
  };
}
