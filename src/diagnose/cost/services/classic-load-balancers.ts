import type { NetworkInterface } from '@aws-sdk/client-ec2';
import { what } from '../../../messages/cost-items.ts';
import { hoursPerMonth } from '../../../pricing/estimate.ts';
import type { Saved, Scope, Snapshot } from '../../../snapshot/snapshot.ts';
import { compare } from '../../overview/facts/scopes.ts';
import { gigabyte, inUnits, type Metric, monthlySum } from '../measured.ts';
import type { Use } from '../use.ts';

/**
 * The Classic Load Balancer that an interface is of: its interfaces are described as `ELB name`, those of later
 * balancers as `ELB app/name/id`. https://repost.aws/knowledge-center/elb-find-load-balancer-IP
 */
export const classicBalancerOf = ({ RequesterId, Description = '' }: Saved<NetworkInterface>): string | undefined =>
  RequesterId === 'amazon-elb' ? /^ELB ([A-Za-z0-9-]+)$/.exec(Description)?.[1] : undefined;

/** Names of Classic Load Balancers, which only their interfaces tell. */
export const classicBalancers = ({ ec2 }: Scope): string[] =>
  [...new Set((ec2?.NetworkInterfaces ?? []).flatMap((i) => classicBalancerOf(i) ?? []))].sort(compare);

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-cloudwatch-metrics.html */
export const bytesOfClassic = (name: string): Metric => ({
  namespace: 'AWS/ELB',
  metric: 'EstimatedProcessedBytes',
  dimensions: { LoadBalancerName: name },
});

/** Hours, and the GB that they process. https://aws.amazon.com/elasticloadbalancing/pricing/ */
export const classicBalancerUses = (snapshot: Snapshot): Use[] =>
  snapshot.scopes.flatMap((scope) =>
    classicBalancers(scope).flatMap((name): Use[] => {
      const own = { service: 'load-balancer' as const, account: scope.account, region: scope.region, id: name, name };
      return [
        { ...own, product: 'classic-lb-hour', what: what.classicHours, quantity: hoursPerMonth },
        {
          ...own,
          product: 'classic-lb-gb',
          what: what.classicGb,
          ...inUnits(monthlySum(scope, bytesOfClassic(name)), gigabyte),
        },
      ];
    }),
  );
