import type { NormalizedSchema } from '@smithy/core/schema';
import { scalarToText } from './scalar-text.ts';

export interface XmlOptions {
  /** EC2 writes `2026-11-23T08:00:00.000Z`, the others `2026-11-23T08:00:00Z`. */
  exactTimestamps: boolean;
}

/** Everything that must not stand in XML text as it is; control characters only survive as references. */
const special = /[&<>"\u0000-\u0008\u000b-\u001f\u007f\u0085\u2028]/g;
const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for an XML element or attribute. */
export const escapeXml = (text: string): string =>
  text.replace(special, (c) => named[c] ?? `&#x${c.charCodeAt(0).toString(16).toUpperCase()};`);

/** An element with content that is XML already. */
export const element = (name: string, content: string, attributes = ''): string =>
  content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`;

/** The members of a structure as XML, in the schema's order; the caller puts the element around them. */
export function xmlMembers(schema: NormalizedSchema, value: Record<string, unknown>, options: XmlOptions): string {
  let xml = '';
  for (const [name, member] of schema.structIterator()) {
    const memberValue = value[name];
    if (memberValue !== undefined && memberValue !== null) {
      xml += xmlElement(member, member.getMemberTraits().xmlName ?? name, memberValue, options);
    }
  }
  return xml;
}

/** A value as the element `name`; a flattened list or map as a row of such elements. */
export function xmlElement(schema: NormalizedSchema, name: string, value: unknown, options: XmlOptions): string {
  if (schema.isListSchema()) {
    const member = schema.getValueSchema();
    const flat = Boolean(schema.getMergedTraits().xmlFlattened);
    const memberName = flat ? name : (member.getMergedTraits().xmlName ?? 'member');
    const items = (value as unknown[])
      .filter((item) => item !== undefined && item !== null)
      .map((item) => xmlElement(member, memberName, item, options))
      .join('');
    return flat ? items : element(name, items);
  }
  if (schema.isMapSchema()) {
    const flat = Boolean(schema.getMergedTraits().xmlFlattened);
    const valueSchema = schema.getValueSchema();
    const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? 'key';
    const valueName = valueSchema.getMergedTraits().xmlName ?? 'value';
    const entries = Object.entries(value as Record<string, unknown>)
      .filter(([, item]) => item !== undefined && item !== null)
      .map(([key, item]) =>
        element(
          flat ? name : 'entry',
          element(keyName, escapeXml(key)) + xmlElement(valueSchema, valueName, item, options),
        ),
      )
      .join('');
    return flat ? entries : element(name, entries);
  }
  if (schema.isStructSchema()) return element(name, xmlMembers(schema, value as Record<string, unknown>, options));
  return element(name, escapeXml(scalarToText(schema, value, 'date-time', options.exactTimestamps)));
}
