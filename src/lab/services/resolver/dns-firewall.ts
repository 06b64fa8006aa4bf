import { AwsError } from '../../../changes/world.ts';
import type { Handlers, LabCall } from '../../handler.ts';
import { managedListOwner } from '../../seed/services/resolver.ts';
import { answer, dataOf, type ListInput, notFound, required } from './list.ts';

const missing = (id: string): AwsError => notFound(`[RSLVR-02025] Can't find the resource with ID '${id}'.`);

const listFirewallRuleGroups = (call: LabCall, input: ListInput) =>
  answer('FirewallRuleGroups', dataOf(call).FirewallRuleGroups ?? [], input);

function groupOf(call: LabCall, given: string | undefined) {
  const id = required(given, 'firewallRuleGroupId');
  const group = dataOf(call).FirewallRuleGroups?.find((g) => g.Id === id);
  if (group === undefined) throw missing(id);
  return group;
}

function getFirewallRuleGroup(call: LabCall, input: { FirewallRuleGroupId?: string }) {
  const group = groupOf(call, input.FirewallRuleGroupId);
  const rules = dataOf(call).FirewallRules?.[group.Id ?? ''] ?? [];
  return { FirewallRuleGroup: { ...group, RuleCount: rules.length, Status: 'COMPLETE', StatusMessage: '' } };
}

/** In the order in which Resolver evaluates them: by priority. */
function listFirewallRules(
  call: LabCall,
  input: ListInput & { FirewallRuleGroupId?: string; Priority?: number; Action?: string },
) {
  const { Id } = groupOf(call, input.FirewallRuleGroupId);
  const rules = (dataOf(call).FirewallRules?.[Id ?? ''] ?? [])
    .filter((rule) => input.Priority === undefined || rule.Priority === input.Priority)
    .filter((rule) => input.Action === undefined || rule.Action === input.Action)
    .sort((a, b) => (a.Priority ?? 0) - (b.Priority ?? 0));
  return answer('FirewallRules', rules, input);
}

const listFirewallDomainLists = (call: LabCall, input: ListInput) =>
  answer('FirewallDomainLists', dataOf(call).FirewallDomainLists ?? [], input);

function domainListOf(call: LabCall, given: string | undefined) {
  const id = required(given, 'firewallDomainListId');
  const list = dataOf(call).FirewallDomainLists?.find((l) => l.Id === id);
  if (list === undefined) throw missing(id);
  return list;
}

function getFirewallDomainList(call: LabCall, input: { FirewallDomainListId?: string }) {
  const list = domainListOf(call, input.FirewallDomainListId);
  // AWS does not tell how many domains its own lists have.
  const domains =
    list.ManagedOwnerName === managedListOwner ? undefined : dataOf(call).FirewallDomains?.[list.Id ?? ''];
  return {
    FirewallDomainList: {
      ...list,
      ...(domains === undefined ? {} : { DomainCount: domains.length }),
      Status: 'COMPLETE',
      StatusMessage: '',
    },
  };
}

function listFirewallDomains(call: LabCall, input: ListInput & { FirewallDomainListId?: string }) {
  const list = domainListOf(call, input.FirewallDomainListId);
  if (list.ManagedOwnerName === managedListOwner) {
    throw new AwsError('AccessDeniedException', 'You cannot list the domains of a managed domain list.');
  }
  return answer('Domains', dataOf(call).FirewallDomains?.[list.Id ?? ''] ?? [], input);
}

function listFirewallRuleGroupAssociations(
  call: LabCall,
  input: ListInput & { FirewallRuleGroupId?: string; VpcId?: string; Priority?: number; Status?: string },
) {
  const associations = (dataOf(call).FirewallRuleGroupAssociations ?? [])
    .filter((a) => input.FirewallRuleGroupId === undefined || a.FirewallRuleGroupId === input.FirewallRuleGroupId)
    .filter((a) => input.VpcId === undefined || a.VpcId === input.VpcId)
    .filter((a) => input.Priority === undefined || a.Priority === input.Priority)
    .filter((a) => input.Status === undefined || a.Status === input.Status);
  return answer('FirewallRuleGroupAssociations', associations, input);
}

function getFirewallRuleGroupAssociation(call: LabCall, input: { FirewallRuleGroupAssociationId?: string }) {
  const id = required(input.FirewallRuleGroupAssociationId, 'firewallRuleGroupAssociationId');
  const association = dataOf(call).FirewallRuleGroupAssociations?.find((a) => a.Id === id);
  if (association === undefined) throw missing(id);
  return { FirewallRuleGroupAssociation: association };
}

export const reads: Handlers = {
  ListFirewallRuleGroups: listFirewallRuleGroups,
  GetFirewallRuleGroup: getFirewallRuleGroup,
  ListFirewallRules: listFirewallRules,
  ListFirewallDomainLists: listFirewallDomainLists,
  GetFirewallDomainList: getFirewallDomainList,
  ListFirewallDomains: listFirewallDomains,
  ListFirewallRuleGroupAssociations: listFirewallRuleGroupAssociations,
  GetFirewallRuleGroupAssociation: getFirewallRuleGroupAssociation,
};
