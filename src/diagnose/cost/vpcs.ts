import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Inspected } from '../overview/check.ts';
import { classicBalancerOf } from './services/classic-load-balancers.ts';

/**
 * The VPC that each billed resource stands in, by the id that a bill's line has for it. What is of no one VPC (VPN and
 * Direct Connect, hosted zones, distributions, idle addresses, log groups) is not in it.
 */
export function vpcsOfResources({ snapshot, network }: Pick<Inspected, 'snapshot' | 'network'>): Map<string, string> {
  const found = new Map<string, string>();
  const add = (id: string | undefined, vpc: string | undefined): void => {
    if (id !== undefined && vpc !== undefined && vpc !== '') found.set(id, vpc);
  };
  for (const vpc of network.vpcs.keys()) add(vpc, vpc);
  for (const nat of network.natGateways.values()) add(nat.id, nat.vpc?.id);
  for (const scope of snapshot.scopes) {
    for (const b of scope.elbv2?.LoadBalancers ?? []) add(b.LoadBalancerArn, b.VpcId);
    for (const e of scope.ec2?.VpcEndpoints ?? []) add(e.VpcEndpointId, e.VpcId);
    for (const a of scope.ec2?.TransitGatewayAttachments ?? [])
      if (a.ResourceType === 'vpc') add(a.TransitGatewayAttachmentId, a.ResourceId);
    for (const { Firewall, FirewallStatus } of scope.networkfirewall?.Firewalls ?? [])
      for (const state of Object.values(FirewallStatus?.SyncStates ?? {}))
        add(state.Attachment?.EndpointId, Firewall.VpcId);
    for (const e of scope.route53resolver?.ResolverEndpoints ?? []) add(e.Id, e.HostVPCId);
    for (const i of scope.ec2?.NetworkInterfaces ?? []) {
      add(i.NetworkInterfaceId, i.VpcId);
      add(i.Attachment?.InstanceId, i.VpcId);
      add(classicBalancerOf(i), i.VpcId);
    }
    addAddresses(scope, add);
  }
  return found;
}

/** Addresses are in the VPC of the interface that has them. */
function addAddresses(
  { ec2 }: Snapshot['scopes'][number],
  add: (id: string | undefined, vpc: string | undefined) => void,
): void {
  const vpcOf = new Map((ec2?.NetworkInterfaces ?? []).map((i) => [i.NetworkInterfaceId, i.VpcId]));
  for (const a of ec2?.Addresses ?? []) add(a.AllocationId ?? a.PublicIp, vpcOf.get(a.NetworkInterfaceId));
  for (const nat of ec2?.NatGateways ?? []) {
    for (const a of nat.NatGatewayAddresses ?? []) add(a.AllocationId, nat.VpcId);
  }
}
