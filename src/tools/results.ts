import type { Answer } from '../capabilities/answer.ts';
import type { Document } from '../report/document.ts';

/** A tool's whole result, kept while a program asks for its parts. */
export interface Kept {
  /** `r1`, `r2` … */
  id: string;
  tool: string;
  /** When it was made. */
  at: Date;
  /** What can be asked for by pointer: a document, or the data of a tool that answers no report. */
  whole: Document | { data: unknown };
  /** The report behind a document. */
  answer?: Answer;
}

/** The results of a session. The oldest give way. */
export interface Results {
  keep(result: Omit<Kept, 'id'>): Kept;
  find(id: string): Kept | undefined;
  /** Newest first. */
  all(): Kept[];
}

/** @param most how many are kept */
export function resultsKept(most = 20): Results {
  const kept = new Map<string, Kept>();
  let made = 0;
  return {
    keep(result) {
      made++;
      const whole = { ...result, id: `r${made}` };
      kept.set(whole.id, whole);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return whole;
    },
    find: (id) => kept.get(id),
    all: () => [...kept.values()].reverse(),
  };
}
