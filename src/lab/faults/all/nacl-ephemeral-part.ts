import type { Fault } from '../fault.ts';
import { aclOf, allWeb, denyTcp } from '../places.ts';

/** A NACL denies the lower part of the ephemeral range. */
export const naclEphemeralPart: Fault = {
  id: 'nacl-ephemeral-part',
  area: 'nacl',
  says: {
    ko: 'NACL이 임시 포트의 앞쪽 절반을 거부함',
    en: 'a NACL denies the lower part of the ephemeral range',
  },
  symptom: {
    ko: '웹 서비스가 될 때도 있고 안 될 때도 있습니다.',
    en: 'The web service works, and then it does not.',
  },
  hints: [
    {
      ko: '같은 요청이 소스 포트에 따라 성공하고 실패합니다.',
      en: 'The same request works or fails by its source port.',
    },
    {
      ko: '로드 밸런서는 1024-65535를 씁니다.',
      en: 'Load balancers use 1024-65535.',
    },
  ],
  truth: { code: 'LB_NACL_TARGET_OUTBOUND', resource: aclOf('DMZVPC'), also: ['NACL_BLOCKS_ANSWERS'] },
  shows: allWeb,
  met: 'on the way',
  steps: [{ call: denyTcp('DMZVPC', true, '10.11.12.0/24', [1024, 32767], 54) }],
};
