import type { NormalizedSchema } from '@smithy/core/schema';
import { scalarToText } from './scalar-text.ts';

export interface XmlOptions {
  /** EC2 writes `2026-11-23T08:00:00.000Z`, the others `2026-11-23T08:00:00Z`. */
  exactTimestamps: boolean;
}

/** Everything that must not stand in XML text as it is; control characters only survive as references. */
const special = /[&<>"\u0000-\u0008\u000b-\u001f\u007f\u0085\u2028]/;
const everySpecial = new RegExp(special, 'g');
const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for an XML element or attribute. */
export const escapeXml = (text: string): string =>
  special.test(text)
    ? text.replace(everySpecial, (c) => named[c] ?? `&#x${c.charCodeAt(0).toString(16).toUpperCase()};`)
    : text;

/** An element with content that is XML already. */
export const element = (name: string, content: string, attributes = ''): string =>
  content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`;

/**
 * Writes a value as the element `name` onto the end of `out`; a flattened list or map as a row of such elements. Pieces in
 * an array, joined at the end: a page of a thousand instances as one growing string keeps the garbage collector busy.
 */
type Writer = (out: string[], name: string, value: unknown) => void;
type MembersWriter = (out: string[], value: Record<string, unknown>) => void;

/** Schemas are looked into once and turned into functions: long lists ask the same questions of them over and over. */
interface Compiled {
  writers: WeakMap<NormalizedSchema, Writer>;
  members: WeakMap<NormalizedSchema, MembersWriter>;
}
const compiled: Record<'exact' | 'short', Compiled> = {
  exact: { writers: new WeakMap(), members: new WeakMap() },
  short: { writers: new WeakMap(), members: new WeakMap() },
};

/** The members of a structure as XML, in the schema's order; the caller puts the element around them. */
export function xmlMembers(
  schema: NormalizedSchema,
  value: Record<string, unknown>,
  { exactTimestamps }: XmlOptions,
): string {
  const out: string[] = [];
  membersWriter(schema, exactTimestamps)(out, value);
  return out.join('');
}

/** Puts an element around what `content` writes; an empty one is written short. */
function wrap(out: string[], name: string, content: () => void): void {
  const at = out.push(`<${name}>`);
  content();
  if (out.length === at) out[at - 1] = `<${name}/>`;
  else out.push(`</${name}>`);
}

function membersWriter(schema: NormalizedSchema, exact: boolean): MembersWriter {
  const { members } = compiled[exact ? 'exact' : 'short'];
  let write = members.get(schema);
  if (write === undefined) {
    const plan = [...schema.structIterator()].map(([key, member]) => {
      // Compiled on first use: shapes may contain themselves.
      let writeMember: Writer | undefined;
      const name = String(member.getMemberTraits().xmlName ?? key);
      return {
        key,
        write: (out: string[], value: unknown): void => {
          writeMember ??= writerOf(member, exact);
          writeMember(out, name, value);
        },
      };
    });
    write = (out, value) => {
      for (const member of plan) {
        const item = value[member.key];
        if (item !== undefined && item !== null) member.write(out, item);
      }
    };
    members.set(schema, write);
  }
  return write;
}

function writerOf(schema: NormalizedSchema, exact: boolean): Writer {
  const { writers } = compiled[exact ? 'exact' : 'short'];
  let write = writers.get(schema);
  if (write === undefined) {
    write = makeWriter(schema, exact);
    writers.set(schema, write);
  }
  return write;
}

function makeWriter(schema: NormalizedSchema, exact: boolean): Writer {
  if (schema.isListSchema()) return listWriter(schema, exact);
  if (schema.isMapSchema()) return mapWriter(schema, exact);
  if (schema.isStructSchema()) {
    const members = membersWriter(schema, exact);
    return (out, name, value) => wrap(out, name, () => members(out, value as Record<string, unknown>));
  }
  const text: (value: unknown) => string =
    schema.isTimestampSchema() || schema.isBlobSchema()
      ? (value) => scalarToText(schema, value, 'date-time', exact)
      : String;
  return (out, name, value) => {
    out.push(element(name, escapeXml(text(value))));
  };
}

function listWriter(schema: NormalizedSchema, exact: boolean): Writer {
  const member = schema.getValueSchema();
  const write = writerOf(member, exact);
  const itemName = String(member.getMergedTraits().xmlName ?? 'member');
  const items = (out: string[], name: string, value: unknown): void => {
    for (const item of value as unknown[]) {
      if (item !== undefined && item !== null) write(out, name, item);
    }
  };
  if (schema.getMergedTraits().xmlFlattened) return items;
  return (out, name, value) => wrap(out, name, () => items(out, itemName, value));
}

function mapWriter(schema: NormalizedSchema, exact: boolean): Writer {
  const valueSchema = schema.getValueSchema();
  const write = writerOf(valueSchema, exact);
  const keyName = String(schema.getKeySchema().getMergedTraits().xmlName ?? 'key');
  const valueName = String(valueSchema.getMergedTraits().xmlName ?? 'value');
  const entries = (out: string[], name: string, value: unknown): void => {
    for (const [key, item] of Object.entries(value as Record<string, unknown>)) {
      if (item === undefined || item === null) continue;
      wrap(out, name, () => {
        out.push(element(keyName, escapeXml(key)));
        write(out, valueName, item);
      });
    }
  };
  if (schema.getMergedTraits().xmlFlattened) return entries;
  return (out, name, value) => wrap(out, name, () => entries(out, 'entry', value));
}
