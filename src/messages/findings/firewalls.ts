import { josa } from '../josa.ts';
import type { Text } from '../text.ts';

export const shadowed = (firewalls: number, policyRules: number): Text => ({
  ko: `Network Firewall ${firewalls}개에서 앞선 규칙에 가려 절대 적용되지 않는 규칙이 ${policyRules}개 있습니다`,
  en: `${policyRules} rule${policyRules === 1 ? '' : 's'} in ${firewalls} network firewall${firewalls === 1 ? '' : 's'} can never match: an earlier rule decides first`,
});
export const shadowedImpact = (): Text => ({
  ko: '가려진 규칙에 기대하는 통제(예: 허용 도메인 목록)는 실제로 작동하지 않습니다.',
  en: 'Whatever these rules are meant to enforce (an allow list of domains, for instance) is not enforced.',
});
export const shadowedBy = (firewall: string, rule: string, by: string): Text => ({
  ko: `${firewall}: "${rule}" 규칙은 "${by}" 규칙에 가려짐`,
  en: `${firewall}: "${rule}" is covered by "${by}"`,
});
export const reorder = (): Text => ({
  ko: '모두 통과시키는 규칙을 지우거나 도메인 목록보다 뒤로 옮기고, 기본 동작을 aws:drop_established와 aws:alert_established로 바꿉니다. 바꾸기 전에 flow 로그로 실제 트래픽을 확인하세요.',
  en: 'Remove the rule that passes everything or move it behind the domain list, and set the default actions to aws:drop_established and aws:alert_established. Check the flow logs for real traffic first.',
});

export const passesAll = (firewalls: number): Text => ({
  ko: `Network Firewall ${firewalls}개가 모든 트래픽을 통과시킵니다`,
  en: `${firewalls} network firewall${firewalls === 1 ? ' passes' : 's pass'} all traffic`,
});
export const passesAllImpact = (): Text => ({
  ko: '방화벽 비용은 나가지만 아무것도 막지 않습니다. 경보만 남습니다.',
  en: 'The firewalls cost money and block nothing; they only alert.',
});
export const passRule = (firewall: string, rule: string): Text => ({
  ko: `${firewall}: ${josa(`"${rule}"`, '이/가')} 모든 프로토콜, 주소, 포트를 통과시킴`,
  en: `${firewall}: "${rule}" passes every protocol, address and port`,
});
export const noDefaultDrop = (firewall: string): Text => ({
  ko: `${firewall}: 상태 저장 기본 동작 없음 (일치하지 않으면 통과)`,
  en: `${firewall}: no stateful default action (what matches no rule passes)`,
});
