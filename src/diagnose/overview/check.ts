import type { Finding } from '../../findings/finding.ts';
import type { Network } from '../../network/model.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Connectivity } from './facts/connectivity.ts';
import type { Overview } from './overview.ts';
import type { Way } from './way.ts';

/** What a check looks at. */
export interface Inspected {
  snapshot: Snapshot;
  network: Network;
  overview: Overview;
  /** The ways of each subnet's packets to the internet, by subnet id. */
  exits: ReadonlyMap<string, readonly Way[]>;
  /** How packets go between VPCs and to on-premises. */
  connectivity: Connectivity;
}

/** What checks of load balancers look at: all that `netops lb` has. */
export type BalancersInspected = Pick<Inspected, 'snapshot' | 'network'> & {
  overview: Pick<Overview, 'loadBalancers' | 'distributions'>;
};

/** What checks of NAT gateways look at: all that `netops nat` has. */
export type NatInspected = Pick<Inspected, 'snapshot' | 'network'> & { overview: Pick<Overview, 'natGateways'> };

/** One check: from a network to the findings of its codes. A check says nothing about what was not read. */
export interface Check {
  codes: readonly string[];
  find(inspected: Inspected): Finding[];
}
