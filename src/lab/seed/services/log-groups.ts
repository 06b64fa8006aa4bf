import { labAccount, labRegion } from '../ids.ts';

/** The lab's log groups, by what writes to them. */
export const logGroupNames = {
  'FWIN-DMZVPC/FLOW': '/aws/network-firewall/FWIN-DMZVPC/flow',
  'FWIN-DMZVPC/ALERT': '/aws/network-firewall/FWIN-DMZVPC/alert',
  'FWOUT-DMZVPC/FLOW': '/aws/network-firewall/FWOUT-DMZVPC/flow',
  'FWOUT-DMZVPC/ALERT': '/aws/network-firewall/FWOUT-DMZVPC/alert',
  'resolver-queries': '/aws/route53resolver/lab-query-log',
} as const;

export const logGroupArn = (name: string): string => `arn:aws:logs:${labRegion}:${labAccount}:log-group:${name}`;
