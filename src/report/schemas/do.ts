import { z } from 'zod';
import { call, nullableNumber } from '../schemas.ts';

export const doSummarySchema = z.strictObject({
  result: z.enum(['already', 'preview', 'done', 'accepted']),
  record: z.string().nullable().describe('The audit record; null: nothing was done.'),
});

const named = z.strictObject({ id: z.string(), name: z.string().nullable() });
const opening = z.strictObject({
  protocol: z.string(),
  ports: z.string(),
  sources: z.array(z.string()),
  sourcePorts: z.string().optional(),
});
const openings = z.array(z.strictObject({ protocol: z.string(), ports: z.string() }));

const reach = z.strictObject({
  says: z.string(),
  internet: z.strictObject({ before: z.number(), after: z.number(), interfaces: z.number() }),
  exposure: z
    .array(
      z.strictObject({
        interface: z.string(),
        name: z.string().optional(),
        before: z.array(opening),
        after: z.array(opening),
      }),
    )
    .describe('Interfaces that the internet reaches otherwise than before.'),
  reach: z
    .array(z.strictObject({ from: z.string(), to: z.string(), before: openings, after: openings }))
    .nullable()
    .describe('Who reaches whom otherwise than before; null: too large a network to compare.'),
});

export const doData = z.strictObject({
  asked: z.string(),
  account: z.string(),
  region: z.string(),
  before: z.string(),
  after: z.string().nullable().describe('null: nothing was done, or there is no one state to tell.'),
  notes: z.array(z.string()).describe('What must be known before saying yes and is not seen in the calls.'),
  calls: z.array(call),
  commands: z.array(z.string()),
  permissions: z.array(z.string()).describe('IAM actions that the calls need.'),
  destructive: z.boolean().describe('A call that can cut somebody off is among them.'),
  effect: z.strictObject({
    targets: z.array(
      z.strictObject({
        group: z.string(),
        groupName: z.string(),
        target: z.string(),
        name: z.string(),
        state: z.string(),
        reason: z.string().nullable(),
      }),
    ),
    routes: z.array(z.strictObject({ table: z.string(), destination: z.string() })),
    subnets: z.array(named).describe('Subnets whose route table changes.'),
    instances: z.array(named).describe('Instances with a security group that changes.'),
    interfaces: z.array(named).describe('Other interfaces with it, by their description.'),
    alarms: z.array(z.strictObject({ name: z.string(), state: z.string() })),
    addressesLost: z.array(z.string()),
    reach: reach.nullable().describe('null: the copy refused a call.'),
    refused: z.array(z.strictObject({ operation: z.string(), code: z.string(), message: z.string() })),
    monthlyUsd: nullableNumber,
    formula: z.string(),
  }),
  undo: z.array(call).nullable().describe('null: not known before the call, or none.'),
  dryRun: z.array(z.strictObject({ operation: z.string(), code: z.string() })),
});
