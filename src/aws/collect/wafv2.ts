import {
  GetWebACLCommand,
  ListLoggingConfigurationsCommand,
  ListResourcesForWebACLCommand,
  ListWebACLsCommand,
  type Scope,
  WAFV2Client,
} from '@aws-sdk/client-wafv2';
import type { Wafv2Data } from '../../snapshot/data/services.ts';
import type { Ask, Collector, Reads } from '../read.ts';
import { compare, sorted } from '../saved.ts';

/** Web ACLs for CloudFront are asked in the global region, the others in their own. */
const scopeOf = (ask: Ask): Scope => (ask.global ? 'CLOUDFRONT' : 'REGIONAL');
const marker = (o: { NextMarker?: string }): string | undefined => o.NextMarker;

/** Only AWS's own partition has CloudFront's web ACLs: https://docs.aws.amazon.com/general/latest/gr/waf.html */
const hasNone = (ask: Ask): boolean => ask.global && ask.partition !== 'aws';

/** What a regional web ACL can protect: one call a kind. CloudFront's distributions name their web ACL themselves. */
const kinds = [
  'APPLICATION_LOAD_BALANCER',
  'API_GATEWAY',
  'APPSYNC',
  'COGNITO_USER_POOL',
  'APP_RUNNER_SERVICE',
  'VERIFIED_ACCESS_INSTANCE',
] as const;

const reads: Reads<Wafv2Data> = {
  WebACLs: {
    operations: ['wafv2:ListWebACLs', 'wafv2:GetWebACL'],
    where: 'both',
    run: async (ask) => {
      if (hasNone(ask)) return [];
      const summaries = await ask.pages(
        (NextMarker) => new ListWebACLsCommand({ Scope: scopeOf(ask), NextMarker, Limit: 100 }),
        (o) => o.WebACLs,
        marker,
      );
      const byArn = new Map(summaries.map((s) => [s.ARN, s]));
      const found = await ask.each('wafv2:GetWebACL', [...byArn.keys()], async (arn) => {
        const { Name, Id } = byArn.get(arn)!;
        return (await ask.send(new GetWebACLCommand({ Name, Id, Scope: scopeOf(ask) }))).WebACL;
      });
      return sorted(
        Object.values(found).filter((acl) => acl !== undefined),
        (acl) => acl.ARN,
      );
    },
  },
  ResourceArns: {
    operations: ['wafv2:ListResourcesForWebACL'],
    where: 'region',
    after: ['WebACLs'],
    run: (ask, { WebACLs = [] }) =>
      ask.each(
        'wafv2:ListResourcesForWebACL',
        WebACLs.map((acl) => acl.ARN),
        async (WebACLArn) => {
          const answers = await Promise.all(
            kinds.map((ResourceType) => ask.send(new ListResourcesForWebACLCommand({ WebACLArn, ResourceType }))),
          );
          return [...new Set(answers.flatMap((a) => a.ResourceArns ?? []))].sort(compare);
        },
      ),
  },
  LoggingConfigurations: {
    operations: ['wafv2:ListLoggingConfigurations'],
    where: 'both',
    run: async (ask) =>
      sorted(
        hasNone(ask)
          ? []
          : await ask.pages(
              (NextMarker) => new ListLoggingConfigurationsCommand({ Scope: scopeOf(ask), NextMarker, Limit: 100 }),
              (o) => o.LoggingConfigurations,
              marker,
            ),
        (c) => c.ResourceArn,
      ),
  },
};

export const collector: Collector<Wafv2Data> = {
  service: 'wafv2',
  iamPrefix: 'wafv2',
  parallel: 8,
  client: (config) => new WAFV2Client(config as never),
  reads,
};
