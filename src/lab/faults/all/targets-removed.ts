import type { Fault } from '../fault.ts';
import { elbv2, mgmtGroup, mgmtHost } from '../places.ts';

/** The management balancer's only target was deregistered. */
export const targetsRemoved: Fault = {
  id: 'targets-removed',
  area: 'balancer',
  says: {
    ko: '관리 로드 밸런서의 대상이 모두 등록 취소됨',
    en: "the management balancer's only target was deregistered",
  },
  symptom: {
    ko: 'www.lab.example이 502나 503을 돌려줍니다.',
    en: 'www.lab.example answers 502 or 503.',
  },
  hints: [
    {
      ko: '대상 그룹에 무엇이 들어 있습니까?',
      en: 'What is in the target group?',
    },
    {
      ko: '등록 취소는 CloudTrail에 남습니다.',
      en: 'A deregistration leaves a trace in CloudTrail.',
    },
  ],
  truth: { code: 'LB_NO_TARGETS', resource: mgmtGroup },
  shows: [mgmtHost, mgmtGroup],
  met: 'before',
  steps: [{ call: elbv2('DeregisterTargets', { TargetGroupArn: mgmtGroup, Targets: [{ Id: mgmtHost }] }) }],
};
