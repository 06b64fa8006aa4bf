import type { EventQuery } from '../snapshot/events.ts';
import { openScope, type Snapshot } from '../snapshot/snapshot.ts';
import { lookUpEvents, trailClient } from './collect/cloudtrail.ts';
import type { Connection } from './connection.ts';
import { gapOf } from './errors.ts';
import { limit } from './limit.ts';
import { retries } from './retry.ts';
import { compare } from './saved.ts';

/** CloudTrail answers two LookupEvents calls a second in an account and region. */
const callsAtOnce = 2;

/**
 * Reads CloudTrail's events about some resources or calls into a snapshot, under `cloudtrail.Events` of their account and
 * region, newest first. A place that was asked and knows of none gets an empty list; what fails is a gap.
 */
export async function readEvents(
  snapshot: Snapshot,
  connections: ReadonlyMap<string, Connection>,
  queries: readonly EventQuery[],
  stop: AbortSignal,
): Promise<void> {
  const calls = limit(callsAtOnce);
  const now = new Date(snapshot.takenAt);
  const failures = new Map<string, Snapshot['gaps'][number]>();
  const clients = new Map<string, ReturnType<typeof trailClient>>();
  await Promise.all(
    queries.map(async ({ account, region, by, value }) => {
      const connection = connections.get(account);
      const place = `${account} ${region}`;
      // One call that is refused is refused for all.
      if (connection === undefined || failures.has(place)) return;
      const client =
        clients.get(place) ??
        trailClient(
          connection.config(
            region,
            retries(() => calls.slower()),
          ),
        );
      clients.set(place, client);
      try {
        const found = await calls.run(() => {
          if (failures.has(place)) return Promise.resolve([]);
          return lookUpEvents(client, { by, value }, now, stop);
        }, stop);
        if (failures.has(place)) return;
        const scope = openScope(snapshot, account, region);
        scope.cloudtrail ??= {};
        const known = new Map((scope.cloudtrail.Events ?? []).map((e) => [e.EventId, e]));
        for (const event of found) known.set(event.EventId, event);
        scope.cloudtrail.Events = [...known.values()].sort(
          (a, b) => compare(b.EventTime ?? '', a.EventTime ?? '') || compare(a.EventId ?? '', b.EventId ?? ''),
        );
      } catch (error) {
        failures.set(place, { account, ...gapOf('cloudtrail:LookupEvents', region, error, stop) });
      }
    }),
  );
  // What one lookup found says nothing about those that failed: then the key is not read.
  for (const { account, region } of failures.values()) {
    const scope = snapshot.scopes.find((s) => s.account === account && s.region === region);
    if (scope?.cloudtrail !== undefined) delete scope.cloudtrail;
  }
  snapshot.gaps.push(...failures.values());
}
