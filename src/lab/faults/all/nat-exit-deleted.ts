import type { Fault } from '../fault.ts';
import { ec2, tableId } from '../places.ts';

/** The default route of NAT gateway B's subnet is gone. */
export const natExitDeleted: Fault = {
  id: 'nat-exit-deleted',
  area: 'nat',
  says: {
    ko: 'NAT 게이트웨이 B 서브넷의 기본 경로가 삭제됨',
    en: "the default route of NAT gateway B's subnet is gone",
  },
  symptom: {
    ko: '외부 API 호출이 어떤 서버에서는 되고 어떤 서버에서는 안 됩니다.',
    en: 'Calls to an outside API work from some servers and not from others.',
  },
  hints: [
    {
      ko: '안 되는 서버는 모두 같은 NAT 게이트웨이로 나갑니다.',
      en: 'What fails leaves by the same NAT gateway.',
    },
    {
      ko: 'NAT 게이트웨이가 있는 서브넷의 라우트 테이블을 보세요.',
      en: "Look at the route table of the NAT gateway's own subnet.",
    },
  ],
  truth: { code: 'ROUTE_EXIT_BROKEN', resource: tableId('DMZVPC-NATGW-B-RT') },
  shows: ['exit of zone b'],
  met: 'at the end',
  steps: [
    { call: ec2('DeleteRoute', { RouteTableId: tableId('DMZVPC-NATGW-B-RT'), DestinationCidrBlock: '0.0.0.0/0' }) },
  ],
};
