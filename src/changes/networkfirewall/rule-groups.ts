import type { RuleGroup, UpdateRuleGroupRequest } from '@aws-sdk/client-network-firewall';
import type { Saved } from '../../snapshot/snapshot.ts';
import { setOfParent } from '../draft.ts';
import { saved } from '../saved.ts';
import type { World } from '../world.ts';
import { checkToken, invalidRequest, ruleGroupOf } from './lookup.ts';
import { updateToken } from './update-token.ts';

/**
 * How much of its capacity a rule group uses: a stateful rule, a line of Suricata rules or a domain is one each; a
 * stateless rule the product of its settings.
 * https://docs.aws.amazon.com/network-firewall/latest/developerguide/nwfw-rule-group-capacity.html
 */
export function consumedCapacity(group: Saved<RuleGroup>): number {
  const { RulesString, RulesSourceList, StatefulRules, StatelessRulesAndCustomActions } = group.RulesSource ?? {};
  if (RulesString !== undefined) {
    return RulesString.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#')).length;
  }
  if (RulesSourceList !== undefined) {
    return (RulesSourceList.Targets?.length ?? 0) * (RulesSourceList.TargetTypes?.length ?? 0);
  }
  if (StatefulRules !== undefined) return StatefulRules.length;
  return (StatelessRulesAndCustomActions?.StatelessRules ?? []).reduce((sum, { RuleDefinition }) => {
    const match = RuleDefinition?.MatchAttributes ?? {};
    const settings = [match.Protocols, match.Sources, match.SourcePorts, match.Destinations, match.DestinationPorts];
    return sum + settings.reduce((product, list) => product * Math.max(1, list?.length ?? 0), 1);
  }, 0);
}

/** https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_UpdateRuleGroup.html: the group's rules are replaced whole. */
export function UpdateRuleGroup(world: World, input: UpdateRuleGroupRequest) {
  const found = ruleGroupOf(world, input);
  checkToken(world, found, input.UpdateToken);
  if ((input.RuleGroup === undefined) === (input.Rules === undefined)) {
    throw invalidRequest('You must specify either RuleGroup or Rules, and not both.');
  }
  const RuleGroup: Saved<RuleGroup> =
    input.RuleGroup === undefined
      ? { ...found.RuleGroup, RulesSource: { RulesString: input.Rules } }
      : saved(input.RuleGroup);
  const sources = Object.values(RuleGroup.RulesSource ?? {}).filter((source) => source !== undefined);
  if (sources.length !== 1) throw invalidRequest('RulesSource must have exactly one kind of rules.');
  const isStateless = RuleGroup.RulesSource?.StatelessRulesAndCustomActions !== undefined;
  if (isStateless !== (found.RuleGroupResponse.Type === 'STATELESS')) {
    throw invalidRequest(`The rules are not of the rule group's type ${found.RuleGroupResponse.Type}.`);
  }
  const order = (group: Saved<RuleGroup>): string => group.StatefulRuleOptions?.RuleOrder ?? 'DEFAULT_ACTION_ORDER';
  if (!isStateless && order(RuleGroup) !== order(found.RuleGroup)) {
    throw invalidRequest('The rule order of a rule group cannot be changed.');
  }
  const ConsumedCapacity = consumedCapacity(RuleGroup);
  const { Capacity } = found.RuleGroupResponse;
  if (Capacity !== undefined && ConsumedCapacity > Capacity) {
    throw invalidRequest(`The rules need a capacity of ${ConsumedCapacity}; the rule group has ${Capacity}.`);
  }
  const entry = {
    RuleGroup,
    RuleGroupResponse: {
      ...found.RuleGroupResponse,
      ...(input.Description === undefined ? {} : { Description: input.Description }),
      ConsumedCapacity,
      LastModifiedTime: world.now.toISOString(),
    },
  };
  if (input.DryRun) return { UpdateToken: updateToken(found), RuleGroupResponse: entry.RuleGroupResponse };
  setOfParent(world, 'networkfirewall', 'RuleGroups', found.RuleGroupResponse.RuleGroupArn!, entry);
  return { UpdateToken: updateToken(entry), RuleGroupResponse: entry.RuleGroupResponse };
}
