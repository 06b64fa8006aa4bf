import { finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/security-groups.ts';
import type { Check } from '../check.ts';
import { securityGroupsOf } from '../facts/security-groups.ts';

/** Groups that no interface has and no other group names (one finding an account and region), rings and twins. */
export const groupsUnused: Check = {
  codes: ['SG_UNUSED', 'SG_CIRCULAR', 'SG_DUPLICATE'],
  find: ({ snapshot, overview }) => {
    const groups = securityGroupsOf(snapshot) ?? [];
    const known = new Map(groups.map((g) => [g.item.GroupId!, g]));
    const places = new Map<string, string[]>();
    for (const id of overview.securityGroups.unused ?? []) {
      const g = known.get(id)!;
      places.set(`${g.account} ${g.region}`, [...(places.get(`${g.account} ${g.region}`) ?? []), id]);
    }
    const called = (id: string): string => known.get(id)?.item.GroupName ?? id;
    return [
      ...[...places.values()].map((ids) => {
        const { account, region } = known.get(ids[0]!)!;
        return finding({
          account,
          region,
          code: 'SG_UNUSED',
          severity: 'low',
          priority: 'P3',
          resource: ids[0]!,
          resourceName: called(ids[0]!),
          affected: ids,
          title: text.unused(ids.length),
          impact: text.unusedImpact(),
          evidence: ids.map((id) => ({
            says: text.attachedToNothing(called(id)),
            from: 'ec2:DescribeNetworkInterfaces',
            id,
          })),
          fixes: [
            {
              says: text.deleteGroups(),
              command: ids.map((id) => `aws ec2 delete-security-group --group-id ${id} --region ${region}`).join('\n'),
              calls: ids.map((GroupId) => ({ service: 'ec2', operation: 'DeleteSecurityGroup', input: { GroupId } })),
              verified: false,
            },
          ],
        });
      }),
      ...(overview.securityGroups.circular ?? []).map((ids) => {
        const { account, region } = known.get(ids[0]!)!;
        return finding({
          account,
          region,
          code: 'SG_CIRCULAR',
          severity: 'low',
          priority: 'P3',
          resource: ids[0]!,
          resourceName: called(ids[0]!),
          affected: ids,
          title: text.circular(ids),
          impact: text.circularImpact(),
          evidence: ids.map((id) => ({ says: text.circular(ids), from: 'ec2:DescribeSecurityGroups', id })),
        });
      }),
      ...(overview.securityGroups.duplicates ?? []).map((ids) => {
        const { account, region } = known.get(ids[0]!)!;
        return finding({
          account,
          region,
          code: 'SG_DUPLICATE',
          severity: 'info',
          priority: 'P3',
          resource: ids[0]!,
          resourceName: called(ids[0]!),
          affected: ids,
          title: text.duplicates(ids.map(called)),
          impact: text.duplicatesImpact(),
          evidence: ids.map((id) => ({ says: text.sameRules(id), from: 'ec2:DescribeSecurityGroups', id })),
        });
      }),
    ];
  },
};
