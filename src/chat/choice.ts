import type { Turn } from './conversation.ts';

const ordinals: readonly RegExp[] = [
  /^(?:첫\s?번째|처음|the\s+first|first)/i,
  /^(?:두\s?번째|둘째|the\s+second|second)/i,
  /^(?:세\s?번째|셋째|the\s+third|third)/i,
  /^(?:네\s?번째|넷째|the\s+fourth|fourth)/i,
  /^(?:다섯\s?번째|the\s+fifth|fifth)/i,
];

/** What may stand after a number or an ordinal that picks: "2번으로 해줘", "the second one please". */
const rest =
  /^\s*(?:번째|번|거|것|꺼|one)?\s*(?:으로|로|을|를|이요|요|이에요|입니다)?\s*(?:해\s?줘|해\s?주세요|부탁해(?:요)?|please)?\s*[.!)]?\s*$/i;

/** The place of a choice that a prompt picks; undefined when it picks none. */
function picked(prompt: string, choices: readonly string[]): number | undefined {
  const said = prompt.trim();
  const number = /^\(?(\d{1,2})(.*)$/s.exec(said);
  if (number !== null && rest.test(number[2]!)) return Number(number[1]) - 1;
  const place = ordinals.findIndex((ordinal) => ordinal.test(said) && rest.test(said.replace(ordinal, '')));
  if (place >= 0) return place;
  const plain = said.toLowerCase();
  const same = choices.findIndex((choice) => choice.toLowerCase() === plain);
  if (same >= 0) return same;
  // A part of one choice, and of no other.
  const within = choices.flatMap((choice, i) => (choice.toLowerCase().includes(plain) ? [i] : []));
  return plain.length >= 3 && within.length === 1 ? within[0] : undefined;
}

/**
 * What a prompt that answers a question means as a whole, likeliest first: the prompt that was asked about with the choice
 * in it, or the choice alone. Empty when the last turn asked nothing, or the prompt picks none of its choices.
 */
export function answered(prompt: string, last: Turn | undefined): string[] {
  const { choices = [], unclear } = last?.asked ?? {};
  const choice = choices[picked(prompt, choices) ?? -1];
  if (last === undefined || choice === undefined) return [];
  return unclear === undefined
    ? [`${choice} ${last.prompt}`, `${last.prompt} ${choice}`, choice]
    : [last.prompt.replace(unclear, choice)];
}
