import type { FlowLog } from '@aws-sdk/client-ec2';
import type { Saved } from '../snapshot/snapshot.ts';

/* What flow logs can be asked about in CloudWatch Logs Insights, whoever asks. */

/** What keeps a flow log from being asked. */
export interface Unreadable {
  why: 'not-cloudwatch' | 'fields' | 'mixed-formats' | 'rejects-only' | 'failing';
  detail: string;
}

/** A record's fields as AWS writes formats, in order. */
export const fieldsOf = (log: Saved<FlowLog>): string[] =>
  [...(log.LogFormat ?? '').matchAll(/\$\{([^}]+)\}/g)].map((m) => m[1]!);

/** Field names with a letter in front: Logs Insights finds some of them by itself, and has no hyphens in names. */
export const variable = (field: string): string => `f_${field.replaceAll('-', '_')}`;

/** Takes a record apart: `parse @message "* * *" as f_srcaddr, …`. */
export const parseRecords = (fields: readonly string[]): string =>
  `parse @message "${fields.map(() => '*').join(' ')}" as ${fields.map(variable).join(', ')}`;

/**
 * Why a log cannot tell what was accepted; undefined: it can.
 *
 * @param all the flow logs of its account and region: those of one group must have one format
 * @param needed fields without which nothing is told
 */
export function unreadable(
  log: Saved<FlowLog>,
  all: readonly Saved<FlowLog>[],
  needed: readonly string[],
): Unreadable | undefined {
  const group = log.LogGroupName;
  if (group === undefined || (log.LogDestinationType ?? 'cloud-watch-logs') !== 'cloud-watch-logs')
    return { why: 'not-cloudwatch', detail: log.LogDestination ?? '' };
  if (log.DeliverLogsStatus === 'FAILED') return { why: 'failing', detail: log.DeliverLogsErrorMessage ?? '' };
  if (log.TrafficType === 'REJECT') return { why: 'rejects-only', detail: group };
  const missing = needed.filter((f) => !fieldsOf(log).includes(f));
  if (missing.length > 0) return { why: 'fields', detail: missing.join(', ') };
  // A record does not say which format it is in.
  const formats = new Set(all.filter((l) => l.LogGroupName === group).map((l) => l.LogFormat ?? ''));
  return formats.size > 1 ? { why: 'mixed-formats', detail: group } : undefined;
}
