import {
  GetChangeCommand,
  GetDNSSECCommand,
  GetHealthCheckStatusCommand,
  GetHostedZoneCommand,
  ListHealthChecksCommand,
  ListHostedZonesByNameCommand,
  ListHostedZonesByVPCCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  ListTagsForResourcesCommand,
  Route53Client,
} from '@aws-sdk/client-route-53';
import {
  GetFirewallConfigCommand,
  GetResolverEndpointCommand,
  GetResolverRuleCommand,
  ListFirewallDomainListsCommand,
  ListFirewallDomainsCommand,
  ListFirewallRuleGroupsCommand,
  ListFirewallRulesCommand,
  ListResolverConfigsCommand,
  ListResolverEndpointIpAddressesCommand,
  ListResolverEndpointsCommand,
  ListResolverQueryLogConfigAssociationsCommand,
  ListResolverQueryLogConfigsCommand,
  ListResolverRuleAssociationsCommand,
  ListResolverRulesCommand,
  ListTagsForResourceCommand,
  Route53ResolverClient,
} from '@aws-sdk/client-route53resolver';
import { beforeAll, describe, expect, test } from 'vitest';
import { privateZoneId, publicZoneId, secondaryHealthCheckId } from '../../src/lab/seed/services/route53.ts';
import { freshLab, refusal } from './services-lab.ts';

const dmz = 'vpc-069a0792750d520b5';
const mgmt = 'vpc-068b15c200e7c9c1d';

let lab: Awaited<ReturnType<typeof freshLab>>;
let route53: Route53Client;
let resolver: Route53ResolverClient;

beforeAll(async () => {
  lab = await freshLab();
  route53 = new Route53Client(lab.options);
  resolver = new Route53ResolverClient(lab.options);
});

describe('Route 53 zones', () => {
  test('both zones, page by page', async () => {
    const first = await route53.send(new ListHostedZonesCommand({ MaxItems: 1 }));
    expect(first).toMatchObject({ IsTruncated: true, MaxItems: 1, NextMarker: publicZoneId });
    const second = await route53.send(new ListHostedZonesCommand({ MaxItems: 1, Marker: first.NextMarker }));
    expect(second).toMatchObject({ IsTruncated: false, Marker: publicZoneId });
    expect([...first.HostedZones!, ...second.HostedZones!].map((z) => [z.Name, z.Config?.PrivateZone])).toEqual([
      ['lab.internal.', true],
      ['lab.example.', false],
    ]);
    expect(second.HostedZones![0]!.ResourceRecordSetCount).toBe(5);
  });

  test('a private zone answers its VPCs, a public one its name servers', async () => {
    const inside = await route53.send(new GetHostedZoneCommand({ Id: `/hostedzone/${privateZoneId}` }));
    expect(inside.VPCs?.map((v) => v.VPCId).sort()).toEqual(
      ['vpc-00f42d3bbd6399a75', 'vpc-044534627abd17533', dmz].sort(),
    );
    expect(inside.DelegationSet).toBeUndefined();
    const outside = await route53.send(new GetHostedZoneCommand({ Id: publicZoneId }));
    expect(outside.DelegationSet?.NameServers).toHaveLength(4);
    expect(outside.VPCs).toBeUndefined();
  });

  test('by name they are sorted from the last label on', async () => {
    const all = await route53.send(new ListHostedZonesByNameCommand({}));
    expect(all.HostedZones?.map((z) => z.Name)).toEqual(['lab.example.', 'lab.internal.']);
    const from = await route53.send(new ListHostedZonesByNameCommand({ DNSName: 'lab.internal' }));
    expect(from.HostedZones?.map((z) => z.Name)).toEqual(['lab.internal.']);
  });

  test('by VPC: DMZVPC has the private zone, mgmtvpc has none, an unknown VPC is refused', async () => {
    const of = async (VPCId: string) =>
      (await route53.send(new ListHostedZonesByVPCCommand({ VPCId, VPCRegion: 'ap-northeast-2' }))).HostedZoneSummaries;
    expect(await of(dmz)).toEqual([
      { HostedZoneId: privateZoneId, Name: 'lab.internal.', Owner: { OwningAccount: '123456789012' } },
    ]);
    expect(await of(mgmt)).toEqual([]);
    expect((await refusal(of('vpc-00000000000000000'))).name).toBe('InvalidInput');
  });

  test('unknown ids have the codes of Route 53', async () => {
    expect(await refusal(route53.send(new GetHostedZoneCommand({ Id: 'ZNONE' })))).toMatchObject({
      name: 'NoSuchHostedZone',
      message: 'No hosted zone found with ID: ZNONE',
      status: 404,
    });
    expect((await refusal(route53.send(new GetChangeCommand({ Id: 'CNONE' })))).name).toBe('NoSuchChange');
    expect((await refusal(route53.send(new ListHostedZonesCommand({ Marker: 'ZNONE' })))).name).toBe('InvalidInput');
    expect((await refusal(route53.send(new GetHealthCheckStatusCommand({ HealthCheckId: 'none' })))).name).toBe(
      'NoSuchHealthCheck',
    );
    expect((await refusal(route53.send(new GetDNSSECCommand({ HostedZoneId: privateZoneId })))).name).toBe(
      'InvalidArgument',
    );
  });

  test('tags of several resources at once', async () => {
    const { ResourceTagSets } = await route53.send(
      new ListTagsForResourcesCommand({ ResourceType: 'hostedzone', ResourceIds: [privateZoneId, publicZoneId] }),
    );
    expect(ResourceTagSets?.map((set) => set.ResourceId)).toEqual([privateZoneId, publicZoneId]);
  });
});

describe('Route 53 records', () => {
  /** All record sets of a zone, read in pages of `size`. */
  async function records(HostedZoneId: string, size: number) {
    const found = [];
    let start: { StartRecordName?: string; StartRecordType?: never; StartRecordIdentifier?: string } = {};
    for (let calls = 0; calls < 100; calls++) {
      const page = await route53.send(new ListResourceRecordSetsCommand({ HostedZoneId, MaxItems: size, ...start }));
      found.push(...page.ResourceRecordSets!);
      if (!page.IsTruncated) return found;
      start = {
        StartRecordName: page.NextRecordName,
        StartRecordType: page.NextRecordType as never,
        StartRecordIdentifier: page.NextRecordIdentifier,
      };
    }
    throw new Error('the pages do not end');
  }

  test('every instance of the three VPCs has an A record; web and app lead to the balancer', async () => {
    const all = await records(privateZoneId, 7);
    const hosts = all.filter((r) => r.Type === 'A' && r.ResourceRecords);
    expect(hosts).toHaveLength(24);
    const address = (name: string) =>
      all.find((r) => r.Name === `${name}.lab.internal.`)?.ResourceRecords?.map((v) => v.Value);
    expect(['web1', 'web2', 'web3', 'web4'].map(address)).toEqual([
      ['10.11.20.101'],
      ['10.11.20.102'],
      ['10.11.24.101'],
      ['10.11.24.102'],
    ]);
    expect(address('vpc01-a1')).toEqual(['10.1.20.101']);
    expect(address('app')).toEqual(['web.lab.internal']);
    expect(all.find((r) => r.Name === 'web.lab.internal.')?.AliasTarget?.DNSName).toBe(
      'dualstack.dmzvpc-alb1-716575623.ap-northeast-2.elb.amazonaws.com.',
    );
  });

  test('pages of one keep apart the two records of a failover pair', async () => {
    const all = await records(publicZoneId, 1);
    expect(all.map((r) => [r.Name, r.Type, r.SetIdentifier])).toEqual([
      ['lab.example.', 'NS', undefined],
      ['lab.example.', 'SOA', undefined],
      ['api.lab.example.', 'A', 'primary'],
      ['api.lab.example.', 'A', 'secondary'],
      ['www.lab.example.', 'A', undefined],
    ]);
  });

  test('names are ordered by reversed labels with the trailing dot, so that a hyphen comes before a dot', async () => {
    await lab.change((state) => {
      const zone = state.snapshot.scopes.find((s) => s.region === 'global')!.route53!.ResourceRecordSets!;
      for (const Name of ['b.x.lab.example.', 'x.lab.example.', 'x-y.lab.example.', 'X1.lab.example.']) {
        zone[publicZoneId]!.unshift({ Name, Type: 'TXT', TTL: 60, ResourceRecords: [{ Value: '"t"' }] });
      }
    });
    const names = (await records(publicZoneId, 300)).filter((r) => r.Type === 'TXT').map((r) => r.Name);
    expect(names).toEqual(['x-y.lab.example.', 'x.lab.example.', 'b.x.lab.example.', 'X1.lab.example.']);
  });

  test('a type without a name is refused', async () => {
    const bad = new ListResourceRecordSetsCommand({ HostedZoneId: publicZoneId, StartRecordType: 'A' });
    expect((await refusal(route53.send(bad))).name).toBe('InvalidInput');
  });
});

describe('Route 53 health checks', () => {
  const status = async (HealthCheckId: string) => {
    const answer = await route53.send(new GetHealthCheckStatusCommand({ HealthCheckId }));
    return answer.HealthCheckObservations!;
  };
  const primary = async () => (await route53.send(new ListHealthChecksCommand({}))).HealthChecks![0]!.Id!;

  test('both endpoints are healthy, seen from eight regions', async () => {
    const seen = await status(await primary());
    expect(new Set(seen.map((o) => o.Region)).size).toBe(8);
    expect(new Set(seen.map((o) => o.StatusReport?.Status))).toEqual(new Set(['Success: HTTP Status Code 200, OK.']));
    expect(seen.every((o) => o.StatusReport?.CheckedTime instanceof Date)).toBe(true);
    expect((await status(secondaryHealthCheckId))[0]!.StatusReport?.Status).toMatch(/^Success/);
  });

  test('a host on-premises that refuses is a failure', async () => {
    await lab.change((state) => {
      state.hosts['192.0.2.20'] = { services: {} };
    });
    expect((await status(secondaryHealthCheckId))[0]!.StatusReport?.Status).toMatch(/^Failure: Connection refused/);
  });

  test('a balancer whose group lets nothing in times out; whose targets have all stopped has none in use and answers 503 (L4)', async () => {
    const region = (state: Parameters<Parameters<typeof lab.change>[0]>[0]) =>
      state.snapshot.scopes.find((s) => s.region === 'ap-northeast-2')!;
    let rules: unknown;
    await lab.change((state) => {
      const group = region(state).ec2!.SecurityGroups!.find((g) => g.Tags?.[0]?.Value === 'DMZVPC-ALBSecurityGroup')!;
      rules = group.IpPermissions;
      group.IpPermissions = [];
    });
    expect((await status(await primary()))[0]!.StatusReport?.Status).toMatch(/^Failure: Connection timed out/);
    await lab.change((state) => {
      const group = region(state).ec2!.SecurityGroups!.find((g) => g.Tags?.[0]?.Value === 'DMZVPC-ALBSecurityGroup')!;
      group.IpPermissions = rules as never;
      for (const r of region(state).ec2!.Reservations!) {
        for (const i of r.Instances!) if (i.VpcId === dmz) i.State = { Code: 80, Name: 'stopped' };
      }
    });
    expect((await status(await primary()))[0]!.StatusReport?.Status).toBe(
      'Failure: HTTP Status Code 503, Service Unavailable.',
    );
  });
});

describe('Resolver', () => {
  test('an endpoint each way, found by filters, with its addresses', async () => {
    const { ResolverEndpoints } = await resolver.send(
      new ListResolverEndpointsCommand({ Filters: [{ Name: 'Direction', Values: ['OUTBOUND'] }] }),
    );
    expect(ResolverEndpoints).toHaveLength(1);
    const endpoint = ResolverEndpoints![0]!;
    expect(endpoint).toMatchObject({ HostVPCId: dmz, Status: 'OPERATIONAL', IpAddressCount: 2 });
    const addresses = await resolver.send(
      new ListResolverEndpointIpAddressesCommand({ ResolverEndpointId: endpoint.Id }),
    );
    expect(addresses.IpAddresses?.map((a) => a.Ip)).toEqual(['10.11.20.31', '10.11.24.31']);
    const inbound = await resolver.send(
      new ListResolverEndpointsCommand({ Filters: [{ Name: 'DIRECTION', Values: ['INBOUND'] }] }),
    );
    expect(inbound.ResolverEndpoints?.map((e) => e.Direction)).toEqual(['INBOUND']);
  });

  test("the forward rule and the system's, and where they hold", async () => {
    const { ResolverRules } = await resolver.send(new ListResolverRulesCommand({}));
    expect(ResolverRules?.map((r) => [r.DomainName, r.RuleType, r.OwnerId])).toEqual([
      ['.', 'RECURSIVE', 'Route 53 Resolver'],
      ['corp.example.', 'FORWARD', '123456789012'],
    ]);
    const forward = ResolverRules![1]!;
    expect(forward.TargetIps?.map((t) => `${t.Ip}:${t.Port}`)).toEqual(['192.168.10.53:53', '192.168.20.53:53']);
    const { ResolverRuleAssociations } = await resolver.send(
      new ListResolverRuleAssociationsCommand({ Filters: [{ Name: 'ResolverRuleId', Values: [forward.Id!] }] }),
    );
    expect(ResolverRuleAssociations).toHaveLength(3);
    const everywhere = await resolver.send(new ListResolverRuleAssociationsCommand({}));
    expect(everywhere.ResolverRuleAssociations).toHaveLength(8);
  });

  test('pages end and together hold everything; a token belongs to its question', async () => {
    const ids: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await resolver.send(new ListResolverRuleAssociationsCommand({ MaxResults: 3, NextToken }));
      expect(page.MaxResults).toBe(3);
      ids.push(...page.ResolverRuleAssociations!.map((a) => a.Id));
      if (page.NextToken) {
        const other = new ListResolverRulesCommand({ NextToken: page.NextToken });
        expect((await refusal(resolver.send(other))).name).toBe('InvalidNextTokenException');
      }
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(new Set(ids).size).toBe(8);
  });

  test('query logging of three VPCs', async () => {
    const configs = await resolver.send(new ListResolverQueryLogConfigsCommand({}));
    expect(configs).toMatchObject({ TotalCount: 1, TotalFilteredCount: 1 });
    const of = await resolver.send(
      new ListResolverQueryLogConfigAssociationsCommand({ Filters: [{ Name: 'ResourceId', Values: [dmz, mgmt] }] }),
    );
    expect(of.ResolverQueryLogConfigAssociations?.map((a) => a.ResourceId)).toEqual([dmz]);
    expect(of.TotalCount).toBe(3);
    expect(of.TotalFilteredCount).toBe(1);
  });

  test('DNS Firewall: no groups, AWS lists whose domains stay closed, fail-closed VPCs', async () => {
    expect((await resolver.send(new ListFirewallRuleGroupsCommand({}))).FirewallRuleGroups).toEqual([]);
    const { FirewallDomainLists } = await resolver.send(new ListFirewallDomainListsCommand({}));
    const managed = FirewallDomainLists![0]!;
    expect(managed.ManagedOwnerName).toBe('Route 53 Resolver DNS Firewall');
    const domains = resolver.send(new ListFirewallDomainsCommand({ FirewallDomainListId: managed.Id }));
    expect((await refusal(domains)).name).toBe('AccessDeniedException');
    const { FirewallConfig } = await resolver.send(new GetFirewallConfigCommand({ ResourceId: dmz }));
    expect(FirewallConfig).toMatchObject({ ResourceId: dmz, FirewallFailOpen: 'DISABLED' });
    expect((await resolver.send(new ListResolverConfigsCommand({}))).ResolverConfigs).toHaveLength(5);
  });

  test('rules of a group come by priority', async () => {
    await lab.change((state) => {
      const data = state.snapshot.scopes.find((s) => s.region === 'ap-northeast-2')!.route53resolver!;
      data.FirewallRuleGroups = [{ Id: 'rslvr-frg-1', Name: 'block' }];
      data.FirewallRules = {
        'rslvr-frg-1': [
          { Name: 'late', Priority: 200, Action: 'BLOCK' },
          { Name: 'early', Priority: 100, Action: 'ALLOW' },
        ],
      };
    });
    const { FirewallRules } = await resolver.send(new ListFirewallRulesCommand({ FirewallRuleGroupId: 'rslvr-frg-1' }));
    expect(FirewallRules?.map((r) => r.Name)).toEqual(['early', 'late']);
  });

  test('errors', async () => {
    expect(await refusal(resolver.send(new GetResolverRuleCommand({ ResolverRuleId: 'rslvr-rr-none' })))).toMatchObject(
      {
        name: 'ResourceNotFoundException',
        message: '[RSLVR-00703] Resolver rule with ID "rslvr-rr-none" does not exist.',
        status: 400,
      },
    );
    const endpoint = resolver.send(new GetResolverEndpointCommand({ ResolverEndpointId: 'rslvr-in-none' }));
    expect((await refusal(endpoint)).name).toBe('ResourceNotFoundException');
    const filter = resolver.send(new ListResolverRulesCommand({ Filters: [{ Name: 'Colour', Values: ['red'] }] }));
    expect((await refusal(filter)).name).toBe('InvalidParameterException');
    const tags = resolver.send(new ListTagsForResourceCommand({ ResourceArn: 'arn:aws:none' }));
    expect((await refusal(tags)).name).toBe('ResourceNotFoundException');
    const missing = resolver.send(new GetResolverRuleCommand({} as never));
    expect((await refusal(missing)).name).toBe('InvalidParameterException');
  });

  test('a region that nothing is in is empty, not an error', async () => {
    const elsewhere = new Route53ResolverClient({ ...lab.options, region: 'eu-west-1' });
    expect((await elsewhere.send(new ListResolverRulesCommand({}))).ResolverRules).toEqual([]);
  });
});
