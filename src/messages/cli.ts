import type { Text } from './text.ts';

export const commonOptions = {
  source: {
    ko: '읽을 곳: aws, lab, snapshot:<폴더>, snapshot:latest, steampipe, postgres://…',
    en: 'where to read from: aws, lab, snapshot:<dir>, snapshot:latest, steampipe, postgres://…',
  },
  profile: { ko: 'AWS 프로파일 이름', en: 'AWS profile name' },
  region: { ko: '리전 (여러 번 가능, all은 모든 리전)', en: 'region (repeatable; all for every region)' },
  roleArn: { ko: '맡을 IAM 역할 (계정마다 한 번씩)', en: 'IAM role to assume (once per account)' },
  endpointUrl: { ko: 'AWS 엔드포인트 URL', en: 'AWS endpoint URL' },
  lang: { ko: '출력 언어', en: 'output language' },
  out: { ko: '보고서를 저장할 폴더', en: 'folder for the reports' },
  format: { ko: '표준 출력의 형식', en: 'format on standard output' },
  failOn: { ko: '이 심각도 이상이 있으면 종료 코드 3', en: 'exit with 3 if a finding is this severe or worse' },
  quiet: { ko: '진행 상황을 출력하지 않음', en: 'print no progress' },
  noColor: { ko: '색을 쓰지 않음', en: 'no colour' },
} satisfies Record<string, Text>;

export const unexpected = (message: string): Text => ({
  ko: `예상하지 못한 오류입니다: ${message} (NETOPS_DEBUG=1로 다시 실행하면 자세한 내용이 나옵니다)`,
  en: `Unexpected error: ${message} (run again with NETOPS_DEBUG=1 for details)`,
});
