import { mentions } from './concepts.ts';
import { indexOfMark, isMark } from './prompt-text.ts';
import { inOrder } from './temporal.ts';
import type { Thing } from './things.ts';
import { topicConcepts } from './topics.ts';

export interface Clause {
  text: string;
  /** Which sentence of the prompt it is of. */
  sentence: number;
}

const verbNouns =
  '분석|확인|점검|진단|조회|검토|파악|체크|감사|정리|비교|추적|저장|중지|정지|시작|재부팅|재시작|조사|검사|등록|해제|추가|삭제|생성|설정|허용|차단|측정|계산|해|주|보|봐|끄|켜|열|닫|막|시키|돌리|알려주|보여주|찾';
/** Syllables that end in ㄴ: "켠 다음", "연 뒤". */
const doneForms = Array.from({ length: 399 }, (_, i) => String.fromCharCode(0xac00 + i * 28 + 4)).join('');
/** "재부팅한 뒤 접속이 안 돼요" tells what happened, and asks for no reboot. */
const goneWrong = '[^.,]*(?:안\\s?(?:돼|되|됩|됨|떠|붙|열|나)|실패|끊[기어겼]|느려|죽었|먹통|이상해|에러|오류|왜)';
/** Ends of clauses inside a sentence; what matches is cut out behind the verb. */
const connectives = new RegExp(
  [
    `(?<=(?:${verbNouns})(?:을|를)?\\s?(?:하|해\\s?주|시키|돌리)?(?:시)?고)(?:\\s?나서|\\s?난\\s?(?:다음|뒤|후))?(?:에)?[,\\s]+`,
    `(?<=[${doneForms}]\\s?(?:다음|뒤|후|담))(?:에)?[,\\s]+(?!${goneWrong})`,
    '(?<=(?:해|시켜|봐|꺼|켜|열어)\\s?(?:줘|주고|주시고|주세요|줘요))[,\\s]+(?=\\S)',
    '(?<=해서)\\s',
    `(?<=(?:분석|점검|진단|조회|검토|파악|체크|감사|정리|비교|중지|재부팅|재시작|시작|정지|기동|차단|허용|오픈|추가|삭제|등록|해제|변경|적용|종료|확인)\\s?(?:후|뒤))(?:에)?[,\\s]+(?!${goneWrong})`,
    '(?:^|(?<=[\\s,]))(?:그리고(?:\\s?나서)?|그\\s?다음(?:에는?|은|으로는?)?|다음으로는?|이어서|마지막으로는?|먼저|우선|추가로|또한?|아울러|더불어|그\\s?후에?|그러고(?:\\s?나서)?)[,\\s]+',
    // A comma between names makes a list of them.
    '(?:(?<![\\uE000-\\uF8FF]),|,(?!\\s?[\\uE000-\\uF8FF]))\\s?(?:and\\s)?(?:then\\s|also\\s|finally\\s)?',
    ';\\s?',
    '\\s(?:and\\s)?(?:then|after that|afterwards|also|plus|as well as|next)[,\\s]+(?=[a-z\\uE000-\\uF8FF])',
    '(?<!go ahead)\\sand\\s(?=(?:please\\s)?(?:check|show|run|list|analy[sz]e|audit|tell|give|save|write|export|stop|start|restart|reboot|open|close|trace|diagnose|find|estimate|compare|explain|resolve|look|do|see|what|how|why|(?:is|are|can)\\s\\S+(?=\\s\\S)|which|restart|review|make|create|add|remove|delete|undo|enable|fix|register|deregister)\\s)',
  ].join('|'),
  'gi',
);

/** What is to be gone through in turn is one request: "물리, 라우팅, DNS 순서로 진단". */
const layered = /(?:순서(?:대)?로|순으로|단계별로|차례(?:대)?로)[^.]{0,12}진단/;
const never = /(?!)/;

/** "From the internet, is port 80 open": a phrase without a verb in front is no clause of its own. */
const openingPhrase = (sentence: string): string =>
  sentence.replace(
    /^((?:from|in|on|for|at|within|inside|over|during|since|between|regarding|about|considering|as for)\s(?:[^\s,]{1,24}\s?){1,5}),\s?(?=[a-z\uE000-\uF8FF])/i,
    (all, phrase: string) => (/\s(?:and|then|is|are|check|show)\s/i.test(phrase) ? all : `${phrase} `),
  );

/** Sentences of marked text, cut into clauses. A stop within a name is lifted out already. */
export function clausesOf(text: string, all: readonly Thing[]): Clause[] {
  const sentences = text
    .split(/\n+|(?<=[.!?])\s+|(?<=[가-힣][.!?])(?=\S)/)
    .map((s) => s.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/, '').trim())
    .filter((s) => s !== '');
  return sentences.flatMap((whole, index) =>
    inOrder(whole).flatMap((sentence) =>
      openingPhrase(sentence)
        .split(layered.test(sentence) ? never : connectives)
        .map((part) => part.trim())
        .filter((part) => part !== '' && part !== ',')
        .flatMap((part) => (layered.test(sentence) ? [part] : coordinated(part, all)))
        .map((part) => ({ text: part, sentence: index })),
    ),
  );
}

const conjunction =
  /^(?:(?:\s?[가-힣]{1,6}|\s[a-z]{2,12}){0,2})(?:s|들)?\s?(?:와|과|이랑|랑|하고|및|,|\/|and|&|그리고|도|\+|,\s?and)\s?(?:the\s|our\s|all\s|an?\s)?$/i;

/** What is a subject by itself though its concept is none. */
const strongOverview = /^(?:구성도?|현황|토폴로지|구조|진단|topology|overview|inventory|architecture)$/i;

/** "NAT 게이트웨이랑 ALB 상태": two subjects with one verb are two clauses, each with what stands before the first. */
function coordinated(text: string, all: readonly Thing[]): string[] {
  const subjects = mentions(text).filter(
    (m) => topicConcepts.has(m.concept) || strongOverview.test(text.slice(m.start, m.end)),
  );
  for (let i = 1; i < subjects.length; i++) {
    const [a, b] = [subjects[i - 1]!, subjects[i]!];
    if (a.concept === b.concept || b.start < a.end || !conjunction.test(text.slice(a.end, b.start))) continue;
    const before = text.slice(0, a.end);
    const resources = [...text.slice(0, a.start)]
      .filter((c) => isMark(c) && all[indexOfMark(c)]?.kind === 'resource')
      .join(' ');
    return [before, ...coordinated(`${resources} ${text.slice(b.start)}`.trim(), all)];
  }
  return [text];
}
