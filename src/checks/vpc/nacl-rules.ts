import type { NetworkAcl } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';

/** Inbound allow rules for any address, in their order: `100 allow tcp 22 0.0.0.0/0`. */
export const rulesText = (acl: Saved<NetworkAcl>): string[] =>
  (acl.Entries ?? [])
    .filter(
      (e) =>
        e.Egress !== true &&
        e.RuleAction === 'allow' &&
        ['0.0.0.0/0', '::/0'].includes(e.CidrBlock ?? e.Ipv6CidrBlock ?? ''),
    )
    .sort((a, b) => (a.RuleNumber ?? 0) - (b.RuleNumber ?? 0))
    .map((e) => {
      const ports = e.PortRange === undefined ? '' : ` ${e.PortRange.From}-${e.PortRange.To}`;
      const protocol = { '-1': 'all', '6': 'tcp', '17': 'udp', '1': 'icmp' }[e.Protocol ?? '-1'] ?? e.Protocol;
      return `${e.RuleNumber} allow ${protocol}${ports} ${e.CidrBlock ?? e.Ipv6CidrBlock}`;
    });
