/**
 * The network model and the reachability engine. Pure: a snapshot in, answers out.
 *
 *     const network = buildNetwork(snapshot);
 *     canReach(network, { from: 'eni-…balancer', to: '10.11.20.101', protocol: 'tcp', port: 80 }).reachable
 *
 * Build a network once a snapshot and keep it; after a change build another (what did not change stays compiled).
 * `canReach` is for one connection and says why it fails; `trace` gives every hop both ways.
 */
export { buildNetwork } from './build/network.ts';
export { type Answered, canReach, type Probe } from './can-reach.ts';
export type * from './model.ts';
export type { Obstacle } from './packet.ts';
export { type Hop, layerOf, type Trace, trace } from './trace.ts';
export type { Origin, Query } from './walk/round-trip.ts';
