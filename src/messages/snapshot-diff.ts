import type { Text } from './text.ts';

/** What a fact of a resource is called. A label with a value reads `label: before → after`. */
export const label = {
  ingress: (rule: string): Text => ({ ko: `인바운드 ${rule}`, en: `ingress ${rule}` }),
  egress: (rule: string): Text => ({ ko: `아웃바운드 ${rule}`, en: `egress ${rule}` }),
  aclIngress: (number: string): Text => ({ ko: `인바운드 규칙 ${number}`, en: `inbound rule ${number}` }),
  aclEgress: (number: string): Text => ({ ko: `아웃바운드 규칙 ${number}`, en: `outbound rule ${number}` }),
  route: (destination: string): Text => ({ ko: `경로 ${destination}`, en: `route ${destination}` }),
  association: (id: string): Text => ({ ko: `${id} 연결`, en: `association with ${id}` }),
  propagation: (id: string): Text => ({ ko: `${id} 전파`, en: `propagation from ${id}` }),
  main: { ko: '기본 라우트 테이블', en: 'main route table' },
  state: { ko: '상태', en: 'state' },
  status: { ko: '상태 검사', en: 'status check' },
  systemStatus: { ko: '시스템 상태 검사', en: 'system status check' },
  type: { ko: '유형', en: 'type' },
  subnet: { ko: '서브넷', en: 'subnet' },
  subnets: { ko: '서브넷', en: 'subnets' },
  privateAddress: (address: string): Text => ({ ko: `사설 주소 ${address}`, en: `private address ${address}` }),
  publicAddress: { ko: '퍼블릭 주소', en: 'public address' },
  securityGroup: (id: string): Text => ({ ko: `보안 그룹 ${id}`, en: `security group ${id}` }),
  sourceDestCheck: { ko: '소스/대상 확인', en: 'source/destination check' },
  attachedTo: { ko: '연결 대상', en: 'attached to' },
  cidr: (cidr: string): Text => ({ ko: `CIDR ${cidr}`, en: `CIDR ${cidr}` }),
  dhcpOptions: { ko: 'DHCP 옵션', en: 'DHCP options' },
  name: { ko: '이름', en: 'name' },
  tag: (key: string): Text => ({ ko: `태그 ${key}`, en: `tag ${key}` }),
  tunnel: (address: string): Text => ({ ko: `터널 ${address}`, en: `tunnel ${address}` }),
  target: (id: string): Text => ({ ko: `대상 ${id}`, en: `target ${id}` }),
  listener: (name: string): Text => ({ ko: `리스너 ${name}`, en: `listener ${name}` }),
  rule: (priority: string): Text => ({ ko: `규칙 ${priority}`, en: `rule ${priority}` }),
  record: (name: string): Text => ({ ko: `레코드 ${name}`, en: `record ${name}` }),
  finding: (type: string): Text => ({ ko: `위협 탐지 ${type}`, en: `finding ${type}` }),
  healthCheck: { ko: '헬스 체크', en: 'health check' },
  entry: (cidr: string): Text => ({ ko: `항목 ${cidr}`, en: `entry ${cidr}` }),
  bgpPeer: (asn: string): Text => ({ ko: `BGP 피어 ${asn}`, en: `BGP peer ${asn}` }),
  attribute: (name: string): Text => ({ ko: name, en: name }),
  vpc: (id: string): Text => ({ ko: `VPC ${id}`, en: `VPC ${id}` }),
} satisfies Record<string, Text | ((...args: never[]) => Text)>;

export const changed = (what: Text, before: string, after: string): Text => ({
  ko: `${what.ko}: ${before || '없음'} → ${after || '없음'}`,
  en: `${what.en}: ${before || 'none'} → ${after || 'none'}`,
});

export const added = (what: Text, value: string): Text => ({
  ko: `${what.ko}${value === '' ? '' : ` (${value})`} 추가`,
  en: `${what.en}${value === '' ? '' : ` (${value})`} added`,
});

export const removed = (what: Text, value: string): Text => ({
  ko: `${what.ko}${value === '' ? '' : ` (${value})`} 제거`,
  en: `${what.en}${value === '' ? '' : ` (${value})`} removed`,
});

export const whole = (kind: 'added' | 'removed', summary: string): Text => {
  const detail = summary === '' ? '' : ` (${summary})`;
  return kind === 'added'
    ? { ko: `새로 생김${detail}`, en: `created${detail}` }
    : { ko: `삭제됨${detail}`, en: `deleted${detail}` };
};
