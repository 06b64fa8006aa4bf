import { finding } from '../../../findings/finding.ts';
import { peering as text } from '../../../messages/findings/transit.ts';
import type { Check } from '../check.ts';
import { called } from '../facts/scopes.ts';
import { about, ec2, fixBy } from '../fix.ts';

const references = ['https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html'];

/** Peerings that wait, and active ones that nothing is routed to. One that only one side uses shows as ROUTE_NO_RETURN. */
export const peerings: Check = {
  codes: ['PEERING_PENDING', 'PEERING_UNUSED'],
  find: ({ snapshot, network, overview }) =>
    (overview.peerings ?? []).flatMap((peering) => {
      const stateOf = (id: string) => (after: { network(): typeof network }) =>
        after.network().peerings.get(id)?.state === 'active';
      if (peering.state === 'pending-acceptance')
        return [
          finding({
            ...about(peering),
            code: 'PEERING_PENDING',
            severity: 'low',
            priority: 'P3',
            affected: peering.vpcs,
            title: text.pendingTitle(called(peering)),
            impact: text.pendingImpact(),
            evidence: [{ says: text.state(peering.state), from: 'ec2:DescribeVpcPeeringConnections', id: peering.id }],
            fixes: [
              fixBy(
                snapshot,
                peering,
                text.accept(),
                [ec2('AcceptVpcPeeringConnection', { VpcPeeringConnectionId: peering.id })],
                stateOf(peering.id),
              ),
            ],
            references,
          }),
        ];
      if (peering.state !== 'active' || peering.routed.some((r) => r !== false)) return [];
      return [
        finding({
          ...about(peering),
          code: 'PEERING_UNUSED',
          severity: 'low',
          priority: 'P3',
          affected: peering.vpcs,
          title: text.unusedTitle(called(peering)),
          impact: text.unusedImpact(),
          evidence: peering.vpcs.map((id) => ({
            says: text.routed(called(network.vpcs.get(id) ?? { id }), false),
            from: 'ec2:DescribeRouteTables',
            id,
          })),
          fixes: [
            fixBy(
              snapshot,
              peering,
              text.remove(),
              [ec2('DeleteVpcPeeringConnection', { VpcPeeringConnectionId: peering.id })],
              (after) => after.network().peerings.get(peering.id)?.state !== 'active',
            ),
          ],
          references,
        }),
      ];
    }),
};
