import type * as ec2 from '@aws-sdk/client-ec2';
import type { Saved } from '../snapshot.ts';

/**
 * EC2's part of a scope. A key is the list that the Describe call answers with, so `aws ec2 describe-vpcs` prints
 * `{ "Vpcs": [...] }` just as it is kept here. Calls that answer for one parent are kept by the parent's id.
 */
export interface Ec2Data {
  Vpcs?: Saved<ec2.Vpc>[];
  /** `DescribeVpcAttribute`, by VPC id. */
  VpcAttributes?: Record<string, VpcAttributes>;
  Subnets?: Saved<ec2.Subnet>[];
  RouteTables?: Saved<ec2.RouteTable>[];
  InternetGateways?: Saved<ec2.InternetGateway>[];
  EgressOnlyInternetGateways?: Saved<ec2.EgressOnlyInternetGateway>[];
  NatGateways?: Saved<ec2.NatGateway>[];
  SecurityGroups?: Saved<ec2.SecurityGroup>[];
  SecurityGroupRules?: Saved<ec2.SecurityGroupRule>[];
  SecurityGroupVpcAssociations?: Saved<ec2.SecurityGroupVpcAssociation>[];
  NetworkAcls?: Saved<ec2.NetworkAcl>[];
  NetworkInterfaces?: Saved<ec2.NetworkInterface>[];
  /** `DescribeNetworkInterfaceAttribute`, by interface id: what `NetworkInterfaces` does not show. */
  NetworkInterfaceAttributes?: Record<string, NetworkInterfaceAttributes>;
  Reservations?: Saved<ec2.Reservation>[];
  InstanceStatuses?: Saved<ec2.InstanceStatus>[];
  Addresses?: Saved<ec2.Address>[];
  VpcEndpoints?: Saved<ec2.VpcEndpoint>[];
  /** Endpoint services that this account offers (`DescribeVpcEndpointServiceConfigurations`). */
  ServiceConfigurations?: Saved<ec2.ServiceConfiguration>[];
  /** Who may connect to an endpoint service (`DescribeVpcEndpointServicePermissions`), by service id. */
  VpcEndpointServicePermissions?: Record<string, Saved<ec2.AllowedPrincipal>[]>;
  /** Endpoint services that this account can use (`DescribeVpcEndpointServices`). */
  ServiceDetails?: Saved<ec2.ServiceDetail>[];
  VpcPeeringConnections?: Saved<ec2.VpcPeeringConnection>[];
  TransitGateways?: Saved<ec2.TransitGateway>[];
  TransitGatewayAttachments?: Saved<ec2.TransitGatewayAttachment>[];
  TransitGatewayVpcAttachments?: Saved<ec2.TransitGatewayVpcAttachment>[];
  TransitGatewayPeeringAttachments?: Saved<ec2.TransitGatewayPeeringAttachment>[];
  TransitGatewayRouteTables?: Saved<ec2.TransitGatewayRouteTable>[];
  /** `GetTransitGatewayRouteTableAssociations`, by route table id. */
  TransitGatewayRouteTableAssociations?: Record<string, Saved<ec2.TransitGatewayRouteTableAssociation>[]>;
  /** `GetTransitGatewayRouteTablePropagations`, by route table id. */
  TransitGatewayRouteTablePropagations?: Record<string, Saved<ec2.TransitGatewayRouteTablePropagation>[]>;
  /** `SearchTransitGatewayRoutes`, by route table id. */
  TransitGatewayRoutes?: Record<string, Saved<ec2.TransitGatewayRoute>[]>;
  /** `GetTransitGatewayPrefixListReferences`, by route table id. */
  TransitGatewayPrefixListReferences?: Record<string, Saved<ec2.TransitGatewayPrefixListReference>[]>;
  /** `GetTransitGatewayPolicyTableEntries`, by policy table id. */
  TransitGatewayPolicyTableEntries?: Record<string, Saved<ec2.TransitGatewayPolicyTableEntry>[]>;
  VpnConnections?: Saved<ec2.VpnConnection>[];
  VpnGateways?: Saved<ec2.VpnGateway>[];
  CustomerGateways?: Saved<ec2.CustomerGateway>[];
  /** Managed prefix lists, the customer's and AWS's (`DescribeManagedPrefixLists`). */
  PrefixLists?: Saved<ec2.ManagedPrefixList>[];
  /** `GetManagedPrefixListEntries`, by prefix list id. */
  PrefixListEntries?: Record<string, Saved<ec2.PrefixListEntry>[]>;
  DhcpOptions?: Saved<ec2.DhcpOptions>[];
  FlowLogs?: Saved<ec2.FlowLog>[];
  AvailabilityZones?: Saved<ec2.AvailabilityZone>[];
  Regions?: Saved<ec2.Region>[];
  /** The account's defaults for new instances' metadata service in this region (`GetInstanceMetadataDefaults`). */
  InstanceMetadataDefaults?: Saved<ec2.InstanceMetadataDefaultsResponse>;
  VpcBlockPublicAccessOptions?: Saved<ec2.VpcBlockPublicAccessOptions>;
  VpcBlockPublicAccessExclusions?: Saved<ec2.VpcBlockPublicAccessExclusion>[];
}

export interface NetworkInterfaceAttributes {
  /** Whether the interface gets a public address of Amazon's each time its instance starts. */
  AssociatePublicIpAddress?: boolean;
}

export interface VpcAttributes {
  EnableDnsSupport?: boolean;
  EnableDnsHostnames?: boolean;
  EnableNetworkAddressUsageMetrics?: boolean;
}
