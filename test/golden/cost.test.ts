import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diagnoseCost } from '../../src/diagnose/cost/index.ts';
import { counted, ec2Of, lab } from '../diagnose/cost/account.ts';

// A difference is a change of what the network is said to cost: look at it, then `npx vitest run test/golden -u`.
test('the lab’s month at the bundled prices, with 1 GB an hour through each NAT gateway', async () => {
  const snapshot = lab();
  for (const { NatGatewayId = '' } of ec2Of(snapshot).NatGateways!)
    for (const metric of ['BytesInFromDestination', 'BytesOutToDestination'])
      counted(snapshot, { namespace: 'AWS/NATGateway', metric, dimensions: { NatGatewayId } }, 5e9);
  const { items, bill, services, vpcs, savings, savable } = diagnoseCost(snapshot);
  const told = {
    bill,
    savable,
    services,
    vpcs,
    items: items.map(({ what: _what, why: _why, ...item }) => item),
    savings: savings.map(({ code, resource, affected, monthlyUsd, upTo, alternative, formula, verified, command }) => ({
      ...{ code, resource, affected, monthlyUsd, upTo, alternative, formula, verified, command },
    })),
  };
  await expect(`${JSON.stringify(told, null, 1)}\n`).toMatchFileSnapshot(join(import.meta.dirname, 'cost.json'));
});
