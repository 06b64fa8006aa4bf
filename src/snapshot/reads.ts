import type { Scope, ServiceName } from './snapshot.ts';

/** A key of a scope that can be read: `ec2.Vpcs`, `elbv2.TargetHealthDescriptions`. */
export type ReadName = {
  [Service in ServiceName]: `${Service}.${keyof NonNullable<Scope[Service]> & string}`;
}[ServiceName];

/**
 * What a command needs of a snapshot: keys, whole services, or all. A service or `all` leaves out what is read only
 * when it is named: what is slow, or takes one call for each of many things.
 */
export type Needs = readonly (ReadName | ServiceName)[] | 'all';
