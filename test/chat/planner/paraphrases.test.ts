import { expect, test } from 'vitest';
import type { Intent, PlanContext } from '../../../src/chat/planner/plan.ts';
import { plan } from '../../../src/chat/planner/planner.ts';
import { labInventory } from './lab-names.ts';

/*
 * The same wish in every ending, frame, spacing and with a slip of the keyboard has the same plan. Sets of prompts show
 * what somebody thought of; this shows what nobody thinks of.
 */

const context: PlanContext = {
  now: new Date('2026-11-23T05:00:00Z'),
  zone: 'Asia/Seoul',
  inventory: labInventory,
  history: [],
  lang: 'ko',
};
const words = (text: string): string[] => text.split('|');
const server = 'i-06ab0389cfa6b82d5';

/** Prompts whose plan is another than it should be. */
function wrong(prompts: readonly string[], expected: string): string[] {
  return prompts.filter((prompt) => {
    const { steps, question } = plan(prompt, context);
    const said = steps.map((s) => (s.intent === 'change' ? `${s.change?.action} ${s.resources?.join()}` : s.intent));
    return question !== undefined || said.join('; ') !== expected;
  });
}

const nounEndings = words(
  '|.|!|해|해줘|해 줘|해줘요|해주세요|해 주세요|해주십시오|해라|해다오|해주라|하세요|하십시오|하자|합시다|해놔|해 둬|해버려|' +
    '부탁|부탁해|부탁해요|부탁드려요|부탁드립니다|좀|좀 해줘|좀 부탁|해 줄래|해줄래?|해주실래요?|해 주시겠어요?|해줄 수 있어?|해 주실 수 있나요?|' +
    '시켜줘|시켜 주세요|하고 싶어|하고 싶습니다|해야 해|해야 합니다|해야 돼|하려고 합니다|했으면 좋겠어|해줬으면 해|해주면 좋겠어|' +
    '해주시면 감사하겠습니다|해주길|하도록 해|바람|바랍니다|요청|요청드립니다|필요합니다|진행해줘|처리해줘|를 진행해 주세요|ㄱㄱ',
);
const infinitiveEndings = words(
  '줘|주세요|라|줄래|주라|요|놔|버려|야 해|야 합니다|주십시오|줄 수 있어?|주실래요|주면 좋겠어|봐| 줘| 주세요| 줄래?|줘요|다오|달라',
);
const stemEndings = words('자|고 싶어|고 싶습니다|세요|십시오|도록 해');

const koreanVerbs = {
  'stop-instance': { nouns: '중지|정지|셧다운|스탑|중단', infinitives: '꺼|멈춰|내려', stems: '끄|멈추|내리' },
  'start-instance': {
    nouns: '시작|기동|부팅|가동|스타트',
    infinitives: '켜|올려|살려|띄워',
    stems: '켜|올리|살리|띄우',
  },
  'reboot-instance': { nouns: '재부팅|재시작|리부트|재기동|리스타트', infinitives: '껐다 켜', stems: '' },
};

test.each(Object.entries(koreanVerbs))('%s in every Korean ending', (action, { nouns, infinitives, stems }) => {
  const endings = (heads: string, tails: readonly string[]): string[] =>
    words(heads).flatMap((head) => (head === '' ? [] : tails.map((tail) => head + tail)));
  const spoken = [
    ...endings(nouns, nounEndings),
    ...endings(infinitives, infinitiveEndings),
    ...endings(stems, stemEndings),
  ];
  const prompts = spoken.flatMap((verb) => [`${server} ${verb}`, `인스턴스 ${server}를 ${verb}`]);
  expect(wrong(prompts, `${action} ${server}`)).toEqual([]);
});

const frames = words(
  'X|please X|pls X|could you X|can you please X|would you X please|i want you to X|i need to X|we need to X|' +
    "i'd like to X|i would like you to X|let's X|go ahead and X|can u X|kindly X|X now|X asap|X please|hey, X|ok, X|now X|" +
    'help me X|you should X|we should X|i need you to X|please just X|quickly X|X for me|X, thanks|could you possibly X?|' +
    'i want to X|time to X|be so kind as to X|it would be great if you could X|i was wondering if you could X|' +
    'any chance you could X?|Hi team, please X|can we get you to X|sorry, could you X|urgent: X|gotta X|you must X|' +
    'feel free to X|try to X|is it possible for you to X',
);
const englishVerbs = {
  'stop-instance': 'stop O|shut down O|shut O down|turn off O|turn O off|power off O|halt O|take down O|bring O down',
  'start-instance': 'start O|boot O|turn on O|turn O on|power O on|bring up O|bring O back up|spin up O|fire up O',
  'reboot-instance': 'reboot O|restart O|bounce O|power cycle O',
};

test.each(Object.entries(englishVerbs))('%s in every English frame', (action, verbs) => {
  const prompts = words(verbs).flatMap((verb) => frames.map((frame) => frame.replace('X', verb.replace('O', server))));
  expect(wrong(prompts, `${action} ${server}`)).toEqual([]);
});

test.each([
  ['시작', '했어?|하지 마|하지 말아줘|하면 어떻게 돼?|하지 않아도 돼|됐어?|한 이유가 뭐야?|하는 방법 알려줘'],
  [
    '중지',
    '했나요?|하지 마세요|하지 말고 상태만 보여줘|하면 영향 있어?|됐는지 확인해줘|된 거 왜 그래?|돼 있어?|하지는 마',
  ],
])('%s that is told, asked or refused is no change', (verb, endings) => {
  const changed = words(endings).filter((ending) =>
    plan(`${server} ${verb}${ending}`, context).steps.some((s) => s.intent === 'change' && s.change?.preview !== true),
  );
  expect(changed).toEqual([]);
});

const koreanSubjects: [Intent, string][] = [
  ['lb', 'ALB 상태|로드밸런서|타겟 그룹 헬스'],
  ['nat', 'NAT 게이트웨이|NAT 사용량|NAT 게이트웨이 트래픽'],
  ['dns', 'DNS 설정|DNS|리졸버 규칙'],
  ['hybrid', '전용선|VPN 터널|BGP 세션'],
  ['security', '보안 취약점|보안|보안그룹 위험 규칙'],
  ['exposure', '인터넷 노출|외부 노출 현황|퍼블릭 노출'],
  ['cost', '네트워크 비용|비용|요금'],
  ['overview', '네트워크 구성|VPC 현황|네트워크 토폴로지'],
];
const readingEndings = words(
  '확인해줘|점검해줘|확인해 주세요|확인 좀|점검 부탁드립니다|봐줘|좀 봐줄래?|알려줘|알려 주세요|분석해줘|체크|체크해라|어때?|보여줘|' +
    '살펴봐 주세요|조사해줘|확인 부탁|확인하고 싶어요|확인해야 해|점검해 주실 수 있나요?|리포트 뽑아줘|확인해봐|확인 바랍니다|점검하자|' +
    '확인 가능할까요?|확인요|검토해줘|정리해줘|파악해줘|조회해줘|한번 봐주세요',
);

test.each(koreanSubjects)('%s in every Korean ending, spaced or not', (intent, subjects) => {
  const prompts = words(subjects).flatMap((subject) =>
    readingEndings.flatMap((ending) => [`${subject} ${ending}`, `${subject}${ending}`, `${subject}을 ${ending}`]),
  );
  expect(wrong(prompts, intent)).toEqual([]);
});

const englishSubjects: [Intent, string][] = [
  ['lb', 'the load balancers|our ALBs|target group health'],
  ['nat', 'the NAT gateways|NAT gateway usage|our NAT'],
  ['security', 'our security posture|network security'],
  ['exposure', 'our internet exposure|what is exposed to the internet'],
  ['cost', 'network costs|our network spend|the cost of the network'],
  ['overview', 'the network topology|our network layout|the VPC configuration'],
];
const readingFrames = words(
  'check X|please check X|can you check X|could you look at X|take a look at X|show me X|show X|give me a report on X|' +
    'i want to see X|let me see X|i need a summary of X|review X|analyze X|analyse X please|have a look at X|inspect X|' +
    "report on X|what about X|how about X|X please|X?|X|i'd like to know about X|can i see X|look into X|" +
    'examine X for me|investigate X|i need X checked|run a check on X|go over X',
);

test.each(englishSubjects)('%s in every English frame', (intent, subjects) => {
  const prompts = words(subjects).flatMap((subject) => readingFrames.map((frame) => frame.replace('X', subject)));
  expect(wrong(prompts, intent)).toEqual([]);
});

/** One letter too few, twice, swapped with the next, or another: after the first letter, that people hardly miss. */
function* slips(word: string): Generator<string> {
  for (let i = 1; i < word.length; i++) {
    yield word.slice(0, i) + word.slice(i + 1);
    yield word.slice(0, i) + word[i] + word.slice(i);
    yield `${word.slice(0, i)}${'qwxz'[i % 4]}${word.slice(i + 1)}`;
    if (i + 1 < word.length) yield word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2);
  }
}

test.each([
  ['check the load _ status', 'balancer', 'lb'],
  ['NAT _ bandwidth report', 'gateway', 'nat'],
  ['run a _ audit', 'security', 'security'],
  ['find _ in the network', 'vulnerabilities', 'security'],
  ['internet _ check', 'exposure', 'exposure'],
  ['network _ please', 'topology', 'overview'],
  ['describe the network _', 'architecture', 'overview'],
  ['_ the whole network', 'diagnose', 'diagnose'],
  ['check the _ status', 'tunnel', 'hybrid'],
  ['check the _ rules', 'resolver', 'dns'],
  [`_ ${server}`, 'reboot', `reboot-instance ${server}`],
  [`please _ ${server}`, 'restart', `reboot-instance ${server}`],
  ['_ the path from 10.1.20.101 to 10.2.20.101 port 443', 'trace', 'path'],
  ['is 10.2.20.101 _ from 10.1.20.101', 'reachable', 'path'],
])('%s with a slip in %s', (prompt, word, expected) => {
  const prompts = [...slips(word)].map((slip) => prompt.replace('_', slip));
  // Some slips are other words ("trance", "unrest"): nearly all must be understood.
  expect(wrong(prompts, expected).length / prompts.length, wrong(prompts, expected).join('\n')).toBeLessThan(0.05);
});
