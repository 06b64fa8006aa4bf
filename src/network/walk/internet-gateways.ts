import { assumes, label, stops } from '../../messages/network.ts';
import { internetAddresses } from '../address-set.ts';
import { describeAddresses } from '../describe.ts';
import { hasPorts } from '../header.ts';
import * as intervals from '../intervals.ts';
import type { Interface, InternetGateway, Subnet, Vpc } from '../model.ts';
import {
  type Context,
  hindered,
  named,
  nowhere,
  type Onward,
  type Packet,
  type Place,
  passed,
  stopped,
} from '../packet.ts';
import { passPublicAccess } from './block-public-access.ts';
import { splitBySubnet, withDestination } from './edges.ts';

type Go = { packet: Packet; to: Place };

/** Out to the internet through an internet gateway or, for IPv6, an egress-only one (rules R5 and R19). */
export function leaveByInternetGateway(
  context: Context,
  packet: Packet,
  { gateway, vpc }: { gateway: InternetGateway; vpc: Vpc },
): Onward {
  const { family } = packet.header;
  const resource = {
    component: gateway.egressOnly ? ('egress-only-internet-gateway' as const) : ('internet-gateway' as const),
    ...named(gateway),
    vpc,
  };
  let current: Packet | undefined = packet;
  if (!gateway.attached || gateway.vpc !== vpc) {
    current = hindered(context, current, () => ({
      ...resource,
      reason: stops.gatewayDetached(label(gateway), label(vpc)),
      remedy: gateway.attached ? undefined : { kind: 'attach-internet-gateway', gateway, vpc },
    }));
    if (current === undefined) return nowhere;
  }
  if (gateway.egressOnly) {
    if (family === 4)
      return stopped(context, current, () => ({ ...resource, reason: stops.egressOnlyFamily(label(gateway)) }));
    // An answer to what came in by another gateway is not outbound-initiated.
    if (packet.direction === 'return')
      return stopped(context, current, () => ({ ...resource, reason: stops.egressOnlyUnsolicited(label(gateway)) }));
    current = { ...current, egressOnly: gateway.id };
  }
  const inside = intervals.subtract(current.header.dst, internetAddresses[family]);
  if (inside.length > 0) {
    stopped(context, withDestination(current, inside), () => ({
      ...resource,
      reason: stops.notOnInternet(label(gateway), describeAddresses(inside)),
    }));
    if (inside === current.header.dst) return nowhere;
    current = withDestination(current, intervals.intersect(current.header.dst, internetAddresses[family]));
    if (current.header.dst.length === 0) return nowhere;
  }
  const parts = sources(context, current, vpc).flatMap(({ packet: part, subnet, started }) => {
    const open = passPublicAccess(context, part, {
      vpc,
      subnet,
      started: started || gateway.egressOnly,
      inbound: false,
    });
    return open === undefined ? [] : translateSource(context, open, { gateway, vpc, subnet });
  });
  return {
    parts: parts.flatMap((p) => {
      const sent = passed(context, p, () => resource);
      return towardInternet(context, { ...sent, reference: { kind: 'none' } });
    }),
  };
}

/** Packets by the subnet of their source, where that makes a difference to Block Public Access. */
function sources(
  context: Context,
  packet: Packet,
  vpc: Vpc,
): { packet: Packet; subnet: Subnet | undefined; started: boolean }[] {
  const { header } = packet;
  const device = packet.translations?.value.device;
  const started = device?.startsWith('nat-') ?? false;
  const setting = context.network.blockPublicAccess(vpc);
  if (setting === undefined || setting.mode === 'off') return [{ packet, subnet: undefined, started }];
  return splitBySubnet(vpc, header.src).map(({ subnet, addresses }) => {
    const owner = vpc.byAddress.get(addresses[0]!);
    return {
      packet: { ...packet, header: { ...header, src: addresses } },
      subnet,
      started: started || owner?.kind === 'nat-gateway',
    };
  });
}

/** The source's public address in the place of its private one; who has none cannot pass. */
function translateSource(
  context: Context,
  packet: Packet,
  { gateway, vpc, subnet }: { gateway: InternetGateway; vpc: Vpc; subnet: Subnet | undefined },
): Packet[] {
  const { header } = packet;
  const device = packet.translations?.value.device;
  // A regional NAT gateway has put a public address there already.
  if (context.network.natGateways.get(device ?? '')?.regional) return [packet];
  if (header.family === 6) return [packet];
  const { addresses, without } = context.toPublic(vpc, header.src);
  const out: Packet[] = addresses.length === 0 ? [] : [{ ...packet, header: { ...header, src: addresses } }];
  if (without.length > 0) {
    const rest = { ...packet, header: { ...header, src: without } };
    const translated = asNatInstance(context, rest, vpc);
    if (translated !== undefined) return [...out, translated];
    const owner = vpc.byAddress.get(without[0]!);
    const nat = device === undefined ? undefined : context.network.natGateways.get(device);
    // Nobody could answer it: there is no address to answer to.
    stopped(context, rest, () => ({
      component: 'internet-gateway',
      ...named(gateway),
      reason: stops.noPublicAddress(
        owner === undefined ? describeAddresses(without) : label(nat ?? owner.instance ?? owner),
      ),
      remedy: owner === undefined || nat !== undefined ? undefined : { kind: 'public-address', interface: owner },
      vpc,
      subnet,
    }));
  }
  return out;
}

/** An instance that passes on others' packets toward the internet must be translating them: said as an assumption. */
function asNatInstance(context: Context, packet: Packet, vpc: Vpc): Packet | undefined {
  const appliance: Interface | undefined = packet.appliance;
  if (packet.direction === 'return' || appliance === undefined || appliance.vpc !== vpc) return undefined;
  const inside = appliance.addresses.find((a) => appliance.publicOf.has(a));
  const outside = inside === undefined ? undefined : appliance.publicOf.get(inside);
  if (inside === undefined || outside === undefined) return undefined;
  context.assume(`nat instance ${appliance.id}`, () => assumes.natInstance(label(appliance.instance ?? appliance)));
  const before = packet.header;
  const ports = hasPorts(before.protocol) ? context.natPorts : before.sport;
  return {
    ...packet,
    header: { ...before, src: [outside, outside], sport: ports },
    translations: {
      value: { device: appliance.id, before, addresses: [inside, inside], ports },
      rest: packet.translations,
    },
  };
}

/** To a host on the internet, or straight back in to one of the network's own public addresses. */
function towardInternet(context: Context, packet: Packet): Go[] {
  const { dst } = packet.header;
  const end: Place = { at: 'end', end: { kind: 'internet' } };
  // A question about the internet at large does not ask about the account's own few addresses in it.
  if (intervals.size(dst) > 65536n) return [{ packet, to: end }];
  const { unknown } = context.toPrivate(dst);
  const own = intervals.subtract(dst, unknown);
  const parts: Go[] = [];
  if (unknown.length > 0) parts.push({ packet: withDestination(packet, unknown), to: end });
  if (own.length > 0) parts.push({ packet: withDestination(packet, own), to: { at: 'internet-ingress' } });
  return parts;
}

/** In from the internet to public addresses (rules R5, R6 and R19). */
export function enterFromInternet(context: Context, packet: Packet): Onward {
  const { header, direction } = packet;
  const { network } = context;
  const top = packet.translations?.value;
  const nat = network.natGateways.get(top?.device ?? '');
  if (direction === 'return' && nat?.regional && nat.vpc !== undefined) {
    const open = passPublicAccess(context, packet, { vpc: nat.vpc, subnet: undefined, started: true, inbound: true });
    return open === undefined ? nowhere : { parts: [{ packet: open, to: { at: 'nat-return', gateway: nat } }] };
  }
  const { owners, unknown } = context.toPrivate(header.dst);
  if (unknown.length > 0) unowned(context, withDestination(packet, unknown));
  const parts = owners.flatMap(({ vpc, addresses }): Go[] => {
    const back = packet.egressOnly !== undefined && packet.egressOnly === vpc.egressOnlyGateway?.id;
    const gateway = back && direction === 'return' ? vpc.egressOnlyGateway : vpc.internetGateway;
    const inside = { ...withDestination(packet, addresses), reference: { kind: 'none' as const } };
    if (gateway === undefined) {
      noWayIn(context, inside, vpc);
      return [];
    }
    return splitForPublicAccess(context, inside, vpc, back).map((open) => ({
      packet: passed(context, open, () => ({
        component: gateway.egressOnly ? 'egress-only-internet-gateway' : 'internet-gateway',
        ...named(gateway),
        vpc,
      })),
      to: { at: 'ingress', vpc, gateway: gateway.id },
    }));
  });
  return { parts };
}

/** Nobody has these public addresses; or they are private ones, of a host that has no public address. */
function unowned(context: Context, packet: Packet): void {
  const { network } = context;
  const { dst } = packet.header;
  stopped(context, packet, () => {
    const gateway = network.regionalNatAddresses.get(dst[0]!);
    if (gateway !== undefined)
      return { component: 'nat-gateway', ...named(gateway), reason: stops.natUnsolicited(label(gateway)) };
    const [owner, ...others] = [...network.vpcs.values()].flatMap((vpc) => vpc.byAddress.get(dst[0]!) ?? []);
    if (owner === undefined || others.length > 0)
      return {
        component: 'internet',
        id: 'internet',
        reason: stops.unknownPublicAddress(describeAddresses(dst)),
      };
    return {
      component: 'network-interface',
      ...named(owner),
      reason: stops.noPublicAddress(label(owner.instance ?? owner)),
      remedy: { kind: 'public-address', interface: owner },
      vpc: owner.vpc,
      subnet: owner.subnet,
    };
  });
}

function noWayIn(context: Context, packet: Packet, vpc: Vpc): void {
  if (!context.network.isRead('ec2', 'InternetGateways', vpc))
    context.assume(`target igw ${vpc.id}`, () => assumes.targetNotRead(label(vpc), 'InternetGateways'));
  const only = packet.header.family === 6 ? vpc.egressOnlyGateway : undefined;
  stopped(context, packet, () =>
    only === undefined
      ? { component: 'internet-gateway', ...named(vpc), reason: stops.noInternetGateway(label(vpc)), vpc }
      : {
          component: 'egress-only-internet-gateway',
          ...named(only),
          reason: stops.egressOnlyUnsolicited(label(only)),
          vpc,
        },
  );
}

function splitForPublicAccess(context: Context, packet: Packet, vpc: Vpc, back: boolean): Packet[] {
  const setting = context.network.blockPublicAccess(vpc);
  if (setting !== undefined && setting.mode !== 'off') {
    return splitBySubnet(vpc, packet.header.dst).flatMap(({ subnet, addresses }) => {
      const part = withDestination(packet, addresses);
      const started = back || vpc.byAddress.get(addresses[0]!)?.kind === 'nat-gateway';
      return passPublicAccess(context, part, { vpc, subnet, started, inbound: true }) ?? [];
    });
  }
  return [passPublicAccess(context, packet, { vpc, subnet: undefined, started: back, inbound: true })!];
}
