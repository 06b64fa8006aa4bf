import { josa } from './josa.ts';
import { plural } from './plural.ts';
import type { Text } from './text.ts';

const number = (value: number): string => value.toLocaleString('en-US');
const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** A share of the window: `0.6%`; what is there but rounds to nothing is not shown as nothing. */
export const share = (tokens: number, window: number): string => {
  const percent = (tokens / window) * 100;
  return tokens > 0 && percent < 0.1 ? '<0.1%' : `${percent.toFixed(1)}%`;
};

/** The same in a sentence, as the approximate figure that it is. */
const about = (part: string): Text =>
  part.startsWith('<')
    ? { ko: `${part.slice(1)} 미만`, en: `less than ${part.slice(1)}` }
    : { ko: `약 ${part}`, en: `~${part}` };

export const tooLarge = (path: string, tokens: number, room: number, window: number): Text => ({
  ko: `${josa(path, '은/는')} 약 ${number(tokens)} 토큰(컨텍스트 창의 ${share(tokens, window)})이라 넣지 않았습니다. 한도는 ${number(room)} 토큰입니다.`,
  en: `${path} was left out: it has about ${number(tokens)} tokens (${share(tokens, window)} of the context window), and ${number(room)} are allowed.`,
});

export const tooLargeBytes = (path: string, bytes: number, room: number, _window: number): Text => ({
  ko: `${josa(path, '은/는')} ${megabytes(bytes)}라서 넣지 않았습니다. 컨텍스트 파일의 한도는 ${number(room)} 토큰입니다.`,
  en: `${path} was left out: it is ${megabytes(bytes)}, and context files may have ${number(room)} tokens.`,
});

export const noRoom = (path: string, tokens: number, left: number, room: number): Text => ({
  ko: `${josa(path, '을/를')} 넣을 자리가 없습니다. 약 ${number(tokens)} 토큰인데 한도 ${number(room)} 토큰 중 ${number(left)} 토큰만 남았습니다.`,
  en: `there is no room for ${path}: it has about ${number(tokens)} tokens, and of ${number(room)} only ${number(left)} are left.`,
});

export const tooMany = (pattern: string, count: number, most: number): Text => ({
  ko: `${pattern}에 해당하는 파일이 ${number(count)}개라 넣지 않았습니다. 패턴 하나에 ${number(most)}개까지 넣을 수 있습니다.`,
  en: `${pattern} was left out: it matches ${number(count)} files, and a pattern may bring ${number(most)}.`,
});

export const globSlow = (pattern: string, seconds: number): Text => ({
  ko: `${pattern}에 해당하는 파일을 ${seconds}초 안에 다 찾지 못해 넣지 않았습니다. 더 좁은 패턴을 쓰세요.`,
  en: `${pattern} was left out: its files were not all found within ${seconds} s. Use a narrower pattern.`,
});

export const binary = (path: string): Text => ({
  ko: `${josa(path, '은/는')} 텍스트가 아닌 파일이라 넣지 않았습니다.`,
  en: `${path} was left out: it is not text.`,
});

export const unreadable = (path: string, code: string): Text => ({
  ko: `${josa(path, '을/를')} 읽을 수 없어 넣지 않았습니다 (${code}).`,
  en: `${path} was left out: it cannot be read (${code}).`,
});

export const knowledgeBase: Text = {
  ko: '에이전트의 knowledgeBase 리소스는 지원하지 않아 건너뜁니다.',
  en: "the agent's knowledgeBase resources are not supported and passed over.",
};

export const description: Text = {
  ko: '대화에 넣은 파일 보기, 추가, 제거',
  en: 'show, add and remove files that the conversation knows',
};

export const added = (count: number): Text => ({
  ko: `컨텍스트에 경로 ${count}개를 추가했습니다.\n참고: 이 명령으로 바꾼 컨텍스트는 이 세션에만 적용됩니다.`,
  en: `Added ${plural(count, 'path')} to context.\nNote: context changed by a slash command is temporary.`,
});

export const removed = (count: number): Text => ({
  ko: `컨텍스트에서 경로 ${count}개를 뺐습니다.`,
  en: `Removed ${plural(count, 'path')} from context.`,
});

export const cleared = (count: number): Text => ({
  ko: `이 세션에서 추가한 경로 ${count}개를 모두 뺐습니다. 에이전트의 컨텍스트는 그대로입니다.`,
  en: `Removed all ${plural(count, 'path')} added in this session. The agent's context stays.`,
});

export const notInSession = (pattern: string): Text => ({
  ko: `${josa(pattern, '은/는')} 이 세션에서 추가한 경로가 아닙니다. /context show로 확인하세요.`,
  en: `${pattern} was not added in this session. See /context show.`,
});

export const noMatch = (pattern: string): Text => ({
  ko: `${pattern}에 해당하는 파일이 없습니다. 없는 파일도 추가하려면 --force를 붙이세요.`,
  en: `no file matches ${pattern}. Add --force to add it all the same.`,
});

export const already = (pattern: string): Text => ({
  ko: `${josa(pattern, '은/는')} 이미 컨텍스트에 있습니다.`,
  en: `${pattern} is in the context already.`,
});

/** The parts of `/context show`. */
export const show = {
  agent: (name: string): Text => ({ ko: `에이전트 (${name})`, en: `Agent (${name})` }),
  session: { ko: '세션 (임시)', en: 'Session (temporary)' } as Text,
  none: { ko: '(없음)', en: '(none)' } as Text,
  noMatches: { ko: '(일치하는 파일 없음)', en: '(no matches)' } as Text,
  matches: (count: number): Text => ({ ko: `(파일 ${count}개)`, en: `(${plural(count, 'match', 'matches')})` }),
  inUse: (count: number): Text => ({
    ko: count === 0 ? '사용 중인 파일 없음' : `사용 중인 파일 ${count}개`,
    en: count === 0 ? 'No matched files in use' : `${plural(count, 'matched file')} in use`,
  }),
  file: (path: string, part: string): Text => ({
    ko: `${path} (컨텍스트 창의 ${about(part).ko})`,
    en: `${path} (${about(part).en} of context window)`,
  }),
  total: (part: string): Text => ({
    ko: `컨텍스트 파일 합계: 컨텍스트 창의 ${about(part).ko}`,
    en: `Context files total: ${about(part).en} of context window`,
  }),
};
