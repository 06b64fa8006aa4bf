import { type Concept, mentions } from './concepts.ts';
import { connectives } from './connectives.ts';
import { withoutExcluded } from './excluded.ts';
import { indexOfMark, isMark, mark } from './prompt-text.ts';
import { inOrder } from './temporal.ts';
import type { Thing } from './things.ts';
import { topicConcepts } from './topics.ts';

export interface Clause {
  text: string;
  /** Which sentence of the prompt it is of. */
  sentence: number;
}

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
  const sentences = withoutExcluded(text)
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

const joins = '\\s?(?:와|과|이랑|랑|하고|및|,|\\/|and|&|그리고|도|\\+|,\\s?and)\\s?(?:the\\s|our\\s|all\\s|an?\\s)?';
/** Between two subjects: what belongs to the first, the conjunction, and when the second is asked about. */
const conjunction = new RegExp(
  `^((?:\\s?[가-힣]{1,6}|\\s[a-z]{2,12}|\\s?${mark}){0,3}(?:s|들)?)${joins}((?:(?:${mark}|외부|인터넷|우리|전체|네트워크|our|the|network|public|external|internet|monthly|total)\\s?)*)$`,
  'i',
);

/** What is a subject by itself though its concept is none. */
const strongOverview = /^(?:구성도?|현황|토폴로지|구조|진단|topology|overview|inventory|architecture)$/i;
/** Names whose kind is a subject, as its word is. */
const topicsOfKinds: Record<string, Concept> = {
  'load-balancer': 'lb',
  'target-group': 'lb',
  'nat-gateway': 'nat',
  'vpn-connection': 'hybrid',
  'direct-connect': 'hybrid',
};
/** Two names with something between them are a path's ends. */
const pathLike = /사이|[가-힣\s]간(?:에|의|\s)|에서|까지|통신|연결|(?<![a-z])(?:between|from|to|reach|via)(?![a-z])/i;

/** "NAT 게이트웨이랑 ALB 상태": two subjects with one verb are two clauses, each with what stands before the first. */
function coordinated(text: string, all: readonly Thing[]): string[] {
  const names = [...text.matchAll(new RegExp(mark, 'g'))].flatMap(({ index }) => {
    const thing = all[indexOfMark(text[index]!)];
    const concept = thing?.kind === 'resource' ? topicsOfKinds[thing.sort ?? ''] : undefined;
    return concept === undefined || pathLike.test(text) ? [] : [{ concept, start: index, end: index + 1 }];
  });
  const words = mentions(text).filter(
    (m) => topicConcepts.has(m.concept) || strongOverview.test(text.slice(m.start, m.end)),
  );
  const subjects = [...names, ...words].sort((a, b) => a.start - b.start);
  for (let i = 1; i < subjects.length; i++) {
    const [a, b] = [subjects[i - 1]!, subjects[i]!];
    const between = conjunction.exec(text.slice(a.end, b.start));
    if (a.concept === b.concept || b.start < a.end || between === null) continue;
    const resources = [...text.slice(0, a.start)]
      .filter((c) => isMark(c) && all[indexOfMark(c)]?.kind === 'resource')
      .join(' ');
    const second = text.slice(b.start - between[2]!.length);
    return [text.slice(0, a.end) + between[1]!, ...coordinated(`${resources} ${second}`.trim(), all)];
  }
  return [text];
}
