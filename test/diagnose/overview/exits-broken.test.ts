import { expect, test } from 'vitest';
import { analyze } from '../../../src/diagnose/overview/index.ts';
import { labId } from '../../../src/lab/seed/ids.ts';
import { tgwRouteTableId } from '../../../src/lab/seed/transit-gateway.ts';
import type { Ec2Data } from '../../../src/snapshot/data/ec2.ts';
import { labSnapshot } from '../../snapshot/lab-snapshot.ts';

const broken = (edit: (ec2: Required<Ec2Data>) => void) => {
  const snapshot = labSnapshot();
  edit(snapshot.scopes.find((s) => s.ec2 !== undefined)!.ec2 as Required<Ec2Data>);
  return analyze(snapshot).findings.filter((f) => f.code === 'ROUTE_EXIT_BROKEN');
};
const withoutDefault = (ec2: Required<Ec2Data>, id: string): void => {
  const table = ec2.RouteTables.find((t) => t.RouteTableId === id)!;
  table.Routes = table.Routes!.filter((r) => r.DestinationCidrBlock !== '0.0.0.0/0');
};

test('a table on the way without a route on: the cause, with the route that mends it', () => {
  const table = labId('rtb', 'DMZVPC-NATGW-B-RT');
  const [found, ...rest] = broken((ec2) => withoutDefault(ec2, table));
  expect(rest).toEqual([]);
  expect(found).toMatchObject({ resource: table, cause: true, severity: 'high' });
  expect(found!.affected).toContain(labId('subnet', 'DMZVPC-Private-Subnet-B'));
  expect(found!.fixes[0]).toMatchObject({ verified: true, calls: [{ operation: 'CreateRoute' }] });
});

test.each([
  ['DMZVPC-NATGW-B-RT', { GatewayId: labId('igw', 'DMZVPC-IGW') }],
  ['DMZVPC-FWOUT-B-RT', { NatGatewayId: labId('nat', 'DMZVPC-NATGW-B') }],
  ['DMZVPC-TGW-A-RT', { VpcEndpointId: labId('vpce', 'FWOUT-DMZVPC-A') }],
])('%s gets what its twin of the other zone has, of its own zone', (name, target) => {
  const [found] = broken((ec2) => withoutDefault(ec2, labId('rtb', name)));
  expect(found!.fixes[0]).toMatchObject({ verified: true, calls: [{ input: target }] });
});

test('a default route to a transit gateway that nobody leaves by is to look at, and no cause', () => {
  const [found] = broken((ec2) => {
    ec2.TransitGatewayRoutes[tgwRouteTableId] = ec2.TransitGatewayRoutes[tgwRouteTableId]!.filter(
      (r) => r.DestinationCidrBlock !== '0.0.0.0/0',
    );
  });
  expect(found).toMatchObject({ resource: tgwRouteTableId, cause: false });
});

test('a subnet that has no default route of its own is meant to stay inside', () => {
  expect(broken((ec2) => withoutDefault(ec2, labId('rtb', 'mgmtvpc-Private-A-RT')))).toEqual([]);
  expect(broken(() => {})).toEqual([]);
});
