import type { Fault } from '../fault.ts';
import { ec2, web } from '../places.ts';

/** One web server is stopped. */
export const targetStopped: Fault = {
  id: 'target-stopped',
  area: 'instance',
  says: {
    ko: '웹 서버 한 대가 중지됨',
    en: 'one web server is stopped',
  },
  symptom: {
    ko: '웹 서비스가 가끔 느리거나 실패한다는 신고가 들어왔습니다.',
    en: 'Users say that the web service fails now and then.',
  },
  hints: [
    {
      ko: '대상 그룹의 대상 상태를 보세요.',
      en: 'Look at the state of the targets.',
    },
    {
      ko: 'unused인 대상의 인스턴스 상태는 무엇입니까?',
      en: 'In which state is the instance of the unused target?',
    },
  ],
  truth: { code: 'LB_TARGET_STOPPED', resource: web.b2 },
  shows: [web.b2],
  met: 'before',
  steps: [{ call: ec2('StopInstances', { InstanceIds: [web.b2] }) }],
};
