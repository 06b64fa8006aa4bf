import { finding } from '../../../findings/finding.ts';
import * as text from '../../../messages/findings/firewalls.ts';
import { allAddresses, intersect, isEmpty, subtract } from '../../../network/address-set.ts';
import type { FirewallRule } from '../../../network/firewall-rules.ts';
import { same } from '../../../network/intervals.ts';
import { allPorts } from '../../../network/port-set.ts';
import type { Check } from '../check.ts';
import type { FirewallFacts } from '../overview.ts';

/** Firewalls that pass everything, and rules that an earlier rule covers (rules F2, F5). */
export const firewallsOpen: Check = {
  codes: ['NFW_PASSES_EVERYTHING', 'NFW_RULE_SHADOWED'],
  find: ({ overview, network }) => {
    const references = [
      'https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html',
    ];
    const places = new Map<string, FirewallFacts[]>();
    for (const f of overview.firewalls ?? [])
      places.set(`${f.account} ${f.region}`, [...(places.get(`${f.account} ${f.region}`) ?? []), f]);
    return [...places.values()].flatMap((firewalls) => {
      const { account, region } = firewalls[0]!;
      const open = firewalls.flatMap((f) => {
        const rule = network.firewalls.get(f.arn)?.policy()?.rules.find(passesEverything);
        return rule === undefined ? [] : [{ f, rule }];
      });
      const shadowed = firewalls.filter((f) => (f.shadowed ?? []).length > 0);
      return [
        ...(open.length === 0
          ? []
          : [
              finding({
                account,
                region,
                code: 'NFW_PASSES_EVERYTHING',
                severity: 'high',
                priority: 'P2',
                resource: open[0]!.f.arn,
                resourceName: open[0]!.f.name,
                affected: open.map(({ f }) => f.arn).sort(),
                title: text.passesAll(open.length),
                impact: text.passesAllImpact(),
                evidence: open.flatMap(({ f, rule }) => [
                  {
                    says: text.passRule(f.name, rule.text),
                    from: 'network-firewall:DescribeRuleGroup',
                    id: rule.group,
                    rule: rule.text,
                  },
                  ...(f.defaultActions?.length === 0
                    ? [{ says: text.noDefaultDrop(f.name), from: 'network-firewall:DescribeFirewallPolicy', id: f.arn }]
                    : []),
                ]),
                references,
              }),
            ]),
        ...(shadowed.length === 0
          ? []
          : [
              finding({
                account,
                region,
                code: 'NFW_RULE_SHADOWED',
                severity: 'medium',
                priority: 'P2',
                resource: shadowed[0]!.arn,
                resourceName: shadowed[0]!.name,
                affected: shadowed.map((f) => f.arn).sort(),
                title: text.shadowed(
                  shadowed.length,
                  shadowed.reduce((n, f) => n + (f.shadowed ?? []).length, 0),
                ),
                impact: text.shadowedImpact(),
                evidence: shadowed.flatMap((f) =>
                  (f.shadowed ?? []).map((s) => ({
                    says: text.shadowedBy(f.name, s.rule, s.by),
                    from: 'network-firewall:DescribeRuleGroup',
                    id: f.arn,
                    rule: s.rule,
                  })),
                ),
                fixes: [
                  {
                    says: text.reorder(),
                    command: `aws network-firewall describe-firewall-policy --firewall-policy-name ${shadowed[0]!.policy} --region ${region}`,
                    calls: [],
                    verified: false,
                  },
                ],
                references,
              }),
            ]),
      ];
    });
  },
};

const everywhereV4 = (set: FirewallRule['src']): boolean =>
  isEmpty(subtract(intersect(allAddresses, { ...allAddresses, 6: [] }), { ...set, 6: [] }));

const passesEverything = (rule: FirewallRule): boolean =>
  rule.action === 'pass' &&
  rule.protocols === undefined &&
  rule.payload === undefined &&
  everywhereV4(rule.src) &&
  everywhereV4(rule.dst) &&
  same(rule.sport, allPorts) &&
  same(rule.dport, allPorts);
