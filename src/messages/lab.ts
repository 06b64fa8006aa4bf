import { josa } from './josa.ts';
import type { Text } from './text.ts';

export const lab = {
  description: { ko: '로컬 AWS(랩)를 켜고 끄고 되돌립니다', en: 'the local AWS: start, stop, status, reset' },
  start: { ko: '랩 서버를 시작합니다', en: 'start the lab server' },
  stop: { ko: '랩 서버를 끝냅니다 (상태는 남습니다)', en: 'stop the lab server (its state stays)' },
  status: { ko: '랩의 상태를 보여 줍니다', en: 'show what the lab is doing' },
  reset: {
    ko: '랩을 처음 상태로 되돌립니다 (지금 상태는 따로 보관)',
    en: 'start over (the state so far is set aside)',
  },
  port: { ko: '포트 번호 (0이면 빈 포트)', en: 'port number (0: any free one)' },
  detach: { ko: '백그라운드에서 실행', en: 'run in the background' },
  from: {
    ko: '스냅샷 폴더의 네트워크로 시작 (지금 상태는 따로 보관)',
    en: 'start with the network of a snapshot folder (the state so far is set aside)',
  },
  jsonFormat: { ko: '표준 출력의 형식: text, json', en: 'format on standard output: text, json' },
  paste: { ko: '이 셸에서 랩을 쓰려면 아래를 붙여 넣으세요:', en: 'To use the lab from this shell, paste:' },
  orSource: {
    ko: '서버 없이도 netops … --source lab 은 같은 상태를 씁니다.',
    en: 'netops … --source lab uses the same state, with or without the server.',
  },
  howToStop: { ko: 'Ctrl-C로 끝냅니다.', en: 'Ctrl-C stops it.' },
  stopped: { ko: '랩을 멈추고 상태를 저장했습니다.', en: 'The lab has stopped; its state is saved.' },
  notRunning: { ko: '실행 중인 랩 서버가 없습니다.', en: 'No lab server is running.' },
} satisfies Record<string, Text>;

export const listening = (endpoint: string): Text => ({
  ko: `랩이 ${endpoint} 에서 실행 중입니다.`,
  en: `The lab is running at ${endpoint}.`,
});

export const alreadyRunning = (endpoint: string, pid: number): Text => ({
  ko: `랩이 이미 ${endpoint} 에서 실행 중입니다 (PID ${pid}). 끝내려면 netops lab stop.`,
  en: `the lab is already running at ${endpoint} (PID ${pid}). netops lab stop ends it.`,
});

export const portInUse = (port: number): Text => ({
  ko: `포트 ${josa(String(port), '은/는')} 다른 프로그램이 쓰고 있습니다. --port로 다른 포트를 지정하세요.`,
  en: `port ${port} is in use by another program. Name another one with --port.`,
});

export const cannotListen = (port: number, message: string): Text => ({
  ko: `포트 ${port}에서 랩을 열 수 없습니다: ${message}`,
  en: `the lab cannot listen on port ${port}: ${message}`,
});

export const badPort = (value: string): Text => ({
  ko: `${josa(`'${value}'`, '은/는')} 포트 번호가 아닙니다. 0에서 65535 사이의 수를 지정하세요.`,
  en: `'${value}' is not a port number. Name one from 0 to 65535.`,
});

export const damagedState = (path: string): Text => ({
  ko: `랩의 상태 파일 ${josa(path, '을/를')} 읽을 수 없습니다(손상되었거나 netops의 파일이 아닙니다). netops lab reset을 실행하면 따로 보관하고 새로 시작합니다.`,
  en: `the lab's state file ${path} cannot be read (damaged, or not netops'). netops lab reset sets it aside and starts over.`,
});

export const cannotRead = (path: string, message: string): Text => ({
  ko: `랩의 상태 파일 ${josa(path, '을/를')} 열 수 없습니다: ${message}`,
  en: `the lab's state file ${path} cannot be opened: ${message}`,
});

const whyNotWritten: Record<string, Text> = {
  EACCES: { ko: '쓰기 권한이 없습니다', en: 'no permission to write' },
  EPERM: { ko: '쓰기 권한이 없습니다', en: 'no permission to write' },
  EROFS: { ko: '읽기 전용 파일 시스템입니다', en: 'the file system is read-only' },
  ENOSPC: { ko: '디스크가 가득 찼습니다', en: 'the disk is full' },
  EDQUOT: { ko: '디스크 할당량을 넘었습니다', en: 'the disk quota is used up' },
  ENOTDIR: { ko: '경로 중간에 폴더가 아닌 파일이 있습니다', en: 'a part of the path is a file, not a folder' },
  EEXIST: { ko: '폴더가 있어야 할 곳에 파일이 있습니다', en: 'a file is where a folder should be' },
};

export function cannotWriteState(path: string, code: string, message: string): Text {
  const reason = whyNotWritten[code] ?? { ko: message, en: message };
  return {
    ko: `랩의 상태를 ${path}에 저장할 수 없습니다: ${reason.ko}. NETOPS_HOME으로 다른 폴더를 지정할 수 있습니다.`,
    en: `the lab's state cannot be saved to ${path}: ${reason.en}. NETOPS_HOME names another folder.`,
  };
}

export const stateInUse = (pid: number): Text => ({
  ko: `다른 netops 프로세스(PID ${pid})가 랩의 상태를 쓰고 있습니다. 그 프로세스가 끝난 뒤 다시 실행하세요.`,
  en: `another netops process (PID ${pid}) is using the lab's state. Try again when it has finished.`,
});

export const lostState = (): Text => ({
  ko: '다른 프로세스가 랩의 상태를 가져갔습니다. 이 서버의 마지막 변경은 저장하지 않았습니다.',
  en: "another process took over the lab's state. This server's last changes were not saved.",
});

export const startFailed = (log: string): Text => ({
  ko: `랩 서버가 시작되지 않았습니다. 기록: ${log}`,
  en: `the lab server did not start. Its log: ${log}`,
});

export const stopFailed = (pid: number): Text => ({
  ko: `랩 서버(PID ${pid})가 멈추지 않았습니다.`,
  en: `the lab server (PID ${pid}) did not stop.`,
});

export const resetDone = (aside: string | undefined): Text =>
  aside === undefined
    ? { ko: '랩을 처음 상태로 되돌렸습니다.', en: 'The lab is in its first state.' }
    : {
        ko: `랩을 처음 상태로 되돌렸습니다. 이전 상태는 ${aside} 에 있습니다.`,
        en: `The lab is in its first state. The state before is in ${aside}.`,
      };

export const savedState = (path: string, since: string): Text => ({
  ko: `저장된 상태: ${path} (${since} 생성). --source lab 이 이 상태를 씁니다.`,
  en: `Saved state: ${path} (made ${since}). --source lab uses it.`,
});

export const noState = (): Text => ({
  ko: '저장된 상태가 없습니다. 처음 쓸 때 새로 만듭니다.',
  en: 'No saved state. It is made on first use.',
});

export interface LabCounts {
  changes: number;
  pending: number;
  linksDown: number;
  apiFaults: number;
}

export const counts = ({ changes, pending, linksDown, apiFaults }: LabCounts): Text => ({
  ko: `변경 ${changes}건, 진행 중인 상태 전환 ${pending}건, 끊긴 링크 ${linksDown}개, API 오류 주입 ${apiFaults}개`,
  en: `${changes} change(s), ${pending} transition(s) under way, ${linksDown} link(s) down, ${apiFaults} API fault(s)`,
});

export const inRegions = (accounts: string[], regions: string[]): Text => ({
  ko: `계정 ${accounts.join(', ')}, 리전 ${regions.join(', ')}`,
  en: `account ${accounts.join(', ')}, region ${regions.join(', ')}`,
});
