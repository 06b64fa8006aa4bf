import { type Finding, finding } from '../../../findings/finding.ts';
import { endpointUnused, otherZone, singleZone } from '../../../messages/findings/firewalls.ts';
import { formatCidr } from '../../../network/cidr.ts';
import type { Endpoint, Subnet } from '../../../network/model.ts';
import { monthly } from '../../../pricing/estimate.ts';
import type { Check, Inspected } from '../check.ts';
import { defaultRoute } from '../exits.ts';
import { called, compare } from '../facts/scopes.ts';
import { about, ec2, fixBy } from '../fix.ts';
import type { FirewallFacts } from '../overview.ts';
import { memberOf } from './route-blackhole.ts';

const architectures = 'https://docs.aws.amazon.com/network-firewall/latest/developerguide/architectures.html';

/** Network Firewalls' endpoints against the routes that lead to them: zones crossed, zones missing, endpoints for nothing. */
export const firewallEndpoints: Check = {
  codes: ['NFW_ENDPOINT_OTHER_ZONE', 'NFW_ENDPOINT_UNUSED', 'NFW_SINGLE_ZONE'],
  find: (inspected) =>
    (inspected.overview.firewalls ?? []).flatMap((firewall) => {
      const users = usersOf(inspected, firewall);
      return [...crossing(inspected, firewall, users), ...unused(inspected, firewall), ...inOneZone(firewall, users)];
    }),
};

interface User {
  subnet: Subnet;
  endpoint: Endpoint;
}

const subject = (f: FirewallFacts) => ({ account: f.account, region: f.region, id: f.arn, name: f.name });

/** Subnets whose own default route leads to an endpoint of the firewall. */
function usersOf({ network }: Inspected, firewall: FirewallFacts): User[] {
  const own = new Set(firewall.endpoints.map((e) => e.id));
  return [...network.subnets.values()]
    .flatMap((subnet): User[] => {
      const target = defaultRoute(subnet.table)?.target;
      const endpoint = network.endpoints.get(target?.id ?? '');
      return endpoint === undefined || !own.has(endpoint.id) ? [] : [{ subnet, endpoint }];
    })
    .sort((a, b) => compare(a.subnet.id, b.subnet.id));
}

function crossing({ snapshot, network }: Inspected, firewall: FirewallFacts, users: readonly User[]): Finding[] {
  const nearest = (subnet: Subnet): string | undefined =>
    firewall.endpoints.find((e) => network.subnets.get(e.subnet)?.zone === subnet.zone)?.id;
  const odd = users.filter((u) => {
    const near = nearest(u.subnet);
    return near !== undefined && near !== u.endpoint.id && u.endpoint.subnet !== undefined;
  });
  if (odd.length === 0) return [];
  const tables = new Map(odd.map((u) => [u.subnet.table!.id, u]));
  const calls = [...tables].map(([RouteTableId, u]) => {
    const destination = formatCidr(defaultRoute(u.subnet.table)!.destination);
    return ec2('ReplaceRoute', {
      RouteTableId,
      [memberOf(destination)]: destination,
      VpcEndpointId: nearest(u.subnet),
    });
  });
  return [
    finding({
      ...about(subject(firewall)),
      code: 'NFW_ENDPOINT_OTHER_ZONE',
      severity: 'medium',
      priority: 'P2',
      affected: odd.map((u) => u.subnet.id),
      title: otherZone.title(odd.length, firewall.name),
      impact: otherZone.impact(),
      evidence: odd.map((u) => ({
        says: otherZone.route(called(u.subnet), u.subnet.zoneName, `${u.endpoint.id} (${u.endpoint.subnet!.zoneName})`),
        from: 'ec2:DescribeRouteTables',
        id: u.subnet.table!.id,
        rule: `${formatCidr(defaultRoute(u.subnet.table)!.destination)} → ${u.endpoint.id}`,
      })),
      fixes: [
        fixBy(snapshot, firewall, otherZone.fix(), calls, (after) => {
          const changed = after.network();
          return odd.every((u) => {
            const subnet = changed.subnets.get(u.subnet.id);
            return defaultRoute(subnet?.table)?.target.id === nearest(u.subnet);
          });
        }),
      ],
      references: [architectures],
    }),
  ];
}

function unused({ snapshot, network }: Inspected, firewall: FirewallFacts): Finding[] {
  const vpc = network.vpcs.get(firewall.vpc);
  if (vpc === undefined || !network.isRead('ec2', 'RouteTables', vpc)) return [];
  const routed = new Set(
    [...network.routeTables.values()].flatMap((t) =>
      t.routes().flatMap((r) => (r.target.kind === 'endpoint' ? r.target.id : [])),
    ),
  );
  const idle = firewall.endpoints.filter((e) => e.id !== '' && !routed.has(e.id));
  if (idle.length === 0) return [];
  return [
    finding({
      ...about(subject(firewall)),
      code: 'NFW_ENDPOINT_UNUSED',
      severity: 'medium',
      priority: 'P2',
      affected: idle.map((e) => e.id),
      title: endpointUnused.title(
        firewall.name,
        idle.map((e) => e.zone),
      ),
      impact: endpointUnused.impact(),
      evidence: idle.map((e) => ({
        says: endpointUnused.unused(e.id, e.zone),
        from: 'ec2:DescribeRouteTables',
        id: e.id,
      })),
      cost: {
        monthlyUsd: monthly(
          { product: 'network-firewall-endpoint', region: firewall.region, quantity: idle.length },
          snapshot.prices?.table,
        ).monthlyUsd,
      },
      references: [architectures],
    }),
  ];
}

function inOneZone(firewall: FirewallFacts, users: readonly User[]): Finding[] {
  const zones = [...new Set(users.map((u) => u.subnet.zoneName))].sort(compare);
  const [only, ...others] = firewall.endpoints;
  if (only === undefined || others.length > 0 || zones.length < 2) return [];
  return [
    finding({
      ...about(subject(firewall)),
      code: 'NFW_SINGLE_ZONE',
      severity: 'medium',
      priority: 'P2',
      affected: users.map((u) => u.subnet.id),
      title: singleZone.title(firewall.name, only.zone),
      impact: singleZone.impact(zones),
      evidence: users.map((u) => ({
        says: otherZone.route(called(u.subnet), u.subnet.zoneName, `${u.endpoint.id} (${only.zone})`),
        from: 'ec2:DescribeRouteTables',
        id: u.subnet.table!.id,
      })),
      references: [architectures],
    }),
  ];
}
