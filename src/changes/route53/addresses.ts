import { parseAddress } from '../../network/cidr.ts';

export const isIPv4 = (text: string): boolean => typeof parseAddress(text) === 'number';
export const isIPv6 = (text: string): boolean => typeof parseAddress(text) === 'bigint';
