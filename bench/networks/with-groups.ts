import type { Snapshot } from '../../src/snapshot/snapshot.ts';

/** Adds groups to every VPC, each of which admits the one before it, and gives them to the instances in turn. */
export function withGroups(snapshot: Snapshot, each: number): Snapshot {
  const scope = snapshot.scopes.find((s) => s.ec2?.Vpcs !== undefined)!;
  const ec2 = scope.ec2!;
  const groupsOf = new Map<string, string[]>();
  for (const vpc of ec2.Vpcs!) {
    const ids = Array.from({ length: each }, (_, i) => `sg-${vpc.VpcId!.slice(4, 12)}${String(i).padStart(4, '0')}`);
    groupsOf.set(vpc.VpcId!, ids);
    for (const [i, GroupId] of ids.entries())
      ec2.SecurityGroups!.push({
        GroupId,
        GroupName: `tier-${i}`,
        VpcId: vpc.VpcId,
        OwnerId: scope.account,
        IpPermissions: [
          {
            IpProtocol: 'tcp',
            FromPort: 8000 + i,
            ToPort: 8000 + i,
            UserIdGroupPairs: [{ GroupId: ids[Math.max(0, i - 1)]! }],
          },
          { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
        ],
        IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      });
  }
  let turn = 0;
  for (const item of ec2.NetworkInterfaces!) {
    const ids = groupsOf.get(item.VpcId ?? '');
    if (ids !== undefined && item.Attachment?.InstanceId !== undefined)
      item.Groups = [...(item.Groups ?? []), { GroupId: ids[turn++ % ids.length]! }];
  }
  return snapshot;
}
