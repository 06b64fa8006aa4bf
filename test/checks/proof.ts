import type { Intent } from '../../src/checks/check.ts';
import type { Lab } from './lab.ts';

/** How one check is shown to see a fault, and to see that it is gone. */
export interface Proof {
  /** What breaks the lab; absent: it has the fault as it is. */
  breaks?(lab: Lab): void;
  /** The resource that fails on the broken lab; on the mended one it passes, or is gone. */
  resource(lab: Lab): string;
  /** What mends the broken lab; absent: the calls of the finding's own fix, applied as AWS would. */
  mends?(lab: Lab): void;
  intent?: Intent;
}
