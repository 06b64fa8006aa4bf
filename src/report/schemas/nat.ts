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
  schedule: z
    .strictObject({
      from: isoInstant,
      to: isoInstant,
      bytes: z.number(),
      quietFrom: isoInstant,
      quietTo: isoInstant,
      peakBytes: z.number(),
      peakBytesAfter: z.number().describe('With half of the busy hours’ bytes moved to the quiet ones.'),
    })
    .nullable()
    .describe('Where batch jobs could be moved from and to; null: no hours stand out.'),
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
  worstLoss: z
    .strictObject({ at: isoInstant, percent: z.number(), dropped: z.number() })
    .nullable()
    .describe('The hour that lost the most of its packets.'),
  portAllocationErrors: nullableNumber,
  idleTimeouts: nullableNumber,
  peakBitsPerSecond: nullableNumber,
  peakPacketsPerSecond: nullableNumber,
  anomalies: z
    .array(z.strictObject({ at: isoInstant, bytes: z.number(), usual: z.number() }))
    .nullable()
    .describe('null: fewer than three days before to compare with.'),
});

const known = {
  address: text,
  kind: z.enum(['s3', 'dynamodb', 'aws-service', 'instance', 'vpc', 'private', 'internet']),
  name: text.nullable(),
  vpc: text.nullable(),
};

const flowLogs = z.discriminatedUnion('state', [
  z.strictObject({ state: z.enum(['not-read', 'none']) }),
  z.strictObject({
    state: z.literal('unusable'),
    why: z.enum(['not-cloudwatch', 'fields', 'mixed-formats', 'rejects-only', 'failing']),
    log: text,
    detail: text,
  }),
  z.strictObject({ state: z.literal('usable'), log: text, group: text, since: text }),
]);

const party = z.strictObject({ ...known, download: z.number(), upload: z.number(), share: z.number() });

const talkers = z.strictObject({
  from: isoInstant,
  to: isoInstant,
  group: text,
  scannedBytes: nullableNumber,
  bytes: z.number(),
  clients: z.array(party),
  destinations: z.array(party),
  endpointBytes: z.number().describe('To and from S3 and DynamoDB.'),
  endpointBytesByVpc: z.record(text, z.number()).nullable().describe('null: records do not name both ends.'),
});

const portUses = z.strictObject({
  from: isoInstant,
  to: isoInstant,
  destinations: z.array(
    z.strictObject({
      destination: z.strictObject(known),
      port: z.number(),
      protocol: z.number(),
      ports: z.number().describe('Distinct ports in ten minutes.'),
      limit: z.number(),
    }),
  ),
  clients: z.array(z.strictObject({ client: z.strictObject(known), ports: z.number() })),
});

const verdicts = [
  'gateway-down',
  'port-exhaustion',
  'packet-drops',
  'connections-fail',
  'zone-crossing',
  'not-the-gateway',
  'unknown',
] as const;

const nameServers = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('vpc-resolver'),
    forwards: z.array(text).describe('Where a rule for all names sends them.'),
  }),
  z.strictObject({
    by: z.literal('own-servers'),
    servers: z.array(text),
    unreachable: z.array(text).describe('By UDP 53 from the subnet.'),
    public: z.boolean().describe('Queries pass the NAT gateway.'),
  }),
  z.strictObject({ by: z.literal('nobody').describe('DNS support is off and DHCP names no server.') }),
  z.strictObject({ by: z.literal('unknown') }),
]);

const subnet = z.strictObject({
  account: text,
  region: text,
  vpc: text,
  vpcName: text.nullable(),
  subnet: text,
  name: text.nullable(),
  zone: text,
  gateways: z.array(text),
  answer: z.enum([...verdicts, 'dns']).describe('Why the way out is slow from here.'),
  gateway: text.nullable().describe('The gateway that the answer is about.'),
  why: text,
  nameServers,
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
        verdict: z.enum(verdicts),
        flowLogs: flowLogs.describe('Whether flow logs can tell who talks through it.'),
        talkers: talkers.nullable().describe('null: no flow logs that tell it, or they were not asked.'),
        portUses: portUses.nullable().describe('Where its ports went when it ran out of them.'),
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
  subnets: z.array(subnet).nullable().describe('Subnets that go out by these gateways; null: not read.'),
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
