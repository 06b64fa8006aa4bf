import type { Ec2Data } from '../../snapshot/data/ec2.ts';
import { rulesOf } from '../../snapshot/security-group-rules.ts';
import { endpointServices } from './endpoint-services.ts';
import { endpointInterfaces, vpcEndpoints } from './endpoints.ts';
import { customerGateways, vpnConnections } from './hybrid.ts';
import { labRegion } from './ids.ts';
import { instanceInterfaces, instanceStatuses, reservations } from './instances.ts';
import { type Interface, managedInterfaces } from './interfaces.ts';
import { addresses, natGateways, natInterfaces } from './nat-gateways.ts';
import { prefixListEntries, prefixLists } from './prefix-lists.ts';
import { internetGateways, routeTables } from './routes.ts';
import { securityGroups } from './security-groups.ts';
import { networkAcls, subnets, type Used } from './subnets.ts';
import * as tgw from './transit-gateway.ts';
import { dhcpOptions, vpcAttributes, vpcs } from './vpcs.ts';
import { availabilityZones, regions } from './zones.ts';

/** When the workshop's stack was made. */
const createdAt = '2025-07-01T01:00:00.000Z';
const launchedAt = '2025-07-01T01:08:00.000Z';

/** What EC2 answers of a region in which nobody has made anything, but for the region's own things. */
export const emptyEc2 = (): Required<Ec2Data> => ({
  Vpcs: [],
  VpcAttributes: {},
  Subnets: [],
  RouteTables: [],
  InternetGateways: [],
  EgressOnlyInternetGateways: [],
  NatGateways: [],
  SecurityGroups: [],
  SecurityGroupRules: [],
  SecurityGroupVpcAssociations: [],
  NetworkAcls: [],
  NetworkInterfaces: [],
  NetworkInterfaceAttributes: {},
  Reservations: [],
  InstanceStatuses: [],
  Addresses: [],
  VpcEndpoints: [],
  ServiceConfigurations: [],
  VpcEndpointServicePermissions: {},
  ServiceDetails: endpointServices(labRegion),
  VpcPeeringConnections: [],
  TransitGateways: [],
  TransitGatewayAttachments: [],
  TransitGatewayVpcAttachments: [],
  TransitGatewayPeeringAttachments: [],
  TransitGatewayRouteTables: [],
  TransitGatewayRouteTableAssociations: {},
  TransitGatewayRouteTablePropagations: {},
  TransitGatewayRoutes: {},
  TransitGatewayPrefixListReferences: {},
  TransitGatewayPolicyTableEntries: {},
  VpnConnections: [],
  VpnGateways: [],
  CustomerGateways: [],
  PrefixLists: prefixLists(),
  PrefixListEntries: prefixListEntries(),
  DhcpOptions: dhcpOptions(),
  FlowLogs: [],
  AvailabilityZones: availabilityZones(labRegion),
  Regions: regions(),
  InstanceMetadataDefaults: {},
  VpcBlockPublicAccessOptions: {
    InternetGatewayBlockMode: 'off',
    State: 'default-state',
    ManagedBy: 'account',
    ExclusionsAllowed: 'allowed',
  },
  VpcBlockPublicAccessExclusions: [],
});

/** How many addresses of each subnet its interfaces take. */
export function usedBy(interfaces: readonly Interface[]): Used {
  const used = new Map<string, number>();
  for (const { SubnetId = '' } of interfaces) used.set(SubnetId, (used.get(SubnetId) ?? 0) + 1);
  return used;
}

/** EC2's part of the lab. No VPC has flow logs, peerings or IPv6. */
export function seedEc2(): Ec2Data {
  const interfaces = [
    ...managedInterfaces(),
    ...endpointInterfaces(),
    ...natInterfaces(),
    ...instanceInterfaces(launchedAt),
  ];
  const groups = securityGroups();
  return {
    ...emptyEc2(),
    Vpcs: vpcs(),
    VpcAttributes: vpcAttributes(),
    Subnets: subnets(usedBy(interfaces)),
    RouteTables: routeTables(),
    InternetGateways: internetGateways(),
    NatGateways: natGateways(createdAt),
    SecurityGroups: groups,
    SecurityGroupRules: groups.flatMap(rulesOf),
    NetworkAcls: networkAcls(),
    NetworkInterfaces: interfaces,
    Reservations: reservations(interfaces, launchedAt),
    InstanceStatuses: instanceStatuses(),
    Addresses: addresses(),
    VpcEndpoints: vpcEndpoints(createdAt),
    TransitGateways: tgw.transitGateways(createdAt),
    TransitGatewayAttachments: tgw.transitGatewayAttachments(createdAt),
    TransitGatewayVpcAttachments: tgw.transitGatewayVpcAttachments(createdAt),
    TransitGatewayRouteTables: tgw.transitGatewayRouteTables(createdAt),
    TransitGatewayRouteTableAssociations: tgw.associations(),
    TransitGatewayRouteTablePropagations: tgw.propagations(),
    TransitGatewayRoutes: tgw.transitGatewayRoutes(),
    VpnConnections: vpnConnections(createdAt),
    CustomerGateways: customerGateways(),
  };
}
