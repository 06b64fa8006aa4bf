import { what } from '../../../messages/cost-items.ts';
import { hoursPerMonth, natGatewayWaiver } from '../../../pricing/estimate.ts';
import { scopeOf } from '../../../snapshot/snapshot.ts';
import type { Inspected } from '../../overview/check.ts';
import { compare } from '../../overview/facts/scopes.ts';
import type { NatGatewayFacts } from '../../overview/overview.ts';
import { added, gigabyte, inUnits, type Measured, monthlySum } from '../measured.ts';
import type { Use } from '../use.ts';
import { unread } from './read.ts';

/** A gateway is billed from its creation until it is deleted, also while nothing passes it. */
const billed = new Set(['available', 'pending', 'deleting']);

/**
 * Hours and GB of NAT gateways; a regional one is billed for each zone that it works in. What AWS waives for the
 * firewall endpoint that a gateway is chained with is a line of its own.
 * https://aws.amazon.com/vpc/pricing/, https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-pricing.html
 */
export function natGatewayUses(inspected: Inspected): Use[] {
  const { snapshot, network, overview } = inspected;
  const gateways = (overview.natGateways ?? []).filter((n) => billed.has(n.state));
  /** Hours of firewall endpoints that are not yet set against a gateway's, by the endpoints' ids. */
  const left = new Map<string, number>();
  return [
    ...unread(snapshot, 'regions', (s) => s.ec2?.NatGateways, {
      service: 'nat-gateway',
      what: what.natHours,
      operation: 'ec2:DescribeNatGateways',
    }),
    ...gateways.flatMap((nat): Use[] => {
      const model = network.natGateways.get(nat.id);
      const regional = model?.regional ?? false;
      const zones = regional ? Math.max(1, new Set(model?.addresses.map((a) => a.zone)).size) : 1;
      const own = { service: 'nat-gateway' as const, account: nat.account, region: nat.region, ...named(nat) };
      const gb = processedBy(inspected, nat);
      const hours: Use = {
        ...own,
        product: regional ? 'regional-nat-gateway-hour' : 'nat-gateway-hour',
        what: regional ? what.regionalNatHours : what.natHours,
        quantity: zones * hoursPerMonth,
      };
      const chain = firewallsBefore(inspected, nat);
      const waived: Use[] = [];
      if (chain.length > 0) {
        for (const id of chain) if (!left.has(id)) left.set(id, hoursPerMonth);
        let free = hours.quantity ?? 0;
        for (const id of chain) {
          const taken = Math.min(free, left.get(id) ?? 0);
          left.set(id, (left.get(id) ?? 0) - taken);
          free -= taken;
        }
        const covered = (hours.quantity ?? 0) - free;
        if (covered > 0)
          waived.push({ ...hours, what: what.natHoursWaived, quantity: covered, waived: natGatewayWaiver });
        // All that the gateway processes has passed the firewall: its GB are covered one to one.
        if (gb.quantity !== null)
          waived.push({
            ...own,
            product: 'nat-gateway-gb',
            what: what.natGbWaived,
            quantity: gb.quantity,
            waived: natGatewayWaiver,
          });
      }
      return [hours, { ...own, product: 'nat-gateway-gb', what: what.natGb, ...gb }, ...waived];
    }),
  ];
}

const named = (r: { id: string; name?: string }) => ({ id: r.id, ...(r.name === undefined ? {} : { name: r.name }) });

/** GB in both directions, once each: what comes from the destination and what goes to it. */
export function processedBy({ snapshot }: Pick<Inspected, 'snapshot'>, nat: NatGatewayFacts): Measured {
  const scope = scopeOf(snapshot, nat.account, nat.region);
  const sum = (metric: string): Measured =>
    monthlySum(scope, { namespace: 'AWS/NATGateway', metric, dimensions: { NatGatewayId: nat.id } });
  return inUnits(added(sum('BytesInFromDestination'), sum('BytesOutToDestination')), gigabyte);
}

/** Firewall endpoints on the ways to a gateway; none unless every way to it passes one. */
export function firewallsBefore({ network, exits }: Inspected, nat: NatGatewayFacts): string[] {
  const ways = nat.usedBy.flatMap((u) =>
    (exits.get(u.subnet) ?? []).filter((w) => w.hops.some((h) => h.id === nat.id)),
  );
  const onWay = ways.map((w) =>
    w.hops.filter((h) => h.kind === 'endpoint' && network.endpoints.get(h.id)?.firewall !== undefined).map((h) => h.id),
  );
  return onWay.length === 0 || onWay.some((ids) => ids.length === 0) ? [] : [...new Set(onWay.flat())].sort(compare);
}
