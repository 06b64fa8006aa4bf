import type { Scope } from '../../snapshot/snapshot.ts';
import type { Place } from '../check.ts';

/** The partitions' regions in which CloudFront keeps its certificates and log deliveries. */
const homeRegions = ['us-east-1', 'cn-northwest-1', 'us-gov-west-1'];

/** Of an account's services without regions: `global` has what CloudFront keeps in its home region, unless that was read itself. */
export const readAtHome = <T>({ audited, account }: Place, read: (scope: Scope) => T | undefined): T | undefined =>
  audited.snapshot.scopes
    .filter((s) => s.account === account && homeRegions.includes(s.region))
    .map(read)
    .find((value) => value !== undefined);
