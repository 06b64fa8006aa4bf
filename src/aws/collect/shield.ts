import { GetSubscriptionStateCommand, ListProtectionsCommand, ShieldClient } from '@aws-sdk/client-shield';
import type { ShieldData } from '../../snapshot/data/services.ts';
import type { ClientConfig } from '../connection.ts';
import { pages, type Reading, read, sorted } from '../read.ts';

/** Whether Shield Advanced is on, and what it protects: only a subscriber can ask the second. */
export async function collectShield(reading: Reading, config: ClientConfig): Promise<void> {
  const client = new ShieldClient(config);
  const options = { abortSignal: reading.signal };
  const data: ShieldData = {};
  reading.scope.shield = data;
  const state = await read(reading, 'shield:GetSubscriptionState', () =>
    client.send(new GetSubscriptionStateCommand({}), options),
  );
  if (state === undefined) return;
  data.SubscriptionState = state.SubscriptionState;
  if (state.SubscriptionState !== 'ACTIVE') {
    data.Protections = [];
    return;
  }
  const protections = await read(reading, 'shield:ListProtections', () =>
    pages(
      (NextToken) => client.send(new ListProtectionsCommand({ NextToken }), options),
      (o) => o.Protections,
      (o) => o.NextToken,
    ),
  );
  if (protections) data.Protections = sorted(protections, (p) => p.Id);
}
