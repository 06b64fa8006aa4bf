import {
  ListFirewallConfigsCommand,
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
import type { ClientConfig } from '../connection.ts';
import { pages, type Reading, read, readEach, sorted } from '../read.ts';

/** Resolver endpoints with addresses, rules, query logging, DNS Firewall. */
export async function collectResolver(reading: Reading, config: ClientConfig): Promise<void> {
  const client = new Route53ResolverClient(config as never);
  const options = { abortSignal: reading.signal };
  const data: Route53ResolverData = {};
  const next = (o: { NextToken?: string }): string | undefined => o.NextToken;

  const endpoints = async (): Promise<void> => {
    const found = await read(reading, 'route53resolver:ListResolverEndpoints', () =>
      pages(
        (NextToken) => client.send(new ListResolverEndpointsCommand({ NextToken }), options),
        (o) => o.ResolverEndpoints,
        next,
      ),
    );
    if (found === undefined) return;
    data.ResolverEndpoints = sorted(found, (e) => e.Id);
    const addresses = await readEach(
      reading,
      'route53resolver:ListResolverEndpointIpAddresses',
      found,
      (e) => e.Id!,
      (e) =>
        pages(
          (NextToken) =>
            client.send(new ListResolverEndpointIpAddressesCommand({ ResolverEndpointId: e.Id, NextToken }), options),
          (o) => o.IpAddresses,
          next,
        ),
    );
    if (addresses) data.IpAddresses = addresses;
  };

  const rules = async (): Promise<void> => {
    const [all, associations] = await Promise.all([
      read(reading, 'route53resolver:ListResolverRules', () =>
        pages(
          (NextToken) => client.send(new ListResolverRulesCommand({ NextToken }), options),
          (o) => o.ResolverRules,
          next,
        ),
      ),
      read(reading, 'route53resolver:ListResolverRuleAssociations', () =>
        pages(
          (NextToken) => client.send(new ListResolverRuleAssociationsCommand({ NextToken }), options),
          (o) => o.ResolverRuleAssociations,
          next,
        ),
      ),
    ]);
    if (all) data.ResolverRules = sorted(all, (r) => r.Id);
    if (associations) data.ResolverRuleAssociations = sorted(associations, (a) => a.Id);
  };

  const logging = async (): Promise<void> => {
    const [configs, associations] = await Promise.all([
      read(reading, 'route53resolver:ListResolverQueryLogConfigs', () =>
        pages(
          (NextToken) => client.send(new ListResolverQueryLogConfigsCommand({ NextToken }), options),
          (o) => o.ResolverQueryLogConfigs,
          next,
        ),
      ),
      read(reading, 'route53resolver:ListResolverQueryLogConfigAssociations', () =>
        pages(
          (NextToken) => client.send(new ListResolverQueryLogConfigAssociationsCommand({ NextToken }), options),
          (o) => o.ResolverQueryLogConfigAssociations,
          next,
        ),
      ),
    ]);
    if (configs) data.ResolverQueryLogConfigs = sorted(configs, (c) => c.Id);
    if (associations) data.ResolverQueryLogConfigAssociations = sorted(associations, (a) => a.Id);
  };

  const firewall = async (): Promise<void> => {
    const [groups, associations, configs] = await Promise.all([
      read(reading, 'route53resolver:ListFirewallRuleGroups', () =>
        pages(
          (NextToken) => client.send(new ListFirewallRuleGroupsCommand({ NextToken }), options),
          (o) => o.FirewallRuleGroups,
          next,
        ),
      ),
      read(reading, 'route53resolver:ListFirewallRuleGroupAssociations', () =>
        pages(
          (NextToken) => client.send(new ListFirewallRuleGroupAssociationsCommand({ NextToken }), options),
          (o) => o.FirewallRuleGroupAssociations,
          next,
        ),
      ),
      read(reading, 'route53resolver:ListFirewallConfigs', () =>
        pages(
          (NextToken) => client.send(new ListFirewallConfigsCommand({ NextToken }), options),
          (o) => o.FirewallConfigs,
          next,
        ),
      ),
    ]);
    if (groups) data.FirewallRuleGroups = sorted(groups, (g) => g.Id);
    if (associations) data.FirewallRuleGroupAssociations = sorted(associations, (a) => a.Id);
    if (configs) data.FirewallConfigs = sorted(configs, (c) => c.ResourceId);
    const rulesOf = await readEach(
      reading,
      'route53resolver:ListFirewallRules',
      groups,
      (g) => g.Id!,
      (g) =>
        pages(
          (NextToken) => client.send(new ListFirewallRulesCommand({ FirewallRuleGroupId: g.Id, NextToken }), options),
          (o) => o.FirewallRules,
          next,
        ),
    );
    if (rulesOf === undefined) return;
    data.FirewallRules = rulesOf;
    const lists = [
      ...new Set(Object.values(rulesOf).flatMap((rules) => rules.flatMap((r) => r.FirewallDomainListId ?? []))),
    ];
    const domains = await readEach(
      reading,
      'route53resolver:ListFirewallDomains',
      lists,
      (id) => id,
      (FirewallDomainListId) =>
        pages(
          (NextToken) => client.send(new ListFirewallDomainsCommand({ FirewallDomainListId, NextToken }), options),
          (o) => o.Domains,
          next,
        ),
    );
    if (domains) data.FirewallDomains = domains;
  };

  await Promise.all([endpoints(), rules(), logging(), firewall()]);
  reading.scope.route53resolver = data;
}
