import { cbor, dateToTag, tagSymbol } from '@smithy/core/cbor';
import { Malformed } from './malformed.ts';
import { dateOf } from './timestamp.ts';
import type { TreeFormat } from './tree.ts';

interface Tagged {
  tag: number | bigint;
  value: unknown;
  [tagSymbol]: true;
}

const isTagged = (value: unknown): value is Tagged =>
  typeof value === 'object' && value !== null && (value as Partial<Tagged>)[tagSymbol] === true;

/** CBOR as rpcv2Cbor writes it: bytes as bytes, timestamps as tag 1 with epoch seconds. */
export const cborFormat: TreeFormat = {
  renamesMembers: false,
  timestampIn(_schema, value) {
    const seconds = isTagged(value) && Number(value.tag) === 1 ? value.value : value;
    if (typeof seconds !== 'number' && typeof seconds !== 'bigint') return undefined;
    return new Date(Math.round(Number(seconds) * 1000));
  },
  timestampOut: (_schema, value) => dateToTag(dateOf(value)),
  blobIn: (value) => (value instanceof Uint8Array ? value : undefined),
  blobOut: (value) => (typeof value === 'string' ? new Uint8Array(Buffer.from(value, 'base64')) : value),
  numberOut: (value) => value,
};

/** Parses a CBOR body; an empty one is an empty map. Throws `Malformed`. */
export function parseCbor(body: Uint8Array): unknown {
  if (body.byteLength === 0) return {};
  try {
    return cbor.deserialize(body) as unknown;
  } catch {
    throw new Malformed('syntax', 'The request body is not valid CBOR');
  }
}

export const writeCbor = (tree: unknown): Uint8Array => cbor.serialize(tree);
