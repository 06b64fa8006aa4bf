import { labId } from '../../seed/ids.ts';
import { attachmentId } from '../../seed/transit-gateway.ts';
import type { Fault } from '../fault.ts';
import { ec2 } from '../places.ts';

/** VPC01's transit gateway attachment lost its subnet in zone B. */
export const transitZoneRemoved: Fault = {
  id: 'transit-zone-removed',
  area: 'route',
  says: {
    ko: 'VPC01의 Transit Gateway 연결에서 B 영역 서브넷이 빠짐',
    en: "VPC01's transit gateway attachment lost its subnet in zone B",
  },
  symptom: {
    ko: 'VPC01의 B 영역 서버만 밖으로 나가지 못합니다.',
    en: "Only VPC01's servers of zone B get nowhere.",
  },
  hints: [
    {
      ko: 'A 영역 서버는 같은 경로로 잘 나갑니다.',
      en: "Zone A's servers get out by the same route.",
    },
    {
      ko: 'Transit Gateway 연결은 서브넷이 있는 영역의 트래픽만 받습니다.',
      en: 'An attachment takes only traffic of zones that it has a subnet in.',
    },
  ],
  truth: { code: 'TGW_ATTACHMENT_ZONE_MISSING', resource: attachmentId('VPC01') },
  shows: ['VPC01 in zone b'],
  met: 'on the way',
  steps: [
    {
      call: ec2('ModifyTransitGatewayVpcAttachment', {
        TransitGatewayAttachmentId: attachmentId('VPC01'),
        RemoveSubnetIds: [labId('subnet', 'VPC01-TGWSubnetB')],
      }),
    },
  ],
};
