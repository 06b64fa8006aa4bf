import type { Fix } from '../../../findings/finding.ts';
import { noWay as text } from '../../../messages/findings/targets.ts';
import { parseAddress } from '../../../network/cidr.ts';
import type { Interface, Network, Obstacle } from '../../../network/index.ts';
import { openPath } from '../../../network/open-path.ts';
import type { Hosts } from '../../../network/packet.ts';
import type { PathQuestion } from '../../../network/path.ts';
import type { Place } from '../../../network/places.ts';
import { ephemeral } from '../../../network/port-set.ts';
import type { Case } from '../case.ts';
import type { Cause } from '../cause.ts';
import { healthOf, subjectOf } from '../evidence.ts';
import { type Blocked, blocksOf, sameObstacle } from '../probes.ts';

/** Where an obstacle's facts come from. */
const reads: Partial<Record<Obstacle['component'], string>> = {
  route: 'ec2:DescribeRouteTables',
  peering: 'ec2:DescribeVpcPeeringConnections',
  'transit-gateway': 'ec2:DescribeTransitGateways',
  'transit-gateway-attachment': 'ec2:DescribeTransitGatewayAttachments',
  firewall: 'network-firewall:DescribeFirewallPolicy',
  vpn: 'ec2:DescribeVpnConnections',
  'direct-connect': 'directconnect:DescribeVirtualInterfaces',
};

/** No route, peering, attachment or firewall lets health checks or their answers through: targets by address (rule L1). */
export const noWay: Cause = (target) => {
  const blocked = blocksOf(target).filter(
    ({ obstacle }) => !['nacl', 'security-group', 'instance'].includes(obstacle.component),
  );
  const distinct = blocked.filter((b, i) => blocked.findIndex((o) => sameObstacle(o.obstacle, b.obstacle)) === i);
  return distinct.map((b) => suspect(target, b));
};

function suspect(target: Case, { obstacle, probe }: Blocked): ReturnType<Cause>[number] {
  const isRoute = ['route', 'peering', 'transit-gateway', 'transit-gateway-attachment'].includes(obstacle.component);
  return {
    code: isRoute ? 'LB_TARGET_NO_ROUTE' : 'LB_TARGET_UNREACHABLE',
    resource: obstacle.id,
    key: `${obstacle.component} ${obstacle.direction}`,
    changedBy: /Route|Peering|TransitGateway|SubnetCidr|FirewallPolicy|RuleGroup/,
    tell: (targets) => ({
      title: text.title(subjectOf(targets), obstacle.reason),
      evidence: [
        {
          says: obstacle.reason,
          from: reads[obstacle.component] ?? 'ec2:DescribeNetworkInterfaces',
          id: obstacle.id,
          ...(obstacle.rule === undefined ? {} : { rule: obstacle.rule }),
        },
        ...healthOf(targets),
      ],
      fixes: fixesOf(target, probe),
      references: ['https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html'],
    }),
  };
}

/** The smallest set of changes that opens this one connection, tried on copies. */
function fixesOf({ inspected }: Case, { node, to, id, port }: Blocked['probe']): Fix[] {
  const question = (network: Network): PathQuestion | undefined => {
    const from = network.interfaces.get(node.id);
    const destination = to === undefined ? vacant(id) : placeOf(network.interfaces.get(to.id));
    const source = placeOf(from);
    if (source === undefined || destination === undefined) return undefined;
    return { source, destination, protocol: 6, ports: [port, port], sourcePorts: ephemeral.any };
  };
  const fix = openPath(inspected.network, question);
  return fix === undefined ? [] : [fix];
}

function placeOf(item: Interface | undefined): Place | undefined {
  const [address] = item?.addresses ?? [];
  if (item === undefined || address === undefined) return undefined;
  const hosts: Hosts = { interfaces: [item], subnet: item.subnet, addresses: [address, address] };
  return { kind: 'hosts', label: item.id, id: item.id, hosts: [hosts] };
}

function vacant(id: string): Place | undefined {
  const address = parseAddress(id);
  return address === undefined ? undefined : { kind: 'vacant', label: id, address };
}
