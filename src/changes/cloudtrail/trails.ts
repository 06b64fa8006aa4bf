import type { EventSelector } from '@aws-sdk/client-cloudtrail';
import type { Saved } from '../../snapshot/snapshot.ts';

/**
 * What a trail logs unless told otherwise: every management event.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html
 */
export const usualSelectors = (): Saved<EventSelector>[] => [
  { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] },
];
