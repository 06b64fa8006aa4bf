import type { Severity } from '../findings/finding.ts';
import { josa } from './josa.ts';
import { listed, plural } from './plural.ts';
import { type Text, verbatim } from './text.ts';

/** The sentences and headings of the network analysis. */

export const title: Text = { ko: 'AWS 네트워크 분석 보고서', en: 'AWS network analysis' };

export const parts = {
  state: { ko: '🌐 네트워크 상태 분석', en: '🌐 Network state' },
  traffic: { ko: '📊 트래픽 패턴 분석', en: '📊 Traffic patterns' },
  actions: { ko: '🔧 즉시 조치사항', en: '🔧 Immediate actions' },
  security: { ko: '🛡️ 보안 영향 평가', en: '🛡️ Security impact' },
  performance: { ko: '⚡ 성능 최적화', en: '⚡ Performance' },
  cost: { ko: '💰 비용 최적화', en: '💰 Cost' },
  automation: { ko: '🤖 자동화 방안', en: '🤖 Automation' },
} satisfies Record<string, Text>;

export const severityName: Record<Severity, Text> = {
  critical: { ko: '심각', en: 'critical' },
  high: { ko: '높음', en: 'high' },
  medium: { ko: '보통', en: 'medium' },
  low: { ko: '낮음', en: 'low' },
  info: { ko: '참고', en: 'info' },
};

export const priorityName: Record<string, Text> = {
  P0: { ko: 'P0 지금', en: 'P0 now' },
  P1: { ko: 'P1 오늘', en: 'P1 today' },
  P2: { ko: 'P2 이번 주', en: 'P2 this week' },
  P3: { ko: 'P3 이번 달', en: 'P3 this month' },
};

export const label = {
  account: { ko: '계정', en: 'Account' },
  caller: { ko: '호출자', en: 'Caller' },
  region: { ko: '리전', en: 'Region' },
  source: { ko: '데이터', en: 'Data' },
  name: { ko: '이름', en: 'Name' },
  purpose: { ko: '용도 추정', en: 'Purpose (judged)' },
  subnets: { ko: '서브넷', en: 'Subnets' },
  zones: { ko: '가용 영역', en: 'Zones' },
  zone: { ko: '영역', en: 'Zone' },
  free: { ko: '미할당 주소', en: 'Unallocated' },
  flowLogs: { ko: '흐름 로그', en: 'Flow logs' },
  kind: { ko: '유형', en: 'Kind' },
  wayOut: { ko: '기본 경로', en: 'Default route' },
  used: { ko: '사용률', en: 'Used' },
  state: { ko: '상태', en: 'State' },
  usedBy: { ko: '쓰는 서브넷', en: 'Used by' },
  publicIp: { ko: '퍼블릭 IP', en: 'Public IP' },
  attachment: { ko: '연결', en: 'Attachment' },
  resource: { ko: '자원', en: 'Resource' },
  table: { ko: '라우트 테이블', en: 'Route table' },
  appliance: { ko: '어플라이언스 모드', en: 'Appliance mode' },
  destination: { ko: '목적지', en: 'Destination' },
  target: { ko: '대상', en: 'Target' },
  type: { ko: '종류', en: 'Type' },
  scheme: { ko: '노출', en: 'Scheme' },
  listeners: { ko: '리스너', en: 'Listeners' },
  healthy: { ko: '정상 대상', en: 'Healthy' },
  reason: { ko: '이유', en: 'Reason' },
  service: { ko: '서비스', en: 'Service' },
  policy: { ko: '정책', en: 'Policy' },
  ruleOrder: { ko: '평가 순서', en: 'Rule order' },
  endpoints: { ko: '엔드포인트', en: 'Endpoints' },
  shadowed: { ko: '가려진 규칙', en: 'Shadowed rules' },
  group: { ko: '보안 그룹', en: 'Security group' },
  openPorts: { ko: '전 세계에 열린 포트', en: 'Open to the world' },
  interfaces: { ko: '인터페이스', en: 'Interfaces' },
  domain: { ko: '도메인', en: 'Domain' },
  records: { ko: '레코드', en: 'Records' },
  count: { ko: '개수', en: 'Count' },
  severity: { ko: '심각도', en: 'Severity' },
  when: { ko: '시한', en: 'When' },
  problem: { ko: '내용', en: 'Finding' },
  effort: { ko: '노력', en: 'Effort' },
  tunnels: { ko: '터널', en: 'Tunnels' },
  hitRate: { ko: '캐시 적중률', en: 'Cache hit rate' },
  operation: { ko: '호출', en: 'Call' },
  code: { ko: '오류', en: 'Error' },
  workloadZones: { ko: '워크로드 영역', en: 'Workload zones' },
  layout: { ko: '서브넷 구성', en: 'Subnets' },
  routes: { ko: '경로', en: 'Routes' },
  remark: { ko: '비고', en: 'Remark' },
  inbound: { ko: '인바운드', en: 'Inbound' },
  outbound: { ko: '아웃바운드', en: 'Outbound' },
  means: { ko: '빠진 내용', en: 'What is missing' },
} satisfies Record<string, Text>;

export const sections = {
  summary: { ko: '요약', en: 'Summary' },
  gaps: { ko: '읽지 못한 것', en: 'What could not be read' },
  topology: { ko: '토폴로지', en: 'Topology' },
  vpcs: { ko: 'VPC 구성 현황', en: 'VPCs' },
  subnets: { ko: '서브넷 구성 분석', en: 'Subnets' },
  routing: { ko: '라우팅', en: 'Routing' },
  gateways: { ko: '인터넷 게이트웨이와 NAT 게이트웨이', en: 'Internet and NAT gateways' },
  transit: { ko: 'Transit Gateway', en: 'Transit gateways' },
  peerings: { ko: 'VPC 피어링', en: 'VPC peerings' },
  groups: { ko: '보안 그룹 구성 분석', en: 'Security groups' },
  networkAcls: { ko: '네트워크 ACL', en: 'Network ACLs' },
  balancers: { ko: '로드 밸런서 현황', en: 'Load balancers' },
  endpoints: { ko: 'VPC 엔드포인트', en: 'VPC endpoints' },
  firewalls: { ko: 'Network Firewall', en: 'Network firewalls' },
  dns: { ko: 'DNS', en: 'DNS' },
  hybrid: { ko: 'Direct Connect와 VPN', en: 'Direct Connect and VPN' },
  edge: { ko: 'CloudFront', en: 'CloudFront' },
  later: { ko: '이어서 할 일', en: 'After that' },
} satisfies Record<string, Text>;

export const subnetKind: Record<string, Text> = {
  public: { ko: '퍼블릭', en: 'public' },
  inspected: { ko: '방화벽 경유', en: 'inspected' },
  'private-nat': { ko: '프라이빗 (NAT)', en: 'private (NAT)' },
  'private-transit': { ko: '프라이빗 (Transit)', en: 'private (transit)' },
  isolated: { ko: '격리', en: 'isolated' },
  unknown: { ko: '알 수 없음', en: 'unknown' },
};

export const yes: Text = { ko: '있음', en: 'yes' };
export const no: Text = { ko: '없음', en: 'no' };
export const on: Text = { ko: '켜짐', en: 'on' };
export const off: Text = { ko: '꺼짐', en: 'off' };
export const unknown: Text = { ko: '알 수 없음', en: 'unknown' };

export const dataAge = (source: string, at: string, age: string): Text => ({
  ko: `${source}, ${at} 기준 (${age})`,
  en: `${source}, as of ${at} (${age})`,
});

export const headline = (vpcs: number, counts: Record<Severity, number>, causes: number): Text => {
  const list = (lang: 'ko' | 'en'): string =>
    (['critical', 'high', 'medium', 'low', 'info'] as const)
      .filter((s) => counts[s] > 0)
      .map((s) => (lang === 'ko' ? `${severityName[s].ko} ${counts[s]}` : `${counts[s]} ${s}`))
      .join(', ');
  const total = Object.values(counts).reduce((a, b) => a + b, 0);
  if (total === 0)
    return {
      ko: `VPC ${vpcs}개를 살펴봤고 지적할 것이 없습니다.`,
      en: `${vpcs} VPC${vpcs === 1 ? '' : 's'} looked at, nothing found.`,
    };
  const where =
    vpcs === 0
      ? { ko: 'VPC 밖에서', en: 'outside VPCs' }
      : { ko: `VPC ${vpcs}개에서`, en: `in ${plural(vpcs, 'VPC')}` };
  return {
    ko: `${where.ko} ${total}건을 찾았습니다: ${list('ko')}. ${causes === 0 ? '지금 장애를 일으키는 것은 없습니다.' : `그중 ${causes}건이 지금 장애를 일으키고 있습니다.`}`,
    en: `${plural(total, 'finding')} ${where.en}: ${list('en')}. ${causes === 0 ? 'None of them causes a failure right now.' : `${causes} of them cause${causes === 1 ? 's' : ''} a failure right now.`}`,
  };
};

export const emptyAccount = (regions: string[]): Text => ({
  ko: `읽은 리전(${regions.join(', ')})에는 VPC가 없습니다. 다른 리전을 보려면 --region all을 쓰세요.`,
  en: `There is no VPC in the regions read (${regions.join(', ')}). To look at the others, use --region all.`,
});
export const vpcsUnread: Text = {
  ko: 'VPC를 읽지 못해 분석할 것이 없습니다. 아래 읽지 못한 항목을 확인하세요.',
  en: 'VPCs could not be read, so there is nothing to analyse. See what could not be read below.',
};
export const gapsIntro = (count: number): Text => ({
  ko: `${count}개 호출이 실패해 이 보고서에는 빠진 내용이 있습니다.`,
  en: `${count} call${count === 1 ? '' : 's'} failed: this report lacks what they would have answered.`,
});

export const addressing = (privateOnly: boolean, overlaps: number): Text => ({
  ko: `${privateOnly ? '모든 VPC가 RFC 1918 사설 대역을 씁니다.' : 'RFC 1918 밖의 대역을 쓰는 VPC가 있습니다.'} ${overlaps === 0 ? '겹치는 CIDR이 없어 서로 피어링하거나 Transit Gateway로 연결할 수 있습니다.' : `겹치는 CIDR이 ${overlaps}쌍 있어 그 사이는 연결할 수 없습니다.`}`,
  en: `${privateOnly ? 'Every VPC uses private addresses (RFC 1918).' : 'Some VPCs use addresses outside RFC 1918.'} ${overlaps === 0 ? 'No CIDR blocks overlap: any two can be peered or joined by a transit gateway.' : `${overlaps} pair${overlaps === 1 ? '' : 's'} of CIDR blocks overlap and cannot be joined.`}`,
});
export const subnetsIntro: Text = {
  ko: '유형은 이름이 아니라 실제로 적용되는 라우트 테이블의 기본 경로로 판단했습니다. 사용률은 AWS가 예약하는 주소 5개를 뺀 값입니다.',
  en: 'The kind follows the default route of the table in effect, not the name. Use is of what AWS leaves: all addresses but five.',
};
export const subnetsMany = (count: number): Text => ({
  ko: `서브넷이 ${count}개라 구성이 같은 VPC끼리 모았습니다. 전체 목록은 --format json에 있습니다.`,
  en: `There are ${count} subnets; VPCs that are laid out alike share a row. --format json lists all.`,
});
export const routingIntro = (tables: number, blackholes: number): Text => ({
  ko: `라우트 테이블 ${tables}개를 읽었습니다. ${blackholes === 0 ? '블랙홀 경로는 없습니다.' : `블랙홀 경로가 ${blackholes}개 있습니다.`}`,
  en: `${tables} route table${tables === 1 ? '' : 's'} read. ${blackholes === 0 ? 'No route is a blackhole.' : `${blackholes} route${blackholes === 1 ? ' is a blackhole' : 's are blackholes'}.`}`,
});
export const edgeTable = (gateway: string, table: string): Text => ({
  ko: `${gateway}의 인그레스 라우팅 (${table})`,
  en: `Ingress routing of ${gateway} (${table})`,
});
export const zoneLoss = (zone: string, nat: string, losing: string): Text => ({
  ko: `${josa(zone, '이/가')} 멈추면 ${josa(nat, '을/를')} 쓰는 다른 영역의 서브넷도 인터넷을 잃습니다: ${losing}`,
  en: `If ${zone} fails, subnets of other zones that use ${nat} lose the internet too: ${losing}`,
});
export const zoneLossNone: Text = {
  ko: '한 영역이 멈춰도 다른 영역의 서브넷은 자기 영역의 NAT 게이트웨이로 계속 나갑니다.',
  en: "If one zone fails, subnets of the others still leave through their own zone's NAT gateway.",
};
export const noGateways: Text = {
  ko: '인터넷 게이트웨이도 NAT 게이트웨이도 없습니다.',
  en: 'There are no internet or NAT gateways.',
};
export const igwOf = (vpc: string, id: string): Text => ({ ko: `${vpc}: ${id}`, en: `${vpc}: ${id}` });
export const reachIntro: Text = {
  ko: '라우트만 봤을 때 서로 닿는 연결입니다. 보안 그룹과 NACL은 따로 적용됩니다.',
  en: 'What reaches what by routes alone; security groups and NACLs apply on top.',
};
/** Who reaches whom; nothing after the arrow where they reach only each other. */
export const reach = (members: string, together: boolean, to: string, oneWay: string): Text => ({
  ko: [
    `${members}${together ? ' (서로 닿음)' : ''}${to === '' ? '' : ` → ${to}`}`,
    oneWay === '' ? '' : `돌아오는 경로가 없는 곳: ${oneWay}`,
  ]
    .filter((s) => s !== '')
    .join('. '),
  en: [
    `${members}${together ? ' (each other)' : ''}${to === '' ? '' : ` → ${to}`}`,
    oneWay === '' ? '' : `without a way back: ${oneWay}`,
  ]
    .filter((s) => s !== '')
    .join('; '),
});
export const groupsIntro = (total: number | null, open: number, unused: number | null): Text => ({
  ko: `보안 그룹 ${total ?? '?'}개 중 ${open}개가 전 세계(0.0.0.0/0 또는 ::/0)에 열린 인바운드 규칙을 가지고 있고, ${unused ?? '?'}개는 어디에도 연결되지 않았습니다.`,
  en: `${open} of ${total ?? '?'} security groups have inbound rules open to the world (0.0.0.0/0 or ::/0); ${unused ?? '?'} are attached to nothing.`,
});
export const targetsOf = (group: string, check: string): Text => ({
  ko: `대상 그룹 ${group} (상태 검사 ${check})`,
  en: `Target group ${group} (health check ${check})`,
});
export const available = (healthy: number | null, total: number | null): Text => {
  if (healthy === null || total === null) return unknown;
  return verbatim(total === 0 ? '0/0' : `${healthy}/${total} (${Math.round((healthy / total) * 100)}%)`);
};
export const privateZone: Text = { ko: '프라이빗', en: 'private' };
export const publicZone: Text = { ko: '퍼블릭', en: 'public' };
export const queryLogging = (on: boolean | null): Text => ({
  ko: `Resolver 쿼리 로깅: ${on === null ? '알 수 없음' : on ? '켜짐' : '꺼짐'}`,
  en: `Resolver query logging: ${on === null ? 'unknown' : on ? 'on' : 'off'}`,
});
export const resolverEndpoint = (direction: string, addresses: string[]): Text => ({
  ko: `Resolver ${direction === 'INBOUND' ? '인바운드' : '아웃바운드'} 엔드포인트: ${addresses.join(', ')}`,
  en: `Resolver ${direction.toLowerCase()} endpoint: ${addresses.join(', ')}`,
});
export const forwardRule = (domain: string, targets: string[], vpcs: number): Text => ({
  ko: `${domain} → ${targets.join(', ')} (VPC ${vpcs}개에 연결)`,
  en: `${domain} → ${targets.join(', ')} (associated with ${vpcs} VPC${vpcs === 1 ? '' : 's'})`,
});
export const dxgw = (name: string, asn: number | null, prefixes: string[]): Text => ({
  ko: `Direct Connect 게이트웨이 ${name} (ASN ${asn ?? '?'}): 허용 접두사 ${prefixes.join(', ')}`,
  en: `Direct Connect gateway ${name} (ASN ${asn ?? '?'}): allowed prefixes ${prefixes.join(', ')}`,
});
export const none: Text = { ko: '없습니다.', en: 'None.' };

export const trafficNone: Text = {
  ko: '트래픽 지표를 읽지 않았거나 CloudWatch에 데이터가 없습니다.',
  en: 'No traffic metrics were read, or CloudWatch has no data.',
};
export const trafficNat = (window: string): Text => ({
  ko: `NAT 게이트웨이의 지난 24시간입니다 (${window}). CloudWatch 지표는 최대 5분 늦게 올라옵니다.`,
  en: `NAT gateways over the last 24 hours (${window}). CloudWatch metrics arrive up to 5 minutes late.`,
});
export const natTraffic = (
  down: string,
  up: string,
  ratio: string | undefined,
  peakHour: string,
  peak: string,
): Text => ({
  ko: `다운로드 ${down}, 업로드 ${up}${ratio === undefined ? '' : ` (약 ${ratio}배)`}. 가장 바쁜 시간은 ${peakHour}, 시간당 ${peak}입니다.`,
  en: `${down} down, ${up} up${ratio === undefined ? '' : ` (about ${ratio} times)`}. The busiest hour is ${peakHour} with ${peak}.`,
});
export const natChart: Text = { ko: 'NAT 게이트웨이 시간별 다운로드', en: 'NAT gateway downloads by hour' };
export const noFlowLogPatterns: Text = {
  ko: '흐름 로그가 없어 누가 어디와 통신하는지(대화 상대별 트래픽)는 알 수 없습니다.',
  en: 'Without flow logs, who talks to whom is unknown.',
};

export const actionsNone: Text = { ko: '오늘 안에 해야 할 일은 없습니다.', en: 'Nothing needs to be done today.' };
export const others = (count: number): Text => ({ ko: `외 ${count}건`, en: `and ${count} more` });
export const evidence: Text = { ko: '근거', en: 'Evidence' };
export const impact: Text = { ko: '영향', en: 'Impact' };
export const fix: Text = { ko: '조치', en: 'Fix' };
export const verifiedFix: Text = {
  ko: '조치 (스냅샷 사본에 적용해 확인함)',
  en: 'Fix (applied to a copy of the snapshot: the fault is gone)',
};
export const moreInJson = (count: number): Text => ({
  ko: `나머지 ${count}건은 --format json에 있습니다.`,
  en: `--format json has the other ${count}.`,
});
export const partNone: Text = { ko: '해당하는 것이 없습니다.', en: 'Nothing to say here.' };
export const seeActions: Text = {
  ko: '자세한 근거와 명령은 위 조치 항목에 있습니다.',
  en: 'Evidence and commands are with the actions above.',
};

export const costUnknown: Text = {
  ko: '금액은 인용할 수 있는 단가가 있을 때만 적습니다. 없는 항목은 금액 없이 적었습니다.',
  en: 'Amounts are given only where a price can be cited; other items stand without one.',
};
export const perMonth = (usd: string, formula: string): Text => ({
  ko: `월 약 $${usd} (${formula})`,
  en: `about $${usd} a month (${formula})`,
});

export const automationAlarms = (count: number | null): Text => ({
  ko:
    count === null
      ? 'CloudWatch 경보를 읽지 못했습니다.'
      : count === 0
        ? 'CloudWatch 경보가 하나도 없습니다. 최소한 아래 경보부터 만드세요.'
        : `CloudWatch 경보가 ${count}개 있습니다.`,
  en:
    count === null
      ? 'CloudWatch alarms could not be read.'
      : count === 0
        ? 'There is no CloudWatch alarm. Make at least these.'
        : `There ${count === 1 ? 'is 1 CloudWatch alarm' : `are ${count} CloudWatch alarms`}.`,
});
export const automationDaily: Text = {
  ko: '매일 아침 이 분석을 돌려 새로 생긴 높은 심각도 항목을 알리려면 (종료 코드 3이면 알림):',
  en: 'To run this analysis every morning and be told of new severe findings (exit code 3):',
};
export const automationDrift: Text = {
  ko: '스냅샷을 남겨 두면 무엇이 바뀌었는지 비교할 수 있습니다:',
  en: 'Saved snapshots show what has changed:',
};

/** How much work a fix is. A judgement, so it is said in words and not in minutes. */
const efforts: Record<string, Text> = {
  small: { ko: '작음 (명령 한 번)', en: 'small (one command)' },
  medium: { ko: '보통 (사전 확인 필요)', en: 'medium (check first)' },
  large: { ko: '큼 (설계 변경)', en: 'large (design change)' },
};
const effortOfCode: Record<string, keyof typeof efforts> = {
  LB_TARGET_STOPPED: 'small',
  EIP_UNASSOCIATED: 'small',
  SG_UNUSED: 'small',
  ACCOUNT_ROOT_MFA_OFF: 'small',
  GUARDDUTY_OFF: 'small',
  ENDPOINT_S3_MISSING: 'small',
  ROUTE_BLACKHOLE: 'small',
  LB_NO_ACCESS_LOGS: 'small',
  VPC_ZONES_UNDER_THREE: 'large',
  DX_SINGLE_CONNECTION: 'large',
  VPC_CIDR_OVERLAP: 'large',
  SUBNET_ADDRESSES_OVER_80: 'large',
  TGW_EAST_WEST_UNINSPECTED: 'large',
  DX_SINGLE_LOCATION: 'large',
  VPC_CIDR_NOT_PRIVATE: 'large',
  VPC_CIDR_OVERLAP_ON_PREMISES: 'large',
  VPC_CIDR_OVERLAP_CONNECTED: 'large',
  SUBNET_PUBLIC_IP_ON_LAUNCH: 'small',
  TGW_APPLIANCE_MODE_UNNEEDED: 'small',
  TGW_APPLIANCE_MODE_OFF: 'small',
  ENDPOINT_SG_BLOCKS_VPC: 'small',
  COST_ENDPOINT_SHARED: 'large',
  COST_ENDPOINT_IDLE: 'small',
  COST_ENDPOINT_DUPLICATE: 'small',
  COST_LB_EMPTY: 'small',
  COST_TGW_ATTACHMENT_UNUSED: 'small',
  COST_ZONE_EMPTY: 'small',
  VPC_DNS_HOSTNAMES_OFF: 'small',
  VPC_DNS_SUPPORT_OFF: 'small',
};
export const effortOf = (code: string): Text => efforts[effortOfCode[code] ?? 'medium']!;

export const savedTo = (paths: string[]): Text => ({
  ko: `보고서를 저장했습니다: ${paths.join(', ')}`,
  en: `reports saved: ${paths.join(', ')}`,
});
export const files: Text = { ko: '보고서', en: 'Reports' };
export const fullReport: Text = {
  ko: '전체 내용은 저장된 보고서에 있습니다.',
  en: 'The saved reports have everything.',
};

export const freeIntro: Text = {
  ko: '서브넷에 할당하지 않은 주소 (가장 큰 빈 블록):',
  en: 'Addresses not given to subnets yet (largest free block):',
};
export const freeIntroLeast = (count: number): Text => ({
  ko: `서브넷에 할당하지 않은 주소가 적은 VPC ${count}개 (가장 큰 빈 블록):`,
  en: `The ${count} VPCs with the fewest addresses not given to subnets yet (largest free block):`,
});
/** Zones with workloads, against the goal of three. */
export const zonesOfThree = (zones: number | null): Text =>
  zones === null ? verbatim('-') : verbatim(zones >= 3 ? `${zones}` : `${zones} / 3`);
export const oddTables: Text = {
  ko: '살펴볼 것이 있는 라우트 테이블입니다.',
  en: 'The route tables with something to look at:',
};
export const mainTable: Text = { ko: '기본 테이블', en: 'main table' };
export const unusedTable: Text = { ko: '쓰는 서브넷 없음', en: 'no subnet uses it' };
export const blackholeRoutes = (destinations: readonly string[]): Text => ({
  ko: `블랙홀: ${destinations.join(', ')}`,
  en: `blackhole: ${destinations.join(', ')}`,
});
export const shadowedRoutes = (destinations: readonly string[]): Text => ({
  ko: `가려져 쓰이지 않음: ${destinations.join(', ')}`,
  en: `shadowed: ${destinations.join(', ')}`,
});
export const internetGatewaysOf = (count: number, vpcs: string): Text => ({
  ko: `인터넷 게이트웨이 ${count}개: ${vpcs}`,
  en: `${count} internet gateways: ${vpcs}`,
});
export const elasticIps = (total: number, unused: readonly string[]): Text => ({
  ko:
    unused.length === 0
      ? `탄력적 IP ${total}개는 모두 연결되어 있습니다.`
      : `탄력적 IP ${total}개 중 ${unused.length}개는 연결되어 있지 않습니다: ${listed(unused, 6).ko}`,
  en:
    unused.length === 0
      ? `${total === 1 ? 'The Elastic IP is' : `All ${total} Elastic IPs are`} in use.`
      : `${unused.length} of ${plural(total, 'Elastic IP')} ${unused.length === 1 ? 'is' : 'are'} not associated: ${listed(unused, 6).en}`,
});
export const networkAclsIntro = (total: number, open: number): Text => ({
  ko:
    open === total
      ? `NACL ${total}개는 모두 양방향 전체 허용이라 거르는 것이 없습니다.`
      : `NACL ${total}개 중 ${open}개는 양방향 전체 허용이고, 나머지는 다음과 같습니다.`,
  en:
    open === total
      ? `${total === 1 ? 'The one network ACL allows' : `All ${total} network ACLs allow`} everything both ways: they filter nothing.`
      : `${open} of ${total} network ACLs allow everything both ways; these do not.`,
});
export const mostUsed: Text = { ko: '최대 사용률', en: 'Most used' };
export const detached: Text = { ko: 'VPC에 연결 안 됨', en: 'attached to no VPC' };
export const defaultActions: Text = { ko: '기본 동작', en: 'Default actions' };
export const passDefault: Text = { ko: '없음 (통과)', en: 'none (pass)' };
export const detail: Text = { ko: '상세', en: 'Detail' };
export const origin: Text = { ko: '오리진', en: 'Origin' };
export const exposureLabel: Text = { ko: '실제 노출', en: 'Real exposure' };
export const exposureName: Record<string, Text> = {
  internet: { ko: '인터넷에서 접속 가능', en: 'reachable from the internet' },
  'one-way': { ko: '패킷은 도달, 응답은 못 나감', en: 'packets get in, answers do not get out' },
  internal: { ko: '내부망에서만', en: 'inner networks only' },
  unattached: { ko: '연결된 것 없음', en: 'attached to nothing' },
  unknown,
};

export const internet: Text = { ko: '인터넷', en: 'Internet' };
export const onPremises: Text = { ko: '온프레미스', en: 'On-premises' };
export const workloads = (instances: number): Text => ({ ko: `EC2 ${instances}대`, en: `${instances} EC2` });
export const zonesCount = (zones: number): Text => ({
  ko: `영역 ${zones}개`,
  en: `${zones} zone${zones === 1 ? '' : 's'}`,
});

export const costIntro: Text = {
  ko: '켜져 있는 시간만으로 매달 나가는 금액입니다 (월 730시간). 트래픽에 따라 붙는 요금은 넣지 않았습니다.',
  en: 'What the hours alone cost in a month (730 hours). Charges by traffic come on top.',
};
export const natWaiver = (names: string): Text => ({
  ko: `${josa(names, '은/는')} Network Firewall과 이어져 있습니다. AWS는 방화벽 엔드포인트의 시간·처리량만큼 NAT 게이트웨이 요금을 면제하므로(1:1) 실제 청구액은 위 금액보다 적습니다.`,
  en: `${names} ${names.includes(',') ? 'are' : 'is'} chained with a network firewall. AWS waives NAT gateway charges one to one for the hours and data of its endpoints, so the bill is lower than the amounts above.`,
});
export const natHours: Text = { ko: 'NAT 게이트웨이', en: 'NAT gateways' };
export const firewallHours: Text = { ko: 'Network Firewall 엔드포인트', en: 'Network Firewall endpoints' };
export const attachmentHours: Text = { ko: 'Transit Gateway 연결', en: 'Transit gateway attachments' };
export const endpointHours: Text = { ko: '인터페이스 엔드포인트 (영역마다)', en: 'Interface endpoints (a zone each)' };
export const balancerHours: Text = { ko: 'Application Load Balancer', en: 'Application Load Balancers' };
export const unusedAddresses: Text = { ko: '쓰지 않는 탄력적 IP', en: 'Unused Elastic IPs' };
