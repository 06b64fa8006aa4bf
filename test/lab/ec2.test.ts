import * as sdk from '@aws-sdk/client-ec2';
import { beforeAll, describe, expect, test } from 'vitest';
import { saved } from '../../src/changes/saved.ts';
import { sessionAccessKey } from '../../src/lab/protocol/credentials.ts';
import { labAccount, labRegion } from '../../src/lab/seed/ids.ts';
import { seedState } from '../../src/lab/seed/index.ts';
import { reads } from '../../src/lab/services/ec2.ts';
import { openScope, scopeOf } from '../../src/snapshot/snapshot.ts';
import { type ClientOptions, freshLab, refusal } from './services-lab.ts';

/* EC2's reads as the SDK sees them: through its own client, the codecs and the dispatcher. */

let ec2: sdk.EC2Client;
let far: sdk.EC2Client;
let options: ClientOptions;
let change: Awaited<ReturnType<typeof freshLab>>['change'];
const seed = scopeOf(seedState(new Date()).snapshot, labAccount, labRegion)!.ec2!;

beforeAll(async () => {
  ({ options, change } = await freshLab());
  ec2 = new sdk.EC2Client(options);
  far = new sdk.EC2Client({ ...options, region: 'eu-west-1' });
});

const dmz = 'vpc-069a0792750d520b5';
const stopped = 'i-06ab0389cfa6b82d5';
const tableId = seed.TransitGatewayRouteTables![0]!.TransitGatewayRouteTableId!;

describe('answers', () => {
  /** Operations that take nothing, and where a snapshot keeps what they answer. */
  const plain: [operation: string, answer: string, kept?: unknown][] = [
    ['DescribeVpcs', 'Vpcs'],
    ['DescribeSubnets', 'Subnets'],
    ['DescribeRouteTables', 'RouteTables'],
    ['DescribeInternetGateways', 'InternetGateways'],
    ['DescribeEgressOnlyInternetGateways', 'EgressOnlyInternetGateways'],
    ['DescribeNatGateways', 'NatGateways'],
    ['DescribeSecurityGroups', 'SecurityGroups'],
    ['DescribeSecurityGroupRules', 'SecurityGroupRules'],
    ['DescribeSecurityGroupVpcAssociations', 'SecurityGroupVpcAssociations'],
    ['DescribeNetworkAcls', 'NetworkAcls'],
    ['DescribeNetworkInterfaces', 'NetworkInterfaces'],
    ['DescribeInstances', 'Reservations'],
    ['DescribeAddresses', 'Addresses'],
    ['DescribeVpcEndpoints', 'VpcEndpoints'],
    ['DescribeVpcEndpointServices', 'ServiceDetails'],
    ['DescribeVpcEndpointServiceConfigurations', 'ServiceConfigurations'],
    ['DescribeVpcPeeringConnections', 'VpcPeeringConnections'],
    ['DescribeTransitGateways', 'TransitGateways'],
    ['DescribeTransitGatewayAttachments', 'TransitGatewayAttachments'],
    ['DescribeTransitGatewayVpcAttachments', 'TransitGatewayVpcAttachments'],
    ['DescribeTransitGatewayPeeringAttachments', 'TransitGatewayPeeringAttachments'],
    ['DescribeTransitGatewayRouteTables', 'TransitGatewayRouteTables'],
    ['DescribeVpnConnections', 'VpnConnections'],
    ['DescribeVpnGateways', 'VpnGateways'],
    ['DescribeCustomerGateways', 'CustomerGateways'],
    ['DescribeManagedPrefixLists', 'PrefixLists'],
    ['DescribeDhcpOptions', 'DhcpOptions'],
    ['DescribeFlowLogs', 'FlowLogs'],
    ['DescribeAvailabilityZones', 'AvailabilityZones'],
    ['DescribeVpcBlockPublicAccessExclusions', 'VpcBlockPublicAccessExclusions'],
  ];

  test.each(plain)('%s answers what the state holds, to the last member', async (operation, answer) => {
    const command = (sdk as unknown as Record<string, new (input: object) => never>)[`${operation}Command`]!;
    const output = (await ec2.send(new command({}))) as unknown as Record<string, unknown>;
    expect(saved(output[answer])).toEqual(seed[answer as keyof typeof seed]);
    expect(output.NextToken).toBeUndefined();
  });

  test('every read that the lab has is an operation of the SDK', () => {
    const unknown = Object.keys(reads).filter((name) => !(`${name}Command` in sdk));
    expect(unknown).toEqual([]);
    expect(Object.keys(reads).length).toBeGreaterThan(50);
  });

  test('VPC attributes, one a call', async () => {
    const ask = (Attribute: sdk.VpcAttributeName) =>
      ec2.send(new sdk.DescribeVpcAttributeCommand({ VpcId: dmz, Attribute }));
    expect(await ask('enableDnsSupport')).toMatchObject({ VpcId: dmz, EnableDnsSupport: { Value: true } });
    expect(await ask('enableDnsHostnames')).toMatchObject({ EnableDnsHostnames: { Value: true } });
    const usage = await ask('enableNetworkAddressUsageMetrics');
    expect(usage.EnableNetworkAddressUsageMetrics).toEqual({ Value: false });
    expect(usage.EnableDnsSupport).toBeUndefined();
    expect(await refusal(ask('colour' as never))).toMatchObject({ name: 'InvalidParameterValue' });
  });

  test('instance and interface attributes', async () => {
    const instance = seed.Reservations![0]!.Instances![0]!;
    const ask = (Attribute: sdk.InstanceAttributeName) =>
      ec2.send(new sdk.DescribeInstanceAttributeCommand({ InstanceId: instance.InstanceId, Attribute }));
    expect(await ask('sourceDestCheck')).toMatchObject({ SourceDestCheck: { Value: true } });
    expect((await ask('groupSet')).Groups).toEqual(instance.SecurityGroups);
    expect(await ask('instanceType')).toMatchObject({ InstanceType: { Value: 't3.small' } });
    expect(await ask('disableApiTermination')).toMatchObject({ DisableApiTermination: { Value: false } });
    expect(await refusal(ask('colour' as never))).toMatchObject({ name: 'InvalidParameterValue' });
    const nat = seed.NetworkInterfaces!.find((i) => String(i.InterfaceType) === 'nat_gateway')!;
    const ofInterface = (id: string, Attribute: sdk.NetworkInterfaceAttribute) =>
      ec2.send(new sdk.DescribeNetworkInterfaceAttributeCommand({ NetworkInterfaceId: id, Attribute }));
    expect(await ofInterface(nat.NetworkInterfaceId!, 'sourceDestCheck')).toMatchObject({
      SourceDestCheck: { Value: false },
    });
    expect(await ofInterface(nat.NetworkInterfaceId!, 'description')).toMatchObject({
      Description: { Value: nat.Description },
    });
    expect((await ofInterface(nat.NetworkInterfaceId!, 'attachment')).Attachment).toMatchObject({ Status: 'attached' });
    const open = seed.NetworkInterfaces!.find((i) => i.Association?.IpOwnerId === 'amazon')!.NetworkInterfaceId!;
    expect((await ofInterface(open, 'associatePublicIpAddress')).AssociatePublicIpAddress).toBe(true);
    expect((await ofInterface(nat.NetworkInterfaceId!, 'associatePublicIpAddress')).AssociatePublicIpAddress).toBe(
      false,
    );
  });

  test('prefix list entries, and the older call', async () => {
    const entries = await ec2.send(new sdk.GetManagedPrefixListEntriesCommand({ PrefixListId: 'pl-22a6434b' }));
    expect(entries.Entries).toEqual(seed.PrefixListEntries!['pl-22a6434b']);
    const { PrefixLists } = await ec2.send(
      new sdk.DescribePrefixListsCommand({
        Filters: [{ Name: 'prefix-list-name', Values: ['com.amazonaws.*.dynamodb'] }],
      }),
    );
    expect(PrefixLists).toEqual([
      { PrefixListId: 'pl-48a54021', PrefixListName: 'com.amazonaws.ap-northeast-2.dynamodb', Cidrs: ['52.94.6.0/24'] },
    ]);
  });

  test('account attributes follow the VPCs', async () => {
    const ask = async (client: sdk.EC2Client) => {
      const { AccountAttributes } = await client.send(
        new sdk.DescribeAccountAttributesCommand({ AttributeNames: ['default-vpc'] }),
      );
      return AccountAttributes!.map((a) => [a.AttributeName, a.AttributeValues![0]!.AttributeValue]);
    };
    expect(await ask(ec2)).toEqual([['default-vpc', 'vpc-070b8cd140c9847ee']]);
    expect(await ask(far)).toEqual([['default-vpc', 'none']]);
  });

  test('public access options name the account and region', async () => {
    const { VpcBlockPublicAccessOptions } = await far.send(new sdk.DescribeVpcBlockPublicAccessOptionsCommand({}));
    expect(VpcBlockPublicAccessOptions).toMatchObject({
      AwsAccountId: labAccount,
      AwsRegion: 'eu-west-1',
      InternetGatewayBlockMode: 'off',
      State: 'default-state',
    });
  });

  test('tags of everything, by type', async () => {
    const tags: sdk.TagDescription[] = [];
    for await (const page of sdk.paginateDescribeTags({ client: ec2, pageSize: 10 }, {})) tags.push(...page.Tags!);
    const types = new Set(tags.map((t) => t.ResourceType));
    for (const type of ['vpc', 'instance', 'natgateway', 'transit-gateway', 'vpc-endpoint', 'elastic-ip']) {
      expect(types).toContain(type);
    }
    expect(tags.filter((t) => t.ResourceId === dmz)).toEqual([
      { ResourceId: dmz, ResourceType: 'vpc', Key: 'Name', Value: 'DMZVPC' },
    ]);
  });

  test('another account sees its own, another region nothing', async () => {
    const other = '210987654321';
    await change((state) => {
      const scope = openScope(state.snapshot, other, labRegion);
      scope.ec2 = { Vpcs: [{ VpcId: 'vpc-0fedcba9876543210', OwnerId: other }] };
    });
    const credentials = { accessKeyId: sessionAccessKey(other, 'test'), secretAccessKey: 'x' };
    const theirs = new sdk.EC2Client({ ...options, credentials });
    const { Vpcs } = await theirs.send(new sdk.DescribeVpcsCommand({}));
    expect(Vpcs).toEqual([{ VpcId: 'vpc-0fedcba9876543210', OwnerId: other }]);
    expect((await theirs.send(new sdk.DescribeSubnetsCommand({}))).Subnets).toEqual([]);
    expect((await ec2.send(new sdk.DescribeVpcsCommand({}))).Vpcs).toHaveLength(5);
    expect((await far.send(new sdk.DescribeVpcsCommand({}))).Vpcs).toEqual([]);
  });
});

describe('ids', () => {
  test('name what is asked, in the order of the list', async () => {
    const { Vpcs } = await ec2.send(new sdk.DescribeVpcsCommand({ VpcIds: [dmz, 'vpc-070b8cd140c9847ee', dmz] }));
    expect(Vpcs!.map((v) => v.VpcId)).toEqual(['vpc-070b8cd140c9847ee', dmz]);
  });

  const nowhere = '0123456789abcdef0';
  const cases: [command: { new (input: never): unknown }, input: object, code: string, message: string | RegExp][] = [
    [
      sdk.DescribeVpcsCommand,
      { VpcIds: [`vpc-${nowhere}`] },
      'InvalidVpcID.NotFound',
      `The vpc ID 'vpc-${nowhere}' does not exist`,
    ],
    [sdk.DescribeVpcsCommand, { VpcIds: ['vpc-x'] }, 'InvalidVpcID.Malformed', /vpc-x/],
    [
      sdk.DescribeVpcAttributeCommand,
      { VpcId: `vpc-${nowhere}`, Attribute: 'enableDnsSupport' },
      'InvalidVpcID.NotFound',
      /vpc-/,
    ],
    [sdk.DescribeSubnetsCommand, { SubnetIds: [`subnet-${nowhere}`] }, 'InvalidSubnetID.NotFound', /subnet ID/],
    [
      sdk.DescribeRouteTablesCommand,
      { RouteTableIds: [`rtb-${nowhere}`] },
      'InvalidRouteTableID.NotFound',
      /routeTable ID/,
    ],
    [
      sdk.DescribeInternetGatewaysCommand,
      { InternetGatewayIds: [`igw-${nowhere}`] },
      'InvalidInternetGatewayID.NotFound',
      /internetGateway ID/,
    ],
    [
      sdk.DescribeNatGatewaysCommand,
      { NatGatewayIds: [`nat-${nowhere}`] },
      'NatGatewayNotFound',
      `NatGateway nat-${nowhere} was not found`,
    ],
    [
      sdk.DescribeSecurityGroupsCommand,
      { GroupIds: [`sg-${nowhere}`] },
      'InvalidGroup.NotFound',
      `The security group 'sg-${nowhere}' does not exist`,
    ],
    [
      sdk.DescribeSecurityGroupsCommand,
      { GroupIds: ['web'] },
      'InvalidGroupId.Malformed',
      'Invalid id: "web" (expecting "sg-...")',
    ],
    [sdk.DescribeSecurityGroupsCommand, { GroupNames: ['no-such'] }, 'InvalidGroup.NotFound', /no-such/],
    [
      sdk.DescribeSecurityGroupRulesCommand,
      { SecurityGroupRuleIds: [`sgr-${nowhere}`] },
      'InvalidSecurityGroupRuleId.NotFound',
      /sgr-/,
    ],
    [
      sdk.DescribeNetworkAclsCommand,
      { NetworkAclIds: [`acl-${nowhere}`] },
      'InvalidNetworkAclID.NotFound',
      /networkAcl ID/,
    ],
    [
      sdk.DescribeNetworkInterfacesCommand,
      { NetworkInterfaceIds: [`eni-${nowhere}`] },
      'InvalidNetworkInterfaceID.NotFound',
      /networkInterface ID/,
    ],
    [
      sdk.DescribeNetworkInterfacesCommand,
      { NetworkInterfaceIds: ['to-set'] },
      'InvalidNetworkInterfaceId.Malformed',
      'Invalid id: "to-set" (expecting "eni-...")',
    ],
    [
      sdk.DescribeInstancesCommand,
      { InstanceIds: [`i-${nowhere}`] },
      'InvalidInstanceID.NotFound',
      `The instance ID 'i-${nowhere}' does not exist`,
    ],
    [
      sdk.DescribeInstancesCommand,
      { InstanceIds: [`i-${nowhere}`, stopped, 'i-00000000'] },
      'InvalidInstanceID.NotFound',
      `The instance IDs 'i-${nowhere}, i-00000000' do not exist`,
    ],
    // A malformed id is named before a missing one.
    [sdk.DescribeInstancesCommand, { InstanceIds: [`i-${nowhere}`, 'i-zz'] }, 'InvalidInstanceID.Malformed', /"i-zz"/],
    [sdk.DescribeInstanceStatusCommand, { InstanceIds: [`i-${nowhere}`] }, 'InvalidInstanceID.NotFound', /i-/],
    [
      sdk.DescribeInstanceAttributeCommand,
      { InstanceId: `i-${nowhere}`, Attribute: 'groupSet' },
      'InvalidInstanceID.NotFound',
      /i-/,
    ],
    [
      sdk.DescribeAddressesCommand,
      { AllocationIds: [`eipalloc-${nowhere}`] },
      'InvalidAllocationID.NotFound',
      /eipalloc-/,
    ],
    [
      sdk.DescribeAddressesCommand,
      { PublicIps: ['192.0.2.99'] },
      'InvalidAddress.NotFound',
      "Address '192.0.2.99' not found.",
    ],
    [
      sdk.DescribeVpcEndpointsCommand,
      { VpcEndpointIds: [`vpce-${nowhere}`] },
      'InvalidVpcEndpointId.NotFound',
      /vpce-/,
    ],
    [
      sdk.DescribeVpcEndpointServicesCommand,
      { ServiceNames: ['com.example'] },
      'InvalidServiceName',
      "The Vpc Endpoint Service 'com.example' does not exist",
    ],
    [
      sdk.DescribeVpcEndpointServicePermissionsCommand,
      { ServiceId: `vpce-svc-${nowhere}` },
      'InvalidVpcEndpointServiceId.NotFound',
      /vpce-svc/,
    ],
    [
      sdk.DescribeVpcPeeringConnectionsCommand,
      { VpcPeeringConnectionIds: [`pcx-${nowhere}`] },
      'InvalidVpcPeeringConnectionID.NotFound',
      /pcx-/,
    ],
    [
      sdk.DescribeTransitGatewaysCommand,
      { TransitGatewayIds: [`tgw-${nowhere}`] },
      'InvalidTransitGatewayID.NotFound',
      `Transit Gateway tgw-${nowhere} was deleted or does not exist.`,
    ],
    [
      sdk.DescribeTransitGatewayVpcAttachmentsCommand,
      { TransitGatewayAttachmentIds: [`tgw-attach-${nowhere}`] },
      'InvalidTransitGatewayAttachmentID.NotFound',
      /tgw-attach/,
    ],
    [
      sdk.GetTransitGatewayRouteTableAssociationsCommand,
      { TransitGatewayRouteTableId: `tgw-rtb-${nowhere}` },
      'InvalidRouteTableID.NotFound',
      /tgw-rtb/,
    ],
    [
      sdk.GetTransitGatewayAttachmentPropagationsCommand,
      { TransitGatewayAttachmentId: `tgw-attach-${nowhere}` },
      'InvalidTransitGatewayAttachmentID.NotFound',
      /tgw-attach/,
    ],
    [
      sdk.DescribeVpnConnectionsCommand,
      { VpnConnectionIds: [`vpn-${nowhere}`] },
      'InvalidVpnConnectionID.NotFound',
      /vpnConnection ID/,
    ],
    [
      sdk.DescribeVpnGatewaysCommand,
      { VpnGatewayIds: [`vgw-${nowhere}`] },
      'InvalidVpnGatewayID.NotFound',
      /vpnGateway ID/,
    ],
    [
      sdk.DescribeCustomerGatewaysCommand,
      { CustomerGatewayIds: [`cgw-${nowhere}`] },
      'InvalidCustomerGatewayID.NotFound',
      /customerGateway ID/,
    ],
    [sdk.GetManagedPrefixListEntriesCommand, { PrefixListId: `pl-${nowhere}` }, 'InvalidPrefixListID.NotFound', /pl-/],
    [sdk.DescribeDhcpOptionsCommand, { DhcpOptionsIds: [`dopt-${nowhere}`] }, 'InvalidDhcpOptionID.NotFound', /dopt-/],
    [sdk.DescribeFlowLogsCommand, { FlowLogIds: [`fl-${nowhere}`] }, 'InvalidFlowLogId.NotFound', /fl-/],
    [
      sdk.DescribeAvailabilityZonesCommand,
      { ZoneNames: ['ap-northeast-2z'] },
      'InvalidParameterValue',
      'Invalid availability zone: [ap-northeast-2z]',
    ],
    [sdk.DescribeRegionsCommand, { RegionNames: ['moon-1'] }, 'InvalidParameterValue', /moon-1/],
  ];

  test.each(cases.map(([command, ...rest]) => [command.name, command, ...rest] as const))(
    '%s refuses %o with %s',
    async (_name, command, input, code, message) => {
      const error = await refusal(ec2.send(new (command as never as new (input: object) => never)(input)));
      expect(error).toMatchObject({ name: code, status: 400 });
      if (typeof message === 'string') expect(error.message).toBe(message);
      else expect(error.message).toMatch(message);
    },
  );

  test('no ids together with MaxResults, where EC2 says so', async () => {
    const both = { InstanceIds: [stopped], MaxResults: 5 };
    for (const command of [new sdk.DescribeInstancesCommand(both), new sdk.DescribeInstanceStatusCommand(both)]) {
      expect(await refusal(ec2.send(command as sdk.DescribeInstancesCommand))).toMatchObject({
        name: 'InvalidParameterCombination',
        message: 'The parameter instancesSet cannot be used with the parameter maxResults',
      });
    }
    // Other calls take both.
    const answer = await ec2.send(new sdk.DescribeVpcsCommand({ VpcIds: [dmz], MaxResults: 5 }));
    expect(answer.Vpcs).toHaveLength(1);
  });

  test('addresses by address, groups by name in the default VPC', async () => {
    const [address] = seed.Addresses!;
    const byAddress = await ec2.send(new sdk.DescribeAddressesCommand({ PublicIps: [address!.PublicIp!] }));
    expect(byAddress.Addresses!.map((a) => a.AllocationId)).toEqual([address!.AllocationId]);
    const byName = await ec2.send(new sdk.DescribeSecurityGroupsCommand({ GroupNames: ['launch-wizard-1'] }));
    expect(byName.SecurityGroups!.map((g) => g.VpcId)).toEqual(['vpc-070b8cd140c9847ee']);
  });
});

describe('pages', () => {
  test('small pages bring the same list', async () => {
    const ids: string[] = [];
    let pages = 0;
    for await (const page of sdk.paginateDescribeNetworkInterfaces({ client: ec2, pageSize: 7 }, {})) {
      expect(page.NetworkInterfaces!.length).toBeLessThanOrEqual(7);
      ids.push(...page.NetworkInterfaces!.map((i) => i.NetworkInterfaceId!));
      pages++;
    }
    expect(ids).toEqual(seed.NetworkInterfaces!.map((i) => i.NetworkInterfaceId));
    expect(pages).toBe(Math.ceil(ids.length / 7));
  });

  test('instances are counted, not reservations', async () => {
    const names: string[] = [];
    for await (const page of sdk.paginateDescribeInstances({ client: ec2, pageSize: 5 }, {})) {
      const instances = page.Reservations!.flatMap((r) => r.Instances!);
      expect(instances.length).toBeLessThanOrEqual(5);
      names.push(...instances.map((i) => i.InstanceId!));
    }
    expect(names).toEqual(seed.Reservations!.flatMap((r) => r.Instances!.map((i) => i.InstanceId)));
  });

  test('a token belongs to its question', async () => {
    const first = await ec2.send(new sdk.DescribeSubnetsCommand({ MaxResults: 5 }));
    expect(first.NextToken).toMatch(/^[\w-]+$/);
    const ask = (input: sdk.DescribeSubnetsCommandInput, client = ec2) =>
      refusal(client.send(new sdk.DescribeSubnetsCommand({ NextToken: first.NextToken, ...input })));
    expect(await ask({ Filters: [{ Name: 'vpc-id', Values: [dmz] }] })).toMatchObject({ name: 'InvalidNextToken' });
    expect(await ask({}, far)).toMatchObject({ name: 'InvalidNextToken' });
    expect(await ask({ NextToken: 'x' })).toMatchObject({ name: 'InvalidNextToken' });
    expect(await refusal(ec2.send(new sdk.DescribeVpcsCommand({ NextToken: first.NextToken })))).toMatchObject({
      name: 'InvalidNextToken',
    });
    // The size may change from page to page.
    const second = await ec2.send(new sdk.DescribeSubnetsCommand({ NextToken: first.NextToken, MaxResults: 100 }));
    expect(second.Subnets!.length + 5).toBe(seed.Subnets!.length);
  });

  test.each([
    [sdk.DescribeVpcsCommand, 4],
    [sdk.DescribeVpcsCommand, 1001],
    [sdk.DescribeRouteTablesCommand, 101],
    [sdk.DescribeManagedPrefixListsCommand, 101],
    [sdk.DescribeInstancesCommand, 0],
  ])('%o refuses MaxResults %i', async (command, MaxResults) => {
    const error = await refusal(ec2.send(new (command as typeof sdk.DescribeVpcsCommand)({ MaxResults })));
    expect(error).toMatchObject({ name: 'InvalidParameterValue' });
    expect(error.message).toContain(`Value ( ${MaxResults} ) for parameter maxResults is invalid.`);
  });

  test('endpoints take a size above 1,000 as 1,000', async () => {
    const { VpcEndpoints } = await ec2.send(new sdk.DescribeVpcEndpointsCommand({ MaxResults: 5000 }));
    expect(VpcEndpoints).toHaveLength(seed.VpcEndpoints!.length);
  });
});

describe('transit gateway routes', () => {
  const search = (Filters: sdk.Filter[], more: object = {}) =>
    ec2.send(new sdk.SearchTransitGatewayRoutesCommand({ TransitGatewayRouteTableId: tableId, Filters, ...more }));
  const found = async (Name: string, ...Values: string[]) =>
    (await search([{ Name, Values }])).Routes!.map((r) => r.DestinationCidrBlock).sort();

  test('searches by block', async () => {
    expect(await found('route-search.exact-match', '10.1.0.0/16')).toEqual(['10.1.0.0/16']);
    expect(await found('route-search.exact-match', '10.1.0.0/17')).toEqual([]);
    expect(await found('route-search.subnet-of-match', '10.0.0.0/8')).toEqual([
      '10.1.0.0/16',
      '10.11.0.0/16',
      '10.2.0.0/16',
    ]);
    expect(await found('route-search.supernet-of-match', '10.1.20.0/22')).toEqual(['0.0.0.0/0', '10.1.0.0/16']);
    expect(await found('route-search.longest-prefix-match', '10.1.20.101')).toEqual(['10.1.0.0/16']);
    expect(await found('route-search.longest-prefix-match', '8.8.8.8/32', '192.168.10.53')).toEqual([
      '0.0.0.0/0',
      '192.168.0.0/16',
    ]);
    expect(await refusal(found('route-search.exact-match', 'ten'))).toMatchObject({ name: 'InvalidParameterValue' });
  });

  test('by type, state and attachment; several filters narrow', async () => {
    expect(await found('type', 'propagated')).toEqual(['192.168.0.0/16']);
    expect(await found('state', 'blackhole')).toEqual([]);
    expect(await found('attachment.resource-id', dmz)).toEqual(['0.0.0.0/0', '10.11.0.0/16']);
    const { Routes } = await search([
      { Name: 'route-search.supernet-of-match', Values: ['10.11.0.0/16'] },
      { Name: 'attachment.resource-id', Values: [dmz] },
      { Name: 'route-search.subnet-of-match', Values: ['10.0.0.0/8'] },
    ]);
    expect(Routes!.map((r) => r.DestinationCidrBlock)).toEqual(['10.11.0.0/16']);
  });

  test('a filter is required; more routes than asked for are announced', async () => {
    expect(await refusal(search([]))).toMatchObject({ name: 'MissingParameter' });
    const everything = [{ Name: 'state', Values: ['active', 'blackhole'] }];
    expect(await search(everything)).toMatchObject({ AdditionalRoutesAvailable: false });
    await change((state) => {
      const routes = scopeOf(state.snapshot, labAccount, labRegion)!.ec2!.TransitGatewayRoutes![tableId]!;
      routes.push({ DestinationCidrBlock: '172.16.0.0/12', State: 'blackhole', Type: 'static' });
    });
    const cut = await search(everything, { MaxResults: 5 });
    expect(cut.Routes).toHaveLength(5);
    expect(cut.AdditionalRoutesAvailable).toBe(true);
    const rest = await search(everything, { MaxResults: 5, NextToken: cut.NextToken });
    expect(rest.Routes!.map((r) => r.DestinationCidrBlock)).toEqual(['172.16.0.0/12']);
    expect(rest.AdditionalRoutesAvailable).toBe(false);
  });

  test('associations and propagations of the table, and of an attachment', async () => {
    const id = { TransitGatewayRouteTableId: tableId };
    const { Associations } = await ec2.send(
      new sdk.GetTransitGatewayRouteTableAssociationsCommand({
        ...id,
        Filters: [{ Name: 'resource-type', Values: ['vpn'] }],
      }),
    );
    const [vpn] = Associations!;
    expect(Associations).toHaveLength(1);
    const { TransitGatewayRouteTablePropagations } = await ec2.send(
      new sdk.GetTransitGatewayRouteTablePropagationsCommand(id),
    );
    expect(TransitGatewayRouteTablePropagations!.map((p) => p.ResourceType)).toEqual(['direct-connect-gateway', 'vpn']);
    const { TransitGatewayAttachmentPropagations } = await ec2.send(
      new sdk.GetTransitGatewayAttachmentPropagationsCommand({
        TransitGatewayAttachmentId: vpn!.TransitGatewayAttachmentId,
      }),
    );
    expect(TransitGatewayAttachmentPropagations).toEqual([{ ...id, State: 'enabled' }]);
  });
});

describe('instance status', () => {
  const ask = async (input: sdk.DescribeInstanceStatusCommandInput = {}) =>
    (await ec2.send(new sdk.DescribeInstanceStatusCommand(input))).InstanceStatuses!;

  test('only running instances are shown, unless all are asked for', async () => {
    expect(await ask()).toHaveLength(25);
    await change((state) => {
      for (const r of scopeOf(state.snapshot, labAccount, labRegion)!.ec2!.Reservations!) {
        for (const i of r.Instances!) if (i.InstanceId === stopped) i.State = { Code: 80, Name: 'stopped' };
      }
    });
    expect((await ask()).map((s) => s.InstanceId)).not.toContain(stopped);
    expect(await ask({ InstanceIds: [stopped] })).toEqual([]);
    const [status] = await ask({ InstanceIds: [stopped], IncludeAllInstances: true });
    expect(status).toMatchObject({
      InstanceId: stopped,
      AvailabilityZone: 'ap-northeast-2b',
      InstanceState: { Code: 80, Name: 'stopped' },
      InstanceStatus: { Status: 'not-applicable' },
      SystemStatus: { Status: 'not-applicable' },
    });
    const { Reservations } = await ec2.send(
      new sdk.DescribeInstancesCommand({ Filters: [{ Name: 'instance-state-name', Values: ['stop*'] }] }),
    );
    expect(Reservations!.flatMap((r) => r.Instances!.map((i) => i.InstanceId))).toEqual([stopped]);
  });

  test('a hanging operating system fails the instance check, not the system check', async () => {
    const hanging = 'i-0df8dd0d9c2f01161';
    await change((state) => {
      state.hosts[hanging]!.silent = true;
    });
    const impaired = await ask({ Filters: [{ Name: 'instance-status.status', Values: ['impaired'] }] });
    expect(impaired).toMatchObject([
      {
        InstanceId: hanging,
        InstanceStatus: { Status: 'impaired', Details: [{ Name: 'reachability', Status: 'failed' }] },
        SystemStatus: { Status: 'ok' },
      },
    ]);
  });
});

test('a rule that is added and taken away shows in the group and among the rules', async () => {
  const { GroupId } = seed.SecurityGroups!.find((g) => g.GroupName === 'ControlPlaneSecurityGroup')!;
  const shown = async () => {
    const Filters = [{ Name: 'group-id', Values: [GroupId!] }];
    const { SecurityGroupRules } = await ec2.send(new sdk.DescribeSecurityGroupRulesCommand({ Filters }));
    const { SecurityGroups } = await ec2.send(new sdk.DescribeSecurityGroupsCommand({ Filters }));
    return { rules: SecurityGroupRules!.filter((r) => !r.IsEgress), permissions: SecurityGroups![0]!.IpPermissions! };
  };
  expect(await shown()).toEqual({ rules: [], permissions: [] });
  const Ipv6Ranges = [{ CidrIpv6: '::/0', Description: 'all' }];
  const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 1, ToPort: 2, Ipv6Ranges }];
  const added = await ec2.send(new sdk.AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  const { rules, permissions } = await shown();
  expect(rules).toMatchObject([{ CidrIpv6: '::/0', FromPort: 1, ToPort: 2, Description: 'all' }]);
  expect(permissions).toMatchObject(IpPermissions);
  const id = rules[0]!.SecurityGroupRuleId!;
  expect(added.SecurityGroupRules!.map((r) => r.SecurityGroupRuleId)).toEqual([id]);
  expect(rules[0]!.SecurityGroupRuleArn).toBe(`arn:aws:ec2:ap-northeast-2:${labAccount}:security-group-rule/${id}`);
  await ec2.send(new sdk.RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds: [id] }));
  expect(await shown()).toEqual({ rules: [], permissions: [] });
});

test('references across a peering, and stale ones', async () => {
  const [a, b] = ['VPC01', 'VPC02'].map(
    (name) => seed.SecurityGroups!.find((g) => g.GroupName === 'PrivateEC2SG' && g.Tags![0]!.Value!.startsWith(name))!,
  );
  const peering = 'pcx-0123456789abcdef0';
  await change((state) => {
    const data = scopeOf(state.snapshot, labAccount, labRegion)!.ec2!;
    data
      .SecurityGroups!.find((g) => g.GroupId === b!.GroupId)!
      .IpPermissions!.push({
        IpProtocol: 'tcp',
        FromPort: 5432,
        ToPort: 5432,
        UserIdGroupPairs: [{ GroupId: a!.GroupId, UserId: labAccount, VpcPeeringConnectionId: peering }],
      });
    data.VpcPeeringConnections = [{ VpcPeeringConnectionId: peering, Status: { Code: 'active' } }];
  });
  const references = await ec2.send(new sdk.DescribeSecurityGroupReferencesCommand({ GroupId: [a!.GroupId!] }));
  expect(references.SecurityGroupReferenceSet).toEqual([
    { GroupId: a!.GroupId, ReferencingVpcId: b!.VpcId, VpcPeeringConnectionId: peering },
  ]);
  const stale = async () =>
    (await ec2.send(new sdk.DescribeStaleSecurityGroupsCommand({ VpcId: b!.VpcId }))).StaleSecurityGroupSet;
  expect(await stale()).toEqual([]);
  await change((state) => {
    scopeOf(state.snapshot, labAccount, labRegion)!.ec2!.VpcPeeringConnections![0]!.Status = { Code: 'deleted' };
  });
  expect(await stale()).toMatchObject([
    { GroupId: b!.GroupId, StaleIpPermissions: [{ FromPort: 5432, UserIdGroupPairs: [{ GroupId: a!.GroupId }] }] },
  ]);
});

test('DryRun of a read', async () => {
  expect(await refusal(ec2.send(new sdk.DescribeVpcsCommand({ DryRun: true })))).toMatchObject({
    name: 'DryRunOperation',
    status: 412,
  });
});
