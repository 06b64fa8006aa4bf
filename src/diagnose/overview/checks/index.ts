import type { Check } from '../check.ts';
import { account } from './account.ts';
import { addressesUnused } from './addresses-unused.ts';
import { balancerResilience } from './balancer-resilience.ts';
import { balancerSettings } from './balancer-settings.ts';
import { cidrOverlaps } from './cidr-overlaps.ts';
import { cidrPublic } from './cidr-public.ts';
import { directConnectDown } from './direct-connect-down.ts';
import { directConnectSingle } from './direct-connect-single.ts';
import { distributions } from './distributions.ts';
import { dnsAttributes } from './dns-attributes.ts';
import { eastWestUninspected } from './east-west-uninspected.ts';
import { endpoints } from './endpoints.ts';
import { exitsBroken } from './exits-broken.ts';
import { firewallAsymmetric } from './firewall-asymmetric.ts';
import { firewallEndpoints } from './firewall-endpoints.ts';
import { firewallPolicies } from './firewall-policies.ts';
import { flowLogsOff } from './flow-logs-off.ts';
import { healthChecks } from './health-checks.ts';
import { hybridRoutes } from './hybrid-routes.ts';
import { ingressPastFirewall } from './ingress-past-firewall.ts';
import { instanceStatus } from './instance-status.ts';
import { internetGatewayDetached } from './internet-gateway-detached.ts';
import { natGateways } from './nat-gateways.ts';
import { natReturn } from './nat-return.ts';
import { networkAcls } from './network-acls.ts';
import { peerings } from './peerings.ts';
import { publicOnLaunch } from './public-on-launch.ts';
import { queryLogging } from './query-logging.ts';
import { resolverEndpoints } from './resolver-endpoints.ts';
import { routeBlackhole } from './route-blackhole.ts';
import { routeLoop } from './route-loop.ts';
import { routeNoReturn } from './route-no-return.ts';
import { routeTables } from './route-tables.ts';
import { s3EndpointMissing } from './s3-endpoint-missing.ts';
import { securityGroupsOpen } from './security-groups-open.ts';
import { securityGroupsUpkeep } from './security-groups-upkeep.ts';
import { subnetAddresses } from './subnet-addresses.ts';
import { subnetsUnused } from './subnets-unused.ts';
import { targets } from './targets.ts';
import { transitAttachments } from './transit-attachments.ts';
import { transitRouteToUnattachedVpc } from './transit-route-to-unattached-vpc.ts';
import { vpnTunnelsDown } from './vpn-tunnels-down.ts';
import { zonesFew } from './zones-few.ts';

/** Every check of the overview, in the order of troubleshooting: physical, routing, security, services, the rest. */
export const checks: readonly Check[] = [
  instanceStatus,
  directConnectDown,
  vpnTunnelsDown,
  directConnectSingle,
  hybridRoutes,
  routeBlackhole,
  routeLoop,
  exitsBroken,
  routeNoReturn,
  natReturn,
  transitRouteToUnattachedVpc,
  transitAttachments,
  eastWestUninspected,
  peerings,
  firewallAsymmetric,
  natGateways,
  routeTables,
  publicOnLaunch,
  internetGatewayDetached,
  ingressPastFirewall,
  firewallPolicies,
  firewallEndpoints,
  networkAcls,
  securityGroupsOpen,
  account,
  flowLogsOff,
  targets,
  endpoints,
  dnsAttributes,
  resolverEndpoints,
  healthChecks,
  balancerResilience,
  balancerSettings,
  distributions,
  cidrOverlaps,
  cidrPublic,
  subnetAddresses,
  zonesFew,
  s3EndpointMissing,
  addressesUnused,
  securityGroupsUpkeep,
  subnetsUnused,
  queryLogging,
];
