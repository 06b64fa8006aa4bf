import type { Text } from '../text.ts';

export interface PurposeSigns {
  isDefault: boolean;
  interfaces: number | null;
  instances: number | null;
  kinds: string[];
  firewalls: number;
  publicBalancers: number;
  natGateways: number;
  attached: boolean;
  internetGateway: boolean;
}

/** What a VPC is for, judged from what is in it; the sentence names what it is judged from. */
export function purposeOf(signs: PurposeSigns): Text {
  if (signs.interfaces === null)
    return { ko: '판단 불가 (인터페이스를 읽지 못함)', en: 'unknown (interfaces not read)' };
  if (signs.interfaces === 0) {
    return signs.isDefault
      ? { ko: 'AWS 기본 VPC, 비어 있음 (인터페이스 0개)', en: 'AWS default VPC, empty (no interfaces)' }
      : { ko: '비어 있음 (인터페이스 0개)', en: 'empty (no interfaces)' };
  }
  const ko: string[] = [];
  const en: string[] = [];
  const add = (k: string, e: string): void => {
    ko.push(k);
    en.push(e);
  };
  if (signs.firewalls > 0)
    add(`방화벽 ${signs.firewalls}개`, `${signs.firewalls} firewall${signs.firewalls === 1 ? '' : 's'}`);
  if (signs.publicBalancers > 0) {
    add(
      `인터넷용 로드 밸런서 ${signs.publicBalancers}개`,
      `${signs.publicBalancers} internet-facing load balancer${signs.publicBalancers === 1 ? '' : 's'}`,
    );
  }
  if (signs.natGateways > 0)
    add(
      `NAT 게이트웨이 ${signs.natGateways}개`,
      `${signs.natGateways} NAT gateway${signs.natGateways === 1 ? '' : 's'}`,
    );
  if (signs.instances !== null && signs.instances > 0)
    add(`인스턴스 ${signs.instances}대`, `${signs.instances} instance${signs.instances === 1 ? '' : 's'}`);
  const from: Text = { ko: ko.join(', '), en: en.join(', ') };
  const judged = (role: Text): Text => ({
    ko: from.ko === '' ? role.ko : `${role.ko} (${from.ko})`,
    en: from.en === '' ? role.en : `${role.en} (${from.en})`,
  });
  if (signs.attached && signs.internetGateway && (signs.firewalls > 0 || signs.natGateways > 0)) {
    return judged({ ko: '다른 VPC의 인터넷 출입구', en: 'way in and out of the internet for other VPCs' });
  }
  if (signs.publicBalancers > 0) return judged({ ko: '인터넷에 서비스 제공', en: 'serves the internet' });
  if (signs.internetGateway)
    return judged({ ko: '인터넷에 직접 연결된 작업용', en: 'workloads with their own way to the internet' });
  if (signs.attached)
    return judged({
      ko: 'Transit Gateway로만 나가는 내부 작업용',
      en: 'inner workloads, out through the transit gateway only',
    });
  return judged({ ko: '외부와 연결되지 않은 작업용', en: 'workloads without a way out' });
}
