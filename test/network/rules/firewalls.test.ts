import { describe, expect, test } from 'vitest';
import { given, type PolicySketch, type Sketch } from '../given.ts';

/** A host whose way out and back passes a Network Firewall. */
const behind = (policy: PolicySketch): Sketch => ({
  vpcs: {
    A: {
      cidr: '10.0.0.0/16',
      igw: true,
      ingress: { '10.0.1.0/24': 'fw:f' },
      subnets: {
        s1: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'fw:f' } },
        fw: { cidr: '10.0.9.0/24', routes: { '0.0.0.0/0': 'igw' } },
      },
    },
  },
  hosts: { web: { subnet: 's1', address: '10.0.1.10', public: '198.51.100.1' } },
  firewalls: { f: { subnet: 'fw', firewall: 'inspect' } },
  policies: { inspect: policy },
});

const table = (rule: string, policy: PolicySketch, flows: Record<string, string>): void => {
  const network = given(behind(policy));
  test.each(Object.entries(flows))(`${rule} %s: %s`, (flow, verdict) => {
    expect(network.verdict(flow)).toBe(verdict);
  });
};

const denied = 'firewall vpce-f';

describe('F1 stateless rules by priority, first match; else the default', () => {
  table(
    'F1',
    { stateless: ['20 drop tcp 443 any → any', '10 pass tcp 443 any → 8.8.8.8/32', '15 pass all 8.8.8.8/32 → any'] },
    { 'web → 8.8.8.8 tcp 443': 'passes', 'web → 9.9.9.9 tcp 443': denied, 'web → 9.9.9.9 tcp 80': 'passes' },
  );
  table(
    'F1 default drop:',
    { statelessDefault: 'aws:drop' },
    { 'web → 8.8.8.8 tcp 443': 'firewall vpce-f; return firewall vpce-f' },
  );
  table(
    'F1 it drops answers, too:',
    { stateless: ['10 drop tcp any → 10.0.1.0/24'] },
    { 'web → 8.8.8.8 tcp 443': 'return firewall vpce-f' },
  );
  table(
    'F1 pass skips the stateful rules:',
    { stateless: ['10 pass all any → any'], rules: 'drop ip any any -> any any (sid:1;)' },
    {
      'web → 8.8.8.8 tcp 443': 'passes',
    },
  );
});

describe('F2 strict order: groups by priority, rules in order, the first that ends it', () => {
  table(
    'F2',
    {
      strict: true,
      rules: [
        'alert tcp any any -> any 443 (sid:1;)\npass tcp any any -> any 443 (sid:2;)',
        'drop tcp any any -> any any (sid:3;)',
      ],
    },
    { 'web → 8.8.8.8 tcp 443': 'passes', 'web → 8.8.8.8 tcp 80': denied, 'web → 8.8.8.8 udp 53': 'passes' },
  );
  table('F2 no default action:', { strict: true }, { 'web → 8.8.8.8 tcp 443': 'passes' });
  table('F2 drop all:', { strict: true, default: ['aws:drop_strict'] }, { 'web → 8.8.8.8 tcp 443': denied });
  table(
    'F2 drop established lets the handshake through and nothing after it:',
    { strict: true, default: ['aws:drop_established'] },
    {
      'web → 8.8.8.8 tcp 443': denied,
    },
  );
  table(
    'F2 alert established drops nothing:',
    { strict: true, default: ['aws:alert_established'] },
    { 'web → 8.8.8.8 tcp 443': 'passes' },
  );
  table(
    'F2 reject ends it:',
    { strict: true, rules: 'reject tcp any any -> any 443 (sid:1;)\npass ip any any -> any any (sid:2;)' },
    {
      'web → 8.8.8.8 tcp 443': denied,
      'web → 8.8.8.8 tcp 80': 'passes',
    },
  );
});

describe('F3 action order: pass before drop before reject before alert', () => {
  table(
    'F3',
    {
      rules:
        'drop tcp any any -> any any (sid:1;)\npass tcp any any -> 8.8.8.8 443 (sid:2;)\nalert ip any any -> any any (sid:3;)',
    },
    { 'web → 8.8.8.8 tcp 443': 'passes', 'web → 9.9.9.9 tcp 443': denied, 'web → 9.9.9.9 udp 53': 'passes' },
  );
});

describe('F4 rules that look into the payload decide only what they see: said as an assumption', () => {
  const allow: PolicySketch = {
    strict: true,
    domains: { action: 'ALLOWLIST', names: ['.amazon.com'] },
    default: ['aws:drop_strict'],
  };
  test('F4 an allow list: possible, resting on the list', () => {
    const result = given(behind(allow)).trace('web → 8.8.8.8 tcp 443');
    expect(result.reachable).toBe(true);
    expect(result.assumptions[0]!.en).toContain('.amazon.com');
    expect(result.assumptions[0]!.ko).toContain('.amazon.com');
  });
  test('F4 with the name known, the list decides', () => {
    const { network, query } = given(behind(allow));
    expect(given(behind(allow)).trace('web → 8.8.8.8 tcp 443', { name: 'www.amazon.com' })).toMatchObject({
      reachable: true,
      assumptions: [],
    });
    expect(given(behind(allow)).trace('web → 8.8.8.8 tcp 443', { name: 'example.org' }).reachable).toBe(false);
    expect([network.firewalls.size, query('web → 8.8.8.8 tcp 443').header.protocol]).toEqual([1, 6]);
  });
  test('F4 an allow list drops HTTP and TLS that it does not name, where nothing else would', () => {
    const open: PolicySketch = { domains: { action: 'ALLOWLIST', names: ['.amazon.com'] } };
    expect(given(behind(open)).trace('web → 8.8.8.8 tcp 443', { name: 'example.org' }).reachable).toBe(false);
    expect(given(behind(open)).trace('web → 8.8.8.8 udp 53', { name: 'example.org' }).reachable).toBe(true);
  });
  test('F4 only from HOME_NET, by default the firewall’s VPC', () => {
    const list: PolicySketch = { domains: { action: 'DENYLIST', names: ['evil.example'] }, home: ['172.16.0.0/12'] };
    expect(given(behind(list)).trace('web → 8.8.8.8 tcp 443', { name: 'evil.example' }).reachable).toBe(true);
    const own: PolicySketch = { domains: { action: 'DENYLIST', names: ['evil.example'] } };
    expect(given(behind(own)).trace('web → 8.8.8.8 tcp 443', { name: 'evil.example' }).reachable).toBe(false);
  });
  test('F4 content in a Suricata rule', () => {
    const rules = 'pass tls any any -> any 443 (tls.sni; content:"example.org"; startswith; endswith; sid:1;)';
    const policy: PolicySketch = { strict: true, rules, default: ['aws:drop_established'] };
    const result = given(behind(policy)).trace('web → 8.8.8.8 tcp 443');
    expect(result.reachable).toBe(true);
    expect(result.assumptions.map((a) => a.en).join()).toContain('looks into the packets');
    expect(given(behind(policy)).trace('web → 8.8.8.8 tcp 443', { name: 'example.net' }).reachable).toBe(false);
  });
  test('F4 what is not known is said to be not modelled', () => {
    const sketch = behind({ strict: true, rules: 'pass lua any any -> any any (sid:1;)' });
    const result = given(sketch).trace('web → 8.8.8.8 tcp 443');
    expect(result.assumptions.map((a) => a.en).join()).toContain('not modelled');
  });
});

describe('F5 a rule that an earlier terminating rule always covers is shadowed', () => {
  const shadowedIn = (policy: PolicySketch): string[] => {
    const { network } = given(behind(policy));
    const [firewall] = [...network.firewalls.values()];
    return firewall!
      .policy()!
      .shadowed()
      .map(({ rule, by }) => `${rule.text} by ${by.text}`);
  };
  test('F5 pass ip any any before a domain list', () => {
    const policy: PolicySketch = {
      strict: true,
      rules: 'alert tcp any any -> any 80 (sid:1;)\npass ip any any <> any any (sid:4;)',
      domains: { action: 'ALLOWLIST', names: ['.amazon.com'] },
    };
    expect(shadowedIn(policy)).toEqual([
      'pass HTTP_HOST, TLS_SNI .amazon.com by pass ip any any <> any any (sid 4)',
      'drop HTTP_HOST, TLS_SNI not in .amazon.com by pass ip any any <> any any (sid 4)',
    ]);
  });
  test('F5 not by an alert, not by a narrower rule, not by one that looks into the payload', () => {
    expect(
      shadowedIn({
        strict: true,
        rules:
          'alert ip any any -> any any (sid:1;)\npass tcp any any -> any 443 (sid:2;)\npass http any any -> any any (sid:3;)\ndrop tcp any any -> any any (sid:4;)',
      }),
    ).toEqual([]);
  });
});

describe('F6 a firewall attached to a transit gateway itself inspects what its tables send to it', () => {
  const sketch = (rules: string): Sketch => ({
    vpcs: {
      A: { cidr: '10.0.0.0/16', subnets: { a: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'tgw' } } } },
      B: { cidr: '10.1.0.0/16', subnets: { b: { cidr: '10.1.1.0/24', routes: { '0.0.0.0/0': 'tgw' } } } },
    },
    hosts: { web: { subnet: 'a', address: '10.0.1.10' }, db: { subnet: 'b', address: '10.1.1.10' } },
    tgw: {
      attachments: {
        A: { vpc: 'A', subnets: ['a'], table: 'spokes' },
        B: { vpc: 'B', subnets: ['b'], table: 'spokes' },
        F: { vpn: 'none', table: 'inspected' },
      },
      tables: { spokes: { '0.0.0.0/0': 'F' }, inspected: { '10.0.0.0/16': 'A', '10.1.0.0/16': 'B' } },
    },
    edit(ec2, snapshot) {
      const attachment = ec2.TransitGatewayAttachments!.find((a) => a.TransitGatewayAttachmentId === 'tgw-attach-F')!;
      attachment.ResourceType = 'network-function';
      attachment.ResourceId = 'arn:aws:network-firewall:ap-northeast-2:111122223333:firewall/central';
      snapshot.scopes[0]!.networkfirewall = {
        Firewalls: [
          {
            Firewall: {
              FirewallArn: attachment.ResourceId,
              FirewallName: 'central',
              FirewallId: 'central',
              FirewallPolicyArn: 'policy',
              VpcId: undefined,
              SubnetMappings: [],
              TransitGatewayId: 'tgw-T',
            },
          },
        ],
        FirewallPolicies: {
          policy: {
            FirewallPolicy: {
              StatelessDefaultActions: ['aws:forward_to_sfe'],
              StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
              StatefulRuleGroupReferences: [{ ResourceArn: 'group' }],
            },
            FirewallPolicyResponse: { FirewallPolicyArn: 'policy', FirewallPolicyName: 'p', FirewallPolicyId: 'p' },
          },
        },
        RuleGroups: {
          group: {
            RuleGroup: { RulesSource: { RulesString: rules } },
            RuleGroupResponse: { RuleGroupArn: 'group', RuleGroupName: 'g', RuleGroupId: 'g' },
          },
        },
      };
    },
  });
  test('F6 lets pass and drops by its rules', () => {
    const network = given(sketch('drop tcp any any -> any 22 (sid:1;)'));
    expect(network.verdict('web → db tcp 80')).toBe('passes');
    expect(network.verdict('web → db tcp 22')).toBe('firewall tgw-attach-F');
    expect(network.trace('web → db tcp 80').forward.map((h) => h.component)).toContain('firewall');
  });
});
