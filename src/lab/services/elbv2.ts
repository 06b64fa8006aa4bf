import type { Handler, Handlers } from '../handler.ts';
import { describeAccountLimits } from './elbv2/limits.ts';
import {
  describeListenerAttributes,
  describeListenerCertificates,
  describeListeners,
  describeRules,
} from './elbv2/listeners.ts';
import {
  describeCapacityReservation,
  describeLoadBalancerAttributes,
  describeLoadBalancers,
} from './elbv2/load-balancers.ts';
import { describeSslPolicies } from './elbv2/ssl-policies.ts';
import { describeTags } from './elbv2/tags.ts';
import { describeTargetGroupAttributes, describeTargetGroups, describeTargetHealth } from './elbv2/target-groups.ts';

/** Elastic Load Balancing's reading operations. The lab has no trust stores. */
export const reads: Handlers = {
  DescribeAccountLimits: describeAccountLimits as Handler,
  DescribeCapacityReservation: describeCapacityReservation as Handler,
  DescribeListenerAttributes: describeListenerAttributes as Handler,
  DescribeListenerCertificates: describeListenerCertificates as Handler,
  DescribeListeners: describeListeners as Handler,
  DescribeLoadBalancerAttributes: describeLoadBalancerAttributes as Handler,
  DescribeLoadBalancers: describeLoadBalancers as Handler,
  DescribeRules: describeRules as Handler,
  DescribeSSLPolicies: describeSslPolicies as Handler,
  DescribeTags: describeTags as Handler,
  DescribeTargetGroupAttributes: describeTargetGroupAttributes as Handler,
  DescribeTargetGroups: describeTargetGroups as Handler,
  DescribeTargetHealth: describeTargetHealth as Handler,
  DescribeTrustStores: () => ({ TrustStores: [] }),
};
