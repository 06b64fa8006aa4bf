import { josa } from '../josa.ts';
import type { Text } from '../text.ts';

export const tunnelsDown = (vpn: string, down: number, all: number): Text => ({
  ko:
    down === all
      ? `VPN ${vpn}의 터널이 모두 다운되었습니다`
      : `VPN ${vpn}의 터널 ${all}개 중 ${down}개가 다운되었습니다`,
  en: down === all ? `all tunnels of VPN ${vpn} are down` : `${down} of ${all} tunnels of VPN ${vpn} are down`,
});
export const tunnelsImpact = (all: boolean): Text => ({
  ko: all
    ? '이 연결로는 온프레미스와 통신할 수 없습니다.'
    : '남은 터널 하나가 멈추거나 AWS가 점검하면 연결이 끊깁니다.',
  en: all
    ? 'Nothing gets to on-premises over this connection.'
    : 'When the other tunnel fails or AWS maintains it, the connection is gone.',
});
export const tunnelIs = (address: string, status: string): Text => ({
  ko: `터널 ${address}: ${status}`,
  en: `tunnel ${address}: ${status}`,
});

export const directConnectDown = (name: string): Text => ({
  ko: `Direct Connect ${josa(name, '이/가')} 끊겼습니다`,
  en: `Direct Connect ${name} is down`,
});
export const directConnectDownImpact = (): Text => ({
  ko: '온프레미스행 트래픽은 백업 VPN이 있으면 그쪽으로, 없으면 끊깁니다.',
  en: 'Traffic to on-premises takes the backup VPN if there is one; else it stops.',
});
export const stateIs = (what: string, state: string): Text => ({ ko: `${what}: ${state}`, en: `${what}: ${state}` });

export const singleConnection = (count: number): Text => ({
  ko: `Direct Connect 연결이 ${count}개뿐입니다`,
  en: `there is only ${count} Direct Connect connection`,
});
export const singleConnectionImpact = (vpn: boolean): Text => ({
  ko: vpn
    ? '전용선이 끊기면 VPN으로 넘어갑니다. VPN 터널 하나는 최대 1.25Gbps이고 인터넷 지연을 탑니다.'
    : '전용선이 끊기면 온프레미스 연결이 모두 끊깁니다.',
  en: vpn
    ? 'If it fails, the VPN takes over: at most 1.25 Gbps a tunnel, over the internet.'
    : 'If it fails, every connection to on-premises is gone.',
});

export const notAdvertised = (vpc: string, cidr: string): Text => ({
  ko: `${vpc}의 ${josa(cidr, '이/가')} Direct Connect 허용 접두사에 없습니다`,
  en: `${cidr} of ${vpc} is not among the prefixes allowed toward Direct Connect`,
});
export const notAdvertisedImpact = (): Text => ({
  ko: '온프레미스는 이 대역으로 돌아오는 경로를 전용선으로 받지 못합니다. 응답이 오지 않거나 VPN으로 돌아옵니다.',
  en: 'On-premises learns no way back to it over Direct Connect: answers are lost or come back over the VPN.',
});
export const allowedAre = (prefixes: string[]): Text => ({
  ko: `허용 접두사: ${prefixes.join(', ')}`,
  en: `allowed prefixes: ${prefixes.join(', ')}`,
});
