import { josa } from '../josa.ts';
import { listed, plural } from '../plural.ts';
import type { Text } from '../text.ts';

export const blackhole = {
  title: (table: string, route: string): Text => ({
    ko: `라우트 테이블 ${table}의 경로 ${josa(route, '이/가')} 블랙홀입니다`,
    en: `route ${route} of route table ${table} is a blackhole`,
  }),
  impact: (destination: string, subnets: number): Text =>
    subnets === 0
      ? {
          ko: '이 테이블을 쓰는 서브넷은 없습니다. 테이블을 연결하는 순간 해당 트래픽이 버려집니다.',
          en: 'No subnet uses the table now; whichever is associated with it next loses that traffic.',
        }
      : {
          ko: `서브넷 ${subnets}개의 ${destination}행 트래픽이 버려집니다. 더 짧은 프리픽스로 넘어가지 않습니다.`,
          en: `Traffic of ${plural(subnets, 'subnet')} to ${destination} is dropped; it does not fall through to a shorter prefix.`,
        },
  state: (route: string, state: string): Text => ({ ko: `${route}: ${state}`, en: `${route}: ${state}` }),
  replace: (destination: string, target: string): Text => ({
    ko: `${destination} 경로를 살아 있는 ${josa(target, '으로/로')} 바꿉니다.`,
    en: `Point ${destination} at ${target}, which is there.`,
  }),
  remove: (destination: string): Text => ({
    ko: `필요 없는 경로라면 지웁니다 (${destination}).`,
    en: `Delete the route to ${destination} if nobody needs it.`,
  }),
};

export const transitBlackhole = {
  title: (table: string, destination: string): Text => ({
    ko: `Transit Gateway 라우트 테이블 ${table}의 ${destination} 경로가 블랙홀입니다`,
    en: `the route to ${destination} in transit gateway table ${table} is a blackhole`,
  }),
  impact: (destination: string): Text => ({
    ko: `이 테이블에 연관된 연결에서 ${destination}행 트래픽을 버립니다. 일부러 막은 것이 아니면 연결이 삭제되고 남은 경로입니다.`,
    en: `Traffic of the associated attachments to ${destination} is dropped. Unless meant to forbid it, this is what a deleted attachment left.`,
  }),
  replace: (destination: string, attachment: string): Text => ({
    ko: `${destination} 경로를 그 VPC의 연결 ${josa(attachment, '으로/로')} 되돌립니다.`,
    en: `Point the route to ${destination} to the VPC's attachment ${attachment} again.`,
  }),
  remove: (destination: string): Text => ({
    ko: `일부러 막은 것이 아니면 지웁니다 (${destination}).`,
    en: `Delete the route to ${destination}, unless it is there to forbid it.`,
  }),
};

export const loop = {
  title: (vpcs: readonly string[], destination: string, used: boolean): Text => {
    const from = listed(vpcs, 3);
    return used
      ? { ko: `${from.ko}의 인터넷 트래픽이 맴돕니다`, en: `internet traffic of ${from.en} goes round in a loop` }
      : {
          ko: `${destination} 중 쓰이지 않는 주소로 보낸 트래픽이 맴돕니다 (${from.ko})`,
          en: `traffic to unused addresses of ${destination} goes round in a loop (${from.en})`,
        };
  },
  impact: (used: boolean): Text =>
    used
      ? {
          ko: 'TTL이 다할 때까지 돌다 버려집니다. 호스트에는 시간 초과로 보이고, Transit Gateway와 엔드포인트의 처리 요금만 쌓입니다.',
          en: 'Packets go round until their TTL ends. Hosts see timeouts; gateways and endpoints charge for every round.',
        }
      : {
          ko: '지금 쓰는 주소는 아니지만, 잘못된 목적지나 스캔 트래픽이 TTL이 다할 때까지 돌며 처리 요금을 냅니다. 사설 대역 전체를 블랙홀로 막아 두면 사라집니다.',
          en: 'Nobody has these addresses, but wrong destinations and scans go round until their TTL ends, and every round is charged. A blackhole route for the private ranges ends it.',
        },
  places: (places: readonly string[]): Text => ({ ko: places.join(' → '), en: places.join(' → ') }),
};

export const noReturn = {
  title: (to: string, subnets: number, from: readonly string[]): Text => {
    const senders = listed(from, 3);
    return {
      ko: `${to}의 서브넷 ${subnets}개에 ${josa(senders.ko, '으로/로')} 돌아가는 경로가 없습니다`,
      en: `${plural(subnets, 'subnet')} of ${to} ${subnets === 1 ? 'has' : 'have'} no way back to ${senders.en}`,
    };
  },
  linkTitle: (link: string, from: readonly string[]): Text => {
    const senders = listed(from, 3);
    return {
      ko: `온프레미스(${link})에서 ${josa(senders.ko, '으로/로')} 돌아오는 경로가 없습니다`,
      en: `from on-premises (${link}) there is no way back to ${senders.en}`,
    };
  },
  natTitle: (nat: string, vpcs: readonly string[]): Text => {
    const senders = listed(vpcs, 3);
    return {
      ko: `NAT 게이트웨이 ${nat}에서 ${josa(senders.ko, '으로/로')} 돌아가는 경로가 없습니다`,
      en: `NAT gateway ${nat} has no way back to ${senders.en}`,
    };
  },
  impact: (outcome: Text): Text => ({
    ko: `요청은 도착하지만 응답이 ${outcome.ko}. 연결은 시간 초과로 끝납니다.`,
    en: `Requests arrive, but answers ${outcome.en}: connections time out.`,
  }),
  natImpact: (outcome: Text): Text => ({
    ko: `인터넷으로 나간 요청의 응답이 NAT 게이트웨이까지 온 뒤 ${outcome.ko}. 이 서브넷들은 인터넷을 쓸 수 없습니다.`,
    en: `Answers from the internet get to the NAT gateway, and then they ${outcome.en}: these subnets have no internet.`,
  }),
  route: (table: string, destination: string, route: string | undefined): Text =>
    route === undefined
      ? { ko: `${table}: ${destination}행 경로 없음`, en: `${table}: no route to ${destination}` }
      : { ko: `${table}: ${destination}행은 ${route} 적용`, en: `${table}: ${destination} takes ${route}` },
  fix: (destinations: string, target: string): Text => ({
    ko: `${destinations} → ${target} 경로를 추가합니다.`,
    en: `Add a route to ${destinations} by ${target}.`,
  }),
};

/** How packets end, for "answers …". */
export const outcomes = {
  'no-route': (): Text => ({ ko: '경로가 없어 버려집니다', en: 'find no route and are dropped' }),
  blackhole: (): Text => ({ ko: '블랙홀 경로에서 버려집니다', en: 'are dropped by a blackhole route' }),
  'private-destination': (gateway: string): Text => ({
    ko: `인터넷 게이트웨이 ${josa(gateway, '으로/로')} 나가 버려집니다(사설 목적지)`,
    en: `leave by internet gateway ${gateway}, which drops private destinations`,
  }),
  'target-gone': (): Text => ({ ko: '쓸 수 없는 대상으로 보내집니다', en: 'are sent to a target that does not work' }),
  'zone-without-attachment': (): Text => ({
    ko: '그 가용 영역에 Transit Gateway 연결 서브넷이 없어 버려집니다',
    en: 'are dropped, since the attachment has no subnet in their zone',
  }),
  'no-subnet': (): Text => ({ ko: '어느 서브넷에도 속하지 않아 버려집니다', en: 'are in no subnet and are dropped' }),
  loop: (): Text => ({ ko: '맴돌다 버려집니다', en: 'go round in a loop' }),
  internet: (gateway: string): Text => ({
    ko: `인터넷(${gateway})으로 나가 버립니다`,
    en: `leave to the internet by ${gateway}`,
  }),
  elsewhere: (where: string): Text => ({ ko: `${josa(where, '으로/로')} 갑니다`, en: `go to ${where}` }),
};

export const unattached = {
  title: (vpcs: readonly string[], route: string, gateway: string, others: readonly string[]): Text => {
    const from = listed(vpcs, 3);
    const to = listed(others, 3);
    return {
      ko: `${from.ko}의 ${route} → ${gateway} 경로에 연결되지 않은 VPC가 포함되어 있습니다: ${to.ko}`,
      en: `${route} → ${gateway} in ${from.en} covers VPCs that are not attached to it: ${to.en}`,
    };
  },
  impact: (outcome: Text): Text => ({
    ko: `그 VPC로 보낸 트래픽은 도착하지 못하고 ${outcome.ko}. 거부가 아니라 시간 초과로 보여 원인을 찾기 어렵습니다.`,
    en: `Traffic to them does not arrive: packets ${outcome.en}. It shows as a timeout, not a refusal, and is hard to trace.`,
  }),
  covers: (route: string, vpc: string, cidr: string): Text => ({
    ko: `${josa(route, '이/가')} ${vpc}(${cidr}) 포함, Transit Gateway 연결 없음`,
    en: `${route} covers ${vpc} (${cidr}), which has no attachment`,
  }),
};

export const returnBypassed = {
  title: (vpc: string, subnets: number, firewalls: string): Text => ({
    ko: `${vpc} 서브넷 ${subnets}개의 인터넷 응답이 방화벽 ${josa(firewalls, '을/를')} 우회합니다`,
    en: `answers from the internet to ${plural(subnets, 'subnet')} of ${vpc} go past the firewall ${firewalls}`,
  }),
  impact: (): Text => ({
    ko: '나갈 때는 방화벽을 거치지만, NAT 게이트웨이에서 돌아오는 응답은 local 경로로 서브넷에 바로 들어갑니다. Network Firewall은 비대칭 라우팅을 지원하지 않아 규칙이 기대대로 작동하지 않으며, 연결이 끊기거나 검사 없이 통과할 수 있습니다.',
    en: 'Packets pass the firewall on the way out, but answers go from the NAT gateway straight to the subnet by the local route. Network Firewall does not support asymmetric routing: rules do not work as written, connections may break or go uninspected.',
  }),
  out: (subnet: string, hops: string): Text => ({ ko: `나갈 때: ${subnet} → ${hops}`, en: `out: ${subnet} → ${hops}` }),
  back: (table: string, route: string): Text => ({
    ko: `돌아올 때: ${table}의 ${route} 적용`,
    en: `back: ${route} of ${table}`,
  }),
  /** @param routes `10.0.1.0/24 → FW (zone)` */
  fix: (routes: readonly string[]): Text => ({
    ko: `NAT 게이트웨이 서브넷의 라우트 테이블에 응답용 경로를 추가합니다: ${routes.join(', ')}. 서브넷 CIDR과 정확히 같아야 local보다 우선합니다.`,
    en: `Add routes for the answers to the tables of the NAT gateways' subnets: ${routes.join(', ')}. Each must equal a subnet's CIDR to win over local.`,
  }),
};

export const asymmetric = {
  title: (a: string, b: string): Text => ({
    ko: `${josa(a, '과/와')} ${b} 사이의 방화벽 경로가 비대칭입니다`,
    en: `the paths between ${a} and ${b} pass a firewall in one direction only, or different ones`,
  }),
  impact: (): Text => ({
    ko: '방화벽이 한 방향 패킷만 보므로 연결을 끊거나 검사 없이 통과시킬 수 있습니다. Network Firewall은 비대칭 라우팅을 지원하지 않습니다.',
    en: 'The firewall sees one direction only, so it may break connections or let them pass uninspected. Network Firewall does not support asymmetric routing.',
  }),
  way: (from: string, to: string, through: string): Text => ({
    ko: `${from} → ${to}: ${through === '' ? '방화벽 없음' : through}`,
    en: `${from} → ${to}: ${through === '' ? 'no firewall' : through}`,
  }),
};

export const ingressPast = {
  title: (vpc: string, interfaces: number): Text => ({
    ko: `${vpc}의 퍼블릭 IP ${interfaces}개로 들어오는 트래픽이 방화벽을 우회합니다`,
    en: `traffic from the internet to ${plural(interfaces, 'public address', 'public addresses')} of ${vpc} goes past the firewall`,
  }),
  impact: (answers: 'lost' | 'inspected'): Text =>
    answers === 'lost'
      ? {
          ko: 'IGW 인그레스 라우팅에 이 서브넷이 없어 패킷이 검사 없이 인스턴스까지 들어옵니다. 응답은 NAT 게이트웨이로 나가면서 출발지 주소가 바뀌므로 이 퍼블릭 IP로는 연결이 맺어지지 않습니다. 쓸 수 없는 주소에 요금만 나가고 공격 표면은 남습니다.',
          en: 'The gateway’s ingress routing leaves these subnets out, so packets get to the instances uninspected. Answers leave by a NAT gateway with another source address, so no connection to these addresses works: they cost money, serve nothing and can be probed.',
        }
      : {
          ko: 'IGW 인그레스 라우팅에 이 서브넷이 없어 들어오는 패킷은 방화벽을 건너뛰고, 나가는 패킷만 방화벽을 거칩니다. 비대칭이라 연결이 끊기거나 검사 없이 지나갑니다.',
          en: 'The gateway’s ingress routing leaves these subnets out: packets come in past the firewall and leave through it. The path is asymmetric, so connections may break or go uninspected.',
        },
  notNamed: (table: string, subnet: string, cidr: string): Text => ({
    ko: `IGW 엣지 테이블 ${table}에 ${subnet}(${cidr}) 경로 없음`,
    en: `edge table ${table} has no route to ${subnet} (${cidr})`,
  }),
  leaves: (subnet: string, hops: string): Text => ({
    ko: `${subnet}에서 나갈 때: ${hops}`,
    en: `out of ${subnet}: ${hops}`,
  }),
  fixRoute: (cidr: string, endpoint: string): Text => ({
    ko: `엣지 테이블에 ${cidr} → ${endpoint} 경로를 추가합니다.`,
    en: `Add ${cidr} → ${endpoint} to the edge table.`,
  }),
  fixLaunch: (): Text => ({
    ko: '서브넷의 퍼블릭 IP 자동 할당을 끄고, 인스턴스의 퍼블릭 IP도 해제합니다. 이미 붙은 주소는 인스턴스를 중지했다 시작할 때 사라집니다.',
    en: 'Stop the subnet from giving public addresses, and take them off the interfaces; an address that is there goes when its instance is stopped and started.',
  }),
};

export const publicUnusable = {
  title: (vpc: string, interfaces: number): Text => ({
    ko: `${vpc}의 퍼블릭 IP ${interfaces}개는 쓸 수 없는 주소입니다`,
    en: `${plural(interfaces, 'public address', 'public addresses')} of ${vpc} cannot be used`,
  }),
  impact: (): Text => ({
    ko: '인터넷에서 패킷은 들어오지만 응답이 인터넷 게이트웨이로 나가지 않아 연결이 맺어지지 않습니다. 주소 요금은 계속 나갑니다.',
    en: 'Packets come in, but answers do not leave by the internet gateway, so no connection works; the addresses are charged all the same.',
  }),
};

export const publicOnLaunch = {
  title: (vpcs: readonly string[], subnets: number): Text => {
    const where = listed(vpcs, 3);
    return {
      ko: `서브넷 ${subnets}개가 쓸 수 없는 퍼블릭 IP를 자동 할당합니다 (${where.ko})`,
      en: `${plural(subnets, 'subnet')} ${subnets === 1 ? 'gives' : 'give'} new instances public addresses that cannot work (${where.en})`,
    };
  },
  impact: (): Text => ({
    ko: '기본 경로가 인터넷 게이트웨이가 아니므로 새 인스턴스가 받는 퍼블릭 IP는 통신에 쓰이지 않고 시간당 요금만 나갑니다.',
    en: 'Their default route is not an internet gateway: an address that a new instance gets serves nothing and is charged by the hour.',
  }),
  subnet: (subnet: string, route: string | null): Text => ({
    ko: `${subnet}: MapPublicIpOnLaunch = true, 기본 경로 ${route ?? '없음'}`,
    en: `${subnet}: MapPublicIpOnLaunch = true, ${route === null ? 'no default route' : `default route ${route}`}`,
  }),
  fix: (): Text => ({ ko: '퍼블릭 IP 자동 할당을 끕니다.', en: 'Turn it off.' }),
};

export const unusedTables = {
  title: (count: number, vpc: string): Text => ({
    ko: `${vpc}에 쓰이지 않는 라우트 테이블이 ${count}개 있습니다`,
    en: `${plural(count, 'route table')} of ${vpc} ${count === 1 ? 'is' : 'are'} used by no subnet and no gateway`,
  }),
  impact: (): Text => ({
    ko: '비용은 없지만, 장애 때 엉뚱한 테이블을 고치는 실수로 이어집니다.',
    en: 'They cost nothing, but in an outage somebody will mend the wrong table.',
  }),
  unused: (name: string): Text => ({ ko: `${name}: 연결 없음`, en: `${name}: no association` }),
  fix: (): Text => ({ ko: '필요 없으면 삭제합니다.', en: 'Delete them if nobody needs them.' }),
};

export const shadowed = {
  title: (table: string, route: string): Text => ({
    ko: `라우트 테이블 ${table}의 ${route} 경로는 적용되지 않습니다`,
    en: `route ${route} of route table ${table} is never used`,
  }),
  impact: (by: string): Text => ({
    ko: `같은 대역에서 ${josa(by, '이/가')} 우선합니다. 전파 경로가 기대대로 쓰이지 않는지 확인하세요.`,
    en: `${by} wins for the same addresses. Check whether the propagated route was meant to be used.`,
  }),
  by: (by: string): Text => ({ ko: `우선하는 경로: ${by}`, en: `preferred: ${by}` }),
};

export const natZones = {
  title: (nat: string, zone: string, subnets: number): Text => ({
    ko: `다른 가용 영역의 서브넷 ${subnets}개가 ${zone}의 ${josa(nat, '으로/로')} 나갑니다`,
    en: `${plural(subnets, 'subnet')} of other zones ${subnets === 1 ? 'leaves' : 'leave'} through ${nat} in ${zone}`,
  }),
  impact: (zone: string, busy: boolean): Text =>
    busy
      ? {
          ko: `${josa(zone, '이/가')} 멈추면 이 서브넷들도 인터넷을 잃습니다. 평소에는 영역 간 전송 요금이 붙습니다.`,
          en: `If ${zone} fails, these subnets lose the internet too. Until then they pay for transfer between zones.`,
        }
      : {
          ko: `지금은 이 서브넷에 워크로드가 없습니다. 배치하기 전에 영역마다 NAT 게이트웨이를 두지 않으면 ${zone} 장애 때 함께 인터넷을 잃습니다.`,
          en: `They hold no workloads yet. Before they do: without a NAT gateway of their own they lose the internet with ${zone}.`,
        },
  subnet: (subnet: string, zone: string): Text => ({ ko: `${subnet} (${zone})`, en: `${subnet} (${zone})` }),
  fixOwn: (nat: string): Text => ({
    ko: `같은 영역에 있는 ${josa(nat, '으로/로')} 기본 경로를 바꿉니다.`,
    en: `Point the default route at ${nat}, which is in the same zone.`,
  }),
  fixNew: (): Text => ({
    ko: '영역마다 NAT 게이트웨이를 만들고 그 영역 서브넷의 기본 경로를 바꿉니다. 게이트웨이 시간 요금이 추가됩니다.',
    en: 'Create a NAT gateway in each zone and point its subnets there. Each gateway is charged by the hour.',
  }),
};

export const natUnused = {
  title: (nat: string): Text => ({
    ko: `NAT 게이트웨이 ${josa(nat, '을/를')} 쓰는 서브넷이 없습니다`,
    en: `no subnet uses NAT gateway ${nat}`,
  }),
  impact: (): Text => ({
    ko: '트래픽이 없어도 시간당 요금이 나갑니다.',
    en: 'It is charged by the hour without any traffic.',
  }),
  unused: (nat: string): Text => ({ ko: `${josa(nat, '으로/로')} 가는 경로 없음`, en: `no route leads to ${nat}` }),
  fix: (): Text => ({
    ko: '쓸 계획이 없으면 삭제합니다. 탄력적 IP는 남으므로 따로 반납합니다.',
    en: 'Delete it if nobody needs it. Its Elastic IP stays and is released apart.',
  }),
};

export const natState = {
  title: (nat: string, state: string): Text => ({
    ko: `NAT 게이트웨이 ${josa(nat, '이/가')} ${state} 상태입니다`,
    en: `NAT gateway ${nat} is ${state}`,
  }),
  impact: (subnets: number): Text => ({
    ko:
      subnets === 0
        ? '이 게이트웨이로 가는 서브넷은 없습니다.'
        : `서브넷 ${subnets}개의 인터넷 트래픽이 나가지 못합니다.`,
    en: subnets === 0 ? 'No subnet leads to it.' : `${plural(subnets, 'subnet')} cannot get to the internet.`,
  }),
  reason: (code: string, message: string): Text => ({ ko: `${code}: ${message}`, en: `${code}: ${message}` }),
};

export const natErrors = {
  title: (nat: string, errors: string): Text => ({
    ko: `NAT 게이트웨이 ${nat}에서 최근 24시간 포트 할당 오류가 ${errors}회 발생했습니다`,
    en: `NAT gateway ${nat} failed to allocate a port ${errors} times in the last 24 hours`,
  }),
  impact: (): Text => ({
    ko: '같은 목적지로 가는 동시 연결이 한도(IP당 55,000개)에 닿아 새 연결이 실패합니다.',
    en: 'Simultaneous connections to one destination reach the limit of 55,000 an address, and new ones fail.',
  }),
  metric: (metric: string, value: string): Text => ({ ko: `${metric} 합계 ${value}`, en: `${metric} sum ${value}` }),
  fix: (): Text => ({
    ko: 'NAT 게이트웨이에 보조 탄력적 IP를 추가하거나(최대 8개) 목적지가 AWS 서비스면 VPC 엔드포인트로 돌립니다.',
    en: 'Add secondary Elastic IPs (up to eight), or use a VPC endpoint if the destination is an AWS service.',
  }),
};

export const gatewayDetached = {
  title: (gateway: string): Text => ({
    ko: `인터넷 게이트웨이 ${josa(gateway, '이/가')} 어느 VPC에도 연결되어 있지 않습니다`,
    en: `internet gateway ${gateway} is attached to no VPC`,
  }),
  impact: (): Text => ({
    ko: '비용은 없지만 리전별 할당량을 차지합니다. 작업 중 분리한 것이면 다시 연결해야 합니다.',
    en: 'It costs nothing but counts against the quota. If it was detached by mistake, attach it again.',
  }),
  attachments: (): Text => ({ ko: 'Attachments 비어 있음', en: 'no attachments' }),
};

export const exitBroken = {
  title: (table: string, subnets: readonly string[]): Text => {
    const names = listed(subnets, 3);
    return {
      ko: `라우트 테이블 ${table}에 인터넷으로 나가는 경로가 없어 ${josa(names.ko, '이/가')} 인터넷에 나가지 못합니다`,
      en: `route table ${table} has no route on to the internet: ${names.en} cannot get out`,
    };
  },
  impact: (subnets: number, partly: boolean): Text =>
    partly
      ? {
          ko: `서브넷 ${subnets}개에서 나가는 연결 중 이 테이블을 거치는 것만 실패합니다. 간헐적인 장애로 보입니다.`,
          en: `Of what ${plural(subnets, 'subnet')} send${subnets === 1 ? 's' : ''} out, the part that comes by this table is lost: it looks like a fault that comes and goes.`,
        }
      : {
          ko: `서브넷 ${subnets}개에서 인터넷으로 나가는 연결이 모두 실패합니다.`,
          en: `Nothing that ${plural(subnets, 'subnet')} send${subnets === 1 ? 's' : ''} to the internet arrives.`,
        },
  fix: (table: string, target: string): Text => ({
    ko: `${table}에 기본 경로 0.0.0.0/0 → ${josa(target, '을/를')} 다시 만듭니다.`,
    en: `Give ${table} its default route to ${target} again.`,
  }),
  noRoute: (table: string): Text => ({
    ko: `${table}: 인터넷 주소에 맞는 경로 없음`,
    en: `${table}: no route for addresses of the internet`,
  }),
  way: (subnet: string, hops: string): Text => ({
    ko: `${subnet}에서 나가는 길: ${hops} → (끊김)`,
    en: `the way out of ${subnet}: ${hops} → (ends)`,
  }),
};
