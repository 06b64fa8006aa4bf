import { z } from 'zod';
import { areas } from '../../checks/check.ts';
import { severities } from '../../findings/finding.ts';
import { isoInstant, nullableNumber } from '../schemas.ts';

const text = z.string();
const whole = z.number().int().min(0);
const score = z.number().int().min(0).max(100);
const status = z.enum(['pass', 'fail', 'not-applicable', 'not-readable']);

export const securitySummarySchema = z.strictObject({
  score,
  atMost: z.boolean().describe('Some check could not be read: the true score may be lower.'),
  findings: z.strictObject(
    Object.fromEntries(severities.map((s) => [s, whole])) as Record<(typeof severities)[number], typeof whole>,
  ),
  checks: z.strictObject({ pass: whole, fail: whole, notApplicable: whole, notReadable: whole }),
  excepted: whole.describe('Findings that an exception in force accepts.'),
});

export const securityData = z.strictObject({
  areas: z.array(z.strictObject({ area: z.enum(areas), score, failed: whole, passed: whole, notReadable: whole })),
  gains: z
    .array(z.strictObject({ code: text, findings: whole, points: z.number() }))
    .describe('What mending every finding of a code adds to the score, most first.'),
  checks: z.array(
    z.strictObject({
      code: text,
      area: z.enum(areas),
      severity: z.enum(severities),
      title: text,
      why: text,
      status,
      passed: whole,
      failed: whole,
      notReadable: whole,
      minutes: whole.describe('About how long one mend takes.'),
      cis: z.array(text).describe('CIS AWS Foundations Benchmark 7.0.0.'),
      fsbp: z.array(text).describe('AWS Foundational Security Best Practices.'),
      ismsP: z.array(text),
      fix: z.strictObject({ says: text, cli: text, cloudFormation: text.nullable(), terraform: text.nullable() }),
      references: z.array(z.url()),
    }),
  ),
  results: z.array(
    z.strictObject({
      code: text,
      account: text,
      region: text,
      status,
      resources: z.array(
        z.strictObject({
          id: text,
          name: text.optional(),
          status: z.enum(['pass', 'fail', 'not-readable']),
          findings: z.array(text).describe('Ids.'),
        }),
      ),
      missing: z.array(text).describe('What was not read, and the check needs.'),
    }),
  ),
  reach: z.record(text, z.enum(['internet', 'inside', 'nobody'])).describe('By finding id: what gets there.'),
  exceptions: z.array(
    z.strictObject({
      code: text,
      resource: text,
      owner: text,
      reason: text,
      until: z.iso.date(),
      state: z.enum(['in-force', 'expired', 'unused']),
      findings: z.array(text),
    }),
  ),
  roadmap: z.strictObject({ day: z.array(text), week: z.array(text), month: z.array(text), quarter: z.array(text) }),
  breakages: z
    .array(
      z.strictObject({
        finding: text,
        healthChecks: z.array(z.strictObject({ targetGroup: text, target: text })),
        flows: z.array(z.strictObject({ from: text, to: text, protocol: z.enum(['tcp', 'udp']), port: whole })),
        flowLogs: z
          .discriminatedUnion('state', [
            z.strictObject({ state: z.enum(['not-read', 'none', 'not-asked']) }),
            z.strictObject({
              state: z.literal('unusable'),
              log: text,
              why: z.enum(['not-cloudwatch', 'fields', 'mixed-formats', 'rejects-only', 'failing']),
              detail: text,
            }),
            z.strictObject({
              state: z.literal('asked'),
              from: isoInstant,
              to: isoInstant,
              complete: z.boolean().describe('Every interface behind the fix is logged, and every answer came whole.'),
              flows: z.array(z.strictObject({ from: text, to: text, protocol: text, port: whole, connections: whole })),
            }),
          ])
          .describe('What flow logs have seen of what would stop.'),
        rarely: z.boolean().describe('Besides, connections fail whose source port happens to be one that is closed.'),
        complete: z.boolean().describe('False: of many kinds of hosts only some were tried.'),
        says: text,
      }),
    )
    .describe('What the most urgent fixes would stop, tried on a copy.'),
  fixCosts: z.array(
    z.strictObject({
      code: text,
      monthlyUsd: nullableNumber,
      formula: text,
      source: text.nullable(),
      asOf: text.nullable(),
    }),
  ),
  trend: z.array(z.strictObject({ at: isoInstant, score })),
  compared: z
    .strictObject({
      at: isoInstant,
      score,
      newFindings: z.array(text),
      goneFindings: z.array(text).describe('Mended since, or their resource is gone.'),
      acceptedFindings: z.array(text).describe('Accepted by an exception since.'),
      lostFindings: z.array(text).describe('Their check could not be judged this time: mended or not is unknown.'),
    })
    .nullable(),
});
