import {
  CloudTrailClient,
  DescribeTrailsCommand,
  type Event,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  LookupEventsCommand,
} from '@aws-sdk/client-cloudtrail';
import type { CloudTrailData } from '../../snapshot/data/services.ts';
import type { EventQuery } from '../../snapshot/events.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
import type { ClientConfig } from '../connection.ts';
import type { Collector, Reads } from '../read.ts';
import { compare, saved, sorted } from '../saved.ts';

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
  Trails: {
    operations: ['cloudtrail:DescribeTrails'],
    where: 'region',
    run: async (ask) =>
      sorted(
        (await ask.send(new DescribeTrailsCommand({ includeShadowTrails: true }))).trailList ?? [],
        (t) => t.TrailARN,
      ),
  },
  TrailStatuses: {
    operations: ['cloudtrail:GetTrailStatus'],
    where: 'region',
    after: ['Trails'],
    run: (ask, { Trails = [] }) =>
      // By ARN: a trail of another home region is not known here by its name.
      ask.each(
        'cloudtrail:GetTrailStatus',
        Trails.map((t) => t.TrailARN),
        (Name) => ask.send(new GetTrailStatusCommand({ Name })),
      ),
  },
  TrailEventSelectors: {
    operations: ['cloudtrail:GetEventSelectors'],
    where: 'region',
    after: ['Trails'],
    run: (ask, { Trails = [] }) =>
      ask.each(
        'cloudtrail:GetEventSelectors',
        Trails.map((t) => t.TrailARN),
        async (TrailName) => {
          const { EventSelectors, AdvancedEventSelectors } = await ask.send(
            new GetEventSelectorsCommand({ TrailName }),
          );
          return {
            ...(EventSelectors === undefined ? {} : { EventSelectors }),
            ...(AdvancedEventSelectors === undefined ? {} : { AdvancedEventSelectors }),
          };
        },
      ),
  },
};

export const collector: Collector<CloudTrailData> = {
  service: 'cloudtrail',
  iamPrefix: 'cloudtrail',
  parallel: 1,
  client: (config) => new CloudTrailClient(config as never),
  reads,
};

export const trailClient = (config: ClientConfig): CloudTrailClient => new CloudTrailClient(config as never);

/** More pages about one resource than these are not read: the latest changes are on the first. */
const mostPages = 4;

/** The changes of the last day that one attribute finds, newest first. */
export async function lookUpEvents(
  client: CloudTrailClient,
  { by, value }: Pick<EventQuery, 'by' | 'value'>,
  now: Date,
  abortSignal: AbortSignal,
): Promise<Saved<Event>[]> {
  const found: Event[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await client.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: by, AttributeValue: value }],
        StartTime: new Date(now.getTime() - windowMs),
        EndTime: now,
        MaxResults: 50,
        NextToken,
      }),
      { abortSignal },
    );
    found.push(...(answer.Events ?? []));
    NextToken = answer.NextToken;
    if (NextToken === undefined) break;
  }
  return found.filter((e) => e.ReadOnly !== 'true').map((e) => saved(e));
}
