import { describe, expect, test } from 'vitest';
import { labId } from '../../src/lab/seed/ids.ts';
import { internetGatewayId } from '../../src/lab/seed/routes.ts';
import { subnetId } from '../../src/lab/seed/subnets.ts';
import { call, ec2, instance, labWorld, refusal, settle } from './worlds.ts';

const free = labId('eipalloc', 'unused-1');
const web = 'i-0df8dd0d9c2f01161';
const webCard = labId('eni', 'DMZVPC-Private-A-10.11.20.101');

describe('Elastic IPs', () => {
  test('allocate and release; no two are alike', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    const one = call(world, 'ec2', 'AllocateAddress', { Domain: 'vpc' });
    const two = call(world, 'ec2', 'AllocateAddress', {});
    expect(one.PublicIp).not.toBe(two.PublicIp);
    const addresses = world.here.ec2!.Addresses!.map((a) => a.PublicIp);
    expect(new Set(addresses).size).toBe(addresses.length);
    call(world, 'ec2', 'ReleaseAddress', { AllocationId: two.AllocationId });
    call(world, 'ec2', 'ReleaseAddress', { AllocationId: one.AllocationId });
    expect(world.snapshot).toEqual(before);
  });

  test('associate and disassociate, in step on address, interface and instance', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    const { AssociationId } = call(world, 'ec2', 'AssociateAddress', { AllocationId: free, InstanceId: web });
    expect(ec2(world, 'Addresses', free)).toMatchObject({
      AssociationId,
      InstanceId: web,
      NetworkInterfaceId: webCard,
      PrivateIpAddress: '10.11.20.101',
    });
    expect(ec2(world, 'NetworkInterfaces', webCard).Association).toMatchObject({
      AllocationId: free,
      AssociationId,
      IpOwnerId: '123456789012',
      PublicIp: '203.0.113.31',
    });
    expect(instance(world, web)).toMatchObject({
      PublicIpAddress: '203.0.113.31',
      NetworkInterfaces: [{ Association: { PublicIp: '203.0.113.31' } }],
    });
    expect(refusal(world, 'ec2', 'ReleaseAddress', { AllocationId: free })).toBe('InvalidIPAddress.InUse');
    call(world, 'ec2', 'DisassociateAddress', { AssociationId });
    expect(world.snapshot).toEqual(before);
  });

  test('moving an address takes it off where it was', () => {
    const world = labWorld();
    const other = 'i-0f58eb6d6805894d5';
    call(world, 'ec2', 'AssociateAddress', { AllocationId: free, InstanceId: web });
    const move = { AllocationId: free, InstanceId: other };
    expect(refusal(world, 'ec2', 'AssociateAddress', { ...move, AllowReassociation: false })).toBe(
      'Resource.AlreadyAssociated',
    );
    call(world, 'ec2', 'AssociateAddress', move);
    expect(instance(world, web)).not.toHaveProperty('PublicIpAddress');
    expect(instance(world, other).PublicIpAddress).toBe('203.0.113.31');
  });

  test("an instance that had Amazon's address gets one again after its Elastic IP", () => {
    const world = labWorld();
    const id = 'i-06ab0389cfa6b82d5';
    const { AssociationId } = call(world, 'ec2', 'AssociateAddress', { AllocationId: free, InstanceId: id });
    call(world, 'ec2', 'DisassociateAddress', { AssociationId });
    const eni = ec2(world, 'NetworkInterfaces', labId('eni', 'DMZVPC-Private-B-10.11.24.102'));
    expect(eni.Association).toMatchObject({ IpOwnerId: 'amazon' });
    expect(eni.Association.PublicIp).not.toBe('203.0.113.31');
  });

  test.each([
    [
      'InvalidAllocationID.NotFound',
      'AssociateAddress',
      { AllocationId: 'eipalloc-0123456789abcdef0', InstanceId: web },
    ],
    ['InvalidInstanceID.NotFound', 'AssociateAddress', { AllocationId: free, InstanceId: 'i-0123456789abcdef0' }],
    [
      'Gateway.NotAttached',
      'AssociateAddress',
      { AllocationId: free, InstanceId: labId('i', 'VPC01-Private-A-10.1.20.101') },
    ],
    ['AuthFailure', 'AssociateAddress', { AllocationId: labId('eipalloc', 'DMZVPC-NATGW-A'), InstanceId: web }],
    [
      'InvalidParameterValue',
      'AssociateAddress',
      { AllocationId: free, InstanceId: web, PrivateIpAddress: '10.11.20.77' },
    ],
    ['MissingParameter', 'AssociateAddress', { AllocationId: free }],
    ['InvalidAssociationID.NotFound', 'DisassociateAddress', { AssociationId: 'eipassoc-0123456789abcdef0' }],
    ['AuthFailure', 'DisassociateAddress', { PublicIp: '203.0.113.11' }],
    ['InvalidAddress.NotFound', 'ReleaseAddress', { PublicIp: '203.0.113.99' }],
    ['InvalidIPAddress.InUse', 'ReleaseAddress', { AllocationId: labId('eipalloc', 'DMZVPC-NATGW-A') }],
  ])('%s: %s', (code, operation, input) => {
    expect(refusal(labWorld(), 'ec2', operation, input)).toBe(code);
  });
});

describe('NAT gateways', () => {
  test('created, it takes an address and an interface; deleted, it gives them back', () => {
    const world = labWorld();
    const SubnetId = subnetId('DMZVPC-Public-Subnet-A');
    const { NatGateway } = call(world, 'ec2', 'CreateNatGateway', { SubnetId, AllocationId: free });
    expect(NatGateway).toMatchObject({ State: 'pending', SubnetId, VpcId: labId('vpc', 'DMZVPC') });
    const [address] = NatGateway.NatGatewayAddresses;
    expect(address).toMatchObject({ AllocationId: free, PublicIp: '203.0.113.31', IsPrimary: true });
    expect(ec2(world, 'NetworkInterfaces', address.NetworkInterfaceId)).toMatchObject({
      SubnetId,
      PrivateIpAddress: address.PrivateIp,
      SourceDestCheck: false,
      Association: { PublicIp: '203.0.113.31' },
    });
    settle(world);
    expect(ec2(world, 'NatGateways', NatGateway.NatGatewayId).State).toBe('available');
    call(world, 'ec2', 'DeleteNatGateway', { NatGatewayId: NatGateway.NatGatewayId });
    expect(ec2(world, 'NatGateways', NatGateway.NatGatewayId).State).toBe('deleting');
    settle(world);
    expect(ec2(world, 'NatGateways', NatGateway.NatGatewayId).State).toBe('deleted');
    expect(ec2(world, 'Addresses', free)).not.toHaveProperty('NetworkInterfaceId');
    expect(ec2(world, 'NetworkInterfaces', address.NetworkInterfaceId)).toBeUndefined();
  });

  test.each([
    ['NatGatewayNotFound', 'DeleteNatGateway', { NatGatewayId: 'nat-0123456789abcdef0' }],
    ['InvalidSubnetID.NotFound', 'CreateNatGateway', { SubnetId: 'subnet-0123456789abcdef0', AllocationId: free }],
    ['MissingParameter', 'CreateNatGateway', { SubnetId: subnetId('DMZVPC-Public-Subnet-A') }],
    [
      'Resource.AlreadyAssociated',
      'CreateNatGateway',
      { SubnetId: subnetId('DMZVPC-Public-Subnet-A'), AllocationId: labId('eipalloc', 'DMZVPC-NATGW-A') },
    ],
    [
      'InvalidParameterValue',
      'CreateNatGateway',
      { SubnetId: subnetId('DMZVPC-Public-Subnet-A'), AllocationId: free, PrivateIpAddress: '10.99.0.1' },
    ],
  ])('%s: %s', (code, operation, input) => {
    expect(refusal(labWorld(), 'ec2', operation, input)).toBe(code);
  });
});

describe('internet gateways', () => {
  test('create, attach, detach, delete', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    const { InternetGateway } = call(world, 'ec2', 'CreateInternetGateway', {});
    const { InternetGatewayId } = InternetGateway;
    const VpcId = labId('vpc', 'VPC01');
    call(world, 'ec2', 'AttachInternetGateway', { InternetGatewayId, VpcId });
    expect(ec2(world, 'InternetGateways', InternetGatewayId).Attachments).toEqual([{ State: 'available', VpcId }]);
    expect(refusal(world, 'ec2', 'DeleteInternetGateway', { InternetGatewayId })).toBe('DependencyViolation');
    const RouteTableId = labId('rtb', 'VPC01-Private-Subnet-A-RT');
    call(world, 'ec2', 'CreateRoute', {
      RouteTableId,
      DestinationCidrBlock: '9.0.0.0/8',
      GatewayId: InternetGatewayId,
    });
    call(world, 'ec2', 'DetachInternetGateway', { InternetGatewayId, VpcId });
    const state = () =>
      ec2(world, 'RouteTables', RouteTableId).Routes.find(
        (r: { DestinationCidrBlock: string }) => r.DestinationCidrBlock === '9.0.0.0/8',
      ).State;
    expect(state()).toBe('blackhole');
    call(world, 'ec2', 'DeleteRoute', { RouteTableId, DestinationCidrBlock: '9.0.0.0/8' });
    call(world, 'ec2', 'DeleteInternetGateway', { InternetGatewayId });
    expect(world.snapshot).toEqual(before);
  });

  test.each([
    [
      'DependencyViolation',
      'DetachInternetGateway',
      { InternetGatewayId: internetGatewayId('DMZVPC'), VpcId: labId('vpc', 'DMZVPC') },
    ],
    [
      'Gateway.NotAttached',
      'DetachInternetGateway',
      { InternetGatewayId: internetGatewayId('DMZVPC'), VpcId: labId('vpc', 'VPC01') },
    ],
    [
      'Resource.AlreadyAssociated',
      'AttachInternetGateway',
      { InternetGatewayId: internetGatewayId('DMZVPC'), VpcId: labId('vpc', 'VPC01') },
    ],
    [
      'InvalidInternetGatewayID.NotFound',
      'AttachInternetGateway',
      { InternetGatewayId: 'igw-0123456789abcdef0', VpcId: labId('vpc', 'VPC01') },
    ],
  ])('%s: %s', (code, operation, input) => {
    expect(refusal(labWorld(), 'ec2', operation, input)).toBe(code);
  });

  test('a VPC takes one', () => {
    const world = labWorld();
    const { InternetGateway } = call(world, 'ec2', 'CreateInternetGateway', {});
    const input = { InternetGatewayId: InternetGateway.InternetGatewayId, VpcId: labId('vpc', 'DMZVPC') };
    expect(refusal(world, 'ec2', 'AttachInternetGateway', input)).toBe('InvalidParameterValue');
  });
});
