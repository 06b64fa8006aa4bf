import type {
  DistributionConfig,
  DistributionSummary,
  GetDistributionCommandInput,
  ListCachePoliciesCommandInput,
  ListDistributionsByWebACLIdCommandInput,
  ListDistributionsCommandInput,
  ListTagsForResourceCommandInput,
} from '@aws-sdk/client-cloudfront';
import { AwsError } from '../../changes/world.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import type { Handlers, LabCall } from '../handler.ts';

type Summary = Saved<DistributionSummary>;

const distributions = (call: LabCall): Summary[] => call.global.cloudfront?.Distributions ?? [];

/** A page starts after its marker, the last id of the page before. */
function distributionList(all: Summary[], input: { Marker?: string; MaxItems?: number }) {
  const size = input.MaxItems ?? 100;
  if (size < 1) throw new AwsError('InvalidArgument', 'The parameter MaxItems must be at least 1.');
  const from = input.Marker ? all.findIndex((d) => d.Id === input.Marker) + 1 : 0;
  if (input.Marker && from === 0) throw new AwsError('InvalidArgument', 'The parameter Marker is not valid.');
  const items = all.slice(from, from + Math.min(size, 100));
  const more = from + items.length < all.length;
  return {
    DistributionList: {
      Marker: input.Marker ?? '',
      ...(more ? { NextMarker: items.at(-1)?.Id } : {}),
      MaxItems: size,
      IsTruncated: more,
      Quantity: items.length,
      ...(items.length === 0 ? {} : { Items: items }),
    },
  };
}

const listDistributions = (call: LabCall, input: ListDistributionsCommandInput) =>
  distributionList(distributions(call), input);

/** `null` stands for the distributions without a web ACL. */
const listDistributionsByWebAclId = (call: LabCall, input: ListDistributionsByWebACLIdCommandInput) =>
  distributionList(
    distributions(call).filter((d) => (d.WebACLId || 'null') === input.WebACLId),
    input,
  );

function distributionOf(call: LabCall, id: string | undefined): Summary {
  const found = distributions(call).find((d) => d.Id === id);
  if (found === undefined) throw new AwsError('NoSuchDistribution', 'The specified distribution does not exist.');
  return found;
}

/** The configuration behind a list's summary: the same, with what the list leaves out. */
function configOf(call: LabCall, summary: Summary): Saved<DistributionConfig> {
  const kept = call.global.cloudfront?.DistributionConfigs?.[summary.Id ?? ''];
  const { Id, ARN, ETag, Status, LastModifiedTime, DomainName, AliasICPRecordals, ...config } = summary;
  return {
    CallerReference: Id,
    DefaultRootObject: '',
    Logging: { Enabled: false, IncludeCookies: false, Bucket: '', Prefix: '' },
    ContinuousDeploymentPolicyId: '',
    ...kept,
    ...config,
  };
}

function getDistribution(call: LabCall, input: GetDistributionCommandInput) {
  const summary = distributionOf(call, input.Id);
  return {
    Distribution: {
      Id: summary.Id,
      ARN: summary.ARN,
      Status: summary.Status,
      LastModifiedTime: summary.LastModifiedTime,
      InProgressInvalidationBatches: 0,
      DomainName: summary.DomainName,
      ActiveTrustedSigners: { Enabled: false, Quantity: 0 },
      ActiveTrustedKeyGroups: { Enabled: false, Quantity: 0 },
      DistributionConfig: configOf(call, summary),
      AliasICPRecordals: summary.AliasICPRecordals,
    },
    ETag: summary.ETag,
  };
}

function getDistributionConfig(call: LabCall, input: GetDistributionCommandInput) {
  const summary = distributionOf(call, input.Id);
  return { DistributionConfig: configOf(call, summary), ETag: summary.ETag };
}

/**
 * The managed cache policies for origins without rules of their own.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 */
const managedPolicies = [
  {
    id: '658327ea-f89d-4fab-a63d-7e88639e58f6',
    name: 'Managed-CachingOptimized',
    ttl: [1, 86400, 31536000],
    zip: true,
  },
  {
    id: 'b2884449-e4de-46a7-ac36-70bc7f1ddd6d',
    name: 'Managed-CachingOptimizedForUncompressedObjects',
    ttl: [1, 86400, 31536000],
    zip: false,
  },
  { id: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad', name: 'Managed-CachingDisabled', ttl: [0, 0, 0], zip: false },
] as const;

function listCachePolicies(_call: LabCall, input: ListCachePoliciesCommandInput) {
  const all = input.Type === 'custom' ? [] : managedPolicies;
  const size = input.MaxItems ?? 100;
  if (size < 1) throw new AwsError('InvalidArgument', 'The parameter MaxItems must be at least 1.');
  const from = input.Marker ? all.findIndex((p) => p.id === input.Marker) + 1 : 0;
  if (input.Marker && from === 0) throw new AwsError('InvalidArgument', 'The parameter Marker is not valid.');
  const items = all.slice(from, from + size);
  return {
    CachePolicyList: {
      ...(from + items.length < all.length ? { NextMarker: items.at(-1)?.id } : {}),
      MaxItems: size,
      Quantity: items.length,
      Items: items.map(({ id, name, ttl, zip }) => ({
        Type: 'managed',
        CachePolicy: {
          Id: id,
          LastModifiedTime: '1970-01-01T00:00:00Z',
          CachePolicyConfig: {
            Name: name,
            MinTTL: ttl[0],
            DefaultTTL: ttl[1],
            MaxTTL: ttl[2],
            ParametersInCacheKeyAndForwardedToOrigin: {
              EnableAcceptEncodingGzip: zip,
              EnableAcceptEncodingBrotli: zip,
              HeadersConfig: { HeaderBehavior: 'none' },
              CookiesConfig: { CookieBehavior: 'none' },
              QueryStringsConfig: { QueryStringBehavior: 'none' },
            },
          },
        },
      })),
    },
  };
}

/** The lab's distributions have no tags. */
function listTagsForResource(call: LabCall, input: ListTagsForResourceCommandInput) {
  if (!distributions(call).some((d) => d.ARN === input.Resource)) {
    throw new AwsError('NoSuchResource', `The resource ${input.Resource} does not exist.`, { status: 404 });
  }
  return { Tags: { Items: [] } };
}

export const reads: Handlers = {
  ListDistributions: listDistributions,
  ListDistributionsByWebACLId: listDistributionsByWebAclId,
  GetDistribution: getDistribution,
  GetDistributionConfig: getDistributionConfig,
  ListCachePolicies: listCachePolicies,
  ListTagsForResource: listTagsForResource,
};
