import { plural } from './plural.ts';
import type { Text } from './text.ts';

/** The sentences and headings of `netops nat`. */

const n = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 1 });

export const command = {
  description: {
    ko: 'NAT 게이트웨이의 트래픽·연결·오류를 분석하고 느린 원인과 비용 절감 방안을 보고합니다 (nat-gateway-analysis.md, .html)',
    en: 'NAT gateways: traffic, connections and errors, why the way out is slow, what saves money (nat-gateway-analysis.md, .html)',
  },
  vpc: { ko: '이 VPC의 게이트웨이만 (ID나 이름)', en: 'only gateways of this VPC (id or name)' },
  id: { ko: '이 NAT 게이트웨이만 (nat-…)', en: 'only this NAT gateway (nat-…)' },
  name: { ko: '이 이름의 NAT 게이트웨이만', en: 'only the NAT gateway of this name' },
  from: { ko: '--since와 같음', en: 'the same as --since' },
  noFlowLogs: {
    ko: 'Flow Logs를 조회하지 않음 (Logs Insights는 스캔한 GB만큼 과금)',
    en: 'do not query flow logs (Logs Insights bills each GB that it scans)',
  },
  to: { ko: '--until과 같음', en: 'the same as --until' },
  examples: {
    ko: `예:
  netops nat --source lab
  netops nat --vpc DMZVPC --last 7d --profile prod
  netops nat --id nat-0123456789abcdef0 --since 2026-11-22T21:00 --until 2026-11-23T09:00
  netops nat --last 30d --format json | jq '.data.gateways[].verdict'`,
    en: `Examples:
  netops nat --source lab
  netops nat --vpc DMZVPC --last 7d --profile prod
  netops nat --id nat-0123456789abcdef0 --since 2026-11-22T21:00 --until 2026-11-23T09:00
  netops nat --last 30d --format json | jq '.data.gateways[].verdict'`,
  },
} satisfies Record<string, Text>;

export const twice = (one: string, other: string): Text => ({
  ko: `${one}, ${other}: 뜻이 같은 옵션입니다. 하나만 쓰세요.`,
  en: `${one} and ${other} mean the same; give one of them`,
});
export const noSuch = (filter: string, known: readonly string[]): Text => ({
  ko: `${filter}에 해당하는 NAT 게이트웨이가 없습니다. ${known.length === 0 ? '읽은 리전에는 NAT 게이트웨이가 없습니다.' : `있는 것: ${known.join(', ')}`}`,
  en: `there is no NAT gateway with ${filter}. ${known.length === 0 ? 'The regions read have none.' : `There are: ${known.join(', ')}`}`,
});
export const ambiguous = (name: string, ids: readonly string[]): Text => ({
  ko: `이름이 ${name}인 NAT 게이트웨이가 여럿입니다. --id로 고르세요: ${ids.join(', ')}`,
  en: `several NAT gateways are called ${name}. Choose with --id: ${ids.join(', ')}`,
});

export const title: Text = { ko: 'NAT 게이트웨이 분석 보고서', en: 'NAT gateway analysis' };
export const notRead: Text = {
  ko: 'NAT 게이트웨이를 읽지 못했습니다. 위의 읽지 못한 항목을 확인하세요.',
  en: 'NAT gateways could not be read. See what could not be read.',
};
export const noneThere = (regions: readonly string[]): Text => ({
  ko: `읽은 리전(${regions.join(', ')})에는 NAT 게이트웨이가 없습니다.`,
  en: `There are no NAT gateways in the regions read (${regions.join(', ')}).`,
});
export const headline = (gateways: number, causes: number, unmeasured: number): Text => ({
  ko: `NAT 게이트웨이 ${gateways}개. ${causes > 0 ? `장애 원인 ${causes}건을 찾았습니다.` : unmeasured === 0 ? '지표상 장애 원인은 없습니다.' : '설정에서는 장애 원인을 찾지 못했습니다.'}${unmeasured === 0 ? '' : ` ${unmeasured}개는 지표가 없어 트래픽을 알 수 없습니다.`}`,
  en: `${plural(gateways, 'NAT gateway')}. ${causes > 0 ? `${plural(causes, 'cause')} of failure found.` : unmeasured === 0 ? 'No cause of failure in the metrics.' : 'No cause of failure in the configuration.'}${unmeasured === 0 ? '' : ` ${unmeasured} without metrics: traffic unknown.`}`,
});

export const verdicts: Record<string, Text> = {
  'gateway-down': { ko: '게이트웨이 장애', en: 'gateway down' },
  'port-exhaustion': { ko: '포트 고갈', en: 'out of ports' },
  'packet-drops': { ko: '패킷 손실', en: 'packets dropped' },
  'connections-fail': { ko: '연결 실패 (게이트웨이 밖)', en: 'connections unanswered (beyond the gateway)' },
  'zone-crossing': { ko: '다른 영역의 게이트웨이 사용', en: 'serves other zones' },
  'not-the-gateway': { ko: '게이트웨이 정상', en: 'not the gateway' },
  unknown: { ko: '알 수 없음', en: 'unknown' },
};
export const elsewhere: Text = {
  ko: '판정이 "게이트웨이 정상"인데 외부 통신이 느리다면 원인은 다른 곳입니다. DNS 응답 시간(VPC Resolver는 인터페이스당 초당 1,024패킷), 목적지 응답, 방화벽 규칙, 인스턴스의 네트워크 한도 순으로 확인합니다.',
  en: 'Where the verdict is "not the gateway" and the way out is slow, look elsewhere: DNS (the VPC resolver takes 1,024 packets a second from each interface), the destination, firewall rules, the instances’ own network limits.',
};

export const label = {
  gateway: { ko: 'NAT 게이트웨이', en: 'NAT gateway' },
  zone: { ko: '영역', en: 'Zone' },
  state: { ko: '상태', en: 'State' },
  addresses: { ko: '퍼블릭 IP', en: 'Public IPs' },
  used: { ko: '사용 서브넷', en: 'Subnets' },
  verdict: { ko: '판정', en: 'Verdict' },
  download: { ko: '다운로드', en: 'Download' },
  upload: { ko: '업로드', en: 'Upload' },
  ratio: { ko: '다운/업', en: 'Down/up' },
  share: { ko: '비중', en: 'Share' },
  peak: { ko: '피크 1시간', en: 'Busiest hour' },
  usual: { ko: '평상시 연결', en: 'Usual connections' },
  most: { ko: '최대 연결', en: 'Peak connections' },
  ofLimit: { ko: '목적지당 한도 대비', en: 'Of one destination’s limit' },
  success: { ko: '연결 성공률', en: 'Success' },
  loss: { ko: '패킷 손실', en: 'Loss' },
  errors: { ko: '포트 할당 오류', en: 'Port errors' },
  idle: { ko: '유휴 종료', en: 'Idle timeouts' },
  rate: { ko: '최대 대역폭', en: 'Peak rate' },
  packets: { ko: '최대 pps', en: 'Peak pps' },
  room: { ko: '피크 150% / 한도', en: '150 % of peak / limit' },
  advice: { ko: '방안', en: 'What to do' },
  monthly: { ko: '월 절감', en: 'Saves a month' },
  formula: { ko: '산식', en: 'Formula' },
} satisfies Record<string, Text>;

export const trafficNone: Text = {
  ko: '이 구간에는 CloudWatch 데이터가 없습니다. 0이 아니라 알 수 없음입니다.',
  en: 'CloudWatch has no data in this window. That is not zero: it is unknown.',
};
export const trafficNotRead: Text = {
  ko: 'CloudWatch 지표를 읽지 못했습니다. 트래픽·연결·오류는 알 수 없고, 아래는 설정만으로 본 결과입니다.',
  en: 'CloudWatch metrics could not be read: traffic, connections and errors are unknown. What follows is from the configuration alone.',
};
export const trafficWindow = (window: string, minutes: number): Text => ({
  ko: `${window}, ${n(minutes)}분 간격 지표입니다. CloudWatch에는 최대 5분 늦게 올라오므로 마지막 5분은 넣지 않았습니다. 바이트와 횟수는 합계(Sum), 연결 수와 순간 최대(PeakBytesPerSecond)는 최댓값(Maximum)입니다. 값이 없는 구간은 0으로 치지 않습니다. 보관 기간에 따라 15일이 지나면 5분, 63일이 지나면 1시간 간격만 남습니다.`,
  en: `${window}, points of ${n(minutes)} minutes. CloudWatch is up to 5 minutes late, so the last 5 are left out. Bytes and counts are sums; connections and PeakBytesPerSecond are maxima. A missing point is not a zero. After 15 days only 5-minute points are kept, after 63 days only hours.`,
});
export const peakLine = (at: string, amount: string, ratio: number | null): Text => ({
  ko: `피크는 ${at}부터 1시간(${amount})입니다.${ratio === null ? '' : ratio >= 2 ? ` 다운로드가 업로드의 ${n(ratio)}배로, 내려받기 중심입니다.` : ratio <= 0.5 ? ` 업로드가 다운로드의 ${n(1 / ratio)}배입니다. 데이터를 내보내는 작업을 확인합니다.` : ' 다운로드와 업로드가 비슷합니다.'}`,
  en: `The busiest hour starts at ${at} (${amount}).${ratio === null ? '' : ratio >= 2 ? ` Download is ${n(ratio)} times upload.` : ratio <= 0.5 ? ` Upload is ${n(1 / ratio)} times download: look what sends data out.` : ' Download and upload are about even.'}`,
});
export const schedule = (
  gateways: readonly string[],
  busy: string,
  amount: string,
  quiet: string,
  peak: string,
  after: string,
): Text => ({
  ko: `${gateways.join(', ')}: ${busy}에 몰린 ${amount}의 절반을 가장 한가한 ${quiet}로 옮기면 시간당 최대가 ${peak}에서 ${after}로 줄어듭니다.`,
  en: `${gateways.join(', ')}: moving half of the ${amount} of ${busy} to the quietest hours, ${quiet}, lowers the busiest hour from ${peak} to ${after}.`,
});
export const balanceLine = (vpc: string, even: boolean, shares: string): Text => ({
  ko: even
    ? `${vpc}: 부하가 게이트웨이 사이에 고르게 나뉩니다 (${shares}).`
    : `${vpc}: 부하가 한쪽으로 쏠려 있습니다 (${shares}).`,
  en: even ? `${vpc}: the gateways share the load evenly (${shares}).` : `${vpc}: the load is uneven (${shares}).`,
});
export const anomalyLine = (count: number | null): Text =>
  count === null
    ? {
        ko: '직전 7일 데이터가 3일 치 미만이라 평소와 비교할 수 없습니다.',
        en: 'Fewer than 3 of the 7 days before have data: there is nothing to compare with.',
      }
    : count === 0
      ? {
          ko: '직전 7일의 같은 시간대와 비교해 특이한 시간은 없습니다.',
          en: 'No hour stands out from the same hour of the 7 days before.',
        }
      : {
          ko: `직전 7일의 같은 시간대보다 크게 많은 시간이 ${count}개 있습니다.`,
          en: `${plural(count, 'hour')} far above the same hour of the 7 days before.`,
        };
export const trafficChart: Text = { ko: '시간대별 트래픽', en: 'Traffic by hour' };
export const connectionChart: Text = { ko: '시간대별 최대 동시 연결', en: 'Peak connections by hour' };
export const connectionUnit: Text = { ko: '연결', en: 'connections' };

export const securityBase = (gateways: number): Text => ({
  ko: `NAT 게이트웨이 ${gateways}개는 밖에서 들어오는 연결을 받지 않습니다. 보안 그룹은 붙일 수 없으므로 나가는 트래픽은 서브넷 NACL, 인스턴스 보안 그룹, Network Firewall에서 통제합니다.`,
  en: `${plural(gateways, 'NAT gateway')} take${gateways === 1 ? 's' : ''} no connection from outside. They have no security groups: what leaves is controlled by NACLs, the instances’ groups and Network Firewall.`,
});
export const performanceTargets: Text = {
  ko: '목표: 연결 성공률 99.9% 초과, 패킷 손실 0.1% 미만, 최대치의 150%가 한도 이내. 한도: IP·목적지당 동시 연결 55,000개, 100 Gbps, 초당 1,000만 패킷 (AWS 문서).',
  en: 'Targets: success above 99.9 %, loss below 0.1 %, 150 % of the peak within the limit. Limits: 55,000 connections for each address and destination, 100 Gbps, 10 million packets a second (AWS).',
};

export const costLine = (name: string, usd: string, formula: string): Text => ({
  ko: `${name}: 월 약 $${usd} (${formula})`,
  en: `${name}: about $${usd} a month (${formula})`,
});
export const costUnknown = (name: string, formula: string): Text => ({
  ko: `${name}: 알 수 없음 (${formula})`,
  en: `${name}: unknown (${formula})`,
});
export const costNoTraffic = (name: string): Text => ({
  ko: `${name}: 트래픽을 몰라 처리 요금은 빠져 있습니다.`,
  en: `${name}: traffic is unknown, so data processing is not in it.`,
});
export const costWaived = (names: readonly string[], firewalls: readonly string[]): Text => ({
  ko: `${names.join(', ')} 경로에는 Network Firewall 엔드포인트(${firewalls.join(', ')})가 있습니다. AWS는 이렇게 연결된 NAT 게이트웨이의 시간·처리 요금을 방화벽 사용량만큼 1:1로 면제하므로 실제 청구액은 $0까지 내려갈 수 있고, NAT 트래픽을 줄여도 그만큼 절약되지 않습니다. 출처: `,
  en: `On the way of ${names.join(', ')} there is a Network Firewall endpoint (${firewalls.join(', ')}). AWS waives hours and GB of a NAT gateway chained so, one to one: the bill may be as low as $0, and less NAT traffic saves less. Source: `,
});
export const costSource = (asOf: string): Text => ({
  ko: `${asOf} 기준 정가, 월 730시간. 데이터 전송·퍼블릭 IPv4·세금·할인은 빠져 있고, 월 GB는 이 구간의 속도를 한 달로 환산한 값입니다. 출처: `,
  en: `List prices as of ${asOf}, 730 h a month, without transfer, public IPv4, taxes and discounts; GB are this window’s rate over a month. Source: `,
});
export const saves = (usd: number | null, upTo: boolean): Text => {
  if (usd === null) return { ko: '알 수 없음', en: 'unknown' };
  if (usd === 0) return { ko: '$0', en: '$0' };
  const amount = `$${Math.abs(usd).toFixed(2)}`;
  if (usd < 0) return { ko: `${amount} 추가`, en: `costs ${amount}` };
  return upTo ? { ko: `최대 ${amount}`, en: `up to ${amount}` } : { ko: amount, en: amount };
};
export const alikeFor = (names: readonly string[]): Text => ({
  ko: `${names.join(', ')}도 같습니다.`,
  en: `The same goes for ${names.join(', ')}.`,
});
export const automationIntro: Text = {
  ko: 'CloudWatch 경보입니다. SNS_TOPIC_ARN만 채우면 됩니다. 같은 경보를 CLI, CloudFormation, Terraform으로 적었습니다.',
  en: 'Alarms for CloudWatch; fill in SNS_TOPIC_ARN. The same as CLI, CloudFormation and Terraform.',
};
export const alarmsThere = (names: readonly string[], missing: number): Text => ({
  ko: `이미 있는 경보: ${names.join(', ')}. ${missing === 0 ? '더 만들 경보는 없습니다.' : '같은 지표의 경보는 다시 제안하지 않습니다.'}`,
  en: `Alarms that are there: ${names.join(', ')}. ${missing === 0 ? 'None is missing.' : 'What they watch is not proposed again.'}`,
});
export const alarmsNotRead: Text = {
  ko: '기존 경보를 읽지 못했습니다. 아래 경보 중에는 이미 있는 것이 있을 수 있습니다.',
  en: 'The alarms that exist could not be read: some of these may be there.',
};
export const automationDaily: Text = {
  ko: '매일 점검 (심각도 높음 이상이면 종료 코드 3):',
  en: 'To look every day (exit code 3 from high severity on):',
};
