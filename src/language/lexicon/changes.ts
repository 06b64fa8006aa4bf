/** A verb of change. Parts that are parted by `|` are regular expressions, stems are parted by blanks. */
export interface ChangeVerb {
  /** Korean nouns that 하다 or 시키다 makes verbs. */
  nouns: string;
  /** Korean verbs without their 다. */
  stems: string;
  /** Korean verbs that no stem makes: what they look like up to their last infinitive. */
  set?: string;
  english: string;
  /** English verbs whose particle may stand behind the object: "shut it down". Verb and particle. */
  parted?: readonly [string, string];
}

export const changeVerbs = {
  reboot: {
    nouns: '재부팅|재시작|리셋|리부트|리부팅|리붓|리스타트|재기동|재구동|재가동',
    stems: '재부팅하',
    set: '껐다가?\\s?(?:다시\\s?)?켜|끄고\\s?(?:다시\\s?)?켜|다시\\s?시작해|내렸다가?\\s?(?:다시\\s?)?올려',
    english: 'reboot|re-?start|bounce|power[- ]?cycle|recycle',
  },
  stop: {
    nouns: '중지|정지|중단|셧다운|셧 다운|스톱|스탑|스탚|전원\\s?(?:오프|차단|내림)',
    stems: '멈추 끄 내리 세우',
    english: 'stop|halt|shut\\s?down|power (?:off|down)|turn off|switch off|bring down|take down|suspend',
    parted: ['shut|power|turn|switch|bring|take|spin', 'down|off|offline'],
  },
  start: {
    nouns: '시작|기동|부팅|스타트|가동|구동|전원\\s?(?:온|투입)',
    stems: '켜 올리 살리 띄우 일으키 깨우',
    english:
      'start(?: up)?(?! (?:with|by|from))|boot(?: up)?|power (?:on|up)|turn on|switch on|bring up|bring back(?: up| online)?|spin up|fire up|wake(?: up)?|launch',
    parted: [
      'bring|turn|switch|power|spin|boot|start|fire|get|put|wake',
      '(?:back )?(?:up|on|online|running|alive)(?! (?:to|for) the)|back(?! (?:in|on|to|into))',
    ],
  },
  terminate: { nouns: '종료|터미네이트|영구\\s?삭제|폐기', stems: '없애 죽이', english: 'terminate|destroy|kill' },
  deregister: {
    nouns: '등록\\s?해제|등록\\s?취소|해제|제외|분리|디레지스터',
    stems: '빼 떼 꺼내',
    english: 'de-?register|detach|drain|take (?=\\S{1,3} out)|take out|pull|unregister|eject',
    parted: ['pull|take|get|kick', 'out'],
  },
  register: { nouns: '등록|투입|편입', stems: '붙이 넣 올리 태우 물리', english: 'register|attach|enroll|hook up' },
  replace: {
    nouns: '교체|변경|수정|전환|대체',
    stems: '바꾸 돌리 갈아끼우',
    english: 'replace|change|point|switch|redirect|swap|re-?point|update|reroute|modify',
  },
  open: {
    nouns: '오픈|허용|개방|허가',
    stems: '열 뚫 풀 열어주',
    set: '(?:들어올|접속할|접근할|통신할|붙을)\\s?수\\s?있(?:게|도록)\\s?해|들어오게\\s?해|통하게\\s?해',
    english:
      "open(?: up)?|allow|grant|permit|authori[sz]e|white-?list|let(?!'|\\s(?:me|us|you|him)(?![a-z]))|unblock|expose",
  },
  close: {
    nouns: '차단|클로즈|회수|제한|폐쇄|블락|블록',
    stems: '닫 막 잠그 잠구',
    english:
      'close(?: (?:off|down|up))?|block(?: off)?|revoke|shut(?: off)?|deny|disallow|lock down|restrict|withdraw|(?:stop|no longer) (?:allow|accept|permit)(?:ing)?',
  },
  delete: {
    nouns: '삭제|제거',
    stems: '지우 빼 없애 날리',
    english: 'delete|remove|drop|get rid of|clean up|rip out|take out',
  },
  enable: {
    nouns: '활성화|설정|적용|수집|기록|로깅',
    stems: '켜 남기 쌓 걸 모으',
    english: 'enable|turn on|switch on|activate|set up|start|capture|record|collect|log',
    parted: ['turn|switch|set', 'on|up'],
  },
  add: {
    nouns: '추가|생성|구성|배포|신설|등록',
    stems: '만들 넣 걸 달 잡 뚫 세우 파',
    english:
      'add|create|make|set(?: up)?|put|build|provision|deploy|install|insert|configure|send(?=\\s[\\uE000-\\uF8FF])|route(?=\\s[\\uE000-\\uF8FF])',
    parted: ['set', 'up'],
  },
  fix: {
    nouns:
      '(?:제안|수정|조치|권고|방안|대로)[가-힣 ]{0,6}(?:적용|실행|진행|수행)|수정|조치|해결|복구|고침|개선|처리|픽스|패치|교정',
    stems: '고치 손보 바로잡 잡',
    english:
      'fix(?: up)?|repair|remediate|apply (?:the |that |this |its |your |a )?(?:suggested |recommended |proposed )?(?:fix|remedy|remediation)|apply (?:it|that|this|those|them)(?![a-z])|resolve (?=(?:the |that |this |all )?(?:issue|problem|finding|fault))|correct|patch|sort out|mitigate',
  },
  undo: {
    nouns: '원복|롤백|복원|취소|실행\\s?취소|언두|철회|원상\\s?복구|원상\\s?복귀|되돌리기|무효화',
    stems: '되돌리 무르 돌려놓 물리',
    set: '돌려\\s?놔|원래대로(?:\\s?(?:돌려|해|바꿔|되돌려|복구해?))?(?:\\s?(?:놔|놓))?|없던\\s?(?:일|걸)로\\s?해|예전으로\\s?돌려|이전\\s?상태로\\s?(?:돌려|되돌려|복구해|복원해)',
    english:
      'undo|revert|roll\\s?back|reverse|put (?:it|that|everything|things) back(?! (?:in|on))|roll (?:it|that|this|everything|the (?:last )?change) back|back (?:it |that )?out|cancel',
  },
} as const satisfies Record<string, ChangeVerb>;

/** English words that the verbs and objects of change are made of. */
export const changeWords: ReadonlySet<string> = new Set(
  `${Object.values<ChangeVerb>(changeVerbs)
    .map(({ english, parted }) => `${english} ${parted?.join(' ') ?? ''}`.replaceAll(/-?\?/g, ''))
    .join(
      ' ',
    )} port ports interface gateway inbound ingress rule rules via through towards alarm alert flow logs asap thanks pls plz kindly immediately instead`
    .toLowerCase()
    .match(/[a-z]{2,}/g),
);

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
