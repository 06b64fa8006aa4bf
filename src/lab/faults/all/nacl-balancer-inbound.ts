import type { Fault } from '../fault.ts';
import { aclOf, denyTcp, web } from '../places.ts';

/** A NACL denies answers from the web servers of zone B. */
export const naclBalancerInbound: Fault = {
  id: 'nacl-balancer-inbound',
  area: 'nacl',
  says: {
    ko: 'NACL이 B 영역 웹 서버에서 돌아오는 응답을 거부함',
    en: 'a NACL denies answers from the web servers of zone B',
  },
  symptom: {
    ko: '웹 서비스가 가끔 느리거나 실패한다는 신고가 들어왔습니다.',
    en: 'Users say that the web service fails now and then.',
  },
  hints: [
    {
      ko: '한쪽 영역의 대상만 비정상입니다.',
      en: "Only one zone's targets are unhealthy.",
    },
    {
      ko: '응답이 로드 밸런서 서브넷으로 들어올 때 무엇을 거칩니까?',
      en: "What do answers pass when they enter the balancer's subnet?",
    },
  ],
  truth: { code: 'LB_NACL_BALANCER_INBOUND', resource: aclOf('DMZVPC'), also: ['NACL_BLOCKS_ANSWERS'] },
  shows: [web.b1, web.b2],
  met: 'on the way',
  steps: [{ call: denyTcp('DMZVPC', false, '10.11.24.0/22', [1024, 65535], 53) }],
};
