import { firewallOf, policyOf, ruleGroupOf } from '../networkfirewall/lookup.ts';
import { callsOf, given, type Undos } from './entry.ts';

const firewall = callsOf('networkfirewall');

/** AWS takes an update only with the token that the last one gave. */
export const undoFirewalls: Undos = {
  UpdateRuleGroup: (world, input, { UpdateToken }) => {
    const { RuleGroup, RuleGroupResponse } = ruleGroupOf(world, input);
    const { RuleGroupArn } = RuleGroupResponse;
    return given(UpdateToken, (token) => [
      firewall('UpdateRuleGroup', { RuleGroupArn, RuleGroup, UpdateToken: token }),
    ]);
  },
  UpdateFirewallPolicy: (world, input, { UpdateToken }) => {
    const { FirewallPolicy, FirewallPolicyResponse } = policyOf(world, input);
    const { FirewallPolicyArn } = FirewallPolicyResponse;
    return given(UpdateToken, (token) => [
      firewall('UpdateFirewallPolicy', { FirewallPolicyArn, FirewallPolicy, UpdateToken: token }),
    ]);
  },
  AssociateFirewallPolicy: (world, input) => {
    const { FirewallArn, FirewallPolicyArn } = firewallOf(world, input).Firewall;
    return [firewall('AssociateFirewallPolicy', { FirewallArn, FirewallPolicyArn })];
  },
  UpdateLoggingConfiguration: (world, input) => {
    const { FirewallArn } = firewallOf(world, input).Firewall;
    const LoggingConfiguration = world.here.networkfirewall?.LoggingConfigurations?.[FirewallArn ?? ''] ?? {
      LogDestinationConfigs: [],
    };
    return [firewall('UpdateLoggingConfiguration', { FirewallArn, LoggingConfiguration })];
  },
};
