import { finding } from '../../../findings/finding.ts';
import { uninspected as text } from '../../../messages/findings/transit.ts';
import type { Check } from '../check.ts';
import { nameIn } from '../describe-way.ts';
import type { Pair, Station } from '../facts/connectivity.ts';
import { called, compare } from '../facts/scopes.ts';
import { about } from '../fix.ts';
import { inspectionsOn } from '../way.ts';

/** As many pairs as evidence names; the rest are counted. */
const shown = 8;

/**
 * A transit gateway whose VPCs go out to the internet through a firewall, but to each other and to on-premises past it.
 * Where nothing is inspected there is no such expectation to fall short of.
 */
export const eastWestUninspected: Check = {
  codes: ['TGW_EAST_WEST_UNINSPECTED'],
  find: ({ network, exits, connectivity }) =>
    [...network.transitGateways.values()].flatMap((gateway) => {
      const firewalls = new Set<string>();
      for (const ways of exits.values())
        for (const { hops } of ways)
          if (hops.some((h) => h.id === gateway.id))
            for (const id of inspectionsOn(hops))
              firewalls.add(network.endpoints.get(id)?.firewall?.name ?? nameIn(network, id));
      if (firewalls.size === 0) return [];
      const isOn = (station: Station): boolean =>
        station.kind === 'vpc'
          ? station.vpc.attachments.some((a) => a.transitGateway === gateway.id)
          : gateway.attachments.has(station.id);
      const direct = connectivity.pairs.filter((p) => p.bothWays && !p.inspected && isOn(p.from) && isOn(p.to));
      if (direct.length === 0) return [];
      const name = (station: Station): string =>
        station.kind === 'vpc' ? called(station.vpc) : nameIn(network, station.id);
      const pairs = direct
        .map((p: Pair) => [name(p.from), name(p.to)].sort(compare) as [string, string])
        .sort((a, b) => compare(a.join(), b.join()));
      const stations = new Set(direct.flatMap((p) => [p.from.id, p.to.id]));
      const from = 'ec2:SearchTransitGatewayRoutes';
      return [
        finding({
          ...about(gateway),
          code: 'TGW_EAST_WEST_UNINSPECTED',
          severity: 'low',
          priority: 'P3',
          affected: [...stations].sort(compare),
          title: text.title(called(gateway), direct.length),
          impact: text.impact([...firewalls].sort(compare).join(', ')),
          evidence: [
            ...pairs.slice(0, shown).map(([a, b]) => ({ says: text.pair(a, b), from, id: gateway.id })),
            ...(pairs.length > shown ? [{ says: text.more(pairs.length - shown), from, id: gateway.id }] : []),
          ],
          fixes: [
            {
              says: text.fix(),
              command: `aws ec2 create-transit-gateway-route-table --transit-gateway-id ${gateway.id} --region ${gateway.region}`,
              calls: [],
              verified: false,
            },
          ],
          references: ['https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html'],
        }),
      ];
    }),
};
