import type { RuleGroup, StatefulRule } from '@aws-sdk/client-network-firewall';
import { updateToken } from '../changes/networkfirewall/update-token.ts';
import { opens } from '../messages/path.ts';
import type { Saved } from '../snapshot/snapshot.ts';
import { format } from './address-set.ts';
import type { Change } from './fixes.ts';
import { type Header, hasPorts, protocolName } from './header.ts';
import type { Intervals } from './intervals.ts';
import type { Firewall, Network } from './model.ts';
import { formatPorts } from './port-set.ts';

/**
 * Lets packets through a firewall that its stateful rules drop: a pass rule at the top of the first rule group that can
 * be edited. What stateless rules drop, and what groups of AWS or domain lists alone decide, has no such change.
 */
export function firewallFix(network: Network, firewall: Firewall, header: Header): Change[] {
  for (const scope of network.snapshot.scopes) {
    const part = scope.networkfirewall;
    const policy = part?.FirewallPolicies?.[firewall.policyArn]?.FirewallPolicy;
    if (policy === undefined) continue;
    const references = [...(policy.StatefulRuleGroupReferences ?? [])].sort(
      (a, b) => (a.Priority ?? 0) - (b.Priority ?? 0),
    );
    for (const { ResourceArn: arn = '' } of references) {
      const entry = part?.RuleGroups?.[arn];
      const edited = entry && withPassRule(entry.RuleGroup, header);
      if (edited === undefined) continue;
      return [
        {
          call: {
            service: 'networkfirewall',
            operation: 'UpdateRuleGroup',
            input: { RuleGroupArn: arn, UpdateToken: updateToken(entry), RuleGroup: edited.group },
          },
          account: scope.account,
          region: scope.region,
          says: opens.firewallRule(arn.slice(arn.lastIndexOf('/') + 1), edited.rule),
          reach: 1,
        },
      ];
    }
  }
  return [];
}

interface Edited {
  group: Saved<RuleGroup>;
  rule: string;
}

function withPassRule(group: Saved<RuleGroup>, header: Header): Edited | undefined {
  const source = group.RulesSource;
  const protocol = hasPorts(header.protocol) ? protocolName(header.protocol) : header.protocol === 1 ? 'icmp' : 'ip';
  const from = addressText(header.src);
  const to = addressText(header.dst);
  const port = hasPorts(header.protocol) ? portText(formatPorts(header.dport)) : 'any';
  const sid = freeSid(group);
  const text = `pass ${protocol} ${from} any -> ${to} ${port}`;
  if (source?.StatefulRules !== undefined) {
    const rule: Saved<StatefulRule> = {
      Action: 'PASS',
      Header: {
        Protocol: protocol.toUpperCase() as 'TCP',
        Source: from,
        SourcePort: 'ANY',
        Direction: 'FORWARD',
        Destination: to,
        DestinationPort: port.toUpperCase(),
      },
      RuleOptions: [{ Keyword: 'sid', Settings: [String(sid)] }],
    };
    const rules = [rule, ...source.StatefulRules];
    return { group: { ...group, RulesSource: { ...source, StatefulRules: rules } }, rule: text };
  }
  if (source?.RulesString !== undefined) {
    const line = `${text} (sid:${sid}; rev:1;)`;
    const lines = `${line}\n${source.RulesString}`;
    return { group: { ...group, RulesSource: { ...source, RulesString: lines } }, rule: line };
  }
  return undefined;
}

const addressText = (addresses: Intervals): string => {
  const blocks = format(addresses);
  return blocks.length === 1 ? blocks[0]! : blocks.length > 20 ? 'any' : `[${blocks.join(',')}]`;
};

/** Suricata writes a range with a colon and a list in brackets. */
const portText = (ports: string): string => {
  if (ports === 'all') return 'any';
  const text = ports.replaceAll('-', ':');
  return text.includes(',') ? `[${text}]` : text;
};

/** A signature id that no rule of the group has; they must be unique in it. */
function freeSid(group: Saved<RuleGroup>): number {
  const source = group.RulesSource;
  const used = [
    ...(source?.RulesString ?? '').matchAll(/\bsid\s*:\s*(\d+)/g),
    ...JSON.stringify(source?.StatefulRules ?? []).matchAll(/"sid[^"]*?(?::|","Settings":\[")(\d+)/g),
  ].map((m) => Number(m[1]));
  return Math.max(1_000_000, ...used) + 1;
}
