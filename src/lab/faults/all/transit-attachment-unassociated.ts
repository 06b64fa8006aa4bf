import { attachmentId, tgwRouteTableId } from '../../seed/transit-gateway.ts';
import type { Fault } from '../fault.ts';
import { ec2 } from '../places.ts';

/** VPC02's attachment is associated with no transit gateway table. */
export const transitAttachmentUnassociated: Fault = {
  id: 'transit-attachment-unassociated',
  area: 'route',
  says: {
    ko: 'VPC02 연결의 Transit Gateway 라우트 테이블 연관이 해제됨',
    en: "VPC02's attachment is associated with no transit gateway table",
  },
  symptom: {
    ko: 'VPC02에서 밖으로 아무것도 나가지 못합니다.',
    en: 'Nothing gets out of VPC02.',
  },
  hints: [
    {
      ko: 'VPC02의 패킷은 Transit Gateway까지는 갑니다.',
      en: "VPC02's packets do get to the transit gateway.",
    },
    {
      ko: '그 연결로 들어온 패킷을 어느 테이블이 처리합니까?',
      en: 'Which table decides for what comes in there?',
    },
  ],
  truth: { code: 'TGW_ATTACHMENT_NO_TABLE', resource: attachmentId('VPC02') },
  shows: ['attachment of VPC02'],
  met: 'on the way',
  steps: [
    {
      call: ec2('DisassociateTransitGatewayRouteTable', {
        TransitGatewayRouteTableId: tgwRouteTableId,
        TransitGatewayAttachmentId: attachmentId('VPC02'),
      }),
    },
  ],
};
