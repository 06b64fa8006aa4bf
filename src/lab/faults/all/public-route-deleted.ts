import type { Fault } from '../fault.ts';
import { ec2, tableId } from '../places.ts';

/** The default route of the balancer's subnet in zone A is gone. */
export const publicRouteDeleted: Fault = {
  id: 'public-route-deleted',
  area: 'route',
  says: {
    ko: '로드 밸런서 A 영역 서브넷의 기본 경로가 삭제됨',
    en: "the default route of the balancer's subnet in zone A is gone",
  },
  symptom: {
    ko: '사용자 절반이 접속하지 못합니다.',
    en: 'Half of the users cannot connect.',
  },
  hints: [
    {
      ko: 'DNS가 돌려주는 주소 둘 중 하나만 됩니다.',
      en: 'Of the two addresses in DNS one works.',
    },
    {
      ko: '응답이 인터넷으로 돌아갈 길이 있습니까?',
      en: 'Do answers have a way back to the internet?',
    },
  ],
  truth: { code: 'LB_LISTENER_UNREACHABLE', resource: tableId('DMZVPC-Public-A-RT') },
  shows: ['node a of DMZVPC-alb1'],
  met: 'on the way',
  steps: [
    {
      call: ec2('DeleteRoute', { RouteTableId: tableId('DMZVPC-Public-A-RT'), DestinationCidrBlock: '0.0.0.0/0' }),
    },
  ],
};
