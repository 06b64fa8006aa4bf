import { josa } from '../josa.ts';
import { listed, plural } from '../plural.ts';
import type { Text } from '../text.ts';

export const overlap = {
  connectedTitle: (a: string, b: string, link: string): Text => ({
    ko: `${link}에 함께 연결된 ${josa(a, '과/와')} ${b}의 CIDR이 겹칩니다`,
    en: `the CIDR blocks of ${a} and ${b} overlap, and ${link} connects them`,
  }),
  title: (vpcs: readonly string[]): Text => {
    const names = listed(vpcs);
    return {
      ko: `VPC ${vpcs.length}개의 CIDR이 서로 겹칩니다: ${names.ko}`,
      en: `the CIDR blocks of ${vpcs.length} VPCs overlap: ${names.en}`,
    };
  },
  onPremisesTitle: (vpc: string, cidr: string): Text => ({
    ko: `${vpc}의 CIDR이 온프레미스 대역 ${josa(cidr, '과/와')} 겹칩니다`,
    en: `a CIDR block of ${vpc} overlaps ${cidr} on-premises`,
  }),
  connectedImpact: (): Text => ({
    ko: '겹치는 주소로 보낸 트래픽은 한쪽으로만 갑니다. 다른 쪽의 같은 주소에는 닿을 수 없습니다.',
    en: 'Traffic to the shared addresses goes to one of them only; the same addresses of the other cannot be reached.',
  }),
  impact: (): Text => ({
    ko: '이 VPC끼리는 피어링할 수 없고, 같은 Transit Gateway 라우트 테이블로 서로 라우팅할 수도 없습니다. 연결하려면 주소를 바꾸거나 프라이빗 NAT, PrivateLink를 써야 합니다.',
    en: 'They cannot be peered, nor routed to each other by one transit gateway table. Linking them takes new addresses, a private NAT gateway or PrivateLink.',
  }),
  onPremisesImpact: (): Text => ({
    ko: 'VPC 안에서는 local 경로가 우선하므로 온프레미스의 같은 대역에 닿을 수 없습니다.',
    en: 'Inside the VPC the local route wins, so those addresses on-premises cannot be reached.',
  }),
  block: (name: string, cidr: string): Text => ({ ko: `${name}: ${cidr}`, en: `${name}: ${cidr}` }),
};

export const publicCidr = {
  title: (vpc: string, cidrs: string): Text => ({
    ko: `${vpc}의 ${josa(cidrs, '은/는')} RFC 1918 사설 대역이 아닙니다`,
    en: `${cidrs} of ${vpc} is not private address space by RFC 1918`,
  }),
  impact: (): Text => ({
    ko: '이 대역의 실제 인터넷 주소에는 닿을 수 없고, 온프레미스나 다른 VPC와 연결할 때 필터에 걸리기 쉽습니다. 보유한 주소가 아니면 바꾸는 것이 좋습니다.',
    en: 'The real owners of these addresses on the internet cannot be reached, and filters elsewhere tend to drop them. Unless the block is yours, replace it.',
  }),
};

export const addresses = {
  title: (subnet: string, percent: number): Text => ({
    ko: `서브넷 ${subnet}의 주소 사용률이 ${percent}%입니다`,
    en: `${percent} % of the addresses of subnet ${subnet} are in use`,
  }),
  impact: (left: number): Text => ({
    ko: `남은 주소는 ${left}개입니다. 다 쓰면 인스턴스 시작, 로드 밸런서 확장, 엔드포인트 생성이 실패합니다.`,
    en: `${left} are left. Without one, instances do not start, balancers do not scale and endpoints cannot be made.`,
  }),
  available: (cidr: string, left: number): Text => ({
    ko: `${cidr}: AvailableIpAddressCount = ${left}`,
    en: `${cidr}: AvailableIpAddressCount = ${left}`,
  }),
  fixSubnet: (block: string): Text => ({
    ko: `같은 VPC의 빈 대역 ${block}에 서브넷을 추가합니다.`,
    en: `Add a subnet in ${block}, which is free in the VPC.`,
  }),
  fixBlock: (): Text => ({
    ko: 'VPC에 빈 대역이 없으므로 보조 CIDR을 연결한 뒤 서브넷을 추가합니다.',
    en: 'The VPC has no free block left: associate a secondary CIDR, then add a subnet.',
  }),
};

export const unusedSubnets = {
  title: (count: number, vpcs: readonly string[]): Text => {
    const where = listed(vpcs);
    return {
      ko: `네트워크 인터페이스가 하나도 없는 서브넷이 ${count}개 있습니다 (${where.ko})`,
      en: `${plural(count, 'subnet')} ${count === 1 ? 'holds' : 'hold'} no network interface (${where.en})`,
    };
  },
  impact: (): Text => ({
    ko: '비용은 없지만 주소 대역과 라우트 테이블을 차지합니다. 이전 작업에서 남은 것인지 확인하세요.',
    en: 'They cost nothing but hold address space and route tables. Check whether a migration left them behind.',
  }),
  subnet: (name: string, cidr: string): Text => ({
    ko: `${name} (${cidr}): 인터페이스 0개`,
    en: `${name} (${cidr}): no interfaces`,
  }),
};

export const unusedDefault = {
  title: (count: number): Text => ({
    ko: `쓰지 않는 기본 VPC가 ${count}개 있습니다`,
    en: `${plural(count, 'default VPC')} ${count === 1 ? 'is' : 'are'} not used`,
  }),
  impact: (): Text => ({
    ko: '모든 서브넷이 퍼블릭이라, VPC를 지정하지 않고 만든 자원이 인터넷에 바로 노출됩니다.',
    en: 'All its subnets are public: whatever is created without naming a VPC faces the internet.',
  }),
  vpc: (id: string, region: string): Text => ({
    ko: `${id} (${region}): 인터페이스 0개`,
    en: `${id} (${region}): no interfaces`,
  }),
  fix: (): Text => ({
    ko: '쓸 계획이 없으면 인터넷 게이트웨이와 서브넷을 지우고 VPC를 삭제합니다. 필요하면 create-default-vpc로 다시 만들 수 있습니다.',
    en: 'If nobody plans to use it, delete its internet gateway, subnets and the VPC. create-default-vpc brings it back.',
  }),
};

export const fewZones = {
  title: (vpcs: readonly string[]): Text => {
    const names = listed(vpcs);
    return {
      ko: `워크로드가 가용 영역 3개 미만에 있습니다: ${names.ko}`,
      en: `workloads are in fewer than three zones: ${names.en}`,
    };
  },
  impact: (least: number): Text =>
    least === 1
      ? {
          ko: '한 영역에만 있는 VPC는 그 영역이 멈추면 전부 멈춥니다.',
          en: 'A VPC in one zone stops with it.',
        }
      : {
          ko: '한 영역이 멈추면 남은 하나가 전체 부하를 받습니다. 영역마다 100%를 감당할 여유가 없으면 함께 무너집니다.',
          en: 'When one of two zones fails, the other carries everything; unless it is sized for that, both are lost.',
        },
  vpc: (vpc: string, zones: readonly string[], offered: number | null): Text => ({
    ko: `${vpc}: ${zones.join(', ')}${offered === null ? '' : ` (리전 제공 ${offered}개)`}`,
    en: `${vpc}: ${zones.join(', ')}${offered === null ? '' : ` (the region has ${offered})`}`,
  }),
};

export const flowLogs = {
  title: (count: number, all: number): Text => ({
    ko: count === all ? `VPC ${all}개 모두 흐름 로그가 없습니다` : `VPC ${all}개 중 ${count}개에 흐름 로그가 없습니다`,
    en:
      count === all
        ? all === 1
          ? 'the VPC has no flow logs'
          : `none of the ${all} VPCs has flow logs`
        : `${count} of ${all} VPCs ${count === 1 ? 'has' : 'have'} no flow logs`,
  }),
  impact: (): Text => ({
    ko: '침해나 장애가 나도 누가 무엇과 통신했고 어디서 거부됐는지 되짚을 수 없습니다. NAT 게이트웨이 트래픽의 출처도 알 수 없습니다.',
    en: 'After a breach or an outage nobody can tell who talked to what, or where it was rejected; nor whose traffic the NAT gateways carry.',
  }),
  vpc: (vpc: string): Text => ({ ko: `${vpc}: 흐름 로그 없음`, en: `${vpc}: no flow log` }),
  fix: (): Text => ({
    ko: '흐름 로그를 켭니다. ROLE_ARN은 CloudWatch Logs에 쓸 IAM 역할입니다. 양이 많으면 S3가 저렴합니다.',
    en: 'Turn flow logs on. ROLE_ARN is the IAM role that writes to CloudWatch Logs; for much traffic S3 is cheaper.',
  }),
};

export const deliveryFailed = {
  title: (log: string, resource: string): Text => ({
    ko: `${resource}의 흐름 로그 ${josa(log, '이/가')} 전달되지 않고 있습니다`,
    en: `flow log ${log} of ${resource} is not delivered`,
  }),
  impact: (): Text => ({
    ko: '켜져 있지만 기록이 남지 않습니다.',
    en: 'It is on, and nothing is recorded.',
  }),
  status: (status: string, message: string | undefined): Text => {
    const more = message === undefined ? '' : `, ${message}`;
    return { ko: `DeliverLogsStatus = ${status}${more}`, en: `DeliverLogsStatus = ${status}${more}` };
  },
  fix: (): Text => ({
    ko: 'IAM 역할의 신뢰 정책과 로그 그룹·버킷 권한을 확인합니다.',
    en: "Check the IAM role's trust policy, and its rights on the log group or bucket.",
  }),
};

export const dnsAttributes = {
  supportTitle: (vpc: string): Text => ({
    ko: `${vpc}의 DNS 지원(enableDnsSupport)이 꺼져 있습니다`,
    en: `enableDnsSupport of ${vpc} is off`,
  }),
  hostnamesTitle: (vpc: string): Text => ({
    ko: `${vpc}의 DNS 호스트 이름(enableDnsHostnames)이 꺼져 있습니다`,
    en: `enableDnsHostnames of ${vpc} is off`,
  }),
  supportImpact: (): Text => ({
    ko: 'VPC 리졸버(.2 주소)가 응답하지 않아 AmazonProvidedDNS를 쓰는 인스턴스는 이름을 해석하지 못합니다.',
    en: 'The VPC resolver does not answer: instances that use AmazonProvidedDNS resolve no names.',
  }),
  hostnamesImpact: (what: Text): Text => ({
    ko: `${what.ko} 이 VPC에서 해석되지 않습니다.`,
    en: `${what.en} do not resolve in this VPC.`,
  }),
  zones: (zones: readonly string[]): Text => {
    const names = listed(zones);
    return {
      ko: `프라이빗 호스팅 영역(${names.ko})의 이름이`,
      en: `Names of the private hosted zones (${names.en})`,
    };
  },
  endpoints: (): Text => ({
    ko: '인터페이스 엔드포인트의 프라이빗 DNS 이름이',
    en: 'Private DNS names of its interface endpoints',
  }),
  attribute: (name: string): Text => ({ ko: `${name} = false`, en: `${name} = false` }),
  fix: (name: string): Text => ({ ko: `${josa(name, '을/를')} 켭니다.`, en: `Turn ${name} on.` }),
};
