import type { Scope, ServiceName } from './snapshot.ts';

/** How a key keeps its answer: a list, an object by the parent's id, or one value. */
export type Kind = 'list' | 'by-parent' | 'value';

/** Every key that a snapshot can hold. The compiler checks that none is missing. */
export const kinds: { [S in ServiceName]: { [Key in keyof NonNullable<Scope[S]> & string]-?: Kind } } = {
  ec2: {
    Vpcs: 'list',
    VpcAttributes: 'by-parent',
    Subnets: 'list',
    RouteTables: 'list',
    InternetGateways: 'list',
    EgressOnlyInternetGateways: 'list',
    NatGateways: 'list',
    SecurityGroups: 'list',
    SecurityGroupRules: 'list',
    SecurityGroupVpcAssociations: 'list',
    NetworkAcls: 'list',
    NetworkInterfaces: 'list',
    NetworkInterfaceAttributes: 'by-parent',
    Reservations: 'list',
    InstanceStatuses: 'list',
    Addresses: 'list',
    VpcEndpoints: 'list',
    ServiceConfigurations: 'list',
    VpcEndpointServicePermissions: 'by-parent',
    ServiceDetails: 'list',
    VpcPeeringConnections: 'list',
    TransitGateways: 'list',
    TransitGatewayAttachments: 'list',
    TransitGatewayVpcAttachments: 'list',
    TransitGatewayPeeringAttachments: 'list',
    TransitGatewayRouteTables: 'list',
    TransitGatewayRouteTableAssociations: 'by-parent',
    TransitGatewayRouteTablePropagations: 'by-parent',
    TransitGatewayRoutes: 'by-parent',
    TransitGatewayPrefixListReferences: 'by-parent',
    TransitGatewayPolicyTableEntries: 'by-parent',
    VpnConnections: 'list',
    VpnGateways: 'list',
    CustomerGateways: 'list',
    PrefixLists: 'list',
    PrefixListEntries: 'by-parent',
    DhcpOptions: 'list',
    FlowLogs: 'list',
    AvailabilityZones: 'list',
    Regions: 'list',
    InstanceMetadataDefaults: 'value',
    VpcBlockPublicAccessOptions: 'value',
    VpcBlockPublicAccessExclusions: 'list',
  },
  elbv2: {
    LoadBalancers: 'list',
    LoadBalancerAttributes: 'by-parent',
    Listeners: 'by-parent',
    Rules: 'by-parent',
    TargetGroups: 'list',
    TargetGroupAttributes: 'by-parent',
    TargetHealthDescriptions: 'by-parent',
    Tags: 'by-parent',
  },
  route53: {
    HostedZones: 'list',
    HostedZoneVPCs: 'by-parent',
    ResourceRecordSets: 'by-parent',
    HealthChecks: 'list',
    HealthCheckObservations: 'by-parent',
    QueryLoggingConfigs: 'list',
    DNSSEC: 'by-parent',
  },
  route53resolver: {
    ResolverEndpoints: 'list',
    IpAddresses: 'by-parent',
    ResolverRules: 'list',
    ResolverRuleAssociations: 'list',
    ResolverQueryLogConfigs: 'list',
    ResolverQueryLogConfigAssociations: 'list',
    FirewallRuleGroups: 'list',
    FirewallRules: 'by-parent',
    FirewallDomainLists: 'list',
    FirewallDomains: 'by-parent',
    FirewallRuleGroupAssociations: 'list',
    FirewallConfigs: 'list',
  },
  directconnect: {
    connections: 'list',
    virtualInterfaces: 'list',
    directConnectGateways: 'list',
    directConnectGatewayAssociations: 'by-parent',
    directConnectGatewayAttachments: 'by-parent',
  },
  cloudfront: { Distributions: 'list', DistributionConfigs: 'by-parent' },
  wafv2: { WebACLs: 'list', ResourceArns: 'by-parent', LoggingConfigurations: 'list' },
  shield: { SubscriptionState: 'value', Protections: 'list' },
  guardduty: { DetectorIds: 'list', Detectors: 'by-parent', Findings: 'by-parent' },
  networkfirewall: {
    Firewalls: 'list',
    FirewallPolicies: 'by-parent',
    RuleGroups: 'by-parent',
    LoggingConfigurations: 'by-parent',
  },
  iam: { SummaryMap: 'value', AccountAliases: 'list', CredentialReport: 'value' },
  cloudwatch: { MetricAlarms: 'list', MetricSeries: 'list' },
  logs: { logGroups: 'list', deliverySources: 'list', QueryResults: 'list' },
  cloudtrail: { Events: 'list', Trails: 'list', TrailStatuses: 'by-parent', TrailEventSelectors: 'by-parent' },
  acm: { Certificates: 'list' },
  configservice: { ConfigurationRecorders: 'list', ConfigurationRecorderStatuses: 'list' },
  ssm: { InstanceInformationList: 'list' },
  s3: { Buckets: 'list' },
  route53domains: { Domains: 'list' },
};

export const serviceNames = Object.keys(kinds) as ServiceName[];

/** The kind of a key, or undefined when no service keeps it. */
export const kindOf = (service: string, key: string): Kind | undefined =>
  (kinds as Record<string, Record<string, Kind>>)[service]?.[key];

/** Whether a value from a file has the shape that its key has. */
export function fits(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case 'list':
      return Array.isArray(value);
    case 'by-parent':
      return isObject(value);
    case 'value':
      return isObject(value) || typeof value === 'string';
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
