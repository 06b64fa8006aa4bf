import { josa } from './josa.ts';
import type { Way } from './network.ts';
import type { Text } from './text.ts';

/** What a change that opens a path does, in one sentence each. */
export const opens = {
  groupRule: (group: string, way: Way, what: string, peer: string): Text => ({
    ko: `보안 그룹 ${group}에 ${peer} ${way === 'ingress' ? '발' : '행'} ${what} ${way === 'ingress' ? '인바운드' : '아웃바운드'} 규칙을 추가합니다`,
    en: `add ${way === 'ingress' ? 'an inbound' : 'an outbound'} rule for ${what} ${way === 'ingress' ? 'from' : 'to'} ${peer} to security group ${group}`,
  }),
  aclRule: (acl: string, way: Way, what: string, peer: string, number: number): Text => ({
    ko: `네트워크 ACL ${acl}에 ${peer} ${way === 'ingress' ? '발' : '행'} ${josa(what, '을/를')} 허용하는 ${way === 'ingress' ? '인바운드' : '아웃바운드'} 규칙 ${number}번을 추가합니다`,
    en: `add ${way === 'ingress' ? 'inbound' : 'outbound'} rule ${number} to network ACL ${acl}, allowing ${what} ${way === 'ingress' ? 'from' : 'to'} ${peer}`,
  }),
  createRoute: (table: string, destination: string, target: string): Text => ({
    ko: `라우팅 테이블 ${table}에 ${destination} → ${target} 경로를 추가합니다`,
    en: `add the route ${destination} → ${target} to table ${table}`,
  }),
  replaceRoute: (table: string, destination: string, target: string): Text => ({
    ko: `라우팅 테이블 ${table}의 ${destination} 경로 대상을 ${josa(target, '으로/로')} 바꿉니다`,
    en: `point the route ${destination} of table ${table} at ${target}`,
  }),
  propagate: (table: string, attachment: string): Text => ({
    ko: `${attachment}의 경로를 Transit Gateway 라우팅 테이블 ${josa(table, '으로/로')} 전파합니다`,
    en: `propagate the routes of ${attachment} to transit gateway route table ${table}`,
  }),
  associate: (attachment: string, table: string): Text => ({
    ko: `Transit Gateway 연결 ${josa(attachment, '을/를')} 라우팅 테이블 ${table}에 연관합니다`,
    en: `associate transit gateway attachment ${attachment} with route table ${table}`,
  }),
  attachmentSubnet: (attachment: string, subnet: string): Text => ({
    ko: `Transit Gateway 연결 ${attachment}에 서브넷 ${josa(subnet, '을/를')} 추가합니다`,
    en: `add subnet ${subnet} to transit gateway attachment ${attachment}`,
  }),
  startInstance: (instance: string): Text => ({
    ko: `인스턴스 ${josa(instance, '을/를')} 시작합니다`,
    en: `start instance ${instance}`,
  }),
  forwarding: (id: string): Text => ({
    ko: `${id}의 소스/대상 확인을 끕니다`,
    en: `switch off the source/destination check of ${id}`,
  }),
  publicAddress: (id: string, address: string): Text => ({
    ko: `${id}에 쓰지 않는 탄력적 IP ${josa(address, '을/를')} 연결합니다`,
    en: `associate the unused Elastic IP ${address} with ${id}`,
  }),
  attachGateway: (gateway: string, vpc: string): Text => ({
    ko: `인터넷 게이트웨이 ${josa(gateway, '을/를')} VPC ${vpc}에 연결합니다`,
    en: `attach internet gateway ${gateway} to VPC ${vpc}`,
  }),
  publicAccess: (id: string, mode: string): Text => ({
    ko: `${id}에 퍼블릭 액세스 차단 제외(${mode})를 만듭니다`,
    en: `create a Block Public Access exclusion (${mode}) for ${id}`,
  }),
  acceptPeering: (peering: string): Text => ({
    ko: `VPC 피어링 ${josa(peering, '을/를')} 수락합니다`,
    en: `accept VPC peering ${peering}`,
  }),
  acceptAttachment: (attachment: string): Text => ({
    ko: `Transit Gateway 연결 ${josa(attachment, '을/를')} 수락합니다`,
    en: `accept transit gateway attachment ${attachment}`,
  }),
  allowedPrefix: (gateway: string, prefix: string): Text => ({
    ko: `Direct Connect 게이트웨이 ${gateway}의 허용 프리픽스에 ${josa(prefix, '을/를')} 추가합니다`,
    en: `add ${prefix} to the allowed prefixes of Direct Connect gateway ${gateway}`,
  }),
  firewallRule: (group: string, rule: string): Text => ({
    ko: `방화벽 규칙 그룹 ${group} 맨 앞에 규칙을 추가합니다: ${rule}`,
    en: `add a rule at the top of firewall rule group ${group}: ${rule}`,
  }),
};

/** What else a change touches besides the flow that it is for. */
export const touches = {
  members: (group: string, count: number): Text => ({
    ko: `${group}에 속한 다른 인터페이스 ${count}개에도 적용됩니다`,
    en: `it applies to ${count} other interface${count === 1 ? '' : 's'} in ${group}, too`,
  }),
  subnets: (what: string, count: number): Text => ({
    ko: `${josa(what, '을/를')} 함께 쓰는 다른 서브넷 ${count}개에도 적용됩니다`,
    en: `it applies to ${count} other subnet${count === 1 ? '' : 's'} that use${count === 1 ? 's' : ''} ${what}, too`,
  }),
  attachments: (table: string, count: number): Text => ({
    ko: `${table}에 연관된 다른 연결 ${count}개에도 적용됩니다`,
    en: `it applies to ${count} other attachment${count === 1 ? '' : 's'} associated with ${table}, too`,
  }),
};

/** Sentences one after the other: a fix of several changes, and what else they apply to. */
export const together = (texts: readonly Text[], also: readonly Text[] = []): Text => {
  const join = (lang: 'ko' | 'en'): string => {
    const steps = texts.map((t) => t[lang]).join(lang === 'ko' ? '. ' : '; then ');
    const rest = [...new Set(also.map((t) => t[lang]))];
    return rest.length === 0 ? steps : `${steps} (${rest.join('; ')})`;
  };
  return { ko: join('ko'), en: join('en') };
};
