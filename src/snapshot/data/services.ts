import type * as acm from '@aws-sdk/client-acm';
import type * as cloudfront from '@aws-sdk/client-cloudfront';
import type * as cloudtrail from '@aws-sdk/client-cloudtrail';
import type * as cloudwatch from '@aws-sdk/client-cloudwatch';
import type * as logs from '@aws-sdk/client-cloudwatch-logs';
import type * as configservice from '@aws-sdk/client-config-service';
import type * as directconnect from '@aws-sdk/client-direct-connect';
import type * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import type * as guardduty from '@aws-sdk/client-guardduty';
import type * as networkfirewall from '@aws-sdk/client-network-firewall';
import type * as route53 from '@aws-sdk/client-route-53';
import type * as domains from '@aws-sdk/client-route-53-domains';
import type * as resolver from '@aws-sdk/client-route53resolver';
import type * as s3 from '@aws-sdk/client-s3';
import type * as shield from '@aws-sdk/client-shield';
import type * as ssm from '@aws-sdk/client-ssm';
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
  /** `GetDNSSEC` of public zones, by zone id without `/hostedzone/`. */
  DNSSEC?: Record<string, Saved<Pick<route53.GetDNSSECResponse, 'Status' | 'KeySigningKeys'>>>;
}

/** Domains registered with Route 53; in the region `global`. */
export interface Route53DomainsData {
  Domains?: Saved<domains.DomainSummary>[];
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
  /** `GetDistributionConfig`, by distribution id: with the logging that the list leaves out. */
  DistributionConfigs?: Record<string, Saved<cloudfront.DistributionConfig>>;
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
  /**
   * Findings that are not archived, by detector id: the most severe first, the latest of them first. At most 1,000 a
   * detector; a gap of the code `TooManyFindings` says when there are more.
   */
  Findings?: Record<string, Saved<guardduty.Finding>[]>;
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
  /** What AWS services deliver logs of. CloudFront's are kept in us-east-1: they are in `global`. */
  deliverySources?: Saved<logs.DeliverySource>[];
  QueryResults?: QueryResult[];
}

/** A Logs Insights query and its answer. No rows: nothing in the window matched. */
export interface QueryResult {
  logGroupName: string;
  queryString: string;
  /** ISO 8601, UTC; both inclusive. */
  from: string;
  to: string;
  results: Saved<logs.ResultField>[][];
  /** What was scanned, which is what is billed. */
  statistics: Saved<logs.QueryStatistics>;
}

export interface CloudTrailData {
  /** Changes to the network in the window that a diagnosis asked for. */
  Events?: Saved<cloudtrail.Event>[];
  /** With those of other home regions that log this region too (`DescribeTrails`, shadow trails included). */
  Trails?: Saved<cloudtrail.Trail>[];
  /** `GetTrailStatus`, by trail ARN. */
  TrailStatuses?: Record<string, Saved<Omit<cloudtrail.GetTrailStatusResponse, '$metadata'>>>;
  /** `GetEventSelectors`, by trail ARN. */
  TrailEventSelectors?: Record<
    string,
    Saved<Pick<cloudtrail.GetEventSelectorsResponse, 'EventSelectors' | 'AdvancedEventSelectors'>>
  >;
}

/**
 * Certificates of AWS Certificate Manager. CloudFront takes its certificates from us-east-1: they are in `global`, unless
 * that region was read itself.
 */
export interface AcmData {
  /** `DescribeCertificate`. */
  Certificates?: Saved<acm.CertificateDetail>[];
}

/** AWS Config. */
export interface ConfigServiceData {
  ConfigurationRecorders?: Saved<configservice.ConfigurationRecorder>[];
  ConfigurationRecorderStatuses?: Saved<configservice.ConfigurationRecorderStatus>[];
}

export interface SsmData {
  /** Nodes that Systems Manager manages (`DescribeInstanceInformation`). */
  InstanceInformationList?: Saved<ssm.InstanceInformation>[];
}

/** In the region `global`. */
export interface S3Data {
  /** Names, regions and instants of creation (`ListBuckets`). */
  Buckets?: Saved<s3.Bucket>[];
}
