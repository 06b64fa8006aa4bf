import { josa } from '../josa.ts';
import type { Text } from '../text.ts';

export const adminPortOpen = (name: string, vpc: string, ports: string, attached: number | null): Text => ({
  ko: `보안 그룹 ${name} (${vpc})의 ${josa(ports, '이/가')} 전 세계에 열려 있습니다${attached === 0 ? ' (연결된 인터페이스 없음)' : ''}`,
  en: `security group ${name} (${vpc}) opens ${ports} to the world${attached === 0 ? ' (attached to nothing)' : ''}`,
});
export const adminPortImpact = (attached: number | null, reachable: number): Text => {
  if (attached === 0) {
    return {
      ko: '지금은 노출이 없지만, 누군가 이 그룹을 쓰는 순간 열립니다.',
      en: 'Nothing is exposed now; whoever uses the group next is.',
    };
  }
  const n = attached ?? 0;
  return {
    ko: `인터페이스 ${n}개에 적용됩니다. ${reachable > 0 ? `그중 ${reachable}개는 퍼블릭 IP가 있습니다.` : '퍼블릭 IP가 있는 것은 없지만, 경로가 닿는 내부망 어디서나 접속할 수 있습니다.'}`,
    en: `It is on ${n} interface${n === 1 ? '' : 's'}. ${reachable > 0 ? `${reachable} of them ha${reachable === 1 ? 's' : 've'} a public address.` : 'None has a public address, but every inner network with a route can connect.'}`,
  };
};
export const openRule = (ports: string, source: string): Text => ({
  ko: `인바운드 ${ports} ← ${source}`,
  en: `inbound ${ports} ← ${source}`,
});
export const revoke = (attached: number | null): Text => ({
  ko:
    attached === 0
      ? '쓰지 않는 그룹이면 규칙을 지우거나 그룹째 삭제합니다.'
      : '관리망 주소만 허용하는 규칙을 먼저 추가한 뒤 이 규칙을 지웁니다. SSM Session Manager를 쓰면 22번이 필요 없습니다.',
  en:
    attached === 0
      ? 'Delete the rule, or the group if nobody needs it.'
      : 'First allow the addresses of the management network, then revoke this rule. With SSM Session Manager port 22 is not needed.',
});

export const unused = (count: number): Text => ({
  ko: `어디에도 연결되지 않은 보안 그룹이 ${count}개 있습니다`,
  en: `${count} security group${count === 1 ? ' is' : 's are'} attached to nothing`,
});
export const unusedImpact = (): Text => ({
  ko: '비용은 없지만, 다음 사람이 내용을 모르고 다시 쓸 수 있습니다.',
  en: 'They cost nothing, but the next person may use one without knowing what it opens.',
});
export const attachedToNothing = (name: string): Text => ({
  ko: `${name}: 인터페이스 0개`,
  en: `${name}: no interfaces`,
});
export const deleteGroups = (): Text => ({
  ko: '다른 계정이나 시작 템플릿에서 참조하지 않는지 확인하고 삭제합니다.',
  en: 'Check that no other account or launch template names them, then delete.',
});

export const circular = (ids: string[]): Text => ({
  ko: `보안 그룹 ${ids.length}개가 서로를 참조합니다: ${ids.join(' ↔ ')}`,
  en: `${ids.length} security groups refer to each other: ${ids.join(' ↔ ')}`,
});
export const circularImpact = (): Text => ({
  ko: '어느 하나도 먼저 지울 수 없어, 삭제와 IaC 재생성이 막힙니다.',
  en: 'None can be deleted first: deletion and re-creation by IaC get stuck.',
});
export const duplicates = (ids: string[]): Text => ({
  ko: `규칙이 똑같은 보안 그룹이 있습니다: ${ids.join(', ')}`,
  en: `security groups with the same rules: ${ids.join(', ')}`,
});
export const duplicatesImpact = (): Text => ({
  ko: '한쪽만 고치면 조용히 달라집니다.',
  en: 'Change one, and they drift apart silently.',
});
export const sameRules = (id: string): Text => ({ ko: `${id}: 같은 규칙`, en: `${id}: same rules` });
