import type { FirewallPolicy, RuleGroup } from '@aws-sdk/client-network-firewall';
import type { Saved } from '../../../src/snapshot/snapshot.ts';
import { type Bits, isIn } from './addresses.ts';

/** Network Firewall for the oracle: rules F1–F3 for one packet, for rules that look at headers only. */
export interface Asked {
  protocol: number;
  src: Bits;
  dst: Bits;
  sport: number;
  dport: number;
}

type Groups = Record<string, { RuleGroup: Saved<RuleGroup> }>;

export function statelessAction(
  policy: Saved<FirewallPolicy>,
  groups: Groups,
  asked: Asked,
): 'pass' | 'drop' | 'forward' {
  const references = [...(policy.StatelessRuleGroupReferences ?? [])].sort((a, b) => a.Priority! - b.Priority!);
  for (const reference of references) {
    const source = groups[reference.ResourceArn!]!.RuleGroup.RulesSource!.StatelessRulesAndCustomActions!;
    for (const rule of [...source.StatelessRules!].sort((a, b) => a.Priority! - b.Priority!)) {
      const match = rule.RuleDefinition!.MatchAttributes!;
      const any = (list: { AddressDefinition?: string }[] | undefined, address: Bits): boolean =>
        !list?.length || list.some((a) => isIn(address, a.AddressDefinition));
      const port = (list: { FromPort?: number; ToPort?: number }[] | undefined, value: number): boolean =>
        !list?.length ||
        ![6, 17].includes(asked.protocol) ||
        list.some((p) => value >= p.FromPort! && value <= p.ToPort!);
      const hit =
        (!match.Protocols?.length || match.Protocols.includes(asked.protocol)) &&
        any(match.Sources, asked.src) &&
        any(match.Destinations, asked.dst) &&
        port(match.SourcePorts, asked.sport) &&
        port(match.DestinationPorts, asked.dport);
      if (hit) return plain(rule.RuleDefinition!.Actions!);
    }
  }
  return plain(policy.StatelessDefaultActions!);
}

const plain = (actions: readonly string[]): 'pass' | 'drop' | 'forward' =>
  actions.includes('aws:pass') ? 'pass' : actions.includes('aws:drop') ? 'drop' : 'forward';

export function statefulPasses(policy: Saved<FirewallPolicy>, groups: Groups, asked: Asked, _home: string[]): boolean {
  const strict = policy.StatefulEngineOptions?.RuleOrder === 'STRICT_ORDER';
  const references = [...(policy.StatefulRuleGroupReferences ?? [])];
  if (strict) references.sort((a, b) => a.Priority! - b.Priority!);
  const rules = references.flatMap((r) => groups[r.ResourceArn!]!.RuleGroup.RulesSource!.StatefulRules ?? []);
  const matching = rules.filter((rule) => {
    const h = rule.Header!;
    const protocol = { TCP: [6], UDP: [17], ICMP: [1, 58] }[h.Protocol as string];
    if (protocol !== undefined && !protocol.includes(asked.protocol)) return false;
    const address = (text: string | undefined, a: Bits): boolean => text === 'ANY' || isIn(a, text);
    const port = (text: string | undefined, p: number): boolean =>
      text === 'ANY' || ![6, 17].includes(asked.protocol) || Number(text) === p;
    const there =
      address(h.Source, asked.src) &&
      address(h.Destination, asked.dst) &&
      port(h.SourcePort, asked.sport) &&
      port(h.DestinationPort, asked.dport);
    const back =
      address(h.Source, asked.dst) &&
      address(h.Destination, asked.src) &&
      port(h.SourcePort, asked.dport) &&
      port(h.DestinationPort, asked.sport);
    return there || (h.Direction === 'ANY' && back);
  });
  if (strict) {
    const first = matching.find((r) => r.Action !== 'ALERT');
    if (first !== undefined) return first.Action === 'PASS';
    return !(policy.StatefulDefaultActions ?? []).some((a) => a.startsWith('aws:drop'));
  }
  if (matching.some((r) => r.Action === 'PASS')) return true;
  return !matching.some((r) => r.Action === 'DROP' || r.Action === 'REJECT');
}
