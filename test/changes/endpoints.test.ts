import { describe, expect, test } from 'vitest';
import { labId } from '../../src/lab/seed/ids.ts';
import { groupId } from '../../src/lab/seed/security-groups.ts';
import { subnetId } from '../../src/lab/seed/subnets.ts';
import { call, ec2, labWorld, refusal, settle } from './worlds.ts';

const VpcId = labId('vpc', 'VPC01');
const ssm = labId('vpce', 'VPC01-ssm');
const table = labId('rtb', 'VPC01-Private-Subnet-A-RT');
const logs = 'com.amazonaws.ap-northeast-2.logs';
const s3 = 'com.amazonaws.ap-northeast-2.s3';
const subnets = [subnetId('VPC01-PrivateSubnetA'), subnetId('VPC01-PrivateSubnetB')];

describe('interface endpoints', () => {
  const input = {
    VpcId,
    VpcEndpointType: 'Interface',
    ServiceName: logs,
    SubnetIds: subnets,
    SecurityGroupIds: [groupId('VPC01', 'SSMSG')],
  };

  test('one interface a subnet, a private name, and the state in time', () => {
    const world = labWorld();
    const { VpcEndpoint } = call(world, 'ec2', 'CreateVpcEndpoint', input);
    expect(VpcEndpoint).toMatchObject({
      State: 'pending',
      PrivateDnsEnabled: true,
      Groups: [{ GroupId: groupId('VPC01', 'SSMSG'), GroupName: 'SSMSG' }],
      DnsEntries: [
        { DnsName: expect.stringContaining('.logs.ap-northeast-2.vpce.amazonaws.com') },
        { DnsName: 'logs.ap-northeast-2.amazonaws.com' },
      ],
    });
    const cards = VpcEndpoint.NetworkInterfaceIds.map((id: string) => ec2(world, 'NetworkInterfaces', id));
    expect(cards.map((c: { SubnetId: string }) => c.SubnetId)).toEqual(subnets);
    expect(cards[0]).toMatchObject({
      InterfaceType: 'vpc_endpoint',
      RequesterManaged: true,
      Groups: [{ GroupName: 'SSMSG' }],
    });
    settle(world);
    expect(ec2(world, 'VpcEndpoints', VpcEndpoint.VpcEndpointId).State).toBe('available');
    expect(refusal(world, 'ec2', 'CreateVpcEndpoint', input)).toBe('InvalidParameter');
  });

  test('deleted, its interfaces and addresses are gone', () => {
    const world = labWorld();
    const cards = ec2(world, 'VpcEndpoints', ssm).NetworkInterfaceIds;
    const free = ec2(world, 'Subnets', subnets[0]!).AvailableIpAddressCount;
    expect(call(world, 'ec2', 'DeleteVpcEndpoints', { VpcEndpointIds: [ssm] })).toEqual({ Unsuccessful: [] });
    expect(ec2(world, 'VpcEndpoints', ssm).State).toBe('deleting');
    settle(world);
    expect(ec2(world, 'VpcEndpoints', ssm)).toBeUndefined();
    for (const id of cards) expect(ec2(world, 'NetworkInterfaces', id)).toBeUndefined();
    expect(ec2(world, 'Subnets', subnets[0]!).AvailableIpAddressCount).toBe(free + 1);
  });

  test('what cannot be deleted is listed, the rest is deleted', () => {
    const world = labWorld();
    const firewall = labId('vpce', 'FWIN-DMZVPC-A');
    const { Unsuccessful } = call(world, 'ec2', 'DeleteVpcEndpoints', {
      VpcEndpointIds: ['vpce-0123456789abcdef0', firewall, ssm],
    });
    expect(Unsuccessful).toMatchObject([
      { ResourceId: 'vpce-0123456789abcdef0', Error: { Code: 'InvalidVpcEndpoint.NotFound' } },
      { ResourceId: firewall, Error: { Code: 'InvalidParameter' } },
    ]);
    expect(ec2(world, 'VpcEndpoints', ssm).State).toBe('deleting');
  });

  test('modifying subnets, groups and private DNS', () => {
    const world = labWorld();
    const group = groupId('VPC01', 'PrivateEC2SG');
    call(world, 'ec2', 'ModifyVpcEndpoint', {
      VpcEndpointId: ssm,
      RemoveSubnetIds: [subnets[1]],
      AddSecurityGroupIds: [group],
      RemoveSecurityGroupIds: [groupId('VPC01', 'SSMSG')],
      PrivateDnsEnabled: false,
    });
    const endpoint = ec2(world, 'VpcEndpoints', ssm);
    expect(endpoint).toMatchObject({ SubnetIds: [subnets[0]], Groups: [{ GroupId: group }], PrivateDnsEnabled: false });
    expect(endpoint.NetworkInterfaceIds).toHaveLength(1);
    expect(ec2(world, 'NetworkInterfaces', endpoint.NetworkInterfaceIds[0]).Groups).toMatchObject([{ GroupId: group }]);
    expect(JSON.stringify(endpoint.DnsEntries)).not.toContain('"ssm.ap-northeast-2.amazonaws.com"');
    call(world, 'ec2', 'ModifyVpcEndpoint', {
      VpcEndpointId: ssm,
      AddSubnetIds: [subnets[1]],
      PrivateDnsEnabled: true,
    });
    expect(ec2(world, 'VpcEndpoints', ssm)).toMatchObject({ SubnetIds: subnets, PrivateDnsEnabled: true });
  });

  test.each([
    ['InvalidServiceName', { ServiceName: 'logs' }],
    ['InvalidVpcID.NotFound', { VpcId: 'vpc-0123456789abcdef0' }],
    ['InvalidSubnetID.NotFound', { SubnetIds: ['subnet-0123456789abcdef0'] }],
    ['InvalidParameter', { SubnetIds: [subnetId('VPC02-PrivateSubnetA')] }],
    ['DuplicateSubnetsInSameZone', { SubnetIds: [subnets[0], subnetId('VPC01-TGWSubnetA')] }],
    ['InvalidGroup.NotFound', { SecurityGroupIds: ['sg-0123456789abcdef0'] }],
  ])('%s', (code, change) => {
    expect(refusal(labWorld(), 'ec2', 'CreateVpcEndpoint', { ...input, ...change })).toBe(code);
  });

  test('private DNS needs the DNS attributes of the VPC', () => {
    const world = labWorld();
    call(world, 'ec2', 'ModifyVpcAttribute', { VpcId, EnableDnsHostnames: { Value: false } });
    expect(refusal(world, 'ec2', 'CreateVpcEndpoint', input)).toBe('InvalidParameter');
    call(world, 'ec2', 'CreateVpcEndpoint', { ...input, PrivateDnsEnabled: false });
  });
});

describe('gateway endpoints', () => {
  const input = { VpcId, ServiceName: s3, RouteTableIds: [table] };
  const route = (world: ReturnType<typeof labWorld>) =>
    ec2(world, 'RouteTables', table).Routes.find((r: object) => 'DestinationPrefixListId' in r);

  test('bring a route for the service and take it away', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    const { VpcEndpoint } = call(world, 'ec2', 'CreateVpcEndpoint', input);
    expect(route(world)).toMatchObject({ GatewayId: VpcEndpoint.VpcEndpointId, State: 'active' });
    const to = { RouteTableId: table, DestinationPrefixListId: route(world).DestinationPrefixListId };
    expect(refusal(world, 'ec2', 'DeleteRoute', to)).toBe('InvalidParameterValue');
    expect(refusal(world, 'ec2', 'CreateVpcEndpoint', input)).toBe('RouteAlreadyExists');
    const VpcEndpointId = VpcEndpoint.VpcEndpointId;
    call(world, 'ec2', 'ModifyVpcEndpoint', { VpcEndpointId, RemoveRouteTableIds: [table] });
    expect(route(world)).toBeUndefined();
    call(world, 'ec2', 'DeleteVpcEndpoints', { VpcEndpointIds: [VpcEndpointId] });
    expect(world.snapshot).toEqual(before);
  });

  test.each([
    ['InvalidRouteTableID.NotFound', { RouteTableIds: ['rtb-0123456789abcdef0'] }],
    ['InvalidParameter', { RouteTableIds: [labId('rtb', 'VPC02-Private-Subnet-A-RT')] }],
    ['InvalidParameter', { SubnetIds: subnets }],
  ])('%s', (code, change) => {
    expect(refusal(labWorld(), 'ec2', 'CreateVpcEndpoint', { ...input, ...change })).toBe(code);
  });
});
