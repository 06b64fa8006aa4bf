import { describe, expect, test } from 'vitest';
import { audit } from '../../src/checks/audit.ts';
import type { Intent, IntentRule } from '../../src/checks/check.ts';
import { transitReads } from '../../src/checks/exposure/reads.ts';
import { checks } from '../../src/checks/index.ts';
import type { Scope, Snapshot } from '../../src/snapshot/snapshot.ts';
import { labFor } from './lab.ts';

const segments = {
  dmz: ['DMZVPC'],
  office: ['mgmtvpc'],
  shop: ['VPC01-Private-A-10.1.20.101'],
  store: ['VPC02-Private-A-10.2.20.101'],
};

function judged(rule: IntentRule, snapshot: Snapshot = labFor('region').snapshot) {
  const intent: Intent = { segments, rules: [rule], sensitive: [] };
  const { results, findings } = audit(snapshot, { intent, chosen: checks.filter((c) => c.code === 'INTENT_VIOLATED') });
  return { status: results[0]!.status, findings };
}

describe('what the owner declares is an invariant', () => {
  test('a segment that must not be reached, and is: with a flow that shows it, and what it passes', () => {
    const { status, findings } = judged({ name: 'apart', kind: 'must-not-reach', from: 'shop', to: 'store' });
    expect(status).toBe('fail');
    expect(findings[0]!.evidence[0]!.says.en).toMatch(
      /^counter-example: 10\.1\.20\.101\S* → 10\.2\.20\.101\S* .*\(.*VPC01-Private-Subnet-A-RT.*TGW.*\)$/,
    );
  });

  test('by port: what is not open does not break the rule', () => {
    const ports = (p: string): IntentRule => ({
      name: 'apart',
      kind: 'must-not-reach',
      from: 'shop',
      to: 'store',
      protocol: 'tcp',
      ports: p,
    });
    expect(judged(ports('3306')).status).toBe('pass');
    expect(judged(ports('3306,20-30')).status).toBe('fail');
  });

  test('a segment that must be reached, and is not', () => {
    expect(judged({ name: 'works', kind: 'must-reach', from: 'shop', to: 'store', ports: '22' }).status).toBe('pass');
    const broken = judged({ name: 'works', kind: 'must-reach', from: 'shop', to: 'store', ports: '3306' });
    expect(broken.status).toBe('fail');
    expect(broken.findings[0]!.evidence[0]!.says.ko).toContain('막혀 있음');
  });

  test('only these face the internet', () => {
    const rule = (...of: string[]): IntentRule => ({ name: 'front', kind: 'only-faces-internet', segments: of });
    expect(judged(rule('dmz', 'office')).status).toBe('pass');
    const { status, findings } = judged(rule('dmz'));
    expect(status).toBe('fail');
    expect(findings[0]!.evidence[0]!.says.en).toMatch(/^counter-example: internet → /);
  });

  test('where part of the network was not read, nothing is claimed', () => {
    const { snapshot } = labFor('region');
    for (const name of transitReads) {
      const [service, key] = name.split('.') as ['ec2', string];
      const scopes = snapshot.scopes.map((s): Scope => {
        const { [key]: _, ...rest } = (s[service] ?? {}) as Record<string, unknown>;
        return s[service] === undefined ? s : { ...s, [service]: rest };
      });
      const rule: IntentRule = { name: 'apart', kind: 'must-not-reach', from: 'shop', to: 'store', ports: '3306' };
      expect([name, judged(rule, { ...snapshot, scopes }).status]).toEqual([name, 'not-readable']);
    }
  });

  test('a segment that the network lacks is no pass', () => {
    const intent: Intent = {
      segments: { ...segments, gone: ['no-such-host'] },
      rules: [{ name: 'apart', kind: 'must-not-reach', from: 'gone', to: 'store' }],
      sensitive: [],
    };
    const chosen = checks.filter((c) => c.code === 'INTENT_VIOLATED');
    expect(audit(labFor('region').snapshot, { intent, chosen }).results[0]!.status).toBe('not-readable');
  });
});
