import type { Network } from '../../../network/model.ts';
import { monthly } from '../../../pricing/estimate.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import type { FirewallFacts } from '../overview.ts';
import { arnName, byPlace, compare } from './scopes.ts';

export function firewallFacts(snapshot: Snapshot, network: Network): FirewallFacts[] | null {
  const scopes = snapshot.scopes.filter((s) => s.networkfirewall?.Firewalls !== undefined);
  if (scopes.length === 0) return null;
  return scopes
    .flatMap((scope) =>
      scope.networkfirewall!.Firewalls!.map(({ Firewall: firewall, FirewallStatus: status }): FirewallFacts => {
        const arn = firewall.FirewallArn ?? '';
        const policyArn = firewall.FirewallPolicyArn ?? '';
        const policy = network.firewalls.get(arn)?.policy();
        const raw = scope.networkfirewall?.FirewallPolicies?.[policyArn]?.FirewallPolicy;
        const logging = scope.networkfirewall?.LoggingConfigurations?.[arn];
        const endpoints = Object.entries(status?.SyncStates ?? {})
          .map(([zone, state]) => ({
            id: state.Attachment?.EndpointId ?? '',
            subnet: state.Attachment?.SubnetId ?? '',
            zone,
            state: state.Attachment?.Status ?? '',
          }))
          .sort((a, b) => compare(a.zone, b.zone));
        return {
          account: scope.account,
          region: scope.region,
          arn,
          name: firewall.FirewallName ?? '',
          vpc: firewall.VpcId ?? '',
          endpoints,
          policy: arnName(policyArn),
          ruleOrder: raw === undefined ? null : (raw.StatefulEngineOptions?.RuleOrder ?? 'DEFAULT_ACTION_ORDER'),
          defaultActions: raw === undefined ? null : (raw.StatefulDefaultActions ?? []),
          rules: policy?.rules.map((r) => ({ group: arnName(r.group), action: r.action, text: r.text })) ?? null,
          shadowed:
            policy?.shadowed().map(({ rule, by }) => ({
              rule: `${arnName(rule.group)}: ${rule.text}`,
              by: `${arnName(by.group)}: ${by.text}`,
            })) ?? null,
          logging:
            logging === undefined
              ? null
              : (logging.LogDestinationConfigs ?? []).flatMap((l) => l.LogType ?? []).sort(compare),
          monthlyUsd: monthly(
            { product: 'network-firewall-endpoint', region: scope.region, quantity: endpoints.length },
            snapshot.prices?.table,
          ).monthlyUsd,
        };
      }),
    )
    .sort(byPlace((f) => `${f.name} ${f.arn}`));
}
