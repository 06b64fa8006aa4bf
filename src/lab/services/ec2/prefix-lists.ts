import type { Handlers } from '../../handler.ts';
import { idKinds, requireIds } from './ids.ts';
import { kept, listing, tagsOf } from './listing.ts';

export const prefixListReads: Handlers = {
  DescribeManagedPrefixLists: listing(kept('PrefixLists'), {
    answer: 'PrefixLists',
    ids: { member: 'PrefixListIds', kind: idKinds.prefixList, of: (l) => l.PrefixListId },
    filters: {
      'owner-id': (l) => l.OwnerId,
      'prefix-list-id': (l) => l.PrefixListId,
      'prefix-list-name': (l) => l.PrefixListName,
    },
    tags: tagsOf,
    pages: { usual: 100, most: 100 },
  }),
  GetManagedPrefixListEntries: listing(
    (call, input) => {
      const id = String(input.PrefixListId);
      requireIds(idKinds.prefixList, [id], new Set(kept('PrefixLists')(call).map((l) => l.PrefixListId ?? '')));
      return call.here.ec2?.PrefixListEntries?.[id] ?? [];
    },
    { answer: 'Entries', pages: { usual: 100, most: 100 } },
  ),
  // The older call: the lists of AWS's own services with their blocks.
  DescribePrefixLists: listing(
    (call) =>
      kept('PrefixLists')(call)
        .filter((l) => l.OwnerId === 'AWS')
        .map(({ PrefixListId, PrefixListName }) => ({
          PrefixListId,
          PrefixListName,
          Cidrs: (call.here.ec2?.PrefixListEntries?.[PrefixListId ?? ''] ?? []).flatMap((e) => e.Cidr ?? []),
        })),
    {
      answer: 'PrefixLists',
      ids: { member: 'PrefixListIds', kind: idKinds.prefixList, of: (l) => l.PrefixListId },
      filters: { 'prefix-list-id': (l) => l.PrefixListId, 'prefix-list-name': (l) => l.PrefixListName },
      pages: { usual: 100, most: 1000, clamp: true },
    },
  ),
};
