import { josa } from './josa.ts';
import type { Text } from './text.ts';

export const doctorCommand = {
  description: {
    ko: '자격 증명, 호출별 권한, 시계, 엔드포인트, 실행 환경을 점검합니다',
    en: 'check credentials, the permission of each call, the clock, endpoints and the surroundings',
  },
  examples: {
    ko: `예:
  netops doctor --profile prod --region ap-northeast-2
  netops doctor --source lab
  netops doctor --format json | jq '.data.permissions[] | select(.state == "fail")'`,
    en: `Examples:
  netops doctor --profile prod --region ap-northeast-2
  netops doctor --source lab
  netops doctor --format json | jq '.data.permissions[] | select(.state == "fail")'`,
  },
} satisfies Record<string, Text>;

export const sections = {
  title: { ko: '점검 결과', en: 'Health of this set-up' },
  credentials: { ko: '자격 증명', en: 'Credentials' },
  connection: { ko: '연결', en: 'Connection' },
  permissions: { ko: '권한', en: 'Permissions' },
  surroundings: { ko: '실행 환경', en: 'Surroundings' },
} satisfies Record<string, Text>;

export const says = {
  caller: (account: string, arn: string): Text => ({
    ko: `계정 ${account}, 호출자 ${arn}`,
    en: `account ${account}, caller ${arn}`,
  }),
  profile: (name: string): Text => ({ ko: `프로파일 ${name}`, en: `profile ${name}` }),
  role: (arn: string): Text => ({ ko: `역할 ${arn}`, en: `role ${arn}` }),
  noExpiry: { ko: '만료되지 않는 자격 증명', en: 'credentials that do not expire' },
  expires: (minutes: number): Text => ({
    ko: minutes >= 120 ? `${Math.floor(minutes / 60)}시간 뒤 만료` : `${minutes}분 뒤 만료`,
    en: minutes >= 120 ? `expire in ${Math.floor(minutes / 60)} h` : `expire in ${minutes} min`,
  }),
  region: (region: string): Text => ({ ko: `리전 ${region}`, en: `region ${region}` }),
  notAsked: { ko: '자격 증명이 없어 확인하지 못했습니다', en: 'not checked, for want of credentials' },

  clockGood: (seconds: number): Text => ({
    ko: `시계 차이 ${seconds}초`,
    en: `the clock differs from AWS's by ${seconds} s`,
  }),
  clockOff: (seconds: number): Text => ({
    ko: `시계가 AWS와 ${seconds}초 어긋나 있습니다. 5분을 넘으면 AWS가 서명을 거부합니다`,
    en: `the clock differs from AWS's by ${seconds} s; beyond 5 minutes AWS refuses signatures`,
  }),
  clockUnknown: { ko: '시계 차이를 알 수 없습니다', en: 'the clock could not be compared' },
  endpoint: (url: string): Text => ({ ko: `엔드포인트 ${url}`, en: `endpoint ${url}` }),
  ownEndpoint: { ko: 'AWS의 기본 엔드포인트', en: "AWS's own endpoints" },
  serviceEndpoint: (name: string, url: string): Text => ({ ko: `${name}: ${url}`, en: `${name}: ${url}` }),
  proxy: (url: string): Text => ({ ko: `프록시 ${url} 경유`, en: `through the proxy ${url}` }),
  noProxy: { ko: '프록시 없이 직접 연결', en: 'no proxy' },
  caBundle: (path: string): Text => ({ ko: `추가 CA 인증서 ${path}`, en: `more CA certificates: ${path}` }),

  allAllowed: (count: number): Text => ({
    ko: `호출 ${count}종이 모두 허용됩니다`,
    en: `all ${count} calls are allowed`,
  }),
  someAllowed: (allowed: number, failed: number): Text => ({
    ko: `호출 ${allowed}종 허용, ${failed}종 실패`,
    en: `${allowed} calls are allowed, ${failed} fail`,
  }),
  noneAllowed: { ko: '허용되는 호출이 없습니다', en: 'no call is allowed' },
  notTried: (count: number): Text => ({
    ko: `물어볼 대상이 없어 시험하지 못한 호출 ${count}종 (예: 로드 밸런서가 없으면 리스너도 물어볼 수 없음)`,
    en: `${count} calls had nothing to be tried on (no listener can be asked for where there is no load balancer)`,
  }),
  denied: (action: string, code: string, cost: Text): Text => ({
    ko: `${action} (${code}): ${cost.ko}`,
    en: `${action} (${code}): ${cost.en}`,
  }),
  policy: {
    ko: 'docs/iam-policy.json의 정책을 연결하면 모두 허용됩니다',
    en: 'the policy in docs/iam-policy.json allows all of them',
  },

  node: (version: string): Text => ({ ko: `Node.js ${version}`, en: `Node.js ${version}` }),
  nodeOld: (version: string): Text => ({
    ko: `Node.js ${version}: 20.19 이상이 필요합니다`,
    en: `Node.js ${version}: 20.19 or newer is needed`,
  }),
  terminal: (columns: number, color: boolean): Text => ({
    ko: `터미널 ${columns}열, 색 ${color ? '사용' : '사용 안 함'}`,
    en: `terminal of ${columns} columns, ${color ? 'with' : 'without'} colour`,
  }),
  noTerminal: { ko: '터미널이 아닌 곳으로 출력 중', en: 'the output is not a terminal' },
  dataDir: (path: string): Text => ({ ko: `데이터 폴더 ${path}`, en: `data folder ${path}` }),
  dataDirUnwritable: (path: string, code: string): Text => ({
    ko: `데이터 폴더 ${path}에 쓸 수 없습니다 (${code}). NETOPS_HOME으로 다른 폴더를 지정하세요`,
    en: `the data folder ${path} cannot be written (${code}). Name another one with NETOPS_HOME`,
  }),
  labRunning: (endpoint: string): Text => ({
    ko: `실습망 서버 ${josa(endpoint, '이/가')} 실행 중`,
    en: `the lab's server runs at ${endpoint}`,
  }),
  labStopped: {
    ko: '실습망 서버는 꺼져 있습니다 (--source lab은 서버 없이도 됩니다)',
    en: "the lab's server is not running (--source lab works without it)",
  },
  snapshots: (count: number): Text => ({
    ko: `저장된 스냅샷 ${count}개`,
    en: `${count} saved ${count === 1 ? 'snapshot' : 'snapshots'}`,
  }),
} satisfies Record<string, Text | ((...args: never[]) => Text)>;

export const verdict = {
  well: { ko: '모두 정상입니다.', en: 'All is well.' },
  withGaps: (failed: number): Text => ({
    ko: `쓸 수 있습니다. 다만 허용되지 않는 호출 ${failed}종만큼 보고서가 빠집니다.`,
    en: `Usable, but reports lack what ${failed} refused ${failed === 1 ? 'call' : 'calls'} would tell.`,
  }),
  broken: { ko: '지금은 아무것도 읽을 수 없습니다.', en: 'Nothing can be read as it is.' },
} satisfies Record<string, Text | ((...args: never[]) => Text)>;
