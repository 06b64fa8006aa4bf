import type { IpPermission } from '@aws-sdk/client-ec2';
import { type Finding, finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/security-groups.ts';
import type { Saved, Snapshot } from '../../../snapshot/snapshot.ts';
import type { Check } from '../check.ts';
import { isAnywhere, membersOf, portsOf, securityGroupsOf } from '../facts/security-groups.ts';
import { fixedBy } from '../verified.ts';

/** Ways in that are for operators: SSH and RDP. */
const adminPorts = [22, 3389];

/** Security groups that open SSH, RDP or everything to the world, attached or not. */
export const adminPortsOpen: Check = {
  codes: ['SG_OPEN_SSH_WORLD', 'SG_OPEN_RDP_WORLD', 'SG_OPEN_ALL_WORLD'],
  find: ({ snapshot, network }) => {
    const groups = securityGroupsOf(snapshot) ?? [];
    const members = membersOf(network);
    const publicOnes = new Map<string, number>();
    for (const eni of network.interfaces.values()) {
      if (eni.publicOf.size === 0) continue;
      for (const group of eni.groups.groups) publicOnes.set(group.id, (publicOnes.get(group.id) ?? 0) + 1);
    }
    return groups.flatMap(({ item, account, region }): Finding[] =>
      (item.IpPermissions ?? []).flatMap((permission): Finding[] => {
        const sources = [
          ...(permission.IpRanges ?? []).flatMap((r) => (isAnywhere(r.CidrIp) ? [r.CidrIp!] : [])),
          ...(permission.Ipv6Ranges ?? []).flatMap((r) => (isAnywhere(r.CidrIpv6) ? [r.CidrIpv6!] : [])),
        ];
        const code = codeOf(permission.IpProtocol, permission.FromPort, permission.ToPort);
        if (sources.length === 0 || code === undefined) return [];
        const id = item.GroupId!;
        const uses = members(item)?.length ?? null;
        const exposed = publicOnes.get(id) ?? 0;
        const ports = portsOf(permission);
        const vpc = network.vpcs.get(item.VpcId ?? '');
        const v4 = sources.includes('0.0.0.0/0');
        const revoked = {
          IpProtocol: permission.IpProtocol,
          ...(permission.FromPort === undefined ? {} : { FromPort: permission.FromPort, ToPort: permission.ToPort }),
          ...(v4 ? { IpRanges: [{ CidrIp: '0.0.0.0/0' }] } : { Ipv6Ranges: [{ CidrIpv6: '::/0' }] }),
        };
        const calls = [
          { service: 'ec2', operation: 'RevokeSecurityGroupIngress', input: { GroupId: id, IpPermissions: [revoked] } },
        ];
        return [
          finding({
            account,
            region,
            code,
            key: `${ports} ${sources.join(' ')}`,
            severity: uses === 0 ? 'medium' : exposed > 0 ? 'critical' : 'high',
            priority: uses === 0 ? 'P2' : 'P1',
            resource: id,
            resourceName: item.GroupName ?? id,
            title: text.adminPortOpen(item.GroupName ?? id, vpc?.name ?? item.VpcId ?? '', ports, uses),
            impact: text.adminPortImpact(uses, exposed),
            evidence: [
              {
                says: text.openRule(ports, sources.join(', ')),
                from: 'ec2:DescribeSecurityGroups',
                id,
                rule: `${ports} ${sources.join(', ')}`,
              },
            ],
            fixes: [
              {
                says: text.revoke(uses),
                command: `aws ec2 revoke-security-group-ingress --group-id ${id} --ip-permissions '${JSON.stringify([revoked])}' --region ${region}`,
                calls,
                verified: fixedBy(
                  snapshot,
                  calls,
                  { account, region },
                  (after) => !stillOpen(after.snapshot, id, permission, sources[0]!),
                ),
              },
            ],
            references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-13'],
          }),
        ];
      }),
    );
  },
};

function codeOf(protocol: string | undefined, from: number | undefined, to: number | undefined): string | undefined {
  if (protocol === '-1') return 'SG_OPEN_ALL_WORLD';
  if (protocol !== 'tcp' && protocol !== '6') return undefined;
  const [low, high] = from === undefined || from === -1 ? [0, 65535] : [from, to ?? from];
  if (low === 0 && high === 65535) return 'SG_OPEN_ALL_WORLD';
  if (low <= adminPorts[0]! && adminPorts[0]! <= high) return 'SG_OPEN_SSH_WORLD';
  return low <= adminPorts[1]! && adminPorts[1]! <= high ? 'SG_OPEN_RDP_WORLD' : undefined;
}

function stillOpen(snapshot: Snapshot, id: string, rule: Saved<IpPermission>, source: string): boolean {
  const group = snapshot.scopes.flatMap((s) => s.ec2?.SecurityGroups ?? []).find((g) => g.GroupId === id);
  return (group?.IpPermissions ?? []).some(
    (p) =>
      p.IpProtocol === rule.IpProtocol &&
      p.FromPort === rule.FromPort &&
      p.ToPort === rule.ToPort &&
      [...(p.IpRanges ?? []).map((r) => r.CidrIp), ...(p.Ipv6Ranges ?? []).map((r) => r.CidrIpv6)].includes(source),
  );
}
