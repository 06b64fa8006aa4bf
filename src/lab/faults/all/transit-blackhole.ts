import { tgwRouteTableId } from '../../seed/transit-gateway.ts';
import type { Fault } from '../fault.ts';
import { ec2 } from '../places.ts';

/** The transit gateway's route to VPC01 is a blackhole. */
export const transitBlackhole: Fault = {
  id: 'transit-blackhole',
  area: 'route',
  says: {
    ko: 'Transit Gateway의 VPC01 경로가 blackhole로 바뀜',
    en: "the transit gateway's route to VPC01 is a blackhole",
  },
  symptom: {
    ko: 'VPC01의 서버에 아무도 접속하지 못합니다.',
    en: 'Nobody gets to the servers of VPC01.',
  },
  hints: [
    {
      ko: 'VPC 안의 라우트 테이블은 멀쩡합니다.',
      en: 'The tables inside the VPCs are fine.',
    },
    {
      ko: 'Transit Gateway 라우트 테이블에서 10.1.0.0/16을 찾아보세요.',
      en: "Look up 10.1.0.0/16 in the transit gateway's table.",
    },
  ],
  truth: { code: 'TGW_ROUTE_BLACKHOLE', resource: tgwRouteTableId },
  shows: ['transit route to VPC01'],
  met: 'on the way',
  steps: [
    {
      call: ec2('DeleteTransitGatewayRoute', {
        TransitGatewayRouteTableId: tgwRouteTableId,
        DestinationCidrBlock: '10.1.0.0/16',
      }),
    },
    {
      call: ec2('CreateTransitGatewayRoute', {
        TransitGatewayRouteTableId: tgwRouteTableId,
        DestinationCidrBlock: '10.1.0.0/16',
        Blackhole: true,
      }),
    },
  ],
};
