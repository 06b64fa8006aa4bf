import { finding } from '../../../findings/finding.ts';
import { overlap, publicCidr } from '../../../messages/findings/vpcs.ts';
import { parseCidr } from '../../../network/cidr.ts';
import type { Check } from '../check.ts';
import { isPrivate } from '../facts/address-space.ts';
import { called } from '../facts/scopes.ts';
import { about } from '../fix.ts';

/** VPCs whose IPv4 blocks are not private address space by RFC 1918. */
export const cidrPublic: Check = {
  codes: ['VPC_CIDR_NOT_PRIVATE'],
  find: ({ overview }) =>
    (overview.vpcs ?? [])
      .filter((v) => !v.rfc1918)
      .map((vpc) => {
        const blocks = vpc.cidrs.filter((text) => {
          const cidr = parseCidr(text);
          return cidr?.family === 4 && !isPrivate(cidr);
        });
        return finding({
          ...about(vpc),
          code: 'VPC_CIDR_NOT_PRIVATE',
          severity: 'low',
          priority: 'P3',
          title: publicCidr.title(called(vpc), blocks.join(', ')),
          impact: publicCidr.impact(),
          evidence: blocks.map((cidr) => ({
            says: overlap.block(called(vpc), cidr),
            from: 'ec2:DescribeVpcs',
            id: vpc.id,
          })),
          references: ['https://www.rfc-editor.org/rfc/rfc1918'],
        });
      }),
};
