import type {
  AssociateTransitGatewayRouteTableRequest,
  CreateTransitGatewayRouteRequest,
  CreateTransitGatewayRouteTableRequest,
  DeleteTransitGatewayRouteRequest,
  DeleteTransitGatewayRouteTableRequest,
  DisableTransitGatewayRouteTablePropagationRequest,
  DisassociateTransitGatewayRouteTableRequest,
  EnableTransitGatewayRouteTablePropagationRequest,
  ModifyTransitGatewayVpcAttachmentRequest,
  ReplaceTransitGatewayRouteRequest,
  TransitGatewayRouteTableAssociation,
  TransitGatewayRouteTablePropagation,
} from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { canonical } from '../cidr.ts';
import { add, edit, known, notInSnapshot, ofParent, remove, setOfParent } from '../draft.ts';
import { invalidCombination, invalidValue, required } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { createManagedInterface } from './interface-create.ts';
import { releaseInterface } from './interface-release.ts';
import { find, findIfRead, findMaybe, type Resource } from './lookup.ts';
import { tagsFor } from './tag-specifications.ts';
import { settleTransitRoutes, type TransitRoute } from './transit-gateway-routes.ts';

type Table = Readonly<Resource<'transit-gateway-route-table'>>;
type Attachment = Readonly<Resource<'transit-gateway-attachment'>>;
type Association = Saved<TransitGatewayRouteTableAssociation>;
type Propagation = Saved<TransitGatewayRouteTablePropagation>;

const tableOf = (world: World, id: string | undefined): Table =>
  find(world, 'transit-gateway-route-table', required(id, 'transitGatewayRouteTableId'));

/** An attachment of the table's gateway that is in use; throws for any other. */
function attachmentFor(world: World, table: Table, id: string | undefined): Attachment {
  const attachment = find(world, 'transit-gateway-attachment', required(id, 'transitGatewayAttachmentId'));
  if (attachment.TransitGatewayId !== table.TransitGatewayId) {
    throw invalidValue(
      `Transit Gateway Attachment ${id} and Transit Gateway Route Table ${table.TransitGatewayRouteTableId} belong to different transit gateways.`,
    );
  }
  if (attachment.State !== undefined && attachment.State !== 'available' && attachment.State !== 'modifying') {
    throw new AwsError('IncorrectState', `${id} is in invalid state`);
  }
  return attachment;
}

const viaOf = (attachment: Attachment) => ({
  TransitGatewayAttachmentId: attachment.TransitGatewayAttachmentId,
  ResourceId: attachment.ResourceId,
  ResourceType: attachment.ResourceType,
});

/** A table's routes; throws `NotInSnapshot` when they were not read. */
function routesOf(world: World, table: Table): readonly TransitRoute[] {
  const routes = ofParent(world, 'ec2', 'TransitGatewayRoutes', table.TransitGatewayRouteTableId!);
  if (routes === undefined && world.partial) throw notInSnapshot('ec2', 'TransitGatewayRoutes');
  return routes ?? [];
}

function setRoutes(world: World, table: Table, routes: TransitRoute[]): void {
  const id = table.TransitGatewayRouteTableId!;
  // What another way brought may come to light, or be hidden, by a static route that goes or comes.
  setOfParent(world, 'ec2', 'TransitGatewayRoutes', id, routes);
  settleTransitRoutes(world, id);
}

/** A static route as a call describes it. */
function staticRoute(world: World, table: Table, input: CreateTransitGatewayRouteRequest): TransitRoute {
  const text = required(input.DestinationCidrBlock, 'destinationCidrBlock');
  const DestinationCidrBlock = canonical(text, text.includes(':') ? 6 : 4);
  if (input.Blackhole) {
    if (input.TransitGatewayAttachmentId) {
      throw invalidCombination('Only one of blackhole and transitGatewayAttachmentId can be specified.');
    }
    return { DestinationCidrBlock, State: 'blackhole', Type: 'static', TransitGatewayAttachments: [] };
  }
  const attachment = attachmentFor(world, table, input.TransitGatewayAttachmentId);
  return { DestinationCidrBlock, State: 'active', Type: 'static', TransitGatewayAttachments: [viaOf(attachment)] };
}

const isStaticTo = (block: string | undefined) => (route: TransitRoute) =>
  route.DestinationCidrBlock === block && route.Type !== 'propagated';

const routeNotFound = (block: string, table: Table): AwsError =>
  new AwsError(
    'InvalidRoute.NotFound',
    `Route ${block} does not exist in Transit Gateway Route Table ${table.TransitGatewayRouteTableId}.`,
  );

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayRoute.html */
export function CreateTransitGatewayRoute(world: World, input: CreateTransitGatewayRouteRequest) {
  const table = tableOf(world, input.TransitGatewayRouteTableId);
  const routes = routesOf(world, table);
  const Route = staticRoute(world, table, input);
  if (routes.some(isStaticTo(Route.DestinationCidrBlock))) {
    throw new AwsError(
      'RouteAlreadyExists',
      `Route ${Route.DestinationCidrBlock} already exists in Transit Gateway Route Table ${table.TransitGatewayRouteTableId}.`,
    );
  }
  setRoutes(world, table, [...routes, Route]);
  return { Route };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceTransitGatewayRoute.html */
export function ReplaceTransitGatewayRoute(world: World, input: ReplaceTransitGatewayRouteRequest) {
  const table = tableOf(world, input.TransitGatewayRouteTableId);
  const routes = routesOf(world, table);
  const Route = staticRoute(world, table, input);
  const isOld = isStaticTo(Route.DestinationCidrBlock);
  if (!routes.some(isOld)) throw routeNotFound(Route.DestinationCidrBlock!, table);
  setRoutes(
    world,
    table,
    routes.map((route) => (isOld(route) ? Route : route)),
  );
  return { Route };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteTransitGatewayRoute.html */
export function DeleteTransitGatewayRoute(world: World, input: DeleteTransitGatewayRouteRequest) {
  const table = tableOf(world, input.TransitGatewayRouteTableId);
  const routes = routesOf(world, table);
  const text = required(input.DestinationCidrBlock, 'destinationCidrBlock');
  const block = canonical(text, text.includes(':') ? 6 : 4);
  const old = routes.find(isStaticTo(block));
  if (old === undefined) throw routeNotFound(block, table);
  setRoutes(
    world,
    table,
    routes.filter((route) => route !== old),
  );
  return { Route: { ...old, State: 'deleted' } };
}

function associationsOf(world: World, table: string): readonly Association[] {
  const associations = ofParent(world, 'ec2', 'TransitGatewayRouteTableAssociations', table);
  if (associations === undefined && world.partial) throw notInSnapshot('ec2', 'TransitGatewayRouteTableAssociations');
  return associations ?? [];
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateTransitGatewayRouteTable.html */
export function AssociateTransitGatewayRouteTable(world: World, input: AssociateTransitGatewayRouteTableRequest) {
  const table = tableOf(world, input.TransitGatewayRouteTableId);
  const attachment = attachmentFor(world, table, input.TransitGatewayAttachmentId);
  const TransitGatewayRouteTableId = table.TransitGatewayRouteTableId!;
  const before = associationsOf(world, TransitGatewayRouteTableId);
  if (associatedTable(world, attachment) !== undefined) {
    throw new AwsError(
      'Resource.AlreadyAssociated',
      `Transit Gateway Attachment ${attachment.TransitGatewayAttachmentId} is already associated to a route table.`,
    );
  }
  setOfParent(world, 'ec2', 'TransitGatewayRouteTableAssociations', TransitGatewayRouteTableId, [
    ...before,
    { ...viaOf(attachment), State: 'associated' },
  ]);
  setAttachedTable(world, attachment, TransitGatewayRouteTableId);
  return { Association: { ...viaOf(attachment), TransitGatewayRouteTableId, State: 'associating' } };
}

/** The table that an attachment is associated with, by the tables' lists and by what the attachment says. */
function associatedTable(world: World, attachment: Attachment): string | undefined {
  const lists = Object.entries(world.here.ec2?.TransitGatewayRouteTableAssociations ?? {});
  const listed = lists.find(([, associations]) =>
    associations.some((a) => a.TransitGatewayAttachmentId === attachment.TransitGatewayAttachmentId),
  );
  return listed?.[0] ?? attachment.Association?.TransitGatewayRouteTableId;
}

function setAttachedTable(world: World, attachment: Attachment, table: string | undefined): void {
  edit(
    world,
    'ec2',
    'TransitGatewayAttachments',
    (a) => a.TransitGatewayAttachmentId === attachment.TransitGatewayAttachmentId,
    (copy) => {
      if (table === undefined) delete copy.Association;
      else copy.Association = { TransitGatewayRouteTableId: table, State: 'associated' };
    },
  );
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisassociateTransitGatewayRouteTable.html */
export function DisassociateTransitGatewayRouteTable(world: World, input: DisassociateTransitGatewayRouteTableRequest) {
  const table = tableOf(world, input.TransitGatewayRouteTableId);
  const id = required(input.TransitGatewayAttachmentId, 'transitGatewayAttachmentId');
  const attachment = find(world, 'transit-gateway-attachment', id);
  const TransitGatewayRouteTableId = table.TransitGatewayRouteTableId!;
  const before = associationsOf(world, TransitGatewayRouteTableId);
  if (!before.some((a) => a.TransitGatewayAttachmentId === id)) {
    throw new AwsError(
      'InvalidAssociation.NotFound',
      `The association between ${TransitGatewayRouteTableId} and ${id} does not exist.`,
    );
  }
  setOfParent(
    world,
    'ec2',
    'TransitGatewayRouteTableAssociations',
    TransitGatewayRouteTableId,
    before.filter((a) => a.TransitGatewayAttachmentId !== id),
  );
  setAttachedTable(world, attachment, undefined);
  return { Association: { ...viaOf(attachment), TransitGatewayRouteTableId, State: 'disassociating' } };
}

function propagationsOf(world: World, table: string): readonly Propagation[] {
  const propagations = ofParent(world, 'ec2', 'TransitGatewayRouteTablePropagations', table);
  if (propagations === undefined && world.partial) throw notInSnapshot('ec2', 'TransitGatewayRouteTablePropagations');
  return propagations ?? [];
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableTransitGatewayRouteTablePropagation.html */
export function EnableTransitGatewayRouteTablePropagation(
  world: World,
  input: EnableTransitGatewayRouteTablePropagationRequest,
) {
  const table = tableOf(world, input.TransitGatewayRouteTableId);
  const attachment = attachmentFor(world, table, input.TransitGatewayAttachmentId);
  const TransitGatewayRouteTableId = table.TransitGatewayRouteTableId!;
  const before = propagationsOf(world, TransitGatewayRouteTableId);
  if (before.some((p) => p.TransitGatewayAttachmentId === attachment.TransitGatewayAttachmentId)) {
    throw new AwsError(
      'TransitGatewayRouteTablePropagation.Duplicate',
      `Propagation is already enabled from ${attachment.TransitGatewayAttachmentId} to ${TransitGatewayRouteTableId}.`,
    );
  }
  setOfParent(world, 'ec2', 'TransitGatewayRouteTablePropagations', TransitGatewayRouteTableId, [
    ...before,
    { ...viaOf(attachment), State: 'enabled' },
  ]);
  settleTransitRoutes(world, TransitGatewayRouteTableId);
  return { Propagation: { ...viaOf(attachment), TransitGatewayRouteTableId, State: 'enabled' } };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisableTransitGatewayRouteTablePropagation.html */
export function DisableTransitGatewayRouteTablePropagation(
  world: World,
  input: DisableTransitGatewayRouteTablePropagationRequest,
) {
  const table = tableOf(world, input.TransitGatewayRouteTableId);
  const id = required(input.TransitGatewayAttachmentId, 'transitGatewayAttachmentId');
  const attachment = find(world, 'transit-gateway-attachment', id);
  const TransitGatewayRouteTableId = table.TransitGatewayRouteTableId!;
  const before = propagationsOf(world, TransitGatewayRouteTableId);
  if (!before.some((p) => p.TransitGatewayAttachmentId === id)) {
    throw new AwsError(
      'TransitGatewayRouteTablePropagation.NotFound',
      `Propagation from ${id} to ${TransitGatewayRouteTableId} does not exist.`,
    );
  }
  setOfParent(
    world,
    'ec2',
    'TransitGatewayRouteTablePropagations',
    TransitGatewayRouteTableId,
    before.filter((p) => p.TransitGatewayAttachmentId !== id),
  );
  settleTransitRoutes(world, TransitGatewayRouteTableId);
  return { Propagation: { ...viaOf(attachment), TransitGatewayRouteTableId, State: 'disabled' } };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayRouteTable.html */
export function CreateTransitGatewayRouteTable(world: World, input: CreateTransitGatewayRouteTableRequest) {
  const gateway = find(world, 'transit-gateway', required(input.TransitGatewayId, 'transitGatewayId'));
  const Tags = tagsFor('transit-gateway-route-table', input.TagSpecifications);
  if (known(world, 'ec2', 'TransitGatewayRouteTables') === undefined) {
    throw notInSnapshot('ec2', 'TransitGatewayRouteTables');
  }
  const TransitGatewayRouteTableId = world.newId('tgw-rtb');
  const table = {
    TransitGatewayRouteTableId,
    TransitGatewayId: gateway.TransitGatewayId,
    State: 'available' as const,
    DefaultAssociationRouteTable: false,
    DefaultPropagationRouteTable: false,
    CreationTime: world.now.toISOString(),
    Tags,
  };
  add(world, 'ec2', 'TransitGatewayRouteTables', table);
  for (const key of tableParts) setOfParent(world, 'ec2', key, TransitGatewayRouteTableId, []);
  return { TransitGatewayRouteTable: { ...table, State: 'pending' } };
}

const tableParts = [
  'TransitGatewayRouteTableAssociations',
  'TransitGatewayRouteTablePropagations',
  'TransitGatewayRoutes',
  'TransitGatewayPrefixListReferences',
] as const;

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteTransitGatewayRouteTable.html */
export function DeleteTransitGatewayRouteTable(world: World, input: DeleteTransitGatewayRouteTableRequest) {
  const table = tableOf(world, input.TransitGatewayRouteTableId);
  const id = table.TransitGatewayRouteTableId!;
  if (associationsOf(world, id).length > 0) {
    throw new AwsError('IncorrectState', `${id} has associations and cannot be deleted.`);
  }
  remove(world, 'ec2', 'TransitGatewayRouteTables', (t) => t.TransitGatewayRouteTableId === id);
  for (const key of tableParts) setOfParent(world, 'ec2', key, id, undefined);
  return { TransitGatewayRouteTable: { ...table, State: 'deleting' } };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyTransitGatewayVpcAttachment.html */
export function ModifyTransitGatewayVpcAttachment(world: World, input: ModifyTransitGatewayVpcAttachmentRequest) {
  const id = required(input.TransitGatewayAttachmentId, 'transitGatewayAttachmentId');
  const attachment = find(world, 'transit-gateway-vpc-attachment', id);
  if (attachment.State !== 'available') throw new AwsError('IncorrectState', `${id} is in invalid state`);
  const added = input.AddSubnetIds ?? [];
  const removed = input.RemoveSubnetIds ?? [];
  const before = attachment.SubnetIds ?? [];
  for (const subnet of removed) {
    if (!before.includes(subnet)) throw invalidValue(`The subnet ${subnet} is not in attachment ${id}.`);
  }
  const subnets = [...before.filter((s) => !removed.includes(s)), ...added.filter((s) => !before.includes(s))];
  if (subnets.length === 0) throw invalidValue(`At least one subnet must remain in attachment ${id}.`);
  checkSubnets(world, attachment.VpcId, subnets);
  const description = `Network Interface for Transit Gateway Attachment ${id}`;
  const cards = known(world, 'ec2', 'NetworkInterfaces') ?? [];
  for (const card of cards.filter((c) => c.Description === description && removed.includes(c.SubnetId ?? ''))) {
    releaseInterface(world, card.NetworkInterfaceId!, true);
  }
  for (const subnet of added.filter((s) => !before.includes(s))) {
    createManagedInterface(world, {
      subnet,
      description,
      type: 'transit_gateway',
      requester: 'amazon-aws',
      sourceDestCheck: false,
    });
  }
  const [edited] = edit(
    world,
    'ec2',
    'TransitGatewayVpcAttachments',
    (a) => a.TransitGatewayAttachmentId === id,
    (copy) => {
      copy.SubnetIds = subnets;
      copy.Options = { ...copy.Options, ...input.Options };
    },
  );
  return { TransitGatewayVpcAttachment: { ...edited, State: 'modifying' } };
}

function checkSubnets(world: World, vpc: string | undefined, ids: readonly string[]): void {
  const zones = new Map<string, string>();
  for (const id of ids) {
    const subnet = findIfRead(world, 'subnet', id) ?? findMaybe(world, 'subnet', id);
    if (subnet === undefined) continue;
    if (subnet.VpcId !== vpc) throw invalidValue(`Subnet ${id} does not belong to VPC ${vpc}.`);
    const zone = subnet.AvailabilityZone ?? '';
    if (zones.has(zone)) {
      throw new AwsError('DuplicateSubnetsInSameZone', `Subnets ${zones.get(zone)} and ${id} are in the same zone.`);
    }
    zones.set(zone, id);
  }
}
