import { GetSubscriptionStateCommand, ListProtectionsCommand, ShieldClient } from '@aws-sdk/client-shield';
import type { ShieldData } from '../../snapshot/data/services.ts';
import type { Collector, Reads } from '../read.ts';
import { sorted } from '../saved.ts';

const reads: Reads<ShieldData> = {
  SubscriptionState: {
    operations: ['shield:GetSubscriptionState'],
    where: 'global',
    run: async (ask) => (await ask.send(new GetSubscriptionStateCommand({}))).SubscriptionState ?? 'INACTIVE',
  },
  Protections: {
    operations: ['shield:ListProtections'],
    where: 'global',
    after: ['SubscriptionState'],
    run: async (ask, { SubscriptionState }) =>
      // Without a subscription nothing can be protected, and the call answers ResourceNotFoundException.
      SubscriptionState !== 'ACTIVE'
        ? []
        : sorted(
            await ask.pages(
              (NextToken) => new ListProtectionsCommand({ NextToken, MaxResults: 1000 }),
              (o) => o.Protections,
            ),
            (p) => p.Id,
          ),
  },
};

export const collector: Collector<ShieldData> = {
  service: 'shield',
  iamPrefix: 'shield',
  parallel: 2,
  client: (config) => new ShieldClient(config as never),
  reads,
};
