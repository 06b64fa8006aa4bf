import type {
  DescribeTrailsCommandInput,
  GetEventSelectorsCommandInput,
  GetTrailCommandInput,
  GetTrailStatusCommandInput,
  LookupAttribute,
  LookupEventsCommandInput,
  Trail,
} from '@aws-sdk/client-cloudtrail';
import { usualSelectors } from '../../changes/cloudtrail/trails.ts';
import { AwsError } from '../../changes/world.ts';
import type { CloudTrailData } from '../../snapshot/data/services.ts';
import type { Saved } from '../../snapshot/snapshot.ts';
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

/** A region's own trails, then those of other home regions that log it too: its shadow trails. */
function trailsOf(call: LabCall): Saved<Trail>[] {
  const all = call.snapshot.scopes
    .filter((scope) => scope.account === call.account)
    .flatMap((scope) =>
      (scope.cloudtrail?.Trails ?? []).filter((t) =>
        scope.region === call.region ? true : t.IsMultiRegionTrail && (t.HomeRegion ?? scope.region) !== call.region,
      ),
    );
  const byArn = new Map(all.map((trail) => [trail.TrailARN, trail]));
  return [...byArn.values()].sort((a, b) => ((a.TrailARN ?? '') < (b.TrailARN ?? '') ? -1 : 1));
}

const isShadow = (call: LabCall, trail: Saved<Trail>): boolean => (trail.HomeRegion ?? call.region) !== call.region;

/** A trail by its name in its home region, or by its ARN. A name that nobody has is left out. */
function describeTrails(call: LabCall, input: DescribeTrailsCommandInput) {
  const { trailNameList: names = [], includeShadowTrails = true } = input;
  const shown = trailsOf(call).filter((t) => includeShadowTrails || !isShadow(call, t));
  return {
    trailList: names.length === 0 ? shown : shown.filter((t) => names.some((name) => isCalled(call, t, name))),
  };
}

const isCalled = (call: LabCall, trail: Saved<Trail>, name: string): boolean =>
  trail.TrailARN === name || (trail.Name === name && !isShadow(call, trail));

const listTrails = (call: LabCall) => ({
  Trails: trailsOf(call).map(({ TrailARN, Name, HomeRegion }) => ({ TrailARN, Name, HomeRegion })),
});

/** @throws AwsError TrailNotFoundException */
function trailOf(call: LabCall, name: string | undefined): Saved<Trail> {
  const found = trailsOf(call).find((t) => isCalled(call, t, name ?? ''));
  if (found === undefined) {
    throw new AwsError('TrailNotFoundException', `Unknown trail: ${name} for the user: ${call.account}`);
  }
  return found;
}

/** What is kept of a trail in its home region, whichever region asks. */
function keptOf<Key extends 'TrailStatuses' | 'TrailEventSelectors'>(call: LabCall, key: Key, trail: Saved<Trail>) {
  const arn = trail.TrailARN ?? '';
  const scopes = call.snapshot.scopes.filter((scope) => scope.account === call.account);
  const home = scopes.find((scope) => scope.region === trail.HomeRegion) ?? call.here;
  return (home.cloudtrail?.[key]?.[arn] ?? call.here.cloudtrail?.[key]?.[arn]) as
    | NonNullable<CloudTrailData[Key]>[string]
    | undefined;
}

const getTrailStatus = (call: LabCall, input: GetTrailStatusCommandInput) =>
  keptOf(call, 'TrailStatuses', trailOf(call, input.Name)) ?? { IsLogging: false };

const getTrail = (call: LabCall, input: GetTrailCommandInput) => ({ Trail: trailOf(call, input.Name) });

/** A trail logs all management events unless told otherwise. */
function getEventSelectors(call: LabCall, input: GetEventSelectorsCommandInput) {
  const trail = trailOf(call, input.TrailName);
  return {
    TrailARN: trail.TrailARN,
    ...(keptOf(call, 'TrailEventSelectors', trail) ?? { EventSelectors: usualSelectors() }),
  };
}

export const reads: Handlers = {
  LookupEvents: lookupEvents,
  DescribeTrails: describeTrails,
  ListTrails: listTrails,
  GetTrail: getTrail,
  GetTrailStatus: getTrailStatus,
  GetEventSelectors: getEventSelectors,
};
