import type { Fault } from '../fault.ts';
import { aclOf, denyTcp, web } from '../places.ts';

/** A NACL denies port 80 out to the web servers of zone A. */
export const naclBalancerOutbound: Fault = {
  id: 'nacl-balancer-outbound',
  area: 'nacl',
  says: {
    ko: 'NACL이 A 영역 웹 서버로 나가는 80번을 거부함',
    en: 'a NACL denies port 80 out to the web servers of zone A',
  },
  symptom: {
    ko: '웹 서비스가 가끔 느리거나 실패한다는 신고가 들어왔습니다.',
    en: 'Users say that the web service fails now and then.',
  },
  hints: [
    {
      ko: '한쪽 영역의 대상만 Target.Timeout입니다.',
      en: "Only one zone's targets are at Target.Timeout.",
    },
    {
      ko: '보안 그룹은 영역을 가리지 않습니다. 서브넷 단위의 필터는 무엇입니까?',
      en: 'Security groups know no zones. What filters by subnet?',
    },
  ],
  truth: { code: 'LB_NACL_BALANCER_OUTBOUND', resource: aclOf('DMZVPC'), also: ['NACL_BLOCKS_ANSWERS'] },
  shows: [web.a1, web.a2],
  met: 'on the way',
  steps: [{ call: denyTcp('DMZVPC', true, '10.11.20.0/22', [80, 80]) }],
};
