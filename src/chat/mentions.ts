import type { Places } from './agents.ts';
import { type ContextEntry, type ContextLimits, readContext } from './context.ts';

/** `@path`, quoted when it has blanks. */
const mention = /(?:^|\s)@(?:"([^"\n]+)"|([^\s"@]+))/g;

/** A Korean particle, or the mark that ends a sentence, right behind a path. */
const tail = /(?<=[\w)}\]*~])(?:[가-힣]{1,4}|[,.;:!?)]+)$/;

/**
 * The files that a prompt names by `@path`. A name that a particle hangs on (`@plan.md를`) is the file's, unless there is
 * a file of the whole name; what names no file is left as it is.
 */
export async function readMentions(prompt: string, places: Places, limits: ContextLimits): Promise<ContextEntry[]> {
  const paths = new Set([...prompt.matchAll(mention)].map((m) => (m[1] ?? m[2])!));
  const entries: ContextEntry[] = [];
  for (const path of paths) {
    const [found] = await readContext([path], places, limits, entries);
    const bare = path.replace(tail, '');
    const isNone = found!.files.length === 0 && found!.problems.length === 0 && bare !== path;
    entries.push(...(isNone ? await readContext([bare], places, limits, entries) : [found!]));
  }
  return entries;
}
