import { byUrgency, type Finding } from '../../findings/finding.ts';
import { hundredthOfACent } from '../../pricing/estimate.ts';
import type { Price } from '../../pricing/price.ts';
import { bundledPrices } from '../../pricing/table.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Inspected } from '../overview/check.ts';
import { inspect } from '../overview/index.ts';
import { type CostItem, itemsOf } from './items.ts';
import { type Saving, savingsOf } from './savings/index.ts';
import { classicBalancerUses } from './services/classic-load-balancers.ts';
import { cloudFrontUses } from './services/cloudfront.ts';
import { directConnectUses } from './services/direct-connect.ts';
import { endpointUses } from './services/endpoints.ts';
import { loadBalancerUses } from './services/load-balancers.ts';
import { natGatewayUses } from './services/nat-gateways.ts';
import { networkFirewallUses } from './services/network-firewalls.ts';
import { publicAddressUses } from './services/public-addresses.ts';
import { route53Uses } from './services/route53.ts';
import { internetTransferUses, zoneTransferUses } from './services/transfer.ts';
import { transitGatewayUses } from './services/transit-gateways.ts';
import { vendedLogUses } from './services/vended-logs.ts';
import { vpnUses } from './services/vpn-connections.ts';
import { webAclUses } from './services/web-acls.ts';
import { type Bill, billOf, type Subtotal, subtotalsOf } from './subtotals.ts';
import { type CostService, costServices, type Use } from './use.ts';
import { vpcsOfResources } from './vpcs.ts';

/** What an account's network costs in a month, and what of it could be saved. */
export interface CostDiagnosis {
  items: CostItem[];
  bill: Bill;
  /** Dearest first. */
  services: (Subtotal & { key: CostService })[];
  /** By VPC id; null: what is of no one VPC. Dearest first. */
  vpcs: (Subtotal & { key: string | null; name: string | null })[];
  regions: (Subtotal & { key: string })[];
  accounts: (Subtotal & { key: string })[];
  /** Dearest first; unknown ones last. */
  savings: Saving[];
  /** US dollars a month of all savings that are sure, and of those that are the most that they can be; nothing twice. */
  savable: { sureUsd: number; atMostUsd: number; unknown: number };
  findings: Finding[];
  /** The window whose traffic was taken for a month's; null: nothing was measured. */
  measured: { from: string; to: string } | null;
}

/**
 * Puts together the month's bill of the network: 730 hours, and the window's traffic at the same rate. Pure: same
 * snapshot and table, same answer.
 */
export function diagnoseCost(snapshot: Snapshot): CostDiagnosis {
  const table = snapshot.prices?.table ?? bundledPrices;
  const inspected = inspect(snapshot);
  const uses = onceEach(usesOf(inspected, table));
  const items = itemsOf(uses, table, vpcsOfResources(inspected));
  const savings = savingsOf(inspected, uses, table);
  const counted = savings.filter((s) => !s.alternative);
  const sum = (some: readonly Saving[]): number =>
    hundredthOfACent(some.reduce((total, s) => total + (s.monthlyUsd ?? 0), 0));
  return {
    items,
    bill: billOf(items),
    services: subtotalsOf(items, (i) => i.service).sort(
      (a, b) => b.monthlyUsd - a.monthlyUsd || costServices.indexOf(a.key) - costServices.indexOf(b.key),
    ),
    vpcs: byVpc(inspected, items),
    regions: subtotalsOf(items, (i) => i.region),
    accounts: subtotalsOf(items, (i) => i.account),
    savings: savings.map(({ finding: _, ...saving }) => saving),
    savable: {
      sureUsd: sum(counted.filter((s) => !s.upTo)),
      atMostUsd: sum(counted.filter((s) => s.upTo)),
      unknown: counted.filter((s) => s.monthlyUsd === null).length,
    },
    findings: savings.map((s) => s.finding).sort(byUrgency),
    measured: windowOf(snapshot),
  };
}

const usesOf = (inspected: Inspected, table: readonly Price[]): Use[] => {
  const { snapshot, network } = inspected;
  return [
    ...natGatewayUses(inspected),
    ...loadBalancerUses(snapshot),
    ...classicBalancerUses(snapshot),
    ...endpointUses(snapshot),
    ...transitGatewayUses(snapshot),
    ...networkFirewallUses(snapshot),
    ...publicAddressUses(snapshot, network),
    ...vpnUses(snapshot),
    ...directConnectUses(snapshot),
    ...internetTransferUses(inspected),
    ...zoneTransferUses(inspected),
    ...cloudFrontUses(snapshot, table),
    ...route53Uses(snapshot),
    ...webAclUses(snapshot),
    ...vendedLogUses(snapshot),
  ];
};

/** What two accounts see of one another's is on one bill only. Log groups have names, not ids: those may be alike. */
function onceEach(uses: readonly Use[]): Use[] {
  const seen = new Set<string>();
  return uses.filter((use) => {
    if (use.id === undefined) return true;
    const place = use.service === 'logs' ? [use.account, use.region] : [];
    const key = JSON.stringify([use.service, use.product, use.what.en, use.id, use.name, use.waived?.source, ...place]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Each resource's part of its line; lines without resources are of no VPC. */
function byVpc({ network }: Inspected, items: readonly CostItem[]): CostDiagnosis['vpcs'] {
  const parts = items.flatMap((item) => {
    const { atMost } = item;
    if (item.resources.length === 0) return [{ vpc: null, monthlyUsd: item.monthlyUsd, atMost }];
    return item.resources.map(({ vpc, monthlyUsd }) => ({ vpc, monthlyUsd, atMost }));
  });
  return subtotalsOf(parts, (p) => p.vpc).map((s) => ({
    ...s,
    name: s.key === null ? null : (network.vpcs.get(s.key)?.name ?? null),
  }));
}

function windowOf(snapshot: Snapshot): CostDiagnosis['measured'] {
  const series = snapshot.scopes.flatMap((s) => s.cloudwatch?.MetricSeries ?? []).filter((s) => s.stat === 'Sum');
  const [first] = series;
  return first === undefined
    ? null
    : series.reduce((w, s) => (s.to > w.to ? { from: s.from, to: s.to } : w), { from: first.from, to: first.to });
}
