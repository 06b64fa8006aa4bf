import { z } from 'zod';
import { hop } from './path.ts';

const text = z.string();

export const exposureSummarySchema = z.strictObject({
  interfaces: z.number().describe('Interfaces that the internet reaches themselves.'),
  behindBalancers: z.number(),
  vpcs: z.number(),
});

export const exposureData = z.strictObject({
  exposed: z.array(
    z.strictObject({
      interface: text,
      instance: text.optional(),
      name: text.optional(),
      vpc: text,
      subnet: text,
      zone: text,
      address: text.describe('The address that is asked for; of a target its private one.'),
      openings: z.array(
        z.strictObject({ protocol: text, ports: text, sources: z.array(text), sourcePorts: text.optional() }),
      ),
      through: z.strictObject({ balancer: text, listener: text }).optional(),
      path: z.array(hop),
    }),
  ),
  parties: z.array(
    z.strictObject({ id: text, vpc: text.optional(), kind: text.optional(), subnets: z.array(text).optional() }),
  ),
  matrix: z
    .array(
      z.strictObject({
        from: text,
        to: text,
        reach: z.enum(['all', 'some', 'none']),
        openings: z.array(z.strictObject({ protocol: text, ports: text })),
      }),
    )
    .nullable()
    .describe('null: too many segments; --from and --to narrow it.'),
  waysOut: z.array(
    z.strictObject({ kind: text, id: text, name: text.optional(), vpc: text.optional(), to: text.optional() }),
  ),
});
