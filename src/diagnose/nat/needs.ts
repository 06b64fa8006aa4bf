import type { Needs } from '../../snapshot/reads.ts';

/** What a diagnosis of NAT gateways reads: they, what routes lead to them, who answers names there, and what may watch them. */
export const natNeeds: Needs = [
  'ec2',
  'networkfirewall',
  'directconnect',
  'route53resolver.ResolverRules',
  'route53resolver.ResolverRuleAssociations',
  'cloudwatch.MetricAlarms',
];
