import { createHash } from 'node:crypto';

/** A UUID that is always the same for the same name: for the ids and tokens that AWS makes at random. */
export const uuidOf = (name: string): string =>
  createHash('sha256')
    .update(`uuid/${name}`)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5');
