import { asItIs, undoOf } from '../changes/undo.ts';
import { applyCalls } from '../changes/what-if.ts';
import type { World } from '../changes/world.ts';
import type { Call } from '../findings/finding.ts';
import type { Text } from '../messages/text.ts';
import { buildNetwork } from '../network/build/network.ts';
import { difference } from '../network/difference.ts';
import { monthly } from '../pricing/estimate.ts';
import type { Price } from '../pricing/products.ts';
import { openScope, type Snapshot } from '../snapshot/snapshot.ts';
import type { Plan } from './plan.ts';

/** What a change would do beyond its own resource. */
export interface Effect {
  /** Target groups that an instance or address of the change is registered in. */
  targets: { group: string; target: string; state: string }[];
  /** Routes that lead to what the change is about. */
  routes: { table: string; destination: string }[];
  /** Public addresses that are given back and not had again. */
  addressesLost: string[];
  /** Reachability before and after, computed on a copy; null: AWS would refuse the calls, or they cannot be tried. */
  reach: Text | null;
  /** What AWS would answer to the calls as far as the copy tells. */
  refused: { operation: string; code: string; message: string }[];
  /** US dollars a month more; null: unknown. */
  monthlyUsd: number | null;
  formula: string;
}

/** Calls that can cut somebody off. https://docs.aws.amazon.com/service-authorization/latest/reference/ */
export const isDestructive = (call: Call): boolean =>
  /^(Stop|Reboot|Terminate|Revoke|Delete|Replace|Deregister|Release|Disassociate|Detach|Modify|Set|Update)/.test(
    call.operation,
  );

/** What the plan would bring about, tried on a copy of the snapshot. */
export function effectOf(snapshot: Snapshot, plan: Plan): Effect {
  const { snapshot: after, errors } = applyCalls(snapshot, plan.calls, plan);
  const { targets, routes, addressesLost } = dependents(snapshot, plan);
  const cost = costOf(plan, snapshot.prices?.table);
  return {
    targets,
    routes,
    addressesLost,
    reach: errors.length > 0 ? null : difference(buildNetwork(snapshot), buildNetwork(after)).says,
    refused: errors.map((e) => ({ operation: e.call.operation, code: e.code, message: e.message })),
    ...cost,
  };
}

function dependents(snapshot: Snapshot, plan: Plan): Pick<Effect, 'targets' | 'routes' | 'addressesLost'> {
  const ids = new Set(plan.resources);
  const stops = plan.calls.some((c) => c.operation === 'StopInstances');
  const here = snapshot.scopes.filter((s) => s.account === plan.account && s.region === plan.region);
  const instances = here
    .flatMap((s) => s.ec2?.Reservations ?? [])
    .flatMap((r) => r.Instances ?? [])
    .filter((i) => ids.has(i.InstanceId ?? ''));
  const addresses = new Set(instances.map((i) => i.PrivateIpAddress));
  const interfaces = new Set(instances.flatMap((i) => (i.NetworkInterfaces ?? []).map((n) => n.NetworkInterfaceId)));
  const targets = here.flatMap((s) =>
    Object.entries(s.elbv2?.TargetHealthDescriptions ?? {}).flatMap(([arn, health]) =>
      health.flatMap((h) =>
        ids.has(h.Target?.Id ?? '') || addresses.has(h.Target?.Id)
          ? [{ group: arn, target: h.Target?.Id ?? '', state: h.TargetHealth?.State ?? 'unknown' }]
          : [],
      ),
    ),
  );
  const routes = here.flatMap((s) =>
    (s.ec2?.RouteTables ?? []).flatMap((t) =>
      (t.Routes ?? []).flatMap((r) =>
        ids.has(r.InstanceId ?? '') || interfaces.has(r.NetworkInterfaceId)
          ? [{ table: t.RouteTableId ?? '', destination: r.DestinationCidrBlock ?? r.DestinationIpv6CidrBlock ?? '' }]
          : [],
      ),
    ),
  );
  const elastic = new Set(here.flatMap((s) => (s.ec2?.Addresses ?? []).map((a) => a.PublicIp)));
  // An address that is not elastic goes back to AWS when its instance stops.
  const addressesLost = stops
    ? instances.flatMap((i) =>
        i.PublicIpAddress === undefined || elastic.has(i.PublicIpAddress) ? [] : [i.PublicIpAddress],
      )
    : [];
  return { targets, routes, addressesLost };
}

/** Calls that neither start nor stop a network charge. What an instance itself costs is none of the network's. */
const free =
  /^(Stop|Start|Reboot)Instances$|SecurityGroup(Ingress|Egress)$|Route$|Targets$|NetworkAcl|^Modify(TargetGroup|Listener|Rule)|^Replace/;

function costOf(
  { calls, region }: Plan,
  table: readonly Price[] | undefined,
): { monthlyUsd: number | null; formula: string } {
  const parts = calls.map(({ operation, input }) => {
    if (free.test(operation)) return { monthlyUsd: 0, formula: '' };
    if (operation === 'CreateVpcEndpoint') {
      if (input.VpcEndpointType === 'Gateway') return { monthlyUsd: 0, formula: '' };
      const quantity = Array.isArray(input.SubnetIds) ? input.SubnetIds.length : 1;
      return monthly({ product: 'interface-endpoint', region, quantity }, table);
    }
    return { monthlyUsd: null, formula: `${operation}: $?` };
  });
  const known = parts.map((p) => p.monthlyUsd);
  return {
    monthlyUsd: known.includes(null) ? null : known.reduce<number>((sum, usd) => sum + (usd ?? 0), 0),
    formula: parts.flatMap((p) => (p.formula === '' ? [] : [p.formula])).join(' + '),
  };
}

/** The calls that undo one, as far as the world before it and its answer tell; null: nothing brings it back. */
export function undoFor(
  snapshot: Snapshot,
  plan: Pick<Plan, 'account' | 'region'>,
  call: Call,
  output?: object,
): Call[] | null {
  return undoOf(asItIs(worldOf(snapshot, plan)), call, output) ?? null;
}

function worldOf(snapshot: Snapshot, { account, region }: Pick<Plan, 'account' | 'region'>): World {
  const copy = { ...snapshot, scopes: [...snapshot.scopes] };
  return {
    account,
    region,
    now: new Date(snapshot.takenAt),
    snapshot: copy,
    here: openScope(copy, account, region),
    global: openScope(copy, account, 'global'),
    partial: true,
    newId: (prefix) => `${prefix}-0`,
    later: () => {},
  };
}
