import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One folder for whatever the tests write, gone when they are done. Each project calls this; the first makes it. */
export function setup(): () => void {
  if (process.env.NETOPS_TESTS !== undefined) return () => {};
  const folder = mkdtempSync(join(tmpdir(), 'netops-tests-'));
  for (const name of ['NETOPS_TESTS', 'TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
