import { account, type Lab } from './lab.ts';
import type { Proof } from './proof.ts';

const distribution = (lab: Lab) => lab.global.cloudfront!.Distributions![0]!;
const idOfDistribution = (lab: Lab): string => distribution(lab).Id!;
const origin = (lab: Lab) => distribution(lab).Origins!.Items![0]!.CustomOriginConfig!;

const acl = 'arn:aws:wafv2:ap-northeast-2:123456789012:regional/webacl/shop/0a1b2c3d-0000-4000-8000-000000000001';

/** A web ACL with one rule that counts requests, and its logs. */
function guard(lab: Lab): void {
  lab.at.wafv2 = {
    WebACLs: [
      {
        Name: 'shop',
        Id: '0a1b2c3d-0000-4000-8000-000000000001',
        ARN: acl,
        DefaultAction: { Allow: {} },
        VisibilityConfig: { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'shop' },
        Rules: [
          {
            Name: 'rate',
            Priority: 1,
            Statement: { RateBasedStatement: { Limit: 2000, AggregateKeyType: 'IP' } },
            VisibilityConfig: { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'rate' },
          },
        ],
      },
    ],
    ResourceArns: {},
    LoggingConfigurations: [{ ResourceArn: acl, LogDestinationConfigs: ['arn:aws:logs:::log-group:aws-waf-logs-a'] }],
  };
}

export const edge: Record<string, Proof> = {
  CLOUDFRONT_NO_LOGGING: {
    breaks: (lab) => {
      lab.global.cloudfront!.DistributionConfigs = {
        [idOfDistribution(lab)]: { Logging: { Enabled: false } } as never,
      };
      lab.global.logs = { ...lab.global.logs, deliverySources: [] };
    },
    resource: idOfDistribution,
    mends: (lab) => {
      lab.global.logs = {
        ...lab.global.logs,
        deliverySources: [
          { name: 'cf', resourceArns: [distribution(lab).ARN!], service: 'cloudfront', logType: 'ACCESS_LOGS' },
        ],
      };
    },
  },
  CLOUDFRONT_NO_WAF: {
    resource: idOfDistribution,
    mends: (lab) => {
      distribution(lab).WebACLId = acl;
    },
  },
  CLOUDFRONT_ORIGIN_OLD_TLS: {
    breaks: (lab) => {
      origin(lab).OriginProtocolPolicy = 'https-only';
      origin(lab).OriginSslProtocols = { Quantity: 2, Items: ['TLSv1', 'TLSv1.2'] };
    },
    resource: idOfDistribution,
    mends: (lab) => {
      origin(lab).OriginSslProtocols = { Quantity: 1, Items: ['TLSv1.2'] };
    },
  },
  CLOUDFRONT_OLD_TLS: {
    breaks: (lab) => {
      distribution(lab).ViewerCertificate!.MinimumProtocolVersion = 'TLSv1.1_2016';
    },
    resource: idOfDistribution,
    mends: (lab) => {
      distribution(lab).ViewerCertificate!.MinimumProtocolVersion = 'TLSv1.2_2021';
    },
  },
  CLOUDFRONT_ORIGIN_HTTP: {
    // As the viewer asks is as bad, while viewers may ask by HTTP.
    breaks: (lab) => {
      origin(lab).OriginProtocolPolicy = 'match-viewer';
    },
    resource: idOfDistribution,
    mends: (lab) => {
      origin(lab).OriginProtocolPolicy = 'https-only';
    },
  },
  CLOUDFRONT_VIEWER_HTTP: {
    // One path is enough.
    breaks: (lab) => {
      const { DefaultCacheBehavior: usual } = distribution(lab);
      usual!.ViewerProtocolPolicy = 'redirect-to-https';
      distribution(lab).CacheBehaviors = {
        Quantity: 1,
        Items: [{ ...structuredClone(usual!), PathPattern: '/old/*', ViewerProtocolPolicy: 'allow-all' } as never],
      };
    },
    resource: idOfDistribution,
    mends: (lab) => {
      distribution(lab).CacheBehaviors!.Items![0]!.ViewerProtocolPolicy = 'redirect-to-https';
    },
  },
  SHIELD_ADVANCED_OFF: {
    resource: () => account,
    mends: (lab) => {
      lab.global.shield!.SubscriptionState = 'ACTIVE';
    },
  },
  SHIELD_UNPROTECTED: {
    breaks: (lab) => {
      lab.global.shield = { SubscriptionState: 'ACTIVE', Protections: [] };
    },
    resource: idOfDistribution,
    mends: (lab) => {
      lab.global.shield!.Protections = [{ Id: 'p1', ResourceArn: distribution(lab).ARN! }];
    },
  },
  WAF_NO_LOGGING: {
    breaks: (lab) => {
      guard(lab);
      lab.at.wafv2!.LoggingConfigurations = [];
    },
    resource: () => acl,
    mends: guard,
  },
  WAF_NO_RATE_LIMIT: {
    breaks: (lab) => {
      guard(lab);
      lab.at.wafv2!.WebACLs![0]!.Rules = [];
    },
    resource: () => acl,
    mends: guard,
  },
  WAF_NO_RULES: {
    breaks: (lab) => {
      guard(lab);
      lab.at.wafv2!.WebACLs![0]!.Rules = [];
    },
    resource: () => acl,
    mends: guard,
  },
};
