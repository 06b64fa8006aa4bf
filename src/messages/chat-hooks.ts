import { josa } from './josa.ts';
import type { Text } from './text.ts';

export const failed = (moment: string, command: string, code: number | null, stderr: string): Text => ({
  ko: `${moment} 훅 실패 (${command}, 종료 코드 ${code ?? '-'})${stderr === '' ? '' : `: ${stderr}`}`,
  en: `the ${moment} hook failed (${command}, exit code ${code ?? '-'})${stderr === '' ? '' : `: ${stderr}`}`,
});

export const tookTooLong = (moment: string, command: string, seconds: number): Text => ({
  ko: `${moment} 훅이 ${seconds}초 안에 끝나지 않아 중단했습니다 (${command}).`,
  en: `the ${moment} hook was stopped after ${seconds} s (${command}).`,
});

export const blocked = (tool: string, why: string): Text => ({
  ko: `에이전트의 훅이 ${josa(tool, '을/를')} 막았습니다${why === '' ? '.' : `: ${why}`}`,
  en: `a hook of the agent does not let ${tool} run${why === '' ? '.' : `: ${why}`}`,
});

export const serviceExcluded = (agent: string, service: string): Text => ({
  ko: `에이전트 ${agent}의 toolsSettings가 ${service} 서비스 호출을 허용하지 않습니다.`,
  en: `the toolsSettings of the agent ${agent} do not allow calls to ${service}.`,
});
