import { describe, expect, test } from 'vitest';
import { AwsError } from '../../src/changes/world.ts';
import { labId } from '../../src/lab/seed/ids.ts';
import { corpRuleId, inboundEndpointId } from '../../src/lab/seed/services/resolver.ts';
import { primaryHealthCheckId, privateZoneId, publicZoneId } from '../../src/lab/seed/services/route53.ts';
import { call, labWorld, refusal, type TestWorld } from './worlds.ts';

const records = (world: TestWorld, zone = privateZoneId) => world.global.route53!.ResourceRecordSets![zone]!;
const record = (world: TestWorld, name: string, zone = privateZoneId) =>
  records(world, zone).find((r) => r.Name === name);
const change = (world: TestWorld, changes: object[], HostedZoneId = privateZoneId) =>
  call(world, 'route53', 'ChangeResourceRecordSets', { HostedZoneId, ChangeBatch: { Changes: changes } });
const a = (Name: string, Value: string) => ({ Name, Type: 'A', TTL: 60, ResourceRecords: [{ Value }] });

/** What Route 53 says of a batch that it refuses. */
function fault(world: TestWorld, changes: object[], HostedZoneId = privateZoneId): string {
  const before = structuredClone(world.snapshot);
  try {
    change(world, changes, HostedZoneId);
  } catch (error) {
    expect(world.snapshot).toEqual(before);
    if (!(error instanceof AwsError)) throw error;
    expect(error.code).toBe('InvalidChangeBatch');
    expect(error.message).toBe(`[${(error.members.messages as string[]).join(', ')}]`);
    return error.message;
  }
  throw new Error('not refused');
}

describe('record sets', () => {
  test('create, upsert, delete', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    const { ChangeInfo } = change(world, [{ Action: 'CREATE', ResourceRecordSet: a('DB.lab.internal', '10.1.20.9') }]);
    expect(ChangeInfo).toMatchObject({ Status: 'PENDING', SubmittedAt: '2026-11-23T08:43:30.000Z' });
    expect(record(world, 'db.lab.internal.')).toMatchObject({ ResourceRecords: [{ Value: '10.1.20.9' }] });
    change(world, [{ Action: 'UPSERT', ResourceRecordSet: a('db.lab.internal.', '10.1.20.10') }]);
    expect(records(world).filter((r) => r.Name === 'db.lab.internal.')).toHaveLength(1);
    change(world, [{ Action: 'DELETE', ResourceRecordSet: a('db.lab.internal', '10.1.20.10') }]);
    expect(world.snapshot).toEqual(before);
  });

  test('a batch goes in order, and wholly or not at all', () => {
    const world = labWorld();
    const web1 = records(world).find((r) => r.Name === 'web1.lab.internal.')!;
    change(world, [
      { Action: 'DELETE', ResourceRecordSet: web1 },
      {
        Action: 'CREATE',
        ResourceRecordSet: {
          Name: 'web1.lab.internal',
          Type: 'CNAME',
          TTL: 60,
          ResourceRecords: [{ Value: 'web2.lab.internal' }],
        },
      },
    ]);
    expect(record(world, 'web1.lab.internal.')?.Type).toBe('CNAME');
    const said = fault(world, [
      { Action: 'CREATE', ResourceRecordSet: a('new.lab.internal', '10.0.0.1') },
      { Action: 'CREATE', ResourceRecordSet: a('web2.lab.internal', '10.0.0.1') },
      { Action: 'DELETE', ResourceRecordSet: a('none.lab.internal', '10.0.0.1') },
    ]);
    expect(said).toBe(
      "[Tried to create resource record set [name='web2.lab.internal.', type='A'] but it already exists, Tried to delete resource record set [name='none.lab.internal.', type='A'] but it was not found]",
    );
  });

  test.each([
    [
      'is not permitted in zone lab.internal.',
      { Action: 'CREATE', ResourceRecordSet: a('www.example.com', '10.0.0.1') },
    ],
    ['do not match the current values', { Action: 'DELETE', ResourceRecordSet: a('web1.lab.internal', '10.0.0.1') }],
    [
      'conflicts with other records',
      {
        Action: 'CREATE',
        ResourceRecordSet: {
          Name: 'web1.lab.internal',
          Type: 'CNAME',
          TTL: 1,
          ResourceRecords: [{ Value: 'x.lab.internal' }],
        },
      },
    ],
    [
      'not permitted at apex',
      {
        Action: 'CREATE',
        ResourceRecordSet: {
          Name: 'lab.internal',
          Type: 'CNAME',
          TTL: 1,
          ResourceRecords: [{ Value: 'x.lab.internal' }],
        },
      },
    ],
    ['ARRDATAIllegalIPv4Address', { Action: 'UPSERT', ResourceRecordSet: a('x.lab.internal', '10.0.0') }],
    [
      'enclosed in quotation marks',
      {
        Action: 'UPSERT',
        ResourceRecordSet: { Name: 'x.lab.internal', Type: 'TXT', TTL: 1, ResourceRecords: [{ Value: 'hello' }] },
      },
    ],
    [
      'another routing policy',
      {
        Action: 'CREATE',
        ResourceRecordSet: { ...a('web1.lab.internal', '10.0.0.1'), Weight: 1, SetIdentifier: 'one' },
      },
    ],
    [
      'that target was not found',
      {
        Action: 'CREATE',
        ResourceRecordSet: {
          Name: 'x.lab.internal',
          Type: 'A',
          AliasTarget: { HostedZoneId: privateZoneId, DNSName: 'none.lab.internal', EvaluateTargetHealth: false },
        },
      },
    ],
    ['exactly one SOA record', { Action: 'DELETE', ResourceRecordSet: undefined }],
  ])('%s', (words, wrong) => {
    const world = labWorld();
    const soa = records(world).find((r) => r.Type === 'SOA');
    expect(fault(world, [{ ...wrong, ResourceRecordSet: wrong.ResourceRecordSet ?? soa }])).toContain(words);
  });

  test('a failover pair has one primary; a health check must exist', () => {
    const world = labWorld();
    const primary = record(world, 'api.lab.example.', publicZoneId)!;
    const second = { ...primary, SetIdentifier: 'another' };
    expect(fault(world, [{ Action: 'CREATE', ResourceRecordSet: second }], publicZoneId)).toContain(
      'same failover value',
    );
    expect(primary.HealthCheckId).toBe(primaryHealthCheckId);
    const unknown = { ...primary, HealthCheckId: '00000000-0000-4000-8000-000000000000' };
    const ChangeBatch = { Changes: [{ Action: 'UPSERT', ResourceRecordSet: unknown }] };
    expect(refusal(world, 'route53', 'ChangeResourceRecordSets', { HostedZoneId: publicZoneId, ChangeBatch })).toBe(
      'NoSuchHealthCheck',
    );
  });

  test.each([
    [
      'NoSuchHostedZone',
      {
        HostedZoneId: 'ZNONE',
        ChangeBatch: { Changes: [{ Action: 'UPSERT', ResourceRecordSet: a('a.b', '1.1.1.1') }] },
      },
    ],
    ['InvalidInput', { ChangeBatch: { Changes: [] } }],
    [
      'InvalidInput',
      { ChangeBatch: { Changes: [{ Action: 'UPSERT', ResourceRecordSet: { Name: 'a.lab.internal', Type: 'A' } }] } },
    ],
    [
      'InvalidInput',
      {
        ChangeBatch: {
          Changes: [{ Action: 'UPSERT', ResourceRecordSet: { ...a('a.lab.internal', '1.1.1.1'), Weight: 1 } }],
        },
      },
    ],
    [
      'InvalidInput',
      { ChangeBatch: { Changes: [{ Action: 'RENAME', ResourceRecordSet: a('a.lab.internal', '1.1.1.1') }] } },
    ],
  ])('%s', (code, input) => {
    expect(refusal(labWorld(), 'route53', 'ChangeResourceRecordSets', { HostedZoneId: privateZoneId, ...input })).toBe(
      code,
    );
  });

  test('a wildcard is kept with its octal escape and found without', () => {
    const world = labWorld();
    change(world, [{ Action: 'CREATE', ResourceRecordSet: a('*.lab.internal', '10.0.0.1') }]);
    expect(record(world, '\\052.lab.internal.')).toBeDefined();
    expect(fault(world, [{ Action: 'CREATE', ResourceRecordSet: a('*.lab.internal.', '10.0.0.2') }])).toContain(
      'already exists',
    );
  });
});

describe("a private zone's VPCs", () => {
  const HostedZoneId = `/hostedzone/${privateZoneId}`;
  const vpc = (name: Parameters<typeof labId>[1]) => ({ VPCId: labId('vpc', name), VPCRegion: 'ap-northeast-2' });

  test('associate and disassociate', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    call(world, 'route53', 'AssociateVPCWithHostedZone', { HostedZoneId, VPC: vpc('mgmtvpc') });
    expect(world.global.route53!.HostedZoneVPCs![privateZoneId]).toContainEqual(vpc('mgmtvpc'));
    call(world, 'route53', 'DisassociateVPCFromHostedZone', { HostedZoneId, VPC: vpc('mgmtvpc') });
    expect(world.snapshot).toEqual(before);
  });

  test('what is refused', () => {
    const world = labWorld();
    const associate = (input: object) =>
      refusal(world, 'route53', 'AssociateVPCWithHostedZone', { HostedZoneId, ...input });
    expect(associate({ VPC: vpc('VPC01') })).toBe('ConflictingDomainExists');
    expect(associate({ HostedZoneId: publicZoneId, VPC: vpc('mgmtvpc') })).toBe('PublicZoneVPCAssociation');
    expect(associate({ VPC: { VPCId: 'vpc-0123456789abcdef0', VPCRegion: 'ap-northeast-2' } })).toBe('InvalidVPCId');
    const disassociate = (name: string) => ({ HostedZoneId, VPC: vpc(name) });
    expect(refusal(world, 'route53', 'DisassociateVPCFromHostedZone', disassociate('mgmtvpc'))).toBe(
      'VPCAssociationNotFound',
    );
    for (const name of ['VPC01', 'VPC02']) call(world, 'route53', 'DisassociateVPCFromHostedZone', disassociate(name));
    expect(refusal(world, 'route53', 'DisassociateVPCFromHostedZone', disassociate('DMZVPC'))).toBe(
      'LastVPCAssociation',
    );
  });
});

describe('resolver rules', () => {
  const VPCId = labId('vpc', 'mgmtvpc');
  const associations = (world: TestWorld) => world.here.route53resolver!.ResolverRuleAssociations!;

  test('associate and disassociate', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    const input = { ResolverRuleId: corpRuleId, VPCId };
    expect(call(world, 'route53resolver', 'AssociateResolverRule', input).ResolverRuleAssociation.Status).toBe(
      'CREATING',
    );
    expect(associations(world).find((x) => x.VPCId === VPCId && x.ResolverRuleId === corpRuleId)?.Status).toBe(
      'COMPLETE',
    );
    expect(refusal(world, 'route53resolver', 'AssociateResolverRule', input)).toBe('ResourceExistsException');
    call(world, 'route53resolver', 'DisassociateResolverRule', input);
    expect(world.snapshot).toEqual(before);
    expect(refusal(world, 'route53resolver', 'DisassociateResolverRule', input)).toBe('ResourceNotFoundException');
  });

  test('update the targets', () => {
    const world = labWorld();
    const Config = { TargetIps: [{ Ip: '192.168.30.53' }] };
    call(world, 'route53resolver', 'UpdateResolverRule', { ResolverRuleId: corpRuleId, Config });
    expect(world.here.route53resolver!.ResolverRules!.find((r) => r.Id === corpRuleId)).toMatchObject({
      TargetIps: [{ Ip: '192.168.30.53', Port: 53 }],
      ModificationTime: '2026-11-23T08:43:30.000Z',
    });
  });

  test.each([
    ['ResourceNotFoundException', 'UpdateResolverRule', { ResolverRuleId: 'rslvr-rr-none', Config: {} }],
    ['InvalidRequestException', 'UpdateResolverRule', { ResolverRuleId: corpRuleId, Config: { TargetIps: [] } }],
    [
      'InvalidRequestException',
      'UpdateResolverRule',
      { ResolverRuleId: corpRuleId, Config: { TargetIps: [{ Ip: 'dns' }] } },
    ],
    [
      'InvalidRequestException',
      'UpdateResolverRule',
      { ResolverRuleId: corpRuleId, Config: { ResolverEndpointId: inboundEndpointId } },
    ],
    [
      'ResourceNotFoundException',
      'AssociateResolverRule',
      { ResolverRuleId: corpRuleId, VPCId: 'vpc-0123456789abcdef0' },
    ],
    ['ResourceNotFoundException', 'AssociateResolverRule', { ResolverRuleId: 'rslvr-rr-none', VPCId }],
  ])('%s: %s', (code, operation, input) => {
    expect(refusal(labWorld(), 'route53resolver', operation, input)).toBe(code);
  });
});
