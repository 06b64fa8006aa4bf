import { josa } from './josa.ts';
import type { Text } from './text.ts';

export const noneSaved = (): Text => ({
  ko: '저장된 스냅샷이 없습니다. netops snapshot save로 먼저 저장하세요.',
  en: 'no snapshot is saved. Save one first with netops snapshot save.',
});

export const noPrevious = (): Text => ({
  ko: '저장된 스냅샷이 하나뿐이라 비교할 이전 스냅샷이 없습니다.',
  en: 'only one snapshot is saved, so there is no previous one.',
});

export const noSuchSnapshot = (name: string): Text => ({
  ko: `스냅샷 ${josa(name, '을/를')} 찾을 수 없습니다. netops snapshot list로 이름을 확인하거나 폴더 경로를 적으세요.`,
  en: `there is no snapshot ${name}. See the names with netops snapshot list, or give a folder's path.`,
});

export const ambiguous = (name: string, among: string[]): Text => ({
  ko: `${josa(name, '으로/로')} 시작하는 스냅샷이 여럿입니다: ${among.join(', ')}`,
  en: `more than one snapshot begins with ${name}: ${among.join(', ')}`,
});

export const notAFolder = (path: string): Text => ({
  ko: `${josa(path, '은/는')} 폴더가 아닙니다. 스냅샷 폴더나 aws describe 출력이 든 폴더를 지정하세요.`,
  en: `${path} is not a folder. Name a snapshot's folder, or one with outputs of aws describe commands.`,
});

export const damagedJson = (path: string, at: { line: number; column: number }): Text => ({
  ko: `${path} 파일이 손상되었습니다: ${at.line}행 ${at.column}열에서 JSON이 깨져 있습니다.`,
  en: `the file ${path} is damaged: the JSON breaks at line ${at.line}, column ${at.column}.`,
});

export const wrongShape = (path: string, key: string): Text => ({
  ko: `${path} 파일에 ${key} 데이터가 없거나 형식이 다릅니다.`,
  en: `the file ${path} has no ${key}, or not in its shape.`,
});

export const newerVersion = (path: string, version: number): Text => ({
  ko: `${josa(path, '은/는')} 더 새로운 netops가 만든 스냅샷입니다 (schemaVersion ${version}). netops를 업데이트하세요.`,
  en: `${path} was made by a newer netops (schemaVersion ${version}). Update netops.`,
});

export const foreign = (path: string): Text => ({
  ko: `${josa(path, '은/는')} netops 스냅샷이 아닙니다.`,
  en: `${path} is not of a netops snapshot.`,
});

export const nothingInFolder = (folder: string): Text => ({
  ko: `${folder}에서 스냅샷이나 aws describe 출력을 찾지 못했습니다. aws ec2 describe-vpcs > vpcs.json처럼 저장한 JSON 파일이 있어야 합니다.`,
  en: `${folder} holds neither a snapshot nor outputs of aws describe commands, such as from aws ec2 describe-vpcs > vpcs.json.`,
});

export const ignoredFiles = (files: string[]): Text => {
  const shown = files.slice(0, 5).join(', ');
  const more = files.length - 5;
  return {
    ko: `알 수 없는 내용이라 읽지 않은 파일 ${files.length}개: ${shown}${more > 0 ? ` 외 ${more}개` : ''}`,
    en: `${files.length} file${files.length === 1 ? '' : 's'} not understood and left out: ${shown}${more > 0 ? ` and ${more} more` : ''}`,
  };
};

export const cannotSave = (dir: string, code: string, message: string): Text => {
  const reasons: Record<string, Text> = {
    EACCES: { ko: '쓰기 권한이 없습니다', en: 'no permission to write' },
    EPERM: { ko: '쓰기 권한이 없습니다', en: 'no permission to write' },
    EROFS: { ko: '읽기 전용 파일 시스템입니다', en: 'the file system is read-only' },
    ENOSPC: { ko: '디스크가 가득 찼습니다', en: 'the disk is full' },
    EDQUOT: { ko: '디스크 할당량을 넘었습니다', en: 'the disk quota is used up' },
    ENOTDIR: { ko: '경로 중간에 폴더가 아닌 파일이 있습니다', en: 'a part of the path is a file, not a folder' },
    EEXIST: { ko: '같은 이름의 파일이 있습니다', en: 'a file of that name is in the way' },
  };
  const reason = reasons[code] ?? { ko: message, en: message };
  return {
    ko: `${dir}에 스냅샷을 저장할 수 없습니다: ${reason.ko}. NETOPS_HOME으로 다른 폴더를 지정할 수 있습니다.`,
    en: `cannot save the snapshot in ${dir}: ${reason.en}. NETOPS_HOME names another folder.`,
  };
};
