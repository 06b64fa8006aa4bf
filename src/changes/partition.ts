import type { World } from './world.ts';

/** The partition of the world's account: `aws`, `aws-cn`, `aws-us-gov`. */
export const partitionOf = (world: World): string =>
  world.snapshot.accounts.find((account) => account.id === world.account)?.partition ?? 'aws';
