import type { NormalizedSchema } from '@smithy/core/schema';

/** A repeatable sequence of numbers in [0, 1). */
export function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface ExampleOptions {
  random: () => number;
  /** Structures nested deeper than this stay empty: shapes may contain themselves. */
  maxDepth: number;
  /** Answers timestamps as the ISO text that saved snapshots have, now and then. */
  isoTimestamps: boolean;
  /**
   * Only what any client can say: integers (the schemas tell no kinds of numbers apart), whole seconds, no control
   * characters, which XML 1.0 does not have and only the SDK's parser takes, and bytes that are text.
   */
  common?: boolean;
}

const awkward = [
  'plain',
  'a b+c%20d&e=f',
  '<script>alert("1")</script>',
  "it's; 한국어 ☃ 😀",
  'line one\nline two\ttab',
  '\u001b[31mred',
  'a|b\\c{d}',
  ' padded ',
];
const simple = ['abc', 'x-1', 'Z0123', 'name.of_it'];

/**
 * A value of a schema with every member set: what `netops` never sends, a service may. `undefined` for a structure
 * without members, which Query protocols cannot say.
 */
export function exampleOf(schema: NormalizedSchema, options: ExampleOptions, depth = 0): unknown {
  const { random } = options;
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
  if (schema.isUnitSchema()) return {};
  if (schema.isStructSchema()) {
    const members = [...schema.structIterator()].filter(([, member]) => depth < options.maxDepth || !isDeep(member));
    const struct: Record<string, unknown> = {};
    for (const [name, member] of schema.isUnionSchema() && members.length > 0 ? [pick(members)] : members) {
      const value = exampleOf(member, options, depth + 1);
      if (value !== undefined) struct[name] = value;
    }
    return depth === 0 || Object.keys(struct).length > 0 ? struct : undefined;
  }
  if (schema.isListSchema()) {
    const length = 1 + Math.floor(random() * 2);
    const list = Array.from({ length }, () => exampleOf(schema.getValueSchema(), options, depth + 1));
    return list.includes(undefined) ? undefined : list;
  }
  if (schema.isMapSchema()) {
    const [one, two] = [1, 2].map(() => exampleOf(schema.getValueSchema(), options, depth + 1));
    return one === undefined || two === undefined ? undefined : { one, 'two & 둘': two };
  }
  if (schema.isTimestampSchema()) {
    const inHeader = schema.getMergedTraits().httpHeader !== undefined || schema.getSchema() === 6;
    const date = new Date(1_700_000_000_000 + Math.floor(random() * 1e8) * (inHeader || options.common ? 1000 : 1));
    return options.isoTimestamps && random() < 0.5 ? date.toISOString() : date;
  }
  if (schema.isBlobSchema()) {
    return options.common ? new Uint8Array(Buffer.from('bytes')) : new Uint8Array([0, 255, 1, random() * 256]);
  }
  if (schema.isBooleanSchema()) return random() < 0.5;
  if (schema.isNumericSchema()) {
    return pick([0, 1, 443, 65_535, 2_147_483_647, ...(options.common ? [] : [-1, 0.5, 123_456_789_012])]);
  }
  const { httpLabel, httpHeader, httpQuery } = schema.getMergedTraits();
  if (httpHeader !== undefined) return pick(simple);
  if (httpLabel) return pick([...simple, 'a/b', 'arn:aws:x:::y z', '100%']);
  const texts = options.common ? awkward.filter((text) => !text.includes('\u001b')) : awkward;
  return pick(httpQuery === undefined ? texts : [...simple, 'a b&c=d/é']);
}

const isDeep = (schema: NormalizedSchema): boolean => {
  if (schema.isStructSchema()) return true;
  return schema.isListSchema() || schema.isMapSchema() ? isDeep(schema.getValueSchema()) : false;
};

/** A value in a form in which what a client read and what was meant are equal: dates as text, bytes as base64. */
export function comparable(value: unknown, schema?: NormalizedSchema): unknown {
  if (value instanceof Date) return value.toISOString();
  if (schema?.isTimestampSchema() && typeof value === 'string') return new Date(value).toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof String) return String(value);
  if (Array.isArray(value)) return value.map((item) => comparable(item, schema?.getValueSchema()));
  if (typeof value === 'object' && value !== null) {
    const members = schema?.isStructSchema() ? schema.getMemberSchemas() : undefined;
    const inMap = schema?.isMapSchema() ? schema.getValueSchema() : undefined;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => [key, comparable(item, members?.[key] ?? inMap)]),
    );
  }
  return value;
}
