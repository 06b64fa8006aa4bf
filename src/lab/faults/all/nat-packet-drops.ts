import { labId } from '../../seed/ids.ts';
import type { Fault } from '../fault.ts';

/** NAT gateway B drops some one in twenty packets of a busy hour. */
export const natPacketDrops: Fault = {
  id: 'nat-packet-drops',
  area: 'nat',
  says: {
    ko: 'NAT 게이트웨이 B가 패킷을 버림',
    en: 'NAT gateway B drops packets',
  },
  symptom: {
    ko: 'B 영역 서버의 외부 다운로드가 끊기지는 않지만 몹시 느립니다.',
    en: 'Downloads from outside are not cut but very slow for servers in zone b.',
  },
  hints: [
    {
      ko: '연결 수와 포트에는 여유가 있습니다.',
      en: 'There are ports and connections to spare.',
    },
    {
      ko: 'PacketsDropCount를 보세요.',
      en: 'Look at PacketsDropCount.',
    },
  ],
  truth: { code: 'NAT_PACKETS_DROPPED', resource: labId('nat', 'DMZVPC-NATGW-B') },
  shows: ['packets of NAT gateway B'],
  met: 'on the way',
  steps: [{ load: labId('nat', 'DMZVPC-NATGW-B'), value: { bytesPerHour: 1_000_000_000, packetsDropped: 600 } }],
};
