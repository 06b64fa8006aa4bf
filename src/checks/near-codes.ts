import { near } from '../errors/near.ts';
import { checks } from './index.ts';

/** Codes that somebody may have meant: mistyped ones, else those that hold one of its words. */
export function nearCodes(given: string): string[] {
  const codes = [...new Set(checks.map((c) => c.code))];
  const mistyped = near(given, codes);
  if (mistyped.length > 0) return mistyped;
  const words = given
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((w) => w.length > 2);
  return codes.filter((c) => words.some((w) => c.includes(w))).slice(0, 5);
}
