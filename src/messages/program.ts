import type { Text } from './text.ts';

const titles: Record<string, Text> = {
  'Usage:': { ko: '사용법:', en: 'Usage:' },
  'Options:': { ko: '옵션:', en: 'Options:' },
  'Arguments:': { ko: '인수:', en: 'Arguments:' },
  'Commands:': { ko: '명령:', en: 'Commands:' },
};

export const program = {
  description: {
    ko: 'AWS 네트워크 운영 엔지니어: 계정의 네트워크를 읽고, 무엇이 왜 잘못됐는지와 고칠 방법을 말합니다.',
    en: "A network operations engineer for AWS: reads an account's network, says what is wrong, why, and what to change.",
  },
  version: { ko: '버전 출력', en: 'print the version' },
  help: { ko: '도움말', en: 'help' },
  helpCommand: { ko: '명령의 도움말', en: 'help for a command' },
  helpTitle: (title: string): Text => titles[title] ?? { ko: title, en: title },
  after: {
    ko: `예:
  netops demo                        실습망에서 분석부터 장애 원인까지 한 번에 (AWS 계정 불필요)
  netops analyze --profile prod      prod 계정의 네트워크 분석 보고서
  netops analyze --source lab        실습망 분석
종료 코드: 0 완료, 1 실패, 2 잘못된 사용, 3 --fail-on 도달, 130 Ctrl-C`,
    en: `Examples:
  netops demo                        from analysis to the cause of a fault, on the lab (no AWS account needed)
  netops analyze --profile prod      report on the network of the account behind the profile prod
  netops analyze --source lab        analyse the lab
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 --fail-on reached, 130 Ctrl-C`,
  },
} satisfies Record<string, Text | ((...args: never[]) => Text)>;
