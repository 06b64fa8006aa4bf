import type { Lang } from '../../messages/text.ts';
import { type Facts, isStated } from './facts.ts';
import { figuresOf } from './figures.ts';

/** What stands where a model said something that no tool has said. */
const unconfirmed = { ko: '[확인되지 않음]', en: '[unconfirmed]' };

export interface Grounded {
  text: string;
  /** What was taken out, as it was written. */
  removed: string[];
}

/**
 * A text with every number, id, address, name and time that no tool's result states taken out. A figure may be
 * rounded, in another unit of its kind, or in the reader's zone; what was computed must come from the `calculate` tool.
 */
export function grounded(text: string, facts: Facts, { lang, zone }: { lang: Lang; zone: string }): Grounded {
  const removed: string[] = [];
  let result = '';
  let at = 0;
  for (const figure of figuresOf(text)) {
    if (isStated(facts, figure, zone)) continue;
    removed.push(figure.text);
    result += text.slice(at, figure.start) + unconfirmed[lang];
    at = figure.end;
  }
  return { text: result + text.slice(at), removed };
}

/**
 * Grounds a text that comes in pieces, line by line: a figure never spans two.
 *
 * @param emit - given each line when it is complete
 */
export function groundedStream(
  facts: Facts,
  how: { lang: Lang; zone: string },
  emit: (grounded: Grounded) => void,
): { push(piece: string): void; end(): void } {
  let line = '';
  const out = (text: string): void => {
    if (text !== '') emit(grounded(text, facts, how));
  };
  return {
    push(piece) {
      line += piece;
      const last = line.lastIndexOf('\n');
      if (last < 0) return;
      out(line.slice(0, last + 1));
      line = line.slice(last + 1);
    },
    end() {
      out(line);
      line = '';
    },
  };
}
