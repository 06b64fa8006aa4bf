import type { TargetGroup, TargetHealth } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Saved, Scope, Snapshot } from '../snapshot/snapshot.ts';
import { labAccount, labRegion } from './seed/ids.ts';
import type { Host, LabState, Service } from './state.ts';

/**
 * A lab with the network of a snapshot, to try changes on a copy of a real account. What its hosts listen on no snapshot
 * says; target health tells the part that matters: a healthy target answers its health check, one that answered a wrong
 * code goes on answering it, one that timed out stays silent, anything else refuses.
 */
export function stateFromSnapshot(snapshot: Snapshot, now: Date): LabState {
  const hosts: Record<string, Host> = {};
  for (const scope of snapshot.scopes) addHosts(hosts, scope);
  return {
    version: 1,
    createdAt: now.toISOString(),
    snapshot: structuredClone({ ...snapshot, source: 'lab' }),
    hosts,
    linksDown: [],
    load: {},
    pending: [],
    events: [],
    putMetrics: [],
    apiFaults: [],
    sequence: 1,
  };
}

function addHosts(hosts: Record<string, Host>, { ec2, elbv2 }: Scope): void {
  for (const { Instances } of ec2?.Reservations ?? []) {
    for (const { InstanceId } of Instances ?? []) if (InstanceId !== undefined) hosts[InstanceId] ??= { services: {} };
  }
  for (const group of elbv2?.TargetGroups ?? []) {
    for (const { Target, TargetHealth: health } of elbv2?.TargetHealthDescriptions?.[group.TargetGroupArn ?? ''] ??
      []) {
      const port = healthCheckPort(group, Target?.Port);
      const service = serviceOf(group, health);
      if (Target?.Id === undefined || port === undefined || service === undefined) continue;
      hosts[Target.Id] ??= { services: {} };
      hosts[Target.Id]!.services[`tcp/${port}`] ??= service;
    }
  }
}

function healthCheckPort(
  { HealthCheckPort: port }: Saved<TargetGroup>,
  targetPort: number | undefined,
): number | undefined {
  return port === undefined || port === 'traffic-port' ? targetPort : Number(port);
}

/** The service behind a health check's outcome; `undefined` when nothing answers there. */
function serviceOf(group: Saved<TargetGroup>, health: Saved<TargetHealth> | undefined): Service | undefined {
  const protocol = group.HealthCheckProtocol ?? group.Protocol;
  const kind = protocol === 'HTTPS' ? 'https' : protocol === 'HTTP' ? 'http' : 'tcp';
  const path = group.HealthCheckPath ?? '/';
  if (health?.Reason === 'Target.Timeout') return { kind, silent: true };
  if (health?.Reason === 'Target.FailedHealthChecks') return undefined;
  if (kind === 'tcp') return { kind };
  const answered =
    health?.Reason === 'Target.ResponseCodeMismatch'
      ? /\[(\d{3})\]/.exec(health.Description ?? '')?.[1]
      : /\d{3}/.exec(group.Matcher?.HttpCode ?? '200')?.[0];
  return { kind, status: { [path]: Number(answered ?? 200), '*': 200 } };
}

/** The account that the lab's callers are in: the snapshot's first. */
export const labAccountOf = ({ snapshot }: LabState): string =>
  snapshot.accounts[0]?.id ?? snapshot.scopes[0]?.account ?? labAccount;

/** The region that the lab's clients ask first. */
export const labRegionOf = ({ snapshot }: LabState): string => snapshot.regions[0] ?? labRegion;
