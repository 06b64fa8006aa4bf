import { reasonOf } from './files.ts';
import { josa } from './josa.ts';
import { plural } from './plural.ts';
import type { Text } from './text.ts';

export const command = {
  description: {
    ko: 'Kiro CLI와 다른 도구에 netops 스티어링 파일, 에이전트, MCP 서버를 설정합니다',
    en: 'write the netops steering file, agent and MCP entry for Kiro CLI and others',
  },
  for: { ko: '설정할 프로그램', en: 'which program to set up' },
  global: { ko: '이 폴더가 아니라 홈 폴더에 (~/.kiro …)', en: 'in the home folder instead of this one (~/.kiro …)' },
  yes: { ko: '있는 파일을 바꿀 때 묻지 않음', en: 'do not ask before changing files that exist' },
  examples: {
    ko: `예:
  netops init
  netops init --global --source lab
  netops init --for claude --profile prod --region ap-northeast-2 --yes`,
    en: `Examples:
  netops init
  netops init --global --source lab
  netops init --for claude --profile prod --region ap-northeast-2 --yes`,
  },
} satisfies Record<string, Text>;

export const title: Text = { ko: 'netops 설정 파일', en: 'netops set-up' };

/** One sentence about the agent, in its file. */
export const agentDescription: Text = {
  ko: 'AWS 네트워크 운영: 구성 분석, 장애 원인, NAT·로드 밸런서·DNS·보안 진단, 승인받은 변경',
  en: 'AWS network operations: analysis, causes of failures, NAT, load balancers, DNS, security, approved changes',
};

export const agentPrompt: Text = {
  ko: 'AWS 네트워크 운영 담당자로서 답합니다. 스티어링 파일 netops.md의 역할, P0 알람, 진단 순서, 응답 형식을 따르고, 숫자와 ID는 netops 도구의 결과만 씁니다.',
  en: 'Answer as the engineer who runs this AWS network. Follow the role, P0 alarms, order of diagnosis and format of the steering file netops.md, and take figures and ids from the results of netops tools only.',
};

export const agentWelcome: Text = {
  ko: '네트워크에 대해 물어보세요. 예: 현재 계정의 네트워크 구성을 상세하게 분석해줘',
  en: 'Ask about the network, for example: analyze the network of this account in detail',
};

export const willMake = (path: string, lines: number): Text => ({
  ko: `새 파일: ${path} (${lines}줄)`,
  en: `new file: ${path} (${plural(lines, 'line')})`,
});
export const same = (path: string): Text => ({
  ko: `그대로: ${path}`,
  en: `unchanged: ${path}`,
});
export const willChange = (path: string): Text => ({ ko: `바뀔 파일: ${path}`, en: `to be changed: ${path}` });

export const ask = (count: number): Text => ({
  ko: `있는 파일 ${count}개를 위와 같이 바꿀까요? [y/N] `,
  en: `Change ${plural(count, 'existing file')} as shown? [y/N] `,
});

export const needsYes = (count: number): Text => ({
  ko: `있는 파일 ${count}개를 바꿔야 하는데 물을 터미널이 없어 아무것도 쓰지 않았습니다. 그대로 바꾸려면 --yes를 붙이세요.`,
  en: `${plural(count, 'file')} that exist would change and there is no terminal to ask on, so nothing was written. Add --yes to change them.`,
});

export const declined: Text = { ko: '아무것도 쓰지 않았습니다.', en: 'nothing was written.' };

export const wrote = (path: string): Text => ({ ko: `저장: ${path}`, en: `written: ${path}` });
export const keptOld = (path: string): Text => ({ ko: `전 내용: ${path}`, en: `as it was: ${path}` });
export const nothingToDo: Text = {
  ko: '모두 이미 설정되어 있습니다.',
  en: 'everything is set up already.',
};

export const cannotWrite = (path: string, code: string, message: string): Text => {
  const why = reasonOf(code, message);
  return {
    ko: `${josa(path, '을/를')} 쓸 수 없습니다: ${why.ko}. 바뀐 파일은 없습니다.`,
    en: `cannot write ${path}: ${why.en}. No file was changed.`,
  };
};

export const notAnObject = (path: string, key: string): Text => ({
  ko: `${path}의 ${key === '' ? '내용' : key}이 JSON 객체가 아니라서 항목을 더할 수 없습니다. 파일을 고치거나 옮긴 뒤 다시 실행하세요.`,
  en: `${key === '' ? 'the content' : key} of ${path} is no JSON object, so nothing can be added to it. Mend or move the file and run this again.`,
});

/** What to do next, by program. */
export const next: Record<'kiro' | 'claude' | 'vscode' | 'cursor', Text> = {
  kiro: {
    ko: '다음: netops chat --agent netops, 또는 Kiro CLI에서 /agent swap netops',
    en: 'Next: netops chat --agent netops, or /agent swap netops in Kiro CLI',
  },
  claude: {
    ko: '다음: Claude Code를 다시 시작하고 /mcp에서 netops를 확인하세요.',
    en: 'Next: restart Claude Code and see netops under /mcp.',
  },
  vscode: {
    ko: '다음: VS Code 명령 팔레트의 "MCP: List Servers"에서 netops를 시작하세요.',
    en: 'Next: start netops under "MCP: List Servers" in the command palette of VS Code.',
  },
  cursor: {
    ko: '다음: Cursor 설정의 MCP에서 netops를 켜세요.',
    en: 'Next: switch netops on under MCP in the settings of Cursor.',
  },
};
