import type { VpcEndpoint } from '@aws-sdk/client-ec2';
import { what } from '../../../messages/cost-items.ts';
import { hoursPerMonth } from '../../../pricing/estimate.ts';
import { nameOf, type Saved, type Snapshot, scopeOf } from '../../../snapshot/snapshot.ts';
import { everywhere } from '../../overview/facts/scopes.ts';
import { gigabyte, inUnits, type Metric, monthlySum } from '../measured.ts';
import type { Use } from '../use.ts';
import { unread } from './read.ts';

/** An endpoint's metric has four dimensions: https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html */
export const bytesOfEndpoint = (e: Saved<VpcEndpoint>): Metric => ({
  namespace: 'AWS/PrivateLinkEndpoints',
  metric: 'BytesProcessed',
  dimensions: {
    'Endpoint Type': e.VpcEndpointType ?? '',
    'Service Name': e.ServiceName ?? '',
    'VPC Endpoint Id': e.VpcEndpointId ?? '',
    'VPC Id': e.VpcId ?? '',
  },
});

/** Ids of endpoints that belong to a Network Firewall: they are billed as the firewall's. */
export const firewallEndpointIds = (snapshot: Snapshot): Set<string> =>
  new Set([
    ...snapshot.scopes.flatMap((s) =>
      (s.networkfirewall?.Firewalls ?? []).flatMap((f) =>
        Object.values(f.FirewallStatus?.SyncStates ?? {}).flatMap((state) => state.Attachment?.EndpointId ?? []),
      ),
    ),
    ...snapshot.scopes.flatMap((s) =>
      (s.ec2?.VpcEndpoints ?? [])
        .filter((e) => e.Tags?.some((t) => t.Key === 'AWSNetworkFirewallManaged'))
        .flatMap((e) => e.VpcEndpointId ?? []),
    ),
  ]);

/** EC2 answers in lower case, the SDK's enum is capitalised. */
const isGone = (e: Saved<VpcEndpoint>): boolean =>
  ['deleted', 'failed', 'rejected', 'expired', 'pendingacceptance'].includes((e.State ?? '').toLowerCase());

/** Endpoints that are billed or free, each once, without those of Network Firewall. */
export function billedEndpoints(snapshot: Snapshot) {
  const firewalls = firewallEndpointIds(snapshot);
  return (
    everywhere(
      snapshot,
      (s) => s.ec2?.VpcEndpoints,
      (e) => e.VpcEndpointId,
      (e) => e.OwnerId,
    ) ?? []
  ).filter(({ item }) => !isGone(item) && !firewalls.has(item.VpcEndpointId ?? ''));
}

/**
 * Interface and Gateway Load Balancer endpoints by the hour for each zone, which is each subnet, and by the GB; gateway
 * endpoints cost nothing. https://aws.amazon.com/privatelink/pricing/,
 * https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 */
export const endpointUses = (snapshot: Snapshot): Use[] => [
  ...unread(snapshot, 'regions', (s) => s.ec2?.VpcEndpoints, {
    service: 'endpoint',
    what: what.interfaceHours,
    operation: 'ec2:DescribeVpcEndpoints',
  }),
  ...billedEndpoints(snapshot).flatMap(({ item, account, region }): Use[] => {
    const name = nameOf(item) ?? item.ServiceName;
    const own = {
      service: 'endpoint' as const,
      account,
      region,
      id: item.VpcEndpointId!,
      ...(name === undefined ? {} : { name }),
    };
    const gb = () => inUnits(monthlySum(scopeOf(snapshot, account, region), bytesOfEndpoint(item)), gigabyte);
    const hours = (item.SubnetIds?.length ?? 0) * hoursPerMonth;
    switch (item.VpcEndpointType) {
      case 'Gateway':
        return [
          {
            ...own,
            product: null,
            what: what.gatewayEndpoint,
            quantity: 1,
            free: 'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
          },
        ];
      case 'Interface':
        return [
          { ...own, product: 'interface-endpoint-hour', what: what.interfaceHours, quantity: hours },
          { ...own, product: 'interface-endpoint-gb', what: what.interfaceGb, ...gb() },
        ];
      case 'GatewayLoadBalancer':
        return [
          { ...own, product: 'gwlb-endpoint-hour', what: what.gwlbeHours, quantity: hours },
          { ...own, product: 'gwlb-endpoint-gb', what: what.gwlbeGb, ...gb() },
        ];
      default:
        return [{ ...own, product: null, what: what.otherEndpoint(item.VpcEndpointType ?? '?'), quantity: hours }];
    }
  }),
];
