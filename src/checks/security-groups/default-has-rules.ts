import { plural } from '../../messages/plural.ts';
import type { Interface } from '../../network/model.ts';
import { type Audited, ec2, isRead, type SecurityCheck } from '../check.ts';
import { rawGroupsOf } from '../subjects.ts';
import { permissionOf, rulesOf, textOf } from './rules.ts';

/** The interfaces of each group, looked up once and only if somebody asks. */
function membersByGroup(audited: Audited): () => Map<string, Interface[]> {
  let found: Map<string, Interface[]> | undefined;
  return () => {
    if (found !== undefined) return found;
    found = new Map();
    for (const item of audited.network.interfaces.values())
      for (const { id } of item.groups.groups) {
        const members = found.get(id);
        if (members === undefined) found.set(id, [item]);
        else members.push(item);
      }
    return found;
  };
}

/** Default groups that let anything in or out. */
export const defaultHasRules: SecurityCheck = {
  code: 'SG_DEFAULT_HAS_RULES',
  area: 'security-groups',
  severity: 'medium',
  title: {
    ko: '기본 보안 그룹에 규칙이 없습니다',
    en: 'Default security groups have no rules',
  },
  why: {
    ko: '그룹을 지정하지 않고 만든 자원이 모두 이 그룹을 쓰게 되어, 서로 모든 포트로 통신합니다.',
    en: 'Whatever is made without a group gets this one, and all of it talks to each other on every port.',
  },
  remedy: {
    says: {
      ko: '쓰는 자원을 전용 그룹으로 옮기고 기본 그룹의 규칙을 모두 지웁니다.',
      en: 'Move what uses it to groups of its own, then revoke every rule of the default group.',
    },
    cli: ({ id, region }) =>
      `aws ec2 describe-network-interfaces --filters Name=group-id,Values=${id} --region ${region}`,
    terraform: `resource "aws_default_security_group" "default" {
  vpc_id = "VPC_ID"
}`,
  },
  minutes: 20,
  frameworks: { cis: ['6.5'], fsbp: ['EC2.2'], ismsp: ['2.6.1', '2.10.2'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-2'],
  where: 'region',
  reads: ['ec2.SecurityGroups'],
  optionalReads: ['ec2.Vpcs', 'ec2.Subnets', 'ec2.NetworkInterfaces'],

  examine: (place) => {
    const membersOf = membersByGroup(place.audited);
    return rawGroupsOf(place)
      .filter((g) => g.GroupName === 'default')
      .map((group) => {
        const id = group.GroupId ?? '';
        const vpc = place.audited.overview.names[group.VpcId ?? ''] ?? group.VpcId ?? '';
        const name = `default (${vpc})`;
        const inbound = rulesOf(group, 'ingress');
        const outbound = rulesOf(group, 'egress');
        if (inbound.length + outbound.length === 0) return { id, name };
        const members = membersOf().get(id) ?? [];
        const used = members.length > 0 || !isRead(place.scope, 'ec2.NetworkInterfaces');
        return {
          id,
          name,
          wrong: [
            {
              // Attached to nothing it lets nothing in.
              severity: used ? ('medium' as const) : ('low' as const),
              reach: used ? ('inside' as const) : ('nobody' as const),
              affected: members.map((i) => i.id).sort(),
              title: {
                ko: `${vpc}의 기본 보안 그룹에 규칙이 ${inbound.length + outbound.length}개 있습니다`,
                en: `the default security group of ${vpc} has ${plural(inbound.length + outbound.length, 'rule')}`,
              },
              evidence: [...inbound, ...outbound].map((r) => ({
                says: textOf(r),
                from: 'ec2:DescribeSecurityGroups',
                id,
                rule: r.peer,
              })),
              calls: [
                ...(inbound.length === 0
                  ? []
                  : [ec2('RevokeSecurityGroupIngress', { GroupId: id, IpPermissions: inbound.map(permissionOf) })]),
                ...(outbound.length === 0
                  ? []
                  : [ec2('RevokeSecurityGroupEgress', { GroupId: id, IpPermissions: outbound.map(permissionOf) })]),
              ],
            },
          ],
        };
      });
  },
};
