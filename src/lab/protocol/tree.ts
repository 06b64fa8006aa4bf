import type { NormalizedSchema } from '@smithy/core/schema';
import { Malformed } from './malformed.ts';

/**
 * What JSON and CBOR differ in. Both carry a tree of maps, lists and scalars; timestamps and bytes they write in their
 * own way.
 */
export interface TreeFormat {
  /** restJson renames members (`jsonName`). */
  renamesMembers: boolean;
  timestampIn(schema: NormalizedSchema, value: unknown): Date | undefined;
  timestampOut(schema: NormalizedSchema, date: unknown): unknown;
  blobIn(value: unknown): Uint8Array | undefined;
  blobOut(value: unknown): unknown;
  numberOut(value: number): unknown;
}

const memberName = (format: TreeFormat, schema: NormalizedSchema, name: string): string =>
  format.renamesMembers ? (schema.getMergedTraits().jsonName ?? name) : name;

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'LIST' : isMap(value) ? 'MAP' : `${typeof value}`.toUpperCase();

function wrong(value: unknown, wanted: string): Malformed {
  if (isMap(value) || Array.isArray(value)) {
    return new Malformed('value', 'Start of structure or map found where not expected.');
  }
  return new Malformed('value', `${kindOf(value)}_VALUE can not be converted to a ${wanted}`);
}

/** Reads a value that came as a tree. Members that the schema does not have are passed over. Throws `Malformed`. */
export function fromTree(schema: NormalizedSchema, value: unknown, format: TreeFormat): unknown {
  if (schema.isDocumentSchema()) return shallow(value, 0);
  if (schema.isUnitSchema()) return {};
  if (schema.isStructSchema()) {
    if (!isMap(value)) throw wrong(value, 'Structure');
    const struct: Record<string, unknown> = {};
    for (const [name, member] of schema.structIterator()) {
      const wire = memberName(format, member, name);
      const item = Object.hasOwn(value, wire) ? value[wire] : undefined;
      if (item !== undefined && item !== null) struct[name] = fromTree(member, item, format);
    }
    return struct;
  }
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw wrong(value, 'List');
    const member = schema.getValueSchema();
    const sparse = Boolean(schema.getMergedTraits().sparse);
    return value
      .filter((item) => sparse || (item !== undefined && item !== null))
      .map((item: unknown) => (item === null ? null : fromTree(member, item, format)));
  }
  if (schema.isMapSchema()) {
    if (!isMap(value)) throw wrong(value, 'Map');
    const member = schema.getValueSchema();
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => item !== undefined && item !== null)
        .map(([key, item]) => [key, fromTree(member, item, format)]),
    );
  }
  return scalarFromTree(schema, value, format);
}

const maxDocumentDepth = 64;

/** A document as it is; nobody nests one so deep but to break something. */
function shallow(value: unknown, depth: number): unknown {
  if (depth > maxDocumentDepth) throw new Malformed('syntax', 'The request body is nested too deeply');
  if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) shallow(item, depth + 1);
  return value;
}

function scalarFromTree(schema: NormalizedSchema, value: unknown, format: TreeFormat): unknown {
  if (schema.isTimestampSchema()) {
    const date = format.timestampIn(schema, value);
    if (date === undefined) throw wrong(value, 'Timestamp');
    return date;
  }
  if (schema.isBlobSchema()) {
    const bytes = format.blobIn(value);
    if (bytes === undefined) throw wrong(value, 'Blob');
    return bytes;
  }
  if (schema.isBooleanSchema()) {
    if (typeof value !== 'boolean') throw wrong(value, 'Boolean');
    return value;
  }
  if (schema.isNumericSchema()) {
    if (typeof value === 'number') return value;
    if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return Number(value);
    throw wrong(value, 'Number');
  }
  if (schema.isStringSchema()) {
    if (typeof value !== 'string') throw wrong(value, 'String');
    return value;
  }
  return value;
}

/** A handler's output, or a part of it, as the tree that goes on the wire. */
export function toTree(schema: NormalizedSchema, value: unknown, format: TreeFormat): unknown {
  if (schema.isDocumentSchema()) return withoutDates(value);
  if (schema.isUnitSchema()) return {};
  if (schema.isStructSchema()) {
    const struct: Record<string, unknown> = {};
    for (const [name, member] of schema.structIterator()) {
      const item = (value as Record<string, unknown>)[name];
      if (item !== undefined && item !== null) struct[memberName(format, member, name)] = toTree(member, item, format);
    }
    return struct;
  }
  if (schema.isListSchema()) {
    const member = schema.getValueSchema();
    return (value as unknown[])
      .filter((item) => item !== undefined && item !== null)
      .map((item) => toTree(member, item, format));
  }
  if (schema.isMapSchema()) {
    const member = schema.getValueSchema();
    return Object.fromEntries(
      Object.entries(value as Record<string, unknown>)
        .filter(([, item]) => item !== undefined && item !== null)
        .map(([key, item]) => [key, toTree(member, item, format)]),
    );
  }
  if (schema.isTimestampSchema()) return format.timestampOut(schema, value);
  if (schema.isBlobSchema()) return format.blobOut(value);
  if (typeof value === 'number') return format.numberOut(value);
  return value;
}

/** A document may hold `Date`s where a service without schemas answers one: JSON services send epoch seconds. */
function withoutDates(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(withoutDates);
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutDates(item)]));
  return value;
}
