import { type ChangeVerb, changeVerbs } from './lexicon/changes.ts';

/*
 * Where a sentence falls into clauses: behind a verb that goes on (확인하고, 켠 다음), at "then" and "and check".
 */

const changes: readonly ChangeVerb[] = Object.values(changeVerbs);
const changeNouns = changes.map(({ nouns }) => nouns).join('|');
const readingNouns =
  '분석|확인|점검|진단|조회|검토|파악|체크|감사|정리|비교|추적|저장|조사|검사|측정|계산|출력|작성|공유|리뷰|설명|요약|안내|소개';
const stems = changes.flatMap((verb) => verb.stems.split(' ')).join('|');
const going = `${readingNouns}|${changeNouns}|${stems}|해|주|보|봐|알려주|보여주|찾|뽑|살펴보|돌리|시키`;

/** Syllables that end in ㄴ: "켠 다음", "연 뒤". */
const doneForms = Array.from({ length: 399 }, (_, i) => String.fromCharCode(0xac00 + i * 28 + 4)).join('');
/** "재부팅한 뒤 접속이 안 돼요" tells what happened, and asks for no reboot. */
const goneWrong = '[^.,]*(?:안\\s?(?:돼|되|됩|됨|떠|붙|열|나)|실패|끊[기어겼]|느려|죽었|먹통|이상해|에러|오류|왜)';

const orders =
  'check|show|run|list|analy[sz]e|audit|tell|give|save|write|export|stop|start|restart|reboot|open|close|trace|diagnose|find|estimate|compare|explain|resolve|look|do|see|what|how|why|(?:is|are|can)\\s\\S+(?=\\s\\S)|which|review|make|create|add|remove|delete|undo|enable|fix|register|deregister|verify|confirm|investigate|report|summari[sz]e|shut|turn|power|block|allow|point|revert|roll|export|drop';

/** Ends of clauses inside a sentence; what matches is cut out behind the verb. */
export const connectives = new RegExp(
  [
    `(?<=(?:${going})(?:을|를)?\\s?(?:하|해\\s?주|시키|돌리)?(?:시)?고)(?:\\s?나서|\\s?난\\s?(?:다음|뒤|후))?(?:에)?[,\\s]+`,
    `(?<=[${doneForms}]\\s?(?:다음|뒤|후|담))(?:에)?[,\\s]+(?!${goneWrong})`,
    // What follows may still be a part of the wish: "추가해줘 target은 tgw-0a".
    '(?<=(?:해|시켜|봐|꺼|켜|열어)\\s?(?:줘|주고|주시고|주세요|줘요))[,\\s]+(?=\\S)(?!(?:target|타겟|타깃|대상|목적지|출발지|소스|source|포트|port|프로토콜|대역|cidr)\\s?(?:은|는|이|:|=))',
    // "아무것도 바꾸지 말고 …": what is not to be done is a clause of its own.
    '(?<=아무\\s?(?:것|거)?도?\\s?[가-힣]{1,5}지\\s?(?:말고|마시고|않고))[,\\s]+',
    '(?<=해서)\\s',
    `(?<=(?:${readingNouns}|${changeNouns})\\s?(?:후|뒤))(?:에)?[,\\s]+(?!${goneWrong})`,
    '(?:^|(?<=[\\s,]))(?:그리고(?:\\s?나서)?|그\\s?다음(?:에는?|은|으로는?)?|다음으로는?|이어서|마지막으로는?|먼저|우선|추가로|또한?|아울러|더불어|그\\s?후에?|그러고(?:\\s?나서)?)[,\\s]+',
    // A comma between names or ports makes a list of them.
    '(?!(?<=\\d(?:번)?),\\s?\\d{2,5}(?![\\d시월일년분:]))(?:(?<![\\uE000-\\uF8FF]),|,(?!\\s?[\\uE000-\\uF8FF]))\\s?(?:and\\s)?(?:then\\s|also\\s|finally\\s)?',
    ';\\s?',
    "\\s(?:and\\s)?(?:while (?:you(?:'re| are) )?at it)[,\\s]+",
    '\\s(?:and\\s)?(?:then|after that|afterwards|also|plus|as well as|next)[,\\s]+(?=[a-z\\uE000-\\uF8FF])',
    `(?<!go ahead)\\sand\\s(?=(?:please\\s)?(?:${orders})\\s)`,
  ].join('|'),
  'gi',
);
