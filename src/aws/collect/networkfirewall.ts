import {
  DescribeFirewallCommand,
  DescribeFirewallPolicyCommand,
  DescribeLoggingConfigurationCommand,
  DescribeRuleGroupCommand,
  ListFirewallsCommand,
  NetworkFirewallClient,
} from '@aws-sdk/client-network-firewall';
import type { NetworkFirewallData } from '../../snapshot/data/services.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import type { ClientConfig } from '../connection.ts';
import { pages, type Reading, read, readEach, saved } from '../read.ts';

/** Firewalls, then the policies they use and the rule groups of those: three calls deep. */
export async function collectNetworkFirewall(reading: Reading, config: ClientConfig): Promise<void> {
  const client = new NetworkFirewallClient(config);
  const options = { abortSignal: reading.signal };
  const data: NetworkFirewallData = {};
  reading.scope.networkfirewall = data;

  const names = await read(reading, 'networkfirewall:ListFirewalls', () =>
    pages(
      (NextToken) => client.send(new ListFirewallsCommand({ NextToken }), options),
      (o) => o.Firewalls,
      (o) => o.NextToken,
    ),
  );
  const arnOf = (f: { FirewallArn?: string }): string => f.FirewallArn!;
  const [firewalls, logging] = await Promise.all([
    readEach(reading, 'networkfirewall:DescribeFirewall', names, arnOf, async (f) => {
      const { Firewall, FirewallStatus } = await client.send(
        new DescribeFirewallCommand({ FirewallArn: f.FirewallArn }),
        options,
      );
      return { Firewall: saved(Firewall!), ...(FirewallStatus ? { FirewallStatus: saved(FirewallStatus) } : {}) };
    }),
    readEach(reading, 'networkfirewall:DescribeLoggingConfiguration', names, arnOf, async (f) =>
      saved(
        (await client.send(new DescribeLoggingConfigurationCommand({ FirewallArn: f.FirewallArn }), options))
          .LoggingConfiguration ?? {},
      ),
    ),
  ]);
  if (firewalls) data.Firewalls = Object.values(firewalls);
  if (logging) data.LoggingConfigurations = logging as Saved<NonNullable<NetworkFirewallData['LoggingConfigurations']>>;
  if (firewalls === undefined) return;

  const policyArns = [...new Set(Object.values(firewalls).flatMap((f) => f.Firewall.FirewallPolicyArn ?? []))];
  const policies = await readEach(
    reading,
    'networkfirewall:DescribeFirewallPolicy',
    policyArns,
    (arn) => arn,
    async (FirewallPolicyArn) => {
      const o = await client.send(new DescribeFirewallPolicyCommand({ FirewallPolicyArn }), options);
      return { FirewallPolicy: saved(o.FirewallPolicy!), FirewallPolicyResponse: saved(o.FirewallPolicyResponse!) };
    },
  );
  if (policies === undefined) return;
  data.FirewallPolicies = policies;

  const groupArns = [
    ...new Set(
      Object.values(policies).flatMap(({ FirewallPolicy: p }) => [
        ...(p.StatefulRuleGroupReferences ?? []).flatMap((r) => r.ResourceArn ?? []),
        ...(p.StatelessRuleGroupReferences ?? []).flatMap((r) => r.ResourceArn ?? []),
      ]),
    ),
  ];
  const groups = await readEach(
    reading,
    'networkfirewall:DescribeRuleGroup',
    groupArns,
    (arn) => arn,
    async (RuleGroupArn) => {
      const o = await client.send(new DescribeRuleGroupCommand({ RuleGroupArn }), options);
      return { RuleGroup: saved(o.RuleGroup ?? {}), RuleGroupResponse: saved(o.RuleGroupResponse!) };
    },
  );
  if (groups) data.RuleGroups = groups as NonNullable<NetworkFirewallData['RuleGroups']>;
}
