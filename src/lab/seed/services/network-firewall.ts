import type { StatefulRule, SyncState } from '@aws-sdk/client-network-firewall';
import type { NetworkFirewallData } from '../../../snapshot/data/services.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import { uuidOf } from '../../uuid.ts';
import { labAccount, labId, labRegion } from '../ids.ts';
import { subnetId } from '../subnets.ts';
import { named } from '../vpcs.ts';
import { logGroupNames } from './log-groups.ts';

const createdAt = '2025-07-01T01:16:00.000Z';

export const firewallNames = ['FWIN-DMZVPC', 'FWOUT-DMZVPC'] as const;
type FirewallName = (typeof firewallNames)[number];

const arn = (kind: 'firewall' | 'firewall-policy' | 'stateful-rulegroup', name: string): string =>
  `arn:aws:network-firewall:${labRegion}:${labAccount}:${kind}/${name}`;

export const firewallArn = (name: FirewallName): string => arn('firewall', name);
export const firewallPolicyArn = (name: FirewallName): string => arn('firewall-policy', `${name}-policy`);
export const ruleGroupArn = (name: FirewallName, group: 'strictmode' | 'domain-allow'): string =>
  arn('stateful-rulegroup', `${name}-${group}`);

const awsOwnedKey = { KeyId: 'AWS_OWNED_KMS_KEY', Type: 'AWS_OWNED_KMS_KEY' as const };

/** The workshop's strict-mode group: three alerts, which do not end the evaluation, then a pass of everything. */
const strictModeRules = (): Saved<StatefulRule>[] =>
  (
    [
      ['ALERT', 'TCP', '80'],
      ['ALERT', 'TCP', '443'],
      ['ALERT', 'ICMP', 'ANY'],
      ['PASS', 'IP', 'ANY'],
    ] as const
  ).map(([action, protocol, port], i) => ({
    Action: action,
    Header: {
      Protocol: protocol,
      Source: 'ANY',
      SourcePort: 'ANY',
      Direction: 'ANY',
      Destination: 'ANY',
      DestinationPort: port,
    },
    RuleOptions: [{ Keyword: 'sid', Settings: [String(i + 1)] }],
  }));

/** lab.md, "Network Firewalls": two firewalls, each with a policy and two rule groups of its own. */
export function seedNetworkFirewall(): NetworkFirewallData {
  return {
    Firewalls: firewallNames.map((name) => {
      const subnets = (['A', 'B'] as const).map((Z) => ({
        zone: `${labRegion}${Z.toLowerCase()}`,
        subnet: subnetId(`DMZVPC-${name.split('-')[0]}-Subnet-${Z}`),
        endpoint: labId('vpce', `${name}-${Z}`),
      }));
      const inSync = { SyncStatus: 'IN_SYNC' as const, UpdateToken: uuidOf(`${name}/token`) };
      return {
        Firewall: {
          FirewallName: name,
          FirewallArn: firewallArn(name),
          FirewallPolicyArn: firewallPolicyArn(name),
          VpcId: labId('vpc', 'DMZVPC'),
          SubnetMappings: subnets.map(({ subnet }) => ({ SubnetId: subnet, IPAddressType: 'IPV4' })),
          DeleteProtection: false,
          SubnetChangeProtection: false,
          FirewallPolicyChangeProtection: false,
          Description: '',
          FirewallId: uuidOf(name),
          Tags: named(name),
          EncryptionConfiguration: awsOwnedKey,
        },
        FirewallStatus: {
          Status: 'READY',
          ConfigurationSyncStateSummary: 'IN_SYNC',
          SyncStates: Object.fromEntries(
            subnets.map(({ zone, subnet, endpoint }): [string, Saved<SyncState>] => [
              zone,
              {
                Attachment: { SubnetId: subnet, EndpointId: endpoint, Status: 'READY' },
                Config: {
                  [firewallPolicyArn(name)]: inSync,
                  [ruleGroupArn(name, 'strictmode')]: inSync,
                  [ruleGroupArn(name, 'domain-allow')]: inSync,
                },
              },
            ]),
          ),
          CapacityUsageSummary: { CIDRs: { AvailableCIDRCount: 1_000_000, UtilizedCIDRCount: 0, IPSetReferences: {} } },
        },
      };
    }),
    FirewallPolicies: Object.fromEntries(
      firewallNames.map((name) => [
        firewallPolicyArn(name),
        {
          FirewallPolicy: {
            StatelessDefaultActions: ['aws:forward_to_sfe'],
            StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
            StatefulRuleGroupReferences: [
              { ResourceArn: ruleGroupArn(name, 'strictmode'), Priority: 1 },
              { ResourceArn: ruleGroupArn(name, 'domain-allow'), Priority: 2 },
            ],
            StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
          },
          FirewallPolicyResponse: {
            FirewallPolicyName: `${name}-policy`,
            FirewallPolicyArn: firewallPolicyArn(name),
            FirewallPolicyId: uuidOf(`${name}-policy`),
            FirewallPolicyStatus: 'ACTIVE',
            Tags: named(`${name}-policy`),
            ConsumedStatelessRuleCapacity: 0,
            ConsumedStatefulRuleCapacity: 200,
            NumberOfAssociations: 1,
            EncryptionConfiguration: awsOwnedKey,
            LastModifiedTime: createdAt,
          },
        },
      ]),
    ),
    RuleGroups: Object.fromEntries(
      firewallNames.flatMap((name) =>
        (['strictmode', 'domain-allow'] as const).map((group) => [
          ruleGroupArn(name, group),
          {
            RuleGroup:
              group === 'strictmode'
                ? {
                    RulesSource: { StatefulRules: strictModeRules() },
                    StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' as const },
                  }
                : {
                    RuleVariables: { IPSets: { HOME_NET: { Definition: ['10.0.0.0/8'] } } },
                    RulesSource: {
                      RulesSourceList: {
                        Targets: ['.amazon.com'],
                        TargetTypes: ['HTTP_HOST' as const, 'TLS_SNI' as const],
                        GeneratedRulesType: 'ALLOWLIST' as const,
                      },
                    },
                    StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' as const },
                  },
            RuleGroupResponse: {
              RuleGroupArn: ruleGroupArn(name, group),
              RuleGroupName: `${name}-${group}`,
              RuleGroupId: uuidOf(`${name}-${group}`),
              Type: 'STATEFUL' as const,
              Capacity: 100,
              RuleGroupStatus: 'ACTIVE' as const,
              Tags: named(`${name}-${group}`),
              ConsumedCapacity: group === 'strictmode' ? 4 : 2,
              NumberOfAssociations: 1,
              EncryptionConfiguration: awsOwnedKey,
              LastModifiedTime: createdAt,
            },
          },
        ]),
      ),
    ),
    LoggingConfigurations: Object.fromEntries(
      firewallNames.map((name) => [
        firewallArn(name),
        {
          LogDestinationConfigs: (['FLOW', 'ALERT'] as const).map((type) => ({
            LogType: type,
            LogDestinationType: 'CloudWatchLogs' as const,
            LogDestination: { logGroup: logGroupNames[`${name}/${type}`] },
          })),
        },
      ]),
    ),
  };
}
