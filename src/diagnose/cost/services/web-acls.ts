import { what } from '../../../messages/cost-items.ts';
import type { Scope, Snapshot } from '../../../snapshot/snapshot.ts';
import { added, inUnits, type Measured, million, monthlySum } from '../measured.ts';
import type { Use } from '../use.ts';
import { unread } from './read.ts';

/**
 * Web ACLs and their rules by the month, requests by the million. A rule group, AWS's or the customer's, counts as one
 * rule of the ACL. https://aws.amazon.com/waf/pricing/
 */
export const webAclUses = (snapshot: Snapshot): Use[] => [
  ...unread(snapshot, 'regions', (s) => s.wafv2?.WebACLs, {
    service: 'waf',
    what: what.acls,
    operation: 'wafv2:ListWebACLs',
  }),
  ...snapshot.scopes.flatMap((scope) =>
    (scope.wafv2?.WebACLs ?? []).flatMap((acl): Use[] => {
      const own = {
        service: 'waf' as const,
        account: scope.account,
        region: scope.region,
        id: acl.Id ?? acl.ARN ?? '',
        ...(acl.Name === undefined ? {} : { name: acl.Name }),
      };
      const rules = acl.Rules?.length ?? 0;
      return [
        { ...own, product: 'waf-web-acl-month', what: what.acls, quantity: 1 },
        ...(rules === 0 ? [] : [{ ...own, product: 'waf-rule-month' as const, what: what.aclRules, quantity: rules }]),
        { ...own, product: 'waf-million-requests', what: what.aclRequests, ...requestsOf(scope, acl.Name ?? '') },
      ];
    }),
  ),
];

/** https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html */
function requestsOf(scope: Scope, acl: string): Measured {
  const sum = (metric: string): Measured =>
    monthlySum(scope, { namespace: 'AWS/WAFV2', metric, dimensions: dimensionsOf(scope.region, acl) });
  const allowed = sum('AllowedRequests');
  const blocked = sum('BlockedRequests');
  // Nothing blocked leaves no point: what was allowed is then all.
  return inUnits(allowed.quantity !== null && blocked.quantity === null ? allowed : added(allowed, blocked), million);
}

export const dimensionsOf = (region: string, acl: string): Record<string, string> =>
  region === 'global' ? { WebACL: acl, Rule: 'ALL' } : { WebACL: acl, Rule: 'ALL', Region: region };
