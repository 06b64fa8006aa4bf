import { networkNeeds } from '../../network/needs.ts';
import type { ReadName } from '../../snapshot/reads.ts';

/** What reachability cannot be judged without. */
export const reachabilityReads: readonly ReadName[] = [
  'ec2.Vpcs',
  'ec2.Subnets',
  'ec2.RouteTables',
  'ec2.InternetGateways',
  'ec2.SecurityGroups',
  'ec2.NetworkAcls',
  'ec2.NetworkInterfaces',
  'ec2.VpcEndpoints',
];

/** What leads from one VPC to another: without these it cannot be said that nothing does. */
export const transitReads: readonly ReadName[] = [
  'ec2.TransitGateways',
  'ec2.TransitGatewayAttachments',
  'ec2.TransitGatewayVpcAttachments',
  'ec2.TransitGatewayRouteTables',
  'ec2.TransitGatewayRouteTableAssociations',
  'ec2.TransitGatewayRoutes',
  'ec2.VpcPeeringConnections',
];

/** All that the network's model is built from. */
export const modelReads = networkNeeds as readonly ReadName[];
