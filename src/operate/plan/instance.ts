import type { Instance } from '@aws-sdk/client-ec2';
import { UserError } from '../../errors/user-error.ts';
import * as text from '../../messages/do-plan.ts';
import type { Saved, Scope, Snapshot } from '../../snapshot/snapshot.ts';
import type { Request } from '../request.ts';
import { type Found, type Kind, one } from './names.ts';
import { ec2, type Plan, place, shown } from './plan.ts';

/** Instances by id, name or private address. One that is terminated keeps its name for an hour, and no longer counts. */
export const instances: Kind<Saved<Instance>> = {
  listOf: (scope) =>
    scope.ec2?.Reservations?.flatMap((r) => r.Instances ?? []).filter((i) => i.State?.Name !== 'terminated'),
  idOf: (i) => i.InstanceId,
  otherNames: (i) => [i.PrivateIpAddress],
  tell: (i) => [i.State?.Name, i.PrivateIpAddress, i.VpcId].filter((part) => part !== undefined).join(' '),
};

export const instanceNamed = (where: Snapshot | Scope, given: string): Found<Saved<Instance>> =>
  one(where, given, instances);

/** From which states each operation may be called, and the one that it leads to. */
const operations = {
  'stop-instance': { operation: 'StopInstances', reached: 'stopped', from: ['pending', 'running', 'stopping'] },
  'start-instance': { operation: 'StartInstances', reached: 'running', from: ['stopped', 'pending'] },
  'reboot-instance': { operation: 'RebootInstances', reached: undefined, from: ['running'] },
} as const;

/** Stops, starts or reboots an instance. */
export function instancePlan(snapshot: Snapshot, asked: Extract<Request, { instance: string }>): Plan {
  const found = instanceNamed(snapshot, asked.instance);
  const { operation, reached, from } = operations[asked.action];
  const state = found.item.State?.Name ?? 'unknown';
  const name = shown(found.id, found.name);
  if (state !== reached && !(from as readonly string[]).includes(state))
    throw new UserError(text.wrongState(name, state, operation));
  return {
    ...place(found),
    calls: [ec2(operation, { InstanceIds: [found.id] })],
    done: state === reached,
    resources: [found.id],
    before: `${found.id} ${state}`,
    now: text.isInState(name, state),
    notes: [],
  };
}
