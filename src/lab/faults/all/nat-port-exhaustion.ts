import { labId } from '../../seed/ids.ts';
import type { Fault } from '../fault.ts';

/** NAT gateway A runs out of ports. */
export const natPortExhaustion: Fault = {
  id: 'nat-port-exhaustion',
  area: 'nat',
  says: {
    ko: 'NAT 게이트웨이 A의 포트가 고갈됨',
    en: 'NAT gateway A runs out of ports',
  },
  symptom: {
    ko: '배치 서버의 외부 API 호출이 간헐적으로 실패합니다.',
    en: "Batch servers' calls to an outside API fail now and then.",
  },
  hints: [
    {
      ko: '실패는 한 목적지로 가는 연결에 몰려 있습니다.',
      en: 'What fails goes to one destination.',
    },
    {
      ko: 'ErrorPortAllocation을 보세요.',
      en: 'Look at ErrorPortAllocation.',
    },
  ],
  truth: { code: 'NAT_PORT_ALLOCATION_ERRORS', resource: labId('nat', 'DMZVPC-NATGW-A') },
  shows: ['ports of NAT gateway A'],
  met: 'on the way',
  steps: [{ load: labId('nat', 'DMZVPC-NATGW-A'), value: { connections: 55_000, portAllocationErrors: 40 } }],
};
