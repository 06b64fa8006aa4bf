import { type Finding, type Fix, finding } from '../../../findings/finding.ts';
import { exitBroken as text } from '../../../messages/findings/routing.ts';
import { parseAddress } from '../../../network/cidr.ts';
import type { Network, RouteTable, Subnet } from '../../../network/model.ts';
import { openPath } from '../../../network/open-path.ts';
import type { PathQuestion } from '../../../network/path.ts';
import { ephemeral } from '../../../network/port-set.ts';
import type { Check, Inspected } from '../check.ts';
import { hopsText, nameIn } from '../describe-way.ts';
import { defaultRoute, exitsOf } from '../exits.ts';
import { hasHosts, hostsIn } from '../facts/hosts.ts';
import { called, commonPrefix, compare, grouped } from '../facts/scopes.ts';
import { about, ec2, fixBy } from '../fix.ts';
import type { Way } from '../way.ts';

const references = ['https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html'];
/** A fix takes trying changes on copies of the whole network: of so many findings. */
const mostFixes = 5;
/** A host that is on the internet for certain. */
const outside = parseAddress('8.8.8.8')!;

/**
 * Subnets with workloads that send to the internet and whose packets come to a table on the way that has no route on. It
 * is a failure where others go out the same way: a default route to a transit gateway may be meant for other networks.
 */
export const exitsBroken: Check = {
  codes: ['ROUTE_EXIT_BROKEN'],
  find(inspected) {
    const { network, exits } = inspected;
    const lost = [...network.subnets.values()].filter(hasHosts).flatMap((subnet): Lost[] =>
      (exits.get(subnet.id) ?? []).flatMap((way): Lost[] => {
        const { end } = way;
        // Without a route of its own a subnet is meant to stay inside.
        const passedOn = end.kind === 'dropped' && end.why === 'no-route' && end.at !== subnet.table?.id;
        return passedOn ? [{ subnet, way, at: end.at }] : [];
      }),
    );
    return [...grouped(lost, (l) => l.at).values()].map((same, i) => told(inspected, same, i < mostFixes));
  },
};

interface Lost {
  subnet: Subnet;
  way: Way;
  /** The table that has no route on. */
  at: string;
}

function told(inspected: Inspected, lost: Lost[], withFix: boolean): Finding {
  const { network } = inspected;
  lost.sort((a, b) => compare(a.subnet.name ?? '', b.subnet.name ?? '') || compare(a.subnet.id, b.subnet.id));
  const [{ at, way, subnet }] = lost as [Lost];
  const subnets = [...new Map(lost.map((l) => [l.subnet.id, l.subnet])).values()];
  const used = subnets.some((s) => othersGetOut(inspected, s));
  const table = network.routeTables.get(at) ?? network.transitTables.get(at);
  return finding({
    ...about({
      account: network.routeTables.get(at)?.account ?? subnet.vpc.account,
      region: network.routeTables.get(at)?.region ?? subnet.vpc.region,
      id: at,
      name: table?.name,
    }),
    code: 'ROUTE_EXIT_BROKEN',
    severity: used ? 'high' : 'medium',
    priority: used ? 'P1' : 'P2',
    cause: used,
    affected: subnets.map((s) => s.id),
    title: text.title(nameIn(network, at), subnets.map(called)),
    impact: text.impact(subnets.length, isPartial(inspected, subnet)),
    evidence: [
      { says: text.noRoute(nameIn(network, at)), from: 'ec2:DescribeRouteTables', id: at, rule: '0.0.0.0/0' },
      { says: text.way(called(subnet), hopsText(network, way.hops)), from: 'ec2:DescribeRouteTables', id: subnet.id },
    ],
    fixes: withFix ? fixesOf(inspected, at, subnets) : [],
    references,
  });
}

/** The route that the table's twin of another zone has, to this zone's gateway; else whatever opens the way. */
function fixesOf(inspected: Inspected, at: string, subnets: readonly Subnet[]): Fix[] {
  const { snapshot, network } = inspected;
  const table = network.routeTables.get(at);
  const target = table === undefined ? undefined : targetLikeTwins(network, table);
  if (table !== undefined && target !== undefined) {
    const input = { RouteTableId: at, DestinationCidrBlock: '0.0.0.0/0', ...target.member };
    const fix = fixBy(snapshot, table, text.fix(called(table), target.id), [ec2('CreateRoute', input)], (after) => {
      const exits = exitsOf(after.network());
      return subnets.every((s) => (exits.get(s.id) ?? []).every(getsOut));
    });
    if (fix.verified) return [fix];
  }
  const fix = openPath(network, (after) => question(after, subnets[0]!));
  return fix === undefined ? [] : [fix];
}

/** What the default route of the table most like this one by name leads to, or its like in this table's zone. */
function targetLikeTwins(
  network: Network,
  table: RouteTable,
): { id: string; member: Record<string, string> } | undefined {
  const zone = [...network.subnets.values()].find((s) => s.table?.id === table.id)?.zone;
  const likeness = (other: RouteTable): number => commonPrefix(other.name ?? '', table.name ?? '');
  const [twin] = [...network.routeTables.values()]
    .filter((t) => t.vpc === table.vpc && t.id !== table.id && defaultRoute(t)?.blackhole === false)
    .sort((a, b) => likeness(b) - likeness(a) || compare(a.id, b.id));
  const target = twin === undefined ? undefined : defaultRoute(twin)?.target;
  switch (target?.kind) {
    case 'internet-gateway':
      return { id: target.id, member: { GatewayId: target.id } };
    case 'transit-gateway':
      return { id: target.id, member: { TransitGatewayId: target.id } };
    case 'nat-gateway': {
      const own = [...network.natGateways.values()].find(
        (n) => n.vpc === table.vpc && n.state === 'available' && n.subnet?.zone === zone,
      );
      const id = own?.id ?? target.id;
      return { id, member: { NatGatewayId: id } };
    }
    case 'endpoint': {
      const firewall = network.endpoints.get(target.id)?.firewall;
      const own = [...network.endpoints.values()].find(
        (e) => firewall !== undefined && e.firewall === firewall && e.subnet?.zone === zone,
      );
      const id = own?.id ?? target.id;
      return { id, member: { VpcEndpointId: id } };
    }
    default:
      return undefined;
  }
}

const getsOut = (way: Way): boolean => way.end.kind === 'internet';

/** Some zones' ways lead out, others do not. */
const isPartial = ({ exits }: Inspected, subnet: Subnet): boolean => (exits.get(subnet.id) ?? []).some(getsOut);

/** Whether the subnet itself by another zone, another one of its VPC, or one by the same gateway gets to the internet. */
function othersGetOut({ network, exits }: Inspected, subnet: Subnet): boolean {
  const first = new Set((exits.get(subnet.id) ?? []).flatMap((w) => w.hops[0]?.id ?? []));
  return [...network.subnets.values()].some(
    (other) =>
      hasHosts(other) &&
      (exits.get(other.id) ?? []).some(
        (w) => getsOut(w) && (other.vpc === subnet.vpc || w.hops.some((h) => first.has(h.id))),
      ),
  );
}

/** From one workload of the subnet to a web server of the internet. */
function question(network: Network, subnet: Subnet): PathQuestion | undefined {
  const now = network.subnets.get(subnet.id);
  // Interfaces that AWS's services put in have groups for their own purpose.
  const hosts = now === undefined ? [] : hostsIn(now);
  const host = hosts.find((h) => h.kind === 'instance') ?? hosts[0];
  const [address] = host?.addresses ?? [];
  if (now === undefined || host === undefined || typeof address !== 'number') return undefined;
  return {
    source: {
      kind: 'hosts',
      label: host.id,
      id: host.id,
      hosts: [{ interfaces: [host], subnet: now, addresses: [address, address] }],
    },
    destination: { kind: 'internet', label: 'internet', addresses: { 4: [outside, outside], 6: [] } },
    protocol: 6,
    ports: [443, 443],
    sourcePorts: ephemeral.linux,
  };
}
