import type { Text } from '../messages/text.ts';
import type { Header } from './header.ts';
import type { Intervals } from './intervals.ts';
import type {
  Attachment,
  Endpoint,
  Firewall,
  Interface,
  InternetGateway,
  NatGateway,
  Network,
  Peering,
  RouteTable,
  Subnet,
  TransitGateway,
  Vpc,
  VpnGateway,
} from './model.ts';
import type { Remedy } from './remedy.ts';
import type { TableRoute } from './routes.ts';
import type { GroupRule } from './security-groups.ts';

/*
 * The engine is one walk (`walk.ts`) of a set of packets from place to place. A component's file says what happens at
 * its places: which part of the packets goes on, to where, changed how; and which part stops, and why.
 */

/** The kinds of things that a hop or block names. */
export type Component =
  | 'instance'
  | 'network-interface'
  | 'security-group'
  | 'nacl'
  | 'route'
  | 'internet-gateway'
  | 'egress-only-internet-gateway'
  | 'block-public-access'
  | 'nat-gateway'
  | 'peering'
  | 'transit-gateway'
  | 'transit-gateway-attachment'
  | 'firewall'
  | 'gateway-load-balancer-endpoint'
  | 'gateway-endpoint'
  | 'vpn-gateway'
  | 'vpn'
  | 'direct-connect'
  | 'load-balancer'
  | 'amazon-service'
  | 'internet'
  | 'on-premises';

export type Direction = 'forward' | 'return';

/** Interfaces that no rule tells apart: one, or all of a subnet with the same groups and state. */
export interface Hosts {
  interfaces: readonly Interface[];
  subnet: Subnet;
  addresses: Intervals;
}

/** A way toward on-premises. */
export interface Link {
  kind: 'vpn' | 'direct-connect';
  id: string;
  name?: string;
  /** Undefined: not known from the snapshot. */
  up: boolean | undefined;
  transit?: { gateway: TransitGateway; attachment: Attachment };
  vpnGateway?: VpnGateway;
}

/** Where packets are. */
export type Place =
  /** At interfaces, about to leave. */
  | { at: 'source'; hosts: Hosts }
  /** Inside a subnet, to be routed by its table. */
  | { at: 'subnet'; subnet: Subnet }
  /** At a table that belongs to no subnet: a regional NAT gateway's. */
  | { at: 'table'; vpc: Vpc; table: RouteTable; zone: string }
  /** Taken by a route of a VPC's table; `from`: the subnet that they leave, none at a gateway. */
  | { at: 'route'; vpc: Vpc; table: RouteTable; route: TableRoute; from?: Subnet; zone?: string }
  /** To cross subnets' edges, out of one and into another, before they get to `beyond`; `same`: even if it is one subnet. */
  | { at: 'edge'; out?: Subnet; into?: Subnet; same?: true; beyond: Place }
  /** Coming into a VPC through a gateway that has, or has not, a table of its own. */
  | { at: 'ingress'; vpc: Vpc; gateway: string }
  /** In the subnet of their destination. */
  | { at: 'delivery'; subnet: Subnet }
  | { at: 'destination'; hosts: Hosts }
  | { at: 'internet-gateway'; gateway: InternetGateway; vpc: Vpc }
  | { at: 'internet-ingress' }
  | { at: 'nat-gateway'; gateway: NatGateway; zone: string }
  | { at: 'nat-return'; gateway: NatGateway }
  | { at: 'peering'; peering: Peering; from: Vpc }
  | { at: 'transit-gateway'; gateway: TransitGateway; from: Attachment; zone: string | undefined }
  | { at: 'attachment'; gateway: TransitGateway; attachment: Attachment; from: Attachment; zone: string | undefined }
  | { at: 'vpn-gateway'; gateway: VpnGateway; vpc: Vpc }
  | { at: 'firewall-endpoint'; endpoint: Endpoint; subnet: Subnet }
  | { at: 'appliance'; interface: Interface }
  | { at: 'link'; link: Link }
  | { at: 'on-premises-egress' }
  | { at: 'end'; end: End };

/** Where packets can come to rest. */
export type End =
  | { kind: 'hosts'; hosts: Hosts }
  | { kind: 'internet' }
  | { kind: 'on-premises'; link: Link }
  /** S3 or DynamoDB behind a gateway endpoint. */
  | { kind: 'service'; endpoint: Endpoint; vpc: Vpc }
  /** What AWS answers itself: DNS, metadata, time (rule S6). */
  | { kind: 'amazon'; service: string; vpc: Vpc }
  /** A VPC or gateway that the snapshot does not show. */
  | { kind: 'unknown'; id: string };

/** One thing that packets went through. */
export interface Step {
  previous: Step | undefined;
  direction: Direction;
  component: Component;
  id: string;
  name?: string;
  vpc?: Vpc;
  subnet?: Subnet;
  verdict: 'allow' | 'deny';
  /** The rule or route that decided. */
  by?: string;
  header: Header;
}

/** What stops packets, and what would let them on. */
export interface Obstacle {
  component: Component;
  id: string;
  direction: Direction;
  /** The rule or route that stops them; undefined: the lack of one. */
  rule?: string;
  reason: Text;
  header: Header;
  /** What would have to be changed; undefined: nothing that an AWS call can change. */
  remedy?: Remedy;
  /** Nobody knows whether it stops them: what decides was not read (rule G3). */
  unread?: true;
  /** For a hop's place. */
  subnet?: Subnet;
  vpc?: Vpc;
}

export interface List<T> {
  value: T;
  rest: List<T> | undefined;
}

export const listed = <T>(list: List<T> | undefined): T[] => {
  const out: T[] = [];
  for (let at = list; at !== undefined; at = at.rest) out.push(at.value);
  return out;
};

/** A source that was replaced by a gateway's own, to be put back when the answer comes. */
export interface Translation {
  /** The NAT gateway or the appliance's interface. */
  device: string;
  before: Header;
  /** What answers must be sent to so that all of them come back. */
  addresses: Intervals;
  ports: readonly number[];
}

/** An inspection by a stateful middlebox (rule R16). */
export interface Inspection {
  direction: Direction;
  /** Endpoint or interface id. */
  id: string;
  firewall?: Firewall;
  subnet?: Subnet;
}

/** Which addresses a group reference can match on the packets' way so far (rule S2). */
export type ReferencePath =
  | { kind: 'vpc'; vpc: string }
  | { kind: 'peering'; vpc: string }
  | { kind: 'transit'; vpc: string }
  | { kind: 'none' };

export interface Packet {
  readonly header: Header;
  readonly direction: Direction;
  readonly trail: Step | undefined;
  readonly obstacles: List<Obstacle> | undefined;
  readonly translations: List<Translation> | undefined;
  readonly inspections: List<Inspection> | undefined;
  /** Zones that appliance mode has chosen for the flow, by attachment (rule R13). */
  readonly zones: List<{ attachment: string; zone: string }> | undefined;
  readonly reference: ReferencePath;
  /** Left the source by a rule that refers to a group: holds only if they get to a member of it. */
  readonly leftByReference: { rules: readonly GroupRule[]; hosts: Hosts } | undefined;
  /** Places that they have been at in this direction, to see loops. */
  readonly been: List<string> | undefined;
  /** The gateway for outbound IPv6 that they left through, which lets answers in. */
  readonly egressOnly: string | undefined;
  /** The last interface that passed them on. */
  readonly appliance: Interface | undefined;
  /** The Network Load Balancer's node that sends them in its client's name: references to its groups still match (S5). */
  readonly node?: Hosts;
}

/** Packets at the start of their way. */
export const start = (header: Header, reference: ReferencePath): Packet => ({
  header,
  direction: 'forward',
  trail: undefined,
  obstacles: undefined,
  translations: undefined,
  inspections: undefined,
  zones: undefined,
  reference,
  leftByReference: undefined,
  been: undefined,
  egressOnly: undefined,
  appliance: undefined,
});

/**
 * What becomes of packets at a place: parts that go on, each to a place. Parts are apart from each other; with `every`,
 * each is all of the packets on a way that AWS may choose, so that all ways must be open. A part may itself be divided.
 */
export interface Onward {
  parts: readonly (Part | Onward)[];
  every?: boolean;
}

export interface Part {
  packet: Packet;
  to: Place;
}

export const nowhere: Onward = { parts: [] };

export const goes = (packet: Packet, to: Place): Onward => ({ parts: [{ packet, to }] });

/** Why packets stop, as the component that stops them says it. */
export type Why = () => Omit<Obstacle, 'direction' | 'header'> & { name?: string };

/** What the walk offers to the components. */
export interface Context {
  network: Network;
  /**
   * For an answer that is shown: trails are kept, and packets go on past what stops them, with the obstacle noted, so
   * that all obstacles of a path are found. Without it only reachable sets come out.
   */
  explain: boolean;
  /** Notes packets that can go no further. */
  stopped(packet: Packet): void;
  /** The destination's host name, if it was asked for by name (rule F4). */
  name?: string;
  /** Source ports that NAT gateways choose from; a simulator gives the one that was chosen. */
  natPorts: readonly number[];
  /** Notes what the answer rests on because the snapshot lacks it (rule G3). Noted once a key. */
  assume(key: string, text: () => Text): void;
  /** Classes of interfaces at addresses of a subnet. */
  hostsAt(subnet: Subnet, addresses: Intervals): { hosts: Hosts[]; vacant: Intervals };
  /** Public addresses of private ones in a VPC, and the private ones that have none. */
  toPublic(vpc: Vpc, inside: Intervals): { addresses: Intervals; without: Intervals };
  /** The owners of public addresses: their VPCs and private addresses there. */
  toPrivate(outside: Intervals): { owners: { vpc: Vpc; addresses: Intervals }[]; unknown: Intervals };
}

/** What a component says of a step; the rest is the packets'. */
export type StepDetail = Omit<Step, 'previous' | 'direction' | 'header' | 'verdict'>;

/** `packet` with one more step on its trail, where trails are kept. */
export function passed(context: Context, packet: Packet, step: () => StepDetail): Packet {
  if (!context.explain) return packet;
  const { trail: previous, direction, header } = packet;
  return { ...packet, trail: { ...step(), previous, direction, verdict: 'allow', header } };
}

/** `packet` past something that stops it, with the obstacle noted; undefined where that is not asked for. */
export function hindered(context: Context, packet: Packet, why: Why): Packet | undefined {
  if (!context.explain) return undefined;
  const { trail: previous, direction, header } = packet;
  const { reason, remedy, rule, ...of } = why();
  const by = rule;
  return {
    ...packet,
    trail: { ...of, by, previous, direction, verdict: 'deny', header },
    obstacles: { value: { ...of, reason, remedy, rule, direction, header }, rest: packet.obstacles },
  };
}

/** Packets that end here, stopped. */
export function stopped(context: Context, packet: Packet, why: Why): Onward {
  const noted = hindered(context, packet, why);
  if (noted !== undefined) context.stopped(noted);
  return nowhere;
}

/** The resource's fields that a step or obstacle names. */
export const named = (resource: { id: string; name?: string }): { id: string; name?: string } => ({
  id: resource.id,
  name: resource.name,
});
