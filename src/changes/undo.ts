import type { Call } from '../findings/finding.ts';
import { undoAlarms } from './undo/cloudwatch.ts';
import { undoAddresses } from './undo/ec2-addresses.ts';
import { undoAttributes } from './undo/ec2-attributes.ts';
import { undoGateways } from './undo/ec2-gateways.ts';
import { undoRouting } from './undo/ec2-routing.ts';
import { undoSecurity } from './undo/ec2-security.ts';
import { undoTransitGateways } from './undo/ec2-transit-gateways.ts';
import { undoBalancers } from './undo/elbv2.ts';
import type { Undos } from './undo/entry.ts';
import { undoLogGroups } from './undo/logs.ts';
import { undoFirewalls } from './undo/networkfirewall.ts';
import { undoRoute53 } from './undo/route53.ts';
import { undoResolver } from './undo/route53resolver.ts';
import { AwsError, type World } from './world.ts';

const undos: Record<string, Undos> = {
  ec2: {
    ...undoSecurity,
    ...undoRouting,
    ...undoAttributes,
    ...undoAddresses,
    ...undoGateways,
    ...undoTransitGateways,
  },
  elbv2: undoBalancers,
  route53: undoRoute53,
  route53resolver: undoResolver,
  networkfirewall: undoFirewalls,
  cloudwatch: undoAlarms,
  logs: undoLogGroups,
};

/**
 * The calls that undo a call, in order. Ask before the call is made, with the world as it is, when `output` is not yet
 * known: then calls that need an id which the call makes cannot be undone (undefined). Ask with the world as it was and
 * the call's output to have those too.
 *
 * @returns an empty list when the call changes nothing; undefined when calls cannot bring back what it takes away
 */
export function undoOf(world: World, call: Call, output?: unknown): Call[] | undefined {
  const entries = undos[call.service];
  const undo = entries !== undefined && Object.hasOwn(entries, call.operation) ? entries[call.operation] : undefined;
  if (undo === undefined) return undefined;
  try {
    return undo(world, call.input, output ?? {});
  } catch (error) {
    // What the call names is not there, or was not read: it fails, or nobody knows what it replaces.
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

/** The world as it is now, which changes to the world do not touch: to ask `undoOf` after a call what it undid. */
export function asItIs(world: World): World {
  const copies = new Map([...world.snapshot.scopes, world.here, world.global].map((scope) => [scope, { ...scope }]));
  return {
    ...world,
    snapshot: { ...world.snapshot, scopes: world.snapshot.scopes.map((scope) => copies.get(scope)!) },
    here: copies.get(world.here)!,
    global: copies.get(world.global)!,
  };
}
