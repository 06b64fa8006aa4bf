import { josa } from './josa.ts';
import { plural } from './plural.ts';
import type { Text } from './text.ts';

/** The sentences and headings of `netops lb`. */

export const command = {
  description: {
    ko: '로드 밸런서와 대상 상태, 비정상 대상마다의 원인과 조치를 보고합니다 (load-balancer-analysis.md, .html)',
    en: 'load balancers and their targets: the cause of every unhealthy one, and its fix (load-balancer-analysis.md, .html)',
  },
  name: {
    ko: '로드 밸런서나 대상 그룹의 이름, ARN, DNS 이름, 또는 대상의 ID, 이름, 주소 (생략하면 전부)',
    en: 'name, ARN or DNS name of a load balancer or target group, or id, name or address of a target (all when left out)',
  },
  examples: {
    ko: `예:
  netops lb --source lab
  netops lb DMZVPC-alb1 --profile prod --region ap-northeast-2
  netops lb --since 2026-11-22T21:00 --until 2026-11-23T09:00
  netops lb --last 7d --format json | jq '.findings[] | select(.cause)'`,
    en: `Examples:
  netops lb --source lab
  netops lb DMZVPC-alb1 --profile prod --region ap-northeast-2
  netops lb --since 2026-11-22T21:00 --until 2026-11-23T09:00
  netops lb --last 7d --format json | jq '.findings[] | select(.cause)'`,
  },
} satisfies Record<string, Text>;

export const unknownName = (name: string, known: readonly string[]): Text => ({
  ko: `${josa(name, '이라/라')}는 로드 밸런서, 대상 그룹, 대상이 없습니다. ${known.length === 0 ? '읽은 리전에는 로드 밸런서가 없습니다.' : `있는 것: ${known.join(', ')}`}`,
  en: `there is no load balancer, target group or target called ${name}. ${known.length === 0 ? 'The regions read have no load balancers.' : `There are: ${known.join(', ')}`}`,
});
export const ambiguousName = (name: string, arns: readonly string[]): Text => ({
  ko: `${josa(name, '이라/라')}는 이름이 여럿입니다. ARN으로 고르세요: ${arns.join(', ')}`,
  en: `several are called ${name}. Choose by ARN: ${arns.join(', ')}`,
});
export const notRead: Text = {
  ko: '로드 밸런서를 읽지 못했습니다. 아래 읽지 못한 항목을 확인하세요.',
  en: 'Load balancers could not be read. See what could not be read.',
};
export const noneThere = (regions: readonly string[]): Text => ({
  ko: `읽은 리전(${regions.join(', ')})에는 로드 밸런서가 없습니다. 다른 리전을 보려면 --region all을 쓰세요.`,
  en: `There are no load balancers in the regions read (${regions.join(', ')}). To look at the others, use --region all.`,
});

export const title: Text = { ko: '로드 밸런서 분석 보고서', en: 'Load balancer analysis' };

const healthUnread: Text = {
  ko: '대상 상태를 읽지 못했습니다.',
  en: 'the health of targets was not read.',
};

function healthSays({ targets, healthy }: { targets: number; healthy: number }): Text {
  if (targets === 0) return { ko: '등록된 대상이 없습니다.', en: 'No target is registered.' };
  const percent = Math.round((healthy / targets) * 1000) / 10;
  return {
    ko: `대상 ${targets}개 중 ${healthy}개가 정상입니다 (가용성 ${percent}%).`,
    en: `${healthy} of ${plural(targets, 'target')} healthy (${percent} % availability).`,
  };
}

/** @param health null: the state of some targets was not read */
export const headline = (
  balancers: number,
  health: { targets: number; healthy: number } | null,
  causes: number,
): Text => {
  const state = health === null ? healthUnread : healthSays(health);
  const cause: Text =
    causes === 0
      ? health === null
        ? { ko: '장애가 있는지 판단할 수 없습니다.', en: 'Whether something fails is unknown.' }
        : { ko: '장애를 일으키는 것은 없습니다.', en: 'Nothing causes a failure right now.' }
      : {
          ko: `장애 원인 ${causes}건을 찾았습니다.`,
          en: `${plural(causes, 'cause')} of failure found.`,
        };
  return {
    ko: `로드 밸런서 ${balancers}개, ${state.ko} ${cause.ko}`,
    en: `${plural(balancers, 'load balancer')}; ${state.en} ${cause.en}`,
  };
};

export const label = {
  balancer: { ko: '로드 밸런서', en: 'Load balancer' },
  dns: { ko: 'DNS 이름', en: 'DNS name' },
  vpc: { ko: 'VPC', en: 'VPC' },
  crossZone: { ko: '교차 영역', en: 'Cross-zone' },
  listener: { ko: '리스너', en: 'Listener' },
  rule: { ko: '규칙', en: 'Rule' },
  action: { ko: '동작', en: 'Action' },
  group: { ko: '대상 그룹', en: 'Target group' },
  availability: { ko: '가용성', en: 'Availability' },
  address: { ko: '주소', en: 'Address' },
  cause: { ko: '원인', en: 'Cause' },
  count: { ko: '대상 수', en: 'Targets' },
  subnet: { ko: '서브넷', en: 'Subnet' },
  setting: { ko: '설정', en: 'Setting' },
  value: { ko: '값', en: 'Value' },
  when: { ko: '시각', en: 'When' },
  who: { ko: '누가', en: 'Who' },
  call: { ko: '호출', en: 'Call' },
  metric: { ko: '지표', en: 'Metric' },
} satisfies Record<string, Text>;

export const sections = {
  zones: { ko: '가용 영역', en: 'Zones' },
  listeners: { ko: '리스너와 규칙', en: 'Listeners and rules' },
  unused: { ko: '쓰이지 않는 대상 그룹', en: 'Unused target groups' },
  changes: { ko: '무엇이 바뀌었나', en: 'What changed' },
} satisfies Record<string, Text>;

export const groupHeading = (name: string, type: string, protocol: string, port: number | null): Text => ({
  ko: `대상 그룹 ${name} (${type}, ${protocol}${port === null ? '' : ` ${port}`})`,
  en: `Target group ${name} (${type}, ${protocol}${port === null ? '' : ` ${port}`})`,
});
export const checkLine = (
  what: string,
  interval: number | null,
  timeout: number | null,
  healthy: number | null,
  unhealthy: number | null,
  matcher: string | null,
): Text => {
  const or = (n: number | null): string => (n === null ? '?' : String(n));
  return {
    ko: `상태 검사: ${what}, ${or(interval)}초 간격, 제한 시간 ${or(timeout)}초, 임계값 정상 ${or(healthy)}회/비정상 ${or(unhealthy)}회${matcher === null ? '' : `, 정상 코드 ${matcher}`}`,
    en: `Health check: ${what}, every ${or(interval)} s, timeout ${or(timeout)} s, thresholds ${or(healthy)} healthy / ${or(unhealthy)} unhealthy${matcher === null ? '' : `, success codes ${matcher}`}`,
  };
};
export const checkOff: Text = { ko: '상태 검사: 꺼짐', en: 'Health check: off' };
export const availabilityLine = (healthy: number, total: number, percent: number): Text => ({
  ko: `가용성 ${percent}% (정상 ${healthy}/${total})`,
  en: `Availability ${percent} % (${healthy} of ${total} healthy)`,
});
export const alike = (count: number): Text => ({
  ko: `같은 상태의 대상 ${count}개`,
  en: `${plural(count, 'target')} alike`,
});
export const allHealthy = (count: number): Text => ({
  ko: `나머지 대상 ${count}개는 정상입니다.`,
  en: count === 1 ? 'The other target is healthy.' : `The other ${count} targets are healthy.`,
});
export const unusedLine = (name: string, targets: number | null): Text => ({
  ko: `${name}: 리스너·규칙 없음, 대상 ${targets ?? '?'}개`,
  en: `${name}: no listener or rule, ${targets === null ? '? targets' : plural(targets, 'target')}`,
});

export const trafficNone: Text = {
  ko: 'CloudWatch 지표를 읽지 못했습니다. 트래픽과 오류는 알 수 없습니다.',
  en: 'No CloudWatch metrics were read: traffic and errors are unknown.',
};
export const trafficWindow = (window: string): Text => ({
  ko: `${window} 동안의 지표입니다. CloudWatch 지표는 최대 5분 늦게 올라오며, 값이 0인 개수 지표는 아예 기록되지 않습니다.`,
  en: `Metrics of ${window}. They arrive up to 5 minutes late; counts of zero are not reported at all.`,
});
export const trafficHead = {
  requests: { ko: '요청', en: 'Requests' },
  elb5xx: { ko: 'LB 5xx', en: 'LB 5xx' },
  target5xx: { ko: '대상 5xx', en: 'Target 5xx' },
  target4xx: { ko: '대상 4xx', en: 'Target 4xx' },
  errors: { ko: '연결 오류', en: 'Connect errors' },
  rejected: { ko: '거부', en: 'Rejected' },
  p95: { ko: '응답 p95', en: 'p95' },
  lcu: { ko: 'LCU (최대/시간)', en: 'LCU (peak/h)' },
} satisfies Record<string, Text>;
export const requestChart: Text = { ko: '요청 수', en: 'Requests' };

export const securityNone: Text = {
  ko: '로드 밸런서와 대상 사이를 막거나 지나치게 연 규칙은 찾지 못했습니다. 전체 점검은 netops analyze에 있습니다.',
  en: 'No rule was found that blocks the balancers from their targets. netops analyze looks at all of security.',
};
export const performanceNone: Text = {
  ko: '영역 배치, 응답 시간, 오류율에서 지적할 것이 없습니다.',
  en: 'Nothing to say about zones, response times or error rates.',
};
export const costLine = (name: string, usd: string, formula: string): Text => ({
  ko: `${name}: 월 약 $${usd} (${formula})`,
  en: `${name}: about $${usd} a month (${formula})`,
});
export const costUnknown = (name: string, formula: string): Text => ({
  ko: `${name}: 알 수 없음 (${formula})`,
  en: `${name}: unknown (${formula})`,
});
export const costSource = (asOf: string): Text => ({
  ko: `단가는 ${asOf} 기준입니다. 퍼블릭 IPv4와 데이터 전송은 넣지 않았습니다. 출처: `,
  en: `Prices as of ${asOf}. Public IPv4 and data transfer are not in it. Source: `,
});
export const costIdle = (names: readonly string[]): Text => ({
  ko: `${names.join(', ')}: 정상 대상이 없어도 시간 요금은 그대로 나갑니다.`,
  en: `${names.join(', ')}: billed by the hour although nothing serves.`,
});

export const automationIntro: Text = {
  ko: '대상이 빠지면 바로 알도록 경보를 만듭니다. SNS_TOPIC_ARN만 채우면 됩니다.',
  en: 'Alarms that tell at once when a target drops out. Fill in SNS_TOPIC_ARN.',
};
export const automationHave = (count: number): Text => ({
  ko: `이 로드 밸런서들에 걸린 CloudWatch 경보가 ${count}개 있습니다.`,
  en: `${plural(count, 'CloudWatch alarm')} watch${count === 1 ? 'es' : ''} these balancers.`,
});
export const automationDaily: Text = {
  ko: '매일 점검하려면 (원인이 있으면 종료 코드 3):',
  en: 'To look every day (exit code 3 when there is a cause):',
};
export const nothingToDo: Text = { ko: '할 일이 없습니다.', en: 'Nothing to do.' };
