import { describe, expect, test } from 'vitest';
import { diagnoseLoadBalancers } from '../../src/diagnose/loadbalancer/index.ts';
import { faultOf, faults } from '../../src/lab/faults/all/index.ts';
import type { Scope, Snapshot } from '../../src/snapshot/snapshot.ts';
import { cases } from '../thorough.ts';
import { labWith, look } from './diagnose.ts';

/*
 * A diagnosis from half the data names fewer causes, never wrong ones: each list of a snapshot with a fault is taken
 * away in turn, as when its call is refused.
 */

const balancerFaults = faults.filter((f) => f.truth.code.startsWith('LB_')).map((f) => f.id);
/** One of each kind: what stands, what stops packets there and back, what targets answer, what nobody forwards to. */
const tried = [
  'target-stopped',
  'target-group-closed',
  'balancer-egress-closed',
  'nacl-balancer-inbound',
  'health-path',
  'health-port',
  'service-down',
  'listener-deleted',
  'balancer-ingress-closed',
  'public-route-deleted',
];

/** The keys of a service that a snapshot holds. */
const keysOf = (snapshot: Snapshot, service: 'ec2' | 'elbv2' | 'cloudwatch' | 'cloudtrail' | 'networkfirewall') => [
  ...new Set(snapshot.scopes.flatMap((s) => Object.keys(s[service] ?? {}))),
];

function without(snapshot: Snapshot, service: keyof Scope, key: string): Snapshot {
  const scopes = snapshot.scopes.map((scope) => {
    const part = scope[service];
    if (typeof part !== 'object' || part === null || !(key in part)) return scope;
    const { [key]: _, ...rest } = part as Record<string, unknown>;
    return { ...scope, [service]: rest } as Scope;
  });
  return { ...snapshot, scopes };
}

describe('what was not read is no cause', () => {
  test.each(tried.slice(0, cases(3, tried.length)))('%s', async (id) => {
    expect(balancerFaults).toContain(id);
    const snapshot = await look(labWith(faultOf(id)!));
    const causes = (s: Snapshot): string[] =>
      diagnoseLoadBalancers(s)
        .findings.filter((f) => f.cause)
        .map((f) => `${f.code} ${f.resource}`);
    const known = new Set(causes(snapshot));
    expect(known.size).toBeGreaterThan(0);
    const wrong = (['ec2', 'elbv2', 'cloudwatch', 'cloudtrail', 'networkfirewall'] as const).flatMap((service) =>
      keysOf(snapshot, service).flatMap((key) =>
        causes(without(snapshot, service, key))
          .filter((cause) => !known.has(cause))
          .map((cause) => `without ${service}.${key}: ${cause}`),
      ),
    );
    expect(wrong).toEqual([]);
  });
});
