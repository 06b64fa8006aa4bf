import { createHash } from 'node:crypto';

/**
 * The token that Network Firewall gives with each read and wants back with an update: it changes when the resource does.
 * An update whose token is not the present one is an `InvalidTokenException`.
 *
 * @param resource what is kept of the resource: a `Firewall`, or a policy's or rule group's whole entry
 */
export const updateToken = (resource: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(resource))
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
