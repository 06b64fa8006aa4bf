import type { ManagedPrefixList, PrefixListEntry } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { labId, labRegion } from './ids.ts';

export const cloudFrontPrefixListId = labId('pl', 'com.amazonaws.global.cloudfront.origin-facing');

/**
 * AWS-managed prefix lists. The names are AWS's. The entries are illustrative: AWS changes its own, so the lab uses the
 * benchmarking range 198.18.0.0/15 (RFC 2544), which nobody's network holds.
 */
const lists: [name: string, entries: string[]][] = [
  ['com.amazonaws.global.cloudfront.origin-facing', ['198.18.0.0/22', '198.18.8.0/22']],
  [`com.amazonaws.${labRegion}.s3`, ['198.18.32.0/20', '198.18.48.0/22']],
  [`com.amazonaws.${labRegion}.dynamodb`, ['198.18.64.0/22']],
];

export const prefixLists = (): Saved<ManagedPrefixList>[] =>
  lists.map(([name]) => ({
    PrefixListId: labId('pl', name),
    PrefixListArn: `arn:aws:ec2:${labRegion}:aws:prefix-list/${labId('pl', name)}`,
    PrefixListName: name,
    AddressFamily: 'IPv4',
    State: 'create-complete',
    OwnerId: 'AWS',
    Tags: [],
  }));

export const prefixListEntries = (): Record<string, Saved<PrefixListEntry>[]> =>
  Object.fromEntries(lists.map(([name, entries]) => [labId('pl', name), entries.map((Cidr) => ({ Cidr }))]));
