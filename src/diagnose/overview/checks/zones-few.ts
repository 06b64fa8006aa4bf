import { finding } from '../../../findings/finding.ts';
import { fewZones } from '../../../messages/findings/vpcs.ts';
import type { Check } from '../check.ts';
import { called, grouped } from '../facts/scopes.ts';
import { about } from '../fix.ts';

/** Zones that workloads should be in: two can lose one only with all the load on the other. */
const goal = 3;

/** VPCs with workloads in fewer than three zones: one finding an account and region. */
export const zonesFew: Check = {
  codes: ['VPC_ZONES_UNDER_THREE'],
  find: ({ overview }) => {
    const few = (overview.resilience ?? []).filter(
      (r) => r.zones.length > 0 && r.zones.length < Math.min(goal, r.offered ?? goal),
    );
    return [...grouped(few, (r) => `${r.account} ${r.region}`).values()].map((of) => {
      const nameOf = (vpc: string): string => overview.names[vpc] ?? vpc;
      // One zone before two.
      of.sort((a, b) => a.zones.length - b.zones.length);
      const [first] = of as [(typeof of)[number]];
      const least = first.zones.length;
      return finding({
        ...about({ ...first, id: first.vpc, name: called({ id: first.vpc, name: nameOf(first.vpc) }) }),
        code: 'VPC_ZONES_UNDER_THREE',
        severity: least === 1 ? 'medium' : 'info',
        priority: 'P3',
        affected: of.map((r) => r.vpc),
        title: fewZones.title(of.map((r) => nameOf(r.vpc))),
        impact: fewZones.impact(least),
        evidence: of.map((r) => ({
          says: fewZones.vpc(nameOf(r.vpc), r.zones, r.offered),
          from: 'ec2:DescribeNetworkInterfaces',
          id: r.vpc,
        })),
        references: [
          'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/use-fault-isolation-to-protect-your-workload.html',
        ],
      });
    });
  },
};
