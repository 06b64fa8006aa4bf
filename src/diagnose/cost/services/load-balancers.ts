import { what } from '../../../messages/cost-items.ts';
import { hoursPerMonth } from '../../../pricing/estimate.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import { dimensionOf } from '../../loadbalancer/metrics.ts';
import { monthlySum } from '../measured.ts';
import type { Use } from '../use.ts';
import { unread } from './read.ts';

/** What each type of balancer is billed by, and where its metrics are. */
export const balancerTypes = {
  application: {
    namespace: 'AWS/ApplicationELB',
    hour: 'alb-hour',
    unit: 'alb-lcu-hour',
    hours: what.application,
    units: what.applicationUnits,
  },
  network: {
    namespace: 'AWS/NetworkELB',
    hour: 'nlb-hour',
    unit: 'nlb-lcu-hour',
    hours: what.network,
    units: what.networkUnits,
  },
  gateway: {
    namespace: 'AWS/GatewayELB',
    hour: 'gwlb-hour',
    unit: 'gwlb-lcu-hour',
    hours: what.gateway,
    units: what.gatewayUnits,
  },
} as const;

/**
 * Hours and capacity units of load balancers. `ConsumedLCUs`, summed over an hour, is what that hour is billed for.
 * https://aws.amazon.com/elasticloadbalancing/pricing/,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export const loadBalancerUses = (snapshot: Snapshot): Use[] => [
  ...unread(snapshot, 'regions', (s) => s.elbv2?.LoadBalancers, {
    service: 'load-balancer',
    what: what.application,
    operation: 'elasticloadbalancing:DescribeLoadBalancers',
  }),
  ...snapshot.scopes.flatMap((scope) =>
    (scope.elbv2?.LoadBalancers ?? []).flatMap((b): Use[] => {
      const type = balancerTypes[b.Type ?? 'application'];
      if (type === undefined || b.LoadBalancerArn === undefined) return [];
      const own = {
        service: 'load-balancer' as const,
        account: scope.account,
        region: scope.region,
        id: b.LoadBalancerArn,
        name: b.LoadBalancerName ?? b.LoadBalancerArn,
      };
      const units = monthlySum(scope, {
        namespace: type.namespace,
        metric: 'ConsumedLCUs',
        dimensions: { LoadBalancer: dimensionOf(b.LoadBalancerArn) },
      });
      return [
        { ...own, product: type.hour, what: type.hours, quantity: hoursPerMonth },
        { ...own, product: type.unit, what: type.units, ...units },
      ];
    }),
  ),
];
