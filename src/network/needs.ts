import type { Needs, ReadName } from '../snapshot/reads.ts';

/** What the model is built from: all that decides where a packet goes and whether it is let through. */
export const networkNeeds: Needs = [
  'ec2.AvailabilityZones',
  'ec2.Vpcs',
  'ec2.VpcAttributes',
  'ec2.Subnets',
  'ec2.RouteTables',
  'ec2.InternetGateways',
  'ec2.EgressOnlyInternetGateways',
  'ec2.NatGateways',
  'ec2.SecurityGroups',
  'ec2.NetworkAcls',
  'ec2.NetworkInterfaces',
  'ec2.Reservations',
  'ec2.Addresses',
  'ec2.VpcEndpoints',
  'ec2.VpcPeeringConnections',
  'ec2.TransitGateways',
  'ec2.TransitGatewayAttachments',
  'ec2.TransitGatewayVpcAttachments',
  'ec2.TransitGatewayPeeringAttachments',
  'ec2.TransitGatewayRouteTables',
  'ec2.TransitGatewayRouteTableAssociations',
  'ec2.TransitGatewayRouteTablePropagations',
  'ec2.TransitGatewayRoutes',
  'ec2.TransitGatewayPrefixListReferences',
  'ec2.TransitGatewayPolicyTableEntries',
  'ec2.VpnGateways',
  'ec2.VpnConnections',
  'ec2.PrefixLists',
  'ec2.PrefixListEntries',
  'ec2.VpcBlockPublicAccessOptions',
  'ec2.VpcBlockPublicAccessExclusions',
  'elbv2.LoadBalancers',
  'elbv2.LoadBalancerAttributes',
  'elbv2.Listeners',
  'elbv2.Rules',
  'elbv2.TargetGroups',
  'elbv2.TargetGroupAttributes',
  'elbv2.TargetHealthDescriptions',
  'networkfirewall.Firewalls',
  'networkfirewall.FirewallPolicies',
  'networkfirewall.RuleGroups',
  'directconnect.virtualInterfaces',
  'directconnect.directConnectGateways',
  'directconnect.directConnectGatewayAssociations',
];

/** Where names lead: only a question that has one needs it. */
export const nameNeeds: readonly ReadName[] = ['route53.HostedZones', 'route53.ResourceRecordSets'];

/** A text that could be a DNS name, and is no address, id, ARN or keyword. A name tag with dots is read as one, too. */
export const maybeName = (text: string): boolean =>
  /[a-z]/i.test(text) && text.includes('.') && !/^(arn:|onprem:)/i.test(text) && !/^[\d.]+(\/\d+)?(:\d+)?$/.test(text);
