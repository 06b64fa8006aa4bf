import {
  ListFirewallConfigsCommand,
  ListFirewallDomainListsCommand,
  ListFirewallDomainsCommand,
  ListFirewallRuleGroupAssociationsCommand,
  ListFirewallRuleGroupsCommand,
  ListFirewallRulesCommand,
  ListResolverEndpointIpAddressesCommand,
  ListResolverEndpointsCommand,
  ListResolverQueryLogConfigAssociationsCommand,
  ListResolverQueryLogConfigsCommand,
  ListResolverRuleAssociationsCommand,
  ListResolverRulesCommand,
  Route53ResolverClient,
} from '@aws-sdk/client-route53resolver';
import type { Route53ResolverData } from '../../snapshot/data/services.ts';
import { type Collector, list, type Reads } from '../read.ts';
import { compare, sorted } from '../saved.ts';

/** The largest page of the Resolver's lists. */
const MaxResults = 100;

const reads: Reads<Route53ResolverData> = {
  ResolverEndpoints: list(
    'route53resolver:ListResolverEndpoints',
    (NextToken) => new ListResolverEndpointsCommand({ NextToken, MaxResults }),
    (o) => o.ResolverEndpoints,
    (e) => e.Id,
  ),
  IpAddresses: {
    operations: ['route53resolver:ListResolverEndpointIpAddresses'],
    where: 'region',
    after: ['ResolverEndpoints'],
    run: (ask, { ResolverEndpoints = [] }) =>
      ask.each(
        'route53resolver:ListResolverEndpointIpAddresses',
        ResolverEndpoints.map((e) => e.Id),
        async (ResolverEndpointId) =>
          sorted(
            await ask.pages(
              (NextToken) => new ListResolverEndpointIpAddressesCommand({ ResolverEndpointId, NextToken, MaxResults }),
              (o) => o.IpAddresses,
            ),
            (a) => a.IpId,
          ),
      ),
  },
  ResolverRules: list(
    'route53resolver:ListResolverRules',
    (NextToken) => new ListResolverRulesCommand({ NextToken, MaxResults }),
    (o) => o.ResolverRules,
    (r) => r.Id,
  ),
  ResolverRuleAssociations: list(
    'route53resolver:ListResolverRuleAssociations',
    (NextToken) => new ListResolverRuleAssociationsCommand({ NextToken, MaxResults }),
    (o) => o.ResolverRuleAssociations,
    (a) => a.Id,
  ),
  ResolverQueryLogConfigs: list(
    'route53resolver:ListResolverQueryLogConfigs',
    (NextToken) => new ListResolverQueryLogConfigsCommand({ NextToken, MaxResults }),
    (o) => o.ResolverQueryLogConfigs,
    (c) => c.Id,
  ),
  ResolverQueryLogConfigAssociations: list(
    'route53resolver:ListResolverQueryLogConfigAssociations',
    (NextToken) => new ListResolverQueryLogConfigAssociationsCommand({ NextToken, MaxResults }),
    (o) => o.ResolverQueryLogConfigAssociations,
    (a) => a.Id,
  ),
  FirewallRuleGroups: list(
    'route53resolver:ListFirewallRuleGroups',
    (NextToken) => new ListFirewallRuleGroupsCommand({ NextToken, MaxResults }),
    (o) => o.FirewallRuleGroups,
    (g) => g.Id,
  ),
  FirewallRules: {
    operations: ['route53resolver:ListFirewallRules'],
    where: 'region',
    after: ['FirewallRuleGroups'],
    run: (ask, { FirewallRuleGroups = [] }) =>
      ask.each(
        'route53resolver:ListFirewallRules',
        FirewallRuleGroups.map((g) => g.Id),
        async (FirewallRuleGroupId) =>
          (
            await ask.pages(
              (NextToken) => new ListFirewallRulesCommand({ FirewallRuleGroupId, NextToken, MaxResults }),
              (o) => o.FirewallRules,
            )
          ).sort((a, b) => (a.Priority ?? 0) - (b.Priority ?? 0) || compare(a.Name ?? '', b.Name ?? '')),
      ),
  },
  FirewallDomainLists: list(
    'route53resolver:ListFirewallDomainLists',
    (NextToken) => new ListFirewallDomainListsCommand({ NextToken, MaxResults }),
    (o) => o.FirewallDomainLists,
    (l) => l.Id,
  ),
  FirewallDomains: {
    operations: ['route53resolver:ListFirewallDomains'],
    where: 'region',
    after: ['FirewallDomainLists'],
    run: (ask, { FirewallDomainLists = [] }) =>
      ask.each(
        'route53resolver:ListFirewallDomains',
        // AWS shows no domains of the lists that it manages itself.
        FirewallDomainLists.filter((l) => l.ManagedOwnerName === undefined || l.ManagedOwnerName === '').map(
          (l) => l.Id,
        ),
        async (FirewallDomainListId) =>
          (
            await ask.pages(
              (NextToken) => new ListFirewallDomainsCommand({ FirewallDomainListId, NextToken, MaxResults: 5000 }),
              (o) => o.Domains,
            )
          ).sort(compare),
      ),
  },
  FirewallRuleGroupAssociations: list(
    'route53resolver:ListFirewallRuleGroupAssociations',
    (NextToken) => new ListFirewallRuleGroupAssociationsCommand({ NextToken, MaxResults }),
    (o) => o.FirewallRuleGroupAssociations,
    (a) => a.Id,
  ),
  FirewallConfigs: list(
    'route53resolver:ListFirewallConfigs',
    (NextToken) => new ListFirewallConfigsCommand({ NextToken, MaxResults: 10 }),
    (o) => o.FirewallConfigs,
    (c) => c.Id,
  ),
};

export const collector: Collector<Route53ResolverData> = {
  service: 'route53resolver',
  iamPrefix: 'route53resolver',
  // Five calls a second an account and region:
  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
  parallel: 8,
  client: (config) => new Route53ResolverClient(config as never) as never,
  reads,
};
