import { type Finding, type Fix, finding } from '../../../findings/finding.ts';
import { exitBroken as text } from '../../../messages/findings/routing.ts';
import { parseAddress } from '../../../network/cidr.ts';
import type { Network, Subnet } from '../../../network/model.ts';
import { openPath } from '../../../network/open-path.ts';
import type { PathQuestion } from '../../../network/path.ts';
import { ephemeral } from '../../../network/port-set.ts';
import type { Check, Inspected } from '../check.ts';
import { hopsText, nameIn } from '../describe-way.ts';
import { hasHosts, hostsIn } from '../facts/hosts.ts';
import { called, compare, grouped } from '../facts/scopes.ts';
import { about } from '../fix.ts';
import type { Way } from '../way.ts';

const references = ['https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html'];
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
    return [...grouped(lost, (l) => l.at).values()].map((same) => told(inspected, same));
  },
};

interface Lost {
  subnet: Subnet;
  way: Way;
  /** The table that has no route on. */
  at: string;
}

function told(inspected: Inspected, lost: Lost[]): Finding {
  const { network } = inspected;
  lost.sort((a, b) => compare(a.subnet.name ?? '', b.subnet.name ?? '') || compare(a.subnet.id, b.subnet.id));
  const [{ at, way, subnet }] = lost as [Lost];
  const subnets = [...new Map(lost.map((l) => [l.subnet.id, l.subnet])).values()];
  const used = subnets.some((s) => othersGetOut(inspected, s));
  const table = network.routeTables.get(at) ?? network.transitTables.get(at);
  const fix = openPath(network, (after) => question(after, subnet));
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
    fixes: fixesOf(fix),
    references,
  });
}

const fixesOf = (fix: Fix | undefined): Fix[] => (fix === undefined ? [] : [fix]);

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
  const [host] = now === undefined ? [] : hostsIn(now);
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
