import type { NormalizedSchema } from '@smithy/core/schema';
import { requiredMembers } from './service.ts';

/** A required member that an input lacks: the way to it, list elements as numbers from 1. */
export interface MissingMember {
  path: (string | number)[];
  /** The parameter's schemas along the way, structure members only; the last is the missing member's. */
  schemas: NormalizedSchema[];
}

/** The required members that `input` lacks, at any depth, in the schema's order. */
export function missingMembers(schema: NormalizedSchema, input: unknown): MissingMember[] {
  const missing: MissingMember[] = [];
  visit(schema, input, [], [], missing);
  return missing;
}

function visit(
  schema: NormalizedSchema,
  value: unknown,
  path: (string | number)[],
  schemas: NormalizedSchema[],
  missing: MissingMember[],
): void {
  if (value === undefined || value === null) return;
  if (schema.isStructSchema()) {
    const struct = value as Record<string, unknown>;
    const required = new Set(requiredMembers(schema));
    for (const [name, member] of schema.structIterator()) {
      const item = struct[name];
      if (item !== undefined && item !== null) {
        visit(member, item, [...path, name], [...schemas, member], missing);
      } else if (required.has(name) && !member.isIdempotencyToken()) {
        missing.push({ path: [...path, name], schemas: [...schemas, member] });
      }
    }
  } else if (schema.isListSchema() && Array.isArray(value)) {
    const element = schema.getValueSchema();
    if (!element.isStructSchema() && !element.isListSchema() && !element.isMapSchema()) return;
    value.forEach((item, index) => {
      visit(element, item, [...path, index + 1], schemas, missing);
    });
  } else if (schema.isMapSchema() && typeof value === 'object') {
    const element = schema.getValueSchema();
    for (const [key, item] of Object.entries(value)) visit(element, item, [...path, key], schemas, missing);
  }
}

/** `['MetricDataQueries', 1, 'Id']` as AWS's validators write it: `metricDataQueries.1.member.id`. */
export const validationPath = (path: (string | number)[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `${part}.member` : part.charAt(0).toLowerCase() + part.slice(1)))
    .join('.');

/** AWS's sentence for missing members: "2 validation errors detected: Value null at … ; …". */
export function validationMessage(members: MissingMember[]): string {
  const one = members.map(
    ({ path }) => `Value null at '${validationPath(path)}' failed to satisfy constraint: Member must not be null`,
  );
  return `${one.length} validation error${one.length === 1 ? '' : 's'} detected: ${one.join('; ')}`;
}
