import { finding } from '../../../findings/finding.ts';
import { publicOnLaunch as text } from '../../../messages/findings/routing.ts';
import type { Check } from '../check.ts';
import { transitSubnets } from '../facts/hosts.ts';
import { called, compare, grouped } from '../facts/scopes.ts';
import { about, ec2, fixBy } from '../fix.ts';
import type { SubnetFacts } from '../overview.ts';

/** Kinds of subnets whose default route is known and is no internet gateway, near or behind a firewall. */
const withoutInternetGateway = ['private-nat', 'private-transit', 'private-internal', 'isolated', 'egress-only'];

/** Subnets that give new instances a public address which their routes make useless; one finding an account and region. */
export const publicOnLaunch: Check = {
  codes: ['SUBNET_PUBLIC_IP_ON_LAUNCH'],
  find: ({ snapshot, network, overview }) => {
    const transit = transitSubnets(network);
    const useless = (overview.subnets ?? []).filter(
      (s) => s.publicOnLaunch && !transit.has(s.id) && withoutInternetGateway.includes(s.kind),
    );
    // Whoever launches into an empty VPC decides then.
    const inUse = useless.filter((s) => network.vpcs.get(s.vpc)?.subnets.some((other) => other.interfaces.length > 0));
    return [...grouped(inUse, (s) => `${s.account} ${s.region}`).values()].flatMap((subnets) => {
      const [first] = subnets as [SubnetFacts];
      const vpcs = [...new Set(subnets.map((s) => called(network.vpcs.get(s.vpc)!)))].sort(compare);
      const ids = subnets.map((s) => s.id);
      return [
        finding({
          ...about(first),
          code: 'SUBNET_PUBLIC_IP_ON_LAUNCH',
          severity: 'low',
          priority: 'P3',
          affected: ids,
          title: text.title(vpcs, subnets.length),
          impact: text.impact(),
          evidence: subnets.map((s) => ({
            says: text.subnet(called(s), s.defaultRoute),
            from: 'ec2:DescribeSubnets',
            id: s.id,
          })),
          fixes: [
            fixBy(
              snapshot,
              first,
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
