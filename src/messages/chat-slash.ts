import { josa } from './josa.ts';
import { plural } from './plural.ts';
import type { Text } from './text.ts';

const number = (value: number): string => value.toLocaleString('en-US');

export const unknownCommand = (name: string, near: readonly string[]): Text => {
  const meant = near.map((n) => `/${n}`).join(', ');
  return {
    ko: `/${name} 명령이 없습니다. ${near.length > 0 ? `가까운 명령: ${meant}` : '/help에서 명령을 볼 수 있습니다.'}`,
    en: `there is no command /${name}. ${near.length > 0 ? `Nearest: ${meant}` : 'See /help for the commands.'}`,
  };
};

export const wrongUse = (given: string, usage: readonly string[]): Text => ({
  ko: `${josa(`'${given}'`, '은/는')} 쓸 수 없는 형식입니다. 사용법:\n  ${usage.join('\n  ')}`,
  en: `'${given}' is not how it is used. Usage:\n  ${usage.join('\n  ')}`,
});

export const missingValue = (flag: string): Text => ({
  ko: `${flag}에 값이 필요합니다.`,
  en: `${flag} needs a value.`,
});

export const agent = {
  description: { ko: '에이전트 목록, 생성, 전환', en: 'list, create and swap agents' } as Text,
  name: { ko: '이름', en: 'Name' } as Text,
  where: { ko: '위치', en: 'Where' } as Text,
  about: { ko: '설명', en: 'Description' } as Text,
  file: { ko: '파일', en: 'File' } as Text,
  place: {
    'built-in': { ko: '내장', en: 'built in' },
    local: { ko: '폴더', en: 'folder' },
    global: { ko: '전역', en: 'global' },
  } as Record<'built-in' | 'local' | 'global', Text>,
  created: (name: string, path: string): Text => ({
    ko: `에이전트 ${josa(name, '을/를')} 만들었습니다: ${path}\n/agent swap ${josa(name, '으로/로')} 전환합니다.`,
    en: `Agent ${name} was created: ${path}\nSwitch to it with /agent swap ${name}.`,
  }),
  editIt: (path: string): Text => ({
    ko: `편집기로 내용을 채우세요: ${path}`,
    en: `Fill it in with an editor: ${path}`,
  }),
  swapped: (name: string): Text => ({
    ko: `에이전트 ${josa(name, '으로/로')} 전환했습니다.`,
    en: `Switched to the agent ${name}.`,
  }),
};

export const tools = {
  description: { ko: '도구 목록과 신뢰 설정', en: 'list tools and say which to trust' } as Text,
  name: { ko: '도구', en: 'Tool' } as Text,
  permission: { ko: '권한', en: 'Permission' } as Text,
  does: { ko: '하는 일', en: 'What it does' } as Text,
  free: { ko: '묻지 않음', en: 'does not ask' } as Text,
  asks: { ko: '매번 물음', en: 'asks each time' } as Text,
  askedOnce: { ko: '물음', en: 'asks' } as Text,
  none: (name: string): Text => ({
    ko: `에이전트 ${name}에는 netops 도구가 없습니다. 에이전트 파일의 tools에 "*"나 도구 이름을 쓰세요.`,
    en: `the agent ${name} has no tools of netops. Write "*" or tool names under tools in its file.`,
  }),
  trusted: (names: readonly string[]): Text => ({
    ko: `이 세션에서 묻지 않고 실행합니다: ${names.join(', ')}`,
    en: `Run without asking in this session: ${names.join(', ')}`,
  }),
  untrusted: (names: readonly string[]): Text => ({
    ko: `실행하기 전에 묻습니다: ${names.join(', ')}`,
    en: `Ask before running: ${names.join(', ')}`,
  }),
  trustedAll: {
    ko: '이 세션에서 모든 도구를 묻지 않고 실행합니다.',
    en: 'All tools run without asking in this session.',
  } as Text,
  changesAsk: {
    ko: '단, AWS를 변경하는 작업은 언제나 매번 묻습니다.',
    en: 'What changes AWS still asks, each time.',
  } as Text,
  changesAskOf: (names: readonly string[]): Text => ({
    ko: `AWS를 변경할 수 있는 도구는 언제나 매번 묻습니다: ${names.join(', ')}`,
    en: `What can change AWS always asks: ${names.join(', ')}`,
  }),
  reset: { ko: '도구 신뢰 설정을 에이전트의 설정으로 되돌렸습니다.', en: "Trust is back to the agent's own." } as Text,
  unknown: (name: string): Text => ({
    ko: `${josa(name, '이라/라')}는 도구가 없습니다. /tools로 확인하세요.`,
    en: `there is no tool ${name}. See /tools.`,
  }),
};

export const model = {
  description: { ko: '언어 모델 보기와 바꾸기', en: 'show or choose the language model' } as Text,
  none: {
    ko: '언어 모델 없이 답합니다. /model anthropic:모델처럼 지정할 수 있습니다.',
    en: 'Answering without a language model. Choose one with /model, such as anthropic:MODEL.',
  } as Text,
  current: (name: string, window: number): Text => ({
    ko: `모델 ${name} (컨텍스트 창 ${number(window)} 토큰)`,
    en: `Model ${name} (context window ${number(window)} tokens)`,
  }),
};

export const mcp = {
  description: { ko: '에이전트의 MCP 서버', en: "the agent's MCP servers" } as Text,
  name: { ko: '서버', en: 'Server' } as Text,
  how: { ko: '상태', en: 'State' } as Text,
  builtIn: { ko: '내장', en: 'built in' } as Text,
  state: (state: 'disabled' | 'starting' | 'ready' | 'failed' | 'left', tools: number): Text =>
    ({
      disabled: { ko: '꺼짐', en: 'disabled' },
      starting: { ko: '시작 중', en: 'starting' },
      ready: { ko: `준비됨, 도구 ${tools}개`, en: `ready, ${plural(tools, 'tool')}` },
      failed: { ko: '시작 실패', en: 'failed' },
      left: { ko: '끊김', en: 'gone' },
    })[state],
  start: { ko: '명령 또는 주소', en: 'Command or address' } as Text,
  from: { ko: '설정 파일', en: 'Named in' } as Text,
  none: (agentName: string): Text => ({
    ko: `에이전트 ${agentName}에 설정된 MCP 서버가 없습니다.`,
    en: `the agent ${agentName} has no MCP servers.`,
  }),
};

export const usage = {
  description: { ko: '컨텍스트 창 사용량', en: 'what the context window is used for' } as Text,
  tokens: { ko: '토큰(약)', en: 'Tokens (about)' } as Text,
  share: { ko: '비율', en: 'Share' } as Text,
  instructions: { ko: '에이전트 프롬프트', en: "Agent's prompt" } as Text,
  context: { ko: '컨텍스트 파일', en: 'Context files' } as Text,
  prompts: { ko: '질문', en: 'Prompts' } as Text,
  answers: { ko: '답', en: 'Answers' } as Text,
  total: { ko: '합계', en: 'Total' } as Text,
  spent: (input: number, output: number): Text => ({
    ko: `이 세션에서 모델이 쓴 토큰: 입력 ${number(input)}, 출력 ${number(output)}`,
    en: `Tokens that the model counted in this session: ${number(input)} in, ${number(output)} out`,
  }),
  window: (tokens: number): Text => ({
    ko: `컨텍스트 창 ${number(tokens)} 토큰. o200k 토크나이저로 센 값이라 모델의 실제 값과 조금 다를 수 있습니다.`,
    en: `Context window: ${number(tokens)} tokens. Counted with the o200k tokenizer; a model's own count may differ a little.`,
  }),
};

export const compact = {
  description: { ko: '앞의 대화를 줄여 자리 확보', en: 'shorten earlier turns to make room' } as Text,
  nothing: { ko: '줄일 내용이 없습니다.', en: 'There is nothing to shorten.' } as Text,
};

export const chat = {
  description: { ko: '대화 저장, 불러오기, 새로 시작', en: 'save, load or begin a conversation' } as Text,
  begun: {
    ko: '새 대화를 시작합니다. 앞의 대화는 저장되어 있습니다.',
    en: 'A new conversation. The one before is kept.',
  } as Text,
  saved: (path: string): Text => ({ ko: `대화를 저장했습니다: ${path}`, en: `Conversation saved: ${path}` }),
};

export const clear = {
  description: { ko: '화면과 대화를 비움', en: 'empty the screen and the conversation' } as Text,
  done: { ko: '대화를 비웠습니다.', en: 'The conversation is empty.' } as Text,
};

export const help = {
  description: { ko: '명령과 키', en: 'commands and keys' } as Text,
  command: { ko: '명령', en: 'Command' } as Text,
  does: { ko: '하는 일', en: 'What it does' } as Text,
  more: { ko: '그 밖의 입력:', en: 'Besides:' } as Text,
  keys: [
    { ko: '@경로 — 파일 내용을 질문에 넣음', en: '@path — puts a file into the prompt' },
    {
      ko: '!명령 — 셸 명령 실행 (출력은 보이기만 하고 보내지 않음)',
      en: '!command — runs a shell command (its output is shown, not sent)',
    },
    { ko: 'Tab — 명령, 리소스 이름, @파일 완성', en: 'Tab — completes commands, resource names and @file' },
    { ko: 'Ctrl-J 또는 줄 끝의 \\ — 줄 바꿈', en: 'Ctrl-J, or \\ at the end of a line — a new line' },
    { ko: '↑ ↓ — 앞에 입력한 질문', en: '↑ ↓ — earlier prompts' },
    {
      ko: 'Ctrl-C — 답 중단, 빈 줄에서 두 번이면 끝',
      en: 'Ctrl-C — stops the answer; twice at an empty prompt leaves',
    },
    { ko: 'Ctrl-D — 끝', en: 'Ctrl-D — leaves' },
  ] as Text[],
};

export const quit = { description: { ko: '끝내기 (대화는 저장됨)', en: 'leave (the conversation is kept)' } as Text };
