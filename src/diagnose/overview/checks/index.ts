import type { Check } from '../check.ts';
import { account } from './account.ts';
import { addressesUnused } from './addresses-unused.ts';
import { adminPortsOpen } from './admin-ports-open.ts';
import { balancerAccessLogs } from './balancer-access-logs.ts';
import { balancersPlain } from './balancers-plain.ts';
import { cidrOverlaps } from './cidr-overlaps.ts';
import { directConnectDown } from './direct-connect-down.ts';
import { directConnectSingle } from './direct-connect-single.ts';
import { distributions } from './distributions.ts';
import { firewallReturnBypassed } from './firewall-return-bypassed.ts';
import { firewallsOpen } from './firewalls-open.ts';
import { flowLogsOff } from './flow-logs-off.ts';
import { groupsUnused } from './groups-unused.ts';
import { hybridRoutes } from './hybrid-routes.ts';
import { ingressPastFirewall } from './ingress-past-firewall.ts';
import { natSingleZone } from './nat-single-zone.ts';
import { routeTablesUnused } from './route-tables-unused.ts';
import { routesBlackhole } from './routes-blackhole.ts';
import { routesUnattachedVpc } from './routes-unattached-vpc.ts';
import { s3EndpointMissing } from './s3-endpoint-missing.ts';
import { subnetAddresses } from './subnet-addresses.ts';
import { subnetsUnused } from './subnets-unused.ts';
import { targetsUnhealthy } from './targets-unhealthy.ts';
import { vpnTunnelsDown } from './vpn-tunnels-down.ts';
import { zonesFew } from './zones-few.ts';

/** Every check of the overview, in the order of troubleshooting: physical, routing, security, services, the rest. */
export const checks: readonly Check[] = [
  directConnectDown,
  vpnTunnelsDown,
  directConnectSingle,
  hybridRoutes,
  routesBlackhole,
  routesUnattachedVpc,
  firewallReturnBypassed,
  ingressPastFirewall,
  firewallsOpen,
  adminPortsOpen,
  account,
  flowLogsOff,
  targetsUnhealthy,
  balancersPlain,
  balancerAccessLogs,
  distributions,
  cidrOverlaps,
  subnetAddresses,
  natSingleZone,
  zonesFew,
  s3EndpointMissing,
  addressesUnused,
  groupsUnused,
  routeTablesUnused,
  subnetsUnused,
];
