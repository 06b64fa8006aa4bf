import type { LabState } from '../../state.ts';
import type { Kind } from '../metrics/flows.ts';
import type { MetricWorld } from '../metrics/world.ts';

/** A host that the lab's machines speak to, and its part of their traffic of a kind. */
export interface Destination {
  address: string;
  port: number;
  share: number;
}

/** Package mirrors and an API on the internet: invented, in the blocks of RFC 5737. */
const internet: readonly Destination[] = [
  { address: '198.51.100.20', port: 443, share: 0.6 },
  { address: '198.51.100.21', port: 443, share: 0.25 },
  { address: '192.0.2.80', port: 80, share: 0.15 },
];

/** The outside API that the connections of a load go to. */
export const loadedDestination = { address: '198.51.100.77', port: 443 } as const;

/** A second address of a block, so that S3 is seen under several, as it is. */
const nextAddress = (cidr: string, by: number): string => {
  const [a, b, c, d] = cidr.split('/')[0]!.split('.').map(Number);
  return [a, b, c, d! + by].join('.');
};

/** Where a kind of traffic goes. */
export function destinationsOf(world: MetricWorld): (kind: Kind) => readonly Destination[] {
  const lists = world.here.ec2?.PrefixLists ?? [];
  const s3List = lists.find((l) => l.PrefixListName === `com.amazonaws.${world.region}.s3`)?.PrefixListId;
  const blocks = (s3List === undefined ? undefined : world.here.ec2?.PrefixListEntries?.[s3List]) ?? [];
  const s3 = blocks.slice(0, 2).map(({ Cidr = '' }, i) => ({
    address: nextAddress(Cidr, 16),
    port: 443,
    share: i === 0 && blocks.length > 1 ? 0.7 : blocks.length > 1 ? 0.3 : 1,
  }));
  const site = siteHosts(world.state).map((address, _, all) => ({ address, port: 443, share: 1 / all.length }));
  const found = { internet, s3: s3.length > 0 ? s3 : internet, site };
  return (kind) => found[kind];
}

const siteHosts = (state: LabState): string[] =>
  Object.keys(state.hosts)
    .filter((host) => /^\d+\.\d+\.\d+\.\d+$/.test(host))
    .sort()
    .slice(0, 2);
