import { finding } from '../../../findings/finding.ts';
import { circular, dangling, duplicate, launchWizard, unused } from '../../../messages/findings/security-groups.ts';
import type { SecurityGroup } from '../../../network/security-groups.ts';
import type { Check, Inspected } from '../check.ts';
import { called, compare, grouped } from '../facts/scopes.ts';
import { portsOf } from '../facts/security-groups.ts';
import { about, ec2, fixBy } from '../fix.ts';

const references = ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html'];
const described = 'ec2:DescribeSecurityGroups';

/** Groups that nobody uses, that hold each other, that are alike, that name what is gone, that a wizard made. */
export const securityGroupsUpkeep: Check = {
  codes: ['SG_UNUSED', 'SG_CIRCULAR', 'SG_DUPLICATE', 'SG_DANGLING_REFERENCE', 'SG_LAUNCH_WIZARD'],
  find: (inspected) => [
    ...unusedGroups(inspected),
    ...rings(inspected),
    ...twins(inspected),
    ...danglingRules(inspected),
    ...wizardGroups(inspected),
  ],
};

const groupsOf = ({ network }: Inspected, ids: readonly string[]): SecurityGroup[] =>
  ids.flatMap((id) => network.groups.get(id) ?? []);

const vpcName = ({ network }: Inspected, group: SecurityGroup): string =>
  called(network.vpcs.get(group.vpcId ?? '') ?? { id: group.vpcId ?? '-' });

const inPlace = (groups: readonly SecurityGroup[]): SecurityGroup[][] => [
  ...grouped(groups, (g) => `${g.account} ${g.region}`).values(),
];

/** One finding an account and region. */
function unusedGroups(inspected: Inspected) {
  const { snapshot, overview } = inspected;
  const open = new Map(overview.securityGroups.worldOpen?.map((g) => [g.id, g.ports]));
  return inPlace(groupsOf(inspected, overview.securityGroups.unused ?? [])).map((groups) => {
    groups.sort((a, b) => compare(vpcName(inspected, a), vpcName(inspected, b)) || compare(called(a), called(b)));
    const ids = groups.map((g) => g.id);
    return finding({
      ...about(groups[0]!),
      code: 'SG_UNUSED',
      severity: 'low',
      priority: 'P3',
      affected: ids,
      title: unused.title(groups.length),
      impact: unused.impact(),
      evidence: groups.map((g) => ({
        says: unused.group(called(g), vpcName(inspected, g), open.get(g.id) ?? []),
        from: 'ec2:DescribeNetworkInterfaces',
        id: g.id,
      })),
      fixes: [
        fixBy(
          snapshot,
          groups[0]!,
          unused.fix(),
          ids.map((GroupId) => ec2('DeleteSecurityGroup', { GroupId })),
          (after) => {
            const gone = new Set(ids);
            return after.snapshot.scopes.every((s) => !s.ec2?.SecurityGroups?.some((g) => gone.has(g.GroupId ?? '')));
          },
        ),
      ],
      references,
    });
  });
}

function rings(inspected: Inspected) {
  const { overview } = inspected;
  return (overview.securityGroups.circular ?? []).map((ids) => {
    const groups = groupsOf(inspected, ids);
    const members = new Map(groups.map((g) => [g.id, g]));
    return finding({
      ...about(groups[0]!),
      code: 'SG_CIRCULAR',
      key: ids.join(),
      severity: 'info',
      priority: 'P3',
      affected: ids,
      title: circular.title(groups.map(called)),
      impact: circular.impact(),
      evidence: groups.map((g) => {
        const others = referencesOf(g).filter((id) => id !== g.id && members.has(id));
        return {
          says: circular.refers(called(g), others.map((id) => called(members.get(id)!)).join(', ')),
          from: described,
          id: g.id,
        };
      }),
      references,
    });
  });
}

const referencesOf = ({ raw }: SecurityGroup): string[] => {
  const all = [...(raw.IpPermissions ?? []), ...(raw.IpPermissionsEgress ?? [])];
  return [...new Set(all.flatMap((p) => (p.UserIdGroupPairs ?? []).flatMap((pair) => pair.GroupId ?? [])))].sort(
    compare,
  );
};

/** One finding an account and region would mix unlike rules: one for each set of twins, unless all are unused anyway. */
function twins(inspected: Inspected) {
  const { overview } = inspected;
  const idle = new Set(overview.securityGroups.unused ?? []);
  return (overview.securityGroups.duplicates ?? [])
    .filter((ids) => ids.filter((id) => !idle.has(id)).length > 1)
    .map((ids) => {
      const groups = groupsOf(inspected, ids).sort((a, b) => compare(called(a), called(b)));
      const rules = (groups[0]!.raw.IpPermissions ?? []).map(portsOf).sort(compare).join(', ');
      return finding({
        ...about(groups[0]!),
        code: 'SG_DUPLICATE',
        key: ids.join(),
        severity: 'info',
        priority: 'P3',
        affected: ids,
        title: duplicate.title(groups.map(called), vpcName(inspected, groups[0]!)),
        impact: duplicate.impact(),
        evidence: groups.map((g) => ({ says: duplicate.same(called(g), rules), from: described, id: g.id })),
        references,
      });
    });
}

function danglingRules(inspected: Inspected) {
  return (inspected.overview.securityGroups.danglingReferences ?? []).flatMap(({ group: id, missing }) =>
    groupsOf(inspected, [id]).map((group) =>
      finding({
        ...about(group),
        code: 'SG_DANGLING_REFERENCE',
        key: missing,
        severity: 'low',
        priority: 'P3',
        title: dangling.title(called(group), missing),
        impact: dangling.impact(),
        evidence: [{ says: dangling.rule(missing), from: described, id, rule: missing }],
        references: ['https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html'],
      }),
    ),
  );
}

function wizardGroups(inspected: Inspected) {
  const { network, overview } = inspected;
  return inPlace(groupsOf(inspected, overview.securityGroups.launchWizard ?? [])).map((groups) => {
    const count = (g: SecurityGroup): number =>
      [...network.interfaces.values()].filter((i) => i.groups.groups.includes(g)).length;
    return finding({
      ...about(groups[0]!),
      code: 'SG_LAUNCH_WIZARD',
      severity: 'low',
      priority: 'P3',
      affected: groups.map((g) => g.id),
      title: launchWizard.title(groups.length),
      impact: launchWizard.impact(),
      evidence: groups.map((g) => ({
        says: launchWizard.group(called(g), vpcName(inspected, g), count(g)),
        from: 'ec2:DescribeNetworkInterfaces',
        id: g.id,
      })),
      references,
    });
  });
}
