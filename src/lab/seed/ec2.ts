import type { Ec2Data } from '../../snapshot/data/ec2.ts';
import { rulesOf } from '../../snapshot/security-group-rules.ts';
import { endpointServices } from './endpoint-services.ts';
import { endpointInterfaces, vpcEndpoints } from './endpoints.ts';
import { customerGateways, vpnConnections } from './hybrid.ts';
import { labRegion } from './ids.ts';
import { instanceInterfaces, instanceStatuses, reservations } from './instances.ts';
import { managedInterfaces } from './interfaces.ts';
import { addresses, natGateways, natInterfaces } from './nat-gateways.ts';
import { prefixListEntries, prefixLists } from './prefix-lists.ts';
import { internetGateways, routeTables } from './routes.ts';
import { securityGroups } from './security-groups.ts';
import { networkAcls, subnets } from './subnets.ts';
import * as tgw from './transit-gateway.ts';
import { dhcpOptions, vpcAttributes, vpcs } from './vpcs.ts';
import { availabilityZones, regions } from './zones.ts';

/** When the workshop's stack was made. */
const createdAt = '2025-07-01T01:00:00.000Z';
const launchedAt = '2025-07-01T01:08:00.000Z';

/** EC2's part of the lab. No VPC has flow logs, peerings or IPv6. */
export function seedEc2(): Ec2Data {
  const interfaces = [
    ...managedInterfaces(),
    ...endpointInterfaces(),
    ...natInterfaces(),
    ...instanceInterfaces(launchedAt),
  ];
  const used = new Map<string, number>();
  for (const eni of interfaces) used.set(eni.SubnetId!, (used.get(eni.SubnetId!) ?? 0) + 1);
  const groups = securityGroups();
  return {
    Vpcs: vpcs(),
    VpcAttributes: vpcAttributes(),
    Subnets: subnets(used),
    RouteTables: routeTables(),
    InternetGateways: internetGateways(),
    EgressOnlyInternetGateways: [],
    NatGateways: natGateways(createdAt),
    SecurityGroups: groups,
    SecurityGroupRules: groups.flatMap(rulesOf),
    SecurityGroupVpcAssociations: [],
    NetworkAcls: networkAcls(),
    NetworkInterfaces: interfaces,
    Reservations: reservations(interfaces, launchedAt),
    InstanceStatuses: instanceStatuses(),
    Addresses: addresses(),
    VpcEndpoints: vpcEndpoints(createdAt),
    ServiceConfigurations: [],
    ServiceDetails: endpointServices(labRegion),
    VpcPeeringConnections: [],
    TransitGateways: tgw.transitGateways(createdAt),
    TransitGatewayAttachments: tgw.transitGatewayAttachments(createdAt),
    TransitGatewayVpcAttachments: tgw.transitGatewayVpcAttachments(createdAt),
    TransitGatewayPeeringAttachments: [],
    TransitGatewayRouteTables: tgw.transitGatewayRouteTables(createdAt),
    TransitGatewayRouteTableAssociations: tgw.associations(),
    TransitGatewayRouteTablePropagations: tgw.propagations(),
    TransitGatewayRoutes: tgw.transitGatewayRoutes(),
    TransitGatewayPrefixListReferences: {},
    TransitGatewayPolicyTableEntries: {},
    VpnConnections: vpnConnections(createdAt),
    VpnGateways: [],
    CustomerGateways: customerGateways(),
    PrefixLists: prefixLists(),
    PrefixListEntries: prefixListEntries(),
    DhcpOptions: dhcpOptions(),
    FlowLogs: [],
    AvailabilityZones: availabilityZones(labRegion),
    Regions: regions(),
    VpcBlockPublicAccessOptions: {
      InternetGatewayBlockMode: 'off',
      State: 'default-state',
      ManagedBy: 'account',
      ExclusionsAllowed: 'allowed',
    },
    VpcBlockPublicAccessExclusions: [],
  };
}
