import type { World } from '../changes/world.ts';
import type { LabState } from './state.ts';

/** What a lab operation is given besides its input. */
export interface LabCall extends World {
  state: LabState;
  caller: Caller;
}

export interface Caller {
  account: string;
  arn: string;
  userId: string;
  accessKeyId: string;
}

/** Answers one read. Input and output are the SDK's shapes; dates in the output may be ISO strings or `Date`. */
export type Handler<Input = never> = (call: LabCall, input: Input) => unknown;

/** A service's reading operations by name (`DescribeVpcs`). Changing operations are in `changes/`. */
export type Handlers = Record<string, Handler>;
