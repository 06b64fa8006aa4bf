import type { Fault } from '../fault.ts';
import { ec2, tableId } from '../places.ts';

/** The default route of the inbound firewall's subnet in zone B is gone. */
export const firewallRouteDeleted: Fault = {
  id: 'firewall-route-deleted',
  area: 'route',
  says: {
    ko: 'B 영역 인바운드 방화벽 서브넷의 기본 경로가 삭제됨',
    en: "the default route of the inbound firewall's subnet in zone B is gone",
  },
  symptom: {
    ko: '사용자 절반이 접속하지 못합니다.',
    en: 'Half of the users cannot connect.',
  },
  hints: [
    {
      ko: '들어오는 패킷은 방화벽을 지나 도착합니다.',
      en: 'Packets come in through the firewall.',
    },
    {
      ko: '방화벽 서브넷에서 인터넷으로 나가는 경로를 보세요.',
      en: "Look at the way from the firewall's subnet to the internet.",
    },
  ],
  truth: { code: 'LB_LISTENER_UNREACHABLE', resource: tableId('DMZVPC-FWIN-B-RT') },
  shows: ['node b of DMZVPC-alb1'],
  met: 'on the way',
  steps: [
    {
      call: ec2('DeleteRoute', { RouteTableId: tableId('DMZVPC-FWIN-B-RT'), DestinationCidrBlock: '0.0.0.0/0' }),
    },
  ],
};
