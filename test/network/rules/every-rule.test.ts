import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/*
 * The rules of AWS networking that the engine obeys carry numbers: R routing, S security groups, N network ACLs, F
 * Network Firewall, L load balancers, G general. Each is the beginning of the name of a test. R8, the limits of NAT
 * gateways, and L3, the reason codes of target health, are no questions of reachability: metrics and diagnosis know them.
 */
const rules = [
  ...[1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19].map((n) => `R${n}`),
  ...[1, 2, 3, 4, 5, 6].map((n) => `S${n}`),
  ...[1, 2, 3, 4, 5].map((n) => `N${n}`),
  ...[1, 2, 3, 4, 5, 6].map((n) => `F${n}`),
  ...[1, 2, 4].map((n) => `L${n}`),
  ...[1, 2, 3].map((n) => `G${n}`),
];

test.each(rules)('%s has a test of its name', (rule) => {
  const files = readdirSync(import.meta.dirname).filter((f) => f.endsWith('.test.ts') && f !== 'every-rule.test.ts');
  const texts = files.map((f) => readFileSync(join(import.meta.dirname, f), 'utf8'));
  const named = new RegExp(`(test|describe|table)(\\.each\\([^\\n]*\\))?\\(\\s*['"\`]${rule}\\b`);
  expect(texts.some((text) => named.test(text))).toBe(true);
});
