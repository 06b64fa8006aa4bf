import type { RuleGroup } from '@aws-sdk/client-network-firewall';
import type { Saved, Snapshot } from '../../snapshot/snapshot.ts';
import { nameOf } from '../../snapshot/snapshot.ts';
import { type CompiledFirewallPolicy, compileFirewallPolicy } from '../firewall-policy.ts';
import type { Endpoint, Firewall, PrefixList, Subnet, Vpc } from '../model.ts';
import { byParent, seenOnce } from './seen.ts';

export function buildEndpoints(
  snapshot: Snapshot,
  vpcs: Map<string, Vpc>,
  subnets: Map<string, Subnet>,
): Map<string, Endpoint> {
  const types: Record<string, Endpoint['type']> = {
    Gateway: 'gateway',
    Interface: 'interface',
    GatewayLoadBalancer: 'gateway-load-balancer',
  };
  const seen = seenOnce(
    snapshot,
    (s) => s.ec2?.VpcEndpoints,
    (e) => e.VpcEndpointId,
    (e) => e.OwnerId,
  );
  return new Map(
    [...seen].map(([id, { raw }]): [string, Endpoint] => [
      id,
      {
        id,
        name: nameOf(raw),
        type: types[raw.VpcEndpointType ?? ''] ?? 'other',
        vpc: vpcs.get(raw.VpcId ?? ''),
        service: raw.ServiceName ?? '',
        // EC2 answers in lower case, the SDK's enum is capitalised.
        state: (raw.State ?? 'available').toLowerCase(),
        subnet: raw.VpcEndpointType === 'GatewayLoadBalancer' ? subnets.get(raw.SubnetIds?.[0] ?? '') : undefined,
        policy: raw.PolicyDocument,
        routeTables: raw.RouteTableIds ?? [],
      },
    ]),
  );
}

/** Network Firewalls by ARN; puts their endpoints into `endpoints`, or behind those that are there. */
export function buildFirewalls(
  snapshot: Snapshot,
  vpcs: Map<string, Vpc>,
  subnets: Map<string, Subnet>,
  prefixLists: Map<string, PrefixList>,
  endpoints: Map<string, Endpoint>,
): Map<string, Firewall> {
  const policies = byParent(snapshot, (s) => s.networkfirewall?.FirewallPolicies);
  const ruleGroups = byParent(snapshot, (s) => s.networkfirewall?.RuleGroups);
  const groupOf = (arn: string): Saved<RuleGroup> | undefined => ruleGroups.get(arn)?.RuleGroup;
  const prefixListOf = (arn: string) => prefixLists.get(arn.slice(arn.lastIndexOf('/') + 1))?.cidrs;
  const firewalls = new Map<string, Firewall>();
  const seen = seenOnce(
    snapshot,
    (s) => s.networkfirewall?.Firewalls,
    (f) => f.Firewall.FirewallArn,
  );
  for (const [arn, { raw }] of seen) {
    const vpc = vpcs.get(raw.Firewall.VpcId ?? '');
    const policyArn = raw.Firewall.FirewallPolicyArn ?? '';
    let compiled: CompiledFirewallPolicy | undefined;
    const firewall: Firewall = {
      arn,
      name: raw.Firewall.FirewallName ?? arn,
      vpc,
      attachment: raw.FirewallStatus?.TransitGatewayAttachmentSyncState?.AttachmentId,
      policyArn,
      policy() {
        const found = policies.get(policyArn)?.FirewallPolicy;
        if (found !== undefined) compiled ??= compileFirewallPolicy(found, groupOf, vpc?.cidrs ?? [], prefixListOf);
        return compiled;
      },
    };
    firewalls.set(arn, firewall);
    for (const { Attachment: attachment } of Object.values(raw.FirewallStatus?.SyncStates ?? {})) {
      const id = attachment?.EndpointId;
      if (id === undefined) continue;
      const known = endpoints.get(id);
      const subnet = subnets.get(attachment?.SubnetId ?? '') ?? known?.subnet;
      endpoints.set(id, {
        ...(known ?? {
          id,
          name: firewall.name,
          vpc,
          service: 'network-firewall',
          state: (attachment?.Status ?? 'READY') === 'READY' ? 'available' : 'pending',
          routeTables: [],
        }),
        type: 'gateway-load-balancer',
        subnet,
        firewall,
      });
    }
  }
  return firewalls;
}
