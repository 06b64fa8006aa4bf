import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { CloudTrailData } from '../../snapshot/data/services.ts';
import type { Collector, Reads } from '../read.ts';
import { compare } from '../saved.ts';

/** How far back changes are looked up. */
const windowMs = 24 * 3_600_000;

const reads: Reads<CloudTrailData> = {
  Events: {
    operations: ['cloudtrail:LookupEvents'],
    where: 'region',
    // Two calls a second with fifty events each: a busy account takes minutes.
    onRequest: true,
    run: async (ask) => {
      const events = await ask.pages(
        (NextToken) =>
          new LookupEventsCommand({
            LookupAttributes: [{ AttributeKey: 'ReadOnly', AttributeValue: 'false' }],
            StartTime: new Date(ask.now.getTime() - windowMs),
            EndTime: ask.now,
            MaxResults: 50,
            NextToken,
          }),
        (o) => o.Events,
      );
      return events.sort(
        (a, b) => compare(b.EventTime ?? '', a.EventTime ?? '') || compare(a.EventId ?? '', b.EventId ?? ''),
      );
    },
  },
};

export const collector: Collector<CloudTrailData> = {
  service: 'cloudtrail',
  iamPrefix: 'cloudtrail',
  parallel: 1,
  client: (config) => new CloudTrailClient(config as never),
  reads,
};
