import type { Needs } from '../../snapshot/reads.ts';

/** What a bill of the network is made from. */
export const costNeeds: Needs = [
  'ec2',
  'elbv2',
  'route53',
  'route53resolver',
  'directconnect',
  'cloudfront',
  'wafv2',
  'networkfirewall',
];
