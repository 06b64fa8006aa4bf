import type { GetTrailStatusCommandInput, LookupAttribute, LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import { AwsError } from '../../changes/world.ts';
import type { Handlers, LabCall } from '../handler.ts';
import { page } from '../paging.ts';
import { labHex } from '../seed/ids.ts';
import type { LabEvent } from '../state.ts';
import { uuidOf } from '../uuid.ts';

/** CloudTrail keeps events for 90 days. */
const historyMs = 90 * 24 * 60 * 60 * 1000;

/** Services without regions. CloudTrail has their events in us-east-1, whatever region the caller signed for. */
const globalSources = new Set([
  'route53.amazonaws.com',
  'cloudfront.amazonaws.com',
  'iam.amazonaws.com',
  'shield.amazonaws.com',
]);
const regionOf = (event: LabEvent): string => (globalSources.has(event.eventSource) ? 'us-east-1' : event.region);

/** `arn:aws:iam::1:user/x` → `x`; `arn:aws:sts::1:assumed-role/Role/session` → `session`. */
const userNameOf = (arn: string): string => (arn.endsWith(':root') ? 'root' : arn.slice(arn.lastIndexOf('/') + 1));

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
function userIdentity(event: LabEvent): Record<string, unknown> {
  const { callerArn: arn, account, accessKeyId } = event;
  if (arn.endsWith(':root')) return { type: 'Root', principalId: account, arn, accountId: account, accessKeyId };
  const session = /^arn:([\w-]+):sts::\d+:assumed-role\/([^/]+)\/(.+)$/.exec(arn);
  if (session === null) {
    const userName = userNameOf(arn);
    const principalId = `AIDA${labHex(`user/${account}/${userName}`).toUpperCase()}`;
    return { type: 'IAMUser', principalId, arn, accountId: account, accessKeyId, userName };
  }
  const [, partition, role = '', name] = session;
  const roleId = `AROA${labHex(`role/${account}/${role}`).toUpperCase()}`;
  return {
    type: 'AssumedRole',
    principalId: `${roleId}:${name}`,
    arn,
    accountId: account,
    accessKeyId,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: roleId,
        arn: `arn:${partition}:iam::${account}:role/${role}`,
        accountId: account,
        userName: role,
      },
      attributes: { creationDate: event.eventTime, mfaAuthenticated: 'false' },
    },
  };
}

/** The event as CloudTrail's record has it. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
function eventRecord(event: LabEvent): Record<string, unknown> {
  return {
    eventVersion: '1.11',
    userIdentity: userIdentity(event),
    eventTime: event.eventTime.replace(/\.\d+Z$/, 'Z'),
    eventSource: event.eventSource,
    eventName: event.eventName,
    awsRegion: regionOf(event),
    sourceIPAddress: event.sourceIp,
    userAgent: event.userAgent,
    ...(event.errorCode === undefined ? {} : { errorCode: event.errorCode, errorMessage: event.errorMessage }),
    requestParameters: event.request ?? null,
    responseElements: event.response ?? null,
    requestID: uuidOf(`request/${event.eventId}`),
    eventID: event.eventId,
    readOnly: event.readOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: event.account,
    eventCategory: 'Management',
  };
}

/** What LookupEvents compares each attribute with. */
const attributes: Record<string, (event: LabEvent) => string[]> = {
  EventId: (e) => [e.eventId],
  EventName: (e) => [e.eventName],
  ReadOnly: (e) => [String(e.readOnly)],
  Username: (e) => [userNameOf(e.callerArn)],
  ResourceType: (e) => e.resources.map((r) => r.ResourceType),
  ResourceName: (e) => e.resources.map((r) => r.ResourceName),
  EventSource: (e) => [e.eventSource],
  AccessKeyId: (e) => [e.accessKeyId],
};

/** @throws AwsError InvalidLookupAttributesException */
function matches(wanted: LookupAttribute[] | undefined): (event: LabEvent) => boolean {
  if (wanted === undefined || wanted.length === 0) return () => true;
  if (wanted.length > 1) {
    throw new AwsError('InvalidLookupAttributesException', 'You can only specify one lookup attribute.');
  }
  const { AttributeKey: key = '', AttributeValue: value = '' } = wanted[0]!;
  const look = Object.hasOwn(attributes, key) ? attributes[key] : undefined;
  if (look === undefined) {
    throw new AwsError('InvalidLookupAttributesException', `The lookup attribute ${key} is not valid.`);
  }
  return (event) => look(event).includes(value);
}

/**
 * The changes made in the caller's account and region, newest first. The lab's trail holds changes only; reads leave
 * nothing.
 */
function lookupEvents(call: LabCall, input: LookupEventsCommandInput) {
  const from = input.StartTime?.getTime() ?? Number.NEGATIVE_INFINITY;
  const to = input.EndTime?.getTime() ?? Number.POSITIVE_INFINITY;
  if (from > to) {
    throw new AwsError('InvalidTimeRangeException', 'The start time must be earlier than the end time.');
  }
  const wanted = matches(input.LookupAttributes);
  const oldest = Math.max(from, call.now.getTime() - historyMs);
  const found = call.state.events
    .filter((event) => event.account === call.account && regionOf(event) === call.region)
    .filter((event) => {
      const time = Date.parse(event.eventTime);
      return oldest <= time && time <= to;
    })
    .filter((event) => input.EventCategory !== 'insight' && wanted(event))
    .reverse();
  const { items, next } = page(
    found,
    {
      size: input.MaxResults,
      token: input.NextToken,
      question: { from, to, attributes: input.LookupAttributes ?? [] },
    },
    { usual: 50, most: 50, badToken: 'InvalidNextTokenException', badSize: 'InvalidMaxResultsException' },
  );
  return {
    Events: items.map((event) => ({
      EventId: event.eventId,
      EventName: event.eventName,
      ReadOnly: String(event.readOnly),
      AccessKeyId: event.accessKeyId,
      EventTime: event.eventTime,
      EventSource: event.eventSource,
      Username: userNameOf(event.callerArn),
      Resources: event.resources,
      CloudTrailEvent: JSON.stringify(eventRecord(event)),
    })),
    ...(next === undefined ? {} : { NextToken: next }),
  };
}

/** The account has no trail: only the event history that every account has. */
const describeTrails = () => ({ trailList: [] });
const listTrails = () => ({ Trails: [] });
function getTrailStatus(_call: LabCall, input: GetTrailStatusCommandInput): never {
  throw new AwsError('TrailNotFoundException', `Unknown trail: ${input.Name}`);
}

export const reads: Handlers = {
  LookupEvents: lookupEvents,
  DescribeTrails: describeTrails,
  ListTrails: listTrails,
  GetTrailStatus: getTrailStatus,
};
