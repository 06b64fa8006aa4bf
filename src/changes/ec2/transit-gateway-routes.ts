import type { TransitGatewayRoute, TransitGatewayRouteAttachment } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { all, known, ofParent, setOfParent } from '../draft.ts';
import type { World } from '../world.ts';
import { findMaybe } from './lookup.ts';

export type TransitRoute = Saved<TransitGatewayRoute>;
type Via = Saved<TransitGatewayRouteAttachment>;

/**
 * Which propagated route wins where several lead to one block:
 * https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview
 */
const precedence = [
  'vpc',
  'network-function',
  'direct-connect-gateway',
  'connect',
  'vpn-concentrator',
  'vpn',
  'peering',
];
const rank = (type: string | undefined): number => {
  const at = precedence.indexOf(type ?? '');
  return at < 0 ? precedence.length : at;
};

/** Attachments that lead out of AWS, and learn their routes over BGP. */
const isHybrid = (type: string | undefined): boolean =>
  type === 'vpn' || type === 'direct-connect-gateway' || type === 'connect';

/** Whether an attachment can carry traffic; one that was not read is taken to. */
export function isAttached(world: World, attachment: string): boolean {
  if (known(world, 'ec2', 'TransitGatewayAttachments') === undefined) return true;
  const state = findMaybe(world, 'transit-gateway-attachment', attachment)?.State;
  return state === 'available' || state === 'modifying';
}

/** The propagated routes that any table shows, by attachment. */
function shownBy(world: World, attachment: string): string[] {
  const tables = world.here.ec2?.TransitGatewayRoutes ?? {};
  return Object.values(tables).flatMap((routes) =>
    routes
      .filter(
        (route) =>
          route.Type === 'propagated' &&
          route.TransitGatewayAttachments?.some((a) => a.TransitGatewayAttachmentId === attachment),
      )
      .flatMap((route) => route.DestinationCidrBlock ?? []),
  );
}

/** The blocks of a VPC, or undefined when it was not read (another account's, perhaps). */
function blocksOfVpc(world: World, vpc: string): string[] | undefined {
  const found = findMaybe(world, 'vpc', vpc);
  if (found === undefined) return undefined;
  const v4 = (found.CidrBlockAssociationSet ?? [{ CidrBlock: found.CidrBlock }]).flatMap((a) => a.CidrBlock ?? []);
  return [...v4, ...(found.Ipv6CidrBlockAssociationSet ?? []).flatMap((a) => a.Ipv6CidrBlock ?? [])];
}

/** Whether nothing comes through: no tunnel of a VPN connection up, no BGP peer of a Direct Connect gateway. */
function isDown(world: World, resource: string): boolean {
  const telemetry =
    known(world, 'ec2', 'VpnConnections')?.find((v) => v.VpnConnectionId === resource)?.VgwTelemetry ?? [];
  if (telemetry.length > 0) return telemetry.every((tunnel) => tunnel.Status !== 'UP');
  const peers = (known(world, 'directconnect', 'virtualInterfaces') ?? [])
    .filter((virtual) => virtual.directConnectGatewayId === resource)
    .flatMap((virtual) => virtual.bgpPeers ?? []);
  return peers.length > 0 && peers.every((peer) => peer.bgpStatus === 'down');
}

/**
 * The blocks that an attachment propagates. A VPC: its own. A VPN connection with static routes: those. What BGP brings
 * no call tells: the world may know (`advertised`); else it is what some table shows for the attachment; else, for an
 * attachment that is only a backup and so shows nowhere, what the gateway's other ways out of AWS show.
 */
function propagatedBy(world: World, via: Via, gateway: string | undefined): string[] {
  const attachment = via.TransitGatewayAttachmentId ?? '';
  if (!isAttached(world, attachment)) return [];
  const shown = shownBy(world, attachment);
  if (via.ResourceType === 'vpc') return blocksOfVpc(world, via.ResourceId ?? '') ?? shown;
  if (!isHybrid(via.ResourceType)) return shown;
  if (isDown(world, via.ResourceId ?? '')) return [];
  const advertised = world.advertised?.(via.ResourceId ?? '');
  if (advertised !== undefined) return advertised;
  const vpn = known(world, 'ec2', 'VpnConnections')?.find((v) => v.VpnConnectionId === via.ResourceId);
  if (vpn?.Options?.StaticRoutesOnly) return (vpn.Routes ?? []).flatMap((r) => r.DestinationCidrBlock ?? []);
  if (shown.length > 0) return shown;
  return (known(world, 'ec2', 'TransitGatewayAttachments') ?? [])
    .filter((a) => a.TransitGatewayId === gateway && isHybrid(a.ResourceType))
    .flatMap((a) => shownBy(world, a.TransitGatewayAttachmentId ?? ''));
}

/** Whether a gateway spreads traffic over several VPN attachments that lead to one block. */
const spreads = (world: World, gateway: string | undefined): boolean =>
  findMaybe(world, 'transit-gateway', gateway ?? '')?.Options?.VpnEcmpSupport === 'enable';

/**
 * Brings a table's propagated routes into step with its propagations and attachments: for each block the preferred
 * way only, and none where a static route is, as SearchTransitGatewayRoutes shows it. Static routes turn `blackhole`
 * when their attachment is gone. Does nothing when the table's routes were not read.
 */
export function settleTransitRoutes(world: World, table: string, learned: Learned = learnedIn(world)): void {
  const before = ofParent(world, 'ec2', 'TransitGatewayRoutes', table);
  if (before === undefined && world.partial) return;
  const gateway = findMaybe(world, 'transit-gateway-route-table', table)?.TransitGatewayId;
  const fixed = (before ?? [])
    .filter((route) => route.Type !== 'propagated')
    .map((route) => settledStatic(world, route));
  const taken = new Set(fixed.map((route) => route.DestinationCidrBlock));
  const ways = new Map<string, Via[]>();
  for (const propagation of ofParent(world, 'ec2', 'TransitGatewayRouteTablePropagations', table) ?? []) {
    if (propagation.State !== 'enabled') continue;
    const { TransitGatewayAttachmentId, ResourceId, ResourceType } = propagation;
    const via = { ResourceId, TransitGatewayAttachmentId, ResourceType };
    const blocks = learned.get(TransitGatewayAttachmentId ?? '') ?? propagatedBy(world, via, gateway);
    for (const block of new Set(blocks)) if (!taken.has(block)) ways.set(block, [...(ways.get(block) ?? []), via]);
  }
  const kept = (before ?? []).flatMap((route) => {
    if (route.Type !== 'propagated') return settledStatic(world, route);
    const preferred = preferredOf(ways.get(route.DestinationCidrBlock ?? ''), spreads(world, gateway));
    if (preferred === undefined) return [];
    ways.delete(route.DestinationCidrBlock!);
    return sameVias(route.TransitGatewayAttachments, preferred) && route.State === 'active'
      ? route
      : propagated(route.DestinationCidrBlock!, preferred);
  });
  const fresh = [...ways]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([block, vias]) => propagated(block, preferredOf(vias, spreads(world, gateway))!));
  const after = [...kept, ...fresh];
  if (after.length === before?.length && after.every((route, at) => route === before[at])) return;
  setOfParent(world, 'ec2', 'TransitGatewayRoutes', table, after);
}

/** What each propagating attachment brings, by attachment. */
type Learned = ReadonlyMap<string, string[]>;

/** Taken of all tables before any of them changes: what one table shows may be all that is known of an attachment. */
function learnedIn(world: World): Learned {
  const learned = new Map<string, string[]>();
  const tables = world.here.ec2?.TransitGatewayRouteTablePropagations ?? {};
  for (const [table, propagations] of Object.entries(tables)) {
    const gateway = findMaybe(world, 'transit-gateway-route-table', table)?.TransitGatewayId;
    for (const { TransitGatewayAttachmentId, ResourceId, ResourceType } of propagations) {
      const id = TransitGatewayAttachmentId ?? '';
      const via = { TransitGatewayAttachmentId, ResourceId, ResourceType };
      if (!learned.has(id)) learned.set(id, propagatedBy(world, via, gateway));
    }
  }
  return learned;
}

/** Brings all tables of the region's transit gateways into step. */
export function settleAllTransitRoutes(world: World): void {
  const learned = learnedIn(world);
  for (const { TransitGatewayRouteTableId } of all(world, 'ec2', 'TransitGatewayRouteTables')) {
    settleTransitRoutes(world, TransitGatewayRouteTableId ?? '', learned);
  }
}

function settledStatic(world: World, route: TransitRoute): TransitRoute {
  const vias = route.TransitGatewayAttachments ?? [];
  if (vias.length === 0 || known(world, 'ec2', 'TransitGatewayAttachments') === undefined) return route;
  const State = vias.some((via) => isAttached(world, via.TransitGatewayAttachmentId ?? '')) ? 'active' : 'blackhole';
  return route.State === State ? route : { ...route, State };
}

function preferredOf(vias: Via[] | undefined, ecmp: boolean): Via[] | undefined {
  if (vias === undefined || vias.length === 0) return undefined;
  const best = Math.min(...vias.map((via) => rank(via.ResourceType)));
  const equal = vias.filter((via) => rank(via.ResourceType) === best);
  return ecmp && best >= rank('connect') ? equal : equal.slice(0, 1);
}

const sameVias = (a: readonly Via[] | undefined, b: readonly Via[]): boolean =>
  a?.length === b.length &&
  a.every((via) => b.some((v) => v.TransitGatewayAttachmentId === via.TransitGatewayAttachmentId));

const propagated = (block: string, vias: Via[]): TransitRoute => ({
  DestinationCidrBlock: block,
  State: 'active',
  Type: 'propagated',
  TransitGatewayAttachments: vias,
});
