import type { Place } from '../check.ts';

/** A balancer's attribute as AWS shows it; undefined: not read. */
export const attributeOf = ({ scope }: Place, arn: string, key: string): string | undefined =>
  scope.elbv2?.LoadBalancerAttributes?.[arn]?.find((a) => a.Key === key)?.Value;
