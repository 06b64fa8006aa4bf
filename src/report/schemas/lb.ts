import { z } from 'zod';
import { severities } from '../../findings/finding.ts';
import { isoInstant, nullableNumber } from '../schemas.ts';

const text = z.string();
const nullableText = z.string().nullable();

export const lbSummarySchema = z.strictObject({
  balancers: nullableNumber,
  targets: nullableNumber,
  healthy: nullableNumber,
  findings: z.strictObject(
    Object.fromEntries(severities.map((s) => [s, z.number()])) as Record<(typeof severities)[number], z.ZodNumber>,
  ),
  causes: z.number().describe('Findings that explain a failure that is seen.'),
});

const group = z.strictObject({
  arn: text,
  name: text,
  type: text,
  protocol: text,
  port: nullableNumber,
  inUse: z.boolean().nullable(),
  check: z.strictObject({
    enabled: z.boolean(),
    protocol: text,
    port: text,
    path: nullableText,
    matcher: nullableText,
    intervalSeconds: nullableNumber,
    timeoutSeconds: nullableNumber,
    healthyThreshold: nullableNumber,
    unhealthyThreshold: nullableNumber,
  }),
  total: nullableNumber,
  healthy: nullableNumber,
  availabilityPercent: nullableNumber,
  targets: z
    .array(
      z.strictObject({
        id: text,
        name: nullableText,
        address: nullableText,
        port: nullableNumber,
        zone: nullableText,
        state: text,
        reason: nullableText,
        description: nullableText,
        causes: z.array(text).describe('Codes of the findings that say why it does not serve.'),
      }),
    )
    .nullable(),
});

const balancer = z.strictObject({
  account: text,
  region: text,
  arn: text,
  name: text,
  type: text,
  scheme: text,
  state: text,
  dnsName: text,
  vpc: z.strictObject({ id: text, name: nullableText }).nullable(),
  crossZone: z.boolean(),
  zones: z.array(z.strictObject({ zone: text, subnet: text, targets: z.number(), healthy: z.number() })),
  listeners: z
    .array(
      z.strictObject({
        arn: text,
        port: z.number(),
        protocol: text,
        defaultAction: text,
        rules: z.array(z.strictObject({ priority: text, condition: text, action: text })).nullable(),
      }),
    )
    .nullable(),
  groups: z.array(group).nullable(),
  traffic: z
    .strictObject({
      from: isoInstant,
      to: isoInstant,
      requests: nullableNumber,
      elb5xx: nullableNumber,
      target5xx: nullableNumber,
      target4xx: nullableNumber,
      connectionErrors: nullableNumber,
      rejected: nullableNumber,
      p95Seconds: nullableNumber,
      processedBytes: nullableNumber,
      lcuHours: nullableNumber,
      peakLcu: nullableNumber,
      byPeriod: z.array(z.strictObject({ at: isoInstant, requests: z.number() })),
    })
    .nullable(),
  cost: z.strictObject({ monthlyUsd: nullableNumber, formula: text, source: nullableText, asOf: nullableText }),
});

export const lbData = z.strictObject({
  balancers: z.array(balancer).nullable(),
  unusedGroups: z.array(group).nullable(),
  changes: z
    .array(
      z.strictObject({
        id: text,
        name: text,
        at: text,
        who: text,
        resource: text,
        code: text,
        account: text,
        region: text,
      }),
    )
    .describe('What CloudTrail has behind the findings.'),
});
