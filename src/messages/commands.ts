import type { Text } from './text.ts';

/** What `--help` says of each command. */
export const analyzeCommand = {
  description: {
    ko: '계정의 네트워크를 읽어 구성, 문제, 개선사항을 보고합니다 (network-analysis.md, .html)',
    en: "read the account's network and report what there is, what is wrong and what to improve (network-analysis.md, .html)",
  },
  examples: {
    ko: `예:
  netops analyze --profile prod --region ap-northeast-2
  netops analyze --region all --role-arn arn:aws:iam::111122223333:role/NetOpsReadOnly
  netops analyze --source lab --format json | jq '.findings[].title'
  netops analyze --source snapshot:latest --out ./reports --fail-on high`,
    en: `Examples:
  netops analyze --profile prod --region ap-northeast-2
  netops analyze --region all --role-arn arn:aws:iam::111122223333:role/NetOpsReadOnly
  netops analyze --source lab --format json | jq '.findings[].title'
  netops analyze --source snapshot:latest --out ./reports --fail-on high`,
  },
} satisfies Record<string, Text>;

export const demoCommand = {
  description: {
    ko: '새 실습망에서 처음부터 끝까지: 분석, 장애 하나와 그 원인, NAT, 보안 (AWS 계정 불필요)',
    en: 'the main job on a fresh lab, start to end: analysis, one fault and its cause, NAT, security (no AWS account needed)',
  },
  examples: {
    ko: `예:
  netops demo
  netops demo --lang en --out ./reports`,
    en: `Examples:
  netops demo
  netops demo --lang en --out ./reports`,
  },
} satisfies Record<string, Text>;
