import {
  GetWebACLCommand,
  ListLoggingConfigurationsCommand,
  ListResourcesForWebACLCommand,
  ListWebACLsCommand,
  WAFV2Client,
} from '@aws-sdk/client-wafv2';
import type { Wafv2Data } from '../../snapshot/data/services.ts';
import type { ClientConfig } from '../connection.ts';
import { pages, type Reading, read, readEach, saved } from '../read.ts';

/** Web ACLs of one scope. Those of CloudFront are asked for in us-east-1 and kept in `global`. */
export async function collectWafv2(
  reading: Reading,
  config: ClientConfig,
  Scope: 'REGIONAL' | 'CLOUDFRONT',
): Promise<void> {
  const client = new WAFV2Client(config);
  const options = { abortSignal: reading.signal };
  const data: Wafv2Data = {};
  const [summaries, logging] = await Promise.all([
    read(reading, 'wafv2:ListWebACLs', () =>
      pages(
        (NextMarker) => client.send(new ListWebACLsCommand({ Scope, NextMarker, Limit: 100 }), options),
        (o) => o.WebACLs,
        (o) => o.NextMarker,
      ),
    ),
    read(reading, 'wafv2:ListLoggingConfigurations', () =>
      pages(
        (NextMarker) => client.send(new ListLoggingConfigurationsCommand({ Scope, NextMarker, Limit: 100 }), options),
        (o) => o.LoggingConfigurations,
        (o) => o.NextMarker,
      ),
    ),
  ]);
  const arn = (w: { ARN?: string }): string => w.ARN!;
  const [acls, resources] = await Promise.all([
    readEach(reading, 'wafv2:GetWebACL', summaries, arn, async ({ Name, Id }) =>
      saved((await client.send(new GetWebACLCommand({ Name, Id, Scope }), options)).WebACL!),
    ),
    readEach(reading, 'wafv2:ListResourcesForWebACL', Scope === 'REGIONAL' ? summaries : undefined, arn, async (w) =>
      ((await client.send(new ListResourcesForWebACLCommand({ WebACLArn: w.ARN }), options)).ResourceArns ?? []).sort(),
    ),
  ]);
  if (acls) data.WebACLs = Object.values(acls);
  if (resources) data.ResourceArns = resources;
  if (logging) data.LoggingConfigurations = logging;
  reading.scope.wafv2 = data;
}
