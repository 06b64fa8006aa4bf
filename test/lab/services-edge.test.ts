import {
  CloudFrontClient,
  GetDistributionCommand,
  GetDistributionConfigCommand,
  ListCachePoliciesCommand,
  ListDistributionsByWebACLIdCommand,
  ListDistributionsCommand,
  ListTagsForResourceCommand as ListDistributionTagsCommand,
} from '@aws-sdk/client-cloudfront';
import {
  DescribeConnectionsCommand,
  DescribeDirectConnectGatewayAssociationsCommand,
  DescribeDirectConnectGatewayAttachmentsCommand,
  DescribeDirectConnectGatewaysCommand,
  DescribeHostedConnectionsCommand,
  DescribeLagsCommand,
  DescribeLocationsCommand,
  DescribeTagsCommand,
  DescribeVirtualGatewaysCommand,
  DescribeVirtualInterfacesCommand,
  DirectConnectClient,
} from '@aws-sdk/client-direct-connect';
import {
  GetDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
} from '@aws-sdk/client-guardduty';
import {
  DescribeFirewallCommand,
  DescribeFirewallPolicyCommand,
  DescribeLoggingConfigurationCommand,
  DescribeRuleGroupCommand,
  ListFirewallPoliciesCommand,
  ListFirewallsCommand,
  ListRuleGroupsCommand,
  ListTagsForResourceCommand,
  NetworkFirewallClient,
} from '@aws-sdk/client-network-firewall';
import {
  DescribeSubscriptionCommand,
  GetSubscriptionStateCommand,
  ListProtectionsCommand,
  ShieldClient,
} from '@aws-sdk/client-shield';
import {
  GetWebACLCommand,
  GetWebACLForResourceCommand,
  ListIPSetsCommand,
  ListLoggingConfigurationsCommand,
  ListResourcesForWebACLCommand,
  ListWebACLsCommand,
  WAFV2Client,
} from '@aws-sdk/client-wafv2';
import { beforeAll, describe, expect, test } from 'vitest';
import { balancerArn } from '../../src/lab/seed/elbv2.ts';
import { labId } from '../../src/lab/seed/ids.ts';
import { subnetId } from '../../src/lab/seed/subnets.ts';
import type { LabState } from '../../src/lab/state.ts';
import { freshLab, refusal } from './services-lab.ts';

let lab: Awaited<ReturnType<typeof freshLab>>;
beforeAll(async () => {
  lab = await freshLab();
});

const scope = (state: LabState, region: string) => state.snapshot.scopes.find((s) => s.region === region)!;

describe('Direct Connect', () => {
  const client = () => new DirectConnectClient(lab.options);

  test('one connection, one transit virtual interface with BGP up', async () => {
    const { connections } = await client().send(new DescribeConnectionsCommand({}));
    expect(connections).toHaveLength(1);
    expect(connections![0]).toMatchObject({ bandwidth: '1Gbps', connectionState: 'available', location: 'LGKNX' });
    const { virtualInterfaces } = await client().send(new DescribeVirtualInterfacesCommand({}));
    expect(virtualInterfaces![0]).toMatchObject({
      virtualInterfaceType: 'transit',
      asn: 65010,
      connectionId: connections![0]!.connectionId,
      virtualInterfaceState: 'available',
      bgpPeers: [{ bgpStatus: 'up', asn: 65010 }],
    });
  });

  test('the gateway is global: the same from another region, with its association and attachment', async () => {
    const elsewhere = new DirectConnectClient({ ...lab.options, region: 'us-west-2' });
    expect((await elsewhere.send(new DescribeConnectionsCommand({}))).connections).toEqual([]);
    const { directConnectGateways } = await elsewhere.send(new DescribeDirectConnectGatewaysCommand({}));
    expect(directConnectGateways).toMatchObject([{ amazonSideAsn: 65002, directConnectGatewayState: 'available' }]);
    const { directConnectGatewayId } = directConnectGateways![0]!;
    const associations = await client().send(
      new DescribeDirectConnectGatewayAssociationsCommand({ associatedGatewayId: labId('tgw', 'TGW') }),
    );
    expect(associations.directConnectGatewayAssociations).toMatchObject([
      {
        directConnectGatewayId,
        associationState: 'associated',
        allowedPrefixesToDirectConnectGateway: [
          { cidr: '10.1.0.0/16' },
          { cidr: '10.2.0.0/16' },
          { cidr: '10.11.0.0/16' },
        ],
      },
    ]);
    const attachments = await client().send(
      new DescribeDirectConnectGatewayAttachmentsCommand({ directConnectGatewayId }),
    );
    expect(attachments.directConnectGatewayAttachments).toMatchObject([
      { attachmentState: 'attached', attachmentType: 'TransitVirtualInterface' },
    ]);
  });

  test('a link that is down takes its virtual interface and BGP with it, and comes back', async () => {
    const [{ connectionId } = {}] = (await client().send(new DescribeConnectionsCommand({}))).connections!;
    const states = async () => {
      const { connections } = await client().send(new DescribeConnectionsCommand({}));
      const { virtualInterfaces } = await client().send(new DescribeVirtualInterfacesCommand({}));
      return [
        connections![0]!.connectionState,
        virtualInterfaces![0]!.virtualInterfaceState,
        virtualInterfaces![0]!.bgpPeers![0]!.bgpStatus,
      ];
    };
    await lab.change((state) => state.linksDown.push(connectionId!));
    expect(await states()).toEqual(['down', 'down', 'down']);
    const { virtualInterfaces } = await client().send(new DescribeVirtualInterfacesCommand({}));
    await lab.change((state) => {
      state.linksDown = [virtualInterfaces![0]!.virtualInterfaceId!];
    });
    expect(await states()).toEqual(['available', 'down', 'down']);
    await lab.change((state) => {
      state.linksDown = [];
    });
    expect(await states()).toEqual(['available', 'available', 'up']);
  });

  test('tags, locations, and the lists that are empty', async () => {
    const [{ connectionId } = {}] = (await client().send(new DescribeConnectionsCommand({}))).connections!;
    const arn = `arn:aws:directconnect:ap-northeast-2:123456789012:dxcon/${connectionId}`;
    const { resourceTags } = await client().send(new DescribeTagsCommand({ resourceArns: [arn] }));
    expect(resourceTags).toEqual([{ resourceArn: arn, tags: [{ key: 'Name', value: 'LAB-DX' }] }]);
    const { locations } = await client().send(new DescribeLocationsCommand({}));
    expect(locations?.map((l) => l.locationCode)).toContain('LGKNX');
    expect((await client().send(new DescribeLagsCommand({}))).lags).toEqual([]);
    expect((await client().send(new DescribeVirtualGatewaysCommand({}))).virtualGateways).toEqual([]);
    expect((await client().send(new DescribeHostedConnectionsCommand({ connectionId }))).connections).toEqual([]);
  });

  test('unknown ids and questions without one', async () => {
    for (const { name } of await Promise.all(
      [
        client().send(new DescribeConnectionsCommand({ connectionId: 'dxcon-none' })),
        client().send(new DescribeVirtualInterfacesCommand({ virtualInterfaceId: 'dxvif-none' })),
        client().send(new DescribeLagsCommand({ lagId: 'dxlag-none' })),
        client().send(new DescribeDirectConnectGatewayAssociationsCommand({})),
        client().send(new DescribeDirectConnectGatewayAttachmentsCommand({ directConnectGatewayId: 'none' })),
        client().send(new DescribeTagsCommand({ resourceArns: ['arn:aws:directconnect:x:1:dxcon/dxcon-none'] })),
        client().send(new DescribeConnectionsCommand({ nextToken: 'forged' })),
      ].map(refusal),
    )) {
      expect(name).toBe('DirectConnectClientException');
    }
  });
});

describe('Network Firewall', () => {
  const client = () => new NetworkFirewallClient(lab.options);

  test('both firewalls, ready in both zones, on the endpoints that EC2 has', async () => {
    const { Firewalls } = await client().send(new ListFirewallsCommand({ VpcIds: [labId('vpc', 'DMZVPC')] }));
    expect(Firewalls?.map((f) => f.FirewallName)).toEqual(['FWIN-DMZVPC', 'FWOUT-DMZVPC']);
    const { Firewall, FirewallStatus } = await client().send(
      new DescribeFirewallCommand({ FirewallArn: Firewalls![0]!.FirewallArn }),
    );
    expect(Firewall?.SubnetMappings?.map((m) => m.SubnetId)).toEqual([
      subnetId('DMZVPC-FWIN-Subnet-A'),
      subnetId('DMZVPC-FWIN-Subnet-B'),
    ]);
    let endpoints: string[] = [];
    await lab.change((state) => {
      endpoints = scope(state, 'ap-northeast-2').ec2!.VpcEndpoints!.map((e) => e.VpcEndpointId!);
    });
    const attached = Object.values(FirewallStatus!.SyncStates!).map((s) => s.Attachment!.EndpointId!);
    expect(attached).toHaveLength(2);
    expect(endpoints).toEqual(expect.arrayContaining(attached));
    expect((await client().send(new ListFirewallsCommand({ VpcIds: ['vpc-none'] }))).Firewalls).toEqual([]);
  });

  test('the policy is strict order without a default action, its groups by priority', async () => {
    const { FirewallPolicies } = await client().send(new ListFirewallPoliciesCommand({ MaxResults: 1 }));
    expect(FirewallPolicies).toHaveLength(1);
    const { FirewallPolicy, FirewallPolicyResponse } = await client().send(
      new DescribeFirewallPolicyCommand({ FirewallPolicyName: 'FWOUT-DMZVPC-policy' }),
    );
    expect(FirewallPolicyResponse?.FirewallPolicyStatus).toBe('ACTIVE');
    expect(FirewallPolicy?.StatefulEngineOptions?.RuleOrder).toBe('STRICT_ORDER');
    expect(FirewallPolicy?.StatefulDefaultActions ?? []).toEqual([]);
    expect(FirewallPolicy?.StatefulRuleGroupReferences?.map((r) => [r.Priority, r.ResourceArn?.split('/')[1]])).toEqual(
      [
        [1, 'FWOUT-DMZVPC-strictmode'],
        [2, 'FWOUT-DMZVPC-domain-allow'],
      ],
    );
  });

  test('rule groups: three alerts and a pass; an allow list of one domain', async () => {
    const { RuleGroups } = await client().send(new ListRuleGroupsCommand({ Type: 'STATEFUL' }));
    expect(RuleGroups).toHaveLength(4);
    expect((await client().send(new ListRuleGroupsCommand({ Type: 'STATELESS' }))).RuleGroups).toEqual([]);
    const strict = await client().send(
      new DescribeRuleGroupCommand({ RuleGroupName: 'FWIN-DMZVPC-strictmode', Type: 'STATEFUL' }),
    );
    expect(
      strict.RuleGroup?.RulesSource?.StatefulRules?.map((r) => [
        r.Action,
        r.Header?.Protocol,
        r.Header?.DestinationPort,
      ]),
    ).toEqual([
      ['ALERT', 'TCP', '80'],
      ['ALERT', 'TCP', '443'],
      ['ALERT', 'ICMP', 'ANY'],
      ['PASS', 'IP', 'ANY'],
    ]);
    const arn = RuleGroups!.find((g) => g.Name === 'FWIN-DMZVPC-domain-allow')!.Arn;
    const domains = await client().send(new DescribeRuleGroupCommand({ RuleGroupArn: arn }));
    expect(domains.RuleGroup?.RulesSource?.RulesSourceList?.Targets).toEqual(['.amazon.com']);
    expect(domains.RuleGroup?.RuleVariables?.IPSets?.HOME_NET?.Definition).toEqual(['10.0.0.0/8']);
  });

  test('the update token is that of the content', async () => {
    const token = async () =>
      (await client().send(new DescribeFirewallCommand({ FirewallName: 'FWIN-DMZVPC' }))).UpdateToken;
    const before = await token();
    expect(await token()).toBe(before);
    await lab.change((state) => {
      scope(state, 'ap-northeast-2').networkfirewall!.Firewalls![0]!.Firewall.DeleteProtection = true;
    });
    expect(await token()).not.toBe(before);
  });

  test('logs of both kinds to CloudWatch Logs, tags', async () => {
    const logging = await client().send(new DescribeLoggingConfigurationCommand({ FirewallName: 'FWIN-DMZVPC' }));
    expect(logging.LoggingConfiguration?.LogDestinationConfigs?.map((d) => [d.LogType, d.LogDestinationType])).toEqual([
      ['FLOW', 'CloudWatchLogs'],
      ['ALERT', 'CloudWatchLogs'],
    ]);
    const tags = await client().send(new ListTagsForResourceCommand({ ResourceArn: logging.FirewallArn }));
    expect(tags.Tags).toEqual([{ Key: 'Name', Value: 'FWIN-DMZVPC' }]);
  });

  test('errors', async () => {
    const name = async (call: Promise<unknown>) => (await refusal(call)).name;
    expect(await name(client().send(new DescribeFirewallCommand({})))).toBe('InvalidRequestException');
    expect(await name(client().send(new DescribeFirewallCommand({ FirewallName: 'none' })))).toBe(
      'ResourceNotFoundException',
    );
    expect(await name(client().send(new DescribeRuleGroupCommand({ RuleGroupName: 'FWIN-DMZVPC-strictmode' })))).toBe(
      'InvalidRequestException',
    );
    expect(await name(client().send(new DescribeFirewallPolicyCommand({ FirewallPolicyArn: 'arn:none' })))).toBe(
      'ResourceNotFoundException',
    );
  });
});

describe('CloudFront', () => {
  const client = () => new CloudFrontClient({ ...lab.options, region: 'us-east-1' });

  test('one distribution, uncached, without a web ACL', async () => {
    const { DistributionList } = await client().send(new ListDistributionsCommand({}));
    expect(DistributionList).toMatchObject({ Quantity: 1, IsTruncated: false });
    const [distribution] = DistributionList!.Items!;
    expect(distribution).toMatchObject({
      Status: 'Deployed',
      Aliases: { Items: ['www.lab.example'] },
      WebACLId: '',
      DefaultCacheBehavior: { MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 },
    });
    const behavior = distribution!.DefaultCacheBehavior!.ForwardedValues!;
    expect([behavior.QueryString, behavior.Cookies?.Forward, behavior.Headers?.Items]).toEqual([true, 'all', ['*']]);
    expect(distribution!.Origins?.Items?.[0]?.CustomHeaders?.Items?.[0]?.HeaderName).toBe('X-Custom-Secret');
    expect(distribution!.LastModifiedTime).toBeInstanceOf(Date);
  });

  test('its configuration, tags and cache policies', async () => {
    const [{ Id, ARN, ETag } = {}] = (await client().send(new ListDistributionsCommand({}))).DistributionList!.Items!;
    const whole = await client().send(new GetDistributionCommand({ Id }));
    const config = await client().send(new GetDistributionConfigCommand({ Id }));
    expect(whole.ETag).toBe(ETag);
    expect(config.DistributionConfig).toEqual(whole.Distribution?.DistributionConfig);
    expect(config.DistributionConfig).toMatchObject({ Enabled: true, Logging: { Enabled: false } });
    expect((await client().send(new ListDistributionTagsCommand({ Resource: ARN }))).Tags?.Items ?? []).toEqual([]);
    const policies = await client().send(new ListCachePoliciesCommand({ Type: 'managed', MaxItems: 1 }));
    expect(policies.CachePolicyList?.Quantity).toBe(1);
    const rest = await client().send(
      new ListCachePoliciesCommand({ Type: 'managed', Marker: policies.CachePolicyList?.NextMarker }),
    );
    expect(rest.CachePolicyList?.Items?.map((p) => p.CachePolicy?.CachePolicyConfig?.Name)).toContain(
      'Managed-CachingDisabled',
    );
  });

  test('pages follow the marker', async () => {
    await lab.change((state) => {
      const data = scope(state, 'global').cloudfront!;
      data.Distributions = [data.Distributions![0]!, { ...data.Distributions![0]!, Id: 'ESECOND' }];
    });
    const first = (await client().send(new ListDistributionsCommand({ MaxItems: 1 }))).DistributionList!;
    expect(first).toMatchObject({ IsTruncated: true, Quantity: 1, NextMarker: first.Items![0]!.Id });
    const second = (await client().send(new ListDistributionsCommand({ Marker: first.NextMarker }))).DistributionList!;
    expect(second.Items?.map((d) => d.Id)).toEqual(['ESECOND']);
    const free = await client().send(new ListDistributionsByWebACLIdCommand({ WebACLId: 'null' }));
    expect(free.DistributionList?.Quantity).toBe(2);
  });

  test('errors', async () => {
    expect(await refusal(client().send(new GetDistributionCommand({ Id: 'ENONE' })))).toMatchObject({
      name: 'NoSuchDistribution',
      status: 404,
    });
    expect((await refusal(client().send(new ListDistributionsCommand({ Marker: 'ENONE' })))).name).toBe(
      'InvalidArgument',
    );
    const tags = client().send(new ListDistributionTagsCommand({ Resource: 'arn:aws:cloudfront::1:distribution/E' }));
    expect((await refusal(tags)).name).toBe('NoSuchResource');
  });
});

describe('WAF, Shield, GuardDuty: nothing is turned on', () => {
  test('no web ACL in the region or for CloudFront', async () => {
    const regional = new WAFV2Client(lab.options);
    expect((await regional.send(new ListWebACLsCommand({ Scope: 'REGIONAL' }))).WebACLs).toEqual([]);
    const balancer = new GetWebACLForResourceCommand({ ResourceArn: balancerArn('DMZVPC-alb1') });
    expect((await regional.send(balancer)).WebACL).toBeUndefined();
    const global = new WAFV2Client({ ...lab.options, region: 'us-east-1' });
    expect((await global.send(new ListWebACLsCommand({ Scope: 'CLOUDFRONT' }))).WebACLs).toEqual([]);
    const wrong = regional.send(new ListWebACLsCommand({ Scope: 'CLOUDFRONT' }));
    expect((await refusal(wrong)).name).toBe('WAFInvalidParameterException');
    for (const { name } of await Promise.all(
      [
        regional.send(new GetWebACLCommand({ Scope: 'REGIONAL', Name: 'none', Id: 'none' })),
        regional.send(
          new ListResourcesForWebACLCommand({ WebACLArn: 'arn:aws:wafv2:ap-northeast-2:1:regional/webacl/a/b' }),
        ),
        regional.send(new GetWebACLForResourceCommand({ ResourceArn: `${balancerArn('none')}` })),
      ].map(refusal),
    )) {
      expect(name).toBe('WAFNonexistentItemException');
    }
    expect((await regional.send(new ListIPSetsCommand({ Scope: 'REGIONAL' }))).IPSets).toEqual([]);
  });

  test('a web ACL that is there is listed, read and found by what it protects', async () => {
    const ARN = 'arn:aws:wafv2:ap-northeast-2:123456789012:regional/webacl/edge/1';
    const protectedArn = balancerArn('DMZVPC-alb1');
    await lab.change((state) => {
      const data = scope(state, 'ap-northeast-2').wafv2!;
      data.WebACLs = [
        {
          Name: 'edge',
          Id: '1',
          ARN,
          DefaultAction: { Allow: {} },
          VisibilityConfig: { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'edge' },
        },
      ];
      data.ResourceArns = { [ARN]: [protectedArn] };
      data.LoggingConfigurations = [
        { ResourceArn: ARN, LogDestinationConfigs: ['arn:aws:logs:x:1:log-group:aws-waf'] },
      ];
    });
    const client = new WAFV2Client(lab.options);
    const [summary] = (await client.send(new ListWebACLsCommand({ Scope: 'REGIONAL' }))).WebACLs!;
    const got = await client.send(new GetWebACLCommand({ Scope: 'REGIONAL', Name: 'edge', Id: '1' }));
    expect(got.LockToken).toBe(summary!.LockToken);
    const of = await client.send(new GetWebACLForResourceCommand({ ResourceArn: protectedArn }));
    expect(of.WebACL?.ARN).toBe(ARN);
    const list = async (ResourceType?: 'API_GATEWAY') =>
      (await client.send(new ListResourcesForWebACLCommand({ WebACLArn: ARN, ResourceType }))).ResourceArns;
    expect(await list()).toEqual([protectedArn]);
    expect(await list('API_GATEWAY')).toEqual([]);
    const logging = await client.send(new ListLoggingConfigurationsCommand({ Scope: 'REGIONAL' }));
    expect(logging.LoggingConfigurations?.map((c) => c.ResourceArn)).toEqual([ARN]);
  });

  test('Shield Advanced is not subscribed to, and says so', async () => {
    const client = new ShieldClient({ ...lab.options, region: 'us-east-1' });
    expect((await client.send(new GetSubscriptionStateCommand({}))).SubscriptionState).toBe('INACTIVE');
    for (const { name } of await Promise.all(
      [client.send(new DescribeSubscriptionCommand({})), client.send(new ListProtectionsCommand({}))].map(refusal),
    )) {
      expect(name).toBe('ResourceNotFoundException');
    }
  });

  test('no GuardDuty detector', async () => {
    const client = new GuardDutyClient(lab.options);
    expect((await client.send(new ListDetectorsCommand({}))).DetectorIds).toEqual([]);
    for (const { name } of await Promise.all(
      [
        client.send(new GetDetectorCommand({ DetectorId: 'none' })),
        client.send(new ListFindingsCommand({ DetectorId: 'none' })),
      ].map(refusal),
    )) {
      expect(name).toBe('BadRequestException');
    }
    await lab.change((state) => {
      scope(state, 'ap-northeast-2').guardduty = {
        DetectorIds: ['d1'],
        Detectors: { d1: { Status: 'ENABLED', ServiceRole: 'arn:aws:iam::123456789012:role/x' } },
      };
    });
    expect((await client.send(new GetDetectorCommand({ DetectorId: 'd1' }))).Status).toBe('ENABLED');
    expect((await client.send(new ListFindingsCommand({ DetectorId: 'd1' }))).FindingIds).toEqual([]);
  });
});
