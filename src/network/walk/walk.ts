import { stops } from '../../messages/network.ts';
import { intersectRegions, nothing, type Region } from '../header.ts';
import { type Context, type End, type List, listed, type Onward, type Packet, type Place, stopped } from '../packet.ts';
import { passAppliance } from './appliances.ts';
import { atTable, crossEdge, deliver, enterVpc, leaveSubnet } from './edges.ts';
import { inspectAtEndpoint } from './firewalls.ts';
import { arriveAtDestination, leaveSource } from './hosts.ts';
import { crossLink, leaveByVpnGateway, leaveOnPremises } from './hybrid.ts';
import { enterFromInternet, leaveByInternetGateway } from './internet-gateways.ts';
import { returnThroughNat, translate } from './nat-gateways.ts';
import { crossPeering } from './peering.ts';
import { takeRoute } from './routing.ts';
import { leaveByAttachment, routeInTransitGateway } from './transit-gateways.ts';

type Moving = Exclude<Place, { at: 'end' }>;

/** What happens at each kind of place. */
const components: {
  [K in Moving['at']]: (context: Context, packet: Packet, place: Extract<Moving, { at: K }>) => Onward;
} = {
  source: leaveSource,
  subnet: leaveSubnet,
  table: atTable,
  route: takeRoute,
  edge: crossEdge,
  ingress: enterVpc,
  delivery: deliver,
  destination: arriveAtDestination,
  'internet-gateway': leaveByInternetGateway,
  'internet-ingress': enterFromInternet,
  'nat-gateway': translate,
  'nat-return': returnThroughNat,
  peering: crossPeering,
  'transit-gateway': routeInTransitGateway,
  attachment: leaveByAttachment,
  'vpn-gateway': leaveByVpnGateway,
  'firewall-endpoint': inspectAtEndpoint,
  appliance: passAppliance,
  link: crossLink,
  'on-premises-egress': leaveOnPremises,
};

/**
 * Follows packets from a place to all ends that they come to. The result is the union of what `atEnd` makes of the
 * parts that arrive; where AWS may choose one of several ways, what holds on each of them.
 */
export function walk(
  context: Context,
  from: Packet,
  start: Place,
  atEnd: (packet: Packet, end: End) => Region,
): Region {
  let packet = from;
  let place = start;
  // A chain of single steps is the usual case: followed without recursion.
  for (;;) {
    if (place.at === 'end') return atEnd(packet, place.end);
    const key = loopKey(place, packet);
    if (key !== undefined) {
      if (hasBeen(packet.been, key)) {
        const round = listed(packet.been).reverse();
        stopped(context, packet, () => ({
          component: 'route',
          id: key.slice(0, key.indexOf(' ')),
          reason: stops.loop(
            round
              .slice(round.indexOf(key))
              .map((k) => k.slice(0, k.indexOf(' ')))
              .join(' → '),
          ),
        }));
        return nothing;
      }
      packet = { ...packet, been: { value: key, rest: packet.been } };
    }
    const step = components[place.at] as (context: Context, packet: Packet, place: Place) => Onward;
    const onward = step(context, packet, place);
    const [only] = onward.parts;
    if (onward.parts.length !== 1 || only === undefined || 'parts' in only) return divide(context, onward, atEnd);
    packet = only.packet;
    place = only.to;
  }
}

function divide(context: Context, onward: Onward, atEnd: (packet: Packet, end: End) => Region): Region {
  if (onward.parts.length === 0) return nothing;
  const regions = onward.parts.map((part) =>
    'parts' in part ? divide(context, part, atEnd) : walk(context, part.packet, part.to, atEnd),
  );
  return onward.every ? regions.reduce(intersectRegions) : regions.flat();
}

/**
 * Where a second visit with the same addresses means that packets go round (rule G1). They may well come through a
 * subnet twice, before and after a translation.
 */
function loopKey(place: Place, { header: { src, dst } }: Packet): string | undefined {
  if (place.at === 'subnet') return `${place.subnet.id} ${src[0]} ${dst[0]}`;
  if (place.at === 'table') return `${place.table.id} ${src[0]} ${dst[0]}`;
  if (place.at === 'transit-gateway') return `${place.gateway.id} ${place.from.id} ${src[0]} ${dst[0]}`;
  return place.at === 'internet-ingress' ? `internet ${src[0]} ${dst[0]}` : undefined;
}

function hasBeen(been: List<string> | undefined, key: string): boolean {
  for (let at = been; at !== undefined; at = at.rest) if (at.value === key) return true;
  return false;
}
