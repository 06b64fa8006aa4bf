import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import * as text from '../../../messages/cost-savings.ts';
import type { Saved, Scope } from '../../../snapshot/snapshot.ts';
import { dimensionOf } from '../../loadbalancer/metrics.ts';
import { fixBy } from '../../overview/fix.ts';
import { monthlySum } from '../measured.ts';
import { balancerTypes } from '../services/load-balancers.ts';
import { reachStays } from './reach-stays.ts';
import { type Billed, type Found, pricing, standingCost, wasteOf } from './saving.ts';

/** Balancers that no target stands behind, or that carried nothing in the window. */
export const idleLoadBalancers = (billed: Billed): Found[] =>
  billed.inspected.snapshot.scopes.flatMap((scope) =>
    (scope.elbv2?.LoadBalancers ?? []).flatMap((balancer) => idle(billed, scope, balancer)),
  );

function idle(billed: Billed, scope: Scope, balancer: Saved<LoadBalancer>): Found[] {
  const { account, region, elbv2 } = scope;
  const arn = balancer.LoadBalancerArn;
  const type = balancerTypes[balancer.Type ?? 'application'];
  const groups = elbv2?.TargetGroups?.filter((g) => g.LoadBalancerArns?.includes(arn ?? ''));
  if (arn === undefined || type === undefined || groups === undefined) return [];
  const targets = groups.map((g) => elbv2?.TargetHealthDescriptions?.[g.TargetGroupArn ?? '']);
  // A balancer that only redirects or answers by itself has no groups and may be in use.
  const empty = groups.length > 0 && targets.every((t) => t !== undefined && t.length === 0);
  const carried = monthlySum(scope, {
    namespace: type.namespace,
    metric: 'ProcessedBytes',
    dimensions: { LoadBalancer: dimensionOf(arn) },
  }).quantity;
  if (!empty && carried !== 0) return [];
  const name = balancer.LoadBalancerName ?? arn;
  const call = { service: 'elbv2', operation: 'DeleteLoadBalancer', input: { LoadBalancerArn: arn } };
  return [
    wasteOf(
      {
        account,
        region,
        id: arn,
        name,
        code: empty ? 'COST_LB_EMPTY' : 'COST_LB_IDLE',
        title: empty ? text.balancerEmpty.title(name) : text.balancerIdle.title(name),
        evidence: [
          empty
            ? {
                says: text.balancerEmpty.evidence(groups.length),
                from: 'elbv2:DescribeTargetHealth',
                id: groups[0]!.TargetGroupArn ?? arn,
              }
            : { says: text.balancerIdle.evidence, from: 'cloudwatch:GetMetricData', id: arn },
        ],
        fix: fixBy(
          billed.inspected.snapshot,
          { account, region },
          text.balancerEmpty.fix,
          [call],
          // A balancer is a way in: its deletion cuts nobody off only where nobody is behind it.
          (after) =>
            empty &&
            !after.snapshot.scopes.some((s) => s.elbv2?.LoadBalancers?.some((b) => b.LoadBalancerArn === arn)) &&
            reachStays(billed.inspected, after),
        ),
        references: pricing('elasticloadbalancing'),
      },
      standingCost(billed, [arn, ...addressesOf(scope, balancer)]),
    ),
  ];
}

/** Public addresses of a balancer's interfaces: they are billed beside it and go with it. Elastic IPs stay. */
function addressesOf({ ec2 }: Scope, balancer: Saved<LoadBalancer>): string[] {
  const description = `ELB ${dimensionOf(balancer.LoadBalancerArn ?? '')}`;
  const elastic = new Set((ec2?.Addresses ?? []).map((a) => a.PublicIp));
  return (ec2?.NetworkInterfaces ?? [])
    .filter((i) => i.Description === description && !elastic.has(i.Association?.PublicIp))
    .flatMap((i) => i.NetworkInterfaceId ?? []);
}
