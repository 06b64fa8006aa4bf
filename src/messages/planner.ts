import type { Text } from './text.ts';

const list = (items: readonly string[]): string => items.join(', ');

/** What the chat asks back when a prompt is not clear. */
export const ask = {
  instance: { ko: '어느 인스턴스를 말씀하시나요?', en: 'Which instance?' },
  resource: { ko: '어느 리소스에 적용할까요?', en: 'On which resource?' },
  group: { ko: '어느 보안 그룹을 변경할까요?', en: 'Which security group?' },
  port: { ko: '어느 포트인가요?', en: 'Which port?' },
  peer: { ko: '어느 대역이나 보안 그룹에서 오는 접속인가요?', en: 'From which CIDR or security group?' },
  route: {
    ko: '어느 라우팅 테이블에서 어느 대상으로 보내는 경로인가요?',
    en: 'In which route table, and to which target?',
  },
  target: { ko: '어느 타겟 그룹의 어느 타겟인가요?', en: 'Which target, of which target group?' },
  what: { ko: '무엇을 어떻게 변경할까요?', en: 'What shall be changed, and how?' },
  terminate: {
    ko: '인스턴스 종료(삭제)는 지원하지 않습니다. 대신 중지할까요?',
    en: 'Terminating instances is not supported. Stop it instead?',
  },
  unsupported: {
    ko: '리소스 삭제는 지원하지 않습니다. 경로, 포트 규칙, 타겟은 지울 수 있습니다. 무엇을 지울까요?',
    en: 'Resources cannot be deleted from here; routes, port rules and targets can. What shall be removed?',
  },
  from: { ko: '어디에서 접속하는 경로인가요?', en: 'From where?' },
  to: { ko: '어디로 접속하는 경로인가요?', en: 'To where?' },
  reference: {
    ko: '앞에서 다룬 리소스 중에 해당하는 것이 없습니다. 어느 리소스인가요?',
    en: 'Nothing so far fits that. Which resource?',
  },
  refused: {
    ko: '변경하지 않습니다. 대신 무엇을 확인할까요?',
    en: 'Nothing will be changed. What shall be looked at instead?',
  },
  symptom: { ko: '어디의 문제인가요?', en: 'Where is the trouble?' },
  subject: { ko: '무엇을 확인할까요?', en: 'What shall be looked at?' },
  meant: (typed: string, likely: readonly string[]): Text => ({
    ko: `"${typed}"은 없는 이름입니다. ${list(likely)} 중 어느 것인가요?`,
    en: `There is no "${typed}". Which one: ${list(likely)}?`,
  }),
};

/** Subjects to choose from, when all that is known is that something is wrong. */
export const symptomChoices: Record<'ko' | 'en', readonly string[]> = {
  ko: ['NAT 게이트웨이 상태', '로드 밸런서와 타겟 상태', '두 지점 사이의 경로', '하이브리드 연결 상태', '전체 진단'],
  en: [
    'NAT gateways',
    'load balancers and targets',
    'the path between two hosts',
    'hybrid connections',
    'diagnose everything',
  ],
};
