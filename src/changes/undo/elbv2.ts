import type { Action, RuleCondition, Tag, TargetDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { notInSnapshot, ofParent } from '../draft.ts';
import { listenerOf, loadBalancerOf, ruleOf, type SavedRule, targetGroupOf } from '../elbv2/lookup.ts';
import type { World } from '../world.ts';
import { callsOf, given, type Undos } from './entry.ts';

const elbv2 = callsOf('elbv2');

function registered(world: World, arn: string) {
  const targets = ofParent(world, 'elbv2', 'TargetHealthDescriptions', arn);
  if (targets === undefined) throw notInSnapshot('elbv2', 'TargetHealthDescriptions');
  return targets.filter((d) => d.TargetHealth?.State !== 'draining').flatMap((d) => d.Target ?? []);
}

/** A forward as a call takes it: AWS shows it in both forms, and refuses both when they differ. */
const actionsInput = (actions: readonly Saved<Action>[] | undefined) =>
  (actions ?? []).map(({ TargetGroupArn, ...action }) =>
    action.ForwardConfig === undefined && TargetGroupArn !== undefined ? { ...action, TargetGroupArn } : action,
  );

/** Conditions as a call takes them: the setting alone, not the old list of values beside it. */
const conditionsInput = (conditions: readonly Saved<RuleCondition>[] | undefined) =>
  (conditions ?? []).map(({ Values, ...condition }) =>
    Object.keys(condition).some((key) => key.endsWith('Config')) ? condition : { ...condition, Values },
  );

const settings = [
  'HealthCheckProtocol',
  'HealthCheckPort',
  'HealthCheckPath',
  'HealthCheckEnabled',
  'HealthCheckIntervalSeconds',
  'HealthCheckTimeoutSeconds',
  'HealthyThresholdCount',
  'UnhealthyThresholdCount',
  'Matcher',
] as const;

/** The attributes of these keys, with the values that they have. */
function oldAttributes(
  world: World,
  key: 'LoadBalancerAttributes' | 'TargetGroupAttributes',
  arn: string,
  given: { Key?: string }[],
) {
  const now: readonly { Key?: string; Value?: string }[] = ofParent(world, 'elbv2', key, arn) ?? [];
  const old = given.flatMap(({ Key }) => now.find((attribute) => attribute.Key === Key) ?? []);
  return old.length < given.length ? undefined : old;
}

export const undoBalancers: Undos = {
  RegisterTargets: (world, { TargetGroupArn, Targets }) => {
    const group = targetGroupOf(world, TargetGroupArn);
    const there = registered(world, TargetGroupArn);
    const fresh = (Targets as TargetDescription[]).filter(
      ({ Id, Port = group.Port }) => !there.some((target) => target.Id === Id && target.Port === Port),
    );
    return fresh.length === 0 ? [] : [elbv2('DeregisterTargets', { TargetGroupArn, Targets: fresh })];
  },
  DeregisterTargets: (world, { TargetGroupArn, Targets }) => {
    const gone = registered(world, TargetGroupArn).filter((target) =>
      (Targets as TargetDescription[]).some(
        ({ Id, Port }) => Id === target.Id && (Port === undefined || Port === target.Port),
      ),
    );
    return gone.length === 0 ? [] : [elbv2('RegisterTargets', { TargetGroupArn, Targets: gone })];
  },
  ModifyTargetGroup: (world, { TargetGroupArn, ...input }) => {
    const old = targetGroupOf(world, TargetGroupArn);
    const back = settings.filter((name) => input[name] !== undefined).map((name) => [name, old[name]]);
    return [elbv2('ModifyTargetGroup', { TargetGroupArn, ...Object.fromEntries(back) })];
  },
  ModifyTargetGroupAttributes: (world, { TargetGroupArn, Attributes }) => {
    const old = oldAttributes(world, 'TargetGroupAttributes', TargetGroupArn, Attributes);
    return old && [elbv2('ModifyTargetGroupAttributes', { TargetGroupArn, Attributes: old })];
  },
  CreateTargetGroup: (world, _, { TargetGroups }) => {
    const arn = TargetGroups?.[0]?.TargetGroupArn;
    const was = world.here.elbv2?.TargetGroups?.some((group) => group.TargetGroupArn === arn);
    return was ? [] : given(arn, (TargetGroupArn) => [elbv2('DeleteTargetGroup', { TargetGroupArn })]);
  },
  SetSubnets: (world, { LoadBalancerArn }) => {
    const Subnets = loadBalancerOf(world, LoadBalancerArn).AvailabilityZones?.map((zone) => zone.SubnetId);
    return [elbv2('SetSubnets', { LoadBalancerArn, Subnets })];
  },
  SetSecurityGroups: (world, { LoadBalancerArn }) => {
    const { SecurityGroups } = loadBalancerOf(world, LoadBalancerArn);
    return [elbv2('SetSecurityGroups', { LoadBalancerArn, SecurityGroups })];
  },
  ModifyLoadBalancerAttributes: (world, { LoadBalancerArn, Attributes }) => {
    const old = oldAttributes(world, 'LoadBalancerAttributes', LoadBalancerArn, Attributes);
    return old && [elbv2('ModifyLoadBalancerAttributes', { LoadBalancerArn, Attributes: old })];
  },
  CreateListener: (_, __, { Listeners }) =>
    given(Listeners?.[0]?.ListenerArn, (ListenerArn) => [elbv2('DeleteListener', { ListenerArn })]),
  ModifyListener: (world, { ListenerArn }) => {
    const { Port, Protocol, Certificates, SslPolicy, DefaultActions } = listenerOf(world, ListenerArn);
    const secure = Certificates === undefined ? {} : { Certificates, SslPolicy };
    return [
      elbv2('ModifyListener', {
        ListenerArn,
        ...(Port === undefined ? {} : { Port, Protocol }),
        ...secure,
        DefaultActions: actionsInput(DefaultActions),
      }),
    ];
  },
  CreateRule: (_, __, { Rules }) => given(Rules?.[0]?.RuleArn, (RuleArn) => [elbv2('DeleteRule', { RuleArn })]),
  ModifyRule: (world, { RuleArn }) => {
    const { rule } = ruleOf(world, RuleArn);
    return [elbv2('ModifyRule', { RuleArn, ...ruleInput(rule) })];
  },
  // It comes back under another ARN, which nothing but its own tags refers to.
  DeleteRule: (world, { RuleArn }) => {
    const { rule, listener: ListenerArn } = ruleOf(world, RuleArn);
    return [elbv2('CreateRule', { ListenerArn, Priority: Number(rule.Priority), ...ruleInput(rule) })];
  },
  SetRulePriorities: (world, { RulePriorities }) => [
    elbv2('SetRulePriorities', {
      RulePriorities: (RulePriorities as { RuleArn: string }[]).map(({ RuleArn }) => ({
        RuleArn,
        Priority: Number(ruleOf(world, RuleArn).rule.Priority),
      })),
    }),
  ],
  AddTags: (world, { ResourceArns, Tags }) =>
    (ResourceArns as string[]).flatMap((arn) => {
      const now = ofParent(world, 'elbv2', 'Tags', arn) ?? [];
      const keys = (Tags as Tag[]).map((tag) => tag.Key);
      const old = now.filter((tag) => keys.includes(tag.Key));
      const TagKeys = keys.filter((key) => !old.some((tag) => tag.Key === key));
      return [
        ...(TagKeys.length > 0 ? [elbv2('RemoveTags', { ResourceArns: [arn], TagKeys })] : []),
        ...(old.length > 0 ? [elbv2('AddTags', { ResourceArns: [arn], Tags: old })] : []),
      ];
    }),
  RemoveTags: (world, { ResourceArns, TagKeys }) =>
    (ResourceArns as string[]).flatMap((arn) => {
      const old = (ofParent(world, 'elbv2', 'Tags', arn) ?? []).filter((tag) => TagKeys.includes(tag.Key));
      return old.length > 0 ? [elbv2('AddTags', { ResourceArns: [arn], Tags: old })] : [];
    }),
};

const ruleInput = (rule: SavedRule) => ({
  Conditions: conditionsInput(rule.Conditions),
  Actions: actionsInput(rule.Actions),
});
