import type { ReadName } from '../snapshot/reads.ts';
import type { Scope, ServiceName } from '../snapshot/snapshot.ts';

/*
 * Some calls answer for one parent at a time: the listeners of a balancer, the routes of a table. Such a key may be there and
 * lack the one parent whose call failed, which is then as unread as a key that is absent.
 */

/** Whether a key that is kept by parent has an answer for one. */
export function isAnswered(scope: Scope, name: ReadName, parent: string): boolean {
  const [service, key] = name.split('.') as [ServiceName, string];
  const answers = (scope[service] as Record<string, Record<string, unknown>> | undefined)?.[key];
  return answers?.[parent] !== undefined;
}

/** Whether routes and associations of every transit gateway table were answered: else no way between VPCs is certain. */
export const isTransitAnswered = (scope: Scope): boolean =>
  (scope.ec2?.TransitGatewayRouteTables ?? [])
    .map((t) => t.TransitGatewayRouteTableId ?? '')
    .every(
      (id) =>
        isAnswered(scope, 'ec2.TransitGatewayRoutes', id) &&
        isAnswered(scope, 'ec2.TransitGatewayRouteTableAssociations', id),
    );

/** Whether listeners and targets of every balancer were answered: else who is behind one is not. */
export const areBalancersAnswered = (scope: Scope): boolean =>
  (scope.elbv2?.LoadBalancers ?? []).every((b) => isAnswered(scope, 'elbv2.Listeners', b.LoadBalancerArn ?? '')) &&
  (scope.elbv2?.TargetGroups ?? []).every((g) =>
    isAnswered(scope, 'elbv2.TargetHealthDescriptions', g.TargetGroupArn ?? ''),
  );

/** Whether a firewall's policy and the rule groups that it names were answered. */
export function isPolicyAnswered({ networkfirewall }: Scope, firewall: string): boolean {
  const arn = networkfirewall?.Firewalls?.find((f) => f.Firewall.FirewallArn === firewall)?.Firewall.FirewallPolicyArn;
  const policy = networkfirewall?.FirewallPolicies?.[arn ?? '']?.FirewallPolicy;
  if (policy === undefined) return false;
  const groups = [...(policy.StatefulRuleGroupReferences ?? []), ...(policy.StatelessRuleGroupReferences ?? [])];
  return groups.every((g) => networkfirewall?.RuleGroups?.[g.ResourceArn ?? ''] !== undefined);
}
