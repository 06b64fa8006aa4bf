import type { Term } from '../checks/assessment.ts';
import type { Status } from '../checks/audit.ts';
import type { Area } from '../checks/check.ts';
import type { ExceptionState } from '../checks/exceptions.ts';
import { josa } from './josa.ts';
import { plural } from './plural.ts';
import type { Text } from './text.ts';

/** The sentences of `netops security`, but for those of the checks, which are in their files. */

export const command = {
  description: {
    ko: '보안 감사: 점수, 취약점 보고서, 대시보드, 일일 점검 스크립트 (노출은 규칙이 아니라 실제 도달 가능성으로 판단)',
    en: 'security audit: score, report, dashboard, daily script (exposure judged by reachability, not by rules alone)',
  },
  config: {
    ko: '구간 규칙과 민감 구간을 선언한 파일 (기본: ./netops.config.json이 있으면 그 파일)',
    en: 'file that declares segments and who may reach whom (default: ./netops.config.json if there is one)',
  },
  exceptions: {
    ko: '예외 목록: 코드, 자원, 담당자, 사유, 기한 (기본: ./security-exceptions.json이 있으면 그 파일)',
    en: 'exceptions with code, resource, owner, reason and end date (default: ./security-exceptions.json if there is one)',
  },
  compare: { ko: '이전 감사와 비교 (last)', en: 'compare with the audit before (last)' },
  exports: {
    ko: '다른 도구용 파일도 저장 (sarif, ocsf, asff, csv, junit; 쉼표로 구분)',
    en: 'also write files for other tools (sarif, ocsf, asff, csv, junit; separated by commas)',
  },
  noFlowLogs: {
    ko: '조치가 끊을 통신을 흐름 로그에서 찾지 않음 (조회는 스캔한 양만큼 과금)',
    en: 'do not look in flow logs for what fixes would cut off (queries are billed by what they scan)',
  },
  fix: {
    ko: '이 코드의 조치를 netops do로 실행 (미리 보기와 확인 후)',
    en: 'apply the fix of this code through netops do, previewed and approved',
  },
  resource: { ko: '--fix와 함께: 이 자원만', en: 'with --fix: this resource only' },
  yes: { ko: '--fix와 함께: 묻지 않고 실행', en: 'with --fix: do not ask' },
  destructive: {
    ko: '--fix와 함께: 통신이 끊길 수 있는 호출도 실행',
    en: 'with --fix: also calls that can cut somebody off',
  },
  dryRun: { ko: '--fix와 함께: 미리 보기만', en: 'with --fix: preview only' },
  examples: {
    ko: `예:
  netops security --source lab
  netops security --profile prod --region all --fail-on critical
  netops security --compare last --export sarif,csv --out ./audit
  netops security --fix SG_OPEN_SSH_WORLD --resource sg-0123456789abcdef0
  netops security --format json | jq '.summary.score'`,
    en: `Examples:
  netops security --source lab
  netops security --profile prod --region all --fail-on critical
  netops security --compare last --export sarif,csv --out ./audit
  netops security --fix SG_OPEN_SSH_WORLD --resource sg-0123456789abcdef0
  netops security --format json | jq '.summary.score'`,
  },
} satisfies Record<string, Text>;

export const title: Text = { ko: 'AWS 보안 취약점 보고서', en: 'AWS security report' };
export const dashboardTitle: Text = { ko: '보안 대시보드', en: 'Security dashboard' };

export const areaName: Record<Area, Text> = {
  exposure: { ko: '실제 노출', en: 'Real exposure' },
  'security-groups': { ko: '보안 그룹', en: 'Security groups' },
  vpc: { ko: 'VPC·NACL·엔드포인트', en: 'VPC, NACLs, endpoints' },
  hybrid: { ko: 'VPN·Direct Connect', en: 'VPN, Direct Connect' },
  firewall: { ko: '방화벽', en: 'Firewalls' },
  balancers: { ko: '로드 밸런서·인증서', en: 'Balancers, certificates' },
  edge: { ko: 'CloudFront·WAF·Shield', en: 'CloudFront, WAF, Shield' },
  dns: { ko: 'DNS', en: 'DNS' },
  account: { ko: '계정·인스턴스', en: 'Account, instances' },
  resilience: { ko: '가용성', en: 'Resilience' },
};

export const statusName: Record<Status, Text> = {
  pass: { ko: '통과', en: 'pass' },
  fail: { ko: '실패', en: 'fail' },
  'not-applicable': { ko: '해당 없음', en: 'not applicable' },
  'not-readable': { ko: '확인 불가', en: 'not readable' },
};

export const termName: Record<Term, Text> = {
  day: { ko: '24시간 이내', en: 'Within 24 hours' },
  week: { ko: '1주일 이내', en: 'Within a week' },
  month: { ko: '1개월 이내', en: 'Within a month' },
  quarter: { ko: '3개월 이내', en: 'Within three months' },
};

export const exceptionState: Record<ExceptionState['state'], Text> = {
  'in-force': { ko: '적용 중', en: 'in force' },
  expired: { ko: '기한 지남: 다시 실패로 집계', en: 'expired: counts again' },
  unused: { ko: '해당하는 결과 없음', en: 'nothing has it any more' },
};

export const label = {
  score: { ko: '보안 점수', en: 'Security score' },
  area: { ko: '영역', en: 'Area' },
  failed: { ko: '실패', en: 'Failed' },
  passed: { ko: '통과', en: 'Passed' },
  notReadable: { ko: '확인 불가', en: 'Not readable' },
  check: { ko: '점검 항목', en: 'Check' },
  status: { ko: '결과', en: 'Result' },
  frameworks: { ko: '기준', en: 'Standards' },
  severity: { ko: '심각도', en: 'Severity' },
  count: { ko: '건수', en: 'Count' },
  gain: { ko: '조치하면', en: 'Mending adds' },
  what: { ko: '조치', en: 'What' },
  finding: { ko: '발견 사항', en: 'Finding' },
  minutes: { ko: '소요', en: 'Effort' },
  proof: { ko: '근거', en: 'Proof' },
  impact: { ko: '영향', en: 'Impact' },
  breaks: { ko: '적용하면 멈추는 것', en: 'What applying it stops' },
  code: { ko: '코드', en: 'Code' },
  resource: { ko: '자원', en: 'Resource' },
  owner: { ko: '담당자', en: 'Owner' },
  reason: { ko: '사유', en: 'Reason' },
  until: { ko: '기한', en: 'Until' },
  at: { ko: '시각', en: 'When' },
  state: { ko: '상태', en: 'State' },
  monthly: { ko: '월 비용', en: 'Monthly cost' },
  formula: { ko: '계산식', en: 'Formula' },
  source: { ko: '출처', en: 'Source' },
  resources: { ko: '자원 수', en: 'Resources' },
  missing: { ko: '읽지 못한 것', en: 'What was not read' },
  target: { ko: '대상', en: 'Target' },
  address: { ko: '주소', en: 'Address' },
  ports: { ko: '포트', en: 'Ports' },
  sources: { ko: '출발지', en: 'From' },
  findings: { ko: '발견 사항', en: 'Findings' },
} satisfies Record<string, Text>;

export const sections = {
  areas: { ko: '영역별 점수', en: 'Score by area' },
  gains: { ko: '점수를 가장 많이 올리는 조치', en: 'What raises the score most' },
  exposed: { ko: '인터넷에서 실제로 닿는 것', en: 'What the internet does reach' },
  reached: { ko: '그 가운데 고칠 것', en: 'What is wrong with it' },
  unattached: { ko: '열려 있지만 쓰지 않는 보안 그룹', en: 'Open groups that nothing uses' },
  textOnly: { ko: '규칙만 열려 있고 닿지 않는 것', en: 'Open in the rules, not reachable' },
  critical: { ko: '심각', en: 'Critical' },
  high: { ko: '높음', en: 'High' },
  rest: { ko: '나머지', en: 'The rest' },
  roadmap: { ko: '보안 개선 로드맵', en: 'Roadmap' },
  checks: { ko: '점검 항목 전체', en: 'All checks' },
  unread: { ko: '판정하지 못한 점검', en: 'Checks that could not be judged' },
  exceptions: { ko: '예외', en: 'Exceptions' },
  intent: { ko: '선언한 구간 규칙', en: 'Declared rules' },
  infrastructure: { ko: 'IaC 조치 예', en: 'Mending it as code' },
  compared: { ko: '이전 감사와 비교', en: 'Compared with the audit before' },
  trend: { ko: '점수 추이', en: 'Trend' },
  top: { ko: '먼저 할 일', en: 'Do first' },
} satisfies Record<string, Text>;

/** 25/100 🔴 */
export const grade = (score: number): Text => {
  if (score >= 90) return { ko: `${score}/100 🟢 (양호)`, en: `${score}/100 🟢 (good)` };
  if (score >= 70) return { ko: `${score}/100 🟡 (보통)`, en: `${score}/100 🟡 (fair)` };
  if (score >= 40) return { ko: `${score}/100 🟠 (위험)`, en: `${score}/100 🟠 (at risk)` };
  return { ko: `${score}/100 🔴 (매우 위험)`, en: `${score}/100 🔴 (at high risk)` };
};

export const headline = (counts: Record<string, number>, checks: { failed: number; passed: number }): Text => ({
  ko: `점검 ${checks.failed + checks.passed}개 가운데 ${checks.failed}개 실패. 심각 ${counts.critical}건, 높음 ${counts.high}건, 보통 ${counts.medium}건, 낮음 ${counts.low}건.`,
  en: `${checks.failed} of ${plural(checks.failed + checks.passed, 'check')} fail: ${counts.critical} critical, ${counts.high} high, ${counts.medium} medium, ${counts.low} low findings.`,
});
export const atMost = (checks: number): Text => ({
  ko: `${checks}개 점검은 읽지 못한 것이 있어 판정하지 못했습니다. 실제 점수는 이보다 낮을 수 있습니다.`,
  en: `${plural(checks, 'check')} could not be judged for want of data: the true score may be lower.`,
});
export const nothingWrong: Text = { ko: '실패한 점검이 없습니다.', en: 'No check fails.' };
export const formula: Text = {
  ko: '점수 = 100 × 45 ÷ (45 + 손실). 손실은 점검마다 w₁ + w₂/2 + w₃/4 + … 이고, w = 심각도(심각 10, 높음 5, 보통 2, 낮음 0.5) × 도달(인터넷 1.5, 내부 1, 없음 0.5)입니다.',
  en: 'Score = 100 × 45 ÷ (45 + loss). A check’s loss is w₁ + w₂/2 + w₃/4 + …, with w = severity (critical 10, high 5, medium 2, low 0.5) × reach (internet 1.5, inside 1, nobody 0.5).',
};
export const points = (value: number): Text => ({ ko: `+${value}점`, en: `+${value}` });
export const minutesOf = (minutes: number): Text =>
  minutes < 60
    ? { ko: `${minutes}분`, en: `${minutes} min` }
    : { ko: `${Math.round(minutes / 6) / 10}시간`, en: `${Math.round(minutes / 6) / 10} h` };
export const others = (count: number): Text => ({ ko: `(외 ${count}건)`, en: `(and ${count} more)` });
export const moreLines = (count: number): Text => ({
  ko: `외 ${count}줄: 전체는 --format json의 fixes[].command`,
  en: `and ${plural(count, 'line')} more: all of them are in --format json, fixes[].command`,
});
export const sameFix: Text = { ko: '위의 조치로 함께 해결됩니다.', en: 'Mended by the same fix.' };
export const none: Text = { ko: '없습니다.', en: 'None.' };
export const noExposure: Text = {
  ko: '인터넷에서 닿는 인터페이스가 없습니다.',
  en: 'The internet reaches no interface.',
};
export const exposureUnread: Text = {
  ko: '네트워크 일부를 읽지 못해, 아래에 없는 것도 인터넷에서 닿을 수 있습니다.',
  en: 'Part of the network was not read: the internet may reach more than this.',
};
export const waysMore = (count: number): Text => ({
  ko: `외 ${count}개: netops exposure로 모두 볼 수 있습니다.`,
  en: `and ${count} more: netops exposure shows them all.`,
});
export const internet: Text = { ko: '인터넷 전체', en: 'all of the internet' };
export const textOnlyIntro: Text = {
  ko: '보안 그룹은 전 세계에 열려 있지만 경로나 NACL 때문에 인터넷에서 연결되지 않습니다. 라우팅이 바뀌면 노출됩니다.',
  en: 'The group is open to the world, and routes or network ACLs keep the internet out. Exposed as soon as routing changes.',
};
export const unattachedIntro: Text = {
  ko: '연결된 인터페이스가 없어 닿을 대상이 없습니다. 누군가 이 그룹을 쓰는 순간 열립니다.',
  en: 'Attached to nothing, so there is nothing to reach; open as soon as somebody uses it.',
};
export const resourcesUnanswered = (ids: readonly string[]): Text => ({
  ko: `자원별 조회에 답이 없음: ${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ` 외 ${ids.length - 3}개` : ''}`,
  en: `no answer about ${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ` and ${ids.length - 3} more` : ''}`,
});
export const unknownCost: Text = { ko: '알 수 없음', en: 'unknown' };
export const freeCost: Text = { ko: '없음', en: 'none' };
export const costsIntro: Text = {
  ko: '조치에 드는 AWS 요금입니다. 단가는 가격표에서 가져오고, 양을 모르면 단가만 적습니다.',
  en: 'What AWS charges for the mends, by the price table; where the volume is unknown, the unit price.',
};
export const costTotal = (monthlyUsd: number): Text => ({
  ko: `금액을 아는 조치의 합계: 월 $${monthlyUsd.toFixed(2)}`,
  en: `What is known adds up to $${monthlyUsd.toFixed(2)} a month.`,
});
export const costsUnknown: Text = {
  ko: '단가나 사용량을 몰라 산정하지 못한 조치:',
  en: 'Not estimated, for want of a price or of a volume:',
};
export const costsNothing: Text = { ko: '요금이 들지 않는 조치:', en: 'Free of charge:' };
export const script: Text = {
  ko: 'netops 없이 AWS CLI와 jq만으로 도는 점검 스크립트입니다. 심각한 항목이 있으면 1로 끝납니다. cron에 넣으면 매일 확인합니다.',
  en: 'A script that needs the AWS CLI and jq alone. It ends with 1 when something critical is found; put it into cron.',
};
export const repeat: Text = {
  ko: 'netops가 있으면 이전 감사와 비교합니다.',
  en: 'With netops, compare with the audit before:',
};
export const comparedWith = (at: string, before: number, now: number): Text => ({
  ko: `${at}의 ${before}점에서 ${now}점으로 ${now === before ? '그대로입니다' : now > before ? `${now - before}점 올랐습니다` : `${before - now}점 내렸습니다`}.`,
  en: `${at}: ${before}. Now: ${now} (${now === before ? 'unchanged' : now > before ? `+${now - before}` : `−${before - now}`}).`,
});
export const newFindings = (count: number): Text => ({
  ko: `새로 생긴 것 ${count}건`,
  en: `${plural(count, 'new finding')}`,
});
export const acceptedFindings = (count: number): Text => ({
  ko: `예외로 승인한 것 ${count}건`,
  en: `${plural(count, 'finding')} accepted by exceptions`,
});
export const lostFindings = (count: number): Text => ({
  ko: `이번에는 읽지 못해 해결되었는지 알 수 없는 것 ${count}건`,
  en: `${plural(count, 'finding')} that could not be looked at this time`,
});
export const goneFindings = (count: number): Text => ({
  ko: `해결된 것 ${count}건`,
  en: `${plural(count, 'finding')} gone`,
});
export const noEarlier: Text = {
  ko: '비교할 이전 감사가 없습니다. 이번 결과를 저장했으므로 다음부터 비교합니다.',
  en: 'There is no earlier audit to compare with. This one is kept: the next can be compared.',
};
export const cronLine = (path: string): string => `0 9 * * * ${path}`;

export const badFile = (file: string, why: string): Text => ({
  ko: `${josa(file, '을/를')} 읽을 수 없습니다: ${why}`,
  en: `cannot use ${file}: ${why}`,
});
export const unknownPlace = (file: string, places: readonly string[]): Text => ({
  ko: `${file}의 구간에 이 네트워크에 없는 이름이 있습니다: ${places.join(', ')}`,
  en: `${file} has segments that this network does not have: ${places.join(', ')}`,
});
export const unknownSegment = (file: string, segment: string): Text => ({
  ko: `${file}: 규칙이 선언하지 않은 구간 ${josa(segment, '을/를')} 가리킵니다.`,
  en: `${file}: a rule names the segment ${segment}, which is not declared`,
});
export const unknownExport = (given: string, known: readonly string[]): Text => ({
  ko: `--export ${given}: 모르는 형식입니다. ${known.join(', ')} 가운데 고르세요.`,
  en: `--export ${given}: not a known format; choose from ${known.join(', ')}`,
});
export const unknownCompare = (given: string): Text => ({
  ko: `--compare ${given}: last만 쓸 수 있습니다.`,
  en: `--compare ${given}: only last is known`,
});
export const unknownCode = (given: string, near: readonly string[]): Text => ({
  ko: `${given}: 모르는 코드입니다.${near.length === 0 ? '' : ` 비슷한 것: ${near.join(', ')}`}`,
  en: `${given}: no such code.${near.length === 0 ? '' : ` Near: ${near.join(', ')}`}`,
});
export const unknownExceptedCode = (file: string, given: string, near: readonly string[]): Text => ({
  ko: `${file}: ${josa(given, '은/는')} 모르는 코드입니다.${near.length === 0 ? '' : ` 비슷한 것: ${near.join(', ')}`}`,
  en: `${file}: ${given} is no check’s code.${near.length === 0 ? '' : ` Near: ${near.join(', ')}`}`,
});
export const resourceWithoutFix: Text = {
  ko: '--resource, --yes, --allow-destructive, --dry-run은 --fix와 함께만 씁니다.',
  en: '--resource, --yes, --allow-destructive and --dry-run go with --fix',
};
export const historyUnwritten = (why: string): Text => ({
  ko: `이번 결과를 이력에 남기지 못했습니다 (${why}). 추이와 --compare에 나오지 않습니다.`,
  en: `this audit could not be kept (${why}): it will not be in the trend or in --compare`,
});
