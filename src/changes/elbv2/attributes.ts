import { AwsError } from '../world.ts';

interface Attribute {
  Key?: string;
  Value?: string;
}

/**
 * Attributes with some set anew. A key that the resource has not is refused, where its attributes are known, and so is
 * a value of the wrong kind.
 */
export function withAttributes(what: string, before: readonly Attribute[], given: readonly Attribute[]): Attribute[] {
  const known = new Set(before.map((attribute) => attribute.Key));
  for (const { Key, Value } of given) {
    if (before.length > 0 && !known.has(Key)) {
      throw new AwsError('InvalidConfigurationRequest', `${what} attribute key '${Key}' is not recognized`);
    }
    if (!isValid(Key ?? '', Value ?? '')) {
      throw new AwsError('InvalidConfigurationRequest', `${what} attribute value '${Value}' is not valid for '${Key}'`);
    }
  }
  const values = new Map(given.map(({ Key, Value }) => [Key, Value ?? '']));
  return [
    ...before.map((attribute) =>
      values.has(attribute.Key) ? { ...attribute, Value: values.get(attribute.Key) } : attribute,
    ),
    ...given.filter(({ Key }) => !known.has(Key)).map(({ Key, Value }) => ({ Key, Value: Value ?? '' })),
  ];
}

function isValid(key: string, value: string): boolean {
  if (key === 'load_balancing.cross_zone.enabled') {
    return ['true', 'false', 'use_load_balancer_configuration'].includes(value);
  }
  if (key.endsWith('.enabled')) return value === 'true' || value === 'false';
  if (key === 'deregistration_delay.timeout_seconds') return isWithin(value, 0, 3600);
  if (key === 'idle_timeout.timeout_seconds') return isWithin(value, 1, 4000);
  if (key.endsWith('_seconds')) return isWithin(value, 0, 604_800);
  return true;
}

const isWithin = (text: string, least: number, most: number): boolean =>
  /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
