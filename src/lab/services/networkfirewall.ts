import type {
  DescribeFirewallCommandInput,
  DescribeFirewallPolicyCommandInput,
  DescribeLoggingConfigurationCommandInput,
  DescribeRuleGroupCommandInput,
  ListFirewallPoliciesCommandInput,
  ListFirewallsCommandInput,
  ListRuleGroupsCommandInput,
  ListTagsForResourceCommandInput,
} from '@aws-sdk/client-network-firewall';
import { updateToken } from '../../changes/networkfirewall/update-token.ts';
import { AwsError } from '../../changes/world.ts';
import type { NetworkFirewallData } from '../../snapshot/data/services.ts';
import type { Handlers, LabCall } from '../handler.ts';
import { page } from '../paging.ts';

const dataOf = (call: LabCall): NetworkFirewallData => call.here.networkfirewall ?? {};

const notFound = (what: string, name: string): AwsError =>
  new AwsError('ResourceNotFoundException', `${what} not found: ${name}`);

/**
 * Most calls name a resource by ARN, by name, or by both, which then must agree.
 *
 * @throws AwsError InvalidRequestException, ResourceNotFoundException
 */
function named<T>(
  items: readonly T[],
  what: string,
  { arn, name }: { arn?: string; name?: string },
  look: (item: T) => { arn?: string; name?: string },
): T {
  if (arn === undefined && name === undefined) {
    throw new AwsError('InvalidRequestException', `You must specify the ARN or the name of the ${what.toLowerCase()}.`);
  }
  const found = items.find((item) => {
    const has = look(item);
    return (arn === undefined || has.arn === arn) && (name === undefined || has.name === name);
  });
  if (found === undefined) throw notFound(what, arn ?? name ?? '');
  return found;
}

function paged<T>(key: string, items: T[], input: { MaxResults?: number; NextToken?: string }) {
  const { MaxResults, NextToken, ...question } = input;
  const { items: shown, next } = page(
    items,
    { size: MaxResults, token: NextToken, question: { key, question } },
    { usual: 100, most: 100, badToken: 'InvalidTokenException', badSize: 'InvalidRequestException' },
  );
  return { [key]: shown, ...(next === undefined ? {} : { NextToken: next }) };
}

function listFirewalls(call: LabCall, input: ListFirewallsCommandInput) {
  const firewalls = (dataOf(call).Firewalls ?? [])
    .filter(({ Firewall }) => !input.VpcIds?.length || input.VpcIds.includes(Firewall.VpcId ?? ''))
    .map(({ Firewall, FirewallStatus }) => ({
      FirewallName: Firewall.FirewallName,
      FirewallArn: Firewall.FirewallArn,
      TransitGatewayAttachmentId: FirewallStatus?.TransitGatewayAttachmentSyncState?.AttachmentId,
    }));
  return paged('Firewalls', firewalls, input);
}

const firewallOf = (call: LabCall, input: { FirewallArn?: string; FirewallName?: string }) =>
  named(
    dataOf(call).Firewalls ?? [],
    'Firewall',
    { arn: input.FirewallArn, name: input.FirewallName },
    ({ Firewall }) => ({ arn: Firewall.FirewallArn, name: Firewall.FirewallName }),
  );

function describeFirewall(call: LabCall, input: DescribeFirewallCommandInput) {
  const { Firewall, FirewallStatus } = firewallOf(call, input);
  return { UpdateToken: updateToken(Firewall), Firewall, FirewallStatus };
}

/** Policies and rule groups by ARN, with what their calls answer. */
const policies = (call: LabCall) => Object.values(dataOf(call).FirewallPolicies ?? {});
const ruleGroups = (call: LabCall) => Object.values(dataOf(call).RuleGroups ?? {});

const listFirewallPolicies = (call: LabCall, input: ListFirewallPoliciesCommandInput) =>
  paged(
    'FirewallPolicies',
    policies(call).map(({ FirewallPolicyResponse: p }) => ({ Name: p.FirewallPolicyName, Arn: p.FirewallPolicyArn })),
    input,
  );

function describeFirewallPolicy(call: LabCall, input: DescribeFirewallPolicyCommandInput) {
  const found = named(
    policies(call),
    'Firewall policy',
    { arn: input.FirewallPolicyArn, name: input.FirewallPolicyName },
    ({ FirewallPolicyResponse: p }) => ({ arn: p.FirewallPolicyArn, name: p.FirewallPolicyName }),
  );
  return { UpdateToken: updateToken(found), ...found };
}

/** The account's own rule groups; AWS's managed ones are not in the lab. */
function listRuleGroups(call: LabCall, input: ListRuleGroupsCommandInput) {
  const own = input.Scope === undefined || input.Scope === 'ACCOUNT' ? ruleGroups(call) : [];
  return paged(
    'RuleGroups',
    own
      .filter(({ RuleGroupResponse: g }) => input.Type === undefined || g.Type === input.Type)
      .map(({ RuleGroupResponse: g }) => ({ Name: g.RuleGroupName, Arn: g.RuleGroupArn })),
    input,
  );
}

function describeRuleGroup(call: LabCall, input: DescribeRuleGroupCommandInput) {
  if (input.RuleGroupArn === undefined && input.Type === undefined) {
    throw new AwsError(
      'InvalidRequestException',
      'You must specify the type together with the name of the rule group.',
    );
  }
  const found = named(
    ruleGroups(call).filter(({ RuleGroupResponse: g }) => input.Type === undefined || g.Type === input.Type),
    'Rule group',
    { arn: input.RuleGroupArn, name: input.RuleGroupName },
    ({ RuleGroupResponse: g }) => ({ arn: g.RuleGroupArn, name: g.RuleGroupName }),
  );
  return { UpdateToken: updateToken(found), ...found };
}

function describeLoggingConfiguration(call: LabCall, input: DescribeLoggingConfigurationCommandInput) {
  const { Firewall } = firewallOf(call, input);
  const arn = Firewall.FirewallArn ?? '';
  const configuration = dataOf(call).LoggingConfigurations?.[arn];
  return { FirewallArn: arn, LoggingConfiguration: configuration ?? { LogDestinationConfigs: [] } };
}

function listTagsForResource(call: LabCall, input: ListTagsForResourceCommandInput) {
  const tags = new Map([
    ...(dataOf(call).Firewalls ?? []).map(({ Firewall: f }) => [f.FirewallArn, f.Tags] as const),
    ...policies(call).map(({ FirewallPolicyResponse: p }) => [p.FirewallPolicyArn, p.Tags] as const),
    ...ruleGroups(call).map(({ RuleGroupResponse: g }) => [g.RuleGroupArn, g.Tags] as const),
  ]);
  if (!tags.has(input.ResourceArn)) throw notFound('Resource', input.ResourceArn ?? '');
  return paged('Tags', tags.get(input.ResourceArn) ?? [], input);
}

export const reads: Handlers = {
  ListFirewalls: listFirewalls,
  DescribeFirewall: describeFirewall,
  ListFirewallPolicies: listFirewallPolicies,
  DescribeFirewallPolicy: describeFirewallPolicy,
  ListRuleGroups: listRuleGroups,
  DescribeRuleGroup: describeRuleGroup,
  DescribeLoggingConfiguration: describeLoggingConfiguration,
  ListTagsForResource: listTagsForResource,
};
