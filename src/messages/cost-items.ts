import { plural } from './plural.ts';
import type { Text } from './text.ts';

/** What the lines of `netops cost` are for, and why a figure is unknown. */

const n = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 1 });

export const what = {
  natHours: { ko: 'NAT 게이트웨이 시간', en: 'NAT gateway hours' },
  regionalNatHours: { ko: '리전 NAT 게이트웨이 시간 (영역별)', en: 'Regional NAT gateway hours, by zone' },
  natGb: { ko: 'NAT 게이트웨이 데이터 처리', en: 'NAT gateway data processing' },
  natHoursWaived: { ko: 'NAT 시간 면제 (Network Firewall 연결)', en: 'NAT hours waived behind Network Firewall' },
  natGbWaived: { ko: 'NAT 데이터 처리 면제 (Network Firewall 연결)', en: 'NAT data waived behind Network Firewall' },
  application: { ko: 'Application Load Balancer 시간', en: 'Application Load Balancer hours' },
  network: { ko: 'Network Load Balancer 시간', en: 'Network Load Balancer hours' },
  gateway: { ko: 'Gateway Load Balancer 시간', en: 'Gateway Load Balancer hours' },
  classicHours: { ko: 'Classic Load Balancer 시간', en: 'Classic Load Balancer hours' },
  classicGb: { ko: 'Classic Load Balancer 데이터 처리', en: 'Classic Load Balancer data processing' },
  applicationUnits: { ko: 'Application Load Balancer LCU', en: 'Application Load Balancer capacity units (LCU)' },
  networkUnits: { ko: 'Network Load Balancer NLCU', en: 'Network Load Balancer capacity units (NLCU)' },
  gatewayUnits: { ko: 'Gateway Load Balancer GLCU', en: 'Gateway Load Balancer capacity units (GLCU)' },
  interfaceHours: { ko: '인터페이스 엔드포인트 시간 (서브넷별)', en: 'Interface endpoint hours, by subnet' },
  interfaceGb: { ko: '인터페이스 엔드포인트 데이터 처리', en: 'Interface endpoint data processing' },
  gwlbeHours: { ko: 'Gateway Load Balancer 엔드포인트 시간', en: 'Gateway Load Balancer endpoint hours' },
  gwlbeGb: { ko: 'Gateway Load Balancer 엔드포인트 데이터 처리', en: 'Gateway Load Balancer endpoint data' },
  gatewayEndpoint: { ko: '게이트웨이 엔드포인트', en: 'Gateway endpoints' },
  otherEndpoint: (type: string): Text => ({ ko: `${type} 엔드포인트`, en: `${type} endpoints` }),
  attachmentHours: { ko: 'Transit Gateway 어태치먼트 시간', en: 'Transit gateway attachment hours' },
  transitGb: { ko: 'Transit Gateway 데이터 처리', en: 'Transit gateway data processing' },
  firewallHours: { ko: 'Network Firewall 엔드포인트 시간', en: 'Network Firewall endpoint hours' },
  firewallGb: { ko: 'Network Firewall 데이터 처리', en: 'Network Firewall data processing' },
  firewallAssociations: {
    ko: 'Network Firewall 추가 VPC 엔드포인트',
    en: 'Network Firewall endpoints in further VPCs',
  },
  ipNat: { ko: '퍼블릭 IPv4: NAT 게이트웨이', en: 'Public IPv4: NAT gateways' },
  ipBalancer: { ko: '퍼블릭 IPv4: 로드 밸런서', en: 'Public IPv4: load balancers' },
  ipElastic: { ko: '퍼블릭 IPv4: 사용 중인 탄력적 IP', en: 'Public IPv4: Elastic IPs in use' },
  ipIdle: { ko: '퍼블릭 IPv4: 미사용 탄력적 IP', en: 'Public IPv4: idle Elastic IPs' },
  ipAuto: { ko: '퍼블릭 IPv4: 자동 할당', en: 'Public IPv4: assigned automatically' },
  ips: { ko: '퍼블릭 IPv4', en: 'Public IPv4' },
  vpnHours: { ko: 'Site-to-Site VPN 연결 시간', en: 'Site-to-Site VPN connection hours' },
  dxHours: (bandwidth: string, hosted: boolean): Text => ({
    ko: `Direct Connect 포트 시간 (${hosted ? '호스팅' : '전용'} ${bandwidth})`,
    en: `Direct Connect port hours (${hosted ? 'hosted' : 'dedicated'} ${bandwidth})`,
  }),
  dxGb: { ko: 'Direct Connect 송신 데이터', en: 'Direct Connect data transfer out' },
  natOut: { ko: '인터넷 송신: NAT 게이트웨이 경유', en: 'To the internet: by NAT gateways' },
  balancerOut: { ko: '인터넷 송신: 로드 밸런서', en: 'To the internet: by load balancers' },
  instanceOut: {
    ko: '인터넷 송신: 퍼블릭 IP가 있는 인스턴스',
    en: 'To the internet: by instances with public addresses',
  },
  vpnOut: { ko: '인터넷 송신: VPN 터널', en: 'To the internet: by VPN tunnels' },
  zones: { ko: '가용 영역 간 전송', en: 'Transfer between zones' },
  peering: { ko: 'VPC 피어링 전송', en: 'Transfer over VPC peering' },
  cloudfrontGb: { ko: 'CloudFront 송신 데이터', en: 'CloudFront data transfer out' },
  cloudfrontRequests: { ko: 'CloudFront 요청', en: 'CloudFront requests' },
  zone: { ko: 'Route 53 호스팅 영역', en: 'Route 53 hosted zones' },
  queries: { ko: 'Route 53 퍼블릭 영역 질의', en: 'Route 53 queries of public zones' },
  healthChecks: { ko: 'Route 53 상태 확인', en: 'Route 53 health checks' },
  healthChecksElsewhere: {
    ko: 'Route 53 상태 확인 (AWS 밖 엔드포인트)',
    en: 'Route 53 health checks of endpoints outside AWS',
  },
  healthCheckOptions: {
    ko: 'Route 53 상태 확인 부가 기능 (HTTPS·문자열·10초·지연 측정)',
    en: 'Options of Route 53 health checks (HTTPS, string, 10 s, latency)',
  },
  resolverHours: { ko: 'Resolver 엔드포인트 인터페이스 시간', en: 'Resolver endpoint interface hours' },
  resolverQueries: { ko: 'Resolver 엔드포인트 질의', en: 'Resolver endpoint queries' },
  acls: { ko: 'WAF 웹 ACL', en: 'WAF web ACLs' },
  aclRules: { ko: 'WAF 규칙과 규칙 그룹', en: 'WAF rules and rule groups' },
  aclRequests: { ko: 'WAF 검사 요청', en: 'WAF requests' },
  vendedLogs: { ko: 'AWS 서비스 로그 (CloudWatch Logs 수집)', en: 'Vended logs into CloudWatch Logs' },
  vendedElsewhere: { ko: 'AWS 서비스 로그 (S3·Firehose 전송)', en: 'Vended logs to S3 or Firehose' },
} satisfies Record<string, Text | ((...args: never[]) => Text)>;

export const why = {
  notRead: (operation: string): Text => ({
    ko: `${operation} 조회 결과가 없어 무엇이 있는지 모릅니다.`,
    en: `Without ${operation} it is not known what there is.`,
  }),
  metricsNotRead: (metric: string): Text => ({
    ko: `CloudWatch 지표 ${metric}: 읽지 못했습니다.`,
    en: `The CloudWatch metric ${metric} could not be read.`,
  }),
  noPoints: (metric: string): Text => ({
    ko: `이 구간의 CloudWatch ${metric} 데이터가 없습니다. 0인지는 알 수 없습니다.`,
    en: `CloudWatch has no ${metric} in this window; that need not mean zero.`,
  }),
  noPrice: (service: string | null, region: string): Text => ({
    ko: `${region}의 ${service === null ? '단가를' : `${service} 단가를`} 모릅니다.${service === null ? '' : ' netops cost --refresh-prices로 받아 올 수 있습니다.'}`,
    en: `The ${service === null ? '' : `${service} `}price in ${region} is not known.${service === null ? '' : ' netops cost --refresh-prices may fetch it.'}`,
  }),
  notInDollars: (region: string): Text => ({
    ko: `${region}의 요금은 위안(CNY)으로만 고시되어 달러 금액을 알 수 없습니다.`,
    en: `Prices in ${region} are in CNY only: there is no dollar figure.`,
  }),
  firewallBytes: {
    ko: 'Network Firewall 지표는 패킷 수뿐입니다. 처리 바이트는 청구서의 Traffic-GB-Processed에서 확인합니다.',
    en: 'Network Firewall’s metrics count packets, not bytes: the bill’s Traffic-GB-Processed tells.',
  },
  firewallAssociations: (count: number): Text => ({
    ko: `다른 VPC에 연결된 엔드포인트가 ${count}개 있습니다. 단가가 달라 표에 없습니다.`,
    en: `${plural(count, 'endpoint')} in further VPCs, at a price of their own that is not in the table.`,
  }),
  natBytes: {
    ko: 'BytesOutToDestination에는 같은 리전의 AWS 서비스(S3 등)로 가는 트래픽도 들어 있고, 그 부분에는 송신 요금이 붙지 않습니다.',
    en: 'BytesOutToDestination also counts what goes to AWS’s services of the region (S3 …), which is not billed as transfer out.',
  },
  bothWays: {
    ko: 'ProcessedBytes는 수신과 송신의 합이고 송신만 요금이 붙습니다. 실제 송신량은 액세스 로그의 sent_bytes로 확인합니다.',
    en: 'ProcessedBytes counts both directions and only what is sent is billed: the access logs’ sent_bytes tell.',
  },
  instanceBytes: {
    ko: 'NetworkOut에는 VPC 안으로 보낸 트래픽도 들어 있습니다. 인터넷 송신량은 Flow Logs나 청구서의 DataTransfer-Out-Bytes로 확인합니다.',
    en: 'NetworkOut also counts what stays in the VPC: flow logs or the bill’s DataTransfer-Out-Bytes tell.',
  },
  zoneBytes: {
    ko: '영역 간 전송은 CloudWatch가 재지 않습니다. Flow Logs나 청구서의 DataTransfer-Regional-Bytes로 확인합니다.',
    en: 'CloudWatch does not measure it: flow logs or the bill’s DataTransfer-Regional-Bytes tell.',
  },
  peeringBytes: {
    ko: '피어링에는 CloudWatch 지표가 없습니다. 같은 영역 안은 무료, 영역이 다르면 양방향 각각 요금이 붙습니다.',
    en: 'Peering has no metrics. Within a zone it is free; between zones each direction is billed.',
  },
  dxGb: (gb: number | null): Text => ({
    ko: `${gb === null ? '' : `월 ${n(gb)} GB 송신. `}단가가 Direct Connect 위치와 리전의 조합마다 달라 표에 없습니다.`,
    en: `${gb === null ? '' : `${n(gb)} GB out a month. `}The price depends on location and region together and is not in the table.`,
  }),
  dxBandwidth: (bandwidth: string): Text => ({
    ko: `대역폭 ${bandwidth}의 포트 단가가 표에 없습니다.`,
    en: `There is no price for a port of ${bandwidth}.`,
  }),
  viewers: (amount: string, ifAsia: number | null): Text => ({
    ko: `월 ${amount}. 요금은 시청자 위치별로 다른데 CloudWatch는 위치를 나누지 않습니다.${ifAsia === null ? '' : ` 모두 아시아 태평양이라면 $${ifAsia.toFixed(2)}입니다.`}`,
    en: `${amount} a month. The price depends on where viewers are, which CloudWatch does not tell.${ifAsia === null ? '' : ` If all were in Asia Pacific: $${ifAsia.toFixed(2)}.`}`,
  }),
  aliasQueries: {
    ko: 'DNSQueries에는 AWS 자원을 가리키는 별칭(alias) 질의도 들어 있고, 그 질의는 무료입니다.',
    en: 'DNSQueries also counts queries of aliases to AWS’s own resources, which are free.',
  },
  checkedWhere: {
    ko: '확인 대상이 AWS 엔드포인트인지(단가가 다름) 설정만으로는 알 수 없습니다.',
    en: 'Whether the endpoint is in AWS (priced otherwise) does not show in the configuration.',
  },
  checkKind: {
    ko: '계산형·경보형 상태 확인의 단가는 표에 없습니다.',
    en: 'There is no price in the table for calculated and alarm health checks.',
  },
  checkOptions: { ko: '부가 기능의 단가는 표에 없습니다.', en: 'There is no price in the table for options.' },
  logsElsewhere: {
    ko: 'S3·Firehose로 보낸 로그의 양은 CloudWatch에 나타나지 않습니다.',
    en: 'The volume of logs sent to S3 or Firehose does not show in CloudWatch.',
  },
} satisfies Record<string, Text | ((...args: never[]) => Text)>;

export const amountOf = {
  gb: (value: number): string => `${n(value)} GB`,
  requests: (value: number): Text => ({
    ko: `${n(Math.round(value))}건`,
    en: plural(Math.round(value), 'request').replace(/^\d+/, (digits) => n(Number(digits))),
  }),
};
