import type { ReadName } from '../../snapshot/reads.ts';

/** What reachability cannot be judged without. */
export const reachabilityReads: readonly ReadName[] = [
  'ec2.Vpcs',
  'ec2.Subnets',
  'ec2.RouteTables',
  'ec2.InternetGateways',
  'ec2.SecurityGroups',
  'ec2.NetworkAcls',
  'ec2.NetworkInterfaces',
];
