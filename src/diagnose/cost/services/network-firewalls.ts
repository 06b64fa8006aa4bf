import { what, why } from '../../../messages/cost-items.ts';
import { hoursPerMonth } from '../../../pricing/estimate.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import { gigabyte, inUnits, monthlySum } from '../measured.ts';
import type { Use } from '../use.ts';
import { bytesOfEndpoint } from './endpoints.ts';
import { unread } from './read.ts';

/**
 * Network Firewall: each endpoint by the hour, and by the GB that it processes. Its own metrics count packets; where
 * PrivateLink has bytes of its endpoints, those are taken. https://aws.amazon.com/network-firewall/pricing/,
 * https://docs.aws.amazon.com/network-firewall/latest/developerguide/monitoring-cloudwatch.html
 */
export const networkFirewallUses = (snapshot: Snapshot): Use[] => [
  ...unread(snapshot, 'regions', (s) => s.networkfirewall?.Firewalls, {
    service: 'network-firewall',
    what: what.firewallHours,
    operation: 'network-firewall:DescribeFirewall',
  }),
  ...snapshot.scopes.flatMap((scope) =>
    (scope.networkfirewall?.Firewalls ?? []).flatMap(({ Firewall, FirewallStatus }) =>
      Object.values(FirewallStatus?.SyncStates ?? {}).flatMap((state): Use[] => {
        const id = state.Attachment?.EndpointId;
        if (id === undefined) return [];
        const own = {
          service: 'network-firewall' as const,
          account: scope.account,
          region: scope.region,
          id,
          name: Firewall.FirewallName ?? id,
        };
        const endpoint = scope.ec2?.VpcEndpoints?.find((e) => e.VpcEndpointId === id);
        const gb = endpoint === undefined ? undefined : inUnits(monthlySum(scope, bytesOfEndpoint(endpoint)), gigabyte);
        return [
          { ...own, product: 'network-firewall-endpoint-hour', what: what.firewallHours, quantity: hoursPerMonth },
          {
            ...own,
            product: 'network-firewall-gb',
            what: what.firewallGb,
            ...(gb === undefined || gb.quantity === null ? { quantity: null, why: why.firewallBytes } : gb),
          },
        ];
      }),
    ),
  ),
];
