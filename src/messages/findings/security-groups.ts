import { josa } from '../josa.ts';
import { listed, plural } from '../plural.ts';
import type { Text } from '../text.ts';

export const open = {
  /** @param service undefined: every port */
  title: (service: string | undefined, group: string, vpc: string, ports: string): Text => {
    // `SSH (22)` where the rule is for one port, the rule itself where it is wider.
    const single = /^(?:tcp|udp) (\d+)$/.exec(ports)?.[1];
    const what =
      service === undefined
        ? { ko: '모든 포트', en: 'every port' }
        : { ko: `${service}(${single ?? ports})`, en: `${service} (${single ?? ports})` };
    return {
      ko: `보안 그룹 ${josa(`${group}(${vpc})`, '이/가')} ${josa(what.ko, '을/를')} 전 세계에 열어 두었습니다`,
      en: `security group ${group} (${vpc}) opens ${what.en} to the world`,
    };
  },
  impact: {
    internet: (interfaces: number): Text => ({
      ko: `인터넷에서 인터페이스 ${interfaces}개에 바로 접속할 수 있습니다. 무차별 대입과 취약점 공격의 대상입니다.`,
      en: `${plural(interfaces, 'interface')} can be reached from the internet: a target for password guessing and exploits.`,
    }),
    'one-way': (interfaces: number): Text => ({
      ko: `인터넷에서 보낸 패킷이 인터페이스 ${interfaces}개까지 들어옵니다. 지금은 응답 경로가 달라 연결이 맺어지지 않지만, 라우팅을 고치는 순간 그대로 노출됩니다.`,
      en: `Packets from the internet get to ${plural(interfaces, 'interface')}. Connections fail for now, since answers leave by another way; whoever mends the routes exposes them.`,
    }),
    internal: (interfaces: number): Text => ({
      ko: `인터넷에서 들어오는 경로는 없지만, 경로가 닿는 다른 VPC와 온프레미스 어디서나 인터페이스 ${interfaces}개에 접속할 수 있습니다.`,
      en: `Nothing comes in from the internet, but every VPC and on-premises network with a route can connect to ${plural(interfaces, 'interface')}.`,
    }),
    unattached: (): Text => ({
      ko: '연결된 인터페이스가 없어 지금은 노출이 없습니다. 누군가 이 그룹을 쓰는 순간 열립니다.',
      en: 'It is attached to nothing, so nothing is exposed now; whatever uses it next is.',
    }),
    unknown: (): Text => ({
      ko: '네트워크 인터페이스를 읽지 못해 실제로 노출된 대상이 있는지 알 수 없습니다.',
      en: 'Network interfaces were not read, so whether anything is exposed is unknown.',
    }),
  },
  rule: (ports: string, source: string): Text => ({
    ko: `인바운드 ${ports} ← ${source}`,
    en: `inbound ${ports} ← ${source}`,
  }),
  reached: (name: string, address: string): Text => ({
    ko: `${name}: 퍼블릭 IP ${address}`,
    en: `${name}: public address ${address}`,
  }),
  fixRevoke: (admin: boolean): Text =>
    admin
      ? {
          ko: '관리망 대역만 허용하는 규칙을 먼저 추가한 뒤 이 규칙을 지웁니다. SSM Session Manager를 쓰면 이 포트를 열 필요가 없습니다.',
          en: 'Allow the management network first, then revoke this rule. With SSM Session Manager the port need not be open at all.',
        }
      : {
          ko: '실제로 쓰는 출발지와 포트만 허용하는 규칙을 먼저 추가한 뒤 이 규칙을 지웁니다.',
          en: 'Allow the sources and ports that are in use first, then revoke this rule.',
        },
  fixDelete: (): Text => ({
    ko: '쓰는 곳이 없으므로 그룹을 삭제합니다.',
    en: 'Nothing uses the group: delete it.',
  }),
};

export const unused = {
  title: (count: number): Text => ({
    ko: `어디에도 연결되지 않은 보안 그룹이 ${count}개 있습니다`,
    en: `${plural(count, 'security group')} ${count === 1 ? 'is' : 'are'} attached to nothing`,
  }),
  impact: (): Text => ({
    ko: '비용은 없지만, 열려 있는 줄 모르고 다시 쓰는 사고로 이어집니다.',
    en: 'They cost nothing, but sooner or later somebody uses one without knowing what it opens.',
  }),
  group: (name: string, vpc: string, open: readonly string[]): Text => ({
    ko: `${name} (${vpc}): 인터페이스 0개${open.length === 0 ? '' : `, 전 세계에 열린 포트 ${open.join(', ')}`}`,
    en: `${name} (${vpc}): no interfaces${open.length === 0 ? '' : `; open to the world: ${open.join(', ')}`}`,
  }),
  fix: (): Text => ({
    ko: '시작 템플릿과 IaC 코드에서 참조하지 않는지 확인하고 삭제합니다.',
    en: 'Check that no launch template or IaC code names them, then delete them.',
  }),
};

export const circular = {
  title: (names: readonly string[]): Text => ({
    ko: `보안 그룹 ${names.length}개가 서로를 참조합니다: ${names.join(' ↔ ')}`,
    en: `${names.length} security groups refer to each other: ${names.join(' ↔ ')}`,
  }),
  impact: (): Text => ({
    ko: '어느 하나도 먼저 지울 수 없어 삭제와 IaC 재생성이 막힙니다.',
    en: 'None can be deleted first, so deletion and re-creation by IaC get stuck.',
  }),
  refers: (name: string, others: string): Text => ({ ko: `${name} → ${others}`, en: `${name} → ${others}` }),
};

export const duplicate = {
  title: (names: readonly string[], vpc: string): Text => {
    const all = listed(names);
    return {
      ko: `${vpc}에 규칙이 똑같은 보안 그룹이 있습니다: ${all.ko}`,
      en: `${vpc} has security groups with the same rules: ${all.en}`,
    };
  },
  impact: (): Text => ({
    ko: '용도가 같다면 하나로 합칠 수 있고, 다르다면 어느 한쪽이 필요 이상으로 열려 있다는 신호입니다.',
    en: 'If they serve one purpose, one will do; if not, one of them is probably wider than it needs to be.',
  }),
  same: (name: string, rules: string): Text => ({ ko: `${name}: ${rules}`, en: `${name}: ${rules}` }),
};

export const dangling = {
  title: (group: string, missing: string): Text => ({
    ko: `보안 그룹 ${josa(group, '이/가')} 없는 그룹 ${josa(missing, '을/를')} 참조합니다`,
    en: `security group ${group} refers to ${missing}, which does not exist`,
  }),
  impact: (): Text => ({
    ko: '그 규칙은 아무것도 허용하지 않습니다. 열려 있다고 믿은 통신이 막혀 있을 수 있습니다.',
    en: 'The rule admits nothing: something thought to be open may be blocked.',
  }),
  rule: (missing: string): Text => ({ ko: `참조: ${missing} (없음)`, en: `reference: ${missing} (missing)` }),
};

export const launchWizard = {
  title: (count: number): Text => ({
    ko: `콘솔 마법사가 만든 보안 그룹(launch-wizard) ${count}개를 쓰고 있습니다`,
    en: `${plural(count, 'security group')} made by the console's launch wizard ${count === 1 ? 'is' : 'are'} in use`,
  }),
  impact: (): Text => ({
    ko: '이름만으로 용도를 알 수 없고 IaC로 관리되지 않아, 규칙이 조용히 늘어납니다.',
    en: 'Their names tell no purpose and no IaC manages them, so rules pile up silently.',
  }),
  group: (name: string, vpc: string, interfaces: number): Text => ({
    ko: `${name} (${vpc}): 인터페이스 ${interfaces}개`,
    en: `${name} (${vpc}): ${plural(interfaces, 'interface')}`,
  }),
};

export const aclReturn = {
  title: (acl: string, direction: 'ingress' | 'egress'): Text =>
    direction === 'egress'
      ? {
          ko: `네트워크 ACL ${josa(acl, '이/가')} 들어온 요청의 응답(임시 포트)을 막습니다`,
          en: `network ACL ${acl} blocks answers to what it lets in (ephemeral ports)`,
        }
      : {
          ko: `네트워크 ACL ${josa(acl, '이/가')} 내보낸 요청의 응답(임시 포트)을 막습니다`,
          en: `network ACL ${acl} blocks answers to what it lets out (ephemeral ports)`,
        },
  impact: (subnets: number): Text => ({
    ko: `네트워크 ACL은 상태를 기억하지 않아 응답도 규칙이 있어야 합니다. 서브넷 ${subnets}개의 TCP 연결이 맺어지지 않거나 일부만 됩니다.`,
    en: `A network ACL keeps no state, so answers need a rule too: TCP connections of ${plural(subnets, 'subnet')} fail, some or all.`,
  }),
  allows: (direction: 'ingress' | 'egress', rule: string): Text => ({
    ko: `${direction === 'ingress' ? '인바운드' : '아웃바운드'} 허용: ${rule}`,
    en: `${direction === 'ingress' ? 'inbound' : 'outbound'} allowed: ${rule}`,
  }),
  missing: (direction: 'ingress' | 'egress', ports: string, peer: string): Text => ({
    ko: `${direction === 'ingress' ? '인바운드' : '아웃바운드'}에 ${peer} tcp ${ports} 허용 없음`,
    en: `${direction === 'ingress' ? 'inbound' : 'outbound'}: tcp ${ports} ${direction === 'ingress' ? 'from' : 'to'} ${peer} is not allowed`,
  }),
  fix: (direction: 'ingress' | 'egress'): Text => ({
    ko: `${direction === 'ingress' ? '인바운드' : '아웃바운드'}에 임시 포트(1024–65535)를 허용하는 규칙을 추가합니다.`,
    en: `Add ${direction === 'ingress' ? 'an inbound' : 'an outbound'} rule for the ephemeral ports, 1024–65535.`,
  }),
};

export const aclNothing = {
  title: (acl: string): Text => ({
    ko: `네트워크 ACL ${josa(acl, '이/가')} 모든 트래픽을 막고 있습니다`,
    en: `network ACL ${acl} denies everything`,
  }),
  impact: (subnets: number): Text => ({
    ko: `서브넷 ${subnets}개를 드나드는 통신이 모두 끊깁니다. 사용자 지정 ACL은 만들면 모두 거부가 기본값입니다.`,
    en: `Nothing gets into or out of ${plural(subnets, 'subnet')}. A custom ACL denies everything until rules are added.`,
  }),
  rules: (direction: 'ingress' | 'egress'): Text => ({
    ko: `${direction === 'ingress' ? '인바운드' : '아웃바운드'} 허용 규칙 없음`,
    en: `no ${direction === 'ingress' ? 'inbound' : 'outbound'} rule allows anything`,
  }),
};
