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
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSecurityGroupVpcAssociationsCommand,
  DescribeSubnetsCommand,
  DescribeTransitGatewayAttachmentsCommand,
  DescribeTransitGatewayPeeringAttachmentsCommand,
  DescribeTransitGatewayRouteTablesCommand,
  DescribeTransitGatewaysCommand,
  DescribeTransitGatewayVpcAttachmentsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcBlockPublicAccessExclusionsCommand,
  DescribeVpcBlockPublicAccessOptionsCommand,
  DescribeVpcEndpointServiceConfigurationsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  DescribeVpnConnectionsCommand,
  DescribeVpnGatewaysCommand,
  EC2Client,
  GetManagedPrefixListEntriesCommand,
  GetTransitGatewayPrefixListReferencesCommand,
  GetTransitGatewayRouteTableAssociationsCommand,
  GetTransitGatewayRouteTablePropagationsCommand,
  SearchTransitGatewayRoutesCommand,
} from '@aws-sdk/client-ec2';
import type { Ec2Data } from '../../snapshot/data/ec2.ts';
import type { ClientConfig } from '../connection.ts';
import { pages, type Reading, read, readEach, saved, sorted } from '../read.ts';

type Paged = { NextToken?: string; $metadata?: unknown };

/** EC2 of one region. Lists are read side by side; what hangs on a parent follows as soon as its parents are there. */
export async function collectEc2(reading: Reading, config: ClientConfig): Promise<void> {
  const client = new EC2Client(config);
  const options = { abortSignal: reading.signal };
  const data: Ec2Data = {};

  /** A paged Describe call, kept under the key of its answer. */
  async function list<K extends keyof Ec2Data>(
    operation: string,
    key: K,
    fetch: (page: { NextToken?: string }) => Promise<Paged>,
    id: (item: never) => string | undefined,
  ): Promise<void> {
    const found = await read(reading, `ec2:${operation}`, () =>
      pages(
        (NextToken) => fetch(NextToken === undefined ? {} : { NextToken }),
        (output) => (output as Record<string, unknown[] | undefined>)[key],
        (output) => output.NextToken,
      ),
    );
    if (found !== undefined) data[key] = sorted(found as never[], id) as Ec2Data[K];
  }

  const vpcs = list(
    'DescribeVpcs',
    'Vpcs',
    (p) => client.send(new DescribeVpcsCommand(p), options),
    (v: { VpcId?: string }) => v.VpcId,
  );
  const tables = list(
    'DescribeTransitGatewayRouteTables',
    'TransitGatewayRouteTables',
    (p) => client.send(new DescribeTransitGatewayRouteTablesCommand(p), options),
    (t: { TransitGatewayRouteTableId?: string }) => t.TransitGatewayRouteTableId,
  );
  const prefixLists = list(
    'DescribeManagedPrefixLists',
    'PrefixLists',
    (p) => client.send(new DescribeManagedPrefixListsCommand(p), options),
    (l: { PrefixListId?: string }) => l.PrefixListId,
  );

  const vpcAttributes = vpcs.then(async () => {
    const attributes = await readEach(
      reading,
      'ec2:DescribeVpcAttribute',
      data.Vpcs,
      (v) => v.VpcId!,
      async ({ VpcId }) => {
        const [support, hostnames] = await Promise.all(
          (['enableDnsSupport', 'enableDnsHostnames'] as const).map((Attribute) =>
            client.send(new DescribeVpcAttributeCommand({ VpcId, Attribute }), options),
          ),
        );
        return {
          EnableDnsSupport: support!.EnableDnsSupport?.Value,
          EnableDnsHostnames: hostnames!.EnableDnsHostnames?.Value,
        };
      },
    );
    if (attributes !== undefined) data.VpcAttributes = attributes;
  });

  const ofTables = tables.then(async () => {
    const tableId = (t: { TransitGatewayRouteTableId?: string }): string => t.TransitGatewayRouteTableId!;
    const next = (o: Paged): string | undefined => o.NextToken;
    const [associations, propagations, routes, references] = await Promise.all([
      readEach(reading, 'ec2:GetTransitGatewayRouteTableAssociations', data.TransitGatewayRouteTables, tableId, (t) =>
        pages(
          (NextToken) =>
            client.send(
              new GetTransitGatewayRouteTableAssociationsCommand({ TransitGatewayRouteTableId: tableId(t), NextToken }),
              options,
            ),
          (o) => o.Associations,
          next,
        ),
      ),
      readEach(reading, 'ec2:GetTransitGatewayRouteTablePropagations', data.TransitGatewayRouteTables, tableId, (t) =>
        pages(
          (NextToken) =>
            client.send(
              new GetTransitGatewayRouteTablePropagationsCommand({ TransitGatewayRouteTableId: tableId(t), NextToken }),
              options,
            ),
          (o) => o.TransitGatewayRouteTablePropagations,
          next,
        ),
      ),
      readEach(reading, 'ec2:SearchTransitGatewayRoutes', data.TransitGatewayRouteTables, tableId, async (t) => {
        // The call needs a filter and has no pages: asked by state, each answer holds up to 1,000 routes.
        const answers = await Promise.all(
          ['active', 'blackhole'].map((state) =>
            client.send(
              new SearchTransitGatewayRoutesCommand({
                TransitGatewayRouteTableId: tableId(t),
                Filters: [{ Name: 'state', Values: [state] }],
                MaxResults: 1000,
              }),
              options,
            ),
          ),
        );
        if (answers.some((a) => a.AdditionalRoutesAvailable)) throw new MoreRoutesThanAnswered();
        return sorted(
          answers.flatMap((a) => saved(a.Routes ?? [])),
          (r) => r.DestinationCidrBlock ?? r.PrefixListId,
        )!;
      }),
      readEach(reading, 'ec2:GetTransitGatewayPrefixListReferences', data.TransitGatewayRouteTables, tableId, (t) =>
        pages(
          (NextToken) =>
            client.send(
              new GetTransitGatewayPrefixListReferencesCommand({ TransitGatewayRouteTableId: tableId(t), NextToken }),
              options,
            ),
          (o) => o.TransitGatewayPrefixListReferences,
          next,
        ),
      ),
    ]);
    if (associations !== undefined) data.TransitGatewayRouteTableAssociations = associations;
    if (propagations !== undefined) data.TransitGatewayRouteTablePropagations = propagations;
    if (routes !== undefined) data.TransitGatewayRoutes = routes;
    if (references !== undefined) data.TransitGatewayPrefixListReferences = references;
  });

  const entries = prefixLists.then(async () => {
    const found = await readEach(
      reading,
      'ec2:GetManagedPrefixListEntries',
      data.PrefixLists,
      (l) => l.PrefixListId!,
      (l) =>
        pages(
          (NextToken) =>
            client.send(new GetManagedPrefixListEntriesCommand({ PrefixListId: l.PrefixListId, NextToken }), options),
          (o) => o.Entries,
          (o) => o.NextToken,
        ),
    );
    if (found !== undefined) data.PrefixListEntries = found;
  });

  const one = async (): Promise<void> => {
    const found = await read(reading, 'ec2:DescribeVpcBlockPublicAccessOptions', () =>
      client.send(new DescribeVpcBlockPublicAccessOptionsCommand({}), options),
    );
    if (found?.VpcBlockPublicAccessOptions !== undefined)
      data.VpcBlockPublicAccessOptions = saved(found.VpcBlockPublicAccessOptions);
  };

  const rest: Promise<void>[] = [
    list(
      'DescribeSubnets',
      'Subnets',
      (p) => client.send(new DescribeSubnetsCommand(p), options),
      (s: { SubnetId?: string }) => s.SubnetId,
    ),
    list(
      'DescribeRouteTables',
      'RouteTables',
      (p) => client.send(new DescribeRouteTablesCommand(p), options),
      (t: { RouteTableId?: string }) => t.RouteTableId,
    ),
    list(
      'DescribeInternetGateways',
      'InternetGateways',
      (p) => client.send(new DescribeInternetGatewaysCommand(p), options),
      (g: { InternetGatewayId?: string }) => g.InternetGatewayId,
    ),
    list(
      'DescribeEgressOnlyInternetGateways',
      'EgressOnlyInternetGateways',
      (p) => client.send(new DescribeEgressOnlyInternetGatewaysCommand(p), options),
      (g: { EgressOnlyInternetGatewayId?: string }) => g.EgressOnlyInternetGatewayId,
    ),
    list(
      'DescribeNatGateways',
      'NatGateways',
      (p) => client.send(new DescribeNatGatewaysCommand(p), options),
      (n: { NatGatewayId?: string }) => n.NatGatewayId,
    ),
    list(
      'DescribeSecurityGroups',
      'SecurityGroups',
      (p) => client.send(new DescribeSecurityGroupsCommand(p), options),
      (g: { GroupId?: string }) => g.GroupId,
    ),
    list(
      'DescribeSecurityGroupRules',
      'SecurityGroupRules',
      (p) => client.send(new DescribeSecurityGroupRulesCommand({ ...p, MaxResults: 1000 }), options),
      (r: { SecurityGroupRuleId?: string }) => r.SecurityGroupRuleId,
    ),
    list(
      'DescribeSecurityGroupVpcAssociations',
      'SecurityGroupVpcAssociations',
      (p) => client.send(new DescribeSecurityGroupVpcAssociationsCommand(p), options),
      (a: { GroupId?: string; VpcId?: string }) => `${a.GroupId} ${a.VpcId}`,
    ),
    list(
      'DescribeNetworkAcls',
      'NetworkAcls',
      (p) => client.send(new DescribeNetworkAclsCommand(p), options),
      (a: { NetworkAclId?: string }) => a.NetworkAclId,
    ),
    list(
      'DescribeNetworkInterfaces',
      'NetworkInterfaces',
      (p) => client.send(new DescribeNetworkInterfacesCommand({ ...p, MaxResults: 1000 }), options),
      (i: { NetworkInterfaceId?: string }) => i.NetworkInterfaceId,
    ),
    list(
      'DescribeInstances',
      'Reservations',
      (p) => client.send(new DescribeInstancesCommand({ ...p, MaxResults: 1000 }), options),
      (r: { ReservationId?: string }) => r.ReservationId,
    ),
    list(
      'DescribeInstanceStatus',
      'InstanceStatuses',
      (p) =>
        client.send(new DescribeInstanceStatusCommand({ ...p, IncludeAllInstances: true, MaxResults: 1000 }), options),
      (s: { InstanceId?: string }) => s.InstanceId,
    ),
    list(
      'DescribeAddresses',
      'Addresses',
      () => client.send(new DescribeAddressesCommand({}), options),
      (a: { AllocationId?: string; PublicIp?: string }) => a.AllocationId ?? a.PublicIp,
    ),
    list(
      'DescribeVpcEndpoints',
      'VpcEndpoints',
      (p) => client.send(new DescribeVpcEndpointsCommand(p), options),
      (e: { VpcEndpointId?: string }) => e.VpcEndpointId,
    ),
    list(
      'DescribeVpcEndpointServiceConfigurations',
      'ServiceConfigurations',
      (p) => client.send(new DescribeVpcEndpointServiceConfigurationsCommand(p), options),
      (s: { ServiceId?: string }) => s.ServiceId,
    ),
    list(
      'DescribeVpcPeeringConnections',
      'VpcPeeringConnections',
      (p) => client.send(new DescribeVpcPeeringConnectionsCommand(p), options),
      (p: { VpcPeeringConnectionId?: string }) => p.VpcPeeringConnectionId,
    ),
    list(
      'DescribeTransitGateways',
      'TransitGateways',
      (p) => client.send(new DescribeTransitGatewaysCommand(p), options),
      (t: { TransitGatewayId?: string }) => t.TransitGatewayId,
    ),
    list(
      'DescribeTransitGatewayAttachments',
      'TransitGatewayAttachments',
      (p) => client.send(new DescribeTransitGatewayAttachmentsCommand(p), options),
      (a: { TransitGatewayAttachmentId?: string }) => a.TransitGatewayAttachmentId,
    ),
    list(
      'DescribeTransitGatewayVpcAttachments',
      'TransitGatewayVpcAttachments',
      (p) => client.send(new DescribeTransitGatewayVpcAttachmentsCommand(p), options),
      (a: { TransitGatewayAttachmentId?: string }) => a.TransitGatewayAttachmentId,
    ),
    list(
      'DescribeTransitGatewayPeeringAttachments',
      'TransitGatewayPeeringAttachments',
      (p) => client.send(new DescribeTransitGatewayPeeringAttachmentsCommand(p), options),
      (a: { TransitGatewayAttachmentId?: string }) => a.TransitGatewayAttachmentId,
    ),
    list(
      'DescribeVpnConnections',
      'VpnConnections',
      () => client.send(new DescribeVpnConnectionsCommand({}), options),
      (v: { VpnConnectionId?: string }) => v.VpnConnectionId,
    ),
    list(
      'DescribeVpnGateways',
      'VpnGateways',
      () => client.send(new DescribeVpnGatewaysCommand({}), options),
      (v: { VpnGatewayId?: string }) => v.VpnGatewayId,
    ),
    list(
      'DescribeCustomerGateways',
      'CustomerGateways',
      () => client.send(new DescribeCustomerGatewaysCommand({}), options),
      (c: { CustomerGatewayId?: string }) => c.CustomerGatewayId,
    ),
    list(
      'DescribeDhcpOptions',
      'DhcpOptions',
      (p) => client.send(new DescribeDhcpOptionsCommand(p), options),
      (d: { DhcpOptionsId?: string }) => d.DhcpOptionsId,
    ),
    list(
      'DescribeFlowLogs',
      'FlowLogs',
      (p) => client.send(new DescribeFlowLogsCommand(p), options),
      (f: { FlowLogId?: string }) => f.FlowLogId,
    ),
    list(
      'DescribeAvailabilityZones',
      'AvailabilityZones',
      () => client.send(new DescribeAvailabilityZonesCommand({}), options),
      (z: { ZoneName?: string }) => z.ZoneName,
    ),
    list(
      'DescribeVpcBlockPublicAccessExclusions',
      'VpcBlockPublicAccessExclusions',
      (p) => client.send(new DescribeVpcBlockPublicAccessExclusionsCommand(p), options),
      (e: { ExclusionId?: string }) => e.ExclusionId,
    ),
    one(),
  ];
  await Promise.all([vpcs, tables, prefixLists, vpcAttributes, ofTables, entries, ...rest]);
  // Keys in one order, whichever answer came first.
  reading.scope.ec2 = Object.fromEntries(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))) as Ec2Data;
}

/** A table holds more routes than a search answers: half a table must not pass for a whole one. */
class MoreRoutesThanAnswered extends Error {
  override readonly name = 'AdditionalRoutesAvailable';
  constructor() {
    super('the table has more than 1,000 routes of one state; SearchTransitGatewayRoutes answers no more');
  }
}
