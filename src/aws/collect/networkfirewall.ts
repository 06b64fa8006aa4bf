import {
  DescribeFirewallCommand,
  DescribeFirewallPolicyCommand,
  DescribeLoggingConfigurationCommand,
  DescribeRuleGroupCommand,
  ListFirewallsCommand,
  NetworkFirewallClient,
} from '@aws-sdk/client-network-firewall';
import type { NetworkFirewallData } from '../../snapshot/data/services.ts';
import type { Collector, Reads } from '../read.ts';
import { sorted } from '../saved.ts';

const reads: Reads<NetworkFirewallData> = {
  Firewalls: {
    operations: ['networkfirewall:ListFirewalls', 'networkfirewall:DescribeFirewall'],
    where: 'region',
    run: async (ask) => {
      const listed = await ask.pages(
        (NextToken) => new ListFirewallsCommand({ NextToken, MaxResults: 100 }),
        (o) => o.Firewalls,
      );
      const described = await ask.each(
        'networkfirewall:DescribeFirewall',
        listed.map((f) => f.FirewallArn),
        async (FirewallArn) => {
          const { Firewall, FirewallStatus } = await ask.send(new DescribeFirewallCommand({ FirewallArn }));
          return { Firewall: Firewall!, ...(FirewallStatus === undefined ? {} : { FirewallStatus }) };
        },
      );
      return sorted(Object.values(described), (f) => f.Firewall.FirewallArn);
    },
  },
  FirewallPolicies: {
    operations: ['networkfirewall:DescribeFirewallPolicy'],
    where: 'region',
    after: ['Firewalls'],
    run: (ask, { Firewalls = [] }) =>
      ask.each(
        'networkfirewall:DescribeFirewallPolicy',
        [...new Set(Firewalls.map((f) => f.Firewall.FirewallPolicyArn))],
        async (FirewallPolicyArn) => {
          const answer = await ask.send(new DescribeFirewallPolicyCommand({ FirewallPolicyArn }));
          return { FirewallPolicy: answer.FirewallPolicy!, FirewallPolicyResponse: answer.FirewallPolicyResponse! };
        },
      ),
  },
  RuleGroups: {
    operations: ['networkfirewall:DescribeRuleGroup'],
    where: 'region',
    after: ['FirewallPolicies'],
    run: (ask, { FirewallPolicies = {} }) =>
      ask.each(
        'networkfirewall:DescribeRuleGroup',
        [
          ...new Set(
            Object.values(FirewallPolicies).flatMap(({ FirewallPolicy: policy }) =>
              [...(policy.StatelessRuleGroupReferences ?? []), ...(policy.StatefulRuleGroupReferences ?? [])].map(
                (reference) => reference.ResourceArn,
              ),
            ),
          ),
        ],
        async (RuleGroupArn) => {
          const answer = await ask.send(new DescribeRuleGroupCommand({ RuleGroupArn }));
          return { RuleGroup: answer.RuleGroup!, RuleGroupResponse: answer.RuleGroupResponse! };
        },
      ),
  },
  LoggingConfigurations: {
    operations: ['networkfirewall:DescribeLoggingConfiguration'],
    where: 'region',
    after: ['Firewalls'],
    run: (ask, { Firewalls = [] }) =>
      ask.each(
        'networkfirewall:DescribeLoggingConfiguration',
        Firewalls.map((f) => f.Firewall.FirewallArn),
        async (FirewallArn) =>
          (await ask.send(new DescribeLoggingConfigurationCommand({ FirewallArn }))).LoggingConfiguration ?? {
            LogDestinationConfigs: [],
          },
      ),
  },
};

export const collector: Collector<NetworkFirewallData> = {
  service: 'networkfirewall',
  iamPrefix: 'network-firewall',
  parallel: 10,
  client: (config) => new NetworkFirewallClient(config as never),
  reads,
};
