import type { Event } from '@aws-sdk/client-cloudtrail';
import type { Evidence, Finding } from '../../findings/finding.ts';
import { fact } from '../../messages/findings/targets.ts';
import { utc } from '../../messages/utc.ts';
import { type Saved, type Snapshot, scopeOf } from '../../snapshot/snapshot.ts';

/** A change that CloudTrail knows of. */
export interface TrailChange {
  id: string;
  /** `RevokeSecurityGroupIngress` */
  name: string;
  /** ISO 8601, UTC. */
  at: string;
  who: string;
  /** The id or ARN that it was looked up by. */
  resource: string;
}

interface Where {
  account: string;
  region: string;
}

/**
 * The latest change of a resource that such calls made, as far as CloudTrail was read. Null: its events were read and
 * there is none; undefined: they were not read.
 */
export function changeOf(
  snapshot: Snapshot,
  where: Where,
  resource: string,
  calls: RegExp,
): TrailChange | null | undefined {
  const events = scopeOf(snapshot, where.account, where.region)?.cloudtrail?.Events;
  if (events === undefined) return undefined;
  const found = events
    .filter((e) => calls.test(e.EventName ?? '') && names(e, resource) && !failed(e))
    .sort((a, b) => ((a.EventTime ?? '') < (b.EventTime ?? '') ? 1 : -1))[0];
  if (found === undefined) return null;
  return {
    id: found.EventId ?? '',
    name: found.EventName ?? '',
    at: found.EventTime ?? '',
    who: found.Username ?? '',
    resource,
  };
}

/** Who changed a resource, and when, as evidence; none where CloudTrail knows of no such change. */
export function changeEvidence(snapshot: Snapshot, where: Where, resource: string, calls: RegExp): Evidence[] {
  const change = changeOf(snapshot, where, resource, calls);
  if (change === null || change === undefined) return [];
  return [
    {
      says: fact.changed(change.name, utc(change.at), change.who),
      from: 'cloudtrail:LookupEvents',
      id: resource,
      rule: change.id,
    },
  ];
}

/** What a call asked for, as CloudTrail recorded it; undefined: no such event was read. */
export function requestOf(snapshot: Snapshot, where: Where, event: string): Record<string, unknown> | undefined {
  const record = scopeOf(snapshot, where.account, where.region)?.cloudtrail?.Events?.find((e) => e.EventId === event);
  try {
    const { requestParameters } = JSON.parse(record?.CloudTrailEvent ?? '{}') as {
      requestParameters?: Record<string, unknown> | null;
    };
    return requestParameters ?? undefined;
  } catch {
    return undefined;
  }
}

/** By its list of resources, else by its record: not every service fills the list. */
const names = (event: Saved<Event>, resource: string): boolean =>
  event.Resources?.some((r) => r.ResourceName === resource) === true ||
  event.CloudTrailEvent?.includes(`"${resource}"`) === true ||
  // A listener's ARN has its balancer's name and id in it.
  (resource.includes(':loadbalancer/') &&
    event.CloudTrailEvent?.includes(resource.replace(':loadbalancer/', ':listener/')) === true);

/** A call that was refused has changed nothing. */
function failed(event: Saved<Event>): boolean {
  try {
    return 'errorCode' in (JSON.parse(event.CloudTrailEvent ?? '{}') as object);
  } catch {
    return false;
  }
}

/** A change behind a finding, as a report lists it. */
export interface ChangeBehind extends TrailChange {
  /** The finding's code. */
  code: string;
  account: string;
  region: string;
}

/** The changes that findings name as what is behind them, the latest first. */
export function changesBehind(snapshot: Snapshot, findings: readonly Finding[]): ChangeBehind[] {
  return findings
    .flatMap((f) =>
      f.evidence.flatMap((e): ChangeBehind[] => {
        if (e.from !== 'cloudtrail:LookupEvents') return [];
        const event = scopeOf(snapshot, f.account, f.region)?.cloudtrail?.Events?.find((x) => x.EventId === e.rule);
        if (event === undefined) return [];
        return [
          {
            id: event.EventId ?? '',
            name: event.EventName ?? '',
            at: event.EventTime ?? '',
            who: event.Username ?? '',
            resource: e.id,
            code: f.code,
            account: f.account,
            region: f.region,
          },
        ];
      }),
    )
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? -1 : 1));
}
