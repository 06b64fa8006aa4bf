import type { Scope, Snapshot } from '../../snapshot/snapshot.ts';
import type { Address } from '../cidr.ts';
import type { BlockPublicAccess, Interface, NatGateway, Network, Vpc } from '../model.ts';
import { buildBalancers, buildTargetGroups } from './balancers.ts';
import { buildEndpoints, buildFirewalls } from './endpoints.ts';
import { buildGroups, buildPrefixLists, joinNetworkAcls } from './filters.ts';
import { buildEgressOnlyGateways, buildInternetGateways, buildNatGateways, buildPeerings } from './gateways.ts';
import { buildHybrid } from './hybrid.ts';
import { buildInstances, buildInterfaces } from './interfaces.ts';
import { buildRouteTables } from './tables.ts';
import { buildTransit } from './transit.ts';
import { buildSubnets, buildVpcs } from './vpcs.ts';

/**
 * The network of a snapshot. Build it once and ask it often: indexes are made here, rules and tables are compiled when
 * a question first needs them. The snapshot must not be changed afterwards; for a what-if build another.
 */
export function buildNetwork(snapshot: Snapshot): Network {
  const vpcs = buildVpcs(snapshot);
  const subnets = buildSubnets(snapshot, vpcs);
  const prefixLists = buildPrefixLists(snapshot);
  const { groups, setOf, join } = buildGroups(snapshot, prefixLists);
  const instances = buildInstances(snapshot);
  const interfaces = buildInterfaces(snapshot, subnets, instances, setOf);
  join(interfaces.values());
  joinNetworkAcls(snapshot, subnets);
  const routeTables = buildRouteTables(snapshot, vpcs, subnets, prefixLists);
  const natGateways = buildNatGateways(snapshot, vpcs, subnets, routeTables);
  const endpoints = buildEndpoints(snapshot, vpcs, subnets);
  const firewalls = buildFirewalls(snapshot, vpcs, subnets, prefixLists, endpoints);
  const transit = buildTransit(snapshot, vpcs, subnets, prefixLists);
  return {
    snapshot,
    vpcs,
    subnets,
    interfaces,
    instances,
    routeTables,
    groups,
    internetGateways: buildInternetGateways(snapshot, vpcs),
    egressOnlyGateways: buildEgressOnlyGateways(snapshot, vpcs),
    natGateways,
    peerings: buildPeerings(snapshot, vpcs),
    transitGateways: transit.gateways,
    transitTables: transit.tables,
    ...buildHybrid(snapshot, vpcs),
    endpoints,
    firewalls,
    prefixLists,
    balancers: buildBalancers(snapshot, vpcs, subnets, interfaces),
    targetGroups: buildTargetGroups(snapshot, vpcs, instances),
    publicAddresses: publicAddressesOf(interfaces),
    regionalNatAddresses: new Map(
      [...natGateways.values()].flatMap((gateway) =>
        gateway.regional
          ? gateway.addresses.flatMap((a): [Address, NatGateway][] =>
              a.public === undefined ? [] : [[a.public, gateway]],
            )
          : [],
      ),
    ),
    blockPublicAccess: blockPublicAccessOf(snapshot),
    isRead(service, key, vpc) {
      const has = (scope: Scope): boolean =>
        (scope[service] as Record<string, unknown> | undefined)?.[key] !== undefined;
      return (vpc === undefined || vpc.scopes.length === 0 ? snapshot.scopes : vpc.scopes).some(has);
    },
  };
}

function publicAddressesOf(
  interfaces: Map<string, Interface>,
): Map<Address, { interface: Interface; private: Address }> {
  const all = new Map<Address, { interface: Interface; private: Address }>();
  for (const item of interfaces.values()) {
    for (const [inside, outside] of item.publicOf) all.set(outside, { interface: item, private: inside });
    for (const address of item.addresses)
      if (typeof address === 'bigint') all.set(address, { interface: item, private: address });
  }
  return all;
}

/** By account and region; exclusions name a VPC or subnet by ARN. */
function blockPublicAccessOf(snapshot: Snapshot): (vpc: Vpc) => BlockPublicAccess | undefined {
  const known = new Map<string, BlockPublicAccess>();
  for (const { account, region, ec2 } of snapshot.scopes) {
    const options = ec2?.VpcBlockPublicAccessOptions;
    if (options === undefined) continue;
    const exclusions = ec2?.VpcBlockPublicAccessExclusions?.filter(
      (e) => e.State === undefined || ['create-complete', 'update-complete', 'update-in-progress'].includes(e.State),
    );
    known.set(`${account} ${region}`, {
      mode: options.InternetGatewayBlockMode ?? 'off',
      exclusions:
        exclusions &&
        new Map(
          exclusions.map((e): [string, string] => {
            const arn = e.ResourceArn ?? '';
            return [arn.slice(arn.lastIndexOf('/') + 1), e.InternetGatewayExclusionMode ?? ''];
          }),
        ),
    });
  }
  return (vpc) => known.get(`${vpc.account} ${vpc.region}`);
}
