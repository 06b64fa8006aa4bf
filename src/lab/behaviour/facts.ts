import { type Address, familyOf, parseAddress, parseCidr } from '../../network/cidr.ts';
import type { Balancer, Interface, Network } from '../../network/index.ts';
import { ephemeral } from '../../network/port-set.ts';
import type { Scope } from '../../snapshot/snapshot.ts';
import type { LabState } from '../state.ts';
import { healthOf } from './health-checks.ts';
import { networkOf } from './network.ts';
import { checkTarget, targetFact, targetText } from './target-check.ts';
import { type Way, waysOf } from './ways.ts';

/**
 * What is so about the lab at a moment, as far as what AWS measures depends on it: by key, as text. A change of the lab
 * is remembered by the facts that it makes different (`history.ts`).
 *
 * | key | text |
 * |---|---|
 * | `instance i-…` | a running instance's `Traffic` |
 * | `balancer arn:…` | a balancer's `Doors` |
 * | `target arn:… i-…:80` | a registered target's `TargetCheck` |
 * | `link id` | `down`; a link that is up has no fact |
 * | `check id` | what Route 53's checkers see of a health check that fails; one that passes has no fact |
 * | `load id` | the `Load` that the control API set |
 */
export type Facts = ReadonlyMap<string, string>;

/** Where a running instance's packets go. */
export interface Traffic {
  /** Hosts on the internet. */
  internet: Way[];
  /** S3 in the instance's region. */
  s3: Way[];
  /** The site on-premises; none when the lab has none. */
  site: Way[];
  /** The operating system hangs. */
  silent?: true;
}

/** How clients get to a balancer's nodes, by zone. */
export type Doors = { zone: string; open: boolean; forCloudFront: boolean; there: string[]; back: string[] }[];

export const instanceFact = (id: string): string => `instance ${id}`;
export const balancerFact = (arn: string): string => `balancer ${arn}`;
export const linkFact = (id: string): string => `link ${id}`;
export const checkFact = (id: string): string => `check ${id}`;
export const loadFact = (id: string): string => `load ${id}`;

/** Any host of the internet stands for all. */
const internetHost = parseAddress('8.8.8.8')!;

const known = new WeakMap<Network, { beside: string; facts: Facts }>();

/** The facts of a state. Most are kept until something that they come from has changed. */
export function factsOf(state: LabState): Facts {
  const facts = new Map(networkFacts(state));
  for (const scope of state.snapshot.scopes) for (const [key, text] of checkFacts(state, scope)) facts.set(key, text);
  return facts;
}

function networkFacts(state: LabState): Facts {
  const network = networkOf(state);
  const beside = JSON.stringify([state.hosts, state.load, state.linksDown]);
  const kept = known.get(network);
  if (kept?.beside === beside) return kept.facts;
  const facts = new Map<string, string>([
    ...state.linksDown.map((id): [string, string] => [linkFact(id), 'down']),
    ...Object.entries(state.load).map(([id, load]): [string, string] => [loadFact(id), JSON.stringify(load)]),
    ...instanceFacts(state, network),
    ...balancerFacts(network),
    ...state.snapshot.scopes.flatMap((scope) => targetFacts(state, network, scope)),
  ]);
  known.set(network, { beside, facts });
  return facts;
}

/** Instances that no rule tells apart share their ways. */
function instanceFacts(state: LabState, network: Network): [string, string][] {
  const site = Object.keys(state.hosts)
    .map((host) => parseAddress(host))
    .find((address) => address !== undefined);
  const ways = new Map<string, Pick<Traffic, 'internet' | 's3' | 'site'>>();
  const facts: [string, string][] = [];
  for (const instance of network.instances.values()) {
    const [first] = instance.interfaces;
    if (instance.state !== 'running' || first === undefined) continue;
    const key = [first.subnet.id, first.groups.key, first.publicOf.size > 0, first.sourceDestCheck].join(' ');
    let shared = ways.get(key);
    if (shared === undefined) {
      const to = (address: Address | undefined): Way[] =>
        address === undefined ? [] : waysTo(network, first, address);
      shared = { internet: to(internetHost), s3: to(addressOfS3(network, instance.region)), site: to(site) };
      ways.set(key, shared);
    }
    const traffic: Traffic = { ...shared, ...(state.hosts[instance.id]?.silent ? { silent: true } : {}) };
    facts.push([instanceFact(instance.id), JSON.stringify(traffic)]);
  }
  return facts;
}

/** The first address of the region's S3, as AWS's prefix list for it says; a host of the internet where it is not known. */
function addressOfS3(network: Network, region: string): Address {
  for (const list of network.prefixLists.values()) {
    if (list.name === `com.amazonaws.${region}.s3` && list.cidrs?.[0] !== undefined) return list.cidrs[0].lo;
  }
  return internetHost;
}

function waysTo(network: Network, from: Interface, to: Address): Way[] {
  const source = from.addresses.find((a) => familyOf(a) === familyOf(to));
  if (source === undefined) return [];
  return waysOf(network, {
    from: { kind: 'hosts', hosts: { interfaces: [from], subnet: from.subnet, addresses: [source, source] } },
    header: {
      family: familyOf(to),
      protocol: 6,
      src: [source, source],
      dst: [to, to],
      sport: ephemeral.linux,
      dport: [443, 443],
    },
    accepts: (end) => end.kind !== 'hosts',
  });
}

/** One of CloudFront's addresses that it speaks to origins from. */
function addressOfCloudFront(network: Network): Address {
  for (const list of network.prefixLists.values()) {
    if (list.name === 'com.amazonaws.global.cloudfront.origin-facing' && list.cidrs?.[0] !== undefined)
      return list.cidrs[0].lo;
  }
  return parseCidr('130.176.0.0/17')!.lo;
}

function balancerFacts(network: Network): [string, string][] {
  return [...network.balancers.values()].map((balancer): [string, string] => [
    balancerFact(balancer.arn),
    JSON.stringify(doorsOf(network, balancer)),
  ]);
}

function doorsOf(network: Network, balancer: Balancer): Doors {
  const port = balancer.listeners?.[0]?.port;
  const protocol = balancer.listeners?.[0]?.protocol.includes('UDP') ? 17 : 6;
  return balancer.interfaces.map((node) => {
    const zone = node.subnet.zoneName;
    if (port === undefined) return { zone, open: false, forCloudFront: false, there: [], back: [] };
    // Clients of an internal balancer are in its network.
    if (balancer.scheme !== 'internet-facing') return { zone, open: true, forCloudFront: false, there: [], back: [] };
    const [address] = [...node.publicOf.values()];
    const from = (client: Address): Way | undefined =>
      address === undefined
        ? undefined
        : waysOf(network, {
            from: { kind: 'internet' },
            header: {
              family: 4,
              protocol,
              src: [client, client],
              dst: [address, address],
              sport: ephemeral.any,
              dport: [port, port],
            },
            accepts: (end) => end.kind === 'hosts' && end.hosts.interfaces.includes(node),
          })[0];
    const anyone = from(internetHost);
    const cloudFront = from(addressOfCloudFront(network));
    const opens = (way: Way | undefined): boolean => way !== undefined && way.stopped === undefined;
    return {
      zone,
      open: opens(anyone),
      forCloudFront: opens(cloudFront),
      there: (anyone ?? cloudFront)?.there ?? [],
      back: (anyone ?? cloudFront)?.back ?? [],
    };
  });
}

function targetFacts(state: LabState, network: Network, scope: Scope): [string, string][] {
  const where = { state, network, scope };
  return (scope.elbv2?.TargetGroups ?? []).flatMap((group) =>
    (scope.elbv2?.TargetHealthDescriptions?.[group.TargetGroupArn ?? ''] ?? []).map((kept): [string, string] => [
      targetFact(group.TargetGroupArn, kept.Target),
      targetText(checkTarget(where, group, kept)),
    ]),
  );
}

function checkFacts(state: LabState, scope: Scope): [string, string][] {
  const world = { state, account: scope.account, global: scope };
  return (scope.route53?.HealthChecks ?? []).flatMap((check): [string, string][] => {
    const { healthy, status } = healthOf(world, check);
    return healthy ? [] : [[checkFact(check.Id ?? ''), status]];
  });
}
