import type {
  DescribeCapacityReservationInput,
  DescribeLoadBalancerAttributesInput,
  DescribeLoadBalancersInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { loadBalancerOf } from '../../../changes/elbv2/lookup.ts';
import { AwsError } from '../../../changes/world.ts';
import type { LabCall } from '../../handler.ts';
import { checkArns, dataOf, oneWay, only, paged } from './listing.ts';

export const balancersNotFound = (missing: readonly string[]): AwsError =>
  new AwsError('LoadBalancerNotFound', `Load balancers '[${missing.join(', ')}]' not found`);

export function describeLoadBalancers(call: LabCall, input: DescribeLoadBalancersInput) {
  oneWay(['Load balancer ARNs', input.LoadBalancerArns], ['load balancer names', input.Names]);
  checkArns(input.LoadBalancerArns, 'load balancer');
  const all = dataOf(call).LoadBalancers ?? [];
  const byArn = only(all, input.LoadBalancerArns, (b) => b.LoadBalancerArn, balancersNotFound);
  const found = only(byArn, input.Names, (b) => b.LoadBalancerName, balancersNotFound);
  return paged(call, 'LoadBalancers', found, input);
}

export function describeLoadBalancerAttributes(call: LabCall, input: DescribeLoadBalancerAttributesInput) {
  const balancer = loadBalancerOf(call, input.LoadBalancerArn);
  return { Attributes: dataOf(call).LoadBalancerAttributes?.[balancer.LoadBalancerArn!] ?? [] };
}

/** No balancer of the lab has capacity set aside for it. */
export function describeCapacityReservation(call: LabCall, input: DescribeCapacityReservationInput) {
  loadBalancerOf(call, input.LoadBalancerArn);
  return { DecreaseRequestsRemaining: 2, CapacityReservationState: [] };
}
