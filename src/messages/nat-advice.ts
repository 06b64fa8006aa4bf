import { josa } from './josa.ts';
import type { Text } from './text.ts';

/** What to change in how traffic goes out, for `netops nat`. */

const gb = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 0 });
const called: Record<string, string> = {
  s3: 'S3',
  dynamodb: 'DynamoDB',
  'ecr.api': 'ECR API',
  'ecr.dkr': 'ECR',
  ssm: 'SSM',
};
const names = (services: readonly string[]): string => services.map((s) => called[s] ?? s).join(', ');

/** What a share rests on. */
export const flowLogSource: Text = { ko: 'Flow Logs', en: 'flow logs' };

/** `seen`: the part of NAT traffic that goes there by flow logs; null: not known. */
export const gatewayEndpoint = (
  vpc: string,
  services: readonly string[],
  billedBy: readonly ('nat-gateway-gb' | 'network-firewall-gb')[],
  seen: { share: number; exact: boolean; from: Text } | null,
): Text => {
  const firewall = billedBy.includes('network-firewall-gb');
  const nat = billedBy.includes('nat-gateway-gb');
  const biller = [...(nat ? ['NAT'] : []), ...(firewall ? ['Network Firewall'] : [])];
  const past = firewall
    ? {
        ko: `${nat ? '' : ' NAT 처리 요금은 이미 면제되어 더 줄지 않습니다.'} 대신 그 트래픽은 방화벽 검사를 거치지 않으므로 엔드포인트 정책으로 제한합니다.`,
        en: `${nat ? '' : ' NAT’s own charge is waived already.'} The firewall no longer sees that traffic: limit it by the endpoint policy.`,
      }
    : { ko: '', en: '' };
  const made = {
    ko: `${vpc}에 ${names(services)} 게이트웨이 엔드포인트 생성. 엔드포인트는 무료이며, 그쪽으로 가는 GB만큼 ${biller.join('·')} 처리 요금이 사라집니다.${past.ko}`,
    en: `Create gateway endpoints for ${names(services)} in ${vpc}: they are free, and each GB to them is no longer billed by ${biller.join(' and ')}.${past.en}`,
  };
  if (seen === null)
    return {
      ko: `${made.ko} 최대 금액은 NAT 트래픽 전부가 그쪽일 때이며, 같은 NAT를 쓰는 VPC끼리 더할 수 없습니다.`,
      en: `${made.en} The most is if all NAT traffic goes there; VPCs that share a gateway do not add up.`,
    };
  const percent = (seen.share * 100).toFixed(1);
  return seen.exact
    ? {
        ko: `${made.ko} ${seen.from.ko}로 측정한 비중은 NAT 트래픽의 ${percent}%입니다.`,
        en: `${made.en} By ${seen.from.en} that is ${percent} % of the NAT traffic.`,
      }
    : {
        ko: `${made.ko} ${seen.from.ko}로 측정한 비중은 이 NAT를 쓰는 VPC를 모두 합해 ${percent}%이며, VPC별로는 pkt-srcaddr와 pkt-dstaddr를 기록해야 나눌 수 있습니다.`,
        en: `${made.en} By ${seen.from.en} that is ${percent} % of the traffic of all VPCs behind these gateways; to tell them apart the logs must record pkt-srcaddr and pkt-dstaddr.`,
      };
};

export const interfaceEndpoint = (
  vpc: string,
  services: readonly string[],
  zones: number,
  enough: number,
  total: number,
): Text =>
  total < enough
    ? {
        ko: `${vpc}의 ${names(services)} 인터페이스 엔드포인트는 이 트래픽에서는 손해입니다. ${zones}개 영역에서 하나가 본전이 되려면 월 ${gb(enough)} GB가 필요한데, NAT 전체가 월 ${gb(total)} GB입니다. 비용이 아니라 보안이 목적일 때만 만듭니다.`,
        en: `Interface endpoints for ${names(services)} in ${vpc} do not pay at this traffic: in ${zones} zones one pays from ${gb(enough)} GB a month on, and all of NAT carries ${gb(total)} GB. Create them for security, not for the bill.`,
      }
    : {
        ko: `${vpc}의 ${names(services)} 인터페이스 엔드포인트는 그 서비스로 월 ${gb(enough)} GB 이상(${zones}개 영역 기준) 나갈 때만 이득입니다. NAT 전체는 월 ${gb(total)} GB이며, 서비스별 비중은 Flow Logs로 확인합니다.`,
        en: `An interface endpoint in ${vpc} (${names(services)}) pays only from ${gb(enough)} GB a month to that service on, in ${zones} zones. All of NAT carries ${gb(total)} GB; flow logs tell the share.`,
      };

/** `by`: what bills these GB now; absent: NAT for some, the firewall for others. */
export const interfaceEndpointUnknown = (vpc: string, services: readonly string[], by: string | undefined): Text => {
  const who = by === 'nat-gateway-gb' ? 'NAT' : 'Network Firewall';
  return {
    ko: `${vpc}의 ${names(services)} 인터페이스 엔드포인트가 이득인지는 아직 알 수 없습니다. 이 트래픽에 붙는 ${who} 처리 단가나 엔드포인트 단가가 단가표에 없습니다. netops cost --refresh-prices로 받은 뒤 다시 확인합니다.`,
    en: `Whether interface endpoints for ${names(services)} in ${vpc} pay is not known: the price of a GB through ${who}, or of the endpoint, is not in the table. Fetch it with netops cost --refresh-prices and look again.`,
  };
};

export const flowLogs = (vpc: string): Text => ({
  ko: `${vpc}에 VPC Flow Logs 활성화. 어느 호스트가 어디로 얼마나 보내는지, 포트를 소진하는 목적지가 어디인지 알 수 있습니다.`,
  en: `Turn on VPC flow logs in ${vpc}: they tell which host sends how much where, and which destination uses up the ports.`,
});

export const moreAddresses = (nat: string, has: number, needs: number): Text => ({
  ko: `${nat}의 IP를 ${has}개에서 ${needs}개로 증설. IP마다 목적지당 55,000개 연결이 늘어납니다.`,
  en: `Give ${nat} ${needs} addresses instead of ${has}: each adds 55,000 connections to one destination.`,
});

export const perZone = (nat: string, zones: readonly string[]): Text => ({
  ko: `${josa(nat, '을/를')} 빌려 쓰는 ${zones.join(', ')}에 NAT 게이트웨이를 따로 배치. 영역 장애가 번지지 않고 영역 간 전송 요금도 사라집니다.`,
  en: `Give ${zones.join(', ')} a NAT gateway of its own instead of ${nat}: a failing zone stays alone, and transfer between zones ends.`,
});

export const splitWorkload = (
  nat: string,
  workload: string,
  unit: 'ports' | 'bytes',
  amount: number,
  whole: number,
): Text => {
  const percent = ((amount / whole) * 100).toFixed(0);
  const figure = (value: number, word: string): string =>
    unit === 'ports' ? `${value.toLocaleString('en-US')}${word}` : `${(value / 1e9).toFixed(2)} GB`;
  return {
    ko: `${josa(workload, '이/가')} ${nat} ${unit === 'ports' ? '포트' : '트래픽'}의 ${percent}%(${figure(whole, '개')} 중 ${figure(amount, '개')}, Flow Logs 상위 송신자 기준)를 씁니다. 이 워크로드의 서브넷에 NAT 게이트웨이를 따로 두면 나머지가 포트 부족을 겪지 않습니다. 처리 요금(GB)은 그대로입니다.`,
    en: `${workload} takes ${percent} % of the ${unit === 'ports' ? 'ports' : 'traffic'} of ${nat} (${figure(amount, '')} of ${figure(whole, '')}, of the top sources in flow logs). Give its subnet a NAT gateway of its own, and the others no longer run short. What is billed by the GB stays.`,
  };
};

export const spreadPeak = (nat: string, times: number): Text => ({
  ko: `${nat}의 피크 시간대가 평균의 ${times.toFixed(1)}배입니다. 배치 작업을 분산하면 포트와 대역폭에 여유가 생깁니다. NAT는 GB로 과금되므로 요금은 줄지 않습니다.`,
  en: `The busiest hour of ${nat} carries ${times.toFixed(1)} times the mean. Spreading the batch jobs frees ports and bandwidth; it saves nothing, since NAT is billed by the GB.`,
});
