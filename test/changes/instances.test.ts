import { describe, expect, test } from 'vitest';
import { labId } from '../../src/lab/seed/ids.ts';
import { groupId } from '../../src/lab/seed/security-groups.ts';
import { call, ec2, instance, labWorld, refusal, settle } from './worlds.ts';

/** In DMZVPC's private b, which gives public addresses; and in a, which does not. */
const withAddress = 'i-06ab0389cfa6b82d5';
const without = 'i-0df8dd0d9c2f01161';
const card = labId('eni', 'DMZVPC-Private-B-10.11.24.102');

describe('stop and start', () => {
  test('stopping takes a while, and says who stopped it and when', () => {
    const world = labWorld();
    const output = call(world, 'ec2', 'StopInstances', { InstanceIds: [withAddress] });
    expect(output.StoppingInstances).toEqual([
      {
        InstanceId: withAddress,
        CurrentState: { Code: 64, Name: 'stopping' },
        PreviousState: { Code: 16, Name: 'running' },
      },
    ]);
    expect(instance(world, withAddress)).toMatchObject({
      State: { Code: 64, Name: 'stopping' },
      StateTransitionReason: 'User initiated (2026-11-23 08:43:30 GMT)',
      StateReason: { Code: 'Client.UserInitiatedShutdown' },
    });
    expect(world.due).toMatchObject([{ resource: withAddress, to: 'instance-stopped' }]);
    settle(world);
    expect(instance(world, withAddress).State).toEqual({ Code: 80, Name: 'stopped' });
    expect(ec2(world, 'InstanceStatuses', withAddress)).toMatchObject({
      InstanceState: { Name: 'stopped' },
      SystemStatus: { Status: 'not-applicable' },
    });
  });

  test("a stopped instance loses Amazon's address, everywhere, and a start brings a new one", () => {
    const world = labWorld();
    const before = instance(world, withAddress).PublicIpAddress;
    expect(before).toMatch(/^198\.51\.100\./);
    call(world, 'ec2', 'StopInstances', { InstanceIds: [withAddress] });
    settle(world);
    expect(instance(world, withAddress)).not.toHaveProperty('PublicIpAddress');
    expect(instance(world, withAddress).PublicDnsName).toBe('');
    expect(instance(world, withAddress).NetworkInterfaces[0]).not.toHaveProperty('Association');
    expect(ec2(world, 'NetworkInterfaces', card)).not.toHaveProperty('Association');
    expect(ec2(world, 'NetworkInterfaces', card).PrivateIpAddresses[0]).not.toHaveProperty('Association');

    call(world, 'ec2', 'StartInstances', { InstanceIds: [withAddress] });
    expect(instance(world, withAddress).State.Name).toBe('pending');
    settle(world);
    const { PublicIpAddress, PublicDnsName, State, StateTransitionReason } = instance(world, withAddress);
    expect(State).toEqual({ Code: 16, Name: 'running' });
    expect(StateTransitionReason).toBe('');
    expect(PublicDnsName).toBe(`ec2-${PublicIpAddress.replaceAll('.', '-')}.ap-northeast-2.compute.amazonaws.com`);
    const shown = { PublicIp: PublicIpAddress, IpOwnerId: 'amazon', PublicDnsName };
    expect(ec2(world, 'NetworkInterfaces', card).Association).toEqual(shown);
    expect(ec2(world, 'NetworkInterfaces', card).PrivateIpAddresses[0].Association).toEqual(shown);
    expect(instance(world, withAddress).NetworkInterfaces[0].Association).toEqual(shown);
    expect(ec2(world, 'InstanceStatuses', withAddress).InstanceStatus.Status).toBe('ok');
    const all = world.here.ec2!.NetworkInterfaces!.flatMap((c) => c.Association?.PublicIp ?? []);
    expect(new Set(all).size).toBe(all.length);
  });

  test('one that never had an address gets none', () => {
    const world = labWorld();
    const inVpc01 = labId('i', 'VPC01-Private-A-10.1.20.101');
    for (const id of [without, inVpc01]) {
      call(world, 'ec2', 'StopInstances', { InstanceIds: [id] });
      settle(world);
      call(world, 'ec2', 'StartInstances', { InstanceIds: [id] });
      settle(world);
      expect(instance(world, id).State.Name).toBe('running');
      expect(instance(world, id)).not.toHaveProperty('PublicIpAddress');
    }
  });

  test('an Elastic IP stays', () => {
    const world = labWorld();
    const AllocationId = labId('eipalloc', 'unused-1');
    call(world, 'ec2', 'AssociateAddress', { AllocationId, InstanceId: withAddress });
    call(world, 'ec2', 'StopInstances', { InstanceIds: [withAddress] });
    settle(world);
    expect(instance(world, withAddress).PublicIpAddress).toBe('203.0.113.31');
    call(world, 'ec2', 'StartInstances', { InstanceIds: [withAddress] });
    settle(world);
    expect(instance(world, withAddress).PublicIpAddress).toBe('203.0.113.31');
  });

  test('what has the state already keeps it', () => {
    const world = labWorld();
    const output = call(world, 'ec2', 'StartInstances', { InstanceIds: [without] });
    expect(output.StartingInstances[0]).toMatchObject({
      CurrentState: { Name: 'running' },
      PreviousState: { Name: 'running' },
    });
    expect(world.due).toEqual([]);
  });

  test('an instance that is stopping cannot be started; what was overtaken does not happen', () => {
    const world = labWorld();
    call(world, 'ec2', 'StopInstances', { InstanceIds: [without] });
    expect(refusal(world, 'ec2', 'StartInstances', { InstanceIds: [without] })).toBe('IncorrectInstanceState');
    call(world, 'ec2', 'TerminateInstances', { InstanceIds: [without] });
    settle(world);
    expect(instance(world, without).State.Name).toBe('terminated');
  });

  test.each([
    ['InvalidInstanceID.NotFound', 'StopInstances', { InstanceIds: [without, 'i-0123456789abcdef0'] }],
    ['InvalidInstanceID.Malformed', 'StopInstances', { InstanceIds: ['web'] }],
    ['MissingParameter', 'StopInstances', {}],
    ['InvalidInstanceID.NotFound', 'RebootInstances', { InstanceIds: ['i-0123456789abcdef0'] }],
  ])('%s: %s', (code, operation, input) => {
    expect(refusal(labWorld(), 'ec2', operation, input)).toBe(code);
  });

  test('a reboot changes nothing; a stopped instance cannot be rebooted', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    call(world, 'ec2', 'RebootInstances', { InstanceIds: [without] });
    expect(world.snapshot).toEqual(before);
    call(world, 'ec2', 'StopInstances', { InstanceIds: [without] });
    settle(world);
    expect(refusal(world, 'ec2', 'RebootInstances', { InstanceIds: [without] })).toBe('IncorrectInstanceState');
  });
});

test('a terminated instance leaves its interface, addresses and groups', () => {
  const world = labWorld();
  call(world, 'ec2', 'AssociateAddress', { AllocationId: labId('eipalloc', 'unused-1'), InstanceId: withAddress });
  const subnet = ec2(world, 'NetworkInterfaces', card).SubnetId;
  const free = ec2(world, 'Subnets', subnet).AvailableIpAddressCount;
  call(world, 'ec2', 'TerminateInstances', { InstanceIds: [withAddress] });
  settle(world);
  expect(instance(world, withAddress)).toMatchObject({ State: { Name: 'terminated' }, NetworkInterfaces: [] });
  expect(instance(world, withAddress)).not.toHaveProperty('PrivateIpAddress');
  expect(ec2(world, 'NetworkInterfaces', card)).toBeUndefined();
  expect(ec2(world, 'Addresses', labId('eipalloc', 'unused-1'))).not.toHaveProperty('AssociationId');
  expect(ec2(world, 'Subnets', subnet).AvailableIpAddressCount).toBe(free + 1);
  expect(refusal(world, 'ec2', 'StopInstances', { InstanceIds: [withAddress] })).toBe('IncorrectInstanceState');
});

describe('attributes', () => {
  const groups = (world: ReturnType<typeof labWorld>) => [
    instance(world, withAddress).SecurityGroups,
    instance(world, withAddress).NetworkInterfaces[0].Groups,
    ec2(world, 'NetworkInterfaces', card).Groups,
  ];
  const alb = groupId('DMZVPC', 'ALBSecurityGroup');

  test.each([
    ['ModifyInstanceAttribute', { InstanceId: withAddress, Groups: [alb] }],
    ['ModifyNetworkInterfaceAttribute', { NetworkInterfaceId: card, Groups: [alb] }],
  ])('%s sets the groups on the interface and the instance', (operation, input) => {
    const world = labWorld();
    call(world, 'ec2', operation, input);
    const expected = [{ GroupId: alb, GroupName: 'ALBSecurityGroup' }];
    expect(groups(world)).toEqual([expected, expected, expected]);
  });

  test.each([
    ['ModifyInstanceAttribute', { InstanceId: withAddress, SourceDestCheck: { Value: false } }],
    ['ModifyInstanceAttribute', { InstanceId: withAddress, Attribute: 'sourceDestCheck', Value: 'false' }],
    ['ModifyNetworkInterfaceAttribute', { NetworkInterfaceId: card, SourceDestCheck: { Value: false } }],
  ])('%s turns off the source/destination check', (operation, input) => {
    const world = labWorld();
    call(world, 'ec2', operation, input);
    expect(instance(world, withAddress).SourceDestCheck).toBe(false);
    expect(instance(world, withAddress).NetworkInterfaces[0].SourceDestCheck).toBe(false);
    expect(ec2(world, 'NetworkInterfaces', card).SourceDestCheck).toBe(false);
  });

  test('the type changes only while stopped', () => {
    const world = labWorld();
    const input = { InstanceId: without, InstanceType: { Value: 't3.large' } };
    expect(refusal(world, 'ec2', 'ModifyInstanceAttribute', input)).toBe('IncorrectInstanceState');
    call(world, 'ec2', 'StopInstances', { InstanceIds: [without] });
    settle(world);
    call(world, 'ec2', 'ModifyInstanceAttribute', input);
    expect(instance(world, without).InstanceType).toBe('t3.large');
  });

  test.each([
    ['InvalidGroup.NotFound', 'ModifyInstanceAttribute', { InstanceId: without, Groups: ['sg-0123456789abcdef0'] }],
    [
      'InvalidParameter',
      'ModifyInstanceAttribute',
      { InstanceId: without, Groups: [groupId('VPC01', 'PrivateEC2SG')] },
    ],
    ['InvalidParameterCombination', 'ModifyInstanceAttribute', { InstanceId: without }],
    [
      'InvalidParameterCombination',
      'ModifyInstanceAttribute',
      { InstanceId: without, Groups: [alb], SourceDestCheck: { Value: true } },
    ],
    [
      'AuthFailure',
      'ModifyNetworkInterfaceAttribute',
      { NetworkInterfaceId: labId('eni', 'DMZVPC-alb1-A'), Groups: [alb] },
    ],
    [
      'InvalidNetworkInterfaceID.NotFound',
      'ModifyNetworkInterfaceAttribute',
      { NetworkInterfaceId: 'eni-0123456789abcdef0', Groups: [alb] },
    ],
    [
      'InvalidAttachmentID.NotFound',
      'ModifyNetworkInterfaceAttribute',
      { NetworkInterfaceId: card, Attachment: { AttachmentId: 'eni-attach-1', DeleteOnTermination: false } },
    ],
    ['MissingParameter', 'ModifyNetworkInterfaceAttribute', { NetworkInterfaceId: card }],
  ])('%s: %s', (code, operation, input) => {
    expect(refusal(labWorld(), 'ec2', operation, input)).toBe(code);
  });
});
