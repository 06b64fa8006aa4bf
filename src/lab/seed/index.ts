import type { Scope } from '../../snapshot/snapshot.ts';
import type { LabState } from '../state.ts';
import { seedEc2 } from './ec2.ts';
import { seedElbv2 } from './elbv2.ts';
import { freshState } from './fresh-state.ts';
import { labAccount, labRegion } from './ids.ts';
import { hosts } from './instances.ts';
import { seedServices } from './services.ts';

/** A fresh lab: the network of the workshop and its hybrid and DNS part. */
export function seedState(now: Date): LabState {
  const services = seedServices(now);
  const here: Scope = { account: labAccount, region: labRegion, ec2: seedEc2(), elbv2: seedElbv2(), ...services.here };
  const global: Scope = { account: labAccount, region: 'global', ...services.global };
  return freshState(now, [here, global], hosts());
}
