import type {
  AssociateFirewallPolicyRequest,
  FirewallPolicy,
  UpdateFirewallPolicyRequest,
} from '@aws-sdk/client-network-firewall';
import type { Saved } from '../../snapshot/snapshot.ts';
import { edit, setOfParent } from '../draft.ts';
import { saved } from '../saved.ts';
import { AwsError, type World } from '../world.ts';
import { checkToken, firewallOf, invalidRequest, policyOf, ruleGroups } from './lookup.ts';
import { updateToken } from './update-token.ts';

const referencesOf = (policy: Saved<FirewallPolicy>) => [
  ...(policy.StatelessRuleGroupReferences ?? []),
  ...(policy.StatefulRuleGroupReferences ?? []),
];

/** Refuses a policy that AWS refuses: default actions, rule groups and their order must go together. */
function checkPolicy(world: World, policy: Saved<FirewallPolicy>): void {
  for (const key of ['StatelessDefaultActions', 'StatelessFragmentDefaultActions'] as const) {
    const actions = policy[key] ?? [];
    const standard = actions.filter((action) => /^aws:(pass|drop|forward_to_sfe)$/.test(action));
    if (standard.length !== 1) {
      throw invalidRequest(`${key} must have exactly one of aws:pass, aws:drop and aws:forward_to_sfe.`);
    }
  }
  const strict = policy.StatefulEngineOptions?.RuleOrder === 'STRICT_ORDER';
  if (!strict && (policy.StatefulDefaultActions ?? []).length > 0) {
    throw invalidRequest('StatefulDefaultActions are valid with the rule order STRICT_ORDER only.');
  }
  const known = ruleGroups(world);
  for (const { ResourceArn = '' } of referencesOf(policy)) {
    const group = known[ResourceArn];
    // AWS's managed groups are not the account's.
    if (group === undefined && !ResourceArn.includes(':aws-managed:')) {
      throw invalidRequest(`The rule group ${ResourceArn} was not found.`);
    }
    const groupIsStrict = group?.RuleGroup.StatefulRuleOptions?.RuleOrder === 'STRICT_ORDER';
    if (group?.RuleGroupResponse.Type === 'STATEFUL' && groupIsStrict !== strict) {
      throw invalidRequest(`The rule order of the rule group ${ResourceArn} is not the policy's.`);
    }
  }
  const priorities = (policy.StatefulRuleGroupReferences ?? []).map((reference) => reference.Priority);
  if (strict && (priorities.includes(undefined) || new Set(priorities).size < priorities.length)) {
    throw invalidRequest('With the rule order STRICT_ORDER each stateful rule group needs a priority of its own.');
  }
}

/** Counts up or down the policies that use rule groups. */
function countUse(world: World, arns: readonly (string | undefined)[], by: number): void {
  for (const arn of arns) {
    const group = arn === undefined ? undefined : ruleGroups(world)[arn];
    const count = group?.RuleGroupResponse.NumberOfAssociations;
    if (group === undefined || count === undefined) continue;
    setOfParent(world, 'networkfirewall', 'RuleGroups', arn!, {
      ...group,
      RuleGroupResponse: { ...group.RuleGroupResponse, NumberOfAssociations: count + by },
    });
  }
}

/** https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_UpdateFirewallPolicy.html: the policy is replaced whole. */
export function UpdateFirewallPolicy(world: World, input: UpdateFirewallPolicyRequest) {
  const found = policyOf(world, input);
  checkToken(world, found, input.UpdateToken);
  if (input.FirewallPolicy === undefined) throw invalidRequest('You must specify the firewall policy.');
  const FirewallPolicy = saved(input.FirewallPolicy);
  checkPolicy(world, FirewallPolicy);
  const capacity = (references: { ResourceArn?: string }[] | undefined): number =>
    (references ?? []).reduce(
      (sum, { ResourceArn }) => sum + (ruleGroups(world)[ResourceArn ?? '']?.RuleGroupResponse.Capacity ?? 0),
      0,
    );
  const entry = {
    FirewallPolicy,
    FirewallPolicyResponse: {
      ...found.FirewallPolicyResponse,
      ...(input.Description === undefined ? {} : { Description: input.Description }),
      ConsumedStatelessRuleCapacity: capacity(FirewallPolicy.StatelessRuleGroupReferences),
      ConsumedStatefulRuleCapacity: capacity(FirewallPolicy.StatefulRuleGroupReferences),
      LastModifiedTime: world.now.toISOString(),
    },
  };
  const { FirewallPolicyResponse } = entry;
  if (input.DryRun) return { UpdateToken: updateToken(found), FirewallPolicyResponse };
  const before = new Set(referencesOf(found.FirewallPolicy).map((r) => r.ResourceArn));
  const after = new Set(referencesOf(FirewallPolicy).map((r) => r.ResourceArn));
  countUse(
    world,
    [...after].filter((arn) => !before.has(arn)),
    1,
  );
  countUse(
    world,
    [...before].filter((arn) => !after.has(arn)),
    -1,
  );
  setOfParent(world, 'networkfirewall', 'FirewallPolicies', FirewallPolicyResponse.FirewallPolicyArn!, entry);
  return { UpdateToken: updateToken(entry), FirewallPolicyResponse };
}

function countAssociations(world: World, arn: string | undefined, by: number): void {
  const entry = world.here.networkfirewall?.FirewallPolicies?.[arn ?? ''];
  const count = entry?.FirewallPolicyResponse.NumberOfAssociations;
  if (entry === undefined || count === undefined) return;
  setOfParent(world, 'networkfirewall', 'FirewallPolicies', arn!, {
    ...entry,
    FirewallPolicyResponse: { ...entry.FirewallPolicyResponse, NumberOfAssociations: count + by },
  });
}

/** https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_AssociateFirewallPolicy.html */
export function AssociateFirewallPolicy(world: World, input: AssociateFirewallPolicyRequest) {
  const { Firewall } = firewallOf(world, input);
  // Here alone a token may be left out: then the update is unconditional.
  if (input.UpdateToken !== undefined) checkToken(world, Firewall, input.UpdateToken);
  if (Firewall.FirewallPolicyChangeProtection) {
    throw new AwsError(
      'InvalidOperationException',
      `Unable to change the policy of the firewall ${Firewall.FirewallName}: change protection is on.`,
    );
  }
  const FirewallPolicyArn = policyOf(world, input).FirewallPolicyResponse.FirewallPolicyArn;
  if (FirewallPolicyArn !== Firewall.FirewallPolicyArn) {
    countAssociations(world, Firewall.FirewallPolicyArn, -1);
    countAssociations(world, FirewallPolicyArn, 1);
  }
  const [entry] = edit(
    world,
    'networkfirewall',
    'Firewalls',
    (f) => f.Firewall.FirewallArn === Firewall.FirewallArn,
    (copy) => {
      copy.Firewall.FirewallPolicyArn = FirewallPolicyArn;
    },
  );
  return {
    FirewallArn: Firewall.FirewallArn,
    FirewallName: Firewall.FirewallName,
    FirewallPolicyArn,
    UpdateToken: updateToken(entry?.Firewall),
  };
}
