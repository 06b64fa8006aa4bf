import { josa } from '../josa.ts';
import { listed, plural } from '../plural.ts';
import type { Text } from '../text.ts';

export const applianceOff = {
  title: (vpc: string): Text => ({
    ko: `방화벽이 있는 ${vpc}의 Transit Gateway 연결에 어플라이언스 모드가 꺼져 있습니다`,
    en: `appliance mode is off on the transit gateway attachment of ${vpc}, which holds firewalls`,
  }),
  impact: (): Text => ({
    ko: '출발지와 목적지의 가용 영역이 다르면 요청과 응답이 서로 다른 영역의 방화벽으로 들어갑니다. 상태 저장 검사가 한 방향만 보고 연결을 끊습니다.',
    en: 'Between hosts in different zones, requests and answers enter firewalls of different zones: stateful inspection sees one direction and breaks the connection.',
  }),
  option: (value: string): Text => ({ ko: `ApplianceModeSupport = ${value}`, en: `ApplianceModeSupport = ${value}` }),
  inspects: (subnet: string, route: string): Text => ({
    ko: `연결 서브넷 ${subnet}: ${route}`,
    en: `attachment subnet ${subnet}: ${route}`,
  }),
  fix: (): Text => ({
    ko: '어플라이언스 모드를 켭니다. 켜는 순간 기존 연결이 끊길 수 있습니다.',
    en: 'Turn appliance mode on. Connections that exist may break at that moment.',
  }),
};

export const applianceUnneeded = {
  title: (vpcs: readonly string[]): Text => {
    const names = listed(vpcs);
    return {
      ko: `검사 장비가 없는 VPC에 어플라이언스 모드가 켜져 있습니다: ${names.ko}`,
      en: `appliance mode is on for VPCs without an appliance: ${names.en}`,
    };
  },
  impact: (): Text => ({
    ko: '같은 영역으로 보내지 않고 해시로 영역을 고르므로 영역을 넘나드는 트래픽이 늘어 지연이 커지고, 한 영역의 장애가 다른 영역의 연결까지 흔듭니다.',
    en: 'The gateway picks a zone by hash instead of staying in the sender’s: more traffic crosses zones, with more latency, and a failing zone disturbs flows of the others.',
  }),
  fix: (): Text => ({
    ko: '검사 VPC의 연결에만 남기고 끕니다. 점검 시간에 적용하세요.',
    en: 'Leave it on for the inspection VPC’s attachment only; change it in a maintenance window.',
  }),
};

export const zoneMissing = {
  title: (vpc: string, zones: readonly string[]): Text => ({
    ko: `${vpc}의 Transit Gateway 연결에 가용 영역 ${zones.join(', ')} 서브넷이 없습니다`,
    en: `the transit gateway attachment of ${vpc} has no subnet in ${zones.join(', ')}`,
  }),
  impact: (subnets: number): Text => ({
    ko: `그 영역의 서브넷 ${subnets}개에서 Transit Gateway로 보낸 트래픽은 버려집니다.`,
    en: `What ${plural(subnets, 'subnet')} in those zones send to the transit gateway is dropped.`,
  }),
  zones: (zones: readonly string[]): Text => ({
    ko: `연결 서브넷의 영역: ${zones.join(', ')}`,
    en: `zones of the attachment: ${zones.join(', ')}`,
  }),
  sends: (subnet: string, zone: string, route: string): Text => ({
    ko: `${subnet} (${zone}): ${route}`,
    en: `${subnet} (${zone}): ${route}`,
  }),
  fix: (subnet: string): Text => ({
    ko: `연결에 그 영역의 서브넷 ${josa(subnet, '을/를')} 추가합니다. 전용 /28 서브넷을 만들어 쓰는 것이 좋습니다.`,
    en: `Add subnet ${subnet} of that zone to the attachment. A /28 of its own is better still.`,
  }),
};

export const attachment = {
  pendingTitle: (name: string): Text => ({
    ko: `Transit Gateway 연결 ${josa(name, '이/가')} 수락을 기다리고 있습니다`,
    en: `transit gateway attachment ${name} waits to be accepted`,
  }),
  stateTitle: (name: string, state: string): Text => ({
    ko: `Transit Gateway 연결 ${josa(name, '이/가')} ${state} 상태입니다`,
    en: `transit gateway attachment ${name} is ${state}`,
  }),
  stateImpact: (): Text => ({
    ko: '이 연결로는 트래픽이 오가지 않습니다.',
    en: 'No traffic passes the attachment.',
  }),
  state: (state: string): Text => ({ ko: `상태: ${state}`, en: `state: ${state}` }),
  accept: (): Text => ({
    ko: '요청한 계정과 VPC를 확인한 뒤 수락합니다.',
    en: 'Check who asked, and for which VPC; then accept it.',
  }),
  noTableTitle: (name: string): Text => ({
    ko: `Transit Gateway 연결 ${josa(name, '이/가')} 어느 라우트 테이블에도 연관되어 있지 않습니다`,
    en: `transit gateway attachment ${name} is associated with no route table`,
  }),
  noTableImpact: (): Text => ({
    ko: '이 연결에서 들어오는 트래픽은 모두 버려집니다.',
    en: 'Everything that comes in by it is dropped.',
  }),
  noTable: (): Text => ({ ko: '연관된 라우트 테이블 없음', en: 'no associated route table' }),
  associate: (table: string): Text => ({
    ko: `라우트 테이블 ${table}에 연관합니다.`,
    en: `Associate it with route table ${table}.`,
  }),
};

export const uninspected = {
  title: (gateway: string, pairs: number): Text => ({
    ko: `${josa(gateway, '을/를')} 지나는 VPC 간·온프레미스 트래픽이 방화벽을 거치지 않습니다 (${pairs}개 구간)`,
    en: `traffic between VPCs and on-premises over ${gateway} passes no firewall (${plural(pairs, 'pair')})`,
  }),
  impact: (firewalls: string): Text => ({
    ko: `인터넷 트래픽만 ${firewalls}의 검사를 받습니다. 한 VPC가 침해되면 다른 VPC와 온프레미스로 번지는 트래픽을 막을 곳이 보안 그룹뿐입니다.`,
    en: `Only internet traffic is inspected by ${firewalls}. When one VPC is breached, nothing but security groups stands between it and the others.`,
  }),
  pair: (a: string, b: string): Text => ({ ko: `${a} ↔ ${b}: 직접 라우팅`, en: `${a} ↔ ${b}: routed directly` }),
  more: (count: number): Text => ({ ko: `그 밖에 ${count}개 구간`, en: `${count} more` }),
  fix: (): Text => ({
    ko: '검사가 필요하면 스포크용과 검사용으로 Transit Gateway 라우트 테이블을 나누고, 스포크 간 경로를 검사 VPC 연결로 돌립니다. 설계로 허용한 구간이면 문서로 남깁니다.',
    en: 'If inspection is wanted, split the transit gateway tables into spoke and inspection and send spoke-to-spoke routes to the inspection VPC. If it is by design, write it down.',
  }),
};

export const peering = {
  pendingTitle: (name: string): Text => ({
    ko: `VPC 피어링 ${josa(name, '이/가')} 수락을 기다리고 있습니다`,
    en: `VPC peering ${name} waits to be accepted`,
  }),
  unusedTitle: (name: string): Text => ({
    ko: `VPC 피어링 ${josa(name, '으로/로')} 가는 경로가 양쪽 모두 없습니다`,
    en: `neither side of VPC peering ${name} routes to it`,
  }),
  pendingImpact: (): Text => ({
    ko: '수락하기 전에는 트래픽이 오가지 않고, 7일이 지나면 만료됩니다.',
    en: 'No traffic passes before it is accepted; after seven days it expires.',
  }),
  unusedImpact: (): Text => ({
    ko: '연결은 살아 있지만 쓰이지 않습니다. 필요 없으면 지우는 편이 안전합니다.',
    en: 'It is active and unused. If nobody needs it, it is safer gone.',
  }),
  state: (state: string): Text => ({ ko: `상태: ${state}`, en: `state: ${state}` }),
  routed: (vpc: string, has: boolean): Text => ({
    ko: `${vpc}: ${has ? '경로 있음' : '경로 없음'}`,
    en: `${vpc}: ${has ? 'has a route' : 'no route'}`,
  }),
  accept: (): Text => ({ ko: '요청한 계정과 VPC를 확인한 뒤 수락합니다.', en: 'Check who asked; then accept it.' }),
  remove: (): Text => ({ ko: '쓰지 않는 피어링이면 삭제합니다.', en: 'Delete it if nobody needs it.' }),
};
