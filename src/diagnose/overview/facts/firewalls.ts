import type { Network } from '../../../network/model.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import type { FirewallFacts } from '../overview.ts';
import { arnName, byPlace, compare } from './scopes.ts';

export function firewallFacts(snapshot: Snapshot, network: Network): FirewallFacts[] {
  return snapshot.scopes
    .flatMap((scope) =>
      (scope.networkfirewall?.Firewalls ?? []).map(({ Firewall, FirewallStatus }): FirewallFacts => {
        const arn = Firewall.FirewallArn ?? '';
        const policy = network.firewalls.get(arn)?.policy();
        const raw = scope.networkfirewall?.FirewallPolicies?.[Firewall.FirewallPolicyArn ?? '']?.FirewallPolicy;
        return {
          account: scope.account,
          region: scope.region,
          arn,
          name: Firewall.FirewallName ?? '',
          vpc: Firewall.VpcId ?? '',
          endpoints: Object.entries(FirewallStatus?.SyncStates ?? {})
            .map(([zone, state]) => ({
              id: state.Attachment?.EndpointId ?? '',
              subnet: state.Attachment?.SubnetId ?? '',
              zone,
            }))
            .sort((a, b) => compare(a.zone, b.zone)),
          policy: arnName(Firewall.FirewallPolicyArn ?? ''),
          ruleOrder: raw === undefined ? null : (raw.StatefulEngineOptions?.RuleOrder ?? 'DEFAULT_ACTION_ORDER'),
          defaultActions: raw === undefined ? null : (raw.StatefulDefaultActions ?? []),
          rules:
            policy === undefined
              ? null
              : policy.rules.map((r) => ({ group: arnName(r.group), action: r.action, text: r.text })),
          shadowed: (policy?.shadowed() ?? []).map(({ rule, by }) => ({
            rule: `${arnName(rule.group)}: ${rule.text}`,
            by: `${arnName(by.group)}: ${by.text}`,
          })),
        };
      }),
    )
    .sort(byPlace((f) => f.name));
}
