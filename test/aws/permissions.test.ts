import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { permissions, readPolicy } from '../../src/aws/permissions.ts';
import { permissionsPage } from '../../src/aws/permissions-page.ts';
import { loadCollector, services } from '../../src/aws/services.ts';

const docs = join(import.meta.dirname, '..', '..', 'docs');

const sdk: Record<string, () => Promise<object>> = {
  ec2: () => import('@aws-sdk/client-ec2'),
  elbv2: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  route53: () => import('@aws-sdk/client-route-53'),
  route53resolver: () => import('@aws-sdk/client-route53resolver'),
  directconnect: () => import('@aws-sdk/client-direct-connect'),
  cloudfront: () => import('@aws-sdk/client-cloudfront'),
  wafv2: () => import('@aws-sdk/client-wafv2'),
  shield: () => import('@aws-sdk/client-shield'),
  guardduty: () => import('@aws-sdk/client-guardduty'),
  networkfirewall: () => import('@aws-sdk/client-network-firewall'),
  iam: () => import('@aws-sdk/client-iam'),
  cloudwatch: () => import('@aws-sdk/client-cloudwatch'),
  logs: () => import('@aws-sdk/client-cloudwatch-logs'),
  cloudtrail: () => import('@aws-sdk/client-cloudtrail'),
  acm: () => import('@aws-sdk/client-acm'),
  configservice: () => import('@aws-sdk/client-config-service'),
  ssm: () => import('@aws-sdk/client-ssm'),
  s3: () => import('@aws-sdk/client-s3'),
  route53domains: () => import('@aws-sdk/client-route-53-domains'),
};

describe('the published policy and page are what the reads need', () => {
  // `npx vitest run test/aws/permissions.test.ts -u` writes them.
  test('docs/iam-policy.json', async () => {
    const policy = `${JSON.stringify(await readPolicy(), null, 2)}\n`;
    await expect(policy).toMatchFileSnapshot(join(docs, 'iam-policy.json'));
  });
  test('docs/aws-permissions.md', async () => {
    await expect(await permissionsPage()).toMatchFileSnapshot(join(docs, 'aws-permissions.md'));
  });
});

test('the policy fits into a managed policy (6,144 characters without white space) and only reads', async () => {
  const policy = await readPolicy();
  expect(JSON.stringify(policy).length).toBeLessThan(6144);
  for (const { action } of await permissions()) {
    expect(action).toMatch(
      /^[a-z0-9-]+:(Describe|Get|List|Search|Lookup|Generate(?=CredentialReport)|(Start|Stop)(?=Query))[A-Za-z0-9]*$/,
    );
  }
});

test('every operation declared is one of the SDK, of the service that declares it', async () => {
  for (const service of services) {
    const commands = await sdk[service]!();
    for (const { operations } of Object.values((await loadCollector(service)).reads)) {
      for (const operation of operations) {
        const [of, name] = operation.split(':');
        expect([operation, of]).toEqual([operation, service]);
        expect(commands, operation).toHaveProperty(`${name}Command`);
      }
    }
  }
});

test('what a read comes after is a read of the same service, and no circle', async () => {
  for (const service of services) {
    const { reads } = await loadCollector(service);
    const depth = (key: string, seen: string[]): number => {
      expect(seen).not.toContain(key);
      expect(reads).toHaveProperty(key);
      return 1 + Math.max(0, ...(reads[key]!.after ?? []).map((parent) => depth(parent, [...seen, key])));
    };
    // Few calls in sequence: each is a round trip.
    for (const key of Object.keys(reads)) expect(depth(key, [])).toBeLessThanOrEqual(3);
  }
});
