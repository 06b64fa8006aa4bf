import type { Fix } from '../../../findings/finding.ts';
import { zone as text } from '../../../messages/findings/targets.ts';
import type { Balancer } from '../../../network/index.ts';
import { commonPrefix, compare } from '../../overview/facts/scopes.ts';
import { fixBy, fixByHand } from '../../overview/fix.ts';
import type { Case } from '../case.ts';
import type { Cause } from '../cause.ts';
import { healthOf, subjectOf } from '../evidence.ts';
import { elbv2 } from '../registration.ts';

/** Its balancers have no node in the target's zone (rule L2). */
export const zoneNotEnabled: Cause = (target) => {
  const { group, zone } = target;
  const [balancer] = group.balancers;
  if (target.reason !== 'Target.NotInUse' || zone === undefined || zone === 'all' || balancer === undefined) return [];
  if (group.balancers.some((b) => zonesOf(b).includes(zone))) return [];
  return [
    {
      code: 'LB_TARGET_ZONE_NOT_ENABLED',
      resource: balancer.arn,
      resourceName: balancer.name,
      key: group.arn,
      changedBy: /^(SetSubnets|RegisterTargets)$/,
      tell: (targets) => ({
        title: text.title(subjectOf(targets), missingZones(targets)),
        evidence: [
          ...healthOf(targets),
          { says: text.enabled(zonesOf(balancer)), from: 'elbv2:DescribeLoadBalancers', id: balancer.arn },
        ],
        fixes: [enable(target, balancer, missingZones(targets))],
        references: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-subnets.html'],
      }),
    },
  ];
};

const zonesOf = (b: Balancer): string[] => [...new Set(b.subnets.map((s) => s.zoneName))].sort(compare);

const missingZones = (targets: readonly Case[]): string[] =>
  [...new Set(targets.flatMap((t) => t.zone ?? []))].sort(compare);

/** The subnet of each zone with the way out that the balancer's other subnets have: the same kind of route table. */
function enable({ inspected, group }: Case, balancer: Balancer, zones: readonly string[]): Fix {
  const likeOthers = (tableTargets: string): number =>
    balancer.subnets.some((s) => defaultTarget(s.table) === tableTargets) ? 0 : 1;
  const prefixes = balancer.subnets.map((s) => s.name ?? '');
  /** How far a name is like one of the balancer's subnets': `…-Public-Subnet-B` goes with `…-Public-Subnet-A`. */
  const likeness = (name = ''): number => Math.max(0, ...prefixes.map((p) => commonPrefix(p, name)));
  const added = zones.flatMap((zone) => {
    const [best] = (balancer.vpc?.subnets ?? [])
      .filter((s) => s.zoneName === zone)
      .sort(
        (a, b) =>
          likeOthers(defaultTarget(a.table)) - likeOthers(defaultTarget(b.table)) ||
          likeness(b.name) - likeness(a.name) ||
          compare(a.id, b.id),
      );
    return best === undefined ? [] : [best];
  });
  if (added.length < zones.length)
    return fixByHand(
      text.byHand,
      `aws elbv2 set-subnets --load-balancer-arn ${balancer.arn} --subnets ${balancer.subnets.map((s) => s.id).join(' ')} NEW_SUBNET_ID --region ${group.region}`,
    );
  const Subnets = [...balancer.subnets, ...added].map((s) => s.id);
  return fixBy(
    inspected.snapshot,
    group,
    text.fix(added.map((s) => s.name ?? s.id).join(', ')),
    [elbv2('SetSubnets', { LoadBalancerArn: balancer.arn, Subnets })],
    (after) => {
      const enabled = after.network().balancers.get(balancer.arn);
      return enabled !== undefined && zones.every((zone) => zonesOf(enabled).includes(zone));
    },
  );
}

/** What kind of thing a table's default route leads to: `internet-gateway`, `nat-gateway` … */
const defaultTarget = (table: Balancer['subnets'][number]['table']): string =>
  table?.routes().find((r) => r.destination.length === 0)?.target.kind ?? 'none';
