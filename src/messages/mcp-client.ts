import { josa } from './josa.ts';
import type { Text } from './text.ts';

/** What is said of other people's MCP servers: that they did not start, left, or do not answer. */

/** The last lines that a server wrote to standard error. */
const tail = (lines: readonly string[]): Text =>
  lines.length === 0
    ? { ko: '', en: '' }
    : { ko: ` 서버의 마지막 출력: ${lines.join(' ⏎ ')}`, en: ` Its last words: ${lines.join(' ⏎ ')}` };

const withTail = (says: Text, lines: readonly string[]): Text => {
  const words = tail(lines);
  return { ko: `${says.ko}${words.ko}`, en: `${says.en}${words.en}` };
};

export const neitherCommandNorUrl = (server: string): Text => ({
  ko: `MCP 서버 ${server}: command나 url 중 하나가 필요합니다.`,
  en: `MCP server ${server}: it needs a command or a url.`,
});

export const badUrl = (server: string, url: string): Text => ({
  ko: `MCP 서버 ${server}: ${josa(url, '은/는')} http(s) 주소가 아닙니다.`,
  en: `MCP server ${server}: ${url} is no http(s) address.`,
});

export const variableUnset = (server: string, names: readonly string[]): Text => ({
  ko: `MCP 서버 ${server}: 환경 변수 ${josa(names.join(', '), '이/가')} 없습니다.`,
  en: `MCP server ${server}: the environment has no ${names.join(', ')}.`,
});

export const notFound = (server: string, command: string): Text => ({
  ko: `MCP 서버 ${server}: ${command} 명령을 찾을 수 없습니다. 설치했는지, PATH에 있는지 확인하세요.`,
  en: `MCP server ${server}: there is no command ${command}. Is it installed, and in PATH?`,
});

export const notStarted = (server: string, why: string, lines: readonly string[]): Text =>
  withTail(
    { ko: `MCP 서버 ${server}: 시작하지 못했습니다 (${why}).`, en: `MCP server ${server}: it did not start (${why}).` },
    lines,
  );

export const startTimeout = (server: string, seconds: number, rubbish: number, lines: readonly string[]): Text =>
  withTail(
    {
      ko: `MCP 서버 ${server}: ${seconds}초 안에 응답하지 않았습니다.${rubbish === 0 ? '' : ` MCP가 아닌 출력이 ${rubbish}줄 있었습니다.`}`,
      en: `MCP server ${server}: no answer within ${seconds} s.${rubbish === 0 ? '' : ` It wrote ${rubbish} lines that are not MCP.`}`,
    },
    lines,
  );

export const left = (server: string, lines: readonly string[]): Text =>
  withTail({ ko: `MCP 서버 ${server}: 종료되었습니다.`, en: `MCP server ${server}: it has left.` }, lines);

export const unauthorized = (server: string): Text => ({
  ko: `MCP 서버 ${server}: 인증을 거부했습니다. headers의 토큰을 확인하세요.`,
  en: `MCP server ${server}: it refused the credentials. Check the token in headers.`,
});

export const callTimeout = (tool: string, seconds: number): Text => ({
  ko: `${josa(tool, '이/가')} ${seconds}초 안에 끝나지 않아 중단했습니다.`,
  en: `${tool} did not end within ${seconds} s and was given up.`,
});

export const callFailed = (tool: string, message: string): Text => ({
  ko: `${tool} 호출이 실패했습니다: ${message}`,
  en: `${tool} failed: ${message}`,
});
