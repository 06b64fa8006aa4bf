import {
  DescribeAddressesCommand,
  DescribeAvailabilityZonesCommand,
  DescribeCustomerGatewaysCommand,
  DescribeDhcpOptionsCommand,
  DescribeEgressOnlyInternetGatewaysCommand,
  DescribeFlowLogsCommand,
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  DescribeInternetGatewaysCommand,
  DescribeManagedPrefixListsCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfaceAttributeCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRegionsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSecurityGroupVpcAssociationsCommand,
  DescribeSubnetsCommand,
  DescribeTransitGatewayAttachmentsCommand,
  DescribeTransitGatewayPeeringAttachmentsCommand,
  DescribeTransitGatewayPolicyTablesCommand,
  DescribeTransitGatewayRouteTablesCommand,
  DescribeTransitGatewaysCommand,
  DescribeTransitGatewayVpcAttachmentsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcBlockPublicAccessExclusionsCommand,
  DescribeVpcBlockPublicAccessOptionsCommand,
  DescribeVpcEndpointServiceConfigurationsCommand,
  DescribeVpcEndpointServicePermissionsCommand,
  DescribeVpcEndpointServicesCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  DescribeVpnConnectionsCommand,
  DescribeVpnGatewaysCommand,
  EC2Client,
  GetInstanceMetadataDefaultsCommand,
  GetManagedPrefixListEntriesCommand,
  GetTransitGatewayPolicyTableEntriesCommand,
  GetTransitGatewayPrefixListReferencesCommand,
  GetTransitGatewayRouteTableAssociationsCommand,
  GetTransitGatewayRouteTablePropagationsCommand,
  SearchTransitGatewayRoutesCommand,
} from '@aws-sdk/client-ec2';
import type { Ec2Data, VpcAttributes } from '../../snapshot/data/ec2.ts';
import { withoutPreSharedKeys } from '../../snapshot/secrets.ts';
import type { ClientConfig } from '../connection.ts';
import { type Collector, list, type Reads } from '../read.ts';
import { sorted } from '../saved.ts';

/*
 * Page sizes are the largest that each call takes: a page more is a round trip more.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Operations.html
 */
const thousand = 1000;

const reads: Reads<Ec2Data> = {
  Vpcs: list(
    'ec2:DescribeVpcs',
    (NextToken) => new DescribeVpcsCommand({ NextToken, MaxResults: thousand }),
    (o) => o.Vpcs,
    (v) => v.VpcId,
  ),
  VpcAttributes: {
    operations: ['ec2:DescribeVpcAttribute'],
    where: 'region',
    after: ['Vpcs'],
    // One attribute a call: AWS has no call that answers them together.
    run: (ask, { Vpcs = [] }) =>
      ask.each(
        'ec2:DescribeVpcAttribute',
        Vpcs.map((v) => v.VpcId),
        async (VpcId): Promise<VpcAttributes> => {
          const attribute = (
            Attribute: 'enableDnsSupport' | 'enableDnsHostnames' | 'enableNetworkAddressUsageMetrics',
          ) => ask.send(new DescribeVpcAttributeCommand({ VpcId, Attribute }));
          const [support, hostnames, usage] = await Promise.all([
            attribute('enableDnsSupport'),
            attribute('enableDnsHostnames'),
            attribute('enableNetworkAddressUsageMetrics'),
          ]);
          return {
            EnableDnsSupport: support.EnableDnsSupport?.Value,
            EnableDnsHostnames: hostnames.EnableDnsHostnames?.Value,
            EnableNetworkAddressUsageMetrics: usage.EnableNetworkAddressUsageMetrics?.Value,
          };
        },
      ),
  },
  Subnets: list(
    'ec2:DescribeSubnets',
    (NextToken) => new DescribeSubnetsCommand({ NextToken, MaxResults: thousand }),
    (o) => o.Subnets,
    (s) => s.SubnetId,
  ),
  RouteTables: list(
    'ec2:DescribeRouteTables',
    (NextToken) => new DescribeRouteTablesCommand({ NextToken, MaxResults: 100 }),
    (o) => o.RouteTables,
    (t) => t.RouteTableId,
  ),
  InternetGateways: list(
    'ec2:DescribeInternetGateways',
    (NextToken) => new DescribeInternetGatewaysCommand({ NextToken, MaxResults: thousand }),
    (o) => o.InternetGateways,
    (g) => g.InternetGatewayId,
  ),
  EgressOnlyInternetGateways: list(
    'ec2:DescribeEgressOnlyInternetGateways',
    (NextToken) => new DescribeEgressOnlyInternetGatewaysCommand({ NextToken, MaxResults: 255 }),
    (o) => o.EgressOnlyInternetGateways,
    (g) => g.EgressOnlyInternetGatewayId,
  ),
  NatGateways: list(
    'ec2:DescribeNatGateways',
    (NextToken) => new DescribeNatGatewaysCommand({ NextToken, MaxResults: thousand }),
    (o) => o.NatGateways,
    (n) => n.NatGatewayId,
  ),
  SecurityGroups: list(
    'ec2:DescribeSecurityGroups',
    (NextToken) => new DescribeSecurityGroupsCommand({ NextToken, MaxResults: thousand }),
    (o) => o.SecurityGroups,
    (g) => g.GroupId,
  ),
  SecurityGroupRules: list(
    'ec2:DescribeSecurityGroupRules',
    (NextToken) => new DescribeSecurityGroupRulesCommand({ NextToken, MaxResults: thousand }),
    (o) => o.SecurityGroupRules,
    (r) => r.SecurityGroupRuleId,
  ),
  SecurityGroupVpcAssociations: list(
    'ec2:DescribeSecurityGroupVpcAssociations',
    (NextToken) => new DescribeSecurityGroupVpcAssociationsCommand({ NextToken, MaxResults: thousand }),
    (o) => o.SecurityGroupVpcAssociations,
    (a) => `${a.GroupId} ${a.VpcId}`,
  ),
  NetworkAcls: list(
    'ec2:DescribeNetworkAcls',
    (NextToken) => new DescribeNetworkAclsCommand({ NextToken, MaxResults: thousand }),
    (o) => o.NetworkAcls,
    (a) => a.NetworkAclId,
  ),
  NetworkInterfaces: list(
    'ec2:DescribeNetworkInterfaces',
    (NextToken) => new DescribeNetworkInterfacesCommand({ NextToken, MaxResults: thousand }),
    (o) => o.NetworkInterfaces,
    (i) => i.NetworkInterfaceId,
  ),
  NetworkInterfaceAttributes: {
    operations: ['ec2:DescribeNetworkInterfaceAttribute'],
    where: 'region',
    after: ['NetworkInterfaces'],
    onRequest: true,
    run: (ask, { NetworkInterfaces = [] }) =>
      ask.each(
        'ec2:DescribeNetworkInterfaceAttribute',
        // Only the interface that an instance starts with can be given a public address.
        NetworkInterfaces.filter((i) => i.Attachment?.DeviceIndex === 0 && i.Attachment.InstanceId !== undefined).map(
          (i) => i.NetworkInterfaceId,
        ),
        async (NetworkInterfaceId) => {
          const answer = await ask.send(
            new DescribeNetworkInterfaceAttributeCommand({ NetworkInterfaceId, Attribute: 'associatePublicIpAddress' }),
          );
          return { AssociatePublicIpAddress: answer.AssociatePublicIpAddress };
        },
      ),
  },
  Reservations: list(
    'ec2:DescribeInstances',
    (NextToken) => new DescribeInstancesCommand({ NextToken, MaxResults: thousand }),
    (o) => o.Reservations,
    (r) => r.ReservationId,
  ),
  InstanceStatuses: list(
    'ec2:DescribeInstanceStatus',
    (NextToken) => new DescribeInstanceStatusCommand({ NextToken, MaxResults: thousand, IncludeAllInstances: true }),
    (o) => o.InstanceStatuses,
    (s) => s.InstanceId,
  ),
  Addresses: {
    operations: ['ec2:DescribeAddresses'],
    where: 'region',
    run: async (ask) =>
      sorted((await ask.send(new DescribeAddressesCommand({}))).Addresses ?? [], (a) => a.AllocationId ?? a.PublicIp),
  },
  VpcEndpoints: list(
    'ec2:DescribeVpcEndpoints',
    (NextToken) => new DescribeVpcEndpointsCommand({ NextToken, MaxResults: thousand }),
    (o) => o.VpcEndpoints,
    (e) => e.VpcEndpointId,
  ),
  ServiceConfigurations: list(
    'ec2:DescribeVpcEndpointServiceConfigurations',
    (NextToken) => new DescribeVpcEndpointServiceConfigurationsCommand({ NextToken, MaxResults: thousand }),
    (o) => o.ServiceConfigurations,
    (s) => s.ServiceId,
  ),
  VpcEndpointServicePermissions: {
    operations: ['ec2:DescribeVpcEndpointServicePermissions'],
    where: 'region',
    after: ['ServiceConfigurations'],
    onRequest: true,
    run: (ask, { ServiceConfigurations = [] }) =>
      ask.each(
        'ec2:DescribeVpcEndpointServicePermissions',
        ServiceConfigurations.map((s) => s.ServiceId),
        async (ServiceId) =>
          sorted(
            await ask.pages(
              (NextToken) =>
                new DescribeVpcEndpointServicePermissionsCommand({ ServiceId, NextToken, MaxResults: thousand }),
              (o) => o.AllowedPrincipals,
            ),
            (p) => p.Principal,
          ),
      ),
  },
  ServiceDetails: {
    // Hundreds of AWS's and vendors' services in every region.
    onRequest: true,
    ...list(
      'ec2:DescribeVpcEndpointServices',
      (NextToken) => new DescribeVpcEndpointServicesCommand({ NextToken, MaxResults: thousand }),
      (o) => o.ServiceDetails,
      (s) => s.ServiceName,
    ),
  },
  VpcPeeringConnections: list(
    'ec2:DescribeVpcPeeringConnections',
    (NextToken) => new DescribeVpcPeeringConnectionsCommand({ NextToken, MaxResults: thousand }),
    (o) => o.VpcPeeringConnections,
    (p) => p.VpcPeeringConnectionId,
  ),
  TransitGateways: list(
    'ec2:DescribeTransitGateways',
    (NextToken) => new DescribeTransitGatewaysCommand({ NextToken, MaxResults: thousand }),
    (o) => o.TransitGateways,
    (t) => t.TransitGatewayId,
  ),
  TransitGatewayAttachments: list(
    'ec2:DescribeTransitGatewayAttachments',
    (NextToken) => new DescribeTransitGatewayAttachmentsCommand({ NextToken, MaxResults: thousand }),
    (o) => o.TransitGatewayAttachments,
    (a) => a.TransitGatewayAttachmentId,
  ),
  TransitGatewayVpcAttachments: list(
    'ec2:DescribeTransitGatewayVpcAttachments',
    (NextToken) => new DescribeTransitGatewayVpcAttachmentsCommand({ NextToken, MaxResults: thousand }),
    (o) => o.TransitGatewayVpcAttachments,
    (a) => a.TransitGatewayAttachmentId,
  ),
  TransitGatewayPeeringAttachments: list(
    'ec2:DescribeTransitGatewayPeeringAttachments',
    (NextToken) => new DescribeTransitGatewayPeeringAttachmentsCommand({ NextToken, MaxResults: thousand }),
    (o) => o.TransitGatewayPeeringAttachments,
    (a) => a.TransitGatewayAttachmentId,
  ),
  TransitGatewayRouteTables: list(
    'ec2:DescribeTransitGatewayRouteTables',
    (NextToken) => new DescribeTransitGatewayRouteTablesCommand({ NextToken, MaxResults: thousand }),
    (o) => o.TransitGatewayRouteTables,
    (t) => t.TransitGatewayRouteTableId,
  ),
  TransitGatewayRouteTableAssociations: {
    operations: ['ec2:GetTransitGatewayRouteTableAssociations'],
    where: 'region',
    after: ['TransitGatewayRouteTables'],
    run: (ask, data) =>
      ask.each('ec2:GetTransitGatewayRouteTableAssociations', tableIds(data), async (TransitGatewayRouteTableId) =>
        sorted(
          await ask.pages(
            (NextToken) =>
              new GetTransitGatewayRouteTableAssociationsCommand({
                TransitGatewayRouteTableId,
                NextToken,
                MaxResults: thousand,
              }),
            (o) => o.Associations,
          ),
          (a) => a.TransitGatewayAttachmentId,
        ),
      ),
  },
  TransitGatewayRouteTablePropagations: {
    operations: ['ec2:GetTransitGatewayRouteTablePropagations'],
    where: 'region',
    after: ['TransitGatewayRouteTables'],
    run: (ask, data) =>
      ask.each('ec2:GetTransitGatewayRouteTablePropagations', tableIds(data), async (TransitGatewayRouteTableId) =>
        sorted(
          await ask.pages(
            (NextToken) =>
              new GetTransitGatewayRouteTablePropagationsCommand({
                TransitGatewayRouteTableId,
                NextToken,
                MaxResults: thousand,
              }),
            (o) => o.TransitGatewayRouteTablePropagations,
          ),
          (p) => p.TransitGatewayAttachmentId,
        ),
      ),
  },
  TransitGatewayRoutes: {
    operations: ['ec2:SearchTransitGatewayRoutes'],
    where: 'region',
    after: ['TransitGatewayRouteTables'],
    run: (ask, data) =>
      ask.each('ec2:SearchTransitGatewayRoutes', tableIds(data), async (TransitGatewayRouteTableId) => {
        let more = false;
        const routes = await ask.pages(
          (NextToken) =>
            new SearchTransitGatewayRoutesCommand({
              TransitGatewayRouteTableId,
              // The call must have a filter; these are all the states that a route in a table can have.
              Filters: [{ Name: 'state', Values: ['active', 'blackhole'] }],
              MaxResults: thousand,
              NextToken,
            }),
          (o) => {
            more = o.AdditionalRoutesAvailable === true && o.NextToken === undefined;
            return o.Routes;
          },
        );
        if (more)
          ask.partial('ec2:SearchTransitGatewayRoutes', 'AdditionalRoutesAvailable', [TransitGatewayRouteTableId]);
        return sorted(routes, (r) => r.DestinationCidrBlock ?? r.PrefixListId);
      }),
  },
  TransitGatewayPrefixListReferences: {
    operations: ['ec2:GetTransitGatewayPrefixListReferences'],
    where: 'region',
    after: ['TransitGatewayRouteTables'],
    run: (ask, data) =>
      ask.each('ec2:GetTransitGatewayPrefixListReferences', tableIds(data), async (TransitGatewayRouteTableId) =>
        sorted(
          await ask.pages(
            (NextToken) =>
              new GetTransitGatewayPrefixListReferencesCommand({
                TransitGatewayRouteTableId,
                NextToken,
                MaxResults: thousand,
              }),
            (o) => o.TransitGatewayPrefixListReferences,
          ),
          (r) => r.PrefixListId,
        ),
      ),
  },
  TransitGatewayPolicyTableEntries: {
    operations: ['ec2:DescribeTransitGatewayPolicyTables', 'ec2:GetTransitGatewayPolicyTableEntries'],
    where: 'region',
    after: ['TransitGatewayPeeringAttachments'],
    run: async (ask, { TransitGatewayPeeringAttachments = [] }) => {
      // Policy tables are for peerings with a core network alone:
      // https://docs.aws.amazon.com/vpc/latest/tgw/tgw-policy-tables.html
      if (TransitGatewayPeeringAttachments.length === 0) return {};
      const tables = await ask.pages(
        (NextToken) => new DescribeTransitGatewayPolicyTablesCommand({ NextToken, MaxResults: thousand }),
        (o) => o.TransitGatewayPolicyTables,
      );
      return await ask.each(
        'ec2:GetTransitGatewayPolicyTableEntries',
        tables.map((t) => t.TransitGatewayPolicyTableId).sort(),
        // In AWS's order: the first entry that matches decides.
        (TransitGatewayPolicyTableId) =>
          ask.pages(
            (NextToken) =>
              new GetTransitGatewayPolicyTableEntriesCommand({
                TransitGatewayPolicyTableId,
                NextToken,
                MaxResults: thousand,
              }),
            (o) => o.TransitGatewayPolicyTableEntries,
          ),
      );
    },
  },
  VpnConnections: {
    operations: ['ec2:DescribeVpnConnections'],
    where: 'region',
    run: async (ask) =>
      sorted(
        ((await ask.send(new DescribeVpnConnectionsCommand({}))).VpnConnections ?? []).map(withoutPreSharedKeys),
        (v) => v.VpnConnectionId,
      ),
  },
  VpnGateways: {
    operations: ['ec2:DescribeVpnGateways'],
    where: 'region',
    run: async (ask) =>
      sorted((await ask.send(new DescribeVpnGatewaysCommand({}))).VpnGateways ?? [], (g) => g.VpnGatewayId),
  },
  CustomerGateways: {
    operations: ['ec2:DescribeCustomerGateways'],
    where: 'region',
    run: async (ask) =>
      sorted(
        (await ask.send(new DescribeCustomerGatewaysCommand({}))).CustomerGateways ?? [],
        (g) => g.CustomerGatewayId,
      ),
  },
  PrefixLists: list(
    'ec2:DescribeManagedPrefixLists',
    (NextToken) => new DescribeManagedPrefixListsCommand({ NextToken, MaxResults: 100 }),
    (o) => o.PrefixLists,
    (l) => l.PrefixListId,
  ),
  PrefixListEntries: {
    operations: ['ec2:GetManagedPrefixListEntries'],
    where: 'region',
    after: ['PrefixLists'],
    run: (ask, { PrefixLists = [] }) =>
      ask.each(
        'ec2:GetManagedPrefixListEntries',
        PrefixLists.map((l) => l.PrefixListId),
        async (PrefixListId) =>
          sorted(
            await ask.pages(
              (NextToken) => new GetManagedPrefixListEntriesCommand({ PrefixListId, NextToken, MaxResults: 100 }),
              (o) => o.Entries,
            ),
            (e) => e.Cidr,
          ),
      ),
  },
  DhcpOptions: list(
    'ec2:DescribeDhcpOptions',
    (NextToken) => new DescribeDhcpOptionsCommand({ NextToken, MaxResults: thousand }),
    (o) => o.DhcpOptions,
    (d) => d.DhcpOptionsId,
  ),
  FlowLogs: list(
    'ec2:DescribeFlowLogs',
    (NextToken) => new DescribeFlowLogsCommand({ NextToken, MaxResults: thousand }),
    (o) => o.FlowLogs,
    (f) => f.FlowLogId,
  ),
  AvailabilityZones: {
    operations: ['ec2:DescribeAvailabilityZones'],
    where: 'region',
    run: async (ask) =>
      sorted((await ask.send(new DescribeAvailabilityZonesCommand({}))).AvailabilityZones ?? [], (z) => z.ZoneName),
  },
  Regions: {
    operations: ['ec2:DescribeRegions'],
    where: 'region',
    run: async (ask) => sorted((await ask.send(new DescribeRegionsCommand({}))).Regions ?? [], (r) => r.RegionName),
  },
  InstanceMetadataDefaults: {
    operations: ['ec2:GetInstanceMetadataDefaults'],
    where: 'region',
    // Only an audit asks what new instances will be like.
    onRequest: true,
    run: async (ask) => (await ask.send(new GetInstanceMetadataDefaultsCommand({}))).AccountLevel ?? {},
  },
  VpcBlockPublicAccessOptions: {
    operations: ['ec2:DescribeVpcBlockPublicAccessOptions'],
    where: 'region',
    run: async (ask) =>
      (await ask.send(new DescribeVpcBlockPublicAccessOptionsCommand({}))).VpcBlockPublicAccessOptions ?? {},
  },
  VpcBlockPublicAccessExclusions: list(
    'ec2:DescribeVpcBlockPublicAccessExclusions',
    (NextToken) => new DescribeVpcBlockPublicAccessExclusionsCommand({ NextToken, MaxResults: thousand }),
    (o) => o.VpcBlockPublicAccessExclusions,
    (e) => e.ExclusionId,
  ),
};

const tableIds = (data: Ec2Data): (string | undefined)[] =>
  (data.TransitGatewayRouteTables ?? []).map((t) => t.TransitGatewayRouteTableId);

export const collector: Collector<Ec2Data> = {
  service: 'ec2',
  iamPrefix: 'ec2',
  // A bucket of 100 calls that refills by 20 a second for most reads:
  // https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
  parallel: 40,
  client: (config) => new EC2Client(config as never),
  reads,
};

/** Region names: those enabled in the account, or every one that AWS has. */
export async function describeRegions(config: ClientConfig, all: boolean, abortSignal: AbortSignal): Promise<string[]> {
  const client = new EC2Client(config as never);
  const { Regions = [] } = await client.send(new DescribeRegionsCommand({ AllRegions: all }), { abortSignal });
  return Regions.flatMap((r) => r.RegionName ?? []);
}
