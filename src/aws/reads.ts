import type { ServiceName } from '../snapshot/snapshot.ts';
import type { ReadName } from './read.ts';

/** The reads of each service, as IAM names the service. What a policy must allow, and what `netops doctor` tries. */
const operations: Record<ServiceName, { iam: string; operations: string[] }> = {
  ec2: {
    iam: 'ec2',
    operations: [
      'DescribeAddresses',
      'DescribeAvailabilityZones',
      'DescribeCustomerGateways',
      'DescribeDhcpOptions',
      'DescribeEgressOnlyInternetGateways',
      'DescribeFlowLogs',
      'DescribeInstances',
      'DescribeInstanceStatus',
      'DescribeInternetGateways',
      'DescribeManagedPrefixLists',
      'DescribeNatGateways',
      'DescribeNetworkAcls',
      'DescribeNetworkInterfaces',
      'DescribeRouteTables',
      'DescribeSecurityGroupRules',
      'DescribeSecurityGroups',
      'DescribeSecurityGroupVpcAssociations',
      'DescribeSubnets',
      'DescribeTransitGatewayAttachments',
      'DescribeTransitGatewayPeeringAttachments',
      'DescribeTransitGatewayRouteTables',
      'DescribeTransitGateways',
      'DescribeTransitGatewayVpcAttachments',
      'DescribeVpcAttribute',
      'DescribeVpcBlockPublicAccessExclusions',
      'DescribeVpcBlockPublicAccessOptions',
      'DescribeVpcEndpoints',
      'DescribeVpcEndpointServiceConfigurations',
      'DescribeVpcPeeringConnections',
      'DescribeVpcs',
      'DescribeVpnConnections',
      'DescribeVpnGateways',
      'GetManagedPrefixListEntries',
      'GetTransitGatewayPrefixListReferences',
      'GetTransitGatewayRouteTableAssociations',
      'GetTransitGatewayRouteTablePropagations',
      'SearchTransitGatewayRoutes',
    ],
  },
  elbv2: {
    iam: 'elasticloadbalancing',
    operations: [
      'DescribeListeners',
      'DescribeLoadBalancerAttributes',
      'DescribeLoadBalancers',
      'DescribeRules',
      'DescribeTargetGroupAttributes',
      'DescribeTargetGroups',
      'DescribeTargetHealth',
    ],
  },
  route53: {
    iam: 'route53',
    operations: [
      'GetHealthCheckStatus',
      'GetHostedZone',
      'ListHealthChecks',
      'ListHostedZones',
      'ListQueryLoggingConfigs',
      'ListResourceRecordSets',
    ],
  },
  route53resolver: {
    iam: 'route53resolver',
    operations: [
      'ListFirewallConfigs',
      'ListFirewallDomains',
      'ListFirewallRuleGroupAssociations',
      'ListFirewallRuleGroups',
      'ListFirewallRules',
      'ListResolverEndpointIpAddresses',
      'ListResolverEndpoints',
      'ListResolverQueryLogConfigAssociations',
      'ListResolverQueryLogConfigs',
      'ListResolverRuleAssociations',
      'ListResolverRules',
    ],
  },
  directconnect: {
    iam: 'directconnect',
    operations: [
      'DescribeConnections',
      'DescribeDirectConnectGatewayAssociations',
      'DescribeDirectConnectGatewayAttachments',
      'DescribeDirectConnectGateways',
      'DescribeVirtualInterfaces',
    ],
  },
  networkfirewall: {
    iam: 'network-firewall',
    operations: [
      'DescribeFirewall',
      'DescribeFirewallPolicy',
      'DescribeLoggingConfiguration',
      'DescribeRuleGroup',
      'ListFirewalls',
    ],
  },
  cloudfront: { iam: 'cloudfront', operations: ['ListDistributions'] },
  wafv2: {
    iam: 'wafv2',
    operations: ['GetWebACL', 'ListLoggingConfigurations', 'ListResourcesForWebACL', 'ListWebACLs'],
  },
  shield: { iam: 'shield', operations: ['GetSubscriptionState', 'ListProtections'] },
  guardduty: { iam: 'guardduty', operations: ['GetDetector', 'ListDetectors'] },
  iam: { iam: 'iam', operations: ['GetAccountSummary', 'ListAccountAliases'] },
  cloudwatch: { iam: 'cloudwatch', operations: ['DescribeAlarms', 'GetMetricData'] },
  logs: { iam: 'logs', operations: ['DescribeLogGroups'] },
  cloudtrail: { iam: 'cloudtrail', operations: ['LookupEvents'] },
};

/** Every read there is, with the IAM action that allows it, in order of name. */
export const allReads: { name: ReadName; service: ServiceName; action: string }[] = Object.entries(operations)
  .flatMap(([service, { iam, operations: names }]) =>
    names.map((operation) => ({
      name: `${service}:${operation}` as ReadName,
      service: service as ServiceName,
      action: `${iam}:${operation}`,
    })),
  )
  .sort((a, b) => (a.name < b.name ? -1 : 1));

/** The reads of some services. */
export const readsOf = (...services: ServiceName[]): ReadName[] =>
  allReads.filter((r) => services.includes(r.service)).map((r) => r.name);
