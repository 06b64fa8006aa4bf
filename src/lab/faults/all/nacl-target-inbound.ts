import type { Fault } from '../fault.ts';
import { aclOf, allWeb, denyTcp } from '../places.ts';

/** A NACL denies port 80 in from the balancer's node in zone B. */
export const naclTargetInbound: Fault = {
  id: 'nacl-target-inbound',
  area: 'nacl',
  says: {
    ko: 'NACL이 B 영역 로드 밸런서 노드에서 들어오는 80번을 거부함',
    en: "a NACL denies port 80 in from the balancer's node in zone B",
  },
  symptom: {
    ko: '웹 서비스 전체가 응답하지 않는다는 신고가 들어왔습니다.',
    en: 'Users say that the web service is down.',
  },
  hints: [
    {
      ko: '노드 하나의 상태 검사만 막혀도 대상은 비정상입니다.',
      en: 'One node that cannot check is enough.',
    },
    {
      ko: 'NACL의 인바운드 규칙을 번호 순서로 읽으세요.',
      en: "Read the NACL's inbound rules in order.",
    },
  ],
  truth: { code: 'LB_NACL_TARGET_INBOUND', resource: aclOf('DMZVPC'), also: ['NACL_BLOCKS_ANSWERS'] },
  shows: allWeb,
  met: 'on the way',
  steps: [{ call: denyTcp('DMZVPC', false, '10.11.12.0/24', [80, 80], 51) }],
};
