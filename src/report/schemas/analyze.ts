import { z } from 'zod';
import { severities } from '../../findings/finding.ts';
import { nullableNumber } from '../schemas.ts';

/** A list that is null when it was not read. */
const read = <T extends z.ZodType>(item: T) => z.array(item).nullable();
const text = z.string();
const nullableText = z.string().nullable();
const nullableFlag = z.boolean().nullable();

const placed = { account: text, region: text };
const namedShape = { ...placed, id: text, name: text.optional() };

export const analyzeSummarySchema = z.strictObject({
  counts: z.record(z.string(), nullableNumber),
  findings: z.strictObject(
    Object.fromEntries(severities.map((s) => [s, z.number()])) as Record<(typeof severities)[number], z.ZodNumber>,
  ),
  causes: z.number().describe('Findings that explain a failure that is seen.'),
});

const vpc = z.strictObject({
  ...namedShape,
  cidrs: z.array(text),
  isDefault: z.boolean(),
  rfc1918: z.boolean(),
  purpose: z.strictObject({ kind: text, says: text, because: text }),
  subnets: nullableNumber,
  zones: z.array(text),
  instances: nullableNumber,
  interfaces: nullableNumber,
  internetGateway: nullableText,
  natGateways: z.array(text),
  attachments: z.array(text),
  flowLogs: nullableFlag,
  dnsSupport: nullableFlag,
  dnsHostnames: nullableFlag,
  unallocatedAddresses: nullableNumber,
  freeBlocks: read(text),
  moreCidrs: z.number(),
});

const subnet = z.strictObject({
  ...namedShape,
  vpc: text,
  cidr: text,
  zone: text,
  kind: z.enum([
    'public',
    'inspected',
    'private-nat',
    'private-transit',
    'egress-only',
    'private-internal',
    'isolated',
    'unknown',
  ]),
  defaultRoute: nullableText,
  exit: z.strictObject({ through: z.array(text), end: text }).nullable(),
  routeTable: nullableText,
  mainTable: nullableFlag,
  networkAcl: nullableText,
  interfaces: nullableNumber,
  available: nullableNumber,
  usedPercent: nullableNumber,
  publicOnLaunch: z.boolean(),
});

/** The parts that are lists of facts of one kind are open here: `overview.ts` in the source has their members. */
const facts = z.looseObject({});

export const analyzeData = z.strictObject({
  accounts: z.array(z.strictObject({ id: text, alias: nullableText, caller: nullableText, partition: text })),
  regions: z.array(text),
  counts: z.record(z.string(), nullableNumber),
  names: z.record(z.string(), text),
  vpcs: read(vpc),
  overlaps: read(facts),
  subnets: read(subnet),
  routeTables: read(
    z.strictObject({
      ...namedShape,
      vpc: text,
      main: z.boolean(),
      subnets: z.array(text),
      gateways: z.array(text),
      users: nullableNumber,
      routes: z.array(
        z.strictObject({ destination: text, target: text, state: text, origin: text, shadowedBy: text.optional() }),
      ),
    }),
  ),
  gateways: z.strictObject({
    internetGateways: read(z.strictObject({ ...namedShape, vpc: nullableText, edgeTable: nullableText })),
    egressOnlyInternetGateways: read(z.strictObject({ ...namedShape, vpc: nullableText })),
    vpnGateways: read(z.strictObject({ ...namedShape, vpc: nullableText, asn: nullableNumber })),
  }),
  natGateways: read(
    z.strictObject({
      ...namedShape,
      vpc: text,
      subnet: text,
      zone: text,
      state: text,
      connectivity: text,
      publicIps: z.array(text),
      usedBy: z.array(z.strictObject({ subnet: text, vpc: text, zone: text })),
      crossZone: z.array(text),
      last24h: z
        .strictObject({
          downloadBytes: nullableNumber,
          uploadBytes: nullableNumber,
          peakConnections: nullableNumber,
          portAllocationErrors: nullableNumber,
          packetsDropped: nullableNumber,
        })
        .nullable(),
      monthlyUsd: nullableNumber,
    }),
  ),
  transitGateways: read(facts),
  peerings: read(facts),
  connectivity: read(z.strictObject({ members: z.array(text), reaches: z.array(text), oneWay: z.array(text) })),
  securityGroups: facts,
  networkAcls: read(facts),
  loadBalancers: read(
    z.strictObject({
      ...placed,
      arn: text,
      name: text,
      type: text,
      scheme: text,
      state: text,
      dnsName: text,
      vpc: text,
      zones: z.array(text),
      listeners: read(
        z.strictObject({ port: z.number(), protocol: text, targetGroups: z.array(text), defaultAction: text }),
      ),
      targetGroups: read(
        z.strictObject({
          arn: text,
          name: text,
          protocol: text,
          port: nullableNumber,
          healthCheck: text,
          inUse: nullableFlag,
          total: nullableNumber,
          healthy: nullableNumber,
          targets: read(
            z.strictObject({
              id: text,
              name: text.optional(),
              zone: nullableText,
              port: nullableNumber,
              state: text,
              reason: text.optional(),
              description: text.optional(),
            }),
          ),
        }),
      ),
      accessLogs: nullableFlag,
    }),
  ),
  endpoints: read(facts),
  missingEndpoints: read(facts),
  firewalls: read(facts),
  dns: facts,
  hybrid: facts,
  distributions: read(facts),
  addresses: facts,
  protection: z.array(facts),
  resilience: read(facts),
});
