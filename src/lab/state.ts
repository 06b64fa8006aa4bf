import type { Transition } from '../changes/world.ts';
import type { Call } from '../findings/finding.ts';
import type { Product } from '../pricing/products.ts';
import type { MetricSeries } from '../snapshot/data/services.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** All that the lab is: what AWS would answer (a snapshot), and what AWS does not show but a network has. */
export interface LabState {
  version: 1;
  createdAt: string;
  /** The network as AWS's APIs show it. */
  snapshot: Snapshot;
  /** What each instance answers, by instance id (or `ip:port-less address` for hosts on-premises). */
  hosts: Record<string, Host>;
  /** Physical links that no AWS call can break, by connection, tunnel (`vpn-…/203.0.113.5`) or virtual interface id. */
  linksDown: string[];
  /** Added to the generated metrics: load that the control API set, by resource id. */
  load: Record<string, Load>;
  /** What AWS will do by itself, due at an instant (ISO). */
  pending: (Transition & { at: string; account: string; region: string })[];
  /** Every change made, as CloudTrail shows it; newest last. */
  events: LabEvent[];
  /** How it came to be as it is: what metrics and health checks look back on. Absent: nothing has changed yet. */
  history?: History;
  /** Data put through PutMetricData, and where. */
  putMetrics: (MetricSeries & { account?: string; region?: string })[];
  /** API misbehaviour for tests of clients: denied, throttled, slow, broken calls. */
  apiFaults: ApiFault[];
  /** Until then (ISO 8601) IAM's credential report is being written, as in an account with very many users. */
  credentialReportReadyAt?: string;
  /** Faults that `netops lab break` made and nobody has healed, oldest first. */
  faults?: BrokenFault[];
  /** Prices that the Price List answers in place of the bundled ones, or for what those lack. */
  prices?: LabPrice[];
  /** The next number of the id generator. */
  sequence: number;
  /** A clock that stands still, for tests: ISO 8601. Absent: the machine's. */
  clock?: { fixed?: string };
}

/** A price that the control API set. */
export interface LabPrice {
  product: Product;
  region: string;
  usd: number;
  /** The day on which it was set. */
  asOf: string;
}

/** A fault that was made, and what undoes it, in order. */
export interface BrokenFault {
  id: string;
  at: string;
  undo: FaultUndo[];
}

export type FaultUndo =
  | { call: Call }
  | { host: string; to: Host }
  | { link: string; up: boolean }
  | { load: string; to: Load | null };

/** A host's listening services, by `tcp/80`. A port that is not listed is closed: it refuses. */
export interface Host {
  services: Record<string, Service>;
  /** The operating system hangs: packets arrive and nothing answers. */
  silent?: boolean;
}

export interface Service {
  /** `http`: answers requests; `tcp`: accepts connections. */
  kind: 'http' | 'https' | 'tcp' | 'udp';
  /** HTTP status by path; `*` for any other. */
  status?: Record<string, number>;
  /** Milliseconds until the answer. */
  latencyMs?: number;
  /** Accepts nothing and refuses nothing. */
  silent?: boolean;
}

export interface Load {
  /** Simultaneous connections to one destination, NAT gateways. */
  connections?: number;
  bytesPerHour?: number;
  /** A minute. */
  portAllocationErrors?: number;
  /** A minute. */
  packetsDropped?: number;
}

/** Facts about the lab over time (`behaviour/facts.ts`). Their texts are kept once and named by their place. */
export interface History {
  texts: string[];
  /** What was so before the first change. */
  before: Record<string, number>;
  /** What became different and when (ISO 8601), oldest first; null: is no longer so. */
  changes: { at: string; facts: Record<string, number | null> }[];
}

export interface LabEvent {
  eventId: string;
  eventTime: string;
  account: string;
  region: string;
  /** `ec2.amazonaws.com` */
  eventSource: string;
  eventName: string;
  callerArn: string;
  accessKeyId: string;
  sourceIp: string;
  userAgent: string;
  request: unknown;
  response: unknown;
  readOnly: boolean;
  resources: { ResourceType: string; ResourceName: string }[];
  errorCode?: string;
  errorMessage?: string;
}

export interface ApiFault {
  id: string;
  /** `ec2:DescribeVpcs`; `*` matches any run of characters. */
  operation: string;
  region?: string;
  account?: string;
  effect:
    | { kind: 'error'; code: string; status: number; message?: string }
    | { kind: 'delay'; ms: number }
    | { kind: 'cut' }
    | { kind: 'truncate' };
  /** Applies to this many calls, then is gone; absent: to all. */
  times?: number;
  /** Of all calls, the share it hits (0–1), by a fixed sequence; absent: each. */
  share?: number;
  /** Calls that it matched so far: where `share` stands in its sequence. */
  seen?: number;
}
