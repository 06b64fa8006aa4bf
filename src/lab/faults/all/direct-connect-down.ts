import { connectionId } from '../../seed/services/direct-connect.ts';
import type { Fault } from '../fault.ts';

/** The Direct Connect line is down. */
export const directConnectDown: Fault = {
  id: 'direct-connect-down',
  area: 'link',
  says: {
    ko: 'Direct Connect 회선이 끊김',
    en: 'the Direct Connect line is down',
  },
  symptom: {
    ko: '온프레미스 구간이 느려졌습니다.',
    en: 'The way on-premises has become slow.',
  },
  hints: [
    {
      ko: '트래픽이 VPN으로 우회하고 있습니다.',
      en: 'Traffic takes the VPN instead.',
    },
    {
      ko: '연결(connection)의 상태를 보세요.',
      en: 'Look at the state of the connection.',
    },
  ],
  truth: { code: 'DX_DOWN', resource: connectionId },
  shows: ['Direct Connect'],
  met: 'on the way',
  steps: [{ link: connectionId, up: false }],
};
