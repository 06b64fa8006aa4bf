import { josa } from '../josa.ts';
import type { Text } from '../text.ts';

export const blackhole = (table: string, destination: string, target: string): Text => ({
  ko: `라우트 테이블 ${table}의 ${destination} → ${josa(target, '이/가')} 블랙홀입니다`,
  en: `route ${destination} → ${target} of table ${table} is a blackhole`,
});
export const blackholeImpact = (destination: string, subnets: number): Text => ({
  ko: `${destination}행 트래픽은 버려집니다. 더 짧은 경로로 넘어가지 않습니다${subnets > 0 ? ` (영향 서브넷 ${subnets}개)` : ''}.`,
  en: `Traffic to ${destination} is dropped and does not fall through to a shorter prefix${subnets > 0 ? ` (${subnets} subnets affected)` : ''}.`,
});
export const routeState = (destination: string, target: string, state: string): Text => ({
  ko: `${destination} → ${target}: ${state}`,
  en: `${destination} → ${target}: ${state}`,
});
export const deleteRoute = (destination: string): Text => ({
  ko: `쓰지 않는 경로라면 지우고, 쓰는 경로라면 살아 있는 대상으로 바꿉니다 (${destination}).`,
  en: `Delete the route to ${destination} if nobody needs it; else point it at a target that lives.`,
});

export const tgwDetour = (vpc: string, tables: number, destination: string, other: string): Text => ({
  ko: `${vpc}의 ${destination} → Transit Gateway 경로(테이블 ${tables}개)가 연결되지 않은 ${josa(other, '을/를')} 포함합니다`,
  en: `${vpc} routes ${destination} to the transit gateway (${tables} table${tables === 1 ? '' : 's'}), which covers ${other}, not attached to it`,
});
export const tgwDetourImpact = (other: string, back: string | undefined): Text =>
  back === undefined
    ? {
        ko: `${other}행 트래픽은 Transit Gateway에서 경로가 없어 버려집니다.`,
        en: `Traffic to ${other} finds no route in the transit gateway and is dropped.`,
      }
    : {
        ko: `${other}행 트래픽은 Transit Gateway의 기본 경로를 타고 ${back}로 들어가, 사설 주소를 목적지로 둔 채 인터넷 쪽으로 나가다 버려집니다. 연결이 거부되지 않고 시간 초과로 보입니다.`,
        en: `Traffic to ${other} takes the transit gateway's default route into ${back} and is dropped on its way to the internet with a private destination. It looks like a timeout, not a refusal.`,
      };
export const vpcNotAttached = (vpc: string, cidr: string): Text => ({
  ko: `${vpc} (${cidr}): 이 Transit Gateway에 연결 없음`,
  en: `${vpc} (${cidr}): no attachment to this transit gateway`,
});
export const routeCovers = (destination: string, cidr: string): Text => ({
  ko: `${josa(destination, '이/가')} ${josa(cidr, '을/를')} 포함`,
  en: `${destination} covers ${cidr}`,
});

export const unusedTables = (count: number): Text => ({
  ko: `서브넷도 게이트웨이도 쓰지 않는 라우트 테이블이 ${count}개 있습니다`,
  en: `${count} route table${count === 1 ? ' is' : 's are'} used by no subnet and no gateway`,
});
export const unusedTablesImpact = (): Text => ({
  ko: '비용은 없지만, 장애 때 엉뚱한 테이블을 고치게 만듭니다.',
  en: 'They cost nothing, but in an outage somebody will mend the wrong table.',
});
export const tableUnused = (name: string): Text => ({ ko: `${name}: 연결 없음`, en: `${name}: no association` });

export const natOneZone = (nat: string, zone: string, count: number): Text => ({
  ko: `다른 가용 영역의 서브넷 ${count}개가 ${zone}의 ${nat}로 나갑니다`,
  en: `${count} subnet${count === 1 ? '' : 's'} of other zones leave through ${nat} in ${zone}`,
});
export const natOneZoneImpact = (zone: string): Text => ({
  ko: `${josa(zone, '이/가')} 멈추면 이 서브넷들도 인터넷을 잃습니다. 평소에는 영역 간 전송 요금이 붙습니다.`,
  en: `If ${zone} fails, these subnets lose the internet too. Until then they pay for transfer between zones.`,
});
export const subnetIn = (subnet: string, zone: string): Text => ({
  ko: `${subnet}: ${zone}`,
  en: `${subnet}: ${zone}`,
});

export const edgeBypass = (vpc: string, count: number): Text => ({
  ko: `${vpc}에서 퍼블릭 IP를 가진 인터페이스 ${count}개가 IGW 인그레스 라우팅 밖에 있습니다`,
  en: `${count} interfaces with public addresses in ${vpc} are outside the internet gateway's ingress routing`,
});
export const edgeBypassImpact = (): Text => ({
  ko: '인터넷에서 오는 패킷은 방화벽을 거치지 않고 서브넷으로 바로 들어가고, 응답은 방화벽과 NAT 게이트웨이로 나가 주소가 바뀝니다. 이 퍼블릭 IP로는 연결이 맺어지지 않지만, 검사받지 않은 패킷이 인스턴스까지 도달합니다. 퍼블릭 IPv4 요금도 나갑니다.',
  en: 'Packets from the internet go straight to the subnet, past the firewall, while answers leave through the firewall and a NAT gateway with another address. No connection to these public addresses works, yet uninspected packets reach the instances; and each public IPv4 address is charged.',
});
export const notInEdgeTable = (subnet: string, cidr: string, table: string): Text => ({
  ko: `${subnet} (${cidr}): 엣지 테이블 ${table}에 경로 없음`,
  en: `${subnet} (${cidr}): no route in the edge table ${table}`,
});
export const leavesElsewhere = (subnet: string, target: string): Text => ({
  ko: `${subnet}의 기본 경로: ${target}`,
  en: `default route of ${subnet}: ${target}`,
});
export const noPublicOnLaunch = (): Text => ({
  ko: '서브넷의 퍼블릭 IP 자동 할당을 끕니다. 이미 있는 인스턴스는 중지 후 다시 시작해야 주소를 놓습니다.',
  en: 'Stop the subnet from giving public addresses. Existing instances give theirs up when stopped and started.',
});

export const natReturnBypass = (vpc: string, count: number): Text => ({
  ko: `${vpc}의 서브넷 ${count}개는 나갈 때만 방화벽을 거칩니다 (응답은 우회)`,
  en: `${count} subnet${count === 1 ? '' : 's'} of ${vpc} pass the firewall on the way out only; answers go past it`,
});
export const natReturnBypassImpact = (): Text => ({
  ko: 'NAT 게이트웨이에서 돌아오는 응답은 VPC의 local 경로로 서브넷에 바로 들어갑니다. Network Firewall은 비대칭 흐름을 지원하지 않으므로 상태 저장 규칙이 응답을 보지 못하고, 연결이 끊기거나 검사 없이 지나갈 수 있습니다.',
  en: "Answers from the NAT gateway take the VPC's local route straight to the subnet. Network Firewall does not support asymmetric flows: its stateful rules never see the answers, so connections may break or go uninspected.",
});
export const outbound = (subnet: string, endpoint: string, nat: string): Text => ({
  ko: `나갈 때: ${subnet} → ${endpoint} → ${nat}`,
  en: `out: ${subnet} → ${endpoint} → ${nat}`,
});
export const inbound = (table: string, cidr: string): Text => ({
  ko: `돌아올 때: ${table}에 ${cidr} 경로가 없어 local로 직행`,
  en: `back: table ${table} has no route to ${cidr}, so local takes it straight there`,
});
export const addReturnRoute = (cidr: string, endpoint: string): Text => ({
  ko: `NAT 게이트웨이 서브넷의 테이블에 ${cidr} → ${endpoint} 경로를 추가합니다 (서브넷 CIDR과 같아야 local보다 우선합니다).`,
  en: `Add ${cidr} → ${endpoint} to the table of the NAT gateway's subnet (it must equal the subnet's CIDR to win over local).`,
});
