import type { AddTagsInput, RemoveTagsInput, Tag } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Saved } from '../../snapshot/snapshot.ts';
import { ofParent, setOfParent } from '../draft.ts';
import { AwsError, type World } from '../world.ts';
import { listenerOf, loadBalancerOf, needed, ruleOf, targetGroupOf, validation } from './lookup.ts';

const mostTags = 50;

/** Throws the not-found error of whatever the ARN is of. */
function checkExists(world: World, arn: string): void {
  if (arn.includes(':loadbalancer/')) loadBalancerOf(world, arn);
  else if (arn.includes(':targetgroup/')) targetGroupOf(world, arn);
  else if (arn.includes(':listener-rule/')) ruleOf(world, arn);
  else if (arn.includes(':listener/')) listenerOf(world, arn);
  else throw validation(`'${arn}' is not a valid resource ARN`);
}

/** Gives a resource tags; one of the same key gets the new value. */
export function setTags(world: World, arn: string, tags: readonly Tag[]): void {
  const keys = tags.map((tag) => tag.Key);
  if (new Set(keys).size < keys.length)
    throw new AwsError('DuplicateTagKeys', 'A tag key was specified more than once');
  const before = ofParent(world, 'elbv2', 'Tags', arn) ?? [];
  const after: Saved<Tag>[] = [
    ...before.filter((tag) => !keys.includes(tag.Key)),
    ...tags.map(({ Key, Value }) => ({ Key, Value: Value ?? '' })),
  ];
  if (after.length > mostTags) throw new AwsError('TooManyTags', 'You have reached the limit on the number of tags');
  setOfParent(world, 'elbv2', 'Tags', arn, after);
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AddTags.html */
export function AddTags(world: World, input: AddTagsInput) {
  const arns = needed(input.ResourceArns, 'resourceArns');
  for (const arn of arns) checkExists(world, arn);
  for (const arn of arns) setTags(world, arn, needed(input.Tags, 'tags'));
  return {};
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RemoveTags.html */
export function RemoveTags(world: World, input: RemoveTagsInput) {
  const arns = needed(input.ResourceArns, 'resourceArns');
  const keys = needed(input.TagKeys, 'tagKeys');
  for (const arn of arns) checkExists(world, arn);
  for (const arn of arns) {
    const before = ofParent(world, 'elbv2', 'Tags', arn);
    if (before !== undefined) {
      const after = before.filter((tag) => !keys.includes(tag.Key ?? ''));
      setOfParent(world, 'elbv2', 'Tags', arn, after.length === 0 ? undefined : after);
    }
  }
  return {};
}
