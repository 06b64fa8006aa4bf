import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { AwsError } from '../../src/changes/world.ts';
import { applyFilters, pattern } from '../../src/lab/filters.ts';
import type { LabCall } from '../../src/lab/handler.ts';
import { page } from '../../src/lab/paging.ts';
import { labAccount, labRegion } from '../../src/lab/seed/ids.ts';
import { seedState } from '../../src/lab/seed/index.ts';
import { reads } from '../../src/lab/services/ec2.ts';
import { openScope } from '../../src/snapshot/snapshot.ts';

const state = seedState(new Date('2026-11-20T00:00:00Z'));

/** A call without protocol around it. */
function callIn(region: string): LabCall {
  return {
    account: labAccount,
    region,
    now: new Date('2026-11-20T00:00:00Z'),
    snapshot: state.snapshot,
    here: region === labRegion ? openScope(state.snapshot, labAccount, region) : { account: labAccount, region },
    global: openScope(state.snapshot, labAccount, 'global'),
    newId: () => {
      throw new Error('a read makes nothing');
    },
    later: () => {
      throw new Error('a read starts nothing');
    },
    state,
    caller: { account: labAccount, arn: '', userId: '', accessKeyId: '' },
  };
}
const here = callIn(labRegion);

const ask = (operation: string, input: object, call = here): Record<string, unknown> =>
  (reads[operation] as (call: LabCall, input: object) => Record<string, unknown>)(call, input);

/** The filters that the SDK's documentation, which is EC2's own, lists for an operation. */
const documented = new Map<string, { member: string; names: string[] }>();

beforeAll(() => {
  const main = createRequire(import.meta.url).resolve('@aws-sdk/client-ec2');
  const models = join(dirname(main), '..', 'dist-types', 'models');
  const files = readdirSync(models).filter((name) => /^models_\d+\.d\.ts$/.test(name));
  const text = files.map((name) => readFileSync(join(models, name), 'utf8')).join('\n');
  for (const operation of Object.keys(reads)) {
    const body = new RegExp(`export interface ${operation}Request \\{([\\s\\S]*?)\\n\\}`).exec(text)?.[1] ?? '';
    const doc = /\/\*\*((?:(?!\/\*\*)[\s\S])*?)\*\/\s*(Filters?)\??: /.exec(body);
    if (doc === null) continue;
    const names = [...doc[1]!.matchAll(/<p>[\s*]*<code>([a-zA-Z][\w.-]+)<\/code>/g)].map((match) => match[1]!);
    documented.set(operation, { member: doc[2]!, names });
  }
});

const ec2 = here.here.ec2!;
const tableId = ec2.TransitGatewayRouteTables![0]!.TransitGatewayRouteTableId;
// The lab has neither: one of each, so that their calls get as far as the filters.
ec2.ServiceConfigurations = [{ ServiceId: 'vpce-svc-0123456789abcdef0' }];
ec2.TransitGatewayPolicyTableEntries = { 'tgw-ptb-0123456789abcdef0': [] };

/** What an operation cannot be asked without. */
const required: Record<string, Record<string, unknown>> = {
  DescribeVpcEndpointServicePermissions: { ServiceId: 'vpce-svc-0123456789abcdef0' },
  GetTransitGatewayAttachmentPropagations: {
    TransitGatewayAttachmentId: ec2.TransitGatewayAttachments![0]!.TransitGatewayAttachmentId,
  },
  GetTransitGatewayPolicyTableEntries: { TransitGatewayPolicyTableId: 'tgw-ptb-0123456789abcdef0' },
  GetTransitGatewayPrefixListReferences: { TransitGatewayRouteTableId: tableId },
  GetTransitGatewayRouteTableAssociations: { TransitGatewayRouteTableId: tableId },
  GetTransitGatewayRouteTablePropagations: { TransitGatewayRouteTableId: tableId },
  SearchTransitGatewayRoutes: { TransitGatewayRouteTableId: tableId },
};

const outcome = (operation: string, name: string, value: string): unknown => {
  const { member } = documented.get(operation)!;
  try {
    ask(operation, { ...required[operation], [member]: [{ Name: name, Values: [value] }] });
    return 'answered';
  } catch (error) {
    return error instanceof AwsError ? error.code : error;
  }
};

describe('filters', () => {
  test('the documentation was found', () => {
    expect(documented.size).toBeGreaterThan(40);
    expect(documented.get('DescribeVpcs')!.names).toContain('cidr-block-association.state');
    expect(documented.get('DescribeInstances')!.names.length).toBeGreaterThan(100);
  });

  test('every filter that EC2 documents for an operation is taken', () => {
    const refused: string[] = [];
    for (const [operation, { names }] of documented) {
      for (const name of names) {
        const asked = name === 'tag' ? 'tag:Name' : name;
        const value = asked.startsWith('route-search.') ? '10.0.0.0/8' : 'x';
        if (outcome(operation, asked, value) !== 'answered') refused.push(`${operation} ${asked}`);
      }
    }
    expect(refused).toEqual([]);
  });

  test('a filter that an operation does not have is refused by name', () => {
    for (const operation of documented.keys()) {
      const code = operation.startsWith('DescribeVpcEndpoint') ? 'InvalidFilter' : 'InvalidParameterValue';
      expect([operation, outcome(operation, 'no-such-filter', 'x')]).toEqual([operation, code]);
      // Names are case-sensitive.
      expect([operation, outcome(operation, 'VPC-ID', 'x')]).toEqual([operation, code]);
    }
    expect(() => ask('DescribeVpcs', { Filters: [{ Name: 'constructor', Values: ['x'] }] })).toThrow(
      "The filter 'constructor' is invalid",
    );
    expect(() => ask('DescribeVpcs', { Filters: [{ Values: ['x'] }] })).toThrow(/must contain the parameter/);
  });

  test('a filter finds exactly the resources that have the value', () => {
    const ids = (operation: string, answer: string, id: string, ...filters: [string, ...string[]][]) =>
      (
        ask(operation, { Filters: filters.map(([Name, ...Values]) => ({ Name, Values })) })[answer] as Record<
          string,
          string
        >[]
      ).map((item) => item[id]);
    const dmz = 'vpc-069a0792750d520b5';
    expect(ids('DescribeVpcs', 'Vpcs', 'CidrBlock', ['is-default', 'true'])).toEqual(['172.31.0.0/16']);
    expect(ids('DescribeVpcs', 'Vpcs', 'CidrBlock', ['cidr', '10.?.0.0/16'])).toEqual(['10.1.0.0/16', '10.2.0.0/16']);
    expect(ids('DescribeVpcs', 'Vpcs', 'CidrBlock', ['tag:Name', 'VPC0*'], ['cidr', '10.2.*'])).toEqual([
      '10.2.0.0/16',
    ]);
    expect(ids('DescribeVpcs', 'Vpcs', 'CidrBlock', ['tag-key', 'name'])).toEqual([]);
    expect(
      ids('DescribeSubnets', 'Subnets', 'CidrBlock', ['vpc-id', dmz], ['map-public-ip-on-launch', 'false']),
    ).toEqual(['10.11.20.0/22']);
    expect(ids('DescribeSecurityGroups', 'SecurityGroups', 'GroupName', ['ip-permission.from-port', '8888'])).toEqual([
      'HostSecurityGroup',
    ]);
    expect(
      ids('DescribeSecurityGroups', 'SecurityGroups', 'GroupName', ['ip-permission.prefix-list-id', 'pl-22a6434b']),
    ).toEqual(['ALBSecurityGroup']);
    expect(
      ids('DescribeNetworkInterfaces', 'NetworkInterfaces', 'PrivateIpAddress', ['interface-type', 'nat_gateway']),
    ).toEqual(['10.11.31.10', '10.11.32.10', '10.254.11.10']);
    expect(ids('DescribeRouteTables', 'RouteTables', 'VpcId', ['association.main', 'true'], ['vpc-id', dmz])).toEqual([
      dmz,
    ]);
    const publicInstances = ask('DescribeInstances', {
      Filters: [{ Name: 'network-interface.addresses.association.ip-owner-id', Values: ['amazon'] }],
    }).Reservations as { Instances: { PrivateIpAddress: string }[] }[];
    expect(publicInstances.flatMap((r) => r.Instances.map((i) => i.PrivateIpAddress))).toEqual(
      [101, 102, 103, 104].map((last) => `10.11.24.${last}`),
    );
    const tags = ask('DescribeTags', {
      Filters: [
        { Name: 'resource-type', Values: ['vpc'] },
        { Name: 'tag:Name', Values: ['*VPC'] },
      ],
    }).Tags;
    expect(tags).toEqual([
      { ResourceId: 'vpc-070b8cd140c9847ee', ResourceType: 'vpc', Key: 'Name', Value: 'Default VPC' },
      { ResourceId: dmz, ResourceType: 'vpc', Key: 'Name', Value: 'DMZVPC' },
    ]);
  });

  test('limits: 50 filters, 200 values', () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => String(i));
    const filters = many(51).map((value) => ({ Name: 'state', Values: [value] }));
    expect(() => ask('DescribeVpcs', { Filters: filters })).toThrow(
      expect.objectContaining({ code: 'FilterLimitExceeded' }),
    );
    expect(() => ask('DescribeVpcs', { Filters: [{ Name: 'vpc-id', Values: many(201) }] })).toThrow(
      expect.objectContaining({ code: 'FilterLimitExceeded' }),
    );
    expect(ask('DescribeVpcs', { Filters: [{ Name: 'vpc-id', Values: many(200) }] }).Vpcs).toEqual([]);
  });
});

describe('wildcards', () => {
  test.each([
    ['10.1.*', '10.1.0.0/16', true],
    ['10.1.*', '10.11.0.0/16', false],
    ['*', '', true],
    ['?', '', true],
    ['?', 'ab', false],
    ['vpc-?', 'vpc-', true],
    ['a*b*c', 'aXbXbc', true],
    ['a*b*c', 'aXbXb', false],
    ['\\*amazon\\?\\\\', '*amazon?\\', true],
    ['\\*', 'x', false],
    ['a.c', 'abc', false],
    ['end\\', 'end\\', true],
  ])('%s on %j: %s', (text, value, expected) => expect(pattern(text)(value)).toBe(expected));

  test('a pattern without wildcards matches itself only; escaped, any text matches itself only', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, other) => {
        const escaped = pattern(text.replace(/[*?\\]/g, '\\$&'));
        return escaped(text) && (other === text || !escaped(other));
      }),
    );
  });

  test('agrees with a regular expression', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    const values = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    fc.assert(
      fc.property(letters, values, (text, value) => {
        const expression = new RegExp(`^${text.replaceAll('?', '.?').replaceAll('*', '.*')}$`);
        return pattern(text)(value) === expression.test(value);
      }),
      { numRuns: 2000 },
    );
  });

  test('a hostile pattern takes no longer than its length', () => {
    const started = performance.now();
    expect(pattern(`${'a*'.repeat(60)}b`)('a'.repeat(2000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('pages', () => {
  const rules = { usual: 4, least: 2, most: 10 };
  const items = Array.from({ length: 23 }, (_, i) => i);

  test('all pages together are the list, whatever their size', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 40 }), fc.integer({ min: 2, max: 10 }), (list, size) => {
        const seen: number[] = [];
        let token: string | undefined;
        do {
          const { items: got, next } = page(list, { size, token, question: 'q' }, rules);
          expect(got.length).toBeLessThanOrEqual(size);
          seen.push(...got);
          token = next;
        } while (token !== undefined);
        expect(seen).toEqual(list);
      }),
    );
  });

  test('a token is good for its question only, in whatever order the members came', () => {
    const { next } = page(items, { question: { a: 1, b: ['x'] } }, rules);
    expect(page(items, { token: next, question: { b: ['x'], a: 1 } }, rules).items).toEqual([4, 5, 6, 7]);
    const refused = expect.objectContaining({ code: 'InvalidNextToken' });
    expect(() => page(items, { token: next, question: { a: 2, b: ['x'] } }, rules)).toThrow(refused);
    const moved = Buffer.from(Buffer.from(next!, 'base64url').toString().replace(/^4/, '8')).toString('base64url');
    for (const token of [moved, 'garbage', 'MQ', `${next}x`]) {
      expect(() => page(items, { token, question: { a: 1, b: ['x'] } }, rules)).toThrow(refused);
    }
  });

  test('a size out of range is refused, or cut where the call does so', () => {
    const refused = expect.objectContaining({ code: 'InvalidParameterValue' });
    expect(() => page(items, { size: 1, question: '' }, rules)).toThrow(refused);
    expect(() => page(items, { size: 11, question: '' }, rules)).toThrow(refused);
    expect(page(items, { size: 11, question: '' }, { ...rules, clamp: true }).items).toHaveLength(10);
    const own = new AwsError('ValidationError', 'no');
    expect(() => page(items, { size: 0, question: '' }, { ...rules, badSize: () => own })).toThrow(own);
  });
});

test('applyFilters leaves the list that it was given as it is', () => {
  const items = Object.freeze([1, 2, 3]);
  expect(applyFilters(items, undefined, {})).toEqual([1, 2, 3]);
  expect(applyFilters(items, [{ Name: 'n', Values: ['2'] }], { n: (i) => i })).toEqual([2]);
  expect(applyFilters(items, [{ Name: 'n', Values: [] }], { n: (i) => i })).toEqual([]);
});

test('other regions: nothing of the account, but what every region has', () => {
  const far = callIn('us-east-1');
  for (const operation of ['DescribeVpcs', 'DescribeInstances', 'DescribeSecurityGroups', 'DescribeTransitGateways']) {
    expect(Object.values(ask(operation, {}, far))).toEqual([[]]);
  }
  const zones = ask('DescribeAvailabilityZones', {}, far).AvailabilityZones as { ZoneName: string; ZoneId: string }[];
  expect(zones.map((z) => [z.ZoneName, z.ZoneId])).toEqual(
    [...'abcdef'].map((letter, i) => [`us-east-1${letter}`, `use1-az${i + 1}`]),
  );
  const home = ask('DescribeAvailabilityZones', {}).AvailabilityZones as { ZoneName: string; ZoneId: string }[];
  expect(home.map((z) => [z.ZoneName, z.ZoneId])).toEqual(
    [...'abcd'].map((letter, i) => [`ap-northeast-2${letter}`, `apne2-az${i + 1}`]),
  );
  const services = ask('DescribeVpcEndpointServices', {}, far).ServiceNames as string[];
  expect(services).toContain('com.amazonaws.us-east-1.s3');
  const regions = (input: object) =>
    (ask('DescribeRegions', input, far).Regions as { RegionName: string }[]).map((r) => r.RegionName);
  expect(regions({})).toHaveLength(17);
  expect(regions({})).not.toContain('af-south-1');
  expect(regions({ AllRegions: true })).toContain('af-south-1');
  expect(regions({ RegionNames: ['af-south-1'] })).toEqual(['af-south-1']);
});
