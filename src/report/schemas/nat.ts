import { z } from 'zod';
import { severities } from '../../findings/finding.ts';
import { isoInstant, nullableNumber } from '../schemas.ts';

const text = z.string();

export const natSummarySchema = z.strictObject({
  gateways: nullableNumber,
  unmeasured: nullableNumber.describe('Gateways of which CloudWatch has nothing, or was not read.'),
  findings: z.strictObject(
    Object.fromEntries(severities.map((s) => [s, z.number()])) as Record<(typeof severities)[number], z.ZodNumber>,
  ),
  causes: z.number().describe('Findings that explain a failure that is seen.'),
});

const measured = z.strictObject({
  from: isoInstant,
  to: isoInstant,
  periodSeconds: z.number(),
  downloadBytes: nullableNumber,
  uploadBytes: nullableNumber,
  ratio: nullableNumber.describe('Download over upload.'),
  byHour: z.array(
    z.strictObject({
      at: isoInstant,
      download: nullableNumber,
      upload: nullableNumber,
      connections: nullableNumber.describe('The most at once.'),
    }),
  ),
  peakHour: z.strictObject({ at: isoInstant, bytes: z.number() }).nullable(),
  connections: z
    .strictObject({ low: z.number(), high: z.number(), peak: z.number(), peakAt: isoInstant })
    .nullable()
    .describe('Between a tenth and nine tenths of the points, and the peak.'),
  attempts: nullableNumber,
  established: nullableNumber,
  successPercent: nullableNumber,
  packets: nullableNumber,
  dropped: nullableNumber,
  lossPercent: nullableNumber,
  portAllocationErrors: nullableNumber,
  idleTimeouts: nullableNumber,
  peakBitsPerSecond: nullableNumber,
  peakPacketsPerSecond: nullableNumber,
  anomalies: z
    .array(z.strictObject({ at: isoInstant, bytes: z.number(), usual: z.number() }))
    .nullable()
    .describe('null: fewer than three days before to compare with.'),
});

export const natData = z.strictObject({
  gateways: z
    .array(
      z.strictObject({
        account: text,
        region: text,
        id: text,
        name: text.optional(),
        vpc: text,
        vpcName: text.nullable(),
        subnet: text,
        zone: text,
        state: text,
        connectivity: text,
        publicIps: z.array(text),
        addresses: z.number(),
        usedBy: z.array(z.strictObject({ subnet: text, vpc: text, zone: text })),
        crossZone: z.array(text).describe('Subnets of other zones that have no other way out.'),
        measured: measured.nullable().describe('null: CloudWatch was not read, or has nothing in the window.'),
        verdict: z.enum([
          'gateway-down',
          'port-exhaustion',
          'packet-drops',
          'connections-fail',
          'zone-crossing',
          'not-the-gateway',
          'unknown',
        ]),
        cost: z.strictObject({
          monthlyUsd: nullableNumber,
          formula: text,
          monthlyGb: nullableNumber,
          waivedBehind: z.array(text).describe('Network Firewall endpoints on the way, which waive NAT charges.'),
          waiverSource: text,
          source: text.nullable(),
          asOf: text.nullable(),
        }),
      }),
    )
    .nullable(),
  advice: z.array(
    z.strictObject({
      code: text,
      account: text,
      region: text,
      resource: text,
      says: text,
      monthlyUsd: nullableNumber.describe('Saved in a month; negative: costs more.'),
      upTo: z.boolean().describe('The most that it can be, if all of the measured traffic went there.'),
      formula: text,
      command: text,
      source: text.nullable(),
      asOf: text.nullable(),
    }),
  ),
});
