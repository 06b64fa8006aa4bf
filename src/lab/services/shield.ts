import type { ListProtectionsCommandInput } from '@aws-sdk/client-shield';
import { AwsError } from '../../changes/world.ts';
import type { Handlers, LabCall } from '../handler.ts';
import { page } from '../paging.ts';

const stateOf = (call: LabCall): string => call.global.shield?.SubscriptionState ?? 'INACTIVE';

/** Without Shield Advanced, most calls know nothing. */
function mustSubscribe(call: LabCall): void {
  if (stateOf(call) !== 'ACTIVE') {
    throw new AwsError('ResourceNotFoundException', 'The subscription does not exist.');
  }
}

const getSubscriptionState = (call: LabCall) => ({ SubscriptionState: stateOf(call) });

function describeSubscription(call: LabCall) {
  mustSubscribe(call);
  return {
    Subscription: {
      AutoRenew: 'ENABLED',
      SubscriptionArn: `arn:aws:shield::${call.account}:subscription`,
      TimeCommitmentInSeconds: 31_536_000,
      SubscriptionLimits: {
        ProtectionLimits: { ProtectedResourceTypeLimits: [] },
        ProtectionGroupLimits: {
          MaxProtectionGroups: 100,
          PatternTypeLimits: { ArbitraryPatternLimits: { MaxMembers: 10_000 } },
        },
      },
    },
  };
}

function listProtections(call: LabCall, input: ListProtectionsCommandInput) {
  mustSubscribe(call);
  const { items, next } = page(
    call.global.shield?.Protections ?? [],
    { size: input.MaxResults, token: input.NextToken, question: {} },
    {
      usual: 10_000,
      most: 10_000,
      badToken: 'InvalidPaginationTokenException',
      badSize: 'InvalidParameterException',
    },
  );
  return { Protections: items, ...(next === undefined ? {} : { NextToken: next }) };
}

export const reads: Handlers = {
  GetSubscriptionState: getSubscriptionState,
  DescribeSubscription: describeSubscription,
  ListProtections: listProtections,
};
