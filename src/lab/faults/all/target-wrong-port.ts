import type { Fault } from '../fault.ts';
import { elbv2, web, webGroup } from '../places.ts';

/** One web server is registered with port 443. */
export const targetWrongPort: Fault = {
  id: 'target-wrong-port',
  area: 'balancer',
  says: {
    ko: '웹 서버 한 대가 443 포트로 잘못 등록됨',
    en: 'one web server is registered with port 443',
  },
  symptom: {
    ko: '웹 서비스가 가끔 느리거나 실패한다는 신고가 들어왔습니다.',
    en: 'Users say that the web service fails now and then.',
  },
  hints: [
    {
      ko: '대상의 포트를 하나씩 비교하세요.',
      en: 'Compare the ports of the targets.',
    },
    {
      ko: '다른 셋은 80입니다.',
      en: 'The other three have 80.',
    },
  ],
  truth: { code: 'LB_TARGET_PORT_WRONG', resource: webGroup },
  shows: [web.b2],
  met: 'at the end',
  steps: [
    { call: elbv2('DeregisterTargets', { TargetGroupArn: webGroup, Targets: [{ Id: web.b2, Port: 80 }] }) },
    { call: elbv2('RegisterTargets', { TargetGroupArn: webGroup, Targets: [{ Id: web.b2, Port: 443 }] }) },
  ],
};
