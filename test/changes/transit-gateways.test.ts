import { describe, expect, test } from 'vitest';
import { labId } from '../../src/lab/seed/ids.ts';
import { transitGatewayId } from '../../src/lab/seed/routes.ts';
import { subnetId } from '../../src/lab/seed/subnets.ts';
import { attachmentId, directConnectGatewayId, tgwRouteTableId } from '../../src/lab/seed/transit-gateway.ts';
import { call, ec2, labWorld, refusal, type TestWorld } from './worlds.ts';

const onPremises = '192.168.0.0/16';
const table = tgwRouteTableId;
const routes = (world: TestWorld, id = table) => world.here.ec2!.TransitGatewayRoutes![id]!;
const route = (world: TestWorld, to: string, id = table) =>
  routes(world, id).find((r) => r.DestinationCidrBlock === to);
const via = (world: TestWorld, to: string, id = table) =>
  route(world, to, id)?.TransitGatewayAttachments?.map((a) => a.TransitGatewayAttachmentId);
const of = (name: Parameters<typeof attachmentId>[0]) => ({
  TransitGatewayRouteTableId: table,
  TransitGatewayAttachmentId: attachmentId(name),
});

describe('static routes', () => {
  test('create, replace, delete', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    const { Route } = call(world, 'ec2', 'CreateTransitGatewayRoute', {
      ...of('VPC01'),
      DestinationCidrBlock: '10.3.0.9/16',
    });
    expect(Route).toMatchObject({
      DestinationCidrBlock: '10.3.0.0/16',
      State: 'active',
      Type: 'static',
      TransitGatewayAttachments: [{ TransitGatewayAttachmentId: attachmentId('VPC01'), ResourceType: 'vpc' }],
    });
    const to = { TransitGatewayRouteTableId: table, DestinationCidrBlock: '10.3.0.0/16' };
    call(world, 'ec2', 'ReplaceTransitGatewayRoute', { ...to, Blackhole: true });
    expect(route(world, '10.3.0.0/16')).toMatchObject({ State: 'blackhole', TransitGatewayAttachments: [] });
    call(world, 'ec2', 'DeleteTransitGatewayRoute', to);
    expect(world.snapshot).toEqual(before);
  });

  test('a static route hides the propagated one and uncovers it again', () => {
    const world = labWorld();
    // What BGP brings no table shows while a static route hides it: the world has to know.
    const hybrid = [labId('vpn', 'LAB-VPN'), directConnectGatewayId];
    world.advertised = (id) => (hybrid.includes(id) ? [onPremises] : undefined);
    const before = structuredClone(routes(world));
    call(world, 'ec2', 'CreateTransitGatewayRoute', { ...of('VPC02'), DestinationCidrBlock: onPremises });
    expect(routes(world).filter((r) => r.DestinationCidrBlock === onPremises)).toMatchObject([{ Type: 'static' }]);
    const to = { TransitGatewayRouteTableId: table, DestinationCidrBlock: onPremises };
    call(world, 'ec2', 'DeleteTransitGatewayRoute', to);
    expect(via(world, onPremises)).toEqual([attachmentId('DX')]);
    expect(routes(world)).toEqual(before);
  });

  test.each([
    ['RouteAlreadyExists', 'CreateTransitGatewayRoute', { ...of('VPC02'), DestinationCidrBlock: '10.1.0.0/16' }],
    [
      'InvalidRouteTableID.NotFound',
      'CreateTransitGatewayRoute',
      { ...of('VPC02'), TransitGatewayRouteTableId: 'tgw-rtb-0123456789abcdef0', DestinationCidrBlock: '9.0.0.0/8' },
    ],
    [
      'InvalidTransitGatewayAttachmentID.NotFound',
      'CreateTransitGatewayRoute',
      { ...of('VPC02'), TransitGatewayAttachmentId: 'tgw-attach-0123456789abcdef0', DestinationCidrBlock: '9.0.0.0/8' },
    ],
    [
      'InvalidParameterCombination',
      'CreateTransitGatewayRoute',
      { ...of('VPC02'), Blackhole: true, DestinationCidrBlock: '9.0.0.0/8' },
    ],
    [
      'MissingParameter',
      'CreateTransitGatewayRoute',
      { TransitGatewayRouteTableId: table, DestinationCidrBlock: '9.0.0.0/8' },
    ],
    ['InvalidParameterValue', 'CreateTransitGatewayRoute', { ...of('VPC02'), DestinationCidrBlock: '9.0.0.0' }],
    ['InvalidRoute.NotFound', 'ReplaceTransitGatewayRoute', { ...of('VPC02'), DestinationCidrBlock: '9.0.0.0/8' }],
    [
      'InvalidRoute.NotFound',
      'DeleteTransitGatewayRoute',
      { TransitGatewayRouteTableId: table, DestinationCidrBlock: onPremises },
    ],
  ])('%s: %s', (code, operation, input) => {
    expect(refusal(labWorld(), 'ec2', operation, input)).toBe(code);
  });
});

describe('propagation', () => {
  test('without Direct Connect the VPN that was its backup shows, and back', () => {
    const world = labWorld();
    expect(via(world, onPremises)).toEqual([attachmentId('DX')]);
    call(world, 'ec2', 'DisableTransitGatewayRouteTablePropagation', of('DX'));
    expect(via(world, onPremises)).toEqual([attachmentId('VPN')]);
    call(world, 'ec2', 'EnableTransitGatewayRouteTablePropagation', of('DX'));
    expect(via(world, onPremises)).toEqual([attachmentId('DX')]);
  });

  test('without either there is no way', () => {
    const world = labWorld();
    call(world, 'ec2', 'DisableTransitGatewayRouteTablePropagation', of('DX'));
    call(world, 'ec2', 'DisableTransitGatewayRouteTablePropagation', of('VPN'));
    expect(route(world, onPremises)).toBeUndefined();
  });

  test('a VPC propagates its blocks, but not where a static route is', () => {
    const world = labWorld();
    const { TransitGatewayRouteTable } = call(world, 'ec2', 'CreateTransitGatewayRouteTable', {
      TransitGatewayId: transitGatewayId,
    });
    const id = TransitGatewayRouteTable.TransitGatewayRouteTableId;
    call(world, 'ec2', 'EnableTransitGatewayRouteTablePropagation', { ...of('VPC01'), TransitGatewayRouteTableId: id });
    expect(route(world, '10.1.0.0/16', id)).toMatchObject({ Type: 'propagated', State: 'active' });
    call(world, 'ec2', 'EnableTransitGatewayRouteTablePropagation', of('VPC01'));
    expect(routes(world).filter((r) => r.DestinationCidrBlock === '10.1.0.0/16')).toMatchObject([{ Type: 'static' }]);
  });

  test.each([
    ['TransitGatewayRouteTablePropagation.Duplicate', 'EnableTransitGatewayRouteTablePropagation', of('DX')],
    ['TransitGatewayRouteTablePropagation.NotFound', 'DisableTransitGatewayRouteTablePropagation', of('VPC01')],
  ])('%s', (code, operation, input) => {
    expect(refusal(labWorld(), 'ec2', operation, input)).toBe(code);
  });
});

describe('association', () => {
  test('of one attachment with one table; both say so', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    expect(refusal(world, 'ec2', 'AssociateTransitGatewayRouteTable', of('VPN'))).toBe('Resource.AlreadyAssociated');
    const { Association } = call(world, 'ec2', 'DisassociateTransitGatewayRouteTable', of('VPN'));
    expect(Association.State).toBe('disassociating');
    expect(ec2(world, 'TransitGatewayAttachments', attachmentId('VPN'))).not.toHaveProperty('Association');
    expect(refusal(world, 'ec2', 'DisassociateTransitGatewayRouteTable', of('VPN'))).toBe(
      'InvalidAssociation.NotFound',
    );
    call(world, 'ec2', 'AssociateTransitGatewayRouteTable', of('VPN'));
    expect(world.snapshot).toEqual(before);
  });

  test('a table with associations cannot be deleted', () => {
    const input = { TransitGatewayRouteTableId: table };
    expect(refusal(labWorld(), 'ec2', 'DeleteTransitGatewayRouteTable', input)).toBe('IncorrectState');
  });
});

describe('VPC attachments', () => {
  const TransitGatewayAttachmentId = attachmentId('VPC01');

  test('appliance mode off', () => {
    const world = labWorld();
    const Options = { ApplianceModeSupport: 'disable' };
    call(world, 'ec2', 'ModifyTransitGatewayVpcAttachment', { TransitGatewayAttachmentId, Options });
    expect(ec2(world, 'TransitGatewayVpcAttachments', TransitGatewayAttachmentId).Options).toMatchObject({
      ApplianceModeSupport: 'disable',
      DnsSupport: 'enable',
    });
  });

  test('a subnet less is an interface less, and back', () => {
    const world = labWorld();
    const b = subnetId('VPC01-TGWSubnetB');
    const cards = () =>
      world.here
        .ec2!.NetworkInterfaces!.filter((c) => c.Description?.endsWith(TransitGatewayAttachmentId))
        .map((c) => c.SubnetId);
    expect(cards()).toContain(b);
    call(world, 'ec2', 'ModifyTransitGatewayVpcAttachment', { TransitGatewayAttachmentId, RemoveSubnetIds: [b] });
    expect(cards()).toEqual([subnetId('VPC01-TGWSubnetA')]);
    expect(ec2(world, 'TransitGatewayVpcAttachments', TransitGatewayAttachmentId).SubnetIds).toEqual([
      subnetId('VPC01-TGWSubnetA'),
    ]);
    call(world, 'ec2', 'ModifyTransitGatewayVpcAttachment', { TransitGatewayAttachmentId, AddSubnetIds: [b] });
    expect(cards()).toContain(b);
  });

  test.each([
    ['InvalidTransitGatewayAttachmentID.NotFound', { TransitGatewayAttachmentId: 'tgw-attach-0123456789abcdef0' }],
    ['InvalidParameterValue', { RemoveSubnetIds: [subnetId('VPC01-TGWSubnetA'), subnetId('VPC01-TGWSubnetB')] }],
    [
      'InvalidParameterValue',
      { AddSubnetIds: [subnetId('VPC02-TGWSubnetA')], RemoveSubnetIds: [subnetId('VPC01-TGWSubnetA')] },
    ],
    ['DuplicateSubnetsInSameZone', { AddSubnetIds: [subnetId('VPC01-PrivateSubnetA')] }],
  ])('%s', (code, input) => {
    const all = { TransitGatewayAttachmentId, ...input };
    expect(refusal(labWorld(), 'ec2', 'ModifyTransitGatewayVpcAttachment', all)).toBe(code);
  });
});

test('a VPC attachment that is deleted leaves blackholes, and no table knows it', () => {
  const world = labWorld();
  const id = attachmentId('VPC02');
  const interfaces = () =>
    world.here.ec2!.NetworkInterfaces!.filter(
      (i) => i.Description === `Network Interface for Transit Gateway Attachment ${id}`,
    );
  expect(interfaces()).toHaveLength(2);
  expect(via(world, '10.2.0.0/16')).toEqual([id]);
  const { TransitGatewayVpcAttachment } = call(world, 'ec2', 'DeleteTransitGatewayVpcAttachment', {
    TransitGatewayAttachmentId: id,
  });
  expect(TransitGatewayVpcAttachment).toMatchObject({ TransitGatewayAttachmentId: id, State: 'deleting' });
  expect(interfaces()).toEqual([]);
  expect(route(world, '10.2.0.0/16')!.State).toBe('blackhole');
  const { ec2: data } = world.here;
  for (const list of [data!.TransitGatewayVpcAttachments!, data!.TransitGatewayAttachments!])
    expect(list.find((a) => a.TransitGatewayAttachmentId === id)!.State).toBe('deleted');
  const { TransitGatewayRouteTableAssociations: associated, TransitGatewayRouteTablePropagations: propagated } = data!;
  const entries = [...Object.values(associated!).flat(), ...Object.values(propagated!).flat()];
  expect(entries.map((e) => e.TransitGatewayAttachmentId)).not.toContain(id);
  // The VPC's own way out leads nowhere now.
  const gone = data!
    .RouteTables!.flatMap((t) => t.Routes ?? [])
    .filter((r) => r.TransitGatewayId === transitGatewayId && r.State === 'blackhole');
  expect(gone.length).toBeGreaterThan(0);
  expect(call(world, 'ec2', 'DeleteTransitGatewayVpcAttachment', { TransitGatewayAttachmentId: id })).toMatchObject({
    TransitGatewayVpcAttachment: { TransitGatewayAttachmentId: id },
  });
});
