import type { DistributionSummary } from '@aws-sdk/client-cloudfront';
import type { CloudFrontData } from '../../../snapshot/data/services.ts';
import type { Saved } from '../../../snapshot/snapshot.ts';
import { balancerDns, customHeader } from '../elbv2.ts';
import { labAccount, labHex } from '../ids.ts';

const createdAt = '2025-07-01T01:40:00.000Z';

export const distributionId = `E${labHex('distribution/mgmt').slice(0, 13).toUpperCase()}`;
export const distributionDomain = `d${labHex('distribution/mgmt-domain').slice(0, 13)}.cloudfront.net`;
export const distributionArn = `arn:aws:cloudfront::${labAccount}:distribution/${distributionId}`;
export const distributionCertificateArn = `arn:aws:acm:us-east-1:${labAccount}:certificate/5e1f0c52-7d0e-4b55-9c0b-2f6d1a9e4c11`;

const originId = 'mgmtvpc-alb';
const none = { Quantity: 0 };

/**
 * The distribution in front of the management balancer: nothing is cached (all TTLs 0) and everything of a request is
 * forwarded, so nearly every request goes to the origin. No web ACL.
 */
const distribution = (): Saved<DistributionSummary> => ({
  Id: distributionId,
  ARN: distributionArn,
  ETag: `E${labHex('distribution/mgmt-etag').slice(0, 13).toUpperCase()}`,
  Status: 'Deployed',
  LastModifiedTime: createdAt,
  DomainName: distributionDomain,
  Aliases: { Quantity: 1, Items: ['www.lab.example'] },
  Origins: {
    Quantity: 1,
    Items: [
      {
        Id: originId,
        DomainName: balancerDns['mgmtvpc-alb'],
        OriginPath: '',
        CustomHeaders: {
          Quantity: 1,
          Items: [{ HeaderName: customHeader.name, HeaderValue: customHeader.value }],
        },
        CustomOriginConfig: {
          HTTPPort: 80,
          HTTPSPort: 443,
          OriginProtocolPolicy: 'http-only',
          OriginSslProtocols: { Quantity: 1, Items: ['TLSv1.2'] },
          OriginReadTimeout: 60,
          OriginKeepaliveTimeout: 5,
        },
        ConnectionAttempts: 3,
        ConnectionTimeout: 10,
        OriginShield: { Enabled: false },
        OriginAccessControlId: '',
      },
    ],
  },
  OriginGroups: none,
  DefaultCacheBehavior: {
    TargetOriginId: originId,
    TrustedSigners: { Enabled: false, Quantity: 0 },
    TrustedKeyGroups: { Enabled: false, Quantity: 0 },
    ViewerProtocolPolicy: 'allow-all',
    AllowedMethods: {
      Quantity: 7,
      Items: ['HEAD', 'DELETE', 'POST', 'GET', 'OPTIONS', 'PUT', 'PATCH'],
      CachedMethods: { Quantity: 2, Items: ['HEAD', 'GET'] },
    },
    SmoothStreaming: false,
    Compress: false,
    LambdaFunctionAssociations: none,
    FunctionAssociations: none,
    FieldLevelEncryptionId: '',
    ForwardedValues: {
      QueryString: true,
      Cookies: { Forward: 'all' },
      Headers: { Quantity: 1, Items: ['*'] },
      QueryStringCacheKeys: none,
    },
    MinTTL: 0,
    DefaultTTL: 0,
    MaxTTL: 0,
  },
  CacheBehaviors: none,
  CustomErrorResponses: none,
  Comment: 'Management host',
  PriceClass: 'PriceClass_All',
  Enabled: true,
  ViewerCertificate: {
    CloudFrontDefaultCertificate: false,
    ACMCertificateArn: distributionCertificateArn,
    SSLSupportMethod: 'sni-only',
    MinimumProtocolVersion: 'TLSv1.2_2021',
    Certificate: distributionCertificateArn,
    CertificateSource: 'acm',
  },
  Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
  WebACLId: '',
  HttpVersion: 'http2',
  IsIPV6Enabled: false,
  AliasICPRecordals: [{ CNAME: 'www.lab.example', ICPRecordalStatus: 'APPROVED' }],
  Staging: false,
});

export const seedCloudFront = (): CloudFrontData => ({ Distributions: [distribution()] });
