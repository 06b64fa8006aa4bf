import * as text from '../../../messages/cost-savings.ts';
import { fixBy } from '../../overview/fix.ts';
import { type Billed, type Found, pricing, standingCost, wasteOf } from './saving.ts';

/** What Route 53 itself puts into a hosted zone: NS and SOA. */
const ownRecords = 2;

/** Hosted zones without records. A deleted zone of the internet's is gone for good, name servers and all. */
export const emptyZones = (billed: Billed): Found[] => {
  const { snapshot } = billed.inspected;
  return snapshot.scopes.flatMap(({ account, route53 }) =>
    (route53?.HostedZones ?? [])
      .filter((z) => z.ResourceRecordSetCount !== undefined && z.ResourceRecordSetCount <= ownRecords)
      .map((z) => {
        const id = (z.Id ?? '').replace('/hostedzone/', '');
        const name = z.Name ?? id;
        return wasteOf(
          {
            account,
            region: 'global',
            id,
            name,
            code: 'COST_ZONE_EMPTY',
            title: text.zoneEmpty.title(name),
            evidence: [
              {
                says: text.zoneEmpty.evidence(z.ResourceRecordSetCount ?? 0),
                from: 'route53:ListHostedZones',
                id,
              },
            ],
            fix: fixBy(
              snapshot,
              { account, region: 'global' },
              text.zoneEmpty.fix,
              [{ service: 'route53', operation: 'DeleteHostedZone', input: { Id: id } }],
              (after) => !after.snapshot.scopes.some((s) => s.route53?.HostedZones?.some((other) => other.Id === z.Id)),
            ),
            references: pricing('route53'),
          },
          standingCost(billed, [id]),
        );
      }),
  );
};
