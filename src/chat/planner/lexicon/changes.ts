/** A verb of change: Korean nouns that 하다 or 시키다 makes verbs, Korean verbs by their stems in use, English verbs. */
export interface ChangeVerb {
  nouns: string;
  stems: string;
  english: string;
}

export const changeVerbs = {
  reboot: {
    nouns: '재부팅|재시작|리부트|리부팅|리스타트|재기동',
    stems: '껐다\\s?켜|다시\\s?시작',
    english: 'reboot|restart|bounce|power[- ]?cycle',
  },
  stop: {
    nouns: '중지|정지|중단|셧다운|스톱|스탑',
    stems: '멈춰|멈추|꺼|끄|내려',
    english: 'stop|halt|shut\\s?down|power (?:off|down)|turn off|switch off|bring down|take down',
  },
  start: {
    nouns: '시작|기동|부팅|스타트|가동',
    stems: '켜|켜주|올려|살려|띄워',
    english: 'start(?: up)?|boot(?: up)?|power (?:on|up)|turn on|switch on|bring up|bring back(?: up)?',
  },
  terminate: { nouns: '종료|터미네이트', stems: '없애', english: 'terminate|destroy|kill' },
  deregister: {
    nouns: '등록\\s?해제|등록\\s?취소|해제|제외|분리',
    stems: '빼|떼',
    english: 'deregister|de-register|detach|drain|take (?=\\S{1,3} out)|take out|pull',
  },
  register: { nouns: '등록', stems: '붙여|넣어|올려', english: 'register|attach' },
  replace: {
    nouns: '교체|변경|수정|전환',
    stems: '바꿔|바꾸|돌려',
    english: 'replace|change|point|switch|redirect|swap|repoint|update',
  },
  open: {
    nouns: '오픈|허용|개방',
    stems: '열어|열고|열자|뚫어|풀어',
    english: 'open(?: up)?|allow|grant|permit|authorize|authorise|whitelist',
  },
  close: {
    nouns: '차단|클로즈|회수|제한',
    stems: '닫아|닫고|닫자|막아|막고|잠가|잠궈',
    english: 'close|block|revoke|shut|deny|disallow|lock down',
  },
  delete: { nouns: '삭제|제거', stems: '지워|지우|빼', english: 'delete|remove|drop' },
  enable: {
    nouns: '활성화|설정|적용|수집',
    stems: '켜|남겨|남기|쌓아',
    english: 'enable|turn on|switch on|activate|set up|start',
  },
  add: {
    nouns: '추가|생성|구성|배포',
    stems: '만들|넣어|걸어|달아|잡아|뚫어',
    english: 'add|create|make|set(?: up)?|put|build|provision|deploy',
  },
  fix: {
    nouns: '(?:제안|수정|조치|권고|방안|대로)[가-힣 ]{0,6}(?:적용|실행|진행|수행)|수정|조치|해결|복구|고침|개선',
    stems: '고쳐|고치|손봐|바로잡아',
    english:
      'fix|repair|remediate|apply (?:the |that |this )?(?:fix|remedy|remediation)|resolve (?=(?:the |that |this )?(?:issue|problem|finding|fault))|correct|patch',
  },
  undo: {
    nouns: '원복|롤백|복원|취소|실행\\s?취소|언두|철회',
    stems: '되돌려|되돌리|물러|무르|돌려\\s?놔|돌려\\s?놓|원래대로',
    english: 'undo|revert|roll\\s?back|reverse|put (?:it|that|everything) back',
  },
} as const satisfies Record<string, ChangeVerb>;

export type Verb = keyof typeof changeVerbs;

/** What is changed, where the kind of a resource does not tell. */
export const changeObjects = {
  port: /포트|(?<![A-Za-z])ports?(?![A-Za-z])|번\s|(?<![A-Za-z])(?:inbound|ingress|인바운드)(?![A-Za-z])/i,
  route: /경로|라우트|라우팅|루트(?!\s?계정)|(?<![A-Za-z])(?:routes?|routing)(?![A-Za-z])/i,
  target: /타겟|타깃|대상|(?<![A-Za-z])(?:targets?|tg)(?![A-Za-z])/i,
  endpoint: /엔드\s?포인트|(?<![A-Za-z])(?:endpoints?|vpce)(?![A-Za-z])/i,
  alarm: /알람|알림|경보|얼람|(?<![A-Za-z])(?:alarms?|alerts?|notify|alert me|notification)(?![A-Za-z])/i,
  flowLog:
    /플로우?\s?로그|흐름\s?로그|(?<![A-Za-z])flow\s?-?logs?(?:ging)?(?![A-Za-z])|(?<![A-Za-z])log(?:ging)? (?:the )?(?:flows?|traffic)/i,
  instance: /인스턴스|서버|호스트|머신|(?<![A-Za-z])(?:instances?|servers?|ec2|hosts?|machines?|vms?|box)(?![A-Za-z])/i,
} as const;

/** AWS services that endpoints are made for, by what people call them. */
export const endpointServices = [
  's3',
  'dynamodb',
  'ecr.api',
  'ecr.dkr',
  'ecr',
  'ssm',
  'ssmmessages',
  'ec2messages',
  'sts',
  'kms',
  'logs',
  'secretsmanager',
  'sqs',
  'sns',
  'monitoring',
  'execute-api',
  'lambda',
  'ec2',
] as const;
