import { josa } from '../josa.ts';
import type { Text } from '../text.ts';

export const noFlowLogs = (count: number, all: number): Text => ({
  ko: count === all ? `VPC ${all}개 모두 흐름 로그가 없습니다` : `VPC ${all}개 중 ${count}개에 흐름 로그가 없습니다`,
  en: count === all ? `none of the ${all} VPCs has flow logs` : `${count} of ${all} VPCs have no flow logs`,
});
export const noFlowLogsImpact = (): Text => ({
  ko: '침해나 장애가 나도 누가 무엇과 통신했는지, 어디서 거부됐는지 되짚을 수 없습니다.',
  en: 'After a breach or an outage nobody can tell who talked to what, or where it was rejected.',
});
export const noFlowLogOf = (vpc: string): Text => ({ ko: `${vpc}: 흐름 로그 없음`, en: `${vpc}: no flow log` });
export const createFlowLogs = (vpc: string): Text => ({
  ko: `인터페이스가 가장 많은 ${vpc}부터 켭니다. ROLE_ARN은 로그를 쓰는 IAM 역할입니다.`,
  en: `Start with ${vpc}, which has the most interfaces. ROLE_ARN is the IAM role that writes the logs.`,
});

export const cidrOverlap = (a: string, b: string): Text => ({
  ko: `${josa(a, '과/와')} ${b}의 CIDR이 겹칩니다`,
  en: `the CIDR blocks of ${a} and ${b} overlap`,
});
export const cidrOverlapImpact = (): Text => ({
  ko: '두 VPC는 피어링할 수 없고, 같은 Transit Gateway 라우트 테이블로 서로 라우팅할 수 없습니다.',
  en: 'They cannot be peered, nor routed to each other through one transit gateway table.',
});
export const hasCidr = (vpc: string, cidr: string): Text => ({ ko: `${vpc}: ${cidr}`, en: `${vpc}: ${cidr}` });

export const addressesOver80 = (subnet: string, percent: number): Text => ({
  ko: `서브넷 ${subnet}의 주소를 ${percent}% 쓰고 있습니다`,
  en: `${percent} % of the addresses of subnet ${subnet} are in use`,
});
export const addressesImpact = (left: number): Text => ({
  ko: `남은 주소는 ${left}개입니다. 모자라면 인스턴스, 로드 밸런서, 엔드포인트가 만들어지지 않습니다.`,
  en: `${left} addresses are left. Without one, instances, balancers and endpoints cannot be made.`,
});
export const availableAddresses = (left: number, cidr: string): Text => ({
  ko: `${cidr}에서 사용 가능 ${left}개`,
  en: `${left} available in ${cidr}`,
});

export const unusedSubnets = (count: number): Text => ({
  ko: `서브넷 ${count}개에 인터페이스가 하나도 없습니다`,
  en: `${count} subnets hold no interface`,
});
export const unusedSubnetsImpact = (): Text => ({
  ko: '비용은 없지만 CIDR을 차지하고, 라우트 테이블과 함께 관리 대상만 늘립니다. 이전 작업의 흔적인지 확인하세요.',
  en: 'They cost nothing but hold address space and tables to look after. Check whether a migration left them behind.',
});
export const emptySubnet = (name: string, cidr: string): Text => ({
  ko: `${name} (${cidr}): 인터페이스 0개`,
  en: `${name} (${cidr}): no interfaces`,
});

export const fewZones = (vpc: string, zones: string[]): Text => ({
  ko: `${josa(vpc, '은/는')} 가용 영역 ${zones.length}개(${zones.join(', ')})에만 있습니다`,
  en: `${vpc} is in ${zones.length} zone${zones.length === 1 ? '' : 's'} only (${zones.join(', ')})`,
});
export const fewZonesImpact = (zones: number): Text => ({
  ko:
    zones === 1
      ? '이 영역이 멈추면 VPC의 모든 것이 멈춥니다.'
      : '권장 기준은 세 영역입니다. 한 영역이 멈추면 남은 하나가 전체 부하를 받습니다.',
  en:
    zones === 1
      ? 'If that zone fails, everything in the VPC does.'
      : 'Three are recommended: when one fails, the other carries all of the load.',
});
