import { byUrgency, type Finding } from '../../findings/finding.ts';
import { buildNetwork } from '../../network/build/network.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Inspected } from './check.ts';
import { checks } from './checks/index.ts';
import { exitsOf } from './exits.ts';
import { accountFacts, counts } from './facts/accounts.ts';
import { cidrOverlaps } from './facts/address-space.ts';
import { addressFacts } from './facts/addresses.ts';
import { connectivityFacts, connectivityOf, stationsOf } from './facts/connectivity.ts';
import { distributionFacts } from './facts/distributions.ts';
import { dnsFacts } from './facts/dns.ts';
import { endpointFacts, missingEndpoints } from './facts/endpoints.ts';
import { firewallFacts } from './facts/firewalls.ts';
import { gatewayFacts } from './facts/gateways.ts';
import { hybridFacts } from './facts/hybrid.ts';
import { loadBalancerFacts } from './facts/load-balancers.ts';
import { namesOf } from './facts/names.ts';
import { natGatewayFacts } from './facts/nat-gateways.ts';
import { networkAclFacts } from './facts/network-acls.ts';
import { peeringFacts } from './facts/peerings.ts';
import { protectionFacts } from './facts/protection.ts';
import { resilienceFacts } from './facts/resilience.ts';
import { routeTableFacts } from './facts/route-tables.ts';
import { securityGroupFacts } from './facts/security-groups.ts';
import { subnetFacts } from './facts/subnets.ts';
import { transitGatewayFacts } from './facts/transit-gateways.ts';
import { vpcFacts } from './facts/vpcs.ts';
import type { Overview } from './overview.ts';

/** The facts of a snapshot and all that the checks find in them, most urgent first. Pure: same snapshot, same answer. */
export function analyze(snapshot: Snapshot): { overview: Overview; findings: Finding[] } {
  const inspected = inspect(snapshot);
  const findings = checks.flatMap((check) => check.find(inspected)).sort(byUrgency);
  return { overview: inspected.overview, findings };
}

/** What checks look at, and what those of some codes find. */
export function analyzeFor(
  snapshot: Snapshot,
  codes: ReadonlySet<string>,
): { inspected: Inspected; findings: Finding[] } {
  const inspected = inspect(snapshot);
  const asked = checks.filter((check) => check.codes.some((code) => codes.has(code)));
  const findings = asked.flatMap((check) => check.find(inspected)).filter((f) => codes.has(f.code));
  return { inspected, findings: findings.sort(byUrgency) };
}

/** What checks look at: the snapshot, its network model and the facts. */
export function inspect(snapshot: Snapshot): Inspected {
  const network = buildNetwork(snapshot);
  const exits = exitsOf(network);
  const vpcs = vpcFacts(snapshot, network, exits);
  const hybrid = hybridFacts(snapshot, network);
  const stations = stationsOf(network, hybrid.onPremises);
  const connectivity = connectivityOf(network, stations);
  const facts: Omit<Overview, 'names' | 'counts'> = {
    accounts: accountFacts(snapshot),
    regions: [...snapshot.regions].sort(),
    vpcs,
    overlaps: cidrOverlaps(network, vpcs, hybrid.onPremises),
    subnets: subnetFacts(snapshot, network, exits),
    routeTables: routeTableFacts(snapshot, network),
    gateways: gatewayFacts(snapshot, network),
    natGateways: natGatewayFacts(snapshot, network, exits),
    transitGateways: transitGatewayFacts(snapshot, network),
    peerings: peeringFacts(snapshot, network),
    connectivity: connectivityFacts(network, stations, connectivity),
    securityGroups: securityGroupFacts(snapshot, network),
    networkAcls: networkAclFacts(snapshot, network),
    loadBalancers: loadBalancerFacts(snapshot, network),
    endpoints: endpointFacts(snapshot, network),
    missingEndpoints: missingEndpoints(snapshot, network, exits),
    firewalls: firewallFacts(snapshot, network),
    dns: dnsFacts(snapshot, network),
    hybrid,
    distributions: distributionFacts(snapshot),
    addresses: addressFacts(snapshot),
    protection: protectionFacts(snapshot),
    resilience: resilienceFacts(snapshot, network),
  };
  const overview: Overview = { ...facts, names: namesOf(network, facts), counts: counts(snapshot, facts) };
  return { snapshot, network, overview, exits, connectivity };
}
