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

export const snapshotCommand = {
  description: {
    ko: '네트워크의 스냅샷을 저장하고, 두 시점 사이에 무엇이 바뀌었는지 보여 줍니다',
    en: 'save snapshots of the network, and show what changed between two of them',
  },
  examples: {
    ko: `예:
  netops snapshot save --profile prod
  netops snapshot list
  netops snapshot diff                                직전 스냅샷과 최신 스냅샷 비교
  netops snapshot diff 2026-11-22T0900 latest
  netops snapshot diff ./before ./after --format json
  netops analyze --source snapshot:latest`,
    en: `Examples:
  netops snapshot save --profile prod
  netops snapshot list
  netops snapshot diff                                the previous snapshot and the latest
  netops snapshot diff 2026-11-22T0900 latest
  netops snapshot diff ./before ./after --format json
  netops analyze --source snapshot:latest`,
  },
  save: { ko: '지금의 네트워크를 스냅샷으로 저장', en: 'save the network as it is now' },
  list: { ko: '저장된 스냅샷 목록', en: 'list the saved snapshots' },
  diff: { ko: '두 스냅샷의 차이', en: 'what changed between two snapshots' },
  before: {
    ko: '이전 스냅샷: 이름, latest, previous, 폴더 경로',
    en: 'the earlier one: a name, latest, previous, or a folder',
  },
  after: { ko: '이후 스냅샷', en: 'the later one' },
} satisfies Record<string, Text>;

export const screen = {
  saved: (path: string): Text => ({ ko: `저장했습니다: ${path}`, en: `saved: ${path}` }),
  whatWasSaved: (resources: number, gaps: number): Text => ({
    ko: `자원 ${resources}개${gaps > 0 ? `, 읽지 못한 항목 ${gaps}개` : ''}`,
    en: `${resources} resources${gaps > 0 ? `, ${gaps} ${gaps === 1 ? 'read' : 'reads'} failed` : ''}`,
  }),
  listTitle: { ko: '저장된 스냅샷', en: 'Saved snapshots' },
  name: { ko: '이름', en: 'Name' },
  taken: { ko: '시각', en: 'Taken' },
  accounts: { ko: '계정', en: 'Accounts' },
  regions: { ko: '리전', en: 'Regions' },
  damaged: { ko: '손상됨', en: 'damaged' },
  diffTitle: { ko: '스냅샷 비교', en: 'Changes between snapshots' },
  between: (before: string, after: string): Text => ({ ko: `${before} → ${after}`, en: `${before} → ${after}` }),
  same: { ko: '바뀐 것이 없습니다.', en: 'Nothing changed.' },
  count: (changes: number, resources: number): Text => ({
    ko: `자원 ${resources}개에서 ${changes}건이 바뀌었습니다.`,
    en: `${changes} ${changes === 1 ? 'change' : 'changes'} in ${resources} ${resources === 1 ? 'resource' : 'resources'}.`,
  }),
  notCompared: (keys: string[]): Text => ({
    ko: `한쪽에서만 읽어 비교하지 못한 항목: ${keys.join(', ')}`,
    en: `not compared, since only one of the two has read it: ${keys.join(', ')}`,
  }),
  gap: (operation: string, code: string, means: Text): Text => ({
    ko: `${operation} (${code}): ${means.ko}`,
    en: `${operation} (${code}): ${means.en}`,
  }),
} satisfies Record<string, Text | ((...args: never[]) => Text)>;
