import type {
  AssociateRouteTableRequest,
  CreateRouteTableRequest,
  DeleteRouteTableRequest,
  DisableVgwRoutePropagationRequest,
  DisassociateRouteTableRequest,
  EnableVgwRoutePropagationRequest,
  ReplaceRouteTableAssociationRequest,
  RouteTableAssociation,
} from '@aws-sdk/client-ec2';
import { containsCidr, parseCidr } from '../../network/cidr.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import { add, all, edit, known, remove } from '../draft.ts';
import { dependencyViolation, invalidCombination, invalidValue, required } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { find, findIfRead, type Resource } from './lookup.ts';
import { isMiddlebox, type SavedRoute, stateOf } from './route-targets.ts';
import { destinationText, isPropagated } from './routes.ts';
import { tagsFor } from './tag-specifications.ts';

type Table = Readonly<Resource<'route-table'>>;
type Association = Saved<RouteTableAssociation>;

const associated = { State: 'associated' } as const;

/** The blocks of a VPC, each of which every table has a `local` route for. */
function blocksOf(world: World, vpcId: string): { v4: string[]; v6: string[] } {
  const vpc = find(world, 'vpc', vpcId);
  const is = (state: string | undefined) => state === undefined || state === 'associated';
  const sets = vpc.CidrBlockAssociationSet ?? [{ CidrBlock: vpc.CidrBlock }];
  return {
    v4: sets.filter((a) => is(a.CidrBlockState?.State)).flatMap((a) => a.CidrBlock ?? []),
    v6: (vpc.Ipv6CidrBlockAssociationSet ?? [])
      .filter((a) => is(a.Ipv6CidrBlockState?.State))
      .flatMap((a) => a.Ipv6CidrBlock ?? []),
  };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRouteTable.html */
export function CreateRouteTable(world: World, input: CreateRouteTableRequest) {
  const VpcId = required(input.VpcId, 'vpcId');
  const { v4, v6 } = blocksOf(world, VpcId);
  const Tags = tagsFor('route-table', input.TagSpecifications);
  all(world, 'ec2', 'RouteTables');
  const local = { GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' } as const;
  const RouteTable = {
    Associations: [],
    PropagatingVgws: [],
    RouteTableId: world.newId('rtb'),
    Routes: [
      ...v4.map((DestinationCidrBlock) => ({ DestinationCidrBlock, ...local })),
      ...v6.map((DestinationIpv6CidrBlock) => ({ DestinationIpv6CidrBlock, ...local })),
    ],
    Tags,
    VpcId,
    OwnerId: world.account,
  };
  add(world, 'ec2', 'RouteTables', RouteTable);
  return { RouteTable };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteRouteTable.html */
export function DeleteRouteTable(world: World, input: DeleteRouteTableRequest) {
  const table = find(world, 'route-table', required(input.RouteTableId, 'routeTableId'));
  if ((table.Associations ?? []).length > 0) {
    throw dependencyViolation(`The routeTable '${table.RouteTableId}' has dependencies and cannot be deleted.`);
  }
  remove(world, 'ec2', 'RouteTables', (t) => t.RouteTableId === table.RouteTableId);
  edit(
    world,
    'ec2',
    'VpcEndpoints',
    (endpoint) => endpoint.RouteTableIds?.includes(table.RouteTableId!) === true,
    (copy) => {
      copy.RouteTableIds = copy.RouteTableIds?.filter((id) => id !== table.RouteTableId);
    },
  );
  return {};
}

function editTable(world: World, id: string | undefined, change: (copy: Resource<'route-table'>) => void): void {
  edit(world, 'ec2', 'RouteTables', (t) => t.RouteTableId === id, change);
}

/** A table that a gateway's traffic comes in by may lead only into the VPC. */
function checkForGateway(table: Table): void {
  const local = (table.Routes ?? []).filter((r) => r.Origin === 'CreateRouteTable');
  const blocks = local.flatMap((r) => parseCidr(destinationText(r)) ?? []);
  const wrong = (table.Routes ?? []).find((route) => {
    if (route.GatewayId === 'local') return false;
    const to = parseCidr(destinationText(route));
    return !isMiddlebox(route) || to === undefined || !blocks.some((block) => containsCidr(block, to));
  });
  if (wrong !== undefined || (table.PropagatingVgws ?? []).length > 0) {
    throw invalidValue(
      `The route table ${table.RouteTableId} has routes that are not supported for a gateway association.`,
    );
  }
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateRouteTable.html */
export function AssociateRouteTable(world: World, input: AssociateRouteTableRequest) {
  const table = find(world, 'route-table', required(input.RouteTableId, 'routeTableId'));
  const { SubnetId, GatewayId } = input;
  if (!SubnetId && !GatewayId) {
    throw new AwsError('MissingParameter', 'Either subnetId or gatewayId must be specified.');
  }
  if (SubnetId && GatewayId) throw invalidCombination('Only one of subnetId and gatewayId can be specified.');
  if (SubnetId) {
    const subnet = findIfRead(world, 'subnet', SubnetId);
    if (subnet && subnet.VpcId !== table.VpcId) {
      throw invalidValue(`route table ${table.RouteTableId} and subnet ${SubnetId} belong to different networks`);
    }
  } else {
    checkGateway(world, table, GatewayId!);
    checkForGateway(table);
  }
  const is = (a: Association): boolean => (SubnetId ? a.SubnetId === SubnetId : a.GatewayId === GatewayId);
  for (const other of all(world, 'ec2', 'RouteTables')) {
    const existing = other.Associations?.find(is);
    if (existing === undefined) continue;
    if (other.RouteTableId === table.RouteTableId) {
      return { AssociationId: existing.RouteTableAssociationId, AssociationState: associated };
    }
    throw new AwsError(
      'Resource.AlreadyAssociated',
      `the specified association for route table ${table.RouteTableId} conflicts with an existing association`,
    );
  }
  const AssociationId = world.newId('rtbassoc');
  editTable(world, table.RouteTableId, (copy) => {
    copy.Associations = [
      ...(copy.Associations ?? []),
      {
        Main: false,
        RouteTableAssociationId: AssociationId,
        RouteTableId: table.RouteTableId,
        ...(SubnetId ? { SubnetId } : { GatewayId }),
        AssociationState: { ...associated },
      },
    ];
  });
  return { AssociationId, AssociationState: associated };
}

function checkGateway(world: World, table: Table, id: string): void {
  const attached = id.startsWith('vgw-')
    ? findIfRead(world, 'vpn-gateway', id)?.VpcAttachments
    : findIfRead(world, 'internet-gateway', id)?.Attachments;
  if (attached !== undefined && !attached.some((a) => a.VpcId === table.VpcId)) {
    throw invalidValue(`route table ${table.RouteTableId} and network gateway ${id} belong to different networks`);
  }
}

function associationOf(world: World, id: string): { table: Table; association: Association } {
  for (const table of all(world, 'ec2', 'RouteTables')) {
    const association = table.Associations?.find((a) => a.RouteTableAssociationId === id);
    if (association !== undefined) return { table, association };
  }
  throw new AwsError('InvalidAssociationID.NotFound', `The association ID '${id}' does not exist`);
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRouteTableAssociation.html */
export function ReplaceRouteTableAssociation(world: World, input: ReplaceRouteTableAssociationRequest) {
  const { table: from, association } = associationOf(world, required(input.AssociationId, 'associationId'));
  const to = find(world, 'route-table', required(input.RouteTableId, 'routeTableId'));
  if (from.VpcId !== to.VpcId) {
    throw invalidValue(`route tables ${from.RouteTableId} and ${to.RouteTableId} belong to different networks`);
  }
  if (association.GatewayId) checkForGateway(to);
  const NewAssociationId = world.newId('rtbassoc');
  editTable(world, from.RouteTableId, (copy) => {
    copy.Associations = copy.Associations?.filter((a) => a.RouteTableAssociationId !== input.AssociationId);
  });
  editTable(world, to.RouteTableId, (copy) => {
    copy.Associations = [
      ...(copy.Associations ?? []),
      { ...association, RouteTableAssociationId: NewAssociationId, RouteTableId: to.RouteTableId },
    ];
  });
  return { NewAssociationId, AssociationState: associated };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisassociateRouteTable.html */
export function DisassociateRouteTable(world: World, input: DisassociateRouteTableRequest) {
  const id = required(input.AssociationId, 'associationId');
  const { table, association } = associationOf(world, id);
  if (association.Main) throw invalidValue(`cannot disassociate the main route table association ${id}`);
  editTable(world, table.RouteTableId, (copy) => {
    copy.Associations = copy.Associations?.filter((a) => a.RouteTableAssociationId !== id);
  });
  return {};
}

/** What a virtual private gateway brings: its VPN connections' static routes, and what is advertised to it over BGP. */
function propagatedTo(world: World, gateway: string): string[] {
  const vpns = (known(world, 'ec2', 'VpnConnections') ?? []).filter((vpn) => vpn.VpnGatewayId === gateway);
  const isUp = (vpn: (typeof vpns)[number]) => vpn.VgwTelemetry?.some((t) => t.Status === 'UP') !== false;
  const fixed = vpns.filter(isUp).flatMap((vpn) => (vpn.Routes ?? []).flatMap((r) => r.DestinationCidrBlock ?? []));
  const advertised = [gateway, ...vpns.filter(isUp).map((vpn) => vpn.VpnConnectionId ?? '')].flatMap(
    (id) => world.advertised?.(id) ?? [],
  );
  // What BGP brought shows only where it is propagated already.
  const shown = (known(world, 'ec2', 'RouteTables') ?? []).flatMap((table) =>
    (table.Routes ?? []).filter((r) => isPropagated(r) && r.GatewayId === gateway).map(destinationText),
  );
  return [...new Set([...fixed, ...advertised, ...shown])].sort();
}

function checkVpnGateway(world: World, table: Table, id: string): void {
  const gateway = findIfRead(world, 'vpn-gateway', id);
  if (gateway && !gateway.VpcAttachments?.some((a) => a.VpcId === table.VpcId && a.State === 'attached')) {
    throw new AwsError('Gateway.NotAttached', `resource ${id} is not attached to network ${table.VpcId}`);
  }
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableVgwRoutePropagation.html */
export function EnableVgwRoutePropagation(world: World, input: EnableVgwRoutePropagationRequest) {
  const table = find(world, 'route-table', required(input.RouteTableId, 'routeTableId'));
  const GatewayId = required(input.GatewayId, 'gatewayId');
  checkVpnGateway(world, table, GatewayId);
  if (table.PropagatingVgws?.some((p) => p.GatewayId === GatewayId)) return {};
  const routes = propagatedTo(world, GatewayId).map((cidr): SavedRoute => {
    const destination = cidr.includes(':') ? { DestinationIpv6CidrBlock: cidr } : { DestinationCidrBlock: cidr };
    const route = { ...destination, GatewayId, Origin: 'EnableVgwRoutePropagation' as const };
    return { ...route, State: stateOf(world, route, table.VpcId) };
  });
  editTable(world, table.RouteTableId, (copy) => {
    copy.PropagatingVgws = [...(copy.PropagatingVgws ?? []), { GatewayId }];
    copy.Routes = [...(copy.Routes ?? []), ...routes];
  });
  return {};
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisableVgwRoutePropagation.html */
export function DisableVgwRoutePropagation(world: World, input: DisableVgwRoutePropagationRequest) {
  const table = find(world, 'route-table', required(input.RouteTableId, 'routeTableId'));
  const gateway = required(input.GatewayId, 'gatewayId');
  findIfRead(world, 'vpn-gateway', gateway);
  editTable(world, table.RouteTableId, (copy) => {
    copy.PropagatingVgws = copy.PropagatingVgws?.filter((p) => p.GatewayId !== gateway);
    copy.Routes = copy.Routes?.filter((r) => !(isPropagated(r) && r.GatewayId === gateway));
  });
  return {};
}
