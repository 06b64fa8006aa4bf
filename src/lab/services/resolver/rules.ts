import type { ResolverRule, ResolverRuleAssociation } from '@aws-sdk/client-route53resolver';
import type { Saved } from '../../../snapshot/snapshot.ts';
import type { Handlers, LabCall } from '../../handler.ts';
import { answerWithSize, dataOf, type Filters, filtered, type ListInput, notFound, required } from './list.ts';

type Rule = Saved<ResolverRule>;
type Association = Saved<ResolverRuleAssociation>;

const ruleFilters: Filters<Rule> = {
  CreatorRequestId: (r) => r.CreatorRequestId,
  // With or without the trailing dot that Resolver answers.
  DomainName: (r) => [r.DomainName, r.DomainName?.replace(/\.$/, '')],
  Name: (r) => r.Name,
  ResolverEndpointId: (r) => r.ResolverEndpointId,
  Status: (r) => r.Status,
  Type: (r) => r.RuleType,
};

const associationFilters: Filters<Association> = {
  Name: (a) => a.Name,
  ResolverRuleId: (a) => a.ResolverRuleId,
  Status: (a) => a.Status,
  VPCId: (a) => a.VPCId,
};

const listResolverRules = (call: LabCall, input: ListInput) =>
  answerWithSize('ResolverRules', filtered(dataOf(call).ResolverRules ?? [], input, ruleFilters), input);

function getResolverRule(call: LabCall, input: { ResolverRuleId?: string }) {
  const id = required(input.ResolverRuleId, 'resolverRuleId');
  const rule = dataOf(call).ResolverRules?.find((r) => r.Id === id);
  if (rule === undefined) throw notFound(`[RSLVR-00703] Resolver rule with ID "${id}" does not exist.`);
  return { ResolverRule: rule };
}

const listResolverRuleAssociations = (call: LabCall, input: ListInput) =>
  answerWithSize(
    'ResolverRuleAssociations',
    filtered(dataOf(call).ResolverRuleAssociations ?? [], input, associationFilters),
    input,
  );

function getResolverRuleAssociation(call: LabCall, input: { ResolverRuleAssociationId?: string }) {
  const id = required(input.ResolverRuleAssociationId, 'resolverRuleAssociationId');
  const association = dataOf(call).ResolverRuleAssociations?.find((a) => a.Id === id);
  if (association === undefined) throw notFound(`Resolver rule association with ID "${id}" does not exist.`);
  return { ResolverRuleAssociation: association };
}

export const reads: Handlers = {
  ListResolverRules: listResolverRules,
  GetResolverRule: getResolverRule,
  ListResolverRuleAssociations: listResolverRuleAssociations,
  GetResolverRuleAssociation: getResolverRuleAssociation,
};
