import { type Cidr, type Family, formatCidr, parseCidr } from '../network/cidr.ts';
import { invalidValue } from './required.ts';

/** Reads a CIDR block of a family; throws `InvalidParameterValue` as EC2 does when it is none. */
export function blockFrom(text: string, family: Family): Cidr {
  const block = text.includes('/') ? parseCidr(text) : undefined;
  if (block === undefined || block.family !== family) throw invalidValue(`CIDR block ${text} is malformed`);
  return block;
}

/** A CIDR block as AWS stores it: host bits cleared, IPv6 compressed. Throws as `blockFrom` does. */
export const canonical = (text: string, family: Family): string => formatCidr(blockFrom(text, family));
