import { createHash } from 'node:crypto';
import type { IpPermission, SecurityGroup, SecurityGroupRule } from '@aws-sdk/client-ec2';
import type { Saved } from './snapshot.ts';

/**
 * The rules of a group one by one, as DescribeSecurityGroupRules answers them. AWS gives each rule an id; here it is
 * made from the rule's content, so that a group and its rules can always be brought back into step.
 */
export function rulesOf(group: Saved<SecurityGroup>): Saved<SecurityGroupRule>[] {
  return [
    ...(group.IpPermissions ?? []).flatMap((p) => rulesOfPermission(group, p, false)),
    ...(group.IpPermissionsEgress ?? []).flatMap((p) => rulesOfPermission(group, p, true)),
  ];
}

function rulesOfPermission(
  group: Saved<SecurityGroup>,
  permission: Saved<IpPermission>,
  egress: boolean,
): Saved<SecurityGroupRule>[] {
  const rule = (peer: string, members: Saved<SecurityGroupRule>, description?: string): Saved<SecurityGroupRule> => {
    const content = [
      group.GroupId,
      egress,
      permission.IpProtocol,
      permission.FromPort ?? -1,
      permission.ToPort ?? -1,
      peer,
    ];
    const id = `sgr-0${createHash('sha256').update(content.join('\n')).digest('hex').slice(0, 16)}`;
    return {
      SecurityGroupRuleId: id,
      ...(group.SecurityGroupArn === undefined
        ? {}
        : {
            SecurityGroupRuleArn: group.SecurityGroupArn.replace(/:security-group\/.*$/, `:security-group-rule/${id}`),
          }),
      GroupId: group.GroupId,
      GroupOwnerId: group.OwnerId,
      IsEgress: egress,
      IpProtocol: permission.IpProtocol,
      FromPort: permission.FromPort ?? -1,
      ToPort: permission.ToPort ?? -1,
      ...members,
      ...(description === undefined ? {} : { Description: description }),
      Tags: [],
    };
  };
  return [
    ...(permission.IpRanges ?? []).map((r) => rule(r.CidrIp ?? '', { CidrIpv4: r.CidrIp }, r.Description)),
    ...(permission.Ipv6Ranges ?? []).map((r) => rule(r.CidrIpv6 ?? '', { CidrIpv6: r.CidrIpv6 }, r.Description)),
    ...(permission.PrefixListIds ?? []).map((r) =>
      rule(r.PrefixListId ?? '', { PrefixListId: r.PrefixListId }, r.Description),
    ),
    ...(permission.UserIdGroupPairs ?? []).map((r) =>
      rule(
        r.GroupId ?? '',
        { ReferencedGroupInfo: { GroupId: r.GroupId, UserId: r.UserId, ...(r.VpcId ? { VpcId: r.VpcId } : {}) } },
        r.Description,
      ),
    ),
  ];
}
