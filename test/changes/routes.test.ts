import { describe, expect, test } from 'vitest';
import { labId } from '../../src/lab/seed/ids.ts';
import { internetGatewayId, transitGatewayId } from '../../src/lab/seed/routes.ts';
import { subnetId } from '../../src/lab/seed/subnets.ts';
import { call, ec2, labWorld, refusal, settle, type TestWorld } from './worlds.ts';

const privateA = labId('rtb', 'DMZVPC-Private-A-RT');
const vpc01 = labId('rtb', 'VPC01-Private-Subnet-A-RT');
const firewall = labId('vpce', 'FWOUT-DMZVPC-A');
const nat = labId('nat', 'DMZVPC-NATGW-A');

const route = (world: TestWorld, table: string, to: string) =>
  ec2(world, 'RouteTables', table).Routes.find((r: Record<string, string>) =>
    [r.DestinationCidrBlock, r.DestinationIpv6CidrBlock, r.DestinationPrefixListId].includes(to),
  );

describe('routes', () => {
  test('create, replace, delete', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    const to = { RouteTableId: privateA, DestinationCidrBlock: '172.16.5.9/12' };
    expect(call(world, 'ec2', 'CreateRoute', { ...to, TransitGatewayId: transitGatewayId })).toEqual({ Return: true });
    expect(route(world, privateA, '172.16.0.0/12')).toEqual({
      DestinationCidrBlock: '172.16.0.0/12',
      TransitGatewayId: transitGatewayId,
      Origin: 'CreateRoute',
      State: 'active',
    });
    call(world, 'ec2', 'ReplaceRoute', { ...to, NatGatewayId: nat });
    expect(route(world, privateA, '172.16.0.0/12')).toEqual({
      DestinationCidrBlock: '172.16.0.0/12',
      NatGatewayId: nat,
      Origin: 'CreateRoute',
      State: 'active',
    });
    call(world, 'ec2', 'DeleteRoute', to);
    expect(world.snapshot).toEqual(before);
  });

  test('a route to a firewall endpoint names it as its gateway, a route to an instance its interface too', () => {
    const world = labWorld();
    call(world, 'ec2', 'CreateRoute', {
      RouteTableId: privateA,
      DestinationCidrBlock: '198.18.0.0/15',
      VpcEndpointId: firewall,
    });
    expect(route(world, privateA, '198.18.0.0/15')).toMatchObject({ GatewayId: firewall, State: 'active' });
    const InstanceId = 'i-0df8dd0d9c2f01161';
    call(world, 'ec2', 'CreateRoute', { RouteTableId: privateA, DestinationCidrBlock: '203.0.113.0/24', InstanceId });
    expect(route(world, privateA, '203.0.113.0/24')).toMatchObject({
      InstanceId,
      InstanceOwnerId: '123456789012',
      NetworkInterfaceId: labId('eni', 'DMZVPC-Private-A-10.11.20.101'),
      State: 'active',
    });
  });

  test.each([
    ['RouteAlreadyExists', { DestinationCidrBlock: '10.0.0.0/8', NatGatewayId: nat }],
    [
      'RouteAlreadyExists',
      { DestinationCidrBlock: '10.11.0.0/16', NetworkInterfaceId: labId('eni', 'DMZVPC-Private-A-10.11.20.101') },
    ],
    ['InvalidParameterValue', { DestinationCidrBlock: '10.11.20.0/24', NatGatewayId: nat }],
    ['InvalidParameterValue', { DestinationCidrBlock: '10.11.20.0/22', TransitGatewayId: transitGatewayId }],
    ['InvalidParameterValue', { DestinationCidrBlock: '10.300.0.0/16', NatGatewayId: nat }],
    ['InvalidParameterValue', { DestinationCidrBlock: '9.0.0.0/8', GatewayId: internetGatewayId('mgmtvpc') }],
    ['InvalidParameterValue', { DestinationCidrBlock: '9.0.0.0/8', NatGatewayId: labId('nat', 'mgmtvpc-NATGW') }],
    ['InvalidInternetGatewayID.NotFound', { DestinationCidrBlock: '9.0.0.0/8', GatewayId: 'igw-0123456789abcdef0' }],
    [
      'InvalidTransitGatewayID.NotFound',
      { DestinationCidrBlock: '9.0.0.0/8', TransitGatewayId: 'tgw-0123456789abcdef0' },
    ],
    ['InvalidInstanceID.NotFound', { DestinationCidrBlock: '9.0.0.0/8', InstanceId: 'i-0123456789abcdef0' }],
    [
      'InvalidParameterCombination',
      { DestinationCidrBlock: '9.0.0.0/8', NatGatewayId: nat, TransitGatewayId: transitGatewayId },
    ],
    [
      'InvalidParameterCombination',
      { DestinationCidrBlock: '9.0.0.0/8', DestinationIpv6CidrBlock: '::/0', NatGatewayId: nat },
    ],
    ['MissingParameter', { DestinationCidrBlock: '9.0.0.0/8' }],
    ['MissingParameter', { NatGatewayId: nat }],
  ])('creating: %s %o', (code, input) => {
    expect(refusal(labWorld(), 'ec2', 'CreateRoute', { RouteTableId: privateA, ...input })).toBe(code);
  });

  test('inside the VPC a route is for a whole subnet and leads to a middlebox', () => {
    const world = labWorld();
    call(world, 'ec2', 'CreateRoute', {
      RouteTableId: privateA,
      DestinationCidrBlock: '10.11.24.0/22',
      VpcEndpointId: firewall,
    });
    expect(route(world, privateA, '10.11.24.0/22')).toMatchObject({ GatewayId: firewall });
  });

  test('the local route: its target may be a middlebox and go back, it cannot be deleted', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    const local = { RouteTableId: privateA, DestinationCidrBlock: '10.11.0.0/16' };
    expect(refusal(world, 'ec2', 'DeleteRoute', local)).toBe('InvalidParameterValue');
    expect(refusal(world, 'ec2', 'ReplaceRoute', { ...local, NatGatewayId: nat })).toBe('InvalidParameterValue');
    call(world, 'ec2', 'ReplaceRoute', { ...local, VpcEndpointId: firewall });
    expect(route(world, privateA, '10.11.0.0/16')).toMatchObject({ GatewayId: firewall, Origin: 'CreateRouteTable' });
    call(world, 'ec2', 'ReplaceRoute', { ...local, LocalTarget: true });
    expect(world.snapshot).toEqual(before);
  });

  test('what is not there cannot be replaced or deleted', () => {
    const world = labWorld();
    const to = { RouteTableId: privateA, DestinationCidrBlock: '9.0.0.0/8' };
    expect(refusal(world, 'ec2', 'ReplaceRoute', { ...to, NatGatewayId: nat })).toBe('InvalidParameterValue');
    expect(refusal(world, 'ec2', 'DeleteRoute', to)).toBe('InvalidRoute.NotFound');
    expect(refusal(world, 'ec2', 'DeleteRoute', { ...to, RouteTableId: 'rtb-0123456789abcdef0' })).toBe(
      'InvalidRouteTableID.NotFound',
    );
  });

  test("a gateway's table leads only into the VPC", () => {
    const RouteTableId = labId('rtb', 'DMZVPC-IGW-Ingress-RT');
    const world = labWorld();
    const table = world.here.ec2!.RouteTables!.find((t) => t.Associations?.some((a) => a.GatewayId))!;
    expect(RouteTableId.slice(0, 4)).toBe('rtb-');
    const input = { RouteTableId: table.RouteTableId, DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: nat };
    expect(refusal(world, 'ec2', 'CreateRoute', input)).toBe('InvalidParameterValue');
  });
});

describe('a route is a black hole while its target is gone', () => {
  test('a NAT gateway', () => {
    const world = labWorld();
    const table = labId('rtb', 'DMZVPC-FWOUT-A-RT');
    call(world, 'ec2', 'DeleteNatGateway', { NatGatewayId: nat });
    expect(route(world, table, '0.0.0.0/0').State).toBe('blackhole');
    expect(route(world, labId('rtb', 'DMZVPC-FWOUT-B-RT'), '0.0.0.0/0').State).toBe('active');
  });

  test('an instance, until it starts again', () => {
    const world = labWorld();
    const InstanceId = 'i-0df8dd0d9c2f01161';
    call(world, 'ec2', 'CreateRoute', { RouteTableId: privateA, DestinationCidrBlock: '9.0.0.0/8', InstanceId });
    call(world, 'ec2', 'StopInstances', { InstanceIds: [InstanceId] });
    settle(world);
    expect(route(world, privateA, '9.0.0.0/8').State).toBe('blackhole');
    call(world, 'ec2', 'StartInstances', { InstanceIds: [InstanceId] });
    settle(world);
    expect(route(world, privateA, '9.0.0.0/8').State).toBe('active');
  });

  test('a peering', () => {
    const world = labWorld();
    const output = call(world, 'ec2', 'CreateVpcPeeringConnection', {
      VpcId: labId('vpc', 'VPC01'),
      PeerVpcId: labId('vpc', 'VPC02'),
    });
    const { VpcPeeringConnectionId } = output.VpcPeeringConnection;
    call(world, 'ec2', 'CreateRoute', {
      RouteTableId: vpc01,
      DestinationCidrBlock: '10.2.0.0/16',
      VpcPeeringConnectionId,
    });
    expect(route(world, vpc01, '10.2.0.0/16').State).toBe('blackhole');
    call(world, 'ec2', 'AcceptVpcPeeringConnection', { VpcPeeringConnectionId });
    expect(route(world, vpc01, '10.2.0.0/16').State).toBe('active');
    call(world, 'ec2', 'DeleteVpcPeeringConnection', { VpcPeeringConnectionId });
    expect(route(world, vpc01, '10.2.0.0/16').State).toBe('blackhole');
    expect(refusal(world, 'ec2', 'AcceptVpcPeeringConnection', { VpcPeeringConnectionId })).toBe(
      'InvalidStateTransition',
    );
  });
});

describe('route tables', () => {
  const association = (world: TestWorld, subnet: string) =>
    world.here.ec2!.RouteTables!.flatMap((t) => t.Associations ?? []).find((a) => a.SubnetId === subnetId(subnet));

  test('a new table has the local route; a table in use cannot be deleted', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    const { RouteTable } = call(world, 'ec2', 'CreateRouteTable', { VpcId: labId('vpc', 'DMZVPC') });
    expect(RouteTable.Routes).toEqual([
      { DestinationCidrBlock: '10.11.0.0/16', GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' },
    ]);
    call(world, 'ec2', 'DeleteRouteTable', { RouteTableId: RouteTable.RouteTableId });
    expect(world.snapshot).toEqual(before);
    expect(refusal(world, 'ec2', 'DeleteRouteTable', { RouteTableId: privateA })).toBe('DependencyViolation');
  });

  test('replacing an association moves the subnet', () => {
    const world = labWorld();
    const { RouteTableAssociationId: AssociationId } = association(world, 'DMZVPC-Private-Subnet-A')!;
    const to = labId('rtb', 'DMZVPC-Private-B-RT');
    const { NewAssociationId } = call(world, 'ec2', 'ReplaceRouteTableAssociation', {
      AssociationId,
      RouteTableId: to,
    });
    expect(association(world, 'DMZVPC-Private-Subnet-A')).toMatchObject({
      RouteTableAssociationId: NewAssociationId,
      RouteTableId: to,
      Main: false,
    });
    expect(ec2(world, 'RouteTables', privateA).Associations).toEqual([]);
  });

  test('disassociate, associate', () => {
    const world = labWorld();
    const { RouteTableAssociationId: AssociationId } = association(world, 'DMZVPC-Private-Subnet-A')!;
    call(world, 'ec2', 'DisassociateRouteTable', { AssociationId });
    expect(association(world, 'DMZVPC-Private-Subnet-A')).toBeUndefined();
    const input = { RouteTableId: privateA, SubnetId: subnetId('DMZVPC-Private-Subnet-A') };
    const first = call(world, 'ec2', 'AssociateRouteTable', input);
    expect(call(world, 'ec2', 'AssociateRouteTable', input).AssociationId).toBe(first.AssociationId);
    const other = { ...input, RouteTableId: labId('rtb', 'DMZVPC-Private-B-RT') };
    expect(refusal(world, 'ec2', 'AssociateRouteTable', other)).toBe('Resource.AlreadyAssociated');
    expect(refusal(world, 'ec2', 'AssociateRouteTable', { ...input, RouteTableId: vpc01 })).toBe(
      'InvalidParameterValue',
    );
    expect(refusal(world, 'ec2', 'DisassociateRouteTable', { AssociationId })).toBe('InvalidAssociationID.NotFound');
  });

  test('the main association cannot be taken away', () => {
    const AssociationId = labId('rtbassoc', 'DMZVPC-main');
    expect(refusal(labWorld(), 'ec2', 'DisassociateRouteTable', { AssociationId })).toBe('InvalidParameterValue');
  });

  test("a gateway's table must lead into the VPC before it is associated", () => {
    const input = { RouteTableId: privateA, GatewayId: internetGatewayId('DMZVPC') };
    expect(refusal(labWorld(), 'ec2', 'AssociateRouteTable', input)).toBe('InvalidParameterValue');
  });

  test('propagation from a virtual private gateway brings its static routes', () => {
    const world = labWorld();
    const VpcId = labId('vpc', 'VPC01');
    const gateway = {
      VpnGatewayId: 'vgw-1',
      State: 'available',
      VpcAttachments: [{ VpcId, State: 'attached' }],
    } as const;
    const vpn = {
      VpnConnectionId: 'vpn-1',
      VpnGatewayId: 'vgw-1',
      Routes: [{ DestinationCidrBlock: '192.168.0.0/16' }],
    };
    world.here.ec2 = {
      ...world.here.ec2,
      VpnGateways: [{ ...gateway, VpcAttachments: [...gateway.VpcAttachments] }],
      VpnConnections: [vpn],
    };
    const before = structuredClone(world.snapshot);
    const input = { RouteTableId: vpc01, GatewayId: 'vgw-1' };
    call(world, 'ec2', 'EnableVgwRoutePropagation', input);
    expect(route(world, vpc01, '192.168.0.0/16')).toMatchObject({
      GatewayId: 'vgw-1',
      Origin: 'EnableVgwRoutePropagation',
      State: 'active',
    });
    const to = { RouteTableId: vpc01, DestinationCidrBlock: '192.168.0.0/16' };
    expect(refusal(world, 'ec2', 'DeleteRoute', to)).toBe('InvalidRoute.NotFound');
    call(world, 'ec2', 'DisableVgwRoutePropagation', input);
    expect(world.snapshot).toEqual(before);
    expect(refusal(world, 'ec2', 'EnableVgwRoutePropagation', { ...input, RouteTableId: privateA })).toBe(
      'Gateway.NotAttached',
    );
  });
});
