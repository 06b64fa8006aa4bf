import type { Text } from '../../messages/text.ts';
import type { Product } from '../../pricing/price.ts';

/** The parts of an account's network that a bill names, in the order in which they are shown. */
export const costServices = [
  'nat-gateway',
  'load-balancer',
  'endpoint',
  'transit-gateway',
  'network-firewall',
  'public-ipv4',
  'vpn',
  'direct-connect',
  'internet-transfer',
  'zone-transfer',
  'cloudfront',
  'route53',
  'waf',
  'logs',
] as const;
export type CostService = (typeof costServices)[number];

/** What one resource is billed for in a month. Uses of one price are put together into an item of the bill. */
export interface Use {
  service: CostService;
  account: string;
  /** `global` for services without regions. */
  region: string;
  /** Null: the price table has no product for it. */
  product: Product | null;
  what: Text;
  /** The resource; what was not read has none. */
  id?: string;
  name?: string;
  /** In the product's unit: hours, GB … Null: unknown, and `why` says what of it. */
  quantity: number | null;
  why?: Text;
  /** The quantity is the most that it can be. */
  atMost?: boolean;
  /** AWS does not charge this quantity: it comes off the bill. Where AWS says so. */
  waived?: { source: string; asOf: string };
  /** AWS charges nothing for it, and where it says so. */
  free?: string;
}

/** Where something is, for the makers of uses. */
export interface Place {
  account: string;
  region: string;
}
