import type { Instance } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { all, edit, known } from '../draft.ts';
import { AwsError, type World } from '../world.ts';

export type SavedInstance = Saved<Instance>;

/** An instance by id, or undefined when there is none or instances were not read. */
export function instanceMaybe(world: World, id: string): Readonly<SavedInstance> | undefined {
  for (const reservation of known(world, 'ec2', 'Reservations') ?? []) {
    const instance = reservation.Instances?.find((i) => i.InstanceId === id);
    if (instance !== undefined) return instance;
  }
  return undefined;
}

/**
 * Instances by id, in the order asked for. Throws `InvalidInstanceID.NotFound` naming all that are missing, or
 * `.Malformed` for what is no instance id.
 */
export function instancesOf(world: World, ids: readonly string[]): Readonly<SavedInstance>[] {
  const wanted = new Set(ids);
  const byId = new Map<string, Readonly<SavedInstance>>();
  for (const reservation of all(world, 'ec2', 'Reservations')) {
    for (const instance of reservation.Instances ?? []) {
      if (wanted.has(instance.InstanceId ?? '')) byId.set(instance.InstanceId ?? '', instance);
    }
  }
  const missing = [...wanted].filter((id) => !byId.has(id));
  const malformed = missing.find((id) => !/^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id));
  if (malformed !== undefined) throw new AwsError('InvalidInstanceID.Malformed', `Invalid id: "${malformed}"`);
  if (missing.length > 0) {
    const which = missing.length === 1 ? `ID '${missing[0]}' does` : `IDs '${missing.join(', ')}' do`;
    throw new AwsError('InvalidInstanceID.NotFound', `The instance ${which} not exist`);
  }
  return [...wanted].map((id) => byId.get(id)!);
}

export const instanceOf = (world: World, id: string): Readonly<SavedInstance> => instancesOf(world, [id])[0]!;

/** Lets `change` write to copies of the instances of these ids. */
export function editInstances(world: World, ids: ReadonlySet<string>, change: (copy: SavedInstance) => void): void {
  edit(
    world,
    'ec2',
    'Reservations',
    (reservation) => reservation.Instances?.some((i) => ids.has(i.InstanceId ?? '')) === true,
    (copy) => {
      for (const instance of copy.Instances ?? []) if (ids.has(instance.InstanceId ?? '')) change(instance);
    },
  );
}

/** The ids of the instances that have one of these interfaces. */
export function instancesWith(world: World, interfaces: ReadonlySet<string>): Set<string> {
  const ids = new Set<string>();
  for (const { Instances } of known(world, 'ec2', 'Reservations') ?? []) {
    for (const { InstanceId, NetworkInterfaces } of Instances ?? []) {
      const has = NetworkInterfaces?.some((card) => interfaces.has(card.NetworkInterfaceId ?? ''));
      if (has && InstanceId !== undefined) ids.add(InstanceId);
    }
  }
  return ids;
}
