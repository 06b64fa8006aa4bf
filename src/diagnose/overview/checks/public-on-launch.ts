import { finding } from '../../../findings/finding.ts';
import { publicOnLaunch as text } from '../../../messages/findings/routing.ts';
import type { Check } from '../check.ts';
import { transitSubnets } from '../facts/hosts.ts';
import { called, grouped } from '../facts/scopes.ts';
import { about, ec2, fixBy } from '../fix.ts';

/** Kinds of subnets whose default route is known and is no internet gateway, near or behind a firewall. */
const withoutInternetGateway = ['private-nat', 'private-transit', 'private-internal', 'isolated', 'egress-only'];

/** Subnets that give new instances a public address which their routes make useless; one finding a VPC. */
export const publicOnLaunch: Check = {
  codes: ['SUBNET_PUBLIC_IP_ON_LAUNCH'],
  find: ({ snapshot, network, overview }) => {
    const transit = transitSubnets(network);
    const useless = (overview.subnets ?? []).filter(
      (s) => s.publicOnLaunch && !transit.has(s.id) && withoutInternetGateway.includes(s.kind),
    );
    return [...grouped(useless, (s) => s.vpc).values()].flatMap((subnets) => {
      const vpc = network.vpcs.get(subnets[0]!.vpc);
      // Whoever launches into an empty VPC decides then.
      if (vpc === undefined || vpc.subnets.every((s) => s.interfaces.length === 0)) return [];
      const ids = subnets.map((s) => s.id);
      return [
        finding({
          ...about(subnets[0]!),
          code: 'SUBNET_PUBLIC_IP_ON_LAUNCH',
          severity: 'low',
          priority: 'P3',
          affected: ids,
          title: text.title(called(vpc), subnets.length),
          impact: text.impact(),
          evidence: subnets.map((s) => ({
            says: text.subnet(called(s), s.defaultRoute ?? '-'),
            from: 'ec2:DescribeSubnets',
            id: s.id,
          })),
          fixes: [
            fixBy(
              snapshot,
              vpc,
              text.fix(),
              ids.map((SubnetId) => ec2('ModifySubnetAttribute', { SubnetId, MapPublicIpOnLaunch: { Value: false } })),
              (after) =>
                after.snapshot.scopes.every(
                  (s) => !s.ec2?.Subnets?.some((x) => ids.includes(x.SubnetId ?? '') && x.MapPublicIpOnLaunch),
                ),
            ),
          ],
          references: ['https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html'],
        }),
      ];
    });
  },
};
