import { z } from 'zod';
import type { Request } from '../../operate/request.ts';

/** What a step is for; a command or a tool answers each. */
export const intents = [
  'overview',
  'path',
  'exposure',
  'nat',
  'lb',
  'dns',
  'hybrid',
  'security',
  'cost',
  'diagnose',
  'change',
  'metric',
  'sql',
  'explain',
  'help',
] as const;

export const changeActions = [
  'stop-instance',
  'start-instance',
  'reboot-instance',
  'open-port',
  'close-port',
  'add-route',
  'replace-route',
  'delete-route',
  'register-target',
  'deregister-target',
  'enable-flow-logs',
  'create-endpoint',
  'create-alarm',
  'apply-fix',
  'undo',
] as const satisfies readonly Request['action'][];

export const saveSchema = z.strictObject({
  dir: z.string().optional().describe('Folder as it was typed, `~` and all'),
  format: z.enum(['md', 'html', 'json']).optional(),
});

export const flowSchema = z.strictObject({
  from: z.string().optional().describe('Name, id, address or CIDR; `internet`; `onprem`'),
  to: z.string().optional().describe('Name, id, address or DNS name; `internet`; `onprem`'),
  port: z.int().min(1).max(65_535).optional(),
  toPort: z.int().min(1).max(65_535).optional().describe('Last port of a range that begins with `port`'),
  protocol: z.string().optional().describe('Lower case: tcp, udp, icmp'),
});

const changeSchema = z.strictObject({
  action: z.enum(changeActions),
  words: z.array(z.string()).optional().describe('The change as `netops do` takes it; absent when names are missing'),
  preview: z.literal(true).optional().describe('Asked what the change would do: shown, never made'),
});

export const windowSchema = z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() });

export const stepSchema = z.strictObject({
  intent: z.enum(intents),
  resources: z.array(z.string()).optional().describe('Names and ids as given, or what a reference stands for'),
  window: windowSchema.optional(),
  save: saveSchema.optional(),
  source: z.string().optional().describe('As `--source` takes it'),
  change: changeSchema.optional(),
  flow: flowSchema.optional(),
  metric: z.string().optional().describe('A CloudWatch metric that was named'),
  sql: z.string().optional().describe('The statement to run'),
  term: z.string().optional().describe('What is to be explained: a term of `explain`'),
  follows: z.enum(['detail', 'why', 'again']).optional().describe('A follow-up to an earlier answer'),
});

/** What a prompt asks for, in order. The one document without the common envelope. */
export const planSchema = z.strictObject({
  steps: z.array(stepSchema),
  question: z.string().optional().describe('Asked back, when the prompt is not clear'),
  choices: z.array(z.string()).optional().describe('Likely answers to the question'),
  unclear: z.string().optional().describe('The words of the prompt that a choice would replace'),
});
