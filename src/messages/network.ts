import { josa } from './josa.ts';
import type { Text } from './text.ts';

/*
 * What the reachability engine says: why packets stop (`stops`), what an answer rests on (`assumes`), what is worth a
 * warning though packets arrive (`warns`). Arguments are names and ids as AWS has them, already written for people.
 */

/** `web (sg-0a…)`, or the id alone. */
export const label = (resource: { id: string; name?: string }): string =>
  resource.name === undefined || resource.name === '' || resource.name === resource.id
    ? resource.id
    : `${resource.name} (${resource.id})`;

export type Way = 'ingress' | 'egress';

const wayKo = (way: Way): string => (way === 'ingress' ? '인바운드' : '아웃바운드');
const wayEn = (way: Way): string => (way === 'ingress' ? 'inbound' : 'outbound');

export const stops = {
  groupDenies: (groups: string, way: Way, what: string, peer: string): Text => ({
    ko: `보안 그룹 ${groups}에 ${peer} ${way === 'ingress' ? '발' : '행'} ${josa(what, '을/를')} 허용하는 ${wayKo(way)} 규칙이 없습니다`,
    en: `security group ${groups} has no ${wayEn(way)} rule that allows ${what} ${way === 'ingress' ? 'from' : 'to'} ${peer}`,
  }),
  groupReferenceLost: (rule: string): Text => ({
    ko: `보안 그룹을 참조하는 규칙(${rule})은 게이트웨이나 미들박스를 거치는 이 경로에서는 맞지 않습니다. 주소로 쓴 규칙만 맞습니다`,
    en: `the rule that refers to a security group (${rule}) does not match on this path, which passes a gateway or middlebox; only rules with addresses do`,
  }),
  aclDenies: (acl: string, way: Way, what: string, peer: string, rule: string): Text => ({
    ko: `네트워크 ACL ${josa(acl, '이/가')} ${peer} ${way === 'ingress' ? '발' : '행'} ${wayKo(way)} ${josa(what, '을/를')} 막습니다 (${rule})`,
    en: `network ACL ${acl} denies ${wayEn(way)} ${what} ${way === 'ingress' ? 'from' : 'to'} ${peer} (${rule})`,
  }),
  noRoute: (table: string, destination: string): Text => ({
    ko: `라우팅 테이블 ${table}에 ${destination} 경로가 없습니다`,
    en: `route table ${table} has no route to ${destination}`,
  }),
  noTable: (subnet: string): Text => ({
    ko: `서브넷 ${subnet}의 라우팅 테이블을 읽지 못해 다음 홉을 알 수 없습니다`,
    en: `the route table of subnet ${subnet} was not read, so the next hop is not known`,
  }),
  blackhole: (table: string, route: string): Text => ({
    ko: `라우팅 테이블 ${table}의 경로 ${josa(route, '이/가')} 블랙홀 상태라 패킷을 버립니다`,
    en: `route ${route} of table ${table} is a blackhole and drops packets`,
  }),
  targetGone: (table: string, route: string): Text => ({
    ko: `라우팅 테이블 ${table}의 경로 ${josa(route, '이/가')} 없는 대상을 가리킵니다`,
    en: `route ${route} of table ${table} points at a target that does not exist`,
  }),
  targetUnsupported: (route: string): Text => ({
    ko: `경로 ${route}의 대상 유형은 모델링하지 않습니다`,
    en: `the target of route ${route} is of a type that is not modelled`,
  }),
  noSubnet: (vpc: string, destination: string): Text => ({
    ko: `VPC ${vpc}에는 ${josa(destination, '을/를')} 포함하는 서브넷이 없습니다`,
    en: `${destination} is in no subnet of VPC ${vpc}`,
  }),
  noHost: (destination: string, subnet: string): Text => ({
    ko: `서브넷 ${subnet}에 주소 ${josa(destination, '을/를')} 가진 네트워크 인터페이스가 없습니다`,
    en: `no network interface in subnet ${subnet} has the address ${destination}`,
  }),
  instanceNotRunning: (instance: string, state: string): Text => ({
    ko: `인스턴스 ${josa(instance, '이/가')} ${state} 상태라 응답하지 않습니다`,
    en: `instance ${instance} is ${state} and answers nothing`,
  }),
  interfaceDetached: (id: string): Text => ({
    ko: `네트워크 인터페이스 ${josa(id, '이/가')} 어디에도 연결되어 있지 않습니다`,
    en: `network interface ${id} is attached to nothing`,
  }),
  forwardingOff: (id: string): Text => ({
    ko: `${id}의 소스/대상 확인이 켜져 있어 남의 패킷을 전달하지 않습니다`,
    en: `${id} has source/destination check on and forwards no packets of others`,
  }),
  gatewayDetached: (gateway: string, vpc: string): Text => ({
    ko: `${josa(gateway, '이/가')} VPC ${vpc}에 연결되어 있지 않습니다`,
    en: `${gateway} is not attached to VPC ${vpc}`,
  }),
  noInternetGateway: (vpc: string): Text => ({
    ko: `VPC ${vpc}에 인터넷 게이트웨이가 없습니다`,
    en: `VPC ${vpc} has no internet gateway`,
  }),
  notOnInternet: (gateway: string, destination: string): Text => ({
    ko: `인터넷 게이트웨이 ${josa(gateway, '은/는')} 사설 목적지 ${destination}행 패킷을 버립니다`,
    en: `internet gateway ${gateway} drops packets to the private destination ${destination}`,
  }),
  noPublicAddress: (what: string): Text => ({
    ko: `${what}에 퍼블릭 IP가 없어 인터넷 게이트웨이로 드나들 수 없습니다`,
    en: `${what} has no public IP address, so no packet passes the internet gateway for it`,
  }),
  unknownPublicAddress: (address: string): Text => ({
    ko: `퍼블릭 주소 ${josa(address, '을/를')} 쓰는 네트워크 인터페이스가 없습니다`,
    en: `no network interface has the public address ${address}`,
  }),
  egressOnlyFamily: (gateway: string): Text => ({
    ko: `송신 전용 인터넷 게이트웨이 ${josa(gateway, '은/는')} IPv6만 전달합니다`,
    en: `egress-only internet gateway ${gateway} carries only IPv6`,
  }),
  egressOnlyUnsolicited: (gateway: string): Text => ({
    ko: `송신 전용 인터넷 게이트웨이 ${josa(gateway, '은/는')} 안에서 시작한 연결만 허용합니다`,
    en: `egress-only internet gateway ${gateway} admits only connections that start inside`,
  }),
  publicAccessBlocked: (vpc: string, mode: string): Text => ({
    ko: `VPC 퍼블릭 액세스 차단(${mode})이 VPC ${vpc}의 인터넷 트래픽을 막습니다`,
    en: `VPC Block Public Access (${mode}) stops this internet traffic of VPC ${vpc}`,
  }),
  natState: (gateway: string, state: string): Text => ({
    ko: `NAT 게이트웨이 ${josa(gateway, '이/가')} ${state} 상태입니다`,
    en: `NAT gateway ${gateway} is ${state}`,
  }),
  natProtocol: (gateway: string, what: string): Text => ({
    ko: `NAT 게이트웨이 ${josa(gateway, '은/는')} TCP, UDP, ICMP만 변환하며 ${josa(what, '은/는')} 버립니다`,
    en: `NAT gateway ${gateway} translates only TCP, UDP and ICMP and drops ${what}`,
  }),
  natUnsolicited: (gateway: string): Text => ({
    ko: `NAT 게이트웨이 ${josa(gateway, '은/는')} 밖에서 시작한 연결을 받지 않습니다`,
    en: `NAT gateway ${gateway} accepts no connection that starts outside`,
  }),
  natReturn: (gateway: string): Text => ({
    ko: `응답이 요청을 본 적 없는 NAT 게이트웨이 ${josa(gateway, '으로/로')} 나가 버려집니다`,
    en: `the answer leaves through NAT gateway ${gateway}, which has not seen the request and drops it`,
  }),
  natAddressless: (gateway: string): Text => ({
    ko: `NAT 게이트웨이 ${gateway}에 쓸 수 있는 주소가 없습니다`,
    en: `NAT gateway ${gateway} has no address to translate to`,
  }),
  natPeering: (gateway: string, peering: string): Text => ({
    ko: `NAT 게이트웨이 ${gateway}의 트래픽은 피어링 ${josa(peering, '으로/로')} 나갈 수 없습니다`,
    en: `traffic of NAT gateway ${gateway} cannot leave through peering ${peering}`,
  }),
  natPortsPartly: (gateway: string, open: string): Text => ({
    ko: `NAT 게이트웨이 ${josa(gateway, '이/가')} 고르는 소스 포트 1024-65535 중 ${open}만 응답이 돌아오므로 나머지 연결은 실패합니다`,
    en: `of the source ports 1024-65535 that NAT gateway ${gateway} picks from, answers come back only to ${open}: other connections fail`,
  }),
  peeringState: (peering: string, state: string): Text => ({
    ko: `VPC 피어링 ${josa(peering, '이/가')} ${state} 상태입니다`,
    en: `VPC peering ${peering} is ${state}`,
  }),
  peeringTransit: (peering: string, what: string): Text => ({
    ko: `VPC 피어링 ${josa(peering, '은/는')} 두 VPC 사이만 잇습니다. ${josa(what, '은/는')} 지나지 못합니다`,
    en: `VPC peering ${peering} connects only its two VPCs: ${what} cannot pass`,
  }),
  noAttachment: (vpc: string, gateway: string): Text => ({
    ko: `VPC ${josa(vpc, '이/가')} Transit Gateway ${gateway}에 연결(attachment)되어 있지 않습니다`,
    en: `VPC ${vpc} has no attachment to transit gateway ${gateway}`,
  }),
  attachmentState: (attachment: string, state: string): Text => ({
    ko: `Transit Gateway 연결 ${josa(attachment, '이/가')} ${state} 상태입니다`,
    en: `transit gateway attachment ${attachment} is ${state}`,
  }),
  attachmentZone: (attachment: string, zone: string): Text => ({
    ko: `Transit Gateway 연결 ${attachment}에 가용 영역 ${zone} 서브넷이 없어 그 영역의 트래픽을 버립니다`,
    en: `transit gateway attachment ${attachment} has no subnet in zone ${zone} and drops that zone's traffic`,
  }),
  noAssociation: (attachment: string): Text => ({
    ko: `Transit Gateway 연결 ${josa(attachment, '이/가')} 어느 라우팅 테이블에도 연관되어 있지 않습니다`,
    en: `transit gateway attachment ${attachment} is associated with no route table`,
  }),
  noPolicy: (table: string): Text => ({
    ko: `Transit Gateway 정책 테이블 ${table}에 맞는 규칙이 없습니다`,
    en: `no rule of transit gateway policy table ${table} matches`,
  }),
  unknownAttachment: (id: string): Text => ({
    ko: `Transit Gateway 연결 ${josa(id, '이/가')} 없습니다`,
    en: `transit gateway attachment ${id} does not exist`,
  }),
  firewallDrops: (firewall: string, rule: string): Text => ({
    ko: `방화벽 ${josa(firewall, '이/가')} 차단합니다 (${rule})`,
    en: `firewall ${firewall} drops it (${rule})`,
  }),
  endpointState: (endpoint: string, state: string): Text => ({
    ko: `엔드포인트 ${josa(endpoint, '이/가')} ${state} 상태입니다`,
    en: `endpoint ${endpoint} is ${state}`,
  }),
  endpointForeign: (endpoint: string, vpc: string): Text => ({
    ko: `게이트웨이 엔드포인트 ${josa(endpoint, '은/는')} VPC ${vpc} 안의 인터페이스만 쓸 수 있습니다`,
    en: `gateway endpoint ${endpoint} serves only interfaces of VPC ${vpc} itself`,
  }),
  tunnelsDown: (connection: string): Text => ({
    ko: `VPN 연결 ${connection}의 터널이 모두 DOWN입니다`,
    en: `all tunnels of VPN connection ${connection} are down`,
  }),
  directConnectDown: (gateway: string): Text => ({
    ko: `Direct Connect 게이트웨이 ${gateway}의 가상 인터페이스 BGP가 모두 DOWN입니다`,
    en: `BGP is down on every virtual interface of Direct Connect gateway ${gateway}`,
  }),
  noLink: (gateway: string, destination: string): Text => ({
    ko: `${gateway}에서 온프레미스 ${josa(destination, '으로/로')} 가는 살아 있는 연결이 없습니다`,
    en: `${gateway} has no working connection to ${destination} on-premises`,
  }),
  notAdvertised: (destination: string): Text => ({
    ko: `온프레미스에 ${destination}행 경로를 광고하는 연결이 없습니다`,
    en: `no connection advertises a route to ${destination} on-premises`,
  }),
  prefixNotAllowed: (gateway: string, destination: string): Text => ({
    ko: `Direct Connect 게이트웨이 ${gateway}의 허용 프리픽스에 ${josa(destination, '이/가')} 없어 온프레미스가 돌아오는 경로를 모릅니다`,
    en: `the allowed prefixes of Direct Connect gateway ${gateway} leave out ${destination}, so on-premises has no route back`,
  }),
  dnsSupportOff: (vpc: string): Text => ({
    ko: `VPC ${vpc}의 enableDnsSupport가 꺼져 있어 VPC 리졸버가 응답하지 않습니다`,
    en: `enableDnsSupport of VPC ${vpc} is off, so its resolver does not answer`,
  }),
  noListener: (balancer: string, ports: string, open: string): Text => ({
    ko: `로드 밸런서 ${balancer}에 ${ports} 포트 리스너가 없습니다 (있는 리스너: ${open || '없음'})`,
    en: `load balancer ${balancer} has no listener on ${ports} (it listens on ${open || 'nothing'})`,
  }),
  noTargets: (group: string): Text => ({
    ko: `대상 그룹 ${group}에 쓸 수 있는 대상이 없어 503으로 응답합니다`,
    en: `target group ${group} has no target in use, so the answer is 503`,
  }),
  noNodes: (balancer: string): Text => ({
    ko: `로드 밸런서 ${balancer}의 네트워크 인터페이스를 찾지 못했습니다`,
    en: `the network interfaces of load balancer ${balancer} were not found`,
  }),
  balancerState: (balancer: string, state: string): Text => ({
    ko: `로드 밸런서 ${josa(balancer, '이/가')} ${state} 상태입니다`,
    en: `load balancer ${balancer} is ${state}`,
  }),
  noFamily: (source: string, destination: string): Text => ({
    ko: `${josa(source, '과/와')} ${destination} 사이에 같은 주소 체계(IPv4, IPv6)가 없습니다`,
    en: `${source} and ${destination} have no address family (IPv4, IPv6) in common`,
  }),
  loop: (places: string): Text => ({
    ko: `경로가 맴돕니다: ${places}`,
    en: `the routes loop: ${places}`,
  }),
  wrongPlace: (where: string): Text => ({
    ko: `패킷이 물은 목적지가 아니라 ${where}에 도착합니다`,
    en: `packets arrive at ${where}, not at the destination asked for`,
  }),
  answerElsewhere: (where: string): Text => ({
    ko: `응답이 출발지가 아니라 ${where}에 도착합니다`,
    en: `the answer arrives at ${where}, not at the source`,
  }),
  answerChanged: (expected: string, seen: string): Text => ({
    ko: `응답의 소스 주소가 ${seen}(기대값 ${expected})이라 출발지가 받아들이지 않습니다`,
    en: `the answer comes from ${seen} instead of ${expected}, so the source does not accept it`,
  }),
};

export const assumes = {
  notRead: (what: string, where: string): Text => ({
    ko: `${where}의 ${josa(what, '을/를')} 읽지 못해 허용하는 것으로 가정했습니다`,
    en: `${what} of ${where} were not read and are assumed to allow everything`,
  }),
  groupsMissing: (ids: string): Text => ({
    ko: `보안 그룹 ${ids}의 규칙을 읽지 못해 없는 것으로 가정했습니다`,
    en: `the rules of security group ${ids} were not read and are assumed to be none`,
  }),
  aclMissing: (subnet: string): Text => ({
    ko: `서브넷 ${subnet}에 연결된 네트워크 ACL을 읽지 못해 모두 허용하는 것으로 가정했습니다`,
    en: `the network ACL of subnet ${subnet} was not read and is assumed to allow everything`,
  }),
  prefixList: (ids: string): Text => ({
    ko: `프리픽스 목록 ${ids}의 항목을 읽지 못해 어떤 주소와도 맞지 않는 것으로 가정했습니다`,
    en: `the entries of prefix list ${ids} were not read and are assumed to match no address`,
  }),
  instanceState: (id: string): Text => ({
    ko: `${id}에 연결된 인스턴스의 상태를 읽지 못해 실행 중으로 가정했습니다`,
    en: `the state of the instance at ${id} was not read and is assumed to be running`,
  }),
  transitTables: (gateway: string): Text => ({
    ko: `Transit Gateway ${gateway}의 라우팅 테이블을 읽지 못해(소유 계정에서만 보임) 목적지 VPC의 연결로 보내는 것으로 가정했습니다`,
    en: `the route tables of transit gateway ${gateway} were not read (only its owner sees them); it is assumed to route to the attachment of the destination's VPC`,
  }),
  targetNotRead: (id: string, what: string): Text => ({
    ko: `${josa(what, '을/를')} 읽지 못해 경로 대상 ${josa(id, '을/를')} 확인하지 못했습니다`,
    en: `${what} were not read, so the route target ${id} could not be checked`,
  }),
  linkState: (id: string): Text => ({
    ko: `${id}의 상태를 읽지 못해 살아 있는 것으로 가정했습니다`,
    en: `the state of ${id} was not read and is assumed to be up`,
  }),
  onPremises: (): Text => ({
    ko: '온프레미스 안의 라우팅과 방화벽은 통과하는 것으로 가정했습니다',
    en: 'routing and firewalls inside on-premises are assumed to let it pass',
  }),
  staticVpn: (id: string): Text => ({
    ko: `고정 라우팅 VPN ${id}의 온프레미스 쪽 장비에 돌아오는 경로가 있다고 가정했습니다`,
    en: `the on-premises device of the statically routed VPN ${id} is assumed to have the routes back`,
  }),
  backup: (route: string, id: string): Text => ({
    ko: `경로 ${route}의 연결이 끊겨 같은 테이블에 전파하는 ${josa(id, '이/가')} 이어받는 것으로 가정했습니다`,
    en: `the link of route ${route} is down; ${id}, which propagates to the same table, is assumed to take over`,
  }),
  payload: (firewall: string, rule: string): Text => ({
    ko: `방화벽 ${firewall}의 판정은 패킷 내용을 보는 규칙에 달려 있습니다: ${rule}`,
    en: `the verdict of firewall ${firewall} rests on a rule that looks into the packets: ${rule}`,
  }),
  firewallPolicy: (firewall: string): Text => ({
    ko: `방화벽 ${firewall}의 정책을 읽지 못해 통과시키는 것으로 가정했습니다`,
    en: `the policy of firewall ${firewall} was not read and is assumed to pass everything`,
  }),
  firewallRules: (firewall: string, rules: string): Text => ({
    ko: `방화벽 ${firewall}의 규칙 중 모델링하지 않는 것이 있습니다: ${rules}`,
    en: `firewall ${firewall} has rules that are not modelled: ${rules}`,
  }),
  appliance: (id: string): Text => ({
    ko: `${id} 뒤의 어플라이언스는 패킷을 바꾸지 않고 통과시키는 것으로 가정했습니다`,
    en: `the appliance behind ${id} is assumed to pass packets unchanged`,
  }),
  natInstance: (id: string): Text => ({
    ko: `${josa(id, '은/는')} NAT 인스턴스로, 소스 주소를 자신의 주소로 바꾸는 것으로 가정했습니다`,
    en: `${id} is assumed to be a NAT instance that replaces the source address with its own`,
  }),
  endpointPolicy: (id: string): Text => ({
    ko: `엔드포인트 ${id}의 정책이 일부 요청을 거부할 수 있습니다`,
    en: `the policy of endpoint ${id} may deny some requests`,
  }),
  publicAccessUnread: (vpc: string): Text => ({
    ko: `VPC ${vpc}의 퍼블릭 액세스 차단 설정을 읽지 못해 꺼져 있는 것으로 가정했습니다`,
    en: `the Block Public Access setting of VPC ${vpc} was not read and is assumed to be off`,
  }),
  listeners: (balancer: string): Text => ({
    ko: `로드 밸런서 ${balancer}의 리스너나 대상을 읽지 못해 로드 밸런서까지만 판정했습니다`,
    en: `listeners or targets of load balancer ${balancer} were not read: judged only as far as the balancer`,
  }),
  beyond: (id: string): Text => ({
    ko: `${josa(id, '은/는')} 스냅샷에 없어 그 너머는 통과하는 것으로 가정했습니다`,
    en: `${id} is not in the snapshot; what lies beyond it is assumed to let traffic pass`,
  }),
};

export const warns = {
  asymmetric: (firewall: string, forward: string, back: string): Text => ({
    ko: `비대칭 경로: 요청은 ${josa(forward, '을/를')}, 응답은 ${josa(back, '을/를')} 지납니다. ${josa(firewall, '은/는')} 한 방향만 보므로 연결을 끊거나 검사 없이 통과시킬 수 있습니다`,
    en: `asymmetric path: requests pass ${forward}, answers ${back}. ${firewall} sees one direction only, so it may drop the connection or let it pass uninspected`,
  }),
  targetHealth: (target: string, state: string): Text => ({
    ko: `대상 ${josa(target, '은/는')} 상태 검사에서 ${state}입니다. 네트워크가 열려 있어도 트래픽을 받지 않을 수 있습니다`,
    en: `target ${target} is ${state} by its health check: it may get no traffic even where the network lets it`,
  }),
  nothing: (): Text => ({ ko: '아무 엔드포인트도 거치지 않는 길', en: 'no endpoint' }),
};
