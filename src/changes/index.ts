import { atomic } from './atomic.ts';
import * as instances from './ec2/instances.ts';
import * as networkAcls from './ec2/network-acls.ts';
import * as routes from './ec2/routes.ts';
import * as securityGroups from './ec2/security-groups.ts';
import * as targets from './elbv2/targets.ts';
import type { Change } from './world.ts';

/** The operations among a module's exports: AWS's names begin with a capital, our functions do not. */
const operationsOf = (...modules: object[]): Record<string, Change> =>
  Object.fromEntries(
    modules
      .flatMap((module) => Object.entries(module) as [string, Change][])
      .filter(([name]) => /^[A-Z]/.test(name))
      .map(([name, change]) => [name, atomic(change)]),
  );

/** Every call that changes something, by service (as in `Scope`) and operation. Each happens wholly or not at all. */
export const changes: Readonly<Record<string, Readonly<Record<string, Change>>>> = {
  ec2: operationsOf(instances, networkAcls, routes, securityGroups),
  elbv2: operationsOf(targets),
};

/** Whether a call changes something that netops knows how to change. */
export const isChange = (service: string, operation: string): boolean =>
  Object.hasOwn(changes, service) && Object.hasOwn(changes[service]!, operation);
