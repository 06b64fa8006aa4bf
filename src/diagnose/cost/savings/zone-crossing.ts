import * as text from '../../../messages/cost-savings.ts';
import { monthly, priced } from '../../../pricing/estimate.ts';
import { called, compare } from '../../overview/facts/scopes.ts';
import { fixByHand } from '../../overview/fix.ts';
import type { NatGatewayFacts } from '../../overview/overview.ts';
import { processedBy } from '../services/nat-gateways.ts';
import { type Amount, type Billed, type Found, wasteOf } from './saving.ts';

/** Both directions of a GB between zones are billed: https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer_within_the_same_AWS_Region */
const directions = 2;

/**
 * NAT gateways that other zones' subnets use, where a gateway in each of those zones would cost less than crossing. How
 * much of the gateway's traffic crosses nobody measures: at most all of it.
 */
export const zoneCrossings = (billed: Billed): Found[] =>
  (billed.inspected.overview.natGateways ?? [])
    .filter((n) => n.state === 'available' && n.crossZone.length > 0)
    .flatMap((nat): Found[] => {
      const zones = [...new Set(nat.usedBy.filter((u) => nat.crossZone.includes(u.subnet)).map((u) => u.zone))].sort(
        compare,
      );
      const amount = amountOf(billed, nat, zones.length);
      if (amount.monthlyUsd === null || amount.monthlyUsd <= 0) return [];
      return [
        wasteOf(
          {
            account: nat.account,
            region: nat.region,
            id: nat.id,
            ...(nat.name === undefined ? {} : { name: nat.name }),
            code: 'COST_NAT_ZONE_CROSSING',
            title: text.zoneCrossing.title(called(nat), nat.zone, zones),
            affected: nat.crossZone,
            evidence: [{ says: text.zoneCrossing.evidence(zones), from: 'ec2:DescribeRouteTables', id: nat.id }],
            fix: fixByHand(
              text.zoneCrossing.fix(zones),
              [
                `aws ec2 create-nat-gateway --subnet-id PUBLIC_SUBNET_ID --allocation-id EIPALLOC_ID --region ${nat.region}`,
                `aws ec2 replace-route --route-table-id ROUTE_TABLE_ID --destination-cidr-block 0.0.0.0/0 --nat-gateway-id NEW_NAT_ID --region ${nat.region}`,
              ].join('\n'),
            ),
            references: ['https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-pricing.html'],
          },
          amount,
          // It frees nothing: the gateway stays.
          [],
        ),
      ];
    });

/** What crossing costs if all of the traffic crosses, less a gateway and its address in each of the zones. */
function amountOf({ inspected, table }: Billed, nat: NatGatewayFacts, zones: number): Amount {
  const gb = processedBy(inspected, nat).quantity;
  const crossing = priced('inter-zone-gb', nat.region, (gb ?? 0) * directions, table);
  const gateways = monthly({ product: 'nat-gateway', region: nat.region, quantity: zones }, table);
  const addresses = monthly({ product: 'public-ipv4', region: nat.region, quantity: zones }, table);
  const parts = [crossing, gateways, addresses];
  const known = gb !== null && parts.every((p) => p.monthlyUsd !== null);
  return {
    monthlyUsd: known ? crossing.monthlyUsd! - gateways.monthlyUsd! - addresses.monthlyUsd! : null,
    formula: parts.map((p) => p.formula).join(' − '),
    prices: parts.flatMap((p) => p.prices),
    upTo: true,
  };
}
