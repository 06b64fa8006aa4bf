import type { Lang, Text } from '../messages/text.ts';

/** `T` with every `Text` replaced by a string. */
export type Localized<T> = T extends Text
  ? string
  : T extends (infer E)[]
    ? Localized<E>[]
    : T extends object
      ? { [K in keyof T]: Localized<T[K]> }
      : T;

/** The same value in one language: every `Text` in it becomes that language's string. Undefined members are left out. */
export function localize<T>(value: T, lang: Lang): Localized<T> {
  if (Array.isArray(value)) return value.map((v) => localize(v, lang)) as Localized<T>;
  if (typeof value !== 'object' || value === null) return value as Localized<T>;
  if (isText(value)) return value[lang] as Localized<T>;
  const out: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) if (member !== undefined) out[key] = localize(member, lang);
  return out as Localized<T>;
}

const isText = (value: object): value is Text =>
  'ko' in value &&
  'en' in value &&
  typeof value.ko === 'string' &&
  typeof value.en === 'string' &&
  Object.keys(value).length === 2;
