import type { ResourceType, Tag, TagSpecification } from '@aws-sdk/client-ec2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { invalidValue } from '../required.ts';

/** The tags that a creating call gives its resource. Throws when they are meant for another type of resource. */
export function tagsFor(type: ResourceType, specifications: TagSpecification[] | undefined): Saved<Tag>[] {
  const tags: Saved<Tag>[] = [];
  for (const { ResourceType, Tags = [] } of specifications ?? []) {
    if (ResourceType !== type) {
      throw invalidValue(`'${ResourceType ?? ''}' is not a valid taggable resource type for this operation.`);
    }
    for (const { Key, Value } of Tags) tags.push({ Key: Key ?? '', Value: Value ?? '' });
  }
  if (new Set(tags.map((tag) => tag.Key)).size < tags.length) {
    throw invalidValue('Tag keys must be unique per resource.');
  }
  return tags;
}
