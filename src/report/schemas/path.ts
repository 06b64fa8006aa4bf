import { z } from 'zod';
import { call, fix } from '../schemas.ts';

const text = z.string();

export const pathSummarySchema = z.strictObject({
  source: text,
  destination: text,
  protocol: text.describe('IANA number; -1: all.'),
  ports: text.nullable().describe('null: all.'),
  reachable: z.boolean(),
  blocks: z.number(),
});

export const hop = z.strictObject({
  component: text,
  id: text,
  name: text.optional(),
  vpc: text.optional(),
  subnet: text.optional(),
  zone: text.optional(),
  verdict: z.enum(['allow', 'deny']),
  by: text.optional().describe('The rule or route that decided.'),
  src: text.describe('addr:port as the packet is when it leaves this hop.'),
  dst: text,
});

const block = z.strictObject({
  component: text,
  id: text,
  name: text.optional(),
  direction: z.enum(['forward', 'return']),
  rule: text.nullable().describe('The rule or route that stops it; null: the lack of one.'),
  reason: text,
  calls: z.array(call).describe('What would lift this block alone.'),
});

const slice = z.strictObject({
  sources: z.array(text),
  destinations: z.array(text),
  ports: text,
  protocol: text,
  sourcePorts: text.optional(),
  reachable: z.boolean(),
});

const answer = {
  reachable: z.boolean().describe('All that was asked passes in both directions.'),
  undecided: z.boolean().describe('Nothing that was read is in the way, and what was not read may be.'),
  forward: z.array(hop),
  return: z.array(hop),
  blocks: z.array(block),
  fixes: z.array(fix),
  asymmetric: z.boolean(),
  results: z.array(slice).describe('What was asked, in parts that pass or do not.'),
  warnings: z.array(text),
  assumptions: z.array(text).describe('What the answer rests on, because the snapshot lacks it or nobody can know.'),
};

const opening = z.strictObject({
  protocol: text,
  ports: text,
  sources: z.array(text).optional(),
  sourcePorts: text.optional(),
});

/** What a change makes of reachability in the whole network. */
export const differenceSchema = z.strictObject({
  internet: z.strictObject({ before: z.number(), after: z.number(), interfaces: z.number() }),
  exposure: z.array(
    z.strictObject({ interface: text, name: text.optional(), before: z.array(opening), after: z.array(opening) }),
  ),
  reach: z
    .array(z.strictObject({ from: text, to: text, before: z.array(opening), after: z.array(opening) }))
    .nullable()
    .describe('null: too large a network to compare segment by segment.'),
  says: text,
});

export const pathData = z.strictObject({
  ...answer,
  after: z.strictObject(answer).optional().describe('The answer after the changes of --with.'),
  difference: differenceSchema.optional(),
});
