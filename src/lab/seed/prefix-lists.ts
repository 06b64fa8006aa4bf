import type { ManagedPrefixList, PrefixListEntry } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { labId, labRegion } from './ids.ts';

export const cloudFrontPrefixListId = labId('pl', 'com.amazonaws.global.cloudfront.origin-facing');

/**
 * AWS-managed prefix lists: names and ids are AWS's in this region, the same in every account. The entries are
 * illustrative: a few blocks that AWS has announced for the service (https://ip-ranges.amazonaws.com/ip-ranges.json).
 * AWS's own lists are longer and change without notice.
 */
const lists: [name: string, entries: string[]][] = [
  [
    'com.amazonaws.global.cloudfront.origin-facing',
    ['64.252.64.0/18', '64.252.128.0/18', '70.132.0.0/18', '130.176.0.0/17'],
  ],
  [`com.amazonaws.${labRegion}.s3`, ['3.5.140.0/22', '52.92.0.0/20', '52.219.56.0/22', '52.219.60.0/23']],
  [`com.amazonaws.${labRegion}.dynamodb`, ['52.94.6.0/24']],
];

/** An AWS-managed list has no MaxEntries and no Version: AWS does not tell them. */
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
