import type { World } from '../world.ts';
import { AwsError } from '../world.ts';
import { findMaybe } from './lookup.ts';
import type { Part } from './permissions.ts';

/** Weights of AWS's own prefix lists: a rule with one counts as so many. */
const weights: Record<string, number> = {
  'cloudfront.origin-facing': 55,
  'ec2-instance-connect': 2,
  groundstation: 5,
  'route53-healthchecks': 25,
  s3express: 6,
  'vpc-lattice': 10,
};

function weightOf(world: World, part: Part): number {
  if (part.list !== 'PrefixListIds') return 1;
  const list = findMaybe(world, 'prefix-list', part.peer);
  if (list?.MaxEntries !== undefined) return list.MaxEntries;
  const name = list?.PrefixListName ?? '';
  return Object.entries(weights).find(([suffix]) => name.endsWith(suffix))?.[1] ?? 1;
}

const defaultQuota = 60;

/**
 * Rules per group and direction, IPv4 and IPv6 counted apart:
 * https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html. An account with a larger group has a raised
 * quota that no snapshot tells, so none is enforced there.
 */
export function checkQuota(world: World, parts: readonly Part[], before: readonly Part[]): void {
  const count = (of: readonly Part[], without: Part['list']): number =>
    of.filter((part) => part.list !== without).reduce((sum, part) => sum + weightOf(world, part), 0);
  for (const family of ['IpRanges', 'Ipv6Ranges'] as const) {
    const raised = count(before, family) > defaultQuota;
    if (!raised && count(parts, family) > defaultQuota && count(parts, family) > count(before, family)) {
      throw new AwsError(
        'RulesPerSecurityGroupLimitExceeded',
        'The maximum number of rules per security group has been reached.',
      );
    }
  }
}
