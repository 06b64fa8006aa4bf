import type {
  CreateRuleInput,
  DeleteRuleInput,
  ModifyRuleInput,
  Rule,
  RuleCondition,
  SetRulePrioritiesInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { setOfParent } from '../draft.ts';
import { saved } from '../saved.ts';
import { AwsError, type World } from '../world.ts';
import { actionsFrom } from './actions.ts';
import { arnSuffix } from './arn-suffix.ts';
import { settleUse } from './in-use.ts';
import { byParent, listenerOf, loadBalancerOf, needed, ruleOf, type SavedRule, validation } from './lookup.ts';
import { setTags } from './tags.ts';

const fields: Record<string, keyof RuleCondition> = {
  'host-header': 'HostHeaderConfig',
  'path-pattern': 'PathPatternConfig',
  'http-header': 'HttpHeaderConfig',
  'query-string': 'QueryStringConfig',
  'http-request-method': 'HttpRequestMethodConfig',
  'source-ip': 'SourceIpConfig',
};

/** Conditions as AWS shows them: host and path patterns both ways. */
function conditionsFrom(conditions: RuleCondition[] | undefined): Saved<RuleCondition>[] {
  const given = needed(conditions, 'conditions');
  if (given.length === 0) throw validation('A condition must be specified');
  return given.map((condition) => {
    const field = needed(condition.Field, 'conditions.1.member.field');
    const config = fields[field];
    if (config === undefined) throw validation(`Condition field '${field}' must be one of '[${Object.keys(fields)}]'`);
    const copy = saved(condition);
    if (field !== 'host-header' && field !== 'path-pattern') {
      if (copy[config] === undefined) throw validation(`A ${config} must be specified for the field '${field}'`);
      return copy;
    }
    const Values = copy.Values ?? (copy[config] as { Values?: string[] } | undefined)?.Values ?? [];
    if (Values.length === 0 && copy.RegexValues === undefined) throw validation('A condition value must be specified');
    return { ...copy, Values, [config]: { Values } };
  });
}

const inOrder = (rules: SavedRule[]): Saved<Rule>[] =>
  [...rules].sort((a, b) => priorityOf(a) - priorityOf(b)) as Saved<Rule>[];

const priorityOf = (rule: SavedRule): number => (rule.IsDefault ? Number.POSITIVE_INFINITY : Number(rule.Priority));

function checkPriority(priority: number | undefined): number {
  const value = needed(priority, 'priority');
  if (!Number.isInteger(value) || value < 1 || value > 50_000) {
    throw validation(`Rule priority '${value}' must be between 1 and 50000`);
  }
  return value;
}

const inUse = (priority: number): AwsError =>
  new AwsError('PriorityInUse', `Priority '${priority}' is currently in use`);

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html */
export function CreateRule(world: World, input: CreateRuleInput) {
  const listener = listenerOf(world, input.ListenerArn);
  const arn = listener.ListenerArn!;
  const balancer = loadBalancerOf(world, listener.LoadBalancerArn);
  if (balancer.Type !== 'application') {
    throw new AwsError('OperationNotPermitted', `Rules are not supported for ${balancer.Type} load balancers`);
  }
  const priority = checkPriority(input.Priority);
  const rules = byParent(world, 'Rules')[arn] ?? [];
  if (rules.some((rule) => rule.Priority === String(priority))) throw inUse(priority);
  const rule: Saved<Rule> = {
    RuleArn: '',
    Priority: String(priority),
    Conditions: conditionsFrom(input.Conditions),
    Actions: actionsFrom(world, balancer, listener.Protocol, input.Actions),
    IsDefault: false,
    ...(input.Transforms ? { Transforms: saved(input.Transforms) } : {}),
  };
  rule.RuleArn = `${arn.replace(':listener/', ':listener-rule/')}/${arnSuffix(world)}`;
  setOfParent(world, 'elbv2', 'Rules', arn, inOrder([...rules, rule]));
  if (input.Tags) setTags(world, rule.RuleArn, input.Tags);
  settleUse(world);
  return { Rules: [rule] };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyRule.html */
export function ModifyRule(world: World, input: ModifyRuleInput) {
  const { rule, listener: arn } = ruleOf(world, input.RuleArn);
  if (rule.IsDefault) throw new AwsError('OperationNotPermitted', 'Default rules cannot be modified');
  const listener = listenerOf(world, arn);
  const balancer = loadBalancerOf(world, listener.LoadBalancerArn);
  const changed: Saved<Rule> = {
    ...rule,
    ...(input.Conditions ? { Conditions: conditionsFrom(input.Conditions) } : {}),
    ...(input.Actions ? { Actions: actionsFrom(world, balancer, listener.Protocol, input.Actions) } : {}),
    ...(input.Transforms ? { Transforms: saved(input.Transforms) } : {}),
  };
  if (input.ResetTransforms) delete changed.Transforms;
  const rules = byParent(world, 'Rules')[arn] ?? [];
  const after = rules.map((r) => (r.RuleArn === rule.RuleArn ? changed : r)) as Saved<Rule>[];
  setOfParent(world, 'elbv2', 'Rules', arn, after);
  settleUse(world);
  return { Rules: [changed] };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteRule.html */
export function DeleteRule(world: World, input: DeleteRuleInput) {
  const { rule, listener } = ruleOf(world, input.RuleArn);
  if (rule.IsDefault) throw new AwsError('OperationNotPermitted', 'Default rules cannot be deleted');
  const rest = (byParent(world, 'Rules')[listener] ?? []).filter((r) => r.RuleArn !== rule.RuleArn);
  setOfParent(world, 'elbv2', 'Rules', listener, rest as Saved<Rule>[]);
  setOfParent(world, 'elbv2', 'Tags', rule.RuleArn!, undefined);
  settleUse(world);
  return {};
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetRulePriorities.html */
export function SetRulePriorities(world: World, input: SetRulePrioritiesInput) {
  const pairs = needed(input.RulePriorities, 'rulePriorities').map(({ RuleArn, Priority }) => {
    const found = ruleOf(world, RuleArn);
    if (found.rule.IsDefault) throw new AwsError('OperationNotPermitted', 'Default rule priorities cannot be modified');
    return { ...found, priority: checkPriority(Priority) };
  });
  const wanted = new Map(pairs.map(({ rule, priority }) => [rule.RuleArn, String(priority)]));
  const changed: Saved<Rule>[] = [];
  for (const listener of new Set(pairs.map((pair) => pair.listener))) {
    const after = (byParent(world, 'Rules')[listener] ?? []).map((rule) => {
      const Priority = wanted.get(rule.RuleArn);
      if (Priority === undefined) return rule;
      const moved = { ...rule, Priority } as Saved<Rule>;
      changed.push(moved);
      return moved;
    });
    const priorities = after.map((rule) => rule.Priority);
    const twice = priorities.find((priority, at) => priorities.indexOf(priority) !== at);
    if (twice !== undefined) throw inUse(Number(twice));
    setOfParent(world, 'elbv2', 'Rules', listener, inOrder(after));
  }
  return { Rules: changed };
}
