import { account } from './account.ts';
import { balancers } from './balancers.ts';
import { dns } from './dns.ts';
import { edge } from './edge.ts';
import { exposure } from './exposure.ts';
import { firewalls } from './firewall.ts';
import { hybrid } from './hybrid.ts';
import type { Proof } from './proof.ts';
import { resilience } from './resilience.ts';
import { securityGroups } from './security-groups.ts';
import { vpc } from './vpc.ts';

/** By code. A code that is checked in regions and in `global` has one proof, tried in both. */
export const proofs: Readonly<Record<string, Proof>> = {
  ...exposure,
  ...securityGroups,
  ...vpc,
  ...hybrid,
  ...firewalls,
  ...balancers,
  ...edge,
  ...dns,
  ...account,
  ...resilience,
};
