import { conjugated } from './conjugation.ts';

/*
 * What is said with a verb: that somebody does it (a wish), what would happen if somebody did (asked), that nobody may
 * (refused), or that it was done or is a fact (told). Korean says so behind the verb, English before it.
 */

export type Mood = 'wish' | 'asked' | 'refused' | 'told';

const pause = '(?:$|[\\s.!,?~^ㅋㅎㅠㅜ)\\]\'"])';
const after = (source: string): RegExp => new RegExp(`^(?:${source})`);

/** Behind an infinitive (꺼, 열어, 해): 줘, 주세요, 드려, 놔, 둬, 봐, 버려, 라, 야 해 … */
const infinitiveWish = after(
  `\\s?(?:줘|줬으면|줄|주[가-힣]|주고|준|달라|다오|드려|드리|놔|놓[고자으]|놓을|놔둬|둬|두[고자세]|봐|보[자고세]|버려|버리)|라|요(?=${pause})|야\\s?(?:하|해|할(?!까|지)|돼|되|될|됨|함|합|겠|지)|${pause}|\\s?(?:부탁|바람|바랍|요망|ㄱ|please|pls|plz)`,
);
const infinitiveAsked = after(
  '\\s?도\\s?(?:돼|되|될|됩|괜찮|안전|문제|영향|상관|이상)|\\s?보면|\\s?버리면|\\s?놓으면|\\s?놔?두면',
);
/** "열어 놓은", "꺼져": a state. */
const infinitiveTold = after('졌|져|진|지(?!\\s?(?:마|말))|\\s?있|\\s?놓은|\\s?논|\\s?둔|\\s?뒀|\\s?놨|서');
/** Behind a stem (끄, 열, 하): 자, 고, 세요, 십시오, 도록, 기 … */
const stemWish = after(
  `자|고(?!\\s?있)|게\\s?(?:해|하)|도록|세요|셔|시[고죠지면길기겠어]|십시|실|려(?:고|는데|구)|(?:는|으시는)\\s?게\\s?좋|길(?=${pause})|기(?=${pause})|으세요|으십|으시|을래|죠|여\\s?주`,
);
const stemAsked = after('면|려면|으면|으려면');
const stemRefused = after('지\\s?(?:는|도|를)?\\s?(?:마|말|않|못)|면\\s?안');
const doneWish = after('\\s?(?:다음|뒤|후|담)(?:에)?[\\s,]*$');
const pastWish = after('으면\\s?(?:좋|해|하|함|합|싶)');
const toComeWish = after('래|\\s?것(?=\\s?$|[.!])|\\s?필요|\\s?수\\s?있(?:게|도록)');
const toComeAsked = after('\\s?(?:까|경우|때|수)');
const politeWish = after('시다');

/** Forms of a verb, each with what the text behind it may say. */
const judges: readonly [keyof ReturnType<typeof conjugated>, (tail: string) => Mood][] = [
  ['past', (tail) => (pastWish.test(tail) ? 'wish' : 'told')],
  ['infinitive', infinitiveMood],
  ['stem', stemMood],
  ['done', (tail) => (doneWish.test(tail) ? 'wish' : 'told')],
  ['toCome', (tail) => (toComeWish.test(tail) ? 'wish' : toComeAsked.test(tail) ? 'asked' : 'told')],
  ['polite', (tail) => (politeWish.test(tail) ? 'wish' : 'told')],
];

/** A verb with a light verb (중지 + 하다) is as the light verb is. */
const light = ['하', '시키', '돌리', '넣', '걸'].map((stem) =>
  stem === '하'
    ? { stem, infinitive: '해', past: '했', done: '한', toCome: '할', polite: '합', noted: '함' }
    : conjugated(stem),
);

function infinitiveMood(tail: string): Mood {
  if (infinitiveAsked.test(tail)) return 'asked';
  if (infinitiveTold.test(tail)) return 'told';
  return infinitiveWish.test(tail) ? 'wish' : 'told';
}

function stemMood(tail: string): Mood {
  if (stemRefused.test(tail)) return 'refused';
  if (stemAsked.test(tail)) return 'asked';
  return stemWish.test(tail) ? 'wish' : 'told';
}

/** The mood of a verb, whose forms these are, that begins a text. Two forms may be spelt alike (켜): a wish counts. */
export function moodOfForms(forms: ReturnType<typeof conjugated>, text: string): Mood | undefined {
  const moods = judges.flatMap(([form, judge]) =>
    text.startsWith(forms[form]) ? [judge(text.slice(forms[form].length))] : [],
  );
  return (['refused', 'asked', 'wish', 'told'] as const).find((mood) => moods.includes(mood));
}

/** Words that may stand between a noun and its light verb, or that make a wish of a noun alone. */
const between =
  /^\s?(?:을|를|도|만|은|는|이|가)?\s?(?:(?:좀|한\s?번|바로|빨리|얼른|즉시|당장|다시|처리|작업|진행|실행|적용|조치|전부|모두|다|제발|please|지금)(?:을|를)?\s?){0,3}/;
const nounWish = after(
  `부탁|바람|바랍|요청|요망|주[세십시라]|주라|줘|줄\\s?수|줄래|필요|ㄱ|고고|갑시다|가자|가죠|가능할까|가능하(?:실|신)|가능한가|(?:후|뒤|다음|이후)(?:에)?[\\s,]*$|요(?=${pause})|예정|plz|please|pls|좀`,
);
const nounTold = after(
  '됐|되었|된|되어|돼|됨|되는|되나|되고|되지|되|중(?=\\s?(?:인|이|$|[.?]))|상태|여부|인지|이유|원인|안\\s?(?:돼|되)|못|가능(?!하|할)|규칙|정책|설정|오류|에러|실패|내역|이력|방법|법(?=\\s|$)|현황|목록',
);
const nounRefused = after('금지|말고|대신\\s|하?지\\s?(?:마|말|않|못)');
const nounAsked = after('시\\s|시에|가능(?:해|한지|하지|할지)?\\s?\\?');

/** The mood of a noun that 하다 or 시키다 makes a verb, by what stands behind it. */
export function moodOfNoun(tail: string): Mood {
  const direct = tail.replace(/^\s?(?:을|를|도|만|은|는|이|가)?\s?/, '');
  if (nounRefused.test(direct)) return 'refused';
  if (/^하라/.test(direct)) return 'wish';
  if (nounTold.test(direct)) return 'told';
  const rest = tail.replace(between, '');
  for (const forms of light) {
    const mood = moodOfForms(forms, rest);
    if (mood !== undefined) return mood;
  }
  if (nounAsked.test(rest)) return 'asked';
  if (nounWish.test(rest)) return 'wish';
  // A note in key words: "i-0a 중지", "중지, 그리고 …".
  return /^\s?(?:을|를|도|만)?\s?(?:$|[.!,~\n)]|\?$)/.test(tail) || rest === '' ? 'wish' : 'told';
}

/** Words around a request in English that add nothing to what is wished. */
const frame = new Set(
  (
    'a able actually afterwards again ahead all alright also and another any anybody anyone appreciate as asap at be best can chance cool could ' +
    "d dear do favor favour feel finally first folks for free friend go going good got gotta great guys have hello help hey hi hope i i'd " +
    "i'll i'm id if im immediately in is it just kind kindly later lets let's let like ll lord love maybe me mind moment must my need needs next " +
    'nice now of ok okay once one or perhaps pls please plz possible possibly pretty probably quick quickly really right should so some somebody ' +
    "someone sorry step still sure team thanks that then there time to try u up urgent urgently us very wanna want wants was way we we'd we'll we're " +
    "well will wish wonder wondering would x y ya yeah yes yo you you'd you'll your"
  ).split(' '),
);

const asks =
  /\b(?:what (?:happens|would happen|will happen|if|breaks|would break|else)|(?<!mind )(?<!great )(?<!nice )(?<!good )(?<!appreciate it )(?<!wondering )(?<!wonder )if (?:i|we|you)|is it (?:safe|ok|okay|fine|wise|a good idea)|safe to|(?:can|could|may|should|shall|do|must) (?:i|we)(?: safely| just)?|(?:would|will|does|did) (?:it|that|anything|this)|how (?:do|can|to|should|would|does)(?: i| we| you)?|impact of|effect of|effects of|consequences of|risk of|what does it take|what would)\b[^.!]{0,60}$/i;
const refuses =
  /\b(?:don'?t|do not|dont|never|without|not to|shouldn'?t|should not|must not|mustn'?t|can'?t you not|no need to|rather than|instead of|not|stop|avoid|before)\s+(?:\w+\s+){0,2}$/i;
const boundary = /[.,;:!?\n()-](?:\s|$)/g;
/** Before a name at the head of an order: "please, i-0a: stop", "server i-0a stop". */
const address =
  /^(?:\s|please|pls|plz|ok|okay|hey|hi|now|and|then|for|on|the|ec2|instances?|servers?|hosts?|vm|[\uE000-\uF8FF])*$/i;

/** The mood of an English verb by the text before it, back to the beginning of its clause. */
export function moodBefore(before: string): Mood {
  if (refuses.test(before)) return 'refused';
  if (asks.test(before)) return 'asked';
  const from = [...before.matchAll(boundary)].at(-1);
  const opening = from === undefined ? before : before.slice(from.index + from[0].length);
  // "10.1.20.101 stop" is somebody's order; "is 10.1.20.101 open" asks.
  if (/[\uE000-\uF8FF]/.test(opening)) return address.test(opening) ? 'wish' : 'told';
  const words = opening.toLowerCase().match(/[a-z']+|[가-힣]+/g) ?? [];
  return words.every((word) => frame.has(word)) ? 'wish' : 'told';
}
