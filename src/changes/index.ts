import type { Change } from './world.ts';

/** Every call that changes something, by service (as in `Scope`) and operation. */
export const changes: Record<string, Record<string, Change>> = {};
