import type { Call } from '../findings/finding.ts';
import { isCidr, type Ports, portsOf, targetOf } from './operands.ts';
import { readSentence, type Sentence } from './sentence.ts';

/*
 * What a person asks for, read without a model: exact forms (`stop-instance i-…`) and sentences in Korean and English.
 */

export type InstanceAction = 'stop-instance' | 'start-instance' | 'reboot-instance';

/** One change, by the names that were typed. */
export type Request =
  | { action: InstanceAction; instance: string }
  | ({ action: 'open-port' | 'close-port'; group: string; peer: string } & Ports)
  | { action: 'add-route' | 'replace-route'; table: string; destination: string; target: string }
  | { action: 'delete-route'; table: string; destination: string }
  | { action: 'register-target' | 'deregister-target'; targetGroup: string; target: string; port?: number }
  | { action: 'enable-flow-logs'; resource: string; destination: string; role?: string }
  | { action: 'create-endpoint'; vpc: string; service: string; subnets: string[] }
  | { action: 'create-alarm'; resource: string; metric: string; threshold: number }
  | { action: 'apply-fix'; finding: string; resource?: string }
  /** AWS calls by name, from a program. No sentence means this. */
  | { action: 'calls'; calls: readonly Call[]; region?: string }
  | { action: 'undo'; record: string };

/** The exact forms, as they are shown to somebody who was not understood. */
export const forms = [
  'stop-instance INSTANCE',
  'start-instance INSTANCE',
  'reboot-instance INSTANCE',
  'open-port GROUP PORT FROM',
  'close-port GROUP PORT FROM',
  'add-route TABLE CIDR TARGET',
  'replace-route TABLE CIDR TARGET',
  'delete-route TABLE CIDR',
  'register-target TARGET-GROUP TARGET[:PORT]',
  'deregister-target TARGET-GROUP TARGET[:PORT]',
  'enable-flow-logs RESOURCE LOG-GROUP ROLE-ARN',
  'enable-flow-logs RESOURCE S3-ARN',
  'create-endpoint VPC SERVICE [SUBNET…]',
  'create-alarm RESOURCE METRIC THRESHOLD',
  'apply-fix CODE|ID [RESOURCE]',
  'undo LAST|ID',
] as const;

/** @returns undefined when it is no form and no sentence that is understood wholly */
export function parseRequest(words: readonly string[]): Request | undefined {
  const [form = '', ...rest] = words;
  const asForm = words.length > 1 && /^[a-z]+(-[a-z]+)*$/.test(form) && isForm(form);
  // "undo the last change" begins as a form does.
  const given = asForm ? exact(form, rest) : undefined;
  if (given !== undefined || (asForm && form !== 'undo')) return given;
  const read = readSentence(text(words));
  if (read === undefined || !('form' in read)) return undefined;
  const [action = '', ...operands] = read.form;
  return exact(action, operands);
}

/** Why words are no request, as far as a sentence tells: what it lacks, or which names have no part in it. */
export function lackOf(words: readonly string[]): Exclude<Sentence, { form: readonly string[] }> | undefined {
  const read = readSentence(text(words));
  return read === undefined || 'form' in read ? undefined : read;
}

const text = (words: readonly string[]): string =>
  words.length === 1 ? words[0]! : words.map(quotedIfSpaced).join(' ');

const quotedIfSpaced = (word: string): string => (/\s/.test(word) ? `"${word}"` : word);

const isForm = (word: string): boolean => forms.some((f) => f.split(' ')[0] === word);

function exact(form: string, rest: readonly string[]): Request | undefined {
  const [a = '', b = '', c = ''] = rest;
  const count = (n: number): boolean => rest.length === n && rest.every((r) => r !== '');
  switch (form) {
    case 'stop-instance':
    case 'start-instance':
    case 'reboot-instance':
      return count(1) ? { action: form, instance: a } : undefined;
    case 'open-port':
    case 'close-port': {
      const ports = portsOf(b);
      return count(3) && ports !== undefined ? { action: form, group: a, ...ports, peer: c } : undefined;
    }
    case 'add-route':
    case 'replace-route':
      return count(3) && isCidr(b) ? { action: form, table: a, destination: b, target: c } : undefined;
    case 'delete-route':
      return count(2) && isCidr(b) ? { action: form, table: a, destination: b } : undefined;
    case 'register-target':
    case 'deregister-target':
      return count(2) ? { action: form, targetGroup: a, ...targetOf(b) } : undefined;
    case 'enable-flow-logs':
      if (count(2) && b.startsWith('arn:') && b.includes(':s3:::'))
        return { action: form, resource: a, destination: b };
      return count(3) && c.startsWith('arn:') ? { action: form, resource: a, destination: b, role: c } : undefined;
    case 'create-endpoint':
      return rest.length >= 2 ? { action: form, vpc: a, service: b, subnets: rest.slice(2) } : undefined;
    case 'create-alarm':
      return count(3) && Number.isFinite(Number(c))
        ? { action: form, resource: a, metric: b, threshold: Number(c) }
        : undefined;
    case 'apply-fix':
      if (count(2)) return { action: form, finding: a, resource: b };
      return count(1) ? { action: form, finding: a } : undefined;
    case 'undo':
      return count(1) ? { action: form, record: a } : undefined;
    default:
      return undefined;
  }
}
