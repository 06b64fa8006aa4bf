import { vpnConnectionId, vpnTunnels } from '../../seed/hybrid.ts';
import type { Fault } from '../fault.ts';

/** Both tunnels of the backup VPN are down. */
export const vpnTunnelsDown: Fault = {
  id: 'vpn-tunnels-down',
  area: 'link',
  says: {
    ko: '백업 VPN의 터널 두 개가 모두 끊김',
    en: 'both tunnels of the backup VPN are down',
  },
  symptom: {
    ko: '온프레미스 백업 회선 점검에서 경보가 났습니다.',
    en: 'The check of the backup way on-premises raised an alarm.',
  },
  hints: [
    {
      ko: 'Direct Connect는 정상입니다.',
      en: 'Direct Connect is fine.',
    },
    {
      ko: 'VPN 터널의 상태를 보세요.',
      en: "Look at the VPN's tunnels.",
    },
  ],
  truth: { code: 'VPN_ALL_TUNNELS_DOWN', resource: vpnConnectionId },
  shows: ['VPN'],
  met: 'on the way',
  steps: [...vpnTunnels.map((tunnel) => ({ link: `${vpnConnectionId}/${tunnel}`, up: false }))],
};
