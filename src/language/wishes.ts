import { conjugated } from './conjugation.ts';
import { type ChangeVerb, changeVerbs, type Verb } from './lexicon/changes.ts';
import { type Mood, moodBefore, moodOfForms, moodOfNoun } from './mood.ts';
import { mark } from './prompt-text.ts';

/*
 * The verbs of change that a clause wishes for or asks about: "중지해줘", "stop", "shut it down", "needs a restart".
 */

export interface Wish {
  verb: Verb;
  /** Asked "what if", not wished. */
  asked: boolean;
}

interface Said {
  verb: Verb;
  mood: Mood;
  at: number;
  length: number;
}

/** What a verb may follow without a blank: its object and its particle. */
const joint =
  '(?<![가-힣]|다시\\s)(?:다시\\s?)?|(?<=(?:[을를은는도좀만]|서버|인스턴스|호스트|머신|전원|포트|로그|알람|알림|경로|라우트|엔드포인트|그룹|타겟|타깃|다시|싹|다|전부|모두|번))';

const reference = `${mark}|it|that|this|them|those|these|both|(?:the |that |this |my |our )?(?:\\w+ )?(?:instances?|servers?|hosts?|machines?|box|vms?|one|change|logs?|flow logs|alarms?|everything)`;

const patterns = (Object.entries(changeVerbs) as [Verb, ChangeVerb][]).map(
  ([verb, { nouns, stems, set, english, parted }]) => {
    const conjugations = stems.split(' ').map(conjugated);
    const heads = [...new Set(conjugations.flatMap((forms) => Object.values(forms) as string[]))].sort(
      (a, b) => b.length - a.length,
    );
    const word = `(?:${english})`;
    return {
      verb,
      conjugations,
      nouns: new RegExp(`(?:${nouns})`, 'g'),
      stems: new RegExp(`(?:${joint})(?=${heads.join('|')})`, 'g'),
      set: set === undefined ? undefined : new RegExp(`(?:${set})`, 'g'),
      english: new RegExp(`(?<![A-Za-z-])${word}(?![A-Za-z-])`, 'gi'),
      gerund: new RegExp(
        `(?<=(?<![a-z])(?:mind|try|by|consider|start|suggest)\\s(?:\\w+\\s)?)${word}(?:[a-z])?ing(?![a-z])`,
        'gi',
      ),
      mixed: new RegExp(
        `(?<![A-Za-z-])${word}(?=(?:\\s?(?:을|를|도|만|좀|한번|한 번)?\\s?|\\s(?![^가-힣]*(?:check|show|list|scan|audit|find|report|test|review|trace|analy))[^가-힣.!?,]{1,40}?)(?:해|시켜|하|좀|부탁|시키|요청|처리|ㄱ|필요|바랍|바람|했으면|요(?![가-힣])))`,
        'gi',
      ),
      trailing: new RegExp(
        `(?<=${mark}\\s?(?:를|을|은|는)?\\s?)${word}(?=\\s?(?:plz|pls|please|now|asap|[.!]|$))`,
        'gi',
      ),
      parted:
        parted === undefined
          ? undefined
          : new RegExp(
              `(?<![A-Za-z-])(?:${parted[0]})\\s(?:${reference})(?:\\s(?:and|,)?\\s?${mark})*\\s(?:${parted[1]})(?![A-Za-z-])`,
              'gi',
            ),
    };
  },
);

/** "I need i-0a stopped", "get it rebooted", "it should be stopped". */
const passive = new RegExp(
  `(?<![a-z])(?:needs?|want|get|have|like|should|must|has|would like)\\s(?:(?:${reference})\\s)?(?:to\\s)?(?:be\\s|being\\s)?(stopped|started|rebooted|restarted|shut down|powered off|powered on|turned off|turned on|opened|closed|blocked|removed|deleted|registered|deregistered|undone|reverted|fixed|added|restarting|rebooting|stopping)(?![a-z])`,
  'i',
);
/** "sg-0a needs 443 open", "I need an endpoint in VPC01". */
const needed =
  /(?<![a-z])(?:needs?|requires?|wants?)\s(?:(?:tcp|udp|port)\s)*[\w/-]{2,8}\s(open|opened|closed|blocked)(?![a-z])/i;
const neededNew =
  /(?<![a-z])(?:i|we)(?:'d| would)?\s(?:need|want|like)\s(?:an?|another)\s(?=[^.?]{0,30}(?:endpoint|alarm|alert|route(?! table)|inbound rule))/i;
/** "give it a reboot", "i-0a needs a restart". */
const noun =
  /(?<![a-z])(?:give|gives?|needs?|do|perform|request|requesting|schedule|get)\s(?:\S{1,12}\s){0,3}(?:an?\s|the\s)?(?:quick\s|hard\s|soft\s)?(reboot|restart|shutdown|stop|start)(?![a-z])/i;
const ofPassive: Record<string, Verb> = {
  stopped: 'stop',
  stopping: 'stop',
  'shut down': 'stop',
  shutdown: 'stop',
  stop: 'stop',
  'powered off': 'stop',
  'turned off': 'stop',
  started: 'start',
  start: 'start',
  'powered on': 'start',
  'turned on': 'start',
  rebooted: 'reboot',
  restarted: 'reboot',
  reboot: 'reboot',
  restart: 'reboot',
  rebooting: 'reboot',
  restarting: 'reboot',
  open: 'open',
  opened: 'open',
  blocked: 'close',
  closed: 'close',
  removed: 'delete',
  deleted: 'delete',
  added: 'add',
  registered: 'register',
  deregistered: 'deregister',
  undone: 'undo',
  reverted: 'undo',
  fixed: 'fix',
};

/** "restart된 이유", "stop 상태": told of an English noun in Korean. */
const toldOfEnglish = /^\s?(?:가|이|은|는)?\s?(?:됐|되|된|돼|됨|상태|이유|원인|했|안\s|못)/;

function* saidIn(text: string): Generator<Said> {
  for (const { verb, conjugations, ...of } of patterns) {
    const found = (match: RegExpExecArray, mood: Mood): Said => ({
      verb,
      mood,
      at: match.index,
      length: match[0].length,
    });
    for (const match of text.matchAll(of.nouns))
      yield found(match, moodOfNoun(text.slice(match.index + match[0].length)));
    for (const match of text.matchAll(of.stems)) {
      const from = match.index + match[0].length;
      const tail = text.slice(from);
      for (const forms of conjugations) {
        const mood = moodOfForms(forms, tail);
        if (mood !== undefined) yield { verb, mood, at: from, length: forms.stem.length };
      }
    }
    for (const match of of.set === undefined ? [] : text.matchAll(of.set)) {
      const tail = text.slice(match.index + match[0].length);
      const mood = moodOfForms({ ...bare, infinitive: '' }, tail);
      yield found(match, mood ?? 'told');
    }
    for (const match of text.matchAll(of.english)) {
      const mood = /^\s?(?:는|은|하지)?\s?말고/.test(text.slice(match.index + match[0].length))
        ? 'refused'
        : moodBefore(text.slice(0, match.index));
      if (mood !== 'told') yield found(match, mood);
    }
    for (const pattern of [of.gerund, of.parted ?? never]) {
      for (const match of text.matchAll(pattern)) yield found(match, moodBefore(text.slice(0, match.index)));
    }
    for (const match of text.matchAll(of.trailing)) {
      const mood = moodBefore(text.slice(0, match.index));
      if (mood !== 'refused' && !/[?]/.test(text)) yield found(match, 'wish');
    }
    for (const match of text.matchAll(of.mixed)) {
      const tail = text
        .slice(match.index + match[0].length)
        .replace(/^\s[^가-힣.!?,]{1,40}(?=해|시켜|부탁|좀|요청|처리)/, '');
      if (!toldOfEnglish.test(tail)) yield found(match, moodOfNoun(tail));
    }
  }
  const made = neededNew.exec(text);
  if (made !== null) yield { verb: 'add', mood: 'wish', at: made.index, length: made[0].length };
  for (const match of [passive.exec(text), noun.exec(text), needed.exec(text)]) {
    const verb = match === null ? undefined : ofPassive[match[1]!.toLowerCase()];
    if (match === null || verb === undefined) continue;
    const refused = /(?<![a-z])(?:not|n't|never|why|did|does)(?![a-z])/i.test(
      text.slice(0, match.index + match[0].length),
    );
    yield { verb, mood: refused ? 'told' : 'wish', at: match.index, length: match[0].length };
  }
}

const never = /(?!)/g;
/** Forms that no text has: a set phrase ends in an infinitive already. */
const bare = { stem: '\n', past: '\n', done: '\n', toCome: '\n', polite: '\n', noted: '\n' };

/** The verbs of change that a clause wishes for or asks about, in order. */
export function wishes(text: string): Wish[] {
  const found = new Map<Verb, { asked: boolean; at: number; length: number }>();
  const refused = new Set<Verb>();
  for (const { verb, mood, at, length } of saidIn(text)) {
    if (mood === 'refused') refused.add(verb);
    if (mood === 'told' || mood === 'refused') continue;
    const asked = mood === 'asked';
    const before = found.get(verb);
    if (before === undefined || (before.asked && !asked)) found.set(verb, { asked, at, length });
  }
  // "등록 해제" is one verb, not two: the longer at a place counts.
  const all = [...found].map(([verb, place]) => ({ verb, ...place }));
  return all
    .filter(
      (a) => !all.some((b) => b !== a && b.at <= a.at && b.at + b.length >= a.at + a.length && b.length > a.length),
    )
    .sort((a, b) => a.at - b.at)
    .map(({ verb, asked }) => ({ verb, asked }));
}

/** Whether a clause says that a change is not to be made. */
export const refusesChange = (text: string): boolean => {
  for (const { mood } of saidIn(text)) if (mood === 'refused') return true;
  return false;
};
