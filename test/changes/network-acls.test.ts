import fc from 'fast-check';
import { expect, test } from 'vitest';
import { labId } from '../../src/lab/seed/ids.ts';
import { call, ec2, labWorld, refusal, type TestWorld } from './worlds.ts';

const vpc = labId('vpc', 'DMZVPC');
const aclOf = (world: TestWorld) => world.here.ec2!.NetworkAcls!.find((a) => a.VpcId === vpc)!.NetworkAclId!;
const deny = (RuleNumber: number, Egress = false) => ({
  RuleNumber,
  Egress,
  Protocol: 'tcp',
  RuleAction: 'deny',
  CidrBlock: '10.0.0.7/8',
  PortRange: { From: 80, To: 81 },
});

test('an entry comes in its place by number, as AWS shows it', () => {
  const world = labWorld();
  const NetworkAclId = aclOf(world);
  call(world, 'ec2', 'CreateNetworkAclEntry', { NetworkAclId, ...deny(50) });
  const inbound = ec2(world, 'NetworkAcls', NetworkAclId).Entries.filter((e: { Egress: boolean }) => !e.Egress);
  expect(inbound.map((e: { RuleNumber: number }) => e.RuleNumber)).toEqual([50, 100, 32767]);
  expect(inbound[0]).toEqual({
    CidrBlock: '10.0.0.0/8',
    Egress: false,
    PortRange: { From: 80, To: 81 },
    Protocol: '6',
    RuleAction: 'deny',
    RuleNumber: 50,
  });
});

test('create, then delete: the same state', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 32766 }), fc.boolean(), (number, egress) => {
      fc.pre(number !== 100);
      const world = labWorld();
      const before = structuredClone(world.snapshot);
      const NetworkAclId = aclOf(world);
      call(world, 'ec2', 'CreateNetworkAclEntry', { NetworkAclId, ...deny(number, egress) });
      expect(refusal(world, 'ec2', 'CreateNetworkAclEntry', { NetworkAclId, ...deny(number, egress) })).toBe(
        'NetworkAclEntryAlreadyExists',
      );
      call(world, 'ec2', 'DeleteNetworkAclEntry', { NetworkAclId, RuleNumber: number, Egress: egress });
      expect(world.snapshot).toEqual(before);
    }),
    { numRuns: 20 },
  );
});

test('replacing keeps the place and takes all else anew', () => {
  const world = labWorld();
  const NetworkAclId = aclOf(world);
  call(world, 'ec2', 'ReplaceNetworkAclEntry', {
    NetworkAclId,
    RuleNumber: 100,
    Egress: true,
    Protocol: '-1',
    RuleAction: 'deny',
    CidrBlock: '0.0.0.0/0',
  });
  const entries = ec2(world, 'NetworkAcls', NetworkAclId).Entries;
  expect(entries.filter((e: { RuleNumber: number }) => e.RuleNumber === 100)).toMatchObject([
    { Egress: true, RuleAction: 'deny' },
    { Egress: false, RuleAction: 'allow' },
  ]);
});

test.each([
  ['InvalidNetworkAclID.NotFound', 'CreateNetworkAclEntry', { ...deny(50), NetworkAclId: 'acl-0123456789abcdef0' }],
  ['InvalidParameterValue', 'CreateNetworkAclEntry', deny(0)],
  ['InvalidParameterValue', 'CreateNetworkAclEntry', deny(32767)],
  ['InvalidParameterValue', 'CreateNetworkAclEntry', { ...deny(50), PortRange: { From: 81, To: 80 } }],
  ['InvalidParameterValue', 'CreateNetworkAclEntry', { ...deny(50), Protocol: 'carrier-pigeon' }],
  ['InvalidParameterValue', 'CreateNetworkAclEntry', { ...deny(50), CidrBlock: '10.0.0.0' }],
  ['MissingParameter', 'CreateNetworkAclEntry', { ...deny(50), PortRange: undefined }],
  ['MissingParameter', 'CreateNetworkAclEntry', { ...deny(50), CidrBlock: undefined }],
  ['InvalidParameterCombination', 'CreateNetworkAclEntry', { ...deny(50), Ipv6CidrBlock: '::/0' }],
  ['MissingParameter', 'CreateNetworkAclEntry', { ...deny(50), Protocol: 'icmp' }],
  ['InvalidNetworkAclEntry.NotFound', 'ReplaceNetworkAclEntry', deny(50)],
  ['InvalidNetworkAclEntry.NotFound', 'DeleteNetworkAclEntry', { RuleNumber: 50, Egress: true }],
  ['InvalidParameterValue', 'DeleteNetworkAclEntry', { RuleNumber: 32767, Egress: true }],
  ['InvalidParameterValue', 'DeleteNetworkAcl', {}],
])('%s: %s', (code, operation, input) => {
  const world = labWorld();
  expect(refusal(world, 'ec2', operation, { NetworkAclId: aclOf(world), ...input })).toBe(code);
});

test('21 rules in one direction are one too many', () => {
  const world = labWorld();
  const NetworkAclId = aclOf(world);
  for (let n = 1; n < 20; n++) call(world, 'ec2', 'CreateNetworkAclEntry', { NetworkAclId, ...deny(n) });
  expect(refusal(world, 'ec2', 'CreateNetworkAclEntry', { NetworkAclId, ...deny(20) })).toBe(
    'NetworkAclEntryLimitExceeded',
  );
  call(world, 'ec2', 'CreateNetworkAclEntry', { NetworkAclId, ...deny(20, true) });
});

test('a new ACL denies everything; a subnet moves to it and back', () => {
  const world = labWorld();
  const old = aclOf(world);
  const { NetworkAcl } = call(world, 'ec2', 'CreateNetworkAcl', { VpcId: vpc });
  expect(NetworkAcl.Entries).toMatchObject([
    { Egress: true, RuleAction: 'deny', RuleNumber: 32767 },
    { Egress: false, RuleAction: 'deny', RuleNumber: 32767 },
  ]);
  const { NetworkAclAssociationId: AssociationId, SubnetId } = ec2(world, 'NetworkAcls', old).Associations[0];
  const NetworkAclId = NetworkAcl.NetworkAclId;
  const { NewAssociationId } = call(world, 'ec2', 'ReplaceNetworkAclAssociation', { AssociationId, NetworkAclId });
  expect(ec2(world, 'NetworkAcls', NetworkAclId).Associations).toEqual([
    { NetworkAclAssociationId: NewAssociationId, NetworkAclId, SubnetId },
  ]);
  const others = ec2(world, 'NetworkAcls', old).Associations;
  expect(others.some((a: { SubnetId: string }) => a.SubnetId === SubnetId)).toBe(false);
  expect(refusal(world, 'ec2', 'DeleteNetworkAcl', { NetworkAclId })).toBe('DependencyViolation');
  call(world, 'ec2', 'ReplaceNetworkAclAssociation', { AssociationId: NewAssociationId, NetworkAclId: old });
  call(world, 'ec2', 'DeleteNetworkAcl', { NetworkAclId });
  expect(ec2(world, 'NetworkAcls', NetworkAclId)).toBeUndefined();
  expect(refusal(world, 'ec2', 'ReplaceNetworkAclAssociation', { AssociationId, NetworkAclId: old })).toBe(
    'InvalidAssociationID.NotFound',
  );
});
