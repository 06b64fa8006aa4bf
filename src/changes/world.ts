import type { MetricSeries } from '../snapshot/data/services.ts';
import type { Scope, Snapshot } from '../snapshot/snapshot.ts';

/**
 * What a change works on: a draft of a snapshot that it may write to. The lab gives its own state; a what-if gives a
 * copy. One function an AWS call, so both agree on what a call does.
 */
export interface World {
  account: string;
  region: string;
  /** The lab's clock, or a what-if's `takenAt`. */
  now: Date;
  snapshot: Snapshot;
  /** The scope of the account and region. */
  here: Scope;
  /** The account's scope for services without regions. */
  global: Scope;
  /** A new resource id: `newId('rtb')` → `rtb-0c1f…` (17 hex digits). */
  newId(prefix: string): string;
  /** What AWS does by itself a while after a call. A what-if brings it about at once. */
  later(transition: Transition): void;
  /**
   * The snapshot may lack what was not read, as in a what-if: a change that needs a list that is absent throws
   * `NotInSnapshot`. Without it, as in the lab, an absent list is an empty one.
   */
  partial?: boolean;
  /** Keeps data that `PutMetricData` brought. A what-if has no use for it. */
  putMetrics?(series: MetricSeries[]): void;
  /**
   * What the other side of a VPN connection or Direct Connect gateway (by id) advertises over BGP, as CIDR blocks. No
   * AWS call tells it; without it changes go by the propagated routes that some table shows.
   */
  advertised?(resource: string): string[] | undefined;
}

/** A state that is reached some seconds after the call that started it. */
export interface Transition {
  afterSeconds: number;
  resource: string;
  to:
    | 'instance-running'
    | 'instance-status-ok'
    | 'instance-stopped'
    | 'instance-terminated'
    | 'target-registered'
    | 'target-deregistered'
    | 'target-healthy-threshold'
    | 'nat-gateway-available'
    | 'nat-gateway-deleted'
    | 'vpc-endpoint-available'
    | 'vpc-endpoint-deleted'
    | 'load-balancer-active';
  /** What else the transition needs, such as a target's port. */
  detail?: Record<string, string | number>;
}

/** Changes a world as one AWS call would and answers what AWS answers. Throws `AwsError` and then has changed nothing. */
export type Change<Input = never, Output = unknown> = (world: World, input: Input) => Output;

/** An error as AWS answers it. `code` is the service's own: `InvalidGroup.NotFound`, `ValidationError` … */
export class AwsError extends Error {
  readonly code: string;
  /** HTTP status; AWS answers most client errors with 400. */
  readonly status: number;
  /** Further members of a modelled error shape. */
  readonly members: Record<string, unknown>;

  constructor(code: string, message: string, options: { status?: number; members?: Record<string, unknown> } = {}) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = options.status ?? 400;
    this.members = options.members ?? {};
  }
}
