import type { SegmentKind } from '../network/segments.ts';
import type { WayOut } from '../network/ways-out.ts';
import { josa } from './josa.ts';
import { plural } from './plural.ts';
import type { Text } from './text.ts';

export const command = {
  description: {
    ko: '인터넷에서 닿는 것과 그 포트, VPC끼리 닿는 범위, 계정 밖으로 나가는 길',
    en: 'what the internet reaches, by port; which VPCs reach which; what leads out of the account',
  },
  from: {
    ko: '이 VPC(ID, 이름)나 internet, on-premises에서 출발하는 것만',
    en: 'only from this VPC (id or name), internet or on-premises',
  },
  to: {
    ko: '이 VPC(ID, 이름)나 internet, on-premises로 가는 것만',
    en: 'only to this VPC (id or name), internet or on-premises',
  },
  examples: {
    ko: `예:
  netops exposure
  netops exposure --from internet --to DMZVPC
  netops exposure --source lab --format json | jq '.data.exposed[].openings'`,
    en: `Examples:
  netops exposure
  netops exposure --from internet --to DMZVPC
  netops exposure --source lab --format json | jq '.data.exposed[].openings'`,
  },
} satisfies Record<string, Text>;

/** @param direct interfaces with an address of their own; the rest are behind a load balancer */
export const counted = (direct: number, all: number): Text => ({
  ko:
    all === 0
      ? '인터넷에서 도달할 수 있는 인터페이스가 없습니다.'
      : `인터넷에서 직접 도달할 수 있는 인터페이스 ${direct}개, 로드 밸런서를 거쳐 도달하는 인터페이스 ${all - direct}개.`,
  en:
    all === 0
      ? 'the internet reaches no interface.'
      : `the internet reaches ${direct} interface${direct === 1 ? '' : 's'} directly and ${all - direct} through a load balancer.`,
});

export const title: Text = { ko: '네트워크 노출', en: 'Network exposure' };
export const headline = (interfaces: number, vpcs: number, behind: number): Text =>
  interfaces + behind === 0
    ? { ko: '인터넷에서 닿는 인터페이스가 없습니다.', en: 'The internet reaches no interface.' }
    : {
        ko: `인터넷에서 인터페이스 ${interfaces}개에 바로 닿고, 로드 밸런서를 거쳐 ${behind}개에 닿습니다 (VPC ${vpcs}개).`,
        en: `The internet reaches ${plural(interfaces, 'interface')} itself and ${behind} behind load balancers, in ${plural(vpcs, 'VPC')}.`,
      };
export const sections = {
  exposed: { ko: '인터넷에서 닿는 것', en: 'What the internet reaches' },
  paths: { ko: '들어오는 길', en: 'By which path' },
  matrix: { ko: '누가 누구에게 닿는가', en: 'Who reaches whom' },
  out: { ko: '계정 밖으로 나가는 길', en: 'What leads out of the account' },
  assumptions: { ko: '전제', en: 'Assumed' },
} satisfies Record<string, Text>;
export const label = {
  target: { ko: '대상', en: 'Interface' },
  address: { ko: '주소', en: 'Address' },
  open: { ko: '열린 포트', en: 'Open' },
  from: { ko: '출발지', en: 'From' },
  to: { ko: '목적지', en: 'To' },
  through: { ko: '경유', en: 'Through' },
  kind: { ko: '종류', en: 'Kind' },
  name: { ko: '이름', en: 'Name' },
  leads: { ko: '가는 곳', en: 'Leads to' },
} satisfies Record<string, Text>;
export const itself: Text = { ko: '직접', en: 'itself' };
export const matrixIntro: Text = {
  ko: '요청과 응답이 모두 통과하는 것만 셉니다. 한 호스트라도 통과하는 포트를 적었습니다.',
  en: 'Only what passes there and back counts. The ports are those that pass from at least one host to at least one.',
};
export const matrixTooLarge = (segments: number): Text => ({
  ko: `구간이 ${segments}개라 전체를 계산하지 않았습니다. --from이나 --to로 VPC를 지정하면 그 부분을 계산합니다.`,
  en: `With ${segments} segments the whole was not computed. Name a VPC with --from or --to for its part.`,
});
export const matrixPicture: Text = { ko: '세로가 출발지, 가로가 목적지', en: 'rows reach columns' };
export const nothing: Text = { ko: '닿는 것이 없습니다.', en: 'Nothing.' };
export const eachOther: Text = { ko: '(서로 포함)', en: '(each other too)' };
export const everything: Text = { ko: '전부', en: 'everything' };
export const more = (count: number): Text => ({
  ko: `나머지 ${count}개는 --format json에 있습니다.`,
  en: `--format json has the other ${count}.`,
});
export const unread: Text = {
  ko: 'VPC를 읽지 못해 노출을 판단할 수 없습니다. netops doctor로 권한을 확인하세요.',
  en: 'VPCs could not be read, so exposure cannot be judged. netops doctor says what may be read.',
};
export const unknownParty = (given: string, known: readonly string[]): Text => ({
  ko: `${josa(`'${given}'`, '은/는')} 읽은 VPC가 아닙니다. 쓸 수 있는 것: ${known.join(', ')}`,
  en: `'${given}' is none of the VPCs read. There are ${known.join(', ')}.`,
});

const kinds: Record<SegmentKind, Text> = {
  'internet-gateway': { ko: '퍼블릭', en: 'public' },
  'egress-only-internet-gateway': { ko: 'IPv6 송신 전용', en: 'egress-only' },
  'nat-gateway': { ko: '프라이빗(NAT)', en: 'private (NAT)' },
  'transit-gateway': { ko: '프라이빗(TGW)', en: 'private (TGW)' },
  'vpn-gateway': { ko: '프라이빗(VGW)', en: 'private (VGW)' },
  peering: { ko: '프라이빗(피어링)', en: 'private (peering)' },
  endpoint: { ko: '방화벽 경유', en: 'inspected' },
  interface: { ko: '어플라이언스 경유', en: 'via an appliance' },
  local: { ko: '격리', en: 'isolated' },
  unsupported: { ko: '기타', en: 'other' },
  none: { ko: '격리', en: 'isolated' },
  unknown: { ko: '알 수 없음', en: 'unknown' },
};
export const segmentKind = (kind: SegmentKind): Text => kinds[kind];

const ways: Record<WayOut['kind'], Text> = {
  'internet-gateway': { ko: '인터넷 게이트웨이', en: 'internet gateway' },
  'egress-only-internet-gateway': { ko: '송신 전용 게이트웨이', en: 'egress-only gateway' },
  'nat-gateway': { ko: 'NAT 게이트웨이', en: 'NAT gateway' },
  vpn: { ko: 'VPN', en: 'VPN' },
  'direct-connect': { ko: 'Direct Connect', en: 'Direct Connect' },
  peering: { ko: '다른 계정과 피어링', en: 'peering with another account' },
  'transit-gateway-peering': { ko: 'Transit Gateway 피어링', en: 'transit gateway peering' },
  privatelink: { ko: 'PrivateLink', en: 'PrivateLink' },
};
export const wayOut = (kind: WayOut['kind']): Text => ways[kind];
export const internet: Text = { ko: '인터넷', en: 'internet' };
export const onPremises: Text = { ko: '온프레미스', en: 'on-premises' };

/** What a change makes of the whole network, in a sentence. */
export const difference = (
  internet: { before: number; after: number; interfaces: number },
  exposures: number,
  cells: number | null,
): Text => {
  const { before, after, interfaces } = internet;
  if (exposures === 0 && cells === 0)
    return {
      ko: '다른 곳의 도달성은 바뀌지 않습니다.',
      en: 'Nothing else changes in what reaches what.',
    };
  const opened = after - before;
  const ko =
    opened > 0
      ? `인터페이스 ${interfaces}개 중 ${opened}개가 새로 인터넷에 열립니다 (${before}개 → ${after}개).`
      : opened < 0
        ? `인터넷에서 닿던 인터페이스 ${-opened}개가 닫힙니다 (${before}개 → ${after}개).`
        : exposures > 0
          ? `인터넷에 열린 포트가 인터페이스 ${exposures}개에서 달라집니다.`
          : '인터넷에서 닿는 것은 그대로입니다.';
  const en =
    opened > 0
      ? `It opens ${opened} of ${plural(interfaces, 'interface')} to the internet (${before} → ${after}).`
      : opened < 0
        ? `It closes ${plural(-opened, 'interface')} to the internet (${before} → ${after}).`
        : exposures > 0
          ? `What the internet reaches changes on ${plural(exposures, 'interface')}.`
          : 'What the internet reaches stays the same.';
  if (cells === null)
    return {
      ko: `${ko} VPC끼리의 차이는 네트워크가 커서 비교하지 않았습니다.`,
      en: `${en} Differences between VPCs were not compared: the network is too large.`,
    };
  return cells === 0
    ? { ko, en }
    : {
        ko: `${ko} 구간 ${cells}곳에서 서로 닿는 범위가 달라집니다.`,
        en: `${en} What reaches what changes between ${cells === 1 ? 'one pair' : `${cells} pairs`} of segments.`,
      };
};
