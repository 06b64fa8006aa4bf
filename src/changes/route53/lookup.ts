import type { HostedZone } from '@aws-sdk/client-route-53';
import type { Saved } from '../../snapshot/snapshot.ts';
import { all } from '../draft.ts';
import { AwsError, type World } from '../world.ts';
import { bareId } from './names.ts';

/** A hosted zone and its id without the path. Throws `NoSuchHostedZone`. */
export function zoneOf(world: World, id: string | undefined): { zone: Readonly<Saved<HostedZone>>; id: string } {
  const wanted = bareId(id);
  const zone = all(world, 'route53', 'HostedZones').find((z) => bareId(z.Id) === wanted);
  if (zone === undefined) {
    throw new AwsError('NoSuchHostedZone', `No hosted zone found with ID: ${wanted}`, { status: 404 });
  }
  return { zone, id: wanted };
}

/** What Route 53 answers a change with: it is on its way to the name servers. */
export const changeInfo = (world: World, comment?: string) => ({
  ChangeInfo: {
    Id: `/change/C${world.newId('change').slice(-16).toUpperCase()}`,
    Status: 'PENDING' as const,
    SubmittedAt: world.now.toISOString(),
    ...(comment === undefined ? {} : { Comment: comment }),
  },
});
