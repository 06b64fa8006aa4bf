import { z } from 'zod';
import { UserError } from '../errors/user-error.ts';
import type { Lang } from '../messages/text.ts';
import * as text from '../messages/tool-results.ts';
import { pageOf, parseCursor, type ResultPage } from './result.ts';
import type { Results } from './results.ts';
import { atPointer } from './shorten.ts';

/** How the rest of a result is asked for. */
export const readResultInput = z.object({
  cursor: z.string().optional().describe('The next of a result or page; nothing else is needed with it'),
  result: z.string().optional().describe('The result, as it named itself: r1'),
  pointer: z.string().default('').describe('JSON pointer of the part: /findings, /findings/3, /data, /gaps'),
  offset: z.number().int().min(0).default(0).describe('Where a list is to begin'),
});

/**
 * A part of an earlier result.
 *
 * @throws UserError for a result that is gone, a cursor that is none, a pointer that leads nowhere
 */
export function readResult(input: z.output<typeof readResultInput>, results: Results, lang: Lang): ResultPage {
  const asked = input.cursor === undefined ? input : parseCursor(input.cursor);
  if (asked === undefined) throw new UserError(text.badCursor(input.cursor ?? ''), 2);
  const { result, pointer, offset } = asked;
  if (result === undefined) throw new UserError(text.resultOrCursor, 2);
  const kept = results.find(result);
  if (kept === undefined)
    throw new UserError(
      text.noSuchResult(
        result,
        results.all().map((r) => r.id),
      ),
    );
  const page = pageOf(kept, pointer, offset, lang);
  if (page === undefined) throw new UserError(text.noSuchPart(pointer, partsNear(kept.whole, pointer)));
  return page;
}

/** What there is beside the place that was missed. */
function partsNear(whole: unknown, pointer: string): string[] {
  for (let at = pointer; at !== ''; ) {
    at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '';
    const found = atPointer(whole, at);
    if (typeof found !== 'object' || found === null) continue;
    const keys = Object.keys(found);
    if (keys.length === 0) continue;
    return Array.isArray(found) ? [`${at}/0 … ${at}/${keys.length - 1}`] : keys.map((key) => `${at}/${key}`);
  }
  return [];
}
