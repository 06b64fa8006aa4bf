import { finding } from '../../../findings/finding.ts';
import { asymmetric as text } from '../../../messages/findings/routing.ts';
import type { Network } from '../../../network/model.ts';
import type { Check } from '../check.ts';
import { endpointName, nameIn } from '../describe-way.ts';
import type { Station } from '../facts/connectivity.ts';
import { called, compare, grouped } from '../facts/scopes.ts';
import { about } from '../fix.ts';
import { inspectionsOn, type Way } from '../way.ts';

/** Traffic between VPCs, or with on-premises, that passes other firewall endpoints there than back (rule R16). */
export const firewallAsymmetric: Check = {
  codes: ['FIREWALL_ASYMMETRIC'],
  find: ({ network, connectivity }) =>
    [...grouped(connectivity.asymmetric, (t) => `${t.from.id} ${t.to.id}`).values()].flatMap((trips) => {
      const trip = trips.sort((a, b) => compare(a.fromPlace?.subnet.id ?? '', b.fromPlace?.subnet.id ?? ''))[0]!;
      const all = [...trip.forward, ...trip.back].flatMap((w) => inspectionsOn(w.hops));
      const firewall = network.endpoints.get(all[0] ?? '')?.firewall;
      const vpc = network.endpoints.get(all[0] ?? '')?.vpc ?? network.interfaces.get(all[0] ?? '')?.vpc;
      if (vpc === undefined) return [];
      const [from, to] = [stationName(network, trip.from), stationName(network, trip.to)];
      const evidence = (a: string, b: string, ways: readonly Way[]) => ({
        says: text.way(a, b, through(network, ways)),
        from: 'ec2:DescribeRouteTables',
        id: trip.fromPlace?.subnet.table?.id ?? trip.toPlace?.subnet.table?.id ?? vpc.id,
      });
      return [
        finding({
          ...about({ account: vpc.account, region: vpc.region, id: firewall?.arn ?? all[0]!, name: firewall?.name }),
          code: 'FIREWALL_ASYMMETRIC',
          key: `${trip.from.id} ${trip.to.id}`,
          severity: 'high',
          priority: 'P1',
          affected: [trip.from.id, trip.to.id],
          title: text.title(from, to),
          impact: text.impact(),
          evidence: [evidence(from, to, trip.forward), evidence(to, from, trip.back)],
          references: ['https://docs.aws.amazon.com/network-firewall/latest/developerguide/asymmetric-routing.html'],
        }),
      ];
    }),
};

const stationName = (network: Network, station: Station): string =>
  station.kind === 'vpc' ? called(station.vpc) : nameIn(network, station.id);

const through = (network: Network, ways: readonly Way[]): string =>
  [...new Set(ways.flatMap((w) => inspectionsOn(w.hops)).map((id) => endpointName(network, id)))]
    .sort(compare)
    .join(', ');
