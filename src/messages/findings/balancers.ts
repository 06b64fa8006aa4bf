import { josa } from '../josa.ts';
import { listed, plural } from '../plural.ts';
import type { Text } from '../text.ts';

/*
 * What is wrong or weak about load balancers and target groups as a whole: alarms, listeners, zones, settings, traffic.
 */

export const alarm = {
  balancer: (name: string): Text => ({
    ko: `로드 밸런서 ${name}에 정상 대상이 하나도 없습니다`,
    en: `load balancer ${name} has no healthy target`,
  }),
  group: (group: string, balancers: readonly string[]): Text => {
    const names = listed(balancers);
    return {
      ko: `${names.ko}의 대상 그룹 ${group}에 정상 대상이 하나도 없습니다`,
      en: `target group ${group} of ${names.en} has no healthy target`,
    };
  },
  failsOpen: {
    ko: '모든 대상이 비정상이면 로드 밸런서는 전체 대상에 그대로 보냅니다(fail-open). 사용자는 오류나 시간 초과를 봅니다.',
    en: 'With every target unhealthy the balancer fails open and sends to all of them: users see errors or timeouts.',
  } satisfies Text,
  nothingLeft: {
    ko: '보낼 대상이 없어 요청에 503을 돌려줍니다. 서비스 중단 상태입니다.',
    en: 'There is nothing to send to: requests get 503. The service is down.',
  } satisfies Text,
  counts: (group: string, healthy: number, total: number): Text => ({
    ko: `${group}: 정상 ${healthy}/${total}`,
    en: `${group}: ${healthy} of ${total} healthy`,
  }),
  causes: (codes: readonly string[]): Text => ({
    ko: codes.length === 0 ? '대상별 원인을 확인합니다.' : `원인은 따로 적었습니다: ${codes.join(', ')}`,
    en:
      codes.length === 0
        ? 'See the state of each target.'
        : `The causes are findings of their own: ${codes.join(', ')}`,
  }),
};

export const noTargets = {
  title: (group: string, balancers: readonly string[]): Text => {
    const names = listed(balancers);
    return {
      ko: `${josa(names.ko, '이/가')} 보내는 대상 그룹 ${group}에 등록된 대상이 없습니다`,
      en: `target group ${group}, which ${names.en} forwards to, has no targets`,
    };
  },
  impact: { ko: '이 그룹으로 가는 요청은 503을 받습니다.', en: 'Requests for this group get 503.' } satisfies Text,
  none: { ko: '등록된 대상 0개', en: 'no registered targets' } satisfies Text,
  again: {
    ko: '마지막으로 등록 취소된 대상을 다시 등록합니다.',
    en: 'Register the target that was deregistered last.',
  } satisfies Text,
  byHand: { ko: '서비스하는 대상을 등록합니다.', en: 'Register what serves.' } satisfies Text,
};

export const state = {
  title: (name: string, code: string): Text => ({
    ko: `로드 밸런서 ${josa(name, '이/가')} ${code} 상태입니다`,
    en: `load balancer ${name} is ${code}`,
  }),
  impact: (code: string): Text =>
    code === 'failed'
      ? { ko: '로드 밸런서가 만들어지지 못했습니다.', en: 'It could not be set up.' }
      : { ko: '확장이나 준비가 끝나지 않았습니다.', en: 'It is not set up, or cannot scale, as it should.' },
};

export const listener = {
  title: (balancer: string, listeners: string, reason: Text): Text => ({
    ko: `인터넷에서 ${balancer}의 리스너(${listeners})에 접속할 수 없습니다: ${reason.ko}`,
    en: `nobody on the internet gets to the listener ${listeners} of ${balancer}: ${reason.en}`,
  }),
  impact: {
    ko: '대상이 정상이어도 사용자의 요청이 로드 밸런서에 닿지 않습니다.',
    en: 'However healthy the targets, requests do not get to the balancer.',
  } satisfies Text,
  partly: (zones: readonly string[]): Text => ({
    ko: `닿지 않는 노드: ${zones.join(', ')}. DNS가 이 노드로 보낸 사용자만 실패합니다.`,
    en: `Nodes cut off: ${zones.join(', ')}. Those whom DNS sends there fail.`,
  }),
  noRule: (group: string, port: number): Text => ({
    ko: `보안 그룹 ${group}에 tcp ${port} 인바운드를 허용하는 규칙이 없음`,
    en: `no inbound rule of security group ${group} admits tcp ${port}`,
  }),
};

export const zones = {
  emptyTitle: (balancer: string, group: string, empty: readonly string[]): Text => ({
    ko: `교차 영역 로드 밸런싱이 꺼진 ${balancer}에서 ${group}의 ${empty.join(', ')} 영역에 대상이 없습니다`,
    en: `${balancer} balances within zones only, and ${group} has no target in ${empty.join(', ')}`,
  }),
  emptyImpact: {
    ko: '그 영역의 노드로 들어온 요청은 보낼 곳이 없어 실패합니다.',
    en: 'What comes to that zone’s node has nowhere to go and fails.',
  } satisfies Text,
  crossZone: { ko: '교차 영역 로드 밸런싱을 켭니다.', en: 'Turn cross-zone load balancing on.' } satisfies Text,
  imbalance: (group: string, text: string): Text => ({
    ko: `${group}의 정상 대상이 영역별로 치우쳐 있습니다 (${text})`,
    en: `healthy targets of ${group} are uneven over zones (${text})`,
  }),
  imbalanceImpact: (crossZone: boolean): Text =>
    crossZone
      ? {
          ko: '대상이 적은 영역이 먼저 멈추면 남는 용량이 크게 줄고, 영역 간 트래픽이 늘어납니다.',
          en: 'Losing the fuller zone takes most of the capacity, and more traffic crosses zones.',
        }
      : {
          ko: '교차 영역이 꺼져 있어 대상이 적은 영역의 대상이 요청을 더 많이 받습니다.',
          en: 'With cross-zone off, targets of the emptier zone get more requests each.',
        },
  count: (zone: string, healthy: number, total: number): Text => ({
    ko: `${zone}: 정상 ${healthy}/${total}`,
    en: `${zone}: ${healthy} of ${total} healthy`,
  }),
};

export const settings = {
  timeoutTitle: (group: string, timeout: number, interval: number): Text => ({
    ko: `대상 그룹 ${group}의 상태 검사 제한 시간 ${timeout}초가 간격 ${interval}초보다 짧지 않습니다`,
    en: `the health check timeout of ${group} (${timeout} s) is not below its interval (${interval} s)`,
  }),
  timeoutImpact: {
    ko: '한 번의 검사가 끝나기 전에 다음 검사가 시작되어 느린 대상의 판정이 늦고 불안정합니다.',
    en: 'A check may still wait when the next is due: slow targets are judged late and unsteadily.',
  } satisfies Text,
  timeoutFix: (timeout: number): Text => ({
    ko: `제한 시간을 ${timeout}초로 줄입니다.`,
    en: `Set the timeout to ${timeout} s.`,
  }),
  flapTitle: (group: string, seconds: number): Text => ({
    ko: `대상 그룹 ${josa(group, '은/는')} ${seconds}초만 느려져도 대상을 뺍니다`,
    en: `${group} takes a target out after ${seconds} s of trouble`,
  }),
  flapSeenTitle: (group: string, turns: number): Text => ({
    ko: `대상 그룹 ${group}의 대상이 최근 1시간에 ${turns}번 정상과 비정상을 오갔습니다`,
    en: `targets of ${group} went in and out of health ${turns} times in the last hour`,
  }),
  flapImpact: {
    ko: '일시적인 지연에도 대상이 빠졌다 들어오기를 반복해 남은 대상에 부하가 몰립니다.',
    en: 'Short hiccups take targets in and out, and load falls on those that remain.',
  } satisfies Text,
  flapFix: (threshold: number): Text => ({
    ko: `비정상 임계값을 ${threshold}회로 늘립니다.`,
    en: `Ask for ${threshold} failures in a row.`,
  }),
  disabledTitle: (group: string): Text => ({
    ko: `대상 그룹 ${group}의 상태 검사가 꺼져 있습니다`,
    en: `health checks of target group ${group} are off`,
  }),
  disabledImpact: {
    ko: '함수가 실패해도 로드 밸런서는 계속 보냅니다.',
    en: 'The balancer goes on sending even when the target fails.',
  } satisfies Text,
  disabledFix: { ko: '상태 검사를 켭니다.', en: 'Turn health checks on.' } satisfies Text,
};

export const traffic = {
  elbErrors: (balancer: string, count: number, percent: string): Text => ({
    ko: `${josa(balancer, '이/가')} 스스로 돌려준 5xx가 ${count}건입니다 (요청의 ${percent}%)`,
    en: `${balancer} itself answered ${plural(count, 'request')} with 5xx (${percent} % of all)`,
  }),
  elbErrorsImpact: {
    ko: '대상에 연결하지 못했거나(502), 보낼 대상이 없었거나(503), 응답을 기다리다 끊었습니다(504).',
    en: 'It could not connect to a target (502), had none (503), or waited in vain (504).',
  } satisfies Text,
  targetErrors: (balancer: string, count: number, percent: string): Text => ({
    ko: `${balancer}의 대상이 돌려준 5xx가 ${count}건입니다 (요청의 ${percent}%)`,
    en: `targets of ${balancer} answered ${plural(count, 'request')} with 5xx (${percent} % of all)`,
  }),
  targetErrorsImpact: {
    ko: '애플리케이션이 낸 오류입니다. 로드 밸런서 설정으로는 없어지지 않습니다.',
    en: 'The application fails; no setting of the balancer will mend that.',
  } satisfies Text,
  slow: (balancer: string, p95: string, at: string): Text => ({
    ko: `${balancer} 대상의 응답 시간 p95가 ${at}에 ${p95}초까지 올랐습니다`,
    en: `targets of ${balancer} took up to ${p95} s (p95, ${at})`,
  }),
  slowImpact: {
    ko: '사용자 체감 지연이 커지고, 상태 검사 제한 시간을 넘기면 대상이 빠집니다.',
    en: 'Users wait; targets that exceed the check’s timeout are taken out.',
  } satisfies Text,
  rejected: (balancer: string, count: number): Text => ({
    ko: `${josa(balancer, '이/가')} 연결 ${count}건을 거부했습니다`,
    en: `${balancer} rejected ${plural(count, 'connection')}`,
  }),
  rejectedImpact: {
    ko: '로드 밸런서의 연결 한도에 닿았습니다. 사용자는 접속 자체가 실패합니다.',
    en: 'It reached its limit of connections: users could not connect at all.',
  } satisfies Text,
  connectionErrors: (balancer: string, count: number): Text => ({
    ko: `${josa(balancer, '이/가')} 대상에 연결하지 못한 경우가 ${count}건입니다`,
    en: `${balancer} failed ${count} times to connect to a target`,
  }),
  connectionErrorsImpact: {
    ko: '대상이 거부하거나 응답하지 않은 연결입니다. 다른 대상으로 다시 시도된 요청은 느려집니다.',
    en: 'Targets refused or did not answer; what was tried again elsewhere got slower.',
  } satisfies Text,
  metric: (metric: string, value: string): Text => ({ ko: `${metric} ${value}`, en: `${metric} ${value}` }),
  capacity: {
    ko: '대상을 늘리고, 접속이 급증하는 행사 전에는 LCU 용량 예약을 검토합니다.',
    en: 'Add targets; before a known surge, reserve LCU capacity.',
  } satisfies Text,
  accessLogs: {
    ko: '액세스 로그를 켜 두면 어느 요청·대상인지 바로 좁혀집니다.',
    en: 'Access logs would say which requests and targets.',
  } satisfies Text,
};
