import { josa } from './josa.ts';
import type { Text } from './text.ts';

export const title: Text = { ko: 'netops 데모', en: 'netops demo' };
export const intro = (aside: string | undefined): Text => ({
  ko: `AWS와 같은 프로토콜로 응답하는 실습망(서울 리전, VPC 5개)을 새로 만들었습니다.${aside === undefined ? '' : ` 이전 실습 상태는 ${aside}에 옮겨 두었습니다.`}`,
  en: `A fresh lab that answers in AWS's own protocols (Seoul, 5 VPCs).${aside === undefined ? '' : ` The earlier lab state was set aside: ${aside}.`}`,
});
export const step = {
  analyze: { ko: '1. 네트워크 분석', en: '1. The network' },
  fault: { ko: '2. 장애 하나', en: '2. One fault' },
  nat: { ko: '3. NAT 게이트웨이, 지난 24시간', en: '3. NAT gateways, last 24 hours' },
  security: { ko: '4. 가장 급한 보안 문제', en: '4. The worst security findings' },
  next: { ko: '다음에 해 볼 것', en: 'Try next' },
} satisfies Record<string, Text>;

export const stopped = (name: string, id: string, from: string, to: string): Text => ({
  ko: `${name} (${id}) 인스턴스를 중지했습니다: ${from} → ${to}`,
  en: `Stopped the instance ${name} (${id}): ${from} → ${to}`,
});
export const lost = (balancer: string, before: string, after: string): Text => ({
  ko: `${balancer}의 정상 대상이 ${before}에서 ${josa(after, '으로/로')} 줄었습니다.`,
  en: `${balancer} went from ${before} healthy targets to ${after}.`,
});
export const cause: Text = { ko: '원인', en: 'Cause' };
export const notFound = (name: string): Text => ({
  ko: `실습망에 ${josa(name, '이/가')} 없습니다. netops lab reset으로 되돌리세요.`,
  en: `the lab has no ${name}. Put it back with netops lab reset.`,
});
export const noMetrics: Text = {
  ko: 'NAT 게이트웨이 지표가 없습니다.',
  en: 'There are no metrics of the NAT gateways.',
};
export const natLine = (name: string, down: string, up: string, connections: string): Text => ({
  ko: `${name}: 다운로드 ${down}, 업로드 ${up}, 최대 동시 연결 ${connections}`,
  en: `${name}: ${down} down, ${up} up, at most ${connections} connections`,
});
/** Three commands to go on with. */
export const next: { command: string; says: Text }[] = [
  {
    command: 'netops lb --source lab',
    says: { ko: '방금 낸 장애의 원인과 고칠 명령을 봅니다', en: 'the cause of the fault just made, and what mends it' },
  },
  {
    command: 'netops path internet DMZVPC-alb1:80 --source lab',
    says: {
      ko: '인터넷에서 웹 서버까지 가고 오는 모든 홉',
      en: 'every hop from the internet to a web server and back',
    },
  },
  {
    command: 'netops lab quiz',
    says: { ko: '장애를 하나 몰래 내고 원인을 맞히게 합니다', en: 'makes a fault in secret and lets you find it' },
  },
];
export const files: Text = { ko: '보고서', en: 'Reports' };
