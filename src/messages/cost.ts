import type { CostService } from '../diagnose/cost/use.ts';
import { plural } from './plural.ts';
import type { Text } from './text.ts';

/** The sentences and headings of `netops cost`. */

const usd = (value: number): string =>
  `${value < 0 ? '−' : ''}$${Math.abs(value).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

export const command = {
  description: {
    ko: '네트워크 월 비용을 항목별로 계산하고 절감 방안을 금액순으로 보고합니다 (network-cost.md, .html)',
    en: 'what the network costs in a month by item, and savings by amount (network-cost.md, .html)',
  },
  refreshPrices: {
    ko: 'AWS Pricing API(GetProducts)에서 단가를 새로 받아 저장하고, 이후 모든 명령에 씁니다',
    en: 'fetch prices anew from AWS’s Pricing API (GetProducts) and keep them for all commands from then on',
  },
  examples: {
    ko: `측정 구간은 기본 7일입니다 (--last). 그 구간의 트래픽을 730시간으로 환산해 월 비용을 구합니다.

예:
  netops cost --source lab
  netops cost --profile prod --region ap-northeast-2 --last 30d
  netops cost --refresh-prices
  netops cost --format json | jq '.data.savings[] | [.monthlyUsd, .says]'`,
    en: `Traffic is measured over the last 7 days unless --last says otherwise, and taken for 730 hours at that rate.

Examples:
  netops cost --source lab
  netops cost --profile prod --region ap-northeast-2 --last 30d
  netops cost --refresh-prices
  netops cost --format json | jq '.data.savings[] | [.monthlyUsd, .says]'`,
  },
} satisfies Record<string, Text>;

export const title: Text = { ko: '네트워크 비용 보고서', en: 'Network cost' };

export const serviceName: Record<CostService, Text> = {
  'nat-gateway': { ko: 'NAT 게이트웨이', en: 'NAT gateways' },
  'load-balancer': { ko: '로드 밸런서', en: 'Load balancers' },
  endpoint: { ko: 'VPC 엔드포인트', en: 'VPC endpoints' },
  'transit-gateway': { ko: 'Transit Gateway', en: 'Transit gateways' },
  'network-firewall': { ko: 'Network Firewall', en: 'Network Firewall' },
  'public-ipv4': { ko: '퍼블릭 IPv4', en: 'Public IPv4' },
  vpn: { ko: 'Site-to-Site VPN', en: 'Site-to-Site VPN' },
  'direct-connect': { ko: 'Direct Connect', en: 'Direct Connect' },
  'internet-transfer': { ko: '인터넷 송신', en: 'Transfer to the internet' },
  'zone-transfer': { ko: '영역 간 전송', en: 'Transfer between zones' },
  cloudfront: { ko: 'CloudFront', en: 'CloudFront' },
  route53: { ko: 'Route 53', en: 'Route 53' },
  waf: { ko: 'WAF', en: 'WAF' },
  logs: { ko: '로그 수집', en: 'Logs' },
};

export const label = {
  service: { ko: '서비스', en: 'Service' },
  monthly: { ko: '월 비용', en: 'A month' },
  share: { ko: '비중', en: 'Share' },
  unknown: { ko: '미확인 항목', en: 'Unknown' },
  vpc: { ko: 'VPC', en: 'VPC' },
  region: { ko: '리전', en: 'Region' },
  account: { ko: '계정', en: 'Account' },
  item: { ko: '항목', en: 'Item' },
  quantity: { ko: '월 사용량', en: 'Quantity' },
  formula: { ko: '산식', en: 'Formula' },
  price: { ko: '출처', en: 'Source' },
  resource: { ko: '자원', en: 'Resource' },
  why: { ko: '이유', en: 'Why' },
  saving: { ko: '줄일 수 있는 것', en: 'What' },
  saves: { ko: '월 절감', en: 'Saves a month' },
  risk: { ko: '위험', en: 'Risk' },
  perResource: { ko: '자원별', en: 'By resource' },
  total: { ko: '확인된 합계', en: 'Known sum' },
} satisfies Record<string, Text>;

export const headings = {
  byService: { ko: '서비스별 월 비용', en: 'By service' },
  chart: { ko: '서비스별 월 비용', en: 'Cost by service' },
  byVpc: { ko: 'VPC별', en: 'By VPC' },
  byRegion: { ko: '리전별', en: 'By region' },
  byAccount: { ko: '계정별', en: 'By account' },
  dearest: { ko: '비용이 큰 자원', en: 'The dearest resources' },
  items: { ko: '항목별 명세', en: 'Every item' },
  resources: { ko: '자원별 명세', en: 'Every resource' },
  atMost: { ko: '상한만 아는 항목', en: 'Of which only the most is known' },
  unknown: { ko: '금액을 알 수 없는 항목', en: 'What is unknown' },
  savings: { ko: '절감 방안', en: 'Savings' },
  sources: { ko: '단가 출처', en: 'Where the prices are from' },
  basis: { ko: '계산 기준', en: 'How it is computed' },
} satisfies Record<string, Text>;

export const money = usd;
export const unknownAmount: Text = { ko: '알 수 없음', en: 'unknown' };
const units: Record<string, Text> = {
  hour: { ko: '시간', en: 'h' },
  month: { ko: '개·월', en: 'months' },
  'LCU-hour': { ko: 'LCU-시간', en: 'LCU-hours' },
  'million queries': { ko: '백만 질의', en: 'million queries' },
  'million requests': { ko: '백만 요청', en: 'million requests' },
};
export const unitName = (unit: string): Text => units[unit] ?? { ko: unit, en: unit };
export const perMonth: Text = { ko: 'USD/월', en: 'USD a month' };
export const outsideVpcs: Text = { ko: 'VPC 밖', en: 'outside VPCs' };

/** A sum with what may come to it and what is unknown. */
export const sum = (bill: { monthlyUsd: number; atMostUsd: number; unknown: number }): string =>
  `${usd(bill.monthlyUsd)}${bill.atMostUsd > 0 ? ` (+≤${usd(bill.atMostUsd)})` : ''}`;

export const headline = (
  bill: { monthlyUsd: number; atMostUsd: number; items: number; unknown: number },
  savings: { count: number; sureUsd: number; atMostUsd: number },
): Text => {
  const open = bill.unknown > 0;
  const more = bill.atMostUsd > 0;
  const ko = [
    `네트워크 월 비용은 ${open ? '최소 ' : ''}${usd(bill.monthlyUsd)}입니다.`,
    ...(more ? [`여기에 상한만 아는 항목이 최대 ${usd(bill.atMostUsd)} 더해질 수 있습니다.`] : []),
    ...(open ? [`${bill.items}개 항목 중 ${bill.unknown}개는 금액을 알 수 없어 합계에 없습니다.`] : []),
  ];
  const en = [
    `The network costs ${open ? 'at least ' : ''}${usd(bill.monthlyUsd)} a month.`,
    ...(more ? [`Up to ${usd(bill.atMostUsd)} may come on top: items of which only the most is known.`] : []),
    ...(open ? [`${bill.unknown} of ${plural(bill.items, 'item')} are unknown and not in the sum.`] : []),
  ];
  if (savings.count > 0) {
    const upTo = savings.atMostUsd > 0;
    ko.push(
      `절감 방안 ${savings.count}건: 월 ${usd(savings.sureUsd)}${upTo ? `, 트래픽에 따라 최대 ${usd(savings.atMostUsd)} 추가` : ''}.`,
    );
    en.push(
      `${plural(savings.count, 'saving')}: ${usd(savings.sureUsd)} a month${upTo ? `, and up to ${usd(savings.atMostUsd)} that depends on traffic` : ''}.`,
    );
  }
  return { ko: ko.join(' '), en: en.join(' ') };
};
export const nothing = (regions: readonly string[]): Text => ({
  ko: `읽은 리전(${regions.join(', ')})에는 비용이 드는 네트워크 자원이 없습니다.`,
  en: `There is nothing of a network that costs money in the regions read (${regions.join(', ')}).`,
});

/** What a resource costs; with unknown lines at least so much. */
export const ofResource = (cost: { usd: number; atMostUsd: number; unknown: number }): Text => {
  const nothing = Math.abs(cost.usd) < 0.005;
  const most = cost.atMostUsd >= 0.005;
  if (nothing && cost.unknown > 0) return unknownAmount;
  const amount =
    nothing && most ? `≤${usd(cost.atMostUsd)}` : `${usd(cost.usd)}${most ? ` (+≤${usd(cost.atMostUsd)})` : ''}`;
  return cost.unknown > 0 ? { ko: `최소 ${amount}`, en: `at least ${amount}` } : { ko: amount, en: amount };
};
export const sumNote: Text = {
  ko: '괄호의 +≤는 상한만 아는 금액으로, 합계와 비중에는 넣지 않았습니다.',
  en: 'A +≤ in brackets is an amount of which only the most is known; it is in no sum and no share.',
};
export const tierNote: Text = {
  ko: '구간 요금(사용량이 많을수록 단가가 내려감)은 사용량 비율로 나누었습니다.',
  en: 'Tiered prices are divided in proportion to the quantity.',
};
export const rest = (count: number): Text => ({
  ko: `외 ${count}개 (전체는 --format json)`,
  en: `and ${count} more (all of them: --format json)`,
});
export const others = (count: number): Text => ({ ko: `외 ${count}개`, en: `and ${count} more` });

export const window = (span: string): Text => ({
  ko: `측정 구간 ${span}. 이 구간의 합계를 시간당으로 나눠 730시간으로 환산했습니다(월 사용량 = 합계 ÷ 구간 시간 × 730). 요일·월말 편차가 있으면 --last 30d로 다시 계산하세요.`,
  en: `Measured ${span}. The window’s sum is taken for a month at the same rate (sum ÷ hours of the window × 730). Where days differ, measure longer: --last 30d.`,
});
export const noMetrics: Text = {
  ko: 'CloudWatch 지표가 없어 사용량 요금(GB, LCU, 질의 수)은 알 수 없습니다. 아래 금액은 시간·개수로 정해지는 요금뿐입니다.',
  en: 'Without CloudWatch metrics what is billed by use (GB, LCU, queries) is unknown; the sums are hours and months only.',
};
export const noMeasured: Text = { ko: '사용량으로 과금되는 항목이 없습니다.', en: 'Nothing is billed by use.' };

export const noSavings: Text = {
  ko: '줄일 수 있는 항목을 찾지 못했습니다.',
  en: 'Nothing was found that could be saved.',
};
export const savingsIntro: Text = {
  ko: '금액이 큰 순서입니다. "최대"는 측정한 트래픽이 모두 해당할 때의 상한이고, "대체안"은 위의 다른 방안과 같은 자원을 다루므로 합계에 넣지 않았습니다. "검증됨"은 설정 사본에 명령을 적용해 서브넷의 인터넷 경로와 VPC·온프레미스 간 경로가 그대로임을 확인했다는 뜻입니다. 실제 이름 해석과 애플리케이션은 확인하지 않았습니다.',
  en: 'By amount. "Up to" holds if all of the measured traffic counts; "instead" is about the same resources as one above and is not in the sum. "Tried" means that the command was applied to a copy of the configuration and each subnet’s way to the internet and the routes between VPCs and on-premises stayed; names and applications were not tried.',
};
export const saves = (amount: number | null, upTo: boolean, alternative: boolean): Text => {
  const ko = amount === null ? '알 수 없음' : `${upTo ? '최대 ' : ''}${usd(amount)}`;
  const en = amount === null ? 'unknown' : `${upTo ? 'up to ' : ''}${usd(amount)}`;
  return { ko: alternative ? `${ko} (대체안)` : ko, en: alternative ? `${en} (instead)` : en };
};
export const verified: Text = { ko: '검증됨', en: 'tried' };

export const securityFirewall = (savings: readonly string[]): Text => ({
  ko: `보안 통제를 줄이는 방안이 있습니다: ${savings.join(', ')}. 비용만 보고 결정하지 말고 검사 경로가 남는지 보안 담당자와 확인하세요.`,
  en: `These savings take a security control away: ${savings.join(', ')}. Ask who is in charge of security first.`,
});
export const securityNone: Text = {
  ko: '절감 방안 중에 포트를 열거나 검사 경로를 없애는 것은 없습니다.',
  en: 'No saving opens a port or takes an inspection away.',
};
export const securityEndpoints: Text = {
  ko: '인터페이스 엔드포인트를 없애면 그 서비스로 가는 트래픽이 사설 경로 대신 인터넷 경로(NAT)로 나가고, 인터넷 경로가 없는 VPC에서는 접속이 끊깁니다. 엔드포인트를 함께 쓰게 하면 그 보안 그룹이 다른 VPC 대역에도 443을 열어야 합니다.',
  en: 'Without its interface endpoint a service is reached by the internet’s way (NAT), and not at all from a VPC that has none. One endpoint for several VPCs must let 443 in from the others’ ranges.',
};
export const performanceNote: Text = {
  ko: '유휴 여부는 측정 구간의 트래픽으로만 판단했습니다. 재해 복구용이나 월말 배치용 자원은 평소에 조용한 것이 정상입니다. 게이트웨이 엔드포인트는 처리량 한도가 없고 NAT 게이트웨이의 포트와 대역폭을 비워 줍니다.',
  en: 'What is idle is judged by the window’s traffic alone: standbys and month-end jobs are silent when all is well. Gateway endpoints have no limit of throughput and take load off NAT gateways.',
};
export const performanceNone: Text = {
  ko: '성능에 영향을 주는 절감 방안이 없습니다.',
  en: 'No saving touches performance.',
};

export const basis: readonly Text[] = [
  {
    ko: '한 달은 730시간, 1GB는 10⁹바이트입니다(AWS 청구 기준).',
    en: 'A month is 730 hours, a GB 10⁹ bytes, as on an AWS bill.',
  },
  {
    ko: '정가(온디맨드)입니다. 세금, 할인·약정, 크레딧, 무료 사용량(인터넷 송신 월 100GB, CloudFront 월 1TB 등)은 반영하지 않았습니다.',
    en: 'On-demand list prices, without taxes, discounts, commitments, credits or free tiers (100 GB to the internet, 1 TB of CloudFront a month …).',
  },
  {
    ko: '출처 없는 단가는 쓰지 않습니다. 다른 리전 단가로 추정하지 않고 "알 수 없음"으로 둡니다.',
    en: 'No price without a source: what is not known for a region stays unknown and is not taken from another.',
  },
];
export const pricesBundled = (oldest: string, newest: string): Text => ({
  ko: `번들 단가표를 썼습니다(출처 기준일 ${oldest === newest ? oldest : `${oldest} – ${newest}`}). 최신 단가는 netops cost --refresh-prices로 받습니다.`,
  en: `Prices are from the bundled table (its sources are of ${oldest === newest ? oldest : `${oldest} to ${newest}`}). netops cost --refresh-prices fetches today’s.`,
});
export const pricesRefreshed = (at: string, oldest: string, newest: string): Text => ({
  ko: `${at}에 받은 단가표를 썼습니다(단가 기준일 ${oldest === newest ? oldest : `${oldest} – ${newest}`}). AWS가 답하지 않은 단가는 번들 값입니다.`,
  en: `Prices were refreshed at ${at} (they are of ${oldest === newest ? oldest : `${oldest} to ${newest}`}). What AWS did not answer is from the bundled table.`,
});
export const pricesUnused: Text = { ko: '쓰인 단가가 없습니다.', en: 'No price was used.' };
export const copyOf = (origin: string): Text => ({ ko: `${origin}의 사본`, en: `a copy of ${origin}` });

export const automationWeekly: Text = {
  ko: '매주 월요일에 비용 보고서를 만들고, 매월 1일에 단가를 새로 받습니다 (crontab):',
  en: 'A report every Monday, and new prices on the first of each month (crontab):',
};
export const automationBill: Text = {
  ko: '여기서 알 수 없는 항목은 지난달 청구서의 사용 유형(Usage type)으로 확인합니다. Cost Explorer API는 요청 한 번에 $0.01입니다.',
  en: 'What is unknown here shows in last month’s bill by usage type. A request to Cost Explorer costs $0.01.',
};
