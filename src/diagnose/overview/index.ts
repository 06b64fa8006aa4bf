import { byUrgency, type Finding } from '../../findings/finding.ts';
import { buildNetwork } from '../../network/build/network.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Inspected } from './check.ts';
import { checks } from './checks/index.ts';
import { dnsFacts } from './facts/dns.ts';
import { addressFacts, distributionFacts } from './facts/edge.ts';
import { firewallFacts } from './facts/firewalls.ts';
import { hybridFacts } from './facts/hybrid.ts';
import { endpointFacts, loadBalancerFacts } from './facts/load-balancers.ts';
import { natGatewayFacts } from './facts/nat-gateways.ts';
import { securityGroupFacts } from './facts/security-groups.ts';
import { routeTableFacts, subnetFacts } from './facts/subnets.ts';
import { peeringFacts, transitGatewayFacts } from './facts/transit-gateways.ts';
import { cidrOverlaps, vpcFacts } from './facts/vpcs.ts';
import type { Overview } from './overview.ts';

/** The facts of a snapshot and all that the checks find in them, most urgent first. */
export function analyze(snapshot: Snapshot): { overview: Overview; findings: Finding[] } {
  const inspected = inspect(snapshot);
  const findings = checks.flatMap((check) => check.find(inspected)).sort(byUrgency);
  return { overview: inspected.overview, findings };
}

/** What checks look at: the snapshot, its network model and the facts. */
export function inspect(snapshot: Snapshot): Inspected {
  const network = buildNetwork(snapshot);
  const subnets = subnetFacts(snapshot, network);
  const vpcs = vpcFacts(snapshot, network, subnets);
  const overview: Overview = {
    vpcs,
    overlaps: cidrOverlaps(vpcs),
    subnets,
    routeTables: routeTableFacts(snapshot),
    natGateways: natGatewayFacts(snapshot, network),
    transitGateways: transitGatewayFacts(snapshot, network),
    peerings: peeringFacts(snapshot),
    securityGroups: securityGroupFacts(snapshot),
    loadBalancers: loadBalancerFacts(snapshot, network),
    endpoints: endpointFacts(snapshot, network),
    firewalls: firewallFacts(snapshot, network),
    dns: dnsFacts(snapshot),
    hybrid: hybridFacts(snapshot),
    distributions: distributionFacts(snapshot),
    addresses: addressFacts(snapshot),
  };
  return { snapshot, network, overview };
}
