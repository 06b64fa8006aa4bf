import type { Needs } from '../../snapshot/reads.ts';

/** What a diagnosis of NAT gateways reads: they, what routes lead to them, and what may watch them. */
export const natNeeds: Needs = ['ec2', 'networkfirewall', 'directconnect', 'cloudwatch.MetricAlarms'];
