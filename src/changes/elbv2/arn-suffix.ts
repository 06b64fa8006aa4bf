import type { World } from '../world.ts';

/** Sixteen hex digits for the end of an ARN: `…:targetgroup/name/73e2d6bc24d8a067`. */
export const arnSuffix = (world: World): string => world.newId('elb').slice(-16);
