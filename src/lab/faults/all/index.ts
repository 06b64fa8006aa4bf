import type { Fault } from '../fault.ts';
import { appError } from './app-error.ts';
import { appSlow } from './app-slow.ts';
import { balancerEgressClosed } from './balancer-egress-closed.ts';
import { balancerIngressClosed } from './balancer-ingress-closed.ts';
import { crossZoneOff } from './cross-zone-off.ts';
import { directConnectDown } from './direct-connect-down.ts';
import { dmzEndpointGroupClosed } from './dmz-endpoint-group-closed.ts';
import { endpointGroupClosed } from './endpoint-group-closed.ts';
import { firewallExitDeleted } from './firewall-exit-deleted.ts';
import { firewallRouteDeleted } from './firewall-route-deleted.ts';
import { healthMatcher } from './health-matcher.ts';
import { healthPath } from './health-path.ts';
import { healthPort } from './health-port.ts';
import { healthProtocol } from './health-protocol.ts';
import { healthRefused } from './health-refused.ts';
import { instanceHung } from './instance-hung.ts';
import { listenerDeleted } from './listener-deleted.ts';
import { listenerFixedResponse } from './listener-fixed-response.ts';
import { mgmtEndpointGroupClosed } from './mgmt-endpoint-group-closed.ts';
import { mgmtGroupClosed } from './mgmt-group-closed.ts';
import { mgmtServiceDown } from './mgmt-service-down.ts';
import { naclBalancerInbound } from './nacl-balancer-inbound.ts';
import { naclBalancerOutbound } from './nacl-balancer-outbound.ts';
import { naclEphemeralPart } from './nacl-ephemeral-part.ts';
import { naclTargetInbound } from './nacl-target-inbound.ts';
import { naclTargetOutbound } from './nacl-target-outbound.ts';
import { natExitDeleted } from './nat-exit-deleted.ts';
import { natPacketDrops } from './nat-packet-drops.ts';
import { natPortExhaustion } from './nat-port-exhaustion.ts';
import { natReturnDeleted } from './nat-return-deleted.ts';
import { pageMissing } from './page-missing.ts';
import { publicRouteDeleted } from './public-route-deleted.ts';
import { serviceDown } from './service-down.ts';
import { serviceSilent } from './service-silent.ts';
import { targetGroupClosed } from './target-group-closed.ts';
import { targetStopped } from './target-stopped.ts';
import { targetWrongPort } from './target-wrong-port.ts';
import { targetsRemoved } from './targets-removed.ts';
import { transitAttachmentUnassociated } from './transit-attachment-unassociated.ts';
import { transitBlackhole } from './transit-blackhole.ts';
import { transitExitDeleted } from './transit-exit-deleted.ts';
import { transitZoneRemoved } from './transit-zone-removed.ts';
import { vpnTunnelsDown } from './vpn-tunnels-down.ts';

/** Every fault, in the order in which they are listed. */
export const faults: readonly Fault[] = [
  targetStopped,
  instanceHung,
  serviceDown,
  serviceSilent,
  appError,
  pageMissing,
  appSlow,
  mgmtServiceDown,
  healthPath,
  healthRefused,
  healthPort,
  healthProtocol,
  healthMatcher,
  listenerDeleted,
  listenerFixedResponse,
  targetWrongPort,
  targetsRemoved,
  crossZoneOff,
  targetGroupClosed,
  mgmtGroupClosed,
  balancerEgressClosed,
  balancerIngressClosed,
  naclBalancerOutbound,
  naclTargetInbound,
  naclTargetOutbound,
  naclBalancerInbound,
  naclEphemeralPart,
  publicRouteDeleted,
  firewallRouteDeleted,
  firewallExitDeleted,
  transitExitDeleted,
  transitZoneRemoved,
  transitBlackhole,
  natExitDeleted,
  natReturnDeleted,
  natPortExhaustion,
  natPacketDrops,
  transitAttachmentUnassociated,
  endpointGroupClosed,
  dmzEndpointGroupClosed,
  mgmtEndpointGroupClosed,
  directConnectDown,
  vpnTunnelsDown,
];

export const faultOf = (id: string): Fault | undefined => faults.find((f) => f.id === id);
