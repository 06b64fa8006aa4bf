import { josa } from '../josa.ts';
import { listed, plural } from '../plural.ts';
import type { Text } from '../text.ts';

export const passesAll = {
  title: (firewalls: readonly string[]): Text => {
    const names = listed(firewalls);
    return {
      ko: `Network Firewall ${josa(names.ko, '이/가')} 모든 트래픽을 통과시킵니다`,
      en: `network ${firewalls.length === 1 ? 'firewall' : 'firewalls'} ${names.en} let everything pass`,
    };
  },
  impact: (shadowed: number): Text => ({
    ko: `방화벽을 거치게 해 놓고 아무것도 막지 않습니다. ${shadowed > 0 ? `뒤에 있는 규칙 ${shadowed}개는 평가되지 않고, ` : ''}경보만 남은 채 엔드포인트 시간과 처리량 요금이 나갑니다.`,
    en: `Traffic goes through them and nothing is blocked. ${shadowed > 0 ? `${plural(shadowed, 'later rule')} ${shadowed === 1 ? 'is' : 'are'} never asked; ` : ''}only alerts remain, and the charges for endpoints and data.`,
  }),
  rule: (firewall: string, rule: string): Text => ({
    ko: `${firewall}: "${rule}" 규칙이 모든 프로토콜, 주소, 포트를 통과시킴`,
    en: `${firewall}: "${rule}" passes every protocol, address and port`,
  }),
  noDrop: (firewall: string): Text => ({
    ko: `${firewall}: 차단하는 규칙과 기본 동작이 없음`,
    en: `${firewall}: no rule and no default action drops anything`,
  }),
  default: (firewall: string, actions: readonly string[]): Text => ({
    ko: `${firewall}: 상태 저장 기본 동작 ${actions.length === 0 ? '없음(일치하지 않으면 통과)' : actions.join(', ')}`,
    en: `${firewall}: stateful default action ${actions.length === 0 ? 'none (what no rule matches passes)' : actions.join(', ')}`,
  }),
  fix: (): Text => ({
    ko: '먼저 flow·alert 로그로 실제 트래픽을 확인해 필요한 통신의 pass 규칙을 만듭니다. 그다음 모두 통과시키는 규칙을 지우고 기본 동작을 aws:alert_established로 두어 누락을 확인한 뒤 aws:drop_established로 바꿉니다. 순서를 지키지 않으면 서비스가 끊깁니다.',
    en: 'From the flow and alert logs write pass rules for the traffic that is needed. Then remove the rule that passes everything, with aws:alert_established as the default action to see what was forgotten, and only then aws:drop_established. In any other order the service breaks.',
  }),
};

export const shadowed = {
  title: (firewalls: readonly string[], rules: number): Text => {
    const names = listed(firewalls);
    return {
      ko: `앞선 규칙에 가려 평가되지 않는 방화벽 규칙이 ${rules}개 있습니다 (${names.ko})`,
      en: `${plural(rules, 'firewall rule')} can never match, since an earlier rule decides first (${names.en})`,
    };
  },
  impact: (): Text => ({
    ko: '가려진 규칙에 기대하는 통제(예: 허용 도메인 목록)는 작동하지 않습니다.',
    en: 'What these rules are meant to enforce, an allow list of domains for instance, is not enforced.',
  }),
  rule: (firewall: string, rule: string, by: string): Text => ({
    ko: `${firewall}: "${rule}" ← "${by}"에 가려짐`,
    en: `${firewall}: "${rule}" is covered by "${by}"`,
  }),
  fix: (): Text => ({
    ko: '더 좁은 규칙이 먼저 오도록 규칙 그룹의 우선순위를 바꾸거나, 앞선 규칙의 범위를 좁힙니다.',
    en: 'Put the narrower rules first by the priorities of the rule groups, or narrow the earlier rule.',
  }),
};

export const noDefaultDrop = {
  title: (firewall: string): Text => ({
    ko: `Network Firewall ${josa(firewall, '은/는')} 규칙에 없는 트래픽을 통과시킵니다`,
    en: `network firewall ${firewall} lets pass what no rule names`,
  }),
  impact: (): Text => ({
    ko: '차단 목록 방식이라 규칙이 예상하지 못한 통신은 그대로 나갑니다.',
    en: 'It works as a deny list: what the rules did not foresee passes.',
  }),
  fix: (): Text => ({
    ko: '필요한 통신의 pass 규칙을 갖춘 뒤 기본 동작을 aws:drop_established로 바꿉니다.',
    en: 'Once all that is needed has a pass rule, set the default action to aws:drop_established.',
  }),
};

export const notReady = {
  title: (firewall: string): Text => ({
    ko: `Network Firewall ${josa(firewall, '이/가')} 정상 상태가 아닙니다`,
    en: `network firewall ${firewall} is not ready`,
  }),
  impact: (): Text => ({
    ko: '해당 엔드포인트로 라우팅한 트래픽이 버려지거나 옛 규칙으로 처리됩니다.',
    en: 'Traffic routed to the endpoint is dropped, or decided by old rules.',
  }),
  endpoint: (zone: string, endpoint: string, state: string): Text => ({
    ko: `${zone} ${endpoint}: ${state}`,
    en: `${zone} ${endpoint}: ${state}`,
  }),
};

export const loggingOff = {
  title: (firewalls: readonly string[]): Text => {
    const names = listed(firewalls);
    return {
      ko: `Network Firewall ${names.ko}의 로그가 꺼져 있습니다`,
      en: `network ${firewalls.length === 1 ? 'firewall' : 'firewalls'} ${names.en} keep no logs`,
    };
  },
  impact: (): Text => ({
    ko: '무엇을 막았고 무엇을 통과시켰는지 알 수 없습니다.',
    en: 'Nobody can tell what was blocked or passed.',
  }),
  none: (firewall: string): Text => ({ ko: `${firewall}: 로그 대상 없음`, en: `${firewall}: no log destination` }),
  fix: (): Text => ({
    ko: 'FLOW와 ALERT 로그를 CloudWatch Logs나 S3로 보냅니다.',
    en: 'Send FLOW and ALERT logs to CloudWatch Logs or S3.',
  }),
};

export const otherZone = {
  title: (subnets: number, firewall: string): Text => ({
    ko: `서브넷 ${subnets}개가 다른 가용 영역의 ${firewall} 엔드포인트로 나갑니다`,
    en: `${plural(subnets, 'subnet')} ${subnets === 1 ? 'leaves' : 'leave'} through an endpoint of ${firewall} in another zone`,
  }),
  impact: (): Text => ({
    ko: '같은 영역에 엔드포인트가 있는데도 영역을 넘나듭니다. 응답이 같은 영역 엔드포인트로 돌아오면 비대칭이 되고, 한 영역의 장애에 두 영역이 함께 멈춥니다.',
    en: 'Their own zone has an endpoint. Answers that come back by that one make the path asymmetric, and one failing zone takes two down.',
  }),
  route: (subnet: string, zone: string, endpoint: string): Text => ({
    ko: `${subnet}(${zone}) → ${endpoint}`,
    en: `${subnet} (${zone}) → ${endpoint}`,
  }),
  fix: (): Text => ({
    ko: '각 서브넷의 경로를 같은 영역의 엔드포인트로 바꿉니다.',
    en: 'Point each subnet at the endpoint in its own zone.',
  }),
};

export const endpointUnused = {
  title: (firewall: string, zones: readonly string[]): Text => ({
    ko: `Network Firewall ${firewall}의 ${zones.join(', ')} 엔드포인트로 가는 경로가 없습니다`,
    en: `no route leads to the endpoint of network firewall ${firewall} in ${zones.join(', ')}`,
  }),
  impact: (): Text => ({
    ko: '트래픽이 없어도 엔드포인트 시간 요금이 나가고, 검사한다고 믿은 트래픽은 지나가지 않습니다.',
    en: 'The endpoint is charged by the hour, and what it is thought to inspect does not pass it.',
  }),
  unused: (endpoint: string, zone: string): Text => ({
    ko: `${endpoint}(${zone}): 라우트 테이블에 없음`,
    en: `${endpoint} (${zone}): in no route table`,
  }),
};

export const singleZone = {
  title: (firewall: string, zone: string): Text => ({
    ko: `Network Firewall ${josa(firewall, '이/가')} ${zone} 한 영역에만 있습니다`,
    en: `network firewall ${firewall} is in one zone only, ${zone}`,
  }),
  impact: (zones: readonly string[]): Text => ({
    ko: `${zones.join(', ')}의 서브넷이 모두 이 엔드포인트를 거칩니다. 그 영역이 멈추면 전부 끊깁니다.`,
    en: `Subnets in ${zones.join(', ')} all pass it: when that zone fails, they are all cut off.`,
  }),
};
