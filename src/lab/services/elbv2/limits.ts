import type { DescribeAccountLimitsInput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { LabCall } from '../../handler.ts';
import { paged } from './listing.ts';

/** The quotas of a new account: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const limits: Record<string, number> = {
  'target-groups': 3000,
  'targets-per-application-load-balancer': 1000,
  'listeners-per-application-load-balancer': 50,
  'rules-per-application-load-balancer': 100,
  'network-load-balancers': 50,
  'targets-per-network-load-balancer': 3000,
  'targets-per-availability-zone-per-network-load-balancer': 500,
  'listeners-per-network-load-balancer': 50,
  'condition-values-per-alb-rule': 5,
  'condition-wildcards-per-alb-rule': 6,
  'target-groups-per-action-on-application-load-balancer': 5,
  'target-groups-per-action-on-network-load-balancer': 1,
  'certificates-per-application-load-balancer': 25,
  'certificates-per-network-load-balancer': 25,
  'targets-per-target-group': 1000,
  'target-id-registrations-per-application-load-balancer': 1000,
  'application-load-balancers': 50,
  'gateway-load-balancers': 100,
  'gateway-load-balancers-per-vpc': 100,
  'geneve-target-groups': 100,
  'targets-per-availability-zone-per-gateway-load-balancer': 300,
};

export const describeAccountLimits = (call: LabCall, input: DescribeAccountLimitsInput) =>
  paged(
    call,
    'Limits',
    Object.entries(limits).map(([Name, max]) => ({ Name, Max: String(max) })),
    input,
  );
