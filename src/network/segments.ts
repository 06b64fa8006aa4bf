import { parseAddress } from './cidr.ts';
import type { Network, Subnet, Vpc } from './model.ts';
import type { Hosts } from './packet.ts';
import { hostsOfSubnets } from './places.ts';
import type { TargetKind } from './routes.ts';

/** Addresses that only a default route covers: RFC 5737 and RFC 3849 keep them from ever being anybody's. */
const nobody = { 4: parseAddress('192.0.2.1')!, 6: parseAddress('2001:db8::1')! };

/** What a subnet's default route leads to first: what kind of part of the network it is. `none`: no default route. */
export type SegmentKind = TargetKind | 'none' | 'unknown';

/** The subnets of a VPC with hosts in them and the same kind of default route. */
export interface Segment {
  /** `vpc-… internet-gateway`; of what a change moves, `vpc-… endpoint → transit-gateway`. */
  id: string;
  vpc: Vpc;
  kind: SegmentKind;
  subnets: Subnet[];
  /** Its hosts as a destination: all that can be reached. */
  hosts: Hosts[];
  /** Its hosts as a source: what starts connections by itself. */
  senders: Hosts[];
}

/** A network and what a change makes of it. */
export interface BeforeAndAfter {
  before: Network;
  after: Network;
  /** Subnets whose table, ACL or hosts' groups change: what they lose must not hide behind what their like keep. */
  touched: ReadonlySet<string>;
}

/** A network before and after a change, for `segmentsOf`. */
export function beforeAndAfter(before: Network, after: Network): BeforeAndAfter {
  const touched = [...before.subnets.values()]
    .filter((subnet) => {
      const then = after.subnets.get(subnet.id);
      return then === undefined || rulesAt(subnet) !== rulesAt(then);
    })
    .map((subnet) => subnet.id);
  return { before, after, touched: new Set(touched) };
}

/** All that decides in a subnet itself, as one text. */
function rulesAt({ table, acl, interfaces }: Subnet): string {
  const groups = new Set(interfaces.flatMap((i) => i.groups.groups));
  return JSON.stringify([
    table?.raw,
    acl?.raw,
    interfaces.map((i) => [i.id, i.groups.key]),
    [...groups].map((g) => g.raw),
  ]);
}

/**
 * The parts of a network that are compared with each other, in order of VPC and kind.
 *
 * @param change the subnets that it touches are parts of their own, the same in both networks: `vpc-… none (changed)`,
 *   `vpc-… endpoint → transit-gateway` where it changes what their default route leads to
 */
export function segmentsOf(network: Network, change?: BeforeAndAfter): Segment[] {
  const found = new Map<string, { vpc: Vpc; kind: SegmentKind; subnets: Subnet[] }>();
  for (const subnet of network.subnets.values()) {
    const kind = kindOf(subnet);
    const [was, is] = [kindIn(change?.before, subnet) ?? kind, kindIn(change?.after, subnet) ?? kind];
    const own = change?.touched.has(subnet.id) === true ? `${is} (changed)` : is;
    const id = `${subnet.vpc.id} ${was === is ? own : `${was} → ${is}`}`;
    const known = found.get(id);
    if (known === undefined) found.set(id, { vpc: subnet.vpc, kind, subnets: [subnet] });
    else known.subnets.push(subnet);
  }
  const name = (vpc: Vpc): string => vpc.name ?? vpc.id;
  return [...found]
    .map(([id, { vpc, kind, subnets }]): Segment => {
      const ordered = subnets.sort((a, b) => (a.id < b.id ? -1 : 1));
      return {
        id,
        vpc,
        kind,
        subnets: ordered,
        hosts: hostsOfSubnets(ordered),
        senders: hostsOfSubnets(ordered, 'source'),
      };
    })
    .filter((s) => s.hosts.length > 0)
    .sort((a, b) => (`${name(a.vpc)} ${a.id}` < `${name(b.vpc)} ${b.id}` ? -1 : 1));
}

function kindIn(network: Network | undefined, { id }: Subnet): SegmentKind | undefined {
  const subnet = network?.subnets.get(id);
  return subnet === undefined ? undefined : kindOf(subnet);
}

function kindOf(subnet: Subnet): SegmentKind {
  if (subnet.table === undefined) return 'unknown';
  const lookup = subnet.table.lookup();
  const route = lookup.lookup(nobody[4]) ?? lookup.lookup(nobody[6]);
  return route?.target.kind ?? 'none';
}
