import type { DescribeTagsInput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { listenerOf, loadBalancerOf, ruleOf, targetGroupOf, validation } from '../../../changes/elbv2/lookup.ts';
import type { LabCall } from '../../handler.ts';
import { dataOf } from './listing.ts';

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTags.html: up to 20 resources. */
const mostResources = 20;

export function describeTags(call: LabCall, input: DescribeTagsInput) {
  const arns = input.ResourceArns ?? [];
  if (arns.length > mostResources) {
    throw validation(`The number of resource ARNs must not exceed ${mostResources}`);
  }
  for (const arn of arns) {
    if (arn.includes(':loadbalancer/')) loadBalancerOf(call, arn);
    else if (arn.includes(':targetgroup/')) targetGroupOf(call, arn);
    else if (arn.includes(':listener-rule/')) ruleOf(call, arn);
    else if (arn.includes(':listener/')) listenerOf(call, arn);
    else throw validation(`'${arn}' is not a valid resource ARN`);
  }
  const tags = dataOf(call).Tags ?? {};
  return { TagDescriptions: arns.map((ResourceArn) => ({ ResourceArn, Tags: tags[ResourceArn] ?? [] })) };
}
