import { type Finding, finding } from '../../../findings/finding.ts';
import { unusedDefault, unusedSubnets } from '../../../messages/findings/vpcs.ts';
import type { Check, Inspected } from '../check.ts';
import { called, compare, grouped } from '../facts/scopes.ts';
import { about, fixByHand } from '../fix.ts';

/** Subnets without an interface in VPCs that have some, and default VPCs without any: one finding an account and region. */
export const subnetsUnused: Check = {
  codes: ['SUBNET_UNUSED', 'VPC_DEFAULT_UNUSED'],
  find: (inspected) => [...subnets(inspected), ...defaults(inspected)],
};

function subnets({ overview }: Inspected): Finding[] {
  const used = new Map((overview.vpcs ?? []).filter((v) => (v.interfaces ?? 0) > 0).map((v) => [v.id, v]));
  const empty = (overview.subnets ?? []).filter((s) => s.interfaces === 0 && used.has(s.vpc));
  return [...grouped(empty, (s) => `${s.account} ${s.region}`).values()].map((of) => {
    of.sort((a, b) => compare(called(used.get(a.vpc)!), called(used.get(b.vpc)!)) || compare(called(a), called(b)));
    return finding({
      ...about(of[0]!),
      code: 'SUBNET_UNUSED',
      severity: 'info',
      priority: 'P3',
      affected: of.map((s) => s.id),
      title: unusedSubnets.title(of.length, [...new Set(of.map((s) => called(used.get(s.vpc)!)))]),
      impact: unusedSubnets.impact(),
      evidence: of.map((s) => ({
        says: unusedSubnets.subnet(called(s), s.cidr),
        from: 'ec2:DescribeNetworkInterfaces',
        id: s.id,
      })),
    });
  });
}

function defaults({ overview }: Inspected): Finding[] {
  const unused = (overview.vpcs ?? []).filter((v) => v.isDefault && v.interfaces === 0);
  return [...grouped(unused, (v) => v.account).values()].map((vpcs) =>
    finding({
      ...about(vpcs[0]!),
      code: 'VPC_DEFAULT_UNUSED',
      severity: 'info',
      priority: 'P3',
      affected: vpcs.map((v) => v.id),
      title: unusedDefault.title(vpcs.length),
      impact: unusedDefault.impact(),
      evidence: vpcs.map((v) => ({
        says: unusedDefault.vpc(v.id, v.region),
        from: 'ec2:DescribeNetworkInterfaces',
        id: v.id,
      })),
      fixes: [
        fixByHand(
          unusedDefault.fix(),
          vpcs.map((v) => `aws ec2 delete-vpc --vpc-id ${v.id} --region ${v.region}`).join('\n'),
        ),
      ],
      references: ['https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html'],
    }),
  );
}
