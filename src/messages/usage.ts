import { josa } from './josa.ts';
import type { Text } from './text.ts';

const near = (suggestion: string | undefined): Text =>
  suggestion === undefined ? { ko: '', en: '' } : { ko: ` 혹시 ${suggestion}?`, en: ` Did you mean ${suggestion}?` };

export const unknownOption = (option: string, suggestion?: string): Text => ({
  ko: `${option} 옵션은 없습니다.${near(suggestion).ko} 쓸 수 있는 옵션은 --help로 확인하세요.`,
  en: `there is no option ${option}.${near(suggestion).en} See --help for the options.`,
});

export const unknownCommand = (command: string, suggestion?: string): Text => ({
  ko: `${command} 명령은 없습니다.${near(suggestion).ko} 명령 목록은 netops --help로 확인하세요.`,
  en: `there is no command ${command}.${near(suggestion).en} See netops --help for the commands.`,
});

export const missingArgument = (name: string): Text => ({
  ko: `인수 ${josa(name, '이/가')} 빠졌습니다. 사용법은 --help로 확인하세요.`,
  en: `the argument ${name} is missing. See --help for usage.`,
});

export const optionMissingArgument = (option: string): Text => ({
  ko: `${option}에 값이 빠졌습니다.`,
  en: `${option} needs a value.`,
});

export const excessArguments = (): Text => ({
  ko: '인수가 너무 많습니다. 공백이 든 이름은 따옴표로 묶고, 사용법은 --help로 확인하세요.',
  en: 'too many arguments. Quote names that contain spaces; see --help for usage.',
});

export const invalidChoice = (option: string, value: string, choices: string): Text => ({
  ko: `${option}의 값 ${josa(`'${value}'`, '은/는')} 쓸 수 없습니다. 가능한 값: ${choices}.`,
  en: `'${value}' is not a value of ${option}. Choose from: ${choices}.`,
});

export const other = (message: string): Text => ({ ko: `잘못된 사용입니다: ${message}`, en: message });
