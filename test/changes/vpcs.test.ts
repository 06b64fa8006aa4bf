import { describe, expect, test } from 'vitest';
import { labId } from '../../src/lab/seed/ids.ts';
import { transitGatewayId } from '../../src/lab/seed/routes.ts';
import { groupId } from '../../src/lab/seed/security-groups.ts';
import { subnetId } from '../../src/lab/seed/subnets.ts';
import { attachmentId } from '../../src/lab/seed/transit-gateway.ts';
import { call, ec2, instance, labWorld, refusal } from './worlds.ts';

const VpcId = labId('vpc', 'DMZVPC');

describe('VPC attributes', () => {
  test('DNS support off', () => {
    const world = labWorld();
    call(world, 'ec2', 'ModifyVpcAttribute', { VpcId, EnableDnsSupport: { Value: false } });
    expect(world.here.ec2!.VpcAttributes![VpcId]).toMatchObject({ EnableDnsSupport: false, EnableDnsHostnames: true });
  });

  test('public names go with the DNS host names and come back', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    const id = 'i-06ab0389cfa6b82d5';
    expect(instance(world, id).PublicDnsName).toMatch(/^ec2-/);
    call(world, 'ec2', 'ModifyVpcAttribute', { VpcId, EnableDnsHostnames: { Value: false } });
    expect(instance(world, id).PublicDnsName).toBe('');
    expect(instance(world, id).PublicIpAddress).toMatch(/^198/);
    call(world, 'ec2', 'ModifyVpcAttribute', { VpcId, EnableDnsHostnames: { Value: true } });
    expect(world.snapshot).toEqual(before);
  });

  test.each([
    ['InvalidVpcID.NotFound', { VpcId: 'vpc-0123456789abcdef0', EnableDnsSupport: { Value: false } }],
    [
      'InvalidParameterCombination',
      { VpcId, EnableDnsSupport: { Value: false }, EnableDnsHostnames: { Value: false } },
    ],
    ['MissingParameter', { VpcId }],
  ])('%s', (code, input) => {
    expect(refusal(labWorld(), 'ec2', 'ModifyVpcAttribute', input)).toBe(code);
  });
});

test('block public access, for the account and its VPCs and subnets; with an exclusion', () => {
  const world = labWorld();
  const { VpcBlockPublicAccessOptions } = call(world, 'ec2', 'ModifyVpcBlockPublicAccessOptions', {
    InternetGatewayBlockMode: 'block-ingress',
  });
  expect(VpcBlockPublicAccessOptions.State).toBe('update-in-progress');
  expect(world.here.ec2!.VpcBlockPublicAccessOptions).toMatchObject({
    InternetGatewayBlockMode: 'block-ingress',
    State: 'update-complete',
    LastUpdateTimestamp: '2026-11-23T08:43:30.000Z',
  });
  expect(ec2(world, 'Vpcs', VpcId).BlockPublicAccessStates).toEqual({ InternetGatewayBlockMode: 'block-ingress' });
  const input = { VpcId, InternetGatewayExclusionMode: 'allow-egress' };
  const { VpcBlockPublicAccessExclusion } = call(world, 'ec2', 'CreateVpcBlockPublicAccessExclusion', input);
  const ExclusionId = VpcBlockPublicAccessExclusion.ExclusionId;
  expect(ec2(world, 'VpcBlockPublicAccessExclusions', ExclusionId).ResourceArn).toMatch(/:vpc\/vpc-/);
  expect(refusal(world, 'ec2', 'CreateVpcBlockPublicAccessExclusion', input)).toBe('InvalidParameterValue');
  call(world, 'ec2', 'DeleteVpcBlockPublicAccessExclusion', { ExclusionId });
  expect(world.here.ec2!.VpcBlockPublicAccessExclusions).toEqual([]);
  expect(refusal(world, 'ec2', 'DeleteVpcBlockPublicAccessExclusion', { ExclusionId })).toBe(
    'InvalidVpcBlockPublicAccessExclusionId.NotFound',
  );
  const wrong = { InternetGatewayBlockMode: 'block-everything' };
  expect(refusal(world, 'ec2', 'ModifyVpcBlockPublicAccessOptions', wrong)).toBe('InvalidParameterValue');
});

test('subnet attributes, one a call', () => {
  const world = labWorld();
  const SubnetId = subnetId('DMZVPC-Private-Subnet-B');
  call(world, 'ec2', 'ModifySubnetAttribute', { SubnetId, MapPublicIpOnLaunch: { Value: false } });
  expect(ec2(world, 'Subnets', SubnetId).MapPublicIpOnLaunch).toBe(false);
  call(world, 'ec2', 'ModifySubnetAttribute', { SubnetId, EnableResourceNameDnsARecordOnLaunch: { Value: true } });
  expect(ec2(world, 'Subnets', SubnetId).PrivateDnsNameOptionsOnLaunch).toMatchObject({
    EnableResourceNameDnsARecord: true,
  });
  const both = { SubnetId, MapPublicIpOnLaunch: { Value: true }, EnableDns64: { Value: true } };
  expect(refusal(world, 'ec2', 'ModifySubnetAttribute', both)).toBe('InvalidParameterCombination');
  expect(refusal(world, 'ec2', 'ModifySubnetAttribute', { SubnetId })).toBe('MissingParameter');
  const v6 = { SubnetId, AssignIpv6AddressOnCreation: { Value: true } };
  expect(refusal(world, 'ec2', 'ModifySubnetAttribute', v6)).toBe('InvalidParameterValue');
});

describe('DHCP options', () => {
  const servers = (...Values: string[]) => ({ DhcpConfigurations: [{ Key: 'domain-name-servers', Values }] });

  test('create, associate, delete when no VPC uses them', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    const old = ec2(world, 'Vpcs', VpcId).DhcpOptionsId;
    const { DhcpOptions } = call(world, 'ec2', 'CreateDhcpOptions', servers('192.168.10.53,192.168.20.53'));
    expect(DhcpOptions.DhcpConfigurations).toEqual([
      { Key: 'domain-name-servers', Values: [{ Value: '192.168.10.53' }, { Value: '192.168.20.53' }] },
    ]);
    const { DhcpOptionsId } = DhcpOptions;
    call(world, 'ec2', 'AssociateDhcpOptions', { VpcId, DhcpOptionsId });
    expect(ec2(world, 'Vpcs', VpcId).DhcpOptionsId).toBe(DhcpOptionsId);
    expect(refusal(world, 'ec2', 'DeleteDhcpOptions', { DhcpOptionsId })).toBe('DependencyViolation');
    call(world, 'ec2', 'AssociateDhcpOptions', { VpcId, DhcpOptionsId: old });
    call(world, 'ec2', 'DeleteDhcpOptions', { DhcpOptionsId });
    expect(world.snapshot).toEqual(before);
  });

  test.each([
    ['InvalidParameterValue', 'CreateDhcpOptions', servers('dns.example')],
    ['InvalidParameterValue', 'CreateDhcpOptions', servers('1.1.1.1', '2.2.2.2', '3.3.3.3', '4.4.4.4', '5.5.5.5')],
    ['InvalidParameterValue', 'CreateDhcpOptions', { DhcpConfigurations: [{ Key: 'colour', Values: ['blue'] }] }],
    ['InvalidDhcpOptionID.NotFound', 'AssociateDhcpOptions', { VpcId, DhcpOptionsId: 'dopt-0123456789abcdef0' }],
    ['InvalidVpcID.NotFound', 'AssociateDhcpOptions', { VpcId: 'vpc-0123456789abcdef0', DhcpOptionsId: 'default' }],
  ])('%s: %s', (code, operation, input) => {
    expect(refusal(labWorld(), 'ec2', operation, input)).toBe(code);
  });
});

describe('flow logs', () => {
  const input = {
    ResourceIds: [VpcId],
    ResourceType: 'VPC',
    TrafficType: 'ALL',
    LogGroupName: '/flow/dmz',
    DeliverLogsPermissionArn: 'arn:aws:iam::123456789012:role/flow-logs',
  };

  test('create and delete; twice is unsuccessful, not an error', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    const { FlowLogIds, Unsuccessful } = call(world, 'ec2', 'CreateFlowLogs', input);
    expect(Unsuccessful).toEqual([]);
    expect(ec2(world, 'FlowLogs', FlowLogIds[0])).toMatchObject({
      ResourceId: VpcId,
      FlowLogStatus: 'ACTIVE',
      LogDestinationType: 'cloud-watch-logs',
      MaxAggregationInterval: 600,
      LogFormat: expect.stringMatching(/\$\{srcaddr\} \$\{dstaddr\}/),
    });
    expect(call(world, 'ec2', 'CreateFlowLogs', input)).toMatchObject({
      FlowLogIds: [],
      Unsuccessful: [{ ResourceId: VpcId, Error: { Code: 'FlowLogAlreadyExists' } }],
    });
    const gone = [...FlowLogIds, 'fl-0123456789abcdef0'];
    expect(call(world, 'ec2', 'DeleteFlowLogs', { FlowLogIds: gone }).Unsuccessful).toMatchObject([
      { ResourceId: 'fl-0123456789abcdef0', Error: { Code: 'InvalidFlowLogId.NotFound' } },
    ]);
    expect(world.snapshot).toEqual(before);
  });

  test('to S3, of a transit gateway attachment', () => {
    const world = labWorld();
    const { FlowLogIds } = call(world, 'ec2', 'CreateFlowLogs', {
      ResourceIds: [attachmentId('VPC01')],
      ResourceType: 'TransitGatewayAttachment',
      LogDestinationType: 's3',
      LogDestination: 'arn:aws:s3:::logs',
    });
    expect(ec2(world, 'FlowLogs', FlowLogIds[0])).toMatchObject({
      LogDestination: 'arn:aws:s3:::logs',
      MaxAggregationInterval: 60,
    });
  });

  test.each([
    ['InvalidVpcID.NotFound', { ResourceIds: ['vpc-0123456789abcdef0'] }],
    ['InvalidParameter', { DeliverLogsPermissionArn: undefined }],
    ['InvalidParameter', { LogGroupName: undefined }],
    ['InvalidParameter', { MaxAggregationInterval: 61 }],
    ['MissingParameter', { TrafficType: undefined }],
  ])('%s', (code, change) => {
    expect(refusal(labWorld(), 'ec2', 'CreateFlowLogs', { ...input, ...change })).toBe(code);
  });
});

describe('tags', () => {
  const resources: [id: string, tags: (world: ReturnType<typeof labWorld>, id: string) => object[]][] = [
    [VpcId, (world, id) => ec2(world, 'Vpcs', id).Tags],
    ['i-0df8dd0d9c2f01161', (world, id) => instance(world, id).Tags],
    [labId('eni', 'DMZVPC-alb1-A'), (world, id) => ec2(world, 'NetworkInterfaces', id).TagSet],
    [attachmentId('VPC01'), (world, id) => ec2(world, 'TransitGatewayAttachments', id).Tags],
    [attachmentId('VPC01'), (world, id) => ec2(world, 'TransitGatewayVpcAttachments', id).Tags],
    [transitGatewayId, (world, id) => ec2(world, 'TransitGateways', id).Tags],
    [groupId('VPC01', 'SSMSG'), (world, id) => ec2(world, 'SecurityGroups', id).Tags],
  ];

  test.each(resources)('on %s', (id, tagsOf) => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    const Tags = [{ Key: 'owner', Value: 'net' }];
    call(world, 'ec2', 'CreateTags', { Resources: [id], Tags });
    expect(tagsOf(world, id)).toContainEqual({ Key: 'owner', Value: 'net' });
    call(world, 'ec2', 'CreateTags', { Resources: [id], Tags: [{ Key: 'owner', Value: 'ops' }] });
    expect(tagsOf(world, id).filter((t) => (t as { Key: string }).Key === 'owner')).toEqual([
      { Key: 'owner', Value: 'ops' },
    ]);
    call(world, 'ec2', 'DeleteTags', { Resources: [id], Tags });
    expect(tagsOf(world, id)).toContainEqual({ Key: 'owner', Value: 'ops' });
    call(world, 'ec2', 'DeleteTags', { Resources: [id], Tags: [{ Key: 'owner' }] });
    expect(world.snapshot).toEqual(before);
  });

  test.each([
    ['InvalidID', { Resources: ['vpc-0123456789abcdef0'], Tags: [{ Key: 'a', Value: 'b' }] }],
    ['InvalidInstanceID.NotFound', { Resources: [VpcId, 'i-0123456789abcdef0'], Tags: [{ Key: 'a', Value: 'b' }] }],
    ['InvalidParameterValue', { Resources: [VpcId], Tags: [{ Key: 'aws:x', Value: 'b' }] }],
    ['InvalidParameterValue', { Resources: [VpcId], Tags: [{ Key: 'a', Value: 'b'.repeat(257) }] }],
    ['MissingParameter', { Resources: [VpcId], Tags: [] }],
    [
      'TagLimitExceeded',
      { Resources: [VpcId], Tags: Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: '' })) },
    ],
  ])('%s', (code, input) => {
    expect(refusal(labWorld(), 'ec2', 'CreateTags', input)).toBe(code);
  });
});

describe('peerings', () => {
  test('overlapping VPCs cannot be peered', () => {
    const world = labWorld();
    const overlapping = { VpcId: 'vpc-0aaaaaaaaaaaaaaaa', CidrBlock: '10.1.128.0/17' };
    world.here.ec2 = { ...world.here.ec2, Vpcs: [...world.here.ec2!.Vpcs!, overlapping] };
    const { VpcPeeringConnection } = call(world, 'ec2', 'CreateVpcPeeringConnection', {
      VpcId: labId('vpc', 'VPC01'),
      PeerVpcId: overlapping.VpcId,
    });
    expect(VpcPeeringConnection.Status.Code).toBe('failed');
  });

  test("another account's VPC is asked, and may refuse", () => {
    const world = labWorld();
    const { VpcPeeringConnection } = call(world, 'ec2', 'CreateVpcPeeringConnection', {
      VpcId,
      PeerVpcId: 'vpc-0123456789abcdef0',
      PeerOwnerId: '999999999999',
    });
    expect(VpcPeeringConnection.Status).toEqual({
      Code: 'pending-acceptance',
      Message: 'Pending Acceptance by 999999999999',
    });
    const { VpcPeeringConnectionId } = VpcPeeringConnection;
    call(world, 'ec2', 'RejectVpcPeeringConnection', { VpcPeeringConnectionId });
    expect(ec2(world, 'VpcPeeringConnections', VpcPeeringConnectionId).Status.Code).toBe('rejected');
    const unknown = { VpcId, PeerVpcId: 'vpc-0123456789abcdef0' };
    expect(refusal(world, 'ec2', 'CreateVpcPeeringConnection', unknown)).toBe('InvalidVpcID.NotFound');
  });
});
