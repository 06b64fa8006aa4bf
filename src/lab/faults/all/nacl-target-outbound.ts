import type { Fault } from '../fault.ts';
import { aclOf, allWeb, denyTcp } from '../places.ts';

/** A NACL denies the ephemeral ports of answers to the balancer's node in zone A. */
export const naclTargetOutbound: Fault = {
  id: 'nacl-target-outbound',
  area: 'nacl',
  says: {
    ko: 'NACL이 A 영역 로드 밸런서 노드로 돌아가는 임시 포트를 거부함',
    en: "a NACL denies the ephemeral ports of answers to the balancer's node in zone A",
  },
  symptom: {
    ko: '웹 서비스 전체가 응답하지 않는다는 신고가 들어왔습니다.',
    en: 'Users say that the web service is down.',
  },
  hints: [
    {
      ko: '요청은 대상까지 도착합니다.',
      en: 'Requests do get to the targets.',
    },
    {
      ko: 'NACL은 상태를 기억하지 않습니다. 응답은 어느 포트로 갑니까?',
      en: 'NACLs are stateless. To which ports do answers go?',
    },
  ],
  truth: { code: 'LB_NACL_TARGET_OUTBOUND', resource: aclOf('DMZVPC'), also: ['NACL_BLOCKS_ANSWERS'] },
  shows: allWeb,
  met: 'on the way',
  steps: [{ call: denyTcp('DMZVPC', true, '10.11.11.0/24', [1024, 65535], 52) }],
};
