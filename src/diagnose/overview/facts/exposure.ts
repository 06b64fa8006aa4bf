import { familyOf } from '../../../network/cidr.ts';
import type { Interface, Network, Subnet } from '../../../network/model.ts';
import { publicAccessOf } from '../../../network/walk/block-public-access.ts';
import { somewhere } from '../exits.ts';
import { addressIn, type Way, waysFromInternet, waysFromSubnet } from '../way.ts';

/** What routes let through between the internet and a public address. */
export type InternetWay =
  /** In and back, with the address unchanged. */
  | 'both-ways'
  /** In; answers leave elsewhere, with another address or not at all. */
  | 'in-only'
  | 'none';

export interface InternetWays {
  kind: InternetWay;
  in: readonly Way[];
  out: readonly Way[];
}

/** Asks for a subnet once: routes do not tell its interfaces apart. */
export function internetWaysOf(network: Network): (subnet: Subnet, family: 4 | 6) => InternetWays {
  const known = new Map<string, InternetWays>();
  return (subnet, family) => {
    const key = `${subnet.id} ${family}`;
    let ways = known.get(key);
    if (ways === undefined) {
      ways = judge(network, subnet, family);
      known.set(key, ways);
    }
    return ways;
  };
}

function judge(network: Network, subnet: Subnet, family: 4 | 6): InternetWays {
  const block = subnet.cidrs.find((c) => c.family === family);
  const nothing: InternetWays = { kind: 'none', in: [], out: [] };
  if (block === undefined || publicAccessOf(network, subnet.vpc, subnet) !== 'both-ways') return nothing;
  const into = waysFromInternet(network, subnet.vpc, addressIn(block));
  if (!into.every((w) => w.end.kind === 'delivered')) return { ...nothing, in: into };
  const out = waysFromSubnet(network, subnet, somewhere[family]);
  const back = out.every(
    (w) =>
      w.end.kind === 'internet' &&
      network.internetGateways.has(w.end.gateway) &&
      !w.hops.some((h) => h.kind === 'nat-gateway'),
  );
  // Without an own default route to the internet gateway an IPv6 address is as good as private.
  const known = out.every((w) => w.end.kind !== 'unknown');
  return { kind: back || !known ? 'both-ways' : 'in-only', in: into, out };
}

/** Families in which an interface has an address that the internet can name. */
export const publicFamilies = (item: Interface): (4 | 6)[] => [
  ...(item.publicOf.size > 0 ? [4 as const] : []),
  ...(item.addresses.some((a) => familyOf(a) === 6) ? [6 as const] : []),
];
