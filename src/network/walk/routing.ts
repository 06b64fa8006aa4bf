import { assumes, label, stops } from '../../messages/network.ts';
import type { RouteTable, Subnet, Vpc } from '../model.ts';
import { type Context, named, type Onward, type Packet, type Place, stopped, type Why } from '../packet.ts';
import { describeRoute, type TableRoute } from '../routes.ts';
import { routeStep, toLocal } from './edges.ts';
import { enterGatewayEndpoint } from './endpoints.ts';
import { toTransitGateway } from './transit-gateways.ts';

interface Taken {
  vpc: Vpc;
  table: RouteTable;
  route: TableRoute;
  from?: Subnet;
  zone?: string;
}

/** A route of a VPC's table was taken: on to what it points at. */
export function takeRoute(context: Context, packet: Packet, place: Taken): Onward {
  const { network } = context;
  const { vpc, table, route, from } = place;
  const { kind, id } = route.target;
  const over = (into: Subnet | undefined, beyond: Place): Onward => ({
    parts: [{ packet: routeStep(context, packet, place), to: { at: 'edge', out: from, into, beyond } }],
  });
  const broken = (reason: ReturnType<typeof stops.targetGone>): Onward => {
    const why: Why = () => ({
      component: 'route',
      ...named(table),
      rule: describeRoute(route),
      reason,
      remedy: { kind: 'route', vpc, table, wrong: route, header: packet.header, zone: place.zone },
      subnet: from,
      vpc,
    });
    return stopped(context, packet, why);
  };
  /** The target is not in the snapshot: gone, or in a list that was not read. */
  const gone = (key: string): Onward => {
    if (!network.isRead('ec2', key, vpc)) context.assume(`target ${id}`, () => assumes.targetNotRead(id, key));
    return broken(stops.targetGone(label(table), describeRoute(route)));
  };

  switch (kind) {
    case 'local':
      return { parts: toLocal(context, routeStep(context, packet, place), vpc, from) };
    case 'internet-gateway':
    case 'egress-only-internet-gateway': {
      const egressOnly = kind === 'egress-only-internet-gateway';
      const gateway = (egressOnly ? network.egressOnlyGateways : network.internetGateways).get(id);
      if (gateway === undefined) return gone(egressOnly ? 'EgressOnlyInternetGateways' : 'InternetGateways');
      return over(undefined, { at: 'internet-gateway', gateway, vpc });
    }
    case 'nat-gateway': {
      const gateway = network.natGateways.get(id);
      if (gateway === undefined || gateway.state === 'deleted') return gone('NatGateways');
      return over(gateway.subnet, { at: 'nat-gateway', gateway, zone: place.zone ?? '' });
    }
    case 'transit-gateway':
      return toTransitGateway(context, routeStep(context, packet, place), { ...place, id });
    case 'vpn-gateway': {
      const gateway = network.vpnGateways.get(id);
      if (gateway === undefined) return gone('VpnGateways');
      return over(undefined, { at: 'vpn-gateway', gateway, vpc });
    }
    case 'peering': {
      const peering = network.peerings.get(id);
      if (peering === undefined) return gone('VpcPeeringConnections');
      return over(undefined, { at: 'peering', peering, from: vpc });
    }
    case 'endpoint': {
      const endpoint = network.endpoints.get(id);
      if (endpoint === undefined) return gone('VpcEndpoints');
      if (endpoint.type === 'gateway') {
        const packetOut = routeStep(context, packet, place);
        return enterGatewayEndpoint(context, packetOut, { endpoint, vpc, from });
      }
      if (endpoint.subnet === undefined) return broken(stops.targetUnsupported(describeRoute(route)));
      return over(endpoint.subnet, { at: 'firewall-endpoint', endpoint, subnet: endpoint.subnet });
    }
    case 'interface': {
      const target = network.interfaces.get(id) ?? network.instances.get(id)?.interfaces[0];
      if (target === undefined) return gone('NetworkInterfaces');
      return over(target.subnet, { at: 'appliance', interface: target });
    }
    case 'unsupported':
      return broken(stops.targetUnsupported(describeRoute(route)));
  }
}
