import { describe, expect, test } from 'vitest';
import { updateToken } from '../../src/changes/networkfirewall/update-token.ts';
import { firewallArn, firewallPolicyArn, ruleGroupArn } from '../../src/lab/seed/services/network-firewall.ts';
import { call, labWorld, refusal, type TestWorld } from './worlds.ts';

const RuleGroupArn = ruleGroupArn('FWOUT-DMZVPC', 'domain-allow');
const FirewallPolicyArn = firewallPolicyArn('FWOUT-DMZVPC');
const FirewallArn = firewallArn('FWOUT-DMZVPC');
const data = (world: TestWorld) => world.here.networkfirewall!;
const group = (world: TestWorld) => data(world).RuleGroups![RuleGroupArn]!;
const policy = (world: TestWorld) => data(world).FirewallPolicies![FirewallPolicyArn]!;
const firewall = (world: TestWorld) =>
  data(world).Firewalls!.find((f) => f.Firewall.FirewallArn === FirewallArn)!.Firewall;

describe('rule groups', () => {
  const withTargets = (world: TestWorld, ...Targets: string[]) => ({
    ...group(world).RuleGroup,
    RulesSource: { RulesSourceList: { ...group(world).RuleGroup.RulesSource!.RulesSourceList, Targets } },
  });

  test('an update replaces the rules and gives a new token', () => {
    const world = labWorld();
    const UpdateToken = updateToken(group(world));
    const input = { RuleGroupArn, UpdateToken, RuleGroup: withTargets(world, '.amazon.com', '.amazonaws.com') };
    const output = call(world, 'networkfirewall', 'UpdateRuleGroup', input);
    expect(group(world).RuleGroup.RulesSource?.RulesSourceList?.Targets).toEqual(['.amazon.com', '.amazonaws.com']);
    expect(group(world).RuleGroupResponse).toMatchObject({
      ConsumedCapacity: 4,
      LastModifiedTime: '2026-11-23T08:43:30.000Z',
    });
    expect(output.UpdateToken).toBe(updateToken(group(world)));
    expect(refusal(world, 'networkfirewall', 'UpdateRuleGroup', input)).toBe('InvalidTokenException');
  });

  test('Suricata rules as text', () => {
    const world = labWorld();
    const Rules = '# comment\npass tcp any any -> any 443 (sid:1;)\n\ndrop tcp any any -> any any (sid:2;)';
    call(world, 'networkfirewall', 'UpdateRuleGroup', { RuleGroupArn, UpdateToken: updateToken(group(world)), Rules });
    expect(group(world).RuleGroup.RulesSource).toEqual({ RulesString: Rules });
    expect(group(world).RuleGroupResponse.ConsumedCapacity).toBe(2);
  });

  test('a dry run changes nothing', () => {
    const world = labWorld();
    const before = structuredClone(world.snapshot);
    const input = {
      RuleGroupArn,
      UpdateToken: updateToken(group(world)),
      RuleGroup: withTargets(world, '.a.example'),
      DryRun: true,
    };
    expect(call(world, 'networkfirewall', 'UpdateRuleGroup', input).UpdateToken).toBe(input.UpdateToken);
    expect(world.snapshot).toEqual(before);
  });

  test('what is refused', () => {
    const world = labWorld();
    const UpdateToken = updateToken(group(world));
    const refused = (input: object) =>
      refusal(world, 'networkfirewall', 'UpdateRuleGroup', { RuleGroupArn, UpdateToken, ...input });
    expect(refused({ RuleGroupArn: `${RuleGroupArn}-none`, Rules: 'x' })).toBe('ResourceNotFoundException');
    expect(refused({})).toBe('InvalidRequestException');
    expect(
      refused({
        RuleGroup: { ...withTargets(world, '.a.example'), StatefulRuleOptions: { RuleOrder: 'DEFAULT_ACTION_ORDER' } },
      }),
    ).toBe('InvalidRequestException');
    const many = Array.from({ length: 40_000 }, (_, n) => `.d${n}.example`);
    expect(refused({ RuleGroup: withTargets(world, ...many) })).toBe('InvalidRequestException');
    expect(refused({ RuleGroupArn: undefined, RuleGroupName: 'FWOUT-DMZVPC-domain-allow', Rules: 'x' })).toBe(
      'InvalidRequestException',
    );
  });
});

describe('policies', () => {
  test('an update replaces the policy; the rule groups count their users', () => {
    const world = labWorld();
    const { StatefulRuleGroupReferences = [], ...rest } = policy(world).FirewallPolicy;
    const users = group(world).RuleGroupResponse.NumberOfAssociations!;
    const FirewallPolicy = {
      ...rest,
      StatefulRuleGroupReferences: StatefulRuleGroupReferences.filter((r) => r.ResourceArn !== RuleGroupArn),
      StatefulDefaultActions: ['aws:drop_established'],
    };
    const UpdateToken = updateToken(policy(world));
    const output = call(world, 'networkfirewall', 'UpdateFirewallPolicy', {
      FirewallPolicyArn,
      UpdateToken,
      FirewallPolicy,
    });
    expect(policy(world).FirewallPolicy).toEqual(FirewallPolicy);
    expect(group(world).RuleGroupResponse.NumberOfAssociations).toBe(users - 1);
    expect(output.UpdateToken).toBe(updateToken(policy(world)));
  });

  test('what is refused', () => {
    const world = labWorld();
    const now = policy(world);
    const refused = (change: object, UpdateToken = updateToken(now)) =>
      refusal(world, 'networkfirewall', 'UpdateFirewallPolicy', {
        FirewallPolicyArn,
        UpdateToken,
        FirewallPolicy: { ...now.FirewallPolicy, ...change },
      });
    expect(refused({}, 'stale')).toBe('InvalidTokenException');
    expect(refused({ StatelessDefaultActions: ['aws:pass', 'aws:drop'] })).toBe('InvalidRequestException');
    expect(refused({ StatefulEngineOptions: { RuleOrder: 'DEFAULT_ACTION_ORDER' } })).toBe('InvalidRequestException');
    expect(refused({ StatefulRuleGroupReferences: [{ ResourceArn: RuleGroupArn }] })).toBe('InvalidRequestException');
    expect(refused({ StatefulRuleGroupReferences: [{ ResourceArn: `${RuleGroupArn}-none`, Priority: 1 }] })).toBe(
      'InvalidRequestException',
    );
  });

  test('another policy for a firewall, unless that is protected', () => {
    const world = labWorld();
    const other = firewallPolicyArn('FWIN-DMZVPC');
    call(world, 'networkfirewall', 'AssociateFirewallPolicy', { FirewallArn, FirewallPolicyArn: other });
    expect(firewall(world).FirewallPolicyArn).toBe(other);
    expect(policy(world).FirewallPolicyResponse.NumberOfAssociations).toBe(0);
    expect(data(world).FirewallPolicies![other]!.FirewallPolicyResponse.NumberOfAssociations).toBe(2);
    const stale = { FirewallArn, FirewallPolicyArn, UpdateToken: 'stale' };
    expect(refusal(world, 'networkfirewall', 'AssociateFirewallPolicy', stale)).toBe('InvalidTokenException');
    call(world, 'networkfirewall', 'UpdateFirewallPolicyChangeProtection', {
      FirewallArn,
      FirewallPolicyChangeProtection: true,
    });
    const back = { FirewallArn, FirewallPolicyArn };
    expect(refusal(world, 'networkfirewall', 'AssociateFirewallPolicy', back)).toBe('InvalidOperationException');
  });
});

test('logging', () => {
  const world = labWorld();
  const config = { LogType: 'ALERT', LogDestinationType: 'S3', LogDestination: { bucketName: 'logs' } };
  const LoggingConfiguration = { LogDestinationConfigs: [config] };
  call(world, 'networkfirewall', 'UpdateLoggingConfiguration', { FirewallArn, LoggingConfiguration });
  expect(data(world).LoggingConfigurations![FirewallArn]).toEqual(LoggingConfiguration);
  const twice = { LogDestinationConfigs: [config, config] };
  expect(
    refusal(world, 'networkfirewall', 'UpdateLoggingConfiguration', { FirewallArn, LoggingConfiguration: twice }),
  ).toBe('InvalidRequestException');
});
