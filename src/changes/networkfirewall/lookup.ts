import type { NetworkFirewallData } from '../../snapshot/data/services.ts';
import { all, notInSnapshot } from '../draft.ts';
import { AwsError, type World } from '../world.ts';
import { updateToken } from './update-token.ts';

export type FirewallEntry = NonNullable<NetworkFirewallData['Firewalls']>[number];
export type PolicyEntry = NonNullable<NetworkFirewallData['FirewallPolicies']>[string];
export type RuleGroupEntry = NonNullable<NetworkFirewallData['RuleGroups']>[string];

export const invalidRequest = (message: string): AwsError => new AwsError('InvalidRequestException', message);

function oneOf<T>(items: readonly T[], what: string, wanted: Name, look: (item: T) => Name): T {
  if (wanted.arn === undefined && wanted.name === undefined) {
    throw invalidRequest(`You must specify the ARN or the name of the ${what}.`);
  }
  const found = items.find((item) => {
    const has = look(item);
    return (
      (wanted.arn === undefined || has.arn === wanted.arn) && (wanted.name === undefined || has.name === wanted.name)
    );
  });
  if (found === undefined) {
    throw new AwsError('ResourceNotFoundException', `The ${what} ${wanted.arn ?? wanted.name} was not found.`);
  }
  return found;
}

interface Name {
  arn?: string;
  name?: string;
}

/** Throws `ResourceNotFoundException`. */
export const firewallOf = (world: World, input: { FirewallArn?: string; FirewallName?: string }): FirewallEntry =>
  oneOf(
    all(world, 'networkfirewall', 'Firewalls'),
    'firewall',
    { arn: input.FirewallArn, name: input.FirewallName },
    ({ Firewall }) => ({ arn: Firewall.FirewallArn, name: Firewall.FirewallName }),
  );

function entries<K extends 'FirewallPolicies' | 'RuleGroups'>(
  world: World,
  key: K,
): NonNullable<NetworkFirewallData[K]> {
  const record = world.here.networkfirewall?.[key];
  if (record === undefined && world.partial) throw notInSnapshot('networkfirewall', key);
  return (record ?? {}) as NonNullable<NetworkFirewallData[K]>;
}

export const policyOf = (
  world: World,
  input: { FirewallPolicyArn?: string; FirewallPolicyName?: string },
): PolicyEntry =>
  oneOf(
    Object.values(entries(world, 'FirewallPolicies')),
    'firewall policy',
    { arn: input.FirewallPolicyArn, name: input.FirewallPolicyName },
    ({ FirewallPolicyResponse: p }) => ({ arn: p.FirewallPolicyArn, name: p.FirewallPolicyName }),
  );

export const ruleGroups = (world: World): Record<string, RuleGroupEntry> => entries(world, 'RuleGroups');

export function ruleGroupOf(
  world: World,
  input: { RuleGroupArn?: string; RuleGroupName?: string; Type?: string },
): RuleGroupEntry {
  if (input.RuleGroupArn === undefined && input.Type === undefined) {
    throw invalidRequest('You must specify the type together with the name of the rule group.');
  }
  const groups = Object.values(ruleGroups(world));
  return oneOf(
    groups.filter(({ RuleGroupResponse: g }) => input.Type === undefined || g.Type === input.Type),
    'rule group',
    { arn: input.RuleGroupArn, name: input.RuleGroupName },
    ({ RuleGroupResponse: g }) => ({ arn: g.RuleGroupArn, name: g.RuleGroupName }),
  );
}

/**
 * Refuses an update whose token is not the resource's present one, as AWS does to keep two writers apart. A what-if
 * cannot know AWS's token, so there any is right.
 */
export function checkToken(world: World, resource: unknown, token: string | undefined): void {
  if (world.partial) return;
  if (token !== updateToken(resource)) {
    throw new AwsError(
      'InvalidTokenException',
      'The update token is not valid: the resource has changed since it was read.',
    );
  }
}
