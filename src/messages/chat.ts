import { josa } from './josa.ts';
import { plural } from './plural.ts';
import type { Text } from './text.ts';

const number = (value: number): string => value.toLocaleString('en-US');

export const command = {
  description: {
    ko: '대화: 한국어나 영어로 묻고 시킵니다. 질문을 함께 쓰면 한 번 답하고 끝납니다',
    en: 'conversation: ask in Korean or English; with a prompt, one answer and out',
  },
  prompt: { ko: '질문이나 지시', en: 'what to ask or do' },
  agent: { ko: '에이전트 이름 (.kiro/agents, ~/.kiro/agents)', en: 'agent by name (.kiro/agents, ~/.kiro/agents)' },
  resume: { ko: '이 폴더에서 하던 마지막 대화를 이어서', en: 'go on with the last conversation of this folder' },
  model: {
    ko: '언어 모델 (제공자:모델, none은 모델 없이)',
    en: 'language model (PROVIDER:MODEL; none: without one)',
  },
  plan: { ko: '실행하지 않고 계획만 출력', en: 'print the plan without running it' },
  maxSteps: {
    ko: '질문 하나에 모델이 도구를 쓰는 최대 횟수',
    en: 'rounds of tool calls a model may take for a prompt',
  },
  trustTools: {
    ko: '다른 MCP 서버의 도구도 묻지 않고 실행 (변경은 언제나 묻습니다)',
    en: "run other MCP servers' tools without asking (changes always ask)",
  },
  noInteractive: {
    ko: '묻지 않음: 승인이 필요한 변경은 실행하지 않습니다',
    en: 'ask nothing: a change that needs approval is not made',
  },
  examples: {
    ko: `예:
  netops chat
  netops chat --agent netops --resume
  netops chat "DMZVPC-alb1의 현재 상태와 타겟 그룹의 상태를 파악해줘" --source lab
  netops chat "현재 계정의 네트워크 구성을 분석해줘" --format json | jq -r .summary.answer`,
    en: `Examples:
  netops chat
  netops chat --agent netops --resume
  netops chat "what is wrong with DMZVPC-alb1?" --source lab
  netops chat "analyze the network of this account" --format json | jq -r .summary.answer`,
  },
} satisfies Record<string, Text>;

export const title: Text = { ko: 'netops 대화', en: 'netops chat' };

export const badMaxSteps = (value: string): Text => ({
  ko: `--max-steps의 값 ${josa(`'${value}'`, '은/는')} 1에서 100 사이의 정수가 아닙니다.`,
  en: `--max-steps is '${value}', which is not a whole number from 1 to 100.`,
});

export const nothingAsked: Text = {
  ko: '질문이 없습니다. 터미널에서 실행하거나, netops chat "질문"처럼 쓰거나, 표준 입력으로 질문을 넘기세요.',
  en: 'nothing was asked. Run it in a terminal, give a prompt (netops chat "…"), or pass one on standard input.',
};

export const planEmpty: Text = {
  ko: '이 질문으로 할 일을 찾지 못했습니다.',
  en: 'nothing to do was found in this prompt.',
};

export const onlyTextOrJson = (format: string): Text => ({
  ko: `--format ${josa(format, '은/는')} 질문을 함께 쓸 때만 쓸 수 있습니다.`,
  en: `--format ${format} needs a prompt on the command line.`,
});

export const damagedSession = (path: string): Text => ({
  ko: `저장된 대화가 손상되어 읽지 못했습니다. ${josa(path, '으로/로')} 옮겨 두었습니다.`,
  en: `a saved conversation is damaged and was not read; it was set aside as ${path}.`,
});

export const noSessionFile = (path: string): Text => ({
  ko: `대화 파일 ${josa(path, '이/가')} 없습니다.`,
  en: `there is no conversation file ${path}.`,
});

export const notASession = (path: string): Text => ({
  ko: `${josa(path, '은/는')} netops의 대화 파일이 아니거나 손상되었습니다.`,
  en: `${path} is not a conversation of netops, or damaged.`,
});

export const sessionFileExists = (path: string): Text => ({
  ko: `${josa(path, '이/가')} 이미 있습니다. 덮어쓰려면 --force를 붙이세요.`,
  en: `${path} exists. Add --force to replace it.`,
});

export const nothingToResume = (directory: string): Text => ({
  ko: `${directory}에서 하던 대화가 없어 새로 시작합니다.`,
  en: `there is no earlier conversation in ${directory}; this is a new one.`,
});

export const resumed = (turns: number, at: string): Text => ({
  ko: `${at}에 시작한 대화를 이어 갑니다 (질문 ${turns}개).`,
  en: `going on with the conversation begun ${at} (${plural(turns, 'prompt')}).`,
});

export const agentGone = (wanted: string, taken: string): Text => ({
  ko: `대화에 쓰던 에이전트 ${josa(wanted, '이/가')} 없어 ${josa(taken, '으로/로')} 진행합니다.`,
  en: `the conversation's agent ${wanted} is gone; it goes on with ${taken}.`,
});

export const notSummedUp = (model: string, why: string): Text => ({
  ko: `모델 ${model}이 앞의 대화를 요약하지 못해 답을 잘라서 줄입니다: ${why}`,
  en: `the model ${model} could not sum up the conversation, so earlier answers are cut: ${why}`,
});

export const compacted = (before: number, after: number): Text => ({
  ko: `앞의 대화를 줄였습니다: 약 ${number(before)} → ${number(after)} 토큰. 찾은 문제와 리소스는 그대로 기억합니다.`,
  en: `earlier turns were shortened: about ${number(before)} → ${number(after)} tokens. Findings and resources are still remembered.`,
});

export const welcome = (source: string): Text => ({
  ko: `netops 대화 (소스: ${source}). 도움말은 /help, 끝내려면 /quit 또는 Ctrl-D.`,
  en: `netops chat (source: ${source}). /help for help, /quit or Ctrl-D to leave.`,
});

export const stopped: Text = { ko: '답을 중단했습니다.', en: 'the answer was stopped.' };
export const againToLeave: Text = {
  ko: '한 번 더 Ctrl-C를 누르면 끝납니다.',
  en: 'press Ctrl-C once more to leave.',
};

/** A pasted block in the line that is edited. */
export const pasted = (at: number, lines: number, characters: number): Text =>
  lines > 1
    ? { ko: `[붙여넣기 ${at}: ${number(lines)}줄]`, en: `[paste ${at}: ${number(lines)} lines]` }
    : { ko: `[붙여넣기 ${at}: ${number(characters)}자]`, en: `[paste ${at}: ${number(characters)} characters]` };

export const working = (tool: string, seconds: string): Text => ({
  ko: `${tool} ${seconds}초`,
  en: `${tool} ${seconds} s`,
});
export const thinking = (seconds: string): Text => ({ ko: `생각 중 ${seconds}초`, en: `thinking ${seconds} s` });
export const reading = (done: number, total: number): Text => ({
  ko: `읽는 중 ${done}/${total}`,
  en: `reading ${done}/${total}`,
});
export const toolDone = (tool: string, seconds: string): Text => ({
  ko: `${tool} (${seconds}초)`,
  en: `${tool} (${seconds} s)`,
});
export const toolFailed = (tool: string, seconds: string, why: Text): Text => ({
  ko: `${tool} 실패 (${seconds}초): ${why.ko}`,
  en: `${tool} failed (${seconds} s): ${why.en}`,
});

export const filesWritten: Text = { ko: '저장한 파일', en: 'Files written' };

export const approval = {
  question: { ko: '실행할까요? [y/N] ', en: 'Go ahead? [y/N] ' },
  destructive: {
    ko: '통신이 끊길 수 있는 변경입니다. 실행할까요? [y/N] ',
    en: 'This can cut somebody off. Go ahead? [y/N] ',
  },
  declined: { ko: '실행하지 않았습니다.', en: 'Not done.' },
  cannotAsk: {
    ko: '변경은 승인이 필요한데 여기서는 물을 수 없어 실행하지 않았습니다. 터미널에서 netops chat을 쓰거나 netops do --yes를 쓰세요.',
    en: 'a change needs approval and nobody can be asked here, so it was not made. Use netops chat in a terminal, or netops do --yes.',
  },
} satisfies Record<string, Text>;

export const shellFailed = (code: number | string): Text => ({
  ko: `명령이 종료 코드 ${code}로 끝났습니다.`,
  en: `the command ended with exit code ${code}.`,
});
