import { mentions } from './concepts.ts';
import { mark } from './prompt-text.ts';
import { topicConcepts } from './topics.ts';

/*
 * What a prompt names only to leave it out: "VPC01 말고 VPC02", "not the cost report", "terminate 말고 stop".
 */

const particle = '\\s?(?:은|는|이|가|을|를|도)?\\s?';
const outAfterName = new RegExp(`^${particle}(?:말고|빼고|제외하고|제외한|아니라|아니고)[,\\s]*`);
const outAfterTopic = new RegExp(
  `^(?:\\s?[가-힣]{1,6}){0,2}?${particle}(?:말고|빼고|됐고|놔두고|제외(?:하고|한|해)?|아니(?:라|고)|필요\\s?없(?:고|이|으니|어)?)[,\\s]*`,
);
const outBefore =
  /(?<![a-z])(?:(?:but\s)?not|except(?:\sfor)?|excluding|exclude|skip(?:ping)?|instead of|rather than|other than|ignore|ignoring|leave out|leaving out|no need for|don'?t (?:want|need|include|check|show|run|do|bother with)|do not (?:want|need|include|check|show|run))\s(?:the\s|our\s|any\s|a\s)?$/i;
const outBeforeName =
  /(?<![a-z])(?:(?:but\s|and\s|,\s?)not|except(?:\sfor)?|excluding|exclude|instead of|rather than|other than|ignoring)\s(?:the\s|our\s)?$/i;
const restOfPhrase =
  /^(?:\s(?:report|analysis|audit|check|review|part|one|stuff|status|gateways?|balancers?|groups?))*(?:\s?(?:,|but|and|just|only)(?=\s))*/i;
const name = new RegExp(`(?:${mark})`, 'g');

/** Marked text without what it leaves out; a topic left out goes with the words that belong to it. */
export function withoutExcluded(text: string): string {
  const spans = [
    ...[...text.matchAll(name)].map((m) => ({ start: m.index, end: m.index + 1, after: outAfterName })),
    ...mentions(text)
      .filter((m) => topicConcepts.has(m.concept))
      .map(({ start, end }) => ({ start, end, after: outAfterTopic })),
  ];
  const cuts = spans.flatMap(({ start, end, after }): [number, number][] => {
    const [ahead, behind] = [text.slice(0, start), text.slice(end)];
    const korean = after.exec(behind)?.[0];
    // "그룹에서 i-0a 빼고 …" takes it out of the group.
    if (korean !== undefined && !(/빼/.test(korean) && /에서\s?$/.test(ahead))) return [[start, end + korean.length]];
    const english = (after === outAfterName ? outBeforeName : outBefore).exec(ahead);
    return english === null ? [] : [[english.index, end + (restOfPhrase.exec(behind)?.[0].length ?? 0)]];
  });
  return cuts
    .sort(([a], [b]) => b - a)
    .reduce((rest, [from, to]) => `${rest.slice(0, from)} ${rest.slice(Math.max(to, from))}`, text)
    .replace(/ {2,}/g, ' ');
}
