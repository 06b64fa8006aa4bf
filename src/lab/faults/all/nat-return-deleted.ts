import type { Fault } from '../fault.ts';
import { ec2, tableId } from '../places.ts';

/** The NAT gateway's subnet in zone A has no way back to VPC01. */
export const natReturnDeleted: Fault = {
  id: 'nat-return-deleted',
  area: 'nat',
  says: {
    ko: 'NAT 게이트웨이 A 서브넷에서 VPC01로 돌아가는 경로가 삭제됨',
    en: "the NAT gateway's subnet in zone A has no way back to VPC01",
  },
  symptom: {
    ko: 'VPC01의 서버가 인터넷에 나가지 못합니다. VPC02는 됩니다.',
    en: "VPC01's servers cannot reach the internet; VPC02's can.",
  },
  hints: [
    {
      ko: '요청은 NAT 게이트웨이를 지나 나갑니다.',
      en: 'Requests do leave through the NAT gateway.',
    },
    {
      ko: 'NAT 게이트웨이가 받은 응답은 어느 경로로 VPC01에 돌아갑니까?',
      en: 'By which route do answers get from the NAT gateway to VPC01?',
    },
  ],
  truth: { code: 'NAT_NO_RETURN', resource: tableId('DMZVPC-NATGW-A-RT') },
  shows: ['VPC01 through NAT gateway A'],
  met: 'at the end',
  steps: [
    {
      call: ec2('DeleteRoute', { RouteTableId: tableId('DMZVPC-NATGW-A-RT'), DestinationCidrBlock: '10.1.0.0/16' }),
    },
  ],
};
