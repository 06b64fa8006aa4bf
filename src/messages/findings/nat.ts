import { plural } from '../plural.ts';
import type { Text } from '../text.ts';
import { utc } from '../utc.ts';

const n = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 2 });

export const sum = (metric: string, value: number): Text => ({
  ko: `${metric} 합계 ${n(value)}`,
  en: `${metric} sum ${n(value)}`,
});

export const ports = {
  title: (nat: string, errors: number): Text => ({
    ko: `NAT 게이트웨이 ${nat}에서 포트 할당 오류가 ${n(errors)}회 발생했습니다`,
    en: `NAT gateway ${nat} failed to allocate a port ${errors === 1 ? 'once' : `${n(errors)} times`}`,
  }),
  impact: {
    ko: '같은 목적지로 가는 동시 연결이 한도(IP당 55,000개)에 닿아 새 연결이 실패합니다.',
    en: 'Simultaneous connections to one destination reach the limit of 55,000 an address, and new ones fail.',
  },
  peak: (peak: number, addresses: number): Text => ({
    ko: `ActiveConnectionCount 최대 ${n(peak)}, 목적지당 한도 ${n(addresses * 55_000)} (IP ${addresses}개 × 55,000)`,
    en: `ActiveConnectionCount peak ${n(peak)}, limit to one destination ${n(addresses * 55_000)} (${plural(addresses, 'address', 'addresses')} × 55,000)`,
  }),
  fix: {
    ko: 'NAT 게이트웨이에 보조 탄력적 IP를 추가합니다(최대 8개). 목적지가 AWS 서비스면 VPC 엔드포인트로 돌립니다.',
    en: 'Add secondary Elastic IPs (up to eight), or use a VPC endpoint if the destination is an AWS service.',
  },
};

export const drops = {
  title: (nat: string, percent: string, inAnHour: boolean): Text => ({
    ko: `NAT 게이트웨이 ${nat}의 패킷 손실이 ${inAnHour ? '1시간 최대 ' : ''}${percent}%입니다`,
    en: `NAT gateway ${nat} drops ${percent} % of its packets${inAnHour ? ' in its worst hour' : ''}`,
  }),
  worst: (at: string, percent: string, dropped: number): Text => ({
    ko: `가장 나쁜 1시간은 ${utc(at)}부터: 손실 ${percent}%, 버린 패킷 ${n(dropped)}개`,
    en: `The worst hour, from ${utc(at)}: ${percent} % lost, ${n(dropped)} packets dropped`,
  }),
  impact: {
    ko: '재전송이 늘어 외부 통신이 느려집니다. 목표는 0.1% 미만이며, AWS는 0.01%를 넘으면 서비스 문제를 의심하라고 안내합니다.',
    en: 'Retransmissions slow the way out. The target is below 0.1 %; from 0.01 % on AWS suspects its own service.',
  },
  fix: {
    ko: 'AWS Health에 VPC 장애가 있는지 확인하고, 없으면 구간과 시각을 붙여 AWS Support에 문의합니다.',
    en: 'See whether AWS Health has an event of VPC; if not, ask AWS Support with the time and the gateway.',
  },
};

export const failing = {
  title: (nat: string, percent: string): Text => ({
    ko: `NAT 게이트웨이 ${nat}의 연결 성공률이 ${percent}%입니다 (목표 99.9%)`,
    en: `${percent} % of connections through NAT gateway ${nat} are answered (target 99.9 %)`,
  }),
  impact: {
    ko: '포트 할당 오류로는 설명되지 않습니다. 목적지 무응답, 중간 방화벽 차단, 응답 경로 누락을 의심합니다.',
    en: 'Port allocation does not explain it: the destination is silent, a firewall drops, or the way back is missing.',
  },
};

export const limit = {
  connections: { ko: '동시 연결 한도', en: 'its limit of connections' },
  bits: { ko: '대역폭 한도', en: 'its limit of bandwidth' },
  packets: { ko: '초당 패킷 한도', en: 'its limit of packets a second' },
} satisfies Record<string, Text>;

export const near = {
  title: (nat: string, what: Text): Text => ({
    ko: `NAT 게이트웨이 ${nat}의 ${what.ko}에 여유가 부족합니다`,
    en: `NAT gateway ${nat} is near ${what.en}`,
  }),
  impact: {
    ko: '최대치의 150%를 감당하지 못합니다. 다음 피크에 연결이 실패하거나 패킷이 버려질 수 있습니다.',
    en: 'It does not hold 150 % of its peak; at the next one connections may fail or packets be dropped.',
  },
  figures: (peak: number, most: number): Text => ({
    ko: `최대 ${n(peak)}, 최대의 150% ${n(peak * 1.5)}, 한도 ${n(most)}`,
    en: `peak ${n(peak)}, 150 % of it ${n(peak * 1.5)}, limit ${n(most)}`,
  }),
};

export const unusual = {
  title: (nat: string, hours: number): Text => ({
    ko: `NAT 게이트웨이 ${nat}의 트래픽이 ${hours}개 시간대에서 평소보다 크게 많습니다`,
    en: `NAT gateway ${nat} carried far more than usual in ${plural(hours, 'hour')}`,
  }),
  impact: {
    ko: '새 배치 작업, 대용량 다운로드, 데이터 유출 가능성을 확인합니다. NAT 요금도 그만큼 늘어납니다.',
    en: 'A new batch, a large download, or data leaving: find out which. It is billed by the GB as well.',
  },
  most: (at: string, gb: number, usual: number): Text => ({
    ko: `${utc(at)}부터 1시간 동안 ${n(gb)} GB, 이전 날 같은 시각의 중앙값 ${n(usual)} GB`,
    en: `${n(gb)} GB in the hour from ${utc(at)}; the same hour of the days before: ${n(usual)} GB (median)`,
  }),
};
