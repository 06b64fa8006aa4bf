import { canReach } from '../../network/can-reach.ts';
import { blockOf, parseAddress } from '../../network/cidr.ts';
import type { Interface, Network, Subnet, Vpc } from '../../network/model.ts';
import type { Scope } from '../../snapshot/snapshot.ts';
import { isPrivate } from '../overview/facts/address-space.ts';
import { compare } from '../overview/facts/scopes.ts';

/** Who answers the names that a subnet's hosts ask for. */
export type NameServers =
  /** AWS's own, at a link-local address: no gateway is passed. `forwards`: where a rule for all names sends them. */
  | { by: 'vpc-resolver'; forwards: string[] }
  /** The VPC has its resolver switched off, and DHCP names no other. */
  | { by: 'nobody' }
  /** Those that DHCP names. `unreachable`: the network does not let a host of the subnet reach them by UDP 53. */
  | { by: 'own-servers'; servers: string[]; unreachable: string[]; public: boolean }
  | { by: 'unknown' };

/**
 * Who answers a subnet's names, by its VPC's DHCP options and DNS attributes and by Resolver's rules.
 * https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
 */
export function nameServersOf(network: Network, subnet: Subnet): NameServers {
  const { vpc } = subnet;
  const scope = ownScope(vpc);
  const servers = scope === undefined ? undefined : dhcpServers(scope, vpc.id);
  if (servers === undefined || vpc.dnsSupport === undefined) return { by: 'unknown' };
  if (servers.length === 0)
    return vpc.dnsSupport ? { by: 'vpc-resolver', forwards: forwardsOf(vpc) } : { by: 'nobody' };
  const host = hostIn(subnet);
  return {
    by: 'own-servers',
    servers,
    unreachable: servers.filter(
      (to) => host !== undefined && !canReach(network, { from: host.id, to, protocol: 'udp', port: 53 }).reachable,
    ),
    public: servers.some(isPublic),
  };
}

/** The owner's view, which has the VPC's options and attributes. */
const ownScope = (vpc: Vpc): Scope | undefined => vpc.scopes.find((s) => s.account === vpc.account) ?? vpc.scopes[0];

/** Addresses that DHCP names besides AWS's resolver; none: hosts ask AWS's. Undefined: not read. */
function dhcpServers({ ec2 }: Scope, vpc: string): string[] | undefined {
  const options = ec2?.Vpcs?.find((v) => v.VpcId === vpc)?.DhcpOptionsId;
  if (options === undefined || ec2?.DhcpOptions === undefined) return undefined;
  // `default` is a set without options: hosts are told AWS's resolver.
  if (options === 'default') return [];
  const set = ec2.DhcpOptions.find((o) => o.DhcpOptionsId === options);
  if (set === undefined) return undefined;
  const named = (set.DhcpConfigurations ?? [])
    .filter((c) => c.Key === 'domain-name-servers')
    .flatMap((c) => c.Values ?? [])
    .flatMap((v) => (v.Value === undefined ? [] : [v.Value]));
  // A host asks them in turn, AWS's among them: then it is not on the others that names depend.
  return named.includes('AmazonProvidedDNS') ? [] : named.sort(compare);
}

function isPublic(server: string): boolean {
  const address = parseAddress(server);
  return typeof address === 'number' && !isPrivate(blockOf(address, 32));
}

/** Where a rule for all names sends the VPC's queries. */
function forwardsOf(vpc: Vpc): string[] {
  const resolvers = vpc.scopes.map((s) => s.route53resolver);
  const rules = new Set(
    resolvers
      .flatMap((r) => r?.ResolverRuleAssociations ?? [])
      .flatMap((a) => (a.VPCId === vpc.id ? [a.ResolverRuleId] : [])),
  );
  const targets = resolvers
    .flatMap((r) => r?.ResolverRules ?? [])
    .filter((r) => r.RuleType === 'FORWARD' && r.DomainName === '.' && rules.has(r.Id))
    .flatMap((r) => r.TargetIps ?? [])
    .flatMap((t) => t.Ip ?? t.Ipv6 ?? []);
  return [...new Set(targets)].sort(compare);
}

/** An interface that names are asked from. */
const hostIn = (subnet: Subnet): Interface | undefined =>
  subnet.interfaces
    .filter((i) => i.kind === 'instance' || i.kind === 'lambda' || i.kind === 'other')
    .sort((a, b) => Number(a.kind !== 'instance') - Number(b.kind !== 'instance') || compare(a.id, b.id))[0];
