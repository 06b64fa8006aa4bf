import { type Finding, finding } from '../../../findings/finding.ts';
import { loggingOff, noDefaultDrop, notReady, passesAll, shadowed } from '../../../messages/findings/firewalls.ts';
import { allAddresses } from '../../../network/address-set.ts';
import type { CompiledFirewallPolicy } from '../../../network/firewall-policy.ts';
import type { FirewallRule } from '../../../network/firewall-rules.ts';
import type { Header } from '../../../network/header.ts';
import { allPorts } from '../../../network/port-set.ts';
import { monthly } from '../../../pricing/estimate.ts';
import type { Check, Inspected } from '../check.ts';
import { grouped } from '../facts/scopes.ts';
import { about, fixByHand } from '../fix.ts';
import type { FirewallFacts } from '../overview.ts';

const order = 'https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html';

/** What Network Firewalls let through (rules F1–F3, F5), whether they work, whether they log. */
export const firewallPolicies: Check = {
  codes: ['NFW_PASSES_EVERYTHING', 'NFW_RULE_SHADOWED', 'NFW_NO_DEFAULT_DROP', 'NFW_NOT_READY', 'NFW_LOGGING_OFF'],
  find: (inspected) => {
    const places = grouped(inspected.overview.firewalls ?? [], (f) => `${f.account} ${f.region}`);
    return [...places.values()].flatMap((firewalls) => {
      const read = firewalls.flatMap((facts): Read[] => {
        const policy = inspected.network.firewalls.get(facts.arn)?.policy();
        return policy === undefined ? [] : [{ facts, policy }];
      });
      const open = read.filter(({ policy }) => passesEverything(policy));
      return [
        ...(open.length === 0 ? [] : [toPassing(inspected, open)]),
        ...toShadowed(read),
        ...read.filter((r) => !open.includes(r)).flatMap(withoutDefault),
        ...firewalls.flatMap((f) => broken(inspected, f)),
        ...withoutLogs(firewalls),
      ];
    });
  },
};

interface Read {
  facts: FirewallFacts;
  policy: CompiledFirewallPolicy;
}

const subject = (f: FirewallFacts) => ({ account: f.account, region: f.region, id: f.arn, name: f.name });

/** TCP, UDP and ICMP from anywhere to anywhere. */
const anything: Header[] = [6, 17, 1].map((protocol) => ({
  family: 4,
  protocol,
  src: allAddresses[4],
  dst: allAddresses[4],
  sport: allPorts,
  dport: allPorts,
}));

/** Nothing is dropped, whatever is in the packets. A rule group that was not read may drop: then nothing is claimed. */
function passesEverything(policy: CompiledFirewallPolicy): boolean {
  if (policy.notModelled.length > 0) return false;
  return anything.every((header) =>
    policy.stateless(header).every((first) => {
      if (first.action !== 'forward') return first.action === 'pass';
      return policy.stateful(first.header).every((v) => v.action === 'pass' && v.restsOn.length === 0);
    }),
  );
}

const passAllRule = (policy: CompiledFirewallPolicy): FirewallRule | undefined =>
  policy.rules.find(
    (r) =>
      r.action === 'pass' &&
      r.payload === undefined &&
      r.protocols === undefined &&
      r.src === allAddresses &&
      r.dst === allAddresses,
  );

function toPassing({ snapshot }: Inspected, open: readonly Read[]): Finding {
  const dead = open.reduce((n, { policy }) => n + policy.shadowed().length, 0);
  const costs = open.map(
    ({ facts }) =>
      monthly(
        { product: 'network-firewall-endpoint', region: facts.region, quantity: facts.endpoints.length },
        snapshot.prices?.table,
      ).monthlyUsd,
  );
  const [{ facts: first }] = open as [Read];
  const rule = passAllRule(open[0]!.policy);
  return finding({
    ...about(subject(first)),
    code: 'NFW_PASSES_EVERYTHING',
    severity: 'high',
    priority: 'P2',
    affected: open.map(({ facts }) => facts.arn),
    title: passesAll.title(open.map(({ facts }) => facts.name)),
    impact: passesAll.impact(dead),
    evidence: open.flatMap(({ facts, policy }) => {
      const passing = passAllRule(policy);
      return [
        passing === undefined
          ? { says: passesAll.noDrop(facts.name), from: 'networkfirewall:DescribeFirewallPolicy', id: facts.policy }
          : {
              says: passesAll.rule(facts.name, passing.text),
              from: 'networkfirewall:DescribeRuleGroup',
              id: passing.group,
              rule: passing.text,
            },
        {
          says: passesAll.default(facts.name, facts.defaultActions ?? []),
          from: 'networkfirewall:DescribeFirewallPolicy',
          id: facts.policy,
        },
      ];
    }),
    fixes: [
      fixByHand(
        passesAll.fix(),
        rule === undefined
          ? `aws network-firewall describe-firewall-policy --firewall-policy-name ${first.policy} --region ${first.region}`
          : `aws network-firewall describe-rule-group --rule-group-name ${rule.group} --type STATEFUL --region ${first.region}`,
      ),
    ],
    cost: { monthlyUsd: costs.includes(null) ? null : costs.reduce<number>((sum, c) => sum + (c ?? 0), 0) },
    references: [order],
  });
}

function toShadowed(read: readonly Read[]): Finding[] {
  const dead = read.filter(({ policy }) => policy.shadowed().length > 0);
  if (dead.length === 0) return [];
  const [{ facts: first }] = dead as [Read];
  const rules = dead.flatMap(({ facts, policy }) => policy.shadowed().map((s) => ({ facts, ...s })));
  return [
    finding({
      ...about(subject(first)),
      code: 'NFW_RULE_SHADOWED',
      severity: 'medium',
      priority: 'P2',
      affected: dead.map(({ facts }) => facts.arn),
      title: shadowed.title(
        dead.map(({ facts }) => facts.name),
        rules.length,
      ),
      impact: shadowed.impact(),
      evidence: rules.map(({ facts, rule, by }) => ({
        says: shadowed.rule(facts.name, `${rule.group}: ${rule.text}`, `${by.group}: ${by.text}`),
        from: 'networkfirewall:DescribeRuleGroup',
        id: rule.group,
        rule: rule.text,
      })),
      fixes: [
        fixByHand(
          shadowed.fix(),
          `aws network-firewall describe-firewall-policy --firewall-policy-name ${first.policy} --region ${first.region}`,
        ),
      ],
      references: [order],
    }),
  ];
}

/** A strict policy with rules that drop, and a way past them for all that they do not name. */
function withoutDefault({ facts, policy }: Read): Finding[] {
  const drops = policy.rules.some((r) => r.action === 'drop' || r.action === 'reject');
  if (facts.ruleOrder !== 'STRICT_ORDER' || policy.defaultAction === 'drop' || !drops) return [];
  return [
    finding({
      ...about(subject(facts)),
      code: 'NFW_NO_DEFAULT_DROP',
      severity: 'medium',
      priority: 'P2',
      title: noDefaultDrop.title(facts.name),
      impact: noDefaultDrop.impact(),
      evidence: [
        {
          says: passesAll.default(facts.name, facts.defaultActions ?? []),
          from: 'networkfirewall:DescribeFirewallPolicy',
          id: facts.policy,
        },
      ],
      fixes: [
        fixByHand(
          noDefaultDrop.fix(),
          `aws network-firewall describe-firewall-policy --firewall-policy-name ${facts.policy} --region ${facts.region}`,
        ),
      ],
      references: [order],
    }),
  ];
}

function broken({ snapshot }: Inspected, facts: FirewallFacts): Finding[] {
  const raw = snapshot.scopes
    .flatMap((s) => s.networkfirewall?.Firewalls ?? [])
    .find((f) => f.Firewall.FirewallArn === facts.arn)?.FirewallStatus;
  const from = 'networkfirewall:DescribeFirewall';
  const endpoints = facts.endpoints.filter((e) => e.state !== 'READY' && e.state !== '');
  const sync = raw?.ConfigurationSyncStateSummary;
  const behind = sync !== undefined && sync !== 'IN_SYNC';
  if (endpoints.length === 0 && !behind) return [];
  return [
    finding({
      ...about(subject(facts)),
      code: 'NFW_NOT_READY',
      severity: 'high',
      priority: 'P1',
      cause: endpoints.length > 0,
      affected: endpoints.map((e) => e.id),
      title: notReady.title(facts.name),
      impact: notReady.impact(),
      evidence: [
        ...endpoints.map((e) => ({ says: notReady.endpoint(e.zone, e.id, e.state), from, id: facts.arn, rule: e.id })),
        ...(behind
          ? [{ says: notReady.endpoint('ConfigurationSyncStateSummary', '', sync), from, id: facts.arn }]
          : []),
      ],
      references: [
        'https://docs.aws.amazon.com/network-firewall/latest/developerguide/troubleshooting-general-issues.html',
      ],
    }),
  ];
}

function withoutLogs(firewalls: readonly FirewallFacts[]): Finding[] {
  const silent = firewalls.filter((f) => f.logging?.length === 0);
  if (silent.length === 0) return [];
  const [first] = silent as [FirewallFacts];
  return [
    finding({
      ...about(subject(first)),
      code: 'NFW_LOGGING_OFF',
      severity: 'medium',
      priority: 'P2',
      affected: silent.map((f) => f.arn),
      title: loggingOff.title(silent.map((f) => f.name)),
      impact: loggingOff.impact(),
      evidence: silent.map((f) => ({
        says: loggingOff.none(f.name),
        from: 'networkfirewall:DescribeLoggingConfiguration',
        id: f.arn,
      })),
      fixes: [
        fixByHand(
          loggingOff.fix(),
          `aws network-firewall update-logging-configuration --firewall-arn ${first.arn} --logging-configuration '{"LogDestinationConfigs":[{"LogType":"ALERT","LogDestinationType":"CloudWatchLogs","LogDestination":{"logGroup":"LOG_GROUP"}}]}' --region ${first.region}`,
        ),
      ],
      references: ['https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-logging.html'],
    }),
  ];
}
