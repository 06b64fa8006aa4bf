import { reasonOf } from './files.ts';
import { josa } from './josa.ts';
import type { Text } from './text.ts';

export const twice = (name: string, taken: string, passed: string): Text => ({
  ko: `이름이 ${name}인 에이전트가 둘입니다. ${taken}을 쓰고 ${passed}는 무시합니다.`,
  en: `two agents are called ${name}: ${taken} is used, ${passed} is not.`,
});

/** Why a text stops being JSON where it does. `before` and `found` are the characters on both sides of the place. */
export function jsonReason(before: string, found: string): Text {
  if (found === '') return { ko: '파일이 중간에 끝납니다', en: 'the file ends in the middle' };
  if (before === ',' && (found === '}' || found === ']'))
    return { ko: '마지막 항목 뒤에 쉼표가 있습니다', en: 'there is a comma after the last item' };
  if (found === "'")
    return {
      ko: '문자열은 작은따옴표가 아니라 큰따옴표로 묶어야 합니다',
      en: 'strings take double quotes, not single ones',
    };
  if (found === '/') return { ko: 'JSON에는 주석을 쓸 수 없습니다', en: 'JSON has no comments' };
  if (/["\d\]}el]/.test(before) && found === '"')
    return { ko: '앞 항목 뒤에 쉼표가 빠졌습니다', en: 'a comma is missing after the item before' };
  return { ko: `여기에 ${josa(`'${found}'`, '이/가')} 올 수 없습니다`, en: `'${found}' cannot stand there` };
}

export const brokenJson = (path: string, at: { line: number; column: number }, why: Text): Text => ({
  ko: `${path} ${at.line}행 ${at.column}열에서 JSON이 깨져 있습니다: ${why.ko}.`,
  en: `the JSON of ${path} breaks at line ${at.line}, column ${at.column}: ${why.en}.`,
});

/** What a field must be, by what JSON Schema calls it. */
const forms: Record<string, Text> = {
  array: { ko: '목록 [ ]이어야 합니다', en: 'a list [ ]' },
  object: { ko: '객체 { }여야 합니다', en: 'an object { }' },
  record: { ko: '객체 { }여야 합니다', en: 'an object { }' },
  string: { ko: '문자열이어야 합니다', en: 'a text' },
  number: { ko: '숫자여야 합니다', en: 'a number' },
  boolean: { ko: 'true 또는 false여야 합니다', en: 'true or false' },
};

/** @param expected - what JSON Schema calls the form that it should have, where that is one */
export const wrongField = (path: string, field: string, expected?: string): Text => {
  const form = forms[expected ?? ''];
  const subject = { ko: field === '' ? '파일 전체' : field, en: field === '' ? 'the file' : field };
  return {
    ko: `${path}: ${subject.ko} 값의 형식이 다릅니다${form === undefined ? '' : ` (${form.ko})`}.`,
    en: `${path}: ${subject.en} is not of the right form${form === undefined ? '' : ` (it must be ${form.en})`}.`,
  };
};

export const unreadable = (path: string, code: string): Text => ({
  ko: `${josa(path, '을/를')} 읽을 수 없습니다 (${code}).`,
  en: `${path} cannot be read (${code}).`,
});

export const promptMissing = (agent: string, path: string): Text => ({
  ko: `에이전트 ${agent}의 프롬프트 파일 ${josa(path, '이/가')} 없어 프롬프트 없이 진행합니다.`,
  en: `the prompt file ${path} of the agent ${agent} is missing; it goes on without a prompt.`,
});

export const badName = (name: string): Text => ({
  ko: `${josa(`'${name}'`, '은/는')} 에이전트 이름으로 쓸 수 없습니다. 글자나 숫자로 시작하고 글자, 숫자, -, _, .만 쓰세요.`,
  en: `'${name}' cannot name an agent. Begin with a letter or digit, and use letters, digits, -, _ and . only.`,
});

export const exists = (name: string, path: string): Text => ({
  ko: `에이전트 ${josa(name, '이/가')} 이미 있습니다: ${path}`,
  en: `the agent ${name} exists already: ${path}`,
});

export const cannotWrite = (path: string, code: string, message: string): Text => {
  const why = reasonOf(code, message);
  return {
    ko: `${josa(path, '을/를')} 쓸 수 없습니다: ${why.ko}.`,
    en: `cannot write ${path}: ${why.en}.`,
  };
};

export const unknownAgent = (name: string, near: readonly string[]): Text => ({
  ko: `에이전트 ${josa(name, '이/가')} 없습니다. ${near.length > 0 ? `있는 에이전트: ${near.join(', ')}` : '/agent list로 확인하세요.'}`,
  en: `there is no agent ${name}. ${near.length > 0 ? `There are: ${near.join(', ')}` : 'See /agent list.'}`,
});
