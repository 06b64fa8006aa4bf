import type { Fault } from '../fault.ts';
import { ec2, tableId } from '../places.ts';

/** The default route of the outbound firewall's subnet in zone B is gone. */
export const firewallExitDeleted: Fault = {
  id: 'firewall-exit-deleted',
  area: 'route',
  says: {
    ko: 'B 영역 아웃바운드 방화벽 서브넷의 기본 경로가 삭제됨',
    en: "the default route of the outbound firewall's subnet in zone B is gone",
  },
  symptom: {
    ko: 'B 영역 서버가 인터넷에 나가지 못합니다.',
    en: 'Servers of zone B cannot reach the internet.',
  },
  hints: [
    {
      ko: '패킷은 방화벽까지는 갑니다.',
      en: 'Packets do get to the firewall.',
    },
    {
      ko: '방화벽 다음에는 어디로 갑니까?',
      en: 'Where do they go after the firewall?',
    },
  ],
  truth: { code: 'ROUTE_EXIT_BROKEN', resource: tableId('DMZVPC-FWOUT-B-RT') },
  shows: ['exit of zone b'],
  met: 'on the way',
  steps: [
    { call: ec2('DeleteRoute', { RouteTableId: tableId('DMZVPC-FWOUT-B-RT'), DestinationCidrBlock: '0.0.0.0/0' }) },
  ],
};
