import type { CreateRouteRequest, DeleteRouteRequest, ReplaceRouteRequest } from '@aws-sdk/client-ec2';
import { type Cidr, containsCidr, parseCidr } from '../../network/cidr.ts';
import { canonical } from '../cidr.ts';
import { edit, known } from '../draft.ts';
import { invalidCombination, invalidValue, required } from '../required.ts';
import { AwsError, type World } from '../world.ts';
import { find, findIfRead, findMaybe, type Resource } from './lookup.ts';
import { isMiddlebox, routeTarget, type SavedRoute, type TargetInput, targetMembers } from './route-targets.ts';

type Table = Readonly<Resource<'route-table'>>;

interface Destination {
  DestinationCidrBlock?: string;
  DestinationIpv6CidrBlock?: string;
  DestinationPrefixListId?: string;
}

/** The destination of a call as a route keeps it, in canonical form. Exactly one must be given. */
function destinationOf(input: Destination): Destination {
  const { DestinationCidrBlock: v4, DestinationIpv6CidrBlock: v6, DestinationPrefixListId: list } = input;
  const given = [v4, v6, list].filter((d) => d !== undefined && d !== '');
  if (given.length === 0) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain exactly one of destinationCidrBlock, destinationIpv6CidrBlock or destinationPrefixListId',
    );
  }
  if (given.length > 1) throw invalidCombination('Only one destination can be specified.');
  if (v4) return { DestinationCidrBlock: canonical(v4, 4) };
  if (v6) return { DestinationIpv6CidrBlock: canonical(v6, 6) };
  return { DestinationPrefixListId: list! };
}

/** A destination as text: the block or the prefix list's id. */
export const destinationText = (route: Destination): string =>
  route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId ?? '';

export const isPropagated = (route: SavedRoute): boolean => route.Origin === 'EnableVgwRoutePropagation';

const isLocal = (route: SavedRoute): boolean => route.Origin === 'CreateRouteTable';

const isGatewayEndpoint = (route: SavedRoute): boolean =>
  route.DestinationPrefixListId !== undefined && route.GatewayId?.startsWith('vpce-') === true;

/** The route that a call means: not a propagated one, which no call may touch. */
const routeIn = (table: Table, destination: string): SavedRoute | undefined =>
  (table.Routes ?? []).find((route) => destinationText(route) === destination && !isPropagated(route));

const blocksOfVpc = (table: Table): Cidr[] =>
  (table.Routes ?? []).filter(isLocal).flatMap((route) => parseCidr(destinationText(route)) ?? []);

/**
 * Refuses routes that AWS refuses: inside the VPC only for a whole subnet and to a middlebox, in a gateway's table only
 * for the VPC or a subnet of it, IPv6-only targets for IPv6.
 * https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
 */
function checkPlace(world: World, table: Table, destination: Destination, route: SavedRoute): void {
  const text = destinationText(destination);
  const block = destination.DestinationPrefixListId === undefined ? parseCidr(text) : undefined;
  if (route.EgressOnlyInternetGatewayId !== undefined && block?.family === 4) {
    throw invalidValue(`The egress-only internet gateway cannot be the target of IPv4 destination ${text}`);
  }
  const vpcBlocks = blocksOfVpc(table);
  const inside = block !== undefined && vpcBlocks.some((vpc) => containsCidr(vpc, block));
  const middlebox = isMiddlebox(route);
  if (table.Associations?.some((a) => a.GatewayId !== undefined)) {
    if (!middlebox && route.GatewayId !== 'local') {
      throw invalidValue(
        `The route table ${table.RouteTableId} is associated with a gateway and can only have routes to a network interface or a Gateway Load Balancer endpoint.`,
      );
    }
    if (block !== undefined && !inside) {
      throw invalidValue(`The destination CIDR block ${text} is not within the CIDR blocks of the VPC.`);
    }
  }
  if (block === undefined || !inside || vpcBlocks.some((vpc) => vpc.length === block.length && vpc.lo === block.lo)) {
    return;
  }
  if (!middlebox && route.NatGatewayId === undefined && route.GatewayId !== 'local') {
    throw invalidValue(
      `The destination CIDR block ${text} is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance.`,
    );
  }
  const subnets = known(world, 'ec2', 'Subnets')?.filter((subnet) => subnet.VpcId === table.VpcId);
  const cidrs = subnets?.flatMap((s) => [
    s.CidrBlock,
    ...(s.Ipv6CidrBlockAssociationSet ?? []).map((a) => a.Ipv6CidrBlock),
  ]);
  const exact = cidrs?.some((cidr) => cidr !== undefined && sameBlock(cidr, block));
  if (exact === false) {
    throw invalidValue("Route destination doesn't match any subnet CIDR blocks.");
  }
}

const sameBlock = (text: string, block: Cidr): boolean => {
  const other = parseCidr(text);
  return other !== undefined && other.family === block.family && other.lo === block.lo && other.length === block.length;
};

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html */
export function CreateRoute(world: World, input: CreateRouteRequest) {
  const table = find(world, 'route-table', required(input.RouteTableId, 'routeTableId'));
  const destination = destinationOf(input);
  if (destination.DestinationPrefixListId) findIfRead(world, 'prefix-list', destination.DestinationPrefixListId);
  const target = routeTarget(world, table, input as TargetInput);
  const text = destinationText(destination);
  if (routeIn(table, text) !== undefined) {
    throw new AwsError('RouteAlreadyExists', `The route identified by ${text} already exists.`);
  }
  checkPlace(world, table, destination, target);
  edit(
    world,
    'ec2',
    'RouteTables',
    (t) => t.RouteTableId === table.RouteTableId,
    (copy) => {
      copy.Routes = [...(copy.Routes ?? []), { ...destination, ...target, Origin: 'CreateRoute' }];
    },
  );
  return { Return: true };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRoute.html */
export function ReplaceRoute(world: World, input: ReplaceRouteRequest) {
  const table = find(world, 'route-table', required(input.RouteTableId, 'routeTableId'));
  const destination = destinationOf(input);
  const text = destinationText(destination);
  const old = routeIn(table, text);
  const target = routeTarget(world, table, input as TargetInput);
  if (old === undefined) {
    throw invalidValue(`There is no route defined for '${text}' in the route table. Use CreateRoute instead.`);
  }
  if (isGatewayEndpoint(old))
    throw invalidValue(`cannot replace VPC endpoint route ${text} in route table ${table.RouteTableId}`);
  if (isLocal(old) && target.GatewayId !== 'local' && !isMiddlebox(target)) {
    throw invalidValue(
      `The local route ${text} in route table ${table.RouteTableId} can target only a network interface, an instance or a Gateway Load Balancer endpoint.`,
    );
  }
  if (input.LocalTarget && !isLocal(old)) {
    throw invalidValue(`The route ${text} is not a local route: its target cannot be reset to local.`);
  }
  checkPlace(world, table, destination, target);
  edit(
    world,
    'ec2',
    'RouteTables',
    (t) => t.RouteTableId === table.RouteTableId,
    (copy) => {
      const route = copy.Routes!.find((r) => destinationText(r) === text && !isPropagated(r))!;
      for (const member of [...targetMembers, 'InstanceOwnerId', 'State'] as const) delete route[member];
      Object.assign(route, target);
    },
  );
  return {};
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteRoute.html */
export function DeleteRoute(world: World, input: DeleteRouteRequest) {
  const table = find(world, 'route-table', required(input.RouteTableId, 'routeTableId'));
  const destination = destinationOf(input);
  const text = destinationText(destination);
  const old = routeIn(table, text);
  if (old === undefined) {
    const what = destination.DestinationPrefixListId
      ? 'destination-prefix-list-id'
      : destination.DestinationIpv6CidrBlock
        ? 'destination-ipv6-cidr-block'
        : 'destination-cidr-block';
    throw new AwsError('InvalidRoute.NotFound', `no route with ${what} ${text} in route table ${table.RouteTableId}`);
  }
  if (isLocal(old)) throw invalidValue(`cannot remove local route ${text} in route table ${table.RouteTableId}`);
  if (isGatewayEndpoint(old) && findMaybe(world, 'endpoint', old.GatewayId!)) {
    throw invalidValue(`cannot remove VPC endpoint route ${text} in route table ${table.RouteTableId}`);
  }
  edit(
    world,
    'ec2',
    'RouteTables',
    (t) => t.RouteTableId === table.RouteTableId,
    (copy) => {
      copy.Routes = copy.Routes!.filter((r) => destinationText(r) !== text || isPropagated(r));
    },
  );
  return { Return: true };
}
