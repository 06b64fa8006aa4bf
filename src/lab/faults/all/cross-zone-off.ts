import type { Fault } from '../fault.ts';
import { elbv2, mgmtGroup } from '../places.ts';

/** Cross-zone balancing is off, and one zone has no target. */
export const crossZoneOff: Fault = {
  id: 'cross-zone-off',
  area: 'balancer',
  says: {
    ko: '대상이 한 영역에만 있는데 교차 영역 로드 밸런싱이 꺼짐',
    en: 'cross-zone balancing is off, and one zone has no target',
  },
  symptom: {
    ko: 'www.lab.example 요청의 절반이 503입니다.',
    en: 'Half of the requests for www.lab.example end in 503.',
  },
  hints: [
    {
      ko: '실패하는 요청은 모두 한 노드로 들어옵니다.',
      en: 'What fails came in by one node.',
    },
    {
      ko: '그 영역에 대상이 있습니까?',
      en: 'Does that zone have a target?',
    },
  ],
  truth: { code: 'LB_ZONE_EMPTY', resource: mgmtGroup },
  shows: ['zones of mgmtvpc-alb'],
  met: 'on the way',
  steps: [
    {
      call: elbv2('ModifyTargetGroupAttributes', {
        TargetGroupArn: mgmtGroup,
        Attributes: [{ Key: 'load_balancing.cross_zone.enabled', Value: 'false' }],
      }),
    },
  ],
};
