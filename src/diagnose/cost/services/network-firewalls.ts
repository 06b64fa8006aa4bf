import { what, why } from '../../../messages/cost-items.ts';
import { hoursPerMonth } from '../../../pricing/estimate.ts';
import type { NetworkFirewallData } from '../../../snapshot/data/services.ts';
import type { Scope, Snapshot } from '../../../snapshot/snapshot.ts';
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
    (scope.networkfirewall?.Firewalls ?? []).flatMap((firewall): Use[] => [
      ...endpointsInVpc(scope, firewall),
      ...endpointsAtTransitGateway(scope, firewall),
      ...furtherEndpoints(scope, firewall),
    ]),
  ),
];

type Firewall = NonNullable<NetworkFirewallData['Firewalls']>[number];

const own = ({ account, region }: Scope, { Firewall }: Firewall) => ({
  service: 'network-firewall' as const,
  account,
  region,
  name: Firewall.FirewallName ?? '',
});

/** One in each zone that the firewall has a subnet in. */
const endpointsInVpc = (scope: Scope, firewall: Firewall): Use[] =>
  Object.values(firewall.FirewallStatus?.SyncStates ?? {}).flatMap((state): Use[] => {
    const id = state.Attachment?.EndpointId;
    if (id === undefined) return [];
    const endpoint = scope.ec2?.VpcEndpoints?.find((e) => e.VpcEndpointId === id);
    const gb = endpoint === undefined ? undefined : inUnits(monthlySum(scope, bytesOfEndpoint(endpoint)), gigabyte);
    const of = { ...own(scope, firewall), id };
    return [
      { ...of, product: 'network-firewall-endpoint-hour', what: what.firewallHours, quantity: hoursPerMonth },
      {
        ...of,
        product: 'network-firewall-gb',
        what: what.firewallGb,
        ...(gb === undefined || gb.quantity === null ? { quantity: null, why: why.firewallBytes } : gb),
      },
    ];
  });

/** A firewall that is attached to a transit gateway has its endpoints in no VPC of the account's: one in each zone. */
function endpointsAtTransitGateway(scope: Scope, firewall: Firewall): Use[] {
  const { TransitGatewayId, AvailabilityZoneMappings = [], FirewallArn = '' } = firewall.Firewall;
  if (TransitGatewayId === undefined || AvailabilityZoneMappings.length === 0) return [];
  const of = { ...own(scope, firewall), id: FirewallArn };
  return [
    {
      ...of,
      product: 'network-firewall-endpoint-hour',
      what: what.firewallHours,
      quantity: AvailabilityZoneMappings.length * hoursPerMonth,
    },
    { ...of, product: 'network-firewall-gb', what: what.firewallGb, quantity: null, why: why.firewallBytes },
  ];
}

/** Endpoints of the firewall in further VPCs have a price of their own, and which those are is not read. */
function furtherEndpoints(scope: Scope, firewall: Firewall): Use[] {
  const { NumberOfAssociations = 0, FirewallArn = '' } = firewall.Firewall;
  return NumberOfAssociations === 0
    ? []
    : [
        {
          ...own(scope, firewall),
          id: FirewallArn,
          product: null,
          what: what.firewallAssociations,
          quantity: null,
          why: why.firewallAssociations(NumberOfAssociations),
        },
      ];
}
