import { josa } from '../josa.ts';
import { plural } from '../plural.ts';
import type { Text } from '../text.ts';

export const directConnectDown = {
  title: (name: string): Text => ({
    ko: `Direct Connect ${josa(name, '이/가')} 끊겼습니다`,
    en: `Direct Connect ${name} is down`,
  }),
  bgpTitle: (name: string): Text => ({
    ko: `Direct Connect 가상 인터페이스 ${name}의 BGP 세션이 모두 끊겼습니다`,
    en: `every BGP session of the Direct Connect virtual interface ${name} is down`,
  }),
  impact: (backup: string | undefined): Text =>
    backup === undefined
      ? {
          ko: '살아 있는 백업 VPN이 없어 온프레미스 통신이 끊깁니다.',
          en: 'There is no working backup VPN: traffic to on-premises stops.',
        }
      : {
          ko: `온프레미스 트래픽이 백업 VPN ${josa(backup, '으로/로')} 넘어갑니다. 터널당 최대 1.25Gbps이고 인터넷 지연을 그대로 받습니다.`,
          en: `Traffic to on-premises takes the backup VPN ${backup}: at most 1.25 Gbps a tunnel, with the latency of the internet.`,
        },
  state: (what: string, state: string): Text => ({ ko: `${what}: ${state}`, en: `${what}: ${state}` }),
  fix: (): Text => ({
    ko: '회선과 BGP 상태를 확인하고, 포트가 down이면 통신사·파트너에 장애를 접수합니다.',
    en: 'Check link and BGP state; if the port is down, open a case with the carrier or partner.',
  }),
};

export const vpnDown = {
  title: (vpn: string, down: number, all: number): Text =>
    down === all
      ? { ko: `VPN ${vpn}의 터널이 모두 끊겼습니다`, en: `all tunnels of VPN ${vpn} are down` }
      : {
          ko: `VPN ${vpn}의 터널 ${all}개 중 ${down}개가 끊겼습니다`,
          en: `${down} of ${all} tunnels of VPN ${vpn} are down`,
        },
  impact: (all: boolean, directConnect: boolean): Text =>
    !all
      ? {
          ko: '남은 터널이 끊기거나 AWS가 점검하면 이 연결은 바로 두절됩니다.',
          en: 'When the other tunnel fails or AWS maintains it, the connection is gone.',
        }
      : directConnect
        ? {
            ko: '지금은 Direct Connect가 트래픽을 받고 있지만 백업이 없는 상태입니다.',
            en: 'Direct Connect carries the traffic for now, without a backup.',
          }
        : {
            ko: '이 연결로는 온프레미스와 통신할 수 없습니다.',
            en: 'Nothing gets to on-premises over this connection.',
          },
  tunnel: (address: string, status: string): Text => ({
    ko: `터널 ${address}: ${status}`,
    en: `tunnel ${address}: ${status}`,
  }),
  fix: (): Text => ({
    ko: '터널 상태 메시지를 확인하고 고객 게이트웨이의 IKE/IPsec 로그(사전 공유 키, UDP 500/4500 차단, DPD)를 점검합니다.',
    en: 'Read the tunnel status message and check IKE/IPsec on the customer gateway: pre-shared key, UDP 500/4500, DPD.',
  }),
};

export const singleConnection = {
  title: (count: number, backup: boolean): Text =>
    backup
      ? {
          ko: 'Direct Connect 회선이 한 위치에만 있습니다 (백업은 VPN)',
          en: 'Direct Connect is in one location only, with a VPN behind it',
        }
      : {
          ko: `Direct Connect 회선 ${count}개가 모두 한 위치에 있고 백업 VPN이 없습니다`,
          en: `${plural(count, 'Direct Connect connection')} in one location, and no VPN behind`,
        },
  impact: (backup: boolean): Text =>
    backup
      ? {
          ko: '회선이나 그 위치에 장애가 나면 VPN(터널당 최대 1.25Gbps)으로 전환됩니다. 평소 대역폭이 그 이상이면 성능이 떨어집니다.',
          en: 'When the line or its location fails, the VPN takes over, with at most 1.25 Gbps a tunnel: enough only if usual traffic fits.',
        }
      : {
          ko: '그 위치에 장애가 나면 온프레미스 연결이 모두 끊깁니다.',
          en: 'When that location fails, every link to on-premises is gone.',
        },
  connection: (bandwidth: string, location: string): Text => ({
    ko: `${bandwidth}, 위치 ${location}`,
    en: `${bandwidth}, location ${location}`,
  }),
};

export const backupNotPropagated = {
  title: (vpn: string, table: string): Text => ({
    ko: `백업 VPN ${josa(vpn, '이/가')} Direct Connect가 쓰는 라우트 테이블 ${table}에 전파되지 않습니다`,
    en: `the backup VPN ${vpn} does not propagate to ${table}, the table that Direct Connect propagates to`,
  }),
  impact: (): Text => ({
    ko: 'Direct Connect가 끊겨도 이 테이블을 쓰는 VPC는 VPN으로 전환되지 않습니다.',
    en: 'When Direct Connect fails, the VPCs on this table do not fail over to the VPN.',
  }),
  propagations: (table: string, names: string): Text => ({
    ko: `${table}에 전파하는 연결: ${names}`,
    en: `propagating to ${table}: ${names}`,
  }),
  fix: (table: string): Text => ({
    ko: `VPN 연결의 전파를 ${table}에 켭니다. 같은 프리픽스면 Direct Connect가 계속 우선합니다.`,
    en: `Let the VPN attachment propagate to ${table}. For the same prefix Direct Connect stays preferred.`,
  }),
};

export const vpnOverDirectConnect = {
  title: (cidr: string, table: string): Text => ({
    ko: `${table}에서 ${cidr}의 정적 VPN 경로가 Direct Connect보다 우선합니다`,
    en: `in ${table} a static VPN route to ${cidr} beats Direct Connect`,
  }),
  impact: (): Text => ({
    ko: '전용선이 살아 있어도 온프레미스 트래픽이 VPN으로 나갑니다. 대역폭이 줄고 돌아오는 경로와 어긋날 수 있습니다.',
    en: 'Traffic to on-premises takes the VPN though Direct Connect is up: less bandwidth, and answers may come back the other way.',
  }),
  route: (route: string): Text => ({ ko: `정적 경로 ${route}`, en: `static route ${route}` }),
  fix: (): Text => ({
    ko: 'VPN이 BGP를 쓰면 정적 경로를 지우고 전파만 남깁니다.',
    en: 'If the VPN speaks BGP, delete the static route and leave the propagation.',
  }),
};

export const prefixNotAllowed = {
  title: (vpc: string, cidr: string): Text => ({
    ko: `${vpc}의 ${josa(cidr, '이/가')} Direct Connect 허용 프리픽스에 없습니다`,
    en: `${cidr} of ${vpc} is not among the prefixes allowed toward Direct Connect`,
  }),
  impact: (): Text => ({
    ko: 'AWS가 온프레미스에 이 대역을 광고하지 않습니다. 온프레미스로 보낸 요청의 응답이 돌아오지 않거나 VPN으로 돌아옵니다.',
    en: 'AWS does not advertise the block: answers from on-premises do not come back, or come back over the VPN.',
  }),
  allowed: (prefixes: string): Text => ({ ko: `허용 프리픽스: ${prefixes}`, en: `allowed prefixes: ${prefixes}` }),
  routed: (table: string, cidr: string): Text => ({
    ko: `${josa(table, '은/는')} Direct Connect에서 온 ${cidr}행 트래픽을 VPC로 보냄`,
    en: `${table} sends traffic from Direct Connect to ${cidr} into the VPC`,
  }),
  fix: (cidr: string): Text => ({
    ko: `허용 프리픽스에 ${josa(cidr, '을/를')} 추가합니다. 온프레미스 라우터의 필터도 함께 확인합니다.`,
    en: `Add ${cidr} to the allowed prefixes, and check the filters of the on-premises routers.`,
  }),
};

export const vpnMoreSpecific = {
  title: (vpn: string): Text => ({
    ko: `온프레미스가 Direct Connect보다 VPN ${josa(vpn, '을/를')} 우선하게 됩니다`,
    en: `on-premises will prefer the VPN ${vpn} to Direct Connect`,
  }),
  impact: (): Text => ({
    ko: 'VPN은 연관된 Transit Gateway 테이블의 경로를, Direct Connect는 허용 프리픽스를 광고합니다. VPN 쪽이 더 구체적이면 돌아오는 트래픽이 VPN을 타서 비대칭이 됩니다.',
    en: 'The VPN advertises the routes of its transit gateway table, Direct Connect its allowed prefixes. Where the VPN is more specific, return traffic takes it and the path is asymmetric.',
  }),
  prefixes: (vpn: string, dx: string): Text => ({
    ko: `VPN 광고 ${vpn} ⊂ Direct Connect 광고 ${dx}`,
    en: `VPN advertises ${vpn}, Direct Connect ${dx}`,
  }),
};

export const defaultAdvertised = {
  title: (vpn: string): Text => ({
    ko: `VPN ${josa(vpn, '이/가')} 온프레미스에 기본 경로(0.0.0.0/0)를 광고합니다`,
    en: `the VPN ${vpn} advertises a default route (0.0.0.0/0) to on-premises`,
  }),
  impact: (returns: boolean): Text =>
    returns
      ? {
          ko: '온프레미스 라우터가 이 경로를 받아들이면 인터넷 트래픽이 AWS로 들어와 NAT 게이트웨이로 나갑니다. 의도한 것이 아니면 고객 게이트웨이에서 걸러야 합니다.',
          en: 'If the on-premises router accepts it, its internet traffic comes into AWS and leaves by the NAT gateway. Unless meant so, filter it on the customer gateway.',
        }
      : {
          ko: '온프레미스 라우터가 이 경로를 받아들이면 인터넷 트래픽이 AWS로 들어오는데, 응답이 온프레미스로 돌아갈 경로가 없어 통신이 끊깁니다.',
          en: 'If the on-premises router accepts it, its internet traffic comes into AWS, and the answers have no way back to on-premises.',
        },
  route: (table: string, route: string): Text => ({
    ko: `VPN 연결이 연관된 ${table}: ${route}`,
    en: `${table}, associated with the VPN attachment: ${route}`,
  }),
};
