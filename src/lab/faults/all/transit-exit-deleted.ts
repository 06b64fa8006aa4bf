import type { Fault } from '../fault.ts';
import { ec2, tableId } from '../places.ts';

/** The default route of DMZVPC's transit gateway subnet in zone A is gone. */
export const transitExitDeleted: Fault = {
  id: 'transit-exit-deleted',
  area: 'route',
  says: {
    ko: 'DMZVPC의 A 영역 Transit Gateway 서브넷에서 기본 경로가 삭제됨',
    en: "the default route of DMZVPC's transit gateway subnet in zone A is gone",
  },
  symptom: {
    ko: 'VPC01과 VPC02의 인터넷 접속이 될 때도 있고 안 될 때도 있습니다.',
    en: 'The internet comes and goes for VPC01 and VPC02.',
  },
  hints: [
    {
      ko: '어플라이언스 모드는 연결마다 영역 하나를 고릅니다.',
      en: 'Appliance mode picks one zone for each connection.',
    },
    {
      ko: 'DMZVPC에 들어온 패킷은 연결 서브넷의 라우트 테이블을 따릅니다.',
      en: "What enters DMZVPC goes by the table of the attachment's subnet.",
    },
  ],
  truth: { code: 'ROUTE_EXIT_BROKEN', resource: tableId('DMZVPC-TGW-A-RT') },
  shows: ['transit exit of zone a', 'VPC01 through NAT gateway A'],
  met: 'on the way',
  steps: [
    { call: ec2('DeleteRoute', { RouteTableId: tableId('DMZVPC-TGW-A-RT'), DestinationCidrBlock: '0.0.0.0/0' }) },
  ],
};
