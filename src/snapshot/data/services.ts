import type * as cloudfront from '@aws-sdk/client-cloudfront';
import type * as cloudtrail from '@aws-sdk/client-cloudtrail';
import type * as cloudwatch from '@aws-sdk/client-cloudwatch';
import type * as logs from '@aws-sdk/client-cloudwatch-logs';
import type * as directconnect from '@aws-sdk/client-direct-connect';
import type * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import type * as guardduty from '@aws-sdk/client-guardduty';
import type * as networkfirewall from '@aws-sdk/client-network-firewall';
import type * as route53 from '@aws-sdk/client-route-53';
import type * as resolver from '@aws-sdk/client-route53resolver';
import type * as shield from '@aws-sdk/client-shield';
import type * as wafv2 from '@aws-sdk/client-wafv2';
import type { Saved } from '../snapshot.ts';

/** As in `ec2.ts`: keys are AWS's, by-parent answers are kept by the parent's id or ARN. */
export interface Elbv2Data {
  LoadBalancers?: Saved<elbv2.LoadBalancer>[];
  /** By load balancer ARN. */
  LoadBalancerAttributes?: Record<string, Saved<elbv2.LoadBalancerAttribute>[]>;
  Listeners?: Record<string, Saved<elbv2.Listener>[]>;
  /** By listener ARN. */
  Rules?: Record<string, Saved<elbv2.Rule>[]>;
  TargetGroups?: Saved<elbv2.TargetGroup>[];
  /** By target group ARN. */
  TargetGroupAttributes?: Record<string, Saved<elbv2.TargetGroupAttribute>[]>;
  TargetHealthDescriptions?: Record<string, Saved<elbv2.TargetHealthDescription>[]>;
  /** `DescribeTags`, by the ARN of any of them. */
  Tags?: Record<string, Saved<elbv2.Tag>[]>;
}

/** In the region `global`. */
export interface Route53Data {
  HostedZones?: Saved<route53.HostedZone>[];
  /** VPCs of a private zone (`GetHostedZone`), by zone id without `/hostedzone/`. */
  HostedZoneVPCs?: Record<string, Saved<route53.VPC>[]>;
  /** By zone id without `/hostedzone/`. */
  ResourceRecordSets?: Record<string, Saved<route53.ResourceRecordSet>[]>;
  HealthChecks?: Saved<route53.HealthCheck>[];
  /** `GetHealthCheckStatus`, by health check id. */
  HealthCheckObservations?: Record<string, Saved<route53.HealthCheckObservation>[]>;
  QueryLoggingConfigs?: Saved<route53.QueryLoggingConfig>[];
}

export interface Route53ResolverData {
  ResolverEndpoints?: Saved<resolver.ResolverEndpoint>[];
  /** By endpoint id. */
  IpAddresses?: Record<string, Saved<resolver.IpAddressResponse>[]>;
  ResolverRules?: Saved<resolver.ResolverRule>[];
  ResolverRuleAssociations?: Saved<resolver.ResolverRuleAssociation>[];
  ResolverQueryLogConfigs?: Saved<resolver.ResolverQueryLogConfig>[];
  ResolverQueryLogConfigAssociations?: Saved<resolver.ResolverQueryLogConfigAssociation>[];
  FirewallRuleGroups?: Saved<resolver.FirewallRuleGroupMetadata>[];
  /** By rule group id. */
  FirewallRules?: Record<string, Saved<resolver.FirewallRule>[]>;
  FirewallDomainLists?: Saved<resolver.FirewallDomainListMetadata>[];
  /** Domains of each DNS Firewall domain list, by list id. */
  FirewallDomains?: Record<string, string[]>;
  FirewallRuleGroupAssociations?: Saved<resolver.FirewallRuleGroupAssociation>[];
  FirewallConfigs?: Saved<resolver.FirewallConfig>[];
}

/** Connections and virtual interfaces are in their region; Direct Connect gateways are in `global`. */
export interface DirectConnectData {
  connections?: Saved<directconnect.Connection>[];
  virtualInterfaces?: Saved<directconnect.VirtualInterface>[];
  directConnectGateways?: Saved<directconnect.DirectConnectGateway>[];
  /** By Direct Connect gateway id. */
  directConnectGatewayAssociations?: Record<string, Saved<directconnect.DirectConnectGatewayAssociation>[]>;
  directConnectGatewayAttachments?: Record<string, Saved<directconnect.DirectConnectGatewayAttachment>[]>;
}

/** In the region `global`. */
export interface CloudFrontData {
  /** `ListDistributions`' `DistributionList.Items`. */
  Distributions?: Saved<cloudfront.DistributionSummary>[];
}

/** Web ACLs of scope REGIONAL are in their region, of scope CLOUDFRONT in `global`. */
export interface Wafv2Data {
  /** With rules (`GetWebACL`). */
  WebACLs?: Saved<wafv2.WebACL>[];
  /** ARNs that a regional web ACL protects (`ListResourcesForWebACL`), by web ACL ARN. */
  ResourceArns?: Record<string, string[]>;
  LoggingConfigurations?: Saved<wafv2.LoggingConfiguration>[];
}

/** In the region `global`. */
export interface ShieldData {
  /** `GetSubscriptionState`: ACTIVE or INACTIVE. */
  SubscriptionState?: string;
  Protections?: Saved<shield.Protection>[];
}

export interface GuardDutyData {
  DetectorIds?: string[];
  /** `GetDetector`, by detector id. */
  Detectors?: Record<string, Saved<Omit<guardduty.GetDetectorResponse, '$metadata'>>>;
}

export interface NetworkFirewallData {
  /** `DescribeFirewall`: one entry a firewall, with its status. */
  Firewalls?: { Firewall: Saved<networkfirewall.Firewall>; FirewallStatus?: Saved<networkfirewall.FirewallStatus> }[];
  /** `DescribeFirewallPolicy`, by policy ARN. */
  FirewallPolicies?: Record<
    string,
    {
      FirewallPolicy: Saved<networkfirewall.FirewallPolicy>;
      FirewallPolicyResponse: Saved<networkfirewall.FirewallPolicyResponse>;
    }
  >;
  /** `DescribeRuleGroup`, by rule group ARN. */
  RuleGroups?: Record<
    string,
    { RuleGroup: Saved<networkfirewall.RuleGroup>; RuleGroupResponse: Saved<networkfirewall.RuleGroupResponse> }
  >;
  /** `DescribeLoggingConfiguration`, by firewall ARN. */
  LoggingConfigurations?: Record<string, Saved<networkfirewall.LoggingConfiguration>>;
}

/** In the region `global`. */
export interface IamData {
  /** `GetAccountSummary`. */
  SummaryMap?: Record<string, number>;
  AccountAliases?: string[];
  /** The credential report as AWS writes it: CSV. */
  CredentialReport?: string;
}

export interface CloudWatchData {
  MetricAlarms?: Saved<cloudwatch.MetricAlarm>[];
  MetricSeries?: MetricSeries[];
}

/** One `GetMetricData` answer. No values: CloudWatch has none in the window, which is not zero. */
export interface MetricSeries {
  namespace: string;
  metric: string;
  /** Sorted by name. */
  dimensions: { Name: string; Value: string }[];
  stat: string;
  /** Seconds. */
  period: number;
  /** ISO 8601, UTC; from inclusive, to exclusive. */
  from: string;
  to: string;
  /** ISO 8601, UTC, ascending. */
  timestamps: string[];
  values: number[];
}

export interface LogsData {
  logGroups?: Saved<logs.LogGroup>[];
}

export interface CloudTrailData {
  /** Changes to the network in the window that a diagnosis asked for. */
  Events?: Saved<cloudtrail.Event>[];
}
