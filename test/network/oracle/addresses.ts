/*
 * Addresses for the oracle, read its own way: everything is a string of bits. It shares no code with the engine, so
 * that a mistake in one is not a mistake in both.
 */

/** An address as its bits: 32 or 128 characters of `0` and `1`. */
export type Bits = string;

export function bitsOf(text: string): Bits {
  if (text.includes(':')) {
    const [left, right] = text.split('::') as [string, string | undefined];
    const head = left === '' ? [] : left.split(':');
    const tail = right === undefined || right === '' ? [] : right.split(':');
    const middle = right === undefined ? [] : Array<string>(8 - head.length - tail.length).fill('0');
    return [...head, ...middle, ...tail].map((h) => Number.parseInt(h, 16).toString(2).padStart(16, '0')).join('');
  }
  return text
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
}

/** Length of the prefix if the address is in the block, else −1. */
export function matchLength(address: Bits, block: string | undefined): number {
  if (block === undefined) return -1;
  const [base, length] = block.split('/') as [string, string];
  const bits = bitsOf(base);
  if (bits.length !== address.length) return -1;
  return address.startsWith(bits.slice(0, Number(length))) ? Number(length) : -1;
}

export const isIn = (address: Bits, block: string | undefined): boolean => matchLength(address, block) >= 0;

const privateBlocks = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
];

/** Whether the internet carries packets to it: for IPv6 only 2000::/3. */
export const onInternet = (address: Bits): boolean =>
  address.length === 128 ? address.startsWith('001') : !privateBlocks.some((b) => isIn(address, b));
