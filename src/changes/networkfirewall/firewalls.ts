import type {
  UpdateFirewallPolicyChangeProtectionRequest,
  UpdateLoggingConfigurationRequest,
} from '@aws-sdk/client-network-firewall';
import { edit, isKept, notInSnapshot, setOfParent } from '../draft.ts';
import { saved } from '../saved.ts';
import type { World } from '../world.ts';
import { checkToken, firewallOf, invalidRequest } from './lookup.ts';
import { updateToken } from './update-token.ts';

/** https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_UpdateLoggingConfiguration.html */
export function UpdateLoggingConfiguration(world: World, input: UpdateLoggingConfigurationRequest) {
  const { FirewallArn, FirewallName } = firewallOf(world, input).Firewall;
  if (!isKept(world, 'networkfirewall', 'LoggingConfigurations')) {
    throw notInSnapshot('networkfirewall', 'LoggingConfigurations');
  }
  const LoggingConfiguration = saved(input.LoggingConfiguration ?? { LogDestinationConfigs: [] });
  const types = (LoggingConfiguration.LogDestinationConfigs ?? []).map((config) => config.LogType);
  if (new Set(types).size < types.length) throw invalidRequest('Each log type can have one destination only.');
  setOfParent(world, 'networkfirewall', 'LoggingConfigurations', FirewallArn!, LoggingConfiguration);
  return { FirewallArn, FirewallName, LoggingConfiguration };
}

/** https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_UpdateFirewallPolicyChangeProtection.html */
export function UpdateFirewallPolicyChangeProtection(world: World, input: UpdateFirewallPolicyChangeProtectionRequest) {
  const { Firewall } = firewallOf(world, input);
  if (input.UpdateToken !== undefined) checkToken(world, Firewall, input.UpdateToken);
  const [entry] = edit(
    world,
    'networkfirewall',
    'Firewalls',
    (f) => f.Firewall.FirewallArn === Firewall.FirewallArn,
    (copy) => {
      copy.Firewall.FirewallPolicyChangeProtection = input.FirewallPolicyChangeProtection ?? false;
    },
  );
  return {
    FirewallArn: Firewall.FirewallArn,
    FirewallName: Firewall.FirewallName,
    FirewallPolicyChangeProtection: input.FirewallPolicyChangeProtection,
    UpdateToken: updateToken(entry?.Firewall),
  };
}
