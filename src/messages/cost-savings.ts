import { josa } from './josa.ts';
import { listed, plural } from './plural.ts';
import type { Text } from './text.ts';

/** What `netops cost` would save, why, and what could go wrong. */

export const risk: Record<string, Text> = {
  EIP_UNASSOCIATED: {
    ko: '낮음: 반납한 주소는 되찾지 못합니다. DNS나 상대방 허용 목록에 남아 있는지 먼저 확인합니다.',
    en: 'Low: a released address does not come back. Look for it in DNS and in others’ allow lists first.',
  },
  NAT_UNUSED: {
    ko: '낮음: 라우트가 가리키지 않습니다. 예비용으로 둔 것인지 확인합니다.',
    en: 'Low: no route leads to it. Make sure that it is no standby.',
  },
  COST_NAT_IDLE: {
    ko: '중간: 이 구간에 쓰지 않았을 뿐, 라우트는 이 게이트웨이를 가리킵니다. 삭제하면 그 서브넷은 외부 통신이 끊깁니다.',
    en: 'Medium: unused in this window only, and routes lead to it: deleting it cuts those subnets off.',
  },
  COST_ENDPOINT_IDLE: {
    ko: '중간: 가끔만 쓰는 서비스일 수 있습니다. 한 달 치를 보고 결정합니다(--last 30d).',
    en: 'Medium: it may be needed now and then. Look at a month (--last 30d) first.',
  },
  COST_ENDPOINT_SHARED: {
    ko: '중간: DNS(프라이빗 호스팅 영역 공유)와 보안 그룹을 바꿔야 하고, Transit Gateway 처리 요금이 GB당 붙습니다.',
    en: 'Medium: DNS (a shared private zone) and security groups change, and each GB costs transit gateway processing.',
  },
  COST_LB_EMPTY: {
    ko: '낮음: 대상이 없어 지금도 응답하지 못합니다. 배포 준비 중인지 확인합니다.',
    en: 'Low: without targets it answers nothing now. Make sure that nobody is about to use it.',
  },
  COST_LB_CLASSIC: {
    ko: '중간: DNS 이름이 바뀌므로 새 로드 밸런서로 옮기는 절차가 필요합니다. TCP 리스너라면 Network Load Balancer로 옮깁니다.',
    en: 'Medium: the DNS name changes, so clients must be moved over. With TCP listeners the successor is a Network Load Balancer.',
  },
  COST_LB_IDLE: {
    ko: '중간: 이 구간에만 쓰지 않았을 수 있습니다. 재해 복구용인지 확인합니다.',
    en: 'Medium: unused in this window only. Make sure that it is not for disaster recovery.',
  },
  ENDPOINT_S3_MISSING: {
    ko: '낮음: 라우트만 추가됩니다. 생성하는 순간 S3와 맺고 있던 연결이 끊기므로 한가한 시간에 하고, 출발지 IP로 제한하는 버킷 정책을 확인합니다.',
    en: 'Low: it adds routes. Open connections to S3 drop when it is created, and bucket policies by source address must be looked at.',
  },
  NFW_ENDPOINT_UNUSED: {
    ko: '중간: 라우트가 지나지 않습니다. 장애 대비용인지 확인합니다.',
    en: 'Medium: no route passes it. Make sure that it is no standby.',
  },
  COST_TGW_ATTACHMENT_UNUSED: {
    ko: '낮음: VPC에서 이 게이트웨이로 가는 라우트가 없어 지금은 통신에 쓰이지 않습니다. 연결을 준비하는 중인지 확인합니다.',
    en: 'Low: no route of the VPC leads to the gateway, so nothing can use it. Make sure that nobody is just setting it up.',
  },
  COST_ENDPOINT_DUPLICATE: {
    ko: '중간: 엔드포인트 고유 DNS 이름(vpce-…)으로 접속하는 애플리케이션이 있는지 확인합니다.',
    en: 'Medium: look for applications that use the endpoint’s own name (vpce-…).',
  },
  COST_NAT_ZONE_CROSSING: {
    ko: '낮음: 라우트를 바꾸는 순간 그 서브넷의 열린 외부 연결이 끊깁니다. 출발지 IP가 바뀌므로 상대방 허용 목록을 먼저 고칩니다.',
    en: 'Low: the subnets’ open connections drop when the route changes, and the source address is another: see to others’ allow lists first.',
  },
  COST_VPN_IDLE: {
    ko: '높음: Direct Connect의 예비 회선이면 평소에 조용한 것이 정상입니다. 회선 담당자와 확인합니다.',
    en: 'High: a backup of Direct Connect is silent when all is well. Ask who runs the line.',
  },
  COST_VPN_DUPLICATE: {
    ko: '높음: 연결 하나에 이미 터널이 2개 있습니다. 두 번째 연결이 이중화 설계인지 회선 담당자와 확인합니다.',
    en: 'High: one connection has two tunnels already, but the second may be meant as a backup. Ask who runs the line.',
  },
  COST_ZONE_EMPTY: {
    ko: '낮음: NS와 SOA 레코드뿐입니다. 도메인 등록처가 이 영역의 이름 서버를 쓰는지 확인합니다.',
    en: 'Low: only NS and SOA records. Make sure that the registrar does not point at its name servers.',
  },
};

export const natIdle = {
  title: (nat: string): Text => ({
    ko: `${nat}에 이 구간 동안 지나간 트래픽이 없습니다`,
    en: `nothing passed ${nat} in this window`,
  }),
  evidence: { ko: '양방향 0바이트', en: '0 bytes in both directions' },
  fix: (nat: string): Text => ({
    ko: `쓰는 곳이 없다면 라우트를 먼저 지우고 ${josa(nat, '을/를')} 삭제합니다. 탄력적 IP는 따로 반납합니다.`,
    en: `If nobody needs it, delete the routes to it first, then ${nat}, and release its Elastic IP.`,
  }),
};
export const endpointIdle = {
  title: (endpoint: string, vpc: string): Text => ({
    ko: `${vpc}의 인터페이스 엔드포인트 ${endpoint}에 이 구간 동안 트래픽이 없습니다`,
    en: `nothing used the interface endpoint ${endpoint} of ${vpc} in this window`,
  }),
  evidence: { ko: 'BytesProcessed 0', en: 'BytesProcessed is 0' },
  fix: { ko: '쓰지 않는 엔드포인트를 삭제합니다.', en: 'Delete the endpoint that nobody uses.' },
};
export const endpointDuplicate = {
  title: (service: string, vpc: string, count: number): Text => ({
    ko: `${vpc}에 ${service} 인터페이스 엔드포인트가 ${count}개 있습니다`,
    en: `${vpc} has ${count} interface endpoints for ${service}`,
  }),
  evidence: (named: boolean): Text =>
    named
      ? {
          ko: '프라이빗 DNS 켜짐: 서비스 이름이 이 엔드포인트로 해석됨',
          en: 'private DNS on: the service’s name leads here',
        }
      : { ko: '프라이빗 DNS 꺼짐', en: 'private DNS off' },
  fix: (keep: string): Text => ({
    ko: `${keep}만 남기고 나머지를 삭제합니다.`,
    en: `Keep ${keep} and delete the rest.`,
  }),
};
export const attachmentUnused = {
  title: (attachment: string, vpc: string): Text => ({
    ko: `${vpc}의 Transit Gateway 어태치먼트 ${josa(attachment, '을/를')} 쓰는 라우트가 없습니다`,
    en: `no route of ${vpc} uses its transit gateway attachment ${attachment}`,
  }),
  evidence: {
    ko: 'VPC의 라우트 테이블 어디에도 이 Transit Gateway가 대상인 라우트가 없음',
    en: 'no route table of the VPC has a route to the transit gateway',
  },
  fix: {
    ko: '쓸 계획이 없으면 어태치먼트를 삭제합니다. Transit Gateway 라우트 테이블에 남은 정적 라우트는 블랙홀이 되므로 함께 지웁니다.',
    en: 'If nobody means to use it, delete the attachment; static routes to it in the transit gateway’s tables become blackholes and go too.',
  },
};
export const zoneCrossing = {
  title: (nat: string, zone: string, zones: readonly string[]): Text => ({
    ko: `${josa(zones.join(', '), '이/가')} ${zone}의 ${josa(nat, '을/를')} 함께 써서 영역 간 전송 요금이 붙습니다`,
    en: `${zones.join(', ')} use ${nat} in ${zone} and pay for crossing zones`,
  }),
  evidence: (zones: readonly string[]): Text => ({
    ko: `${zones.join(', ')}의 기본 경로가 다른 영역의 게이트웨이로 감`,
    en: `the default routes of ${zones.join(', ')} lead to another zone’s gateway`,
  }),
  fix: (zones: readonly string[]): Text => ({
    ko: `${zones.join(', ')}에 NAT 게이트웨이를 하나씩 만들고 그 영역 서브넷의 기본 경로를 바꿉니다.`,
    en: `Create a NAT gateway in ${zones.join(', ')} each and lead those zones’ subnets to it.`,
  }),
};
export const firewallEndpointFix: Text = {
  ko: '장애 대비용이 아니라면 방화벽에서 이 서브넷을 뗍니다. 그러면 엔드포인트도 삭제됩니다.',
  en: 'If it is no standby, take the subnet off the firewall: its endpoint goes with it.',
};
export const endpointShared = {
  title: (service: string, vpcs: readonly string[]): Text => ({
    ko: `${service} 인터페이스 엔드포인트가 Transit Gateway로 이어진 VPC ${vpcs.length}곳에 따로 있습니다 (${listed(vpcs).ko})`,
    en: `${vpcs.length} VPCs on one transit gateway each have an interface endpoint for ${service} (${listed(vpcs).en})`,
  }),
  evidence: (vpc: string, subnets: number): Text => ({
    ko: `${vpc}의 서브넷 ${subnets}곳에 인터페이스`,
    en: `interfaces in ${plural(subnets, 'subnet')} of ${vpc}`,
  }),
  fix: (keep: string): Text => ({
    ko: `${keep}의 엔드포인트만 남기고 나머지 VPC는 프라이빗 호스팅 영역으로 그 엔드포인트를 쓰게 합니다. 먼저 ${keep} 엔드포인트의 보안 그룹에 나머지 VPC 대역의 443을 허용하세요. VPC마다 삭제와 연결 사이에 이름 해석이 잠깐 끊깁니다. HOSTED_ZONE_ID는 두 번째 명령의 결과입니다.`,
    en: `Keep the one in ${keep} and lead the other VPCs to it by a private hosted zone. First let 443 from their ranges in by its security group. In each VPC the name fails for a moment between the deletion and the association. HOSTED_ZONE_ID is what the second command answers.`,
  }),
};
export const balancerEmpty = {
  title: (name: string): Text => ({
    ko: `로드 밸런서 ${name}에 등록된 대상이 없습니다`,
    en: `the load balancer ${name} has no targets`,
  }),
  evidence: (groups: number): Text => ({
    ko: `대상 그룹 ${groups}개 모두 비어 있음`,
    en: groups === 0 ? 'no target group' : `${plural(groups, 'target group')}, all empty`,
  }),
  fix: { ko: '쓰지 않는 로드 밸런서를 삭제합니다.', en: 'Delete the balancer that nobody uses.' },
};
export const balancerIdle = {
  title: (name: string): Text => ({
    ko: `로드 밸런서 ${name}에 이 구간 동안 처리한 트래픽이 없습니다`,
    en: `the load balancer ${name} carried nothing in this window`,
  }),
  evidence: { ko: 'ProcessedBytes 0', en: 'ProcessedBytes is 0' },
};
export const balancerClassic = {
  title: (name: string): Text => ({
    ko: `${josa(name, '은/는')} 이전 세대(Classic) 로드 밸런서입니다`,
    en: `${name} is a load balancer of the previous generation (Classic)`,
  }),
  evidence: (name: string): Text => ({
    ko: `인터페이스 설명이 "ELB ${name}"`,
    en: `its interfaces are described as "ELB ${name}"`,
  }),
  silent: { ko: 'EstimatedProcessedBytes 0', en: 'EstimatedProcessedBytes is 0' },
  fix: {
    ko: '리스너와 상태 확인을 확인해 Application Load Balancer를 만들고, DNS를 옮긴 뒤 Classic을 삭제합니다.',
    en: 'Look at its listeners and health check, create an Application Load Balancer, move DNS over, then delete the Classic one.',
  },
};
export const vpnIdle = {
  title: (vpn: string): Text => ({
    ko: `VPN 연결 ${vpn}에 이 구간 동안 지나간 트래픽이 없습니다`,
    en: `nothing passed the VPN connection ${vpn} in this window`,
  }),
  evidence: { ko: 'TunnelDataIn과 TunnelDataOut이 모두 0', en: 'TunnelDataIn and TunnelDataOut are both 0' },
  fix: {
    ko: '예비 회선이 아니라면 VPN 연결을 삭제합니다. Transit Gateway 어태치먼트도 함께 없어집니다.',
    en: 'If it is no backup, delete the VPN connection; its transit gateway attachment goes with it.',
  },
};
export const vpnDuplicate = {
  title: (gateway: string, count: number): Text => ({
    ko: `같은 상대 장비(${gateway})로 VPN 연결이 ${count}개 있습니다`,
    en: `${count} VPN connections lead to the same customer gateway ${gateway}`,
  }),
  evidence: { ko: '상대 장비와 AWS 쪽 게이트웨이가 같음', en: 'same customer gateway, same gateway of AWS’s' },
  fix: (keep: string): Text => ({
    ko: `이중화 설계가 아니면 ${keep}만 남기고 삭제합니다.`,
    en: `If this is no redundancy by design, keep ${keep} and delete the rest.`,
  }),
};
export const zoneEmpty = {
  title: (zone: string): Text => ({
    ko: `호스팅 영역 ${zone}에 NS·SOA 말고는 레코드가 없습니다`,
    en: `the hosted zone ${zone} has no records but NS and SOA`,
  }),
  evidence: (records: number): Text => ({ ko: `레코드 ${records}개`, en: plural(records, 'record') }),
  fix: { ko: '쓰지 않는 호스팅 영역을 삭제합니다.', en: 'Delete the hosted zone that nobody uses.' },
};
export const impact = (usd: number | null, upTo: boolean): Text =>
  usd === null
    ? { ko: '단가를 몰라 금액은 알 수 없습니다.', en: 'What it costs is unknown.' }
    : {
        ko: `월 ${upTo ? '최대 ' : ''}$${usd.toFixed(2)}`,
        en: `${upTo ? 'up to ' : ''}$${usd.toFixed(2)} a month`,
      };
