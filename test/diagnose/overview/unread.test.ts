import { expect, test } from 'vitest';
import { analyze } from '../../../src/diagnose/overview/index.ts';
import type { Finding } from '../../../src/findings/finding.ts';
import type { Snapshot } from '../../../src/snapshot/snapshot.ts';
import { labSnapshot } from '../../snapshot/lab-snapshot.ts';

/** Every key that the lab's snapshot has, once. */
function keys(snapshot: Snapshot): [string, string][] {
  const found = new Map<string, [string, string]>();
  for (const scope of snapshot.scopes as unknown as Record<string, object>[])
    for (const [service, data] of Object.entries(scope))
      if (typeof data === 'object') for (const key of Object.keys(data)) found.set(`${service}.${key}`, [service, key]);
  return [...found.values()];
}

const whole = analyze(labSnapshot());
const seen = new Set(whole.findings.map((f) => f.id));

// A check that takes "not read" for "there is none" finds faults that are not there.
test.each(keys(labSnapshot()))('without %s.%s nothing is found that was not there', (service, key) => {
  const snapshot = labSnapshot();
  for (const scope of snapshot.scopes as unknown as Record<string, Record<string, unknown>>[])
    delete scope[service]?.[key];
  const { findings } = analyze(snapshot);
  const claims = (f: Finding): string => `${f.code} ${f.resourceName ?? f.resource}: ${f.title.en}`;
  const news = findings.filter((f) => !seen.has(f.id));
  // The same weakness may be told of another resource first; a code that is new is a claim out of nothing.
  const codes = new Set(whole.findings.map((f) => f.code));
  expect(news.filter((f) => !codes.has(f.code)).map(claims)).toEqual([]);
  expect(findings.filter((f) => f.cause).map(claims)).toEqual([]);
});
