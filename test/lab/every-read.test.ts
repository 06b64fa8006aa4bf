import { expect, test } from 'vitest';
import { permissions } from '../../src/aws/permissions.ts';
import { readers } from '../../src/lab/services/index.ts';

test('the lab answers every call that a collection can make', async () => {
  const calls = await permissions();
  expect(calls.length).toBeGreaterThan(90);
  const missing = [];
  for (const { service, operation } of calls) {
    const reads = (await readers[service]?.())?.reads ?? {};
    if (!(operation.split(':')[1]! in reads)) missing.push(operation);
  }
  expect(missing).toEqual([]);
});
