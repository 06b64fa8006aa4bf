import type { PurposeSigns } from '../../diagnose/overview/facts/purpose.ts';
import type { PurposeKind } from '../../diagnose/overview/overview.ts';
import { plural } from '../plural.ts';
import type { Text } from '../text.ts';

/** What a VPC is for, in a few words. */
export function purposeSays(kind: PurposeKind, signs: PurposeSigns): Text {
  switch (kind) {
    case 'empty':
      return signs.isDefault
        ? { ko: 'AWS 기본 VPC, 미사용', en: 'AWS default VPC, unused' }
        : { ko: '비어 있음', en: 'empty' };
    case 'egress-and-ingress':
      return {
        ko: '인터넷 출입구 (다른 VPC의 아웃바운드 포함)',
        en: 'way in and out of the internet, for other VPCs too',
      };
    case 'egress':
      return { ko: '다른 VPC의 인터넷 출구', en: 'way out to the internet for other VPCs' };
    case 'inspection':
      return { ko: '트래픽 검사 전용', en: 'inspection of traffic' };
    case 'public-services':
      return signs.behindCloudFront > 0
        ? { ko: 'CloudFront 뒤에서 인터넷에 서비스 제공', en: 'serves the internet from behind CloudFront' }
        : { ko: '인터넷에 서비스 제공', en: 'serves the internet' };
    case 'workloads':
      return signs.internetGateway
        ? { ko: '자체 인터넷 출구가 있는 워크로드', en: 'workloads with a way to the internet of their own' }
        : { ko: '인터넷 출구를 다른 VPC에 맡긴 내부 워크로드', en: 'inner workloads without an internet gateway' };
    case 'isolated':
      return { ko: '외부와 연결되지 않은 워크로드', en: 'workloads without a way out' };
    case 'unknown':
      return { ko: '판단 불가', en: 'unknown' };
  }
}

/** What that is judged from. */
export function purposeBecause(kind: PurposeKind, signs: PurposeSigns): Text {
  if (kind === 'unknown') return { ko: '네트워크 인터페이스를 읽지 못함', en: 'network interfaces were not read' };
  const ko: string[] = [];
  const en: string[] = [];
  const add = (korean: string, english: string): void => {
    ko.push(korean);
    en.push(english);
  };
  const count = (n: number | null, korean: (n: number) => string, english: string): void => {
    if (n !== null && n > 0) add(korean(n), plural(n, english));
  };
  if (kind === 'empty') add('네트워크 인터페이스 0개', 'no network interfaces');
  count(signs.firewalls, (n) => `Network Firewall ${n}개`, 'network firewall');
  count(signs.natGateways, (n) => `NAT 게이트웨이 ${n}개`, 'NAT gateway');
  count(signs.publicBalancers, (n) => `인터넷용 로드 밸런서 ${n}개`, 'internet-facing load balancer');
  count(signs.internalBalancers, (n) => `내부 로드 밸런서 ${n}개`, 'internal load balancer');
  count(signs.instances, (n) => `인스턴스 ${n}대`, 'instance');
  if (signs.serves > 0)
    add(`다른 VPC ${signs.serves}개가 이 VPC로 나감`, `${plural(signs.serves, 'other VPC')} going out through it`);
  if (kind !== 'empty' && !signs.internetGateway) add('인터넷 게이트웨이 없음', 'no internet gateway');
  if (kind !== 'empty' && !signs.transitGateway && !signs.peered && !signs.vpnGateway)
    add('다른 VPC와 연결 없음', 'no link to other VPCs');
  return { ko: ko.join(', '), en: en.join(', ') };
}
