import type { NetworkAcl } from '@aws-sdk/client-ec2';
import { allAddresses, internetAddresses } from '../../network/address-set.ts';
import type { Address } from '../../network/cidr.ts';
import { familyOf } from '../../network/cidr.ts';
import * as intervals from '../../network/intervals.ts';
import { admittedByAcl, compileNetworkAcl } from '../../network/network-acls.ts';
import { allPorts } from '../../network/port-set.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import { nameOf } from '../../snapshot/snapshot.ts';
import { ec2, isRead, type SecurityCheck } from '../check.ts';
import { rulesText } from './nacl-rules.ts';

/** Whether every address of the internet gets in on a port: rule by rule, the first that matches decides (rule N1). */
function admits(acl: Saved<NetworkAcl>, port: number, family: 4 | 6): boolean {
  const admitted = admittedByAcl(compileNetworkAcl(acl), 'ingress', {
    family,
    protocol: 6,
    src: internetAddresses[family],
    dst: allAddresses[family],
    sport: allPorts,
    dport: [port, port],
  });
  const sources = admitted.map((a) => a.header.src).reduce((a, b) => intervals.union<Address>(a, b), intervals.none);
  return intervals.covers<Address>(sources, internetAddresses[family]);
}

/** Network ACLs that admit SSH or RDP from anywhere. */
export const naclOpenAdminPorts: SecurityCheck = {
  code: 'NACL_OPEN_ADMIN_PORTS',
  area: 'vpc',
  severity: 'medium',
  title: {
    ko: '네트워크 ACL이 22·3389를 전 세계에 열지 않습니다',
    en: 'No network ACL admits SSH or RDP from anywhere',
  },
  why: {
    ko: '보안 그룹을 실수로 열었을 때 막아 줄 두 번째 방어선이 없습니다.',
    en: 'When somebody opens a security group by mistake, no second line is left.',
  },
  remedy: {
    says: {
      ko: '22와 3389의 인바운드 거부 규칙을 전체 허용보다 앞 번호로 추가합니다. 응답 포트(1024–65535)는 막지 않도록 주의합니다.',
      en: 'Add deny rules for 22 and 3389 before the rule that allows all; mind the answers’ ports, 1024–65535.',
    },
    cli: ({ id, region }) =>
      `aws ec2 create-network-acl-entry --network-acl-id ${id} --ingress --rule-number 90 --protocol tcp --port-range From=22,To=22 --cidr-block 0.0.0.0/0 --rule-action deny --region ${region}`,
    cloudFormation: `Type: AWS::EC2::NetworkAclEntry
Properties:
  RuleNumber: 90
  Protocol: 6
  PortRange: { From: 22, To: 22 }
  CidrBlock: 0.0.0.0/0
  RuleAction: deny`,
    terraform: `ingress {
  rule_no    = 90
  action     = "deny"
  protocol   = "tcp"
  from_port  = 22
  to_port    = 22
  cidr_block = "0.0.0.0/0"
}`,
  },
  minutes: 20,
  frameworks: { cis: ['6.2'], fsbp: ['EC2.21'], ismsp: ['2.6.1', '2.6.6'] },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21'],
  where: 'region',
  reads: ['ec2.NetworkAcls', 'ec2.Subnets', 'ec2.Vpcs'],
  optionalReads: ['ec2.NetworkInterfaces'],

  examine: (place) =>
    (place.scope.ec2?.NetworkAcls ?? [])
      .filter((acl) => acl.OwnerId === undefined || acl.OwnerId === place.account)
      .map((acl) => {
        const id = acl.NetworkAclId ?? '';
        const name = nameOf(acl) ?? id;
        const open = [22, 3389].filter((port) => admits(acl, port, 4) || admits(acl, port, 6));
        if (open.length === 0) return { id, name };
        const subnets = (acl.Associations ?? []).flatMap((a) => a.SubnetId ?? []).sort();
        const exposed =
          !isRead(place.scope, 'ec2.NetworkInterfaces') ||
          subnets.some((s) =>
            place.audited.network.subnets
              .get(s)
              ?.interfaces.some((i) => i.publicOf.size > 0 || i.addresses.some((a) => familyOf(a) === 6)),
          );
        const vpc = place.audited.overview.names[acl.VpcId ?? ''] ?? acl.VpcId ?? '';
        return {
          id,
          name,
          wrong: [
            {
              severity: exposed ? ('medium' as const) : ('low' as const),
              reach: exposed ? ('inside' as const) : ('nobody' as const),
              affected: subnets,
              title: {
                ko: `네트워크 ACL ${name}(${vpc})이 tcp ${open.join(', ')}를 전 세계에 허용합니다`,
                en: `network ACL ${name} (${vpc}) admits tcp ${open.join(', ')} from anywhere`,
              },
              evidence: rulesText(acl).map((rule) => ({
                says: { ko: `인바운드 ${rule}`, en: `inbound ${rule}` },
                from: 'ec2:DescribeNetworkAcls',
                id,
                rule,
              })),
              calls: open.flatMap((port, i) => {
                const used = new Set((acl.Entries ?? []).filter((e) => e.Egress !== true).map((e) => e.RuleNumber));
                const free = Array.from({ length: 99 }, (_, n) => n + 1).filter((n) => !used.has(n));
                return [
                  ...(admits(acl, port, 4) ? [{ block: { CidrBlock: '0.0.0.0/0' }, number: free[i * 2] }] : []),
                  ...(admits(acl, port, 6) ? [{ block: { Ipv6CidrBlock: '::/0' }, number: free[i * 2 + 1] }] : []),
                ].map(({ block, number }) =>
                  ec2('CreateNetworkAclEntry', {
                    NetworkAclId: id,
                    Egress: false,
                    RuleNumber: number,
                    Protocol: '6',
                    RuleAction: 'deny',
                    PortRange: { From: port, To: port },
                    ...block,
                  }),
                );
              }),
            },
          ],
        };
      }),
};
